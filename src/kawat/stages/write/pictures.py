"""An Outline in; pictures out as inline SVG: when each outlet reported, who got it from whom, and how a figure moved.

The first two carry a title, a description and, beside them in the page, the same in words. Colours come from the page's style sheet.
"""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import datetime
from html import escape

from kawat.model import Article
from kawat.stages.write.outline import Collision, Outline, bare, outlet_of, published_of, shortened

_WIDTH = 760
_ROW = 26
_MOST = 14  # nodes of one column in the picture of origins


def _svg(identity: str, height: int, title: str, description: str, body: list[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{identity}-t {identity}-d" class="picture">'
        f'<title id="{identity}-t">{escape(title)}</title><desc id="{identity}-d">{escape(description)}</desc>{"".join(body)}</svg>'
    )


def _text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "start", limit: int = 34) -> str:
    shown = shortened(words, limit)
    whole = f"<title>{escape(words)}</title>" if shown != words else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{whole}{escape(shown)}</text>'


def _moment(article: Article) -> float | None:
    """Hours since the epoch of a publication; a bare day counts as its noon, a zone that is not stated as UTC."""
    value = article.published
    if not value or len(value) < 10:
        return None
    try:
        at = datetime.fromisoformat(value if "T" in value else f"{value}T12:00")
    except ValueError:
        return None
    return (at.timestamp() if at.tzinfo else at.replace(tzinfo=datetime.fromisoformat("2000-01-01T00:00+00:00").tzinfo).timestamp()) / 3600


def when(one: Outline, identity: str) -> str:
    """Return the picture of when each outlet reported, a row each, in time order, those without a day last; empty where fewer than two have one."""
    dated = sorted(((m, a) for a in one.articles if (m := _moment(a)) is not None), key=lambda p: (p[0], p[1].id))
    if len(dated) < 2:
        return ""
    vague = [a for a in one.articles if _moment(a) is None]
    left, right = 190, 215
    low, high = dated[0][0], dated[-1][0]
    span = max(high - low, 0.5)
    height = 20 + _ROW * (len(dated) + len(vague))
    body = [f'<line x1="{left}" y1="8" x2="{left}" y2="{height - 8}" class="axis"/>']
    for row, (moment, article) in enumerate(dated):
        x, y = left + (moment - low) / span * (_WIDTH - left - right), 22 + _ROW * row
        hours = moment - low
        later = "" if not row else f"+{hours:.0f} h" if hours >= 1 else f"+{hours * 60:.0f} min"
        body.append(_text(left - 12, y + 4, outlet_of(article), anchor="end", kind="name", limit=26))
        body.append(f'<line x1="{left}" y1="{y}" x2="{x:.1f}" y2="{y}" class="lead"/><circle cx="{x:.1f}" cy="{y}" r="5" class="dot"/>')
        body.append(_text(x + 11, y + 4, f"{published_of(article)[:16]} {later}".strip(), kind="note"))
    for row, article in enumerate(vague, start=len(dated)):
        y = 22 + _ROW * row
        body.append(_text(left - 12, y + 4, outlet_of(article), anchor="end", kind="name", limit=26))
        body.append(_text(left + 11, y + 4, published_of(article) or one.words["undated"], kind="note"))
    said = "; ".join(f"{outlet_of(a)} {published_of(a) or one.words['undated']}" for a in [*(a for _, a in dated), *vague])
    return _svg(identity, height, one.words["when"], said, body)


def series(collision: Collision, identity: str) -> str:
    """Return the picture of a figure that moved, a bar for each value in time order; empty where fewer than three or no numbers."""
    values = collision.series
    if len(values) < 3 or max(values) <= 0:
        return ""
    wide, tall = 46, 44
    bars = []
    for k, (value, (shown, _)) in enumerate(zip(values, collision.sides, strict=True)):
        high = max(2.0, tall * value / max(values))
        x = 4 + k * (wide + 10)
        bars.append(f'<rect x="{x}" y="{18 + tall - high:.1f}" width="{wide}" height="{high:.1f}" class="bar"/>')
        bars.append(_text(x + wide / 2, 14 + tall - high, bare(shown), kind="note", anchor="middle", limit=8))
    width = 8 + len(values) * (wide + 10)
    said = " → ".join(value for value, _ in collision.sides)
    return f'<svg viewBox="0 0 {width} {tall + 20}" width="{width}" role="img" aria-labelledby="{identity}-t" class="series"><title id="{identity}-t">{escape(said)}</title>{"".join(bars)}</svg>'


def flows(one: Outline) -> Counter[tuple[str, str]]:
    """Count the steps of all chains: from whom to whom, the speaker first and the outlet last."""
    steps: Counter[tuple[str, str]] = Counter()
    names = {s.id: s.name for s in one.brief.speakers}
    for statement in one.brief.statements:
        outlet = one.outlets.get(statement.article)
        chain = [link.name for link in statement.chain]
        if statement.speaker in names and (not chain or chain[0] != names[statement.speaker]):
            chain = [names[statement.speaker], *chain[1:]]
        if outlet and (not chain or chain[-1] != outlet):
            chain.append(outlet)
        for a, b in itertools.pairwise(chain):
            if a != b:
                steps[(a, b)] += 1
    for article in one.articles:
        for credit in article.credits:
            if not any(a == credit and b == one.outlets[article.id] for a, b in steps):
                steps[(credit, one.outlets[article.id])] += 1
    return steps


def flow(one: Outline, identity: str) -> str:
    """Return the picture of origins: speakers and bodies left, what they came through in the middle, outlets right."""
    steps = flows(one)
    if not steps:
        return ""
    outlets = list(dict.fromkeys(one.outlets[a.id] for a in one.articles))
    through = [n for n, _ in Counter({b: c for (_, b), c in steps.items() if b not in outlets}).most_common()]
    credited = {c for a in one.articles for c in a.credits}
    through += [n for n in dict.fromkeys(a for (a, _) in steps) if n in credited and n not in through and n not in outlets]
    sources = Counter[str]()
    for (a, _), count in steps.items():
        if a not in outlets and a not in through:
            sources[a] += count
    columns = [[n for n, _ in sources.most_common(_MOST)], through[:_MOST], outlets[:_MOST]]
    columns = [c for c in columns if c]
    longest = max(len(c) for c in columns)
    height = 24 + _ROW * longest
    place: dict[str, tuple[float, float, int]] = {}
    for index, column in enumerate(columns):
        x = 0 if index == 0 else _WIDTH if index == len(columns) - 1 else _WIDTH / 2
        offset = (longest - len(column)) * _ROW / 2
        for row, name in enumerate(column):
            place[name] = (x, 24 + offset + _ROW * row, index)
    body = [
        _edge(place[a], place[b], count, len(columns))
        for (a, b), count in steps.items()
        if a in place and b in place and place[a][2] < place[b][2]
    ]
    for name, (x, y, index) in place.items():
        body.append(_node(name, x, y, index, len(columns)))
    said = "; ".join(f"{a} → {b}" + (f" ({count})" if count > 1 else "") for (a, b), count in steps.most_common(60))
    return _svg(identity, height, one.words["flow"], said, body)


def _bounds(x: float, index: int, columns: int) -> tuple[float, float]:
    """Left and right end of a node's box."""
    if index == 0:
        return 0, 230
    if index == columns - 1:
        return _WIDTH - 170, _WIDTH
    return x - 85, x + 85


def _edge(a: tuple[float, float, int], b: tuple[float, float, int], count: int, columns: int) -> str:
    x1, x2 = _bounds(a[0], a[2], columns)[1], _bounds(b[0], b[2], columns)[0]
    bend = (x2 - x1) / 2
    return f'<path d="M{x1:.0f} {a[1]:.0f} C{x1 + bend:.0f} {a[1]:.0f} {x2 - bend:.0f} {b[1]:.0f} {x2:.0f} {b[1]:.0f}" class="edge" stroke-width="{min(1 + count * 0.5, 5):.1f}"/>'


def _node(name: str, x: float, y: float, index: int, columns: int) -> str:
    left, right = _bounds(x, index, columns)
    kind = "source" if index == 0 else "outlet" if index == columns - 1 else "via"
    return f'<rect x="{left:.0f}" y="{y - 10:.0f}" width="{right - left:.0f}" height="20" rx="4" class="{kind}"/>' + _text(
        left + 8, y + 4, name, kind="name", limit=int((right - left) / 8.2)
    )
