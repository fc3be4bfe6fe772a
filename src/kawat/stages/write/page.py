"""Outlines in; one HTML page out that works offline, prints, and runs nothing.

Every account links to its words, marked in the report's full text at the foot of the page, and from there back. Text from reports is
always escaped and isolated, so that neither markup nor writing direction in it can reach the page around it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources

from kawat.model import Account, Article, Briefing, Change, Moment, Statement
from kawat.stages.write import pictures
from kawat.stages.write.outline import (
    MARKS,
    Casualties,
    Collision,
    Fact,
    Outline,
    Quoted,
    Voice,
    chain_of,
    first,
    outlet_of,
    outlines,
    published_of,
    shortened,
    words,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FACTS, _ALONE, _MOMENTS, _CHANGES, _SAID, _VOICES, _FIRST = 15, 12, 20, 14, 5, 12, 4


def _e(text: str) -> str:
    """Text of a report, escaped, without characters that no HTML may hold."""
    return escape(_CONTROL.sub("", text))


class _Page:
    """One page being built: which spans of which article it links to, and under which names."""

    def __init__(self) -> None:
        self.links: dict[str, dict[tuple[int, int], str]] = {}

    def target(self, account: Account) -> str:
        """Return the name under which an account's words are found in the report's text."""
        spans = self.links.setdefault(account.span.article, {})
        key = (account.span.start, account.span.end)
        return spans.setdefault(key, f"w-{account.span.article}-{key[0]}-{key[1]}")

    def words(self, quoted: Quoted, one: Outline, *, outlet: bool = True) -> str:
        """An account as shown: its outlet, its exact words in its own language, the way to the report."""
        name = f'<span class="outlet"><bdi>{_e(quoted.outlet)}</bdi></span>' if outlet else ""
        language = _lang(quoted.article)
        return f'{name}<q{language}><bdi>{_e(quoted.exact)}</bdi></q> <a class="see" href="#{self.target(quoted.account)}" aria-label="{_e(one.words["see"])}: {_e(quoted.outlet)}">↓ {one.words["see"]}</a>'

    def body(self, article: Article) -> str:
        """The report's text with every linked span marked; spans that overlap are cut where they cross."""
        spans = self.links.get(article.id, {})
        cuts = sorted({0, len(article.text), *(edge for span in spans for edge in span)})
        made = []
        for start, end in itertools.pairwise(cuts):
            piece = _e(article.text[start:end])
            names = [name for (a, _), name in spans.items() if a == start]
            if any(a <= start and end <= b for a, b in spans):
                first = f' id="{names[0]}"' if names else ""
                more = "".join(f'<span id="{name}"></span>' for name in names[1:])
                made.append(f"{more}<mark{first}>{piece}</mark>")
            else:
                made.append(piece)
        return "".join(made)


def _lang(article: Article) -> str:
    return f' lang="{_e(article.language)}"' if article.language else ""


def render(briefing: Briefing) -> str:
    """Return the whole page for a briefing of any number of events, none included."""
    every = outlines(briefing)
    language = every[0].language if every else "en"
    label = words(language)
    page = _Page()
    events = [_event(one, number, page) for number, one in enumerate(every)]
    title = every[0].brief.event.title if every else label["none_read"]
    style = resources.files("kawat.stages.write").joinpath("page.css").read_text("utf-8")
    contents = _contents(every) if len(every) > 1 else ""
    none = f"<h1>{_e(label['none_read'])}</h1>" if not every else ""
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">"
        f'<meta name="referrer" content="no-referrer"><title>{_e(title)} – Kawat</title><style>{style}</style></head><body>'
        f'<a class="skip" href="#main">{label["skip"]}</a><main id="main">{contents}{none}{"".join(events)}{_rejections(briefing, label)}</main>'
        f"<footer><p>{_e(label['made'])}</p></footer></body></html>\n"
    )


def _contents(every: Sequence[Outline]) -> str:
    items = "".join(
        f'<li><a href="#e{n}"><bdi>{_e(one.brief.event.title)}</bdi></a> ({len(one.articles)})</li>' for n, one in enumerate(every)
    )
    return f'<nav aria-label="{_e(every[0].words["contents"])}"><ul>{items}</ul></nav>'


def _event(one: Outline, number: int, page: _Page) -> str:
    word = one.words
    parts = [
        f'<header><h1><bdi>{_e(one.brief.event.title)}</bdi></h1><p class="meta">{_e(one.headline())}</p>{_rings(one)}{_tally(one)}</header>{_glance(one)}',
        _section(one, "changed", [_changes(one, page)], count=len(one.changes)) if one.changes else "",
        _section(one, "toll", [_toll(t, one, page) for t in one.tolls]) if one.tolls else "",
        _section(
            one,
            "collides",
            [*(_collision(c, one, page) for c in one.collisions), *(_fact(f, one, page) for f in one.disputed)],
            count=len(one.collisions),
        ),
        _section(one, "agreed", _folded(one, [_fact(f, one, page) for f in one.agreed], _FACTS), count=len(one.agreed), always=True),
        _section(
            one,
            "updated",
            [*(_collision(c, one, page) for c in one.updates), *(_fact(f, one, page) for f in one.moved)],
            count=len(one.updates),
        ),
        _pictures(one, number),
        _section(one, "alone", [_alone(one.alone, one, page)], count=len(one.alone)) if one.alone else "",
        _section(one, "said", _folded(one, [_voice(v, one, page) for v in one.voices], _VOICES), count=len(one.voices))
        if one.voices
        else "",
        _section(one, "timeline", [_moments(one, page)], count=len(one.timeline)) if one.timeline else "",
        _section(one, "precise", [_collision(c, one, page) for c in one.precisions]) if one.precisions else "",
    ]
    reports = [_report(a, one, page) for a in one.articles]
    return f'<article class="event" id="e{number}" lang="{one.language}">{"".join(parts)}<section><h2>{_e(word["articles"])}<span class="count">{len(reports)}</span></h2>{"".join(reports)}</section></article>'


def _section(one: Outline, name: str, items: Sequence[str], *, count: int | None = None, always: bool = False) -> str:
    if not items and not always:
        return ""
    shown = len(items) if count is None else count
    body = "".join(items) or f'<p class="meta">{_e(one.words["nothing"])}</p>'
    return f'<section><h2>{_e(one.words[name])}<span class="count">{shown}</span></h2>{body}</section>'


def _rings(one: Outline) -> str:
    return "".join(f'<p class="ring"><bdi>{_e(line)}</bdi></p>' for line in one.rings())


def _tally(one: Outline) -> str:
    counts = (
        ("clash", len(one.collisions), "collides"),
        ("solid", len(one.agreed), "agreed"),
        ("moved", len(one.updates), "updated"),
        ("", len(one.alone), "alone"),
    )
    return (
        '<ul class="tally">'
        + "".join(f'<li class="{kind}"><b>{n}</b>{_e(one.words[name].lower())}</li>' for kind, n, name in counts)
        + "</ul>"
    )


def _glance(one: Outline) -> str:
    """What a reader with a minute reads: what collides, what moved and what most stand behind, each a line that leads to its words."""
    lines = [("moved", "", toll.line) for toll in one.tolls]
    lines += [("clash", c.conflict.id, c.line) for c in one.collisions[:_FIRST]]
    lines += [("moved", c.conflict.id, c.heading if c.series else c.line) for c in one.updates[:_FIRST]]
    lines += [("solid", f.point.id, f"{shortened(f.point.label, 150)} ({one.standing(f)})") for f in one.agreed[:_FIRST]]
    items = "".join(
        f'<li class="{kind}"><bdi>{f"""<a href="#x-{to}">{_e(shortened(line, 240))}</a>""" if to else _e(line)}</bdi></li>'
        for kind, to, line in lines
    )
    return f'<section class="glance"><h2>{_e(one.words["glance"])}</h2><ul>{items}</ul></section>' if items else ""


def _changes(one: Outline, page: _Page) -> str:
    shown, left = first(one.changes, _CHANGES)

    def line(change: Change) -> str:
        return f'<li class="{change.kind}"><b>{MARKS[change.kind]}</b> <bdi>{_e(shortened(change.label, 140))}</bdi> <span class="meta">{_e(change.reason)}</span></li>'

    rest = _more(one, left, f'<ul class="changes">{"".join(map(line, one.changes[shown:]))}</ul>')
    return f'<ul class="changes">{"".join(map(line, one.changes[:shown]))}</ul>{rest}'


def _toll(toll: Casualties, one: Outline, page: _Page) -> str:
    quotes = "".join(f"<li>{page.words(q, one)}</li>" for q in toll.quoted)
    return f'<div class="fact"><h3><bdi>{_e(toll.line)}</bdi></h3><ul class="words">{quotes}</ul></div>'


def _fact(fact: Fact, one: Outline, page: _Page) -> str:
    quotes = "".join(f"<li>{page.words(q, one)}</li>" for q in fact.quoted)
    language = _lang(fact.quoted[0].article) if fact.quoted else ""
    return f'<div class="fact {fact.point.status}" id="x-{fact.point.id}"><h3{language}><bdi>{_e(fact.point.label)}</bdi></h3><p class="badge"><bdi>{_e(one.standing(fact))}</bdi></p><ul class="words">{quotes}</ul></div>'


def _collision(collision: Collision, one: Outline, page: _Page) -> str:
    sides = "".join(
        f'<div class="side"><p class="value"><bdi>{_e(value)}</bdi></p><ul class="words">{"".join(f"<li>{page.words(q, one)}</li>" for q in quoted)}</ul></div>'
        for value, quoted in collision.sides
    )
    chart = pictures.series(collision, collision.conflict.id) if collision.conflict.verdict == "update" else ""
    return f'<div class="collision {collision.conflict.verdict}" id="x-{collision.conflict.id}"><h3 class="kind"><bdi>{_e(collision.heading)}</bdi></h3>{chart}<div class="sides">{sides}</div><p class="why">{_e(one.words["why"])}: {_e(collision.conflict.reason)} ({collision.conflict.confidence:.0%})</p></div>'


def _alone(facts: Sequence[Fact], one: Outline, page: _Page) -> str:
    def items(part: Sequence[Fact]) -> str:
        return "".join(f"<li>{page.words(f.quoted[0], one)}</li>" for f in part)

    rest = facts[_ALONE:]
    more = _more(one, len(rest), f'<ul class="words">{items(rest)}</ul>')
    return f'<ul class="words">{items(facts[:_ALONE])}</ul>{more}'


def _voice(voice: Voice, one: Outline, page: _Page) -> str:
    name = voice.speaker.name if voice.speaker else one.words["speaker_unknown"]
    role = f' <span class="role"><bdi>{_e(voice.speaker.role)}</bdi></span>' if voice.speaker and voice.speaker.role else ""
    shown, left = first(voice.statements, _SAID)

    def items(part: Sequence[tuple[Statement, Quoted]]) -> str:
        return "".join(
            f"<li>{page.words(q, one, outlet=False) if s.mode == 'direct' else page.words(q, one, outlet=False).replace('<q', '<span').replace('</q>', '</span>', 1)}"
            f'<br><span class="chain">{_e(one.words[s.mode])} · <bdi>{_e(chain_of(s))}</bdi></span></li>'
            for s, q in part
        )

    more = _more(one, left, f'<ul class="words">{items(voice.statements[shown:])}</ul>')
    return f'<div class="voice"><h3><bdi>{_e(name)}</bdi>{role}</h3><ul class="words">{items(voice.statements[:shown])}</ul>{more}</div>'


def _folded(one: Outline, items: Sequence[str], limit: int) -> list[str]:
    """The first items of a section, and the rest folded."""
    shown, left = first(items, limit)
    return [*items[:shown], *([_more(one, left, "".join(items[shown:]))] if left else [])]


def _more(one: Outline, left: int, body: str) -> str:
    return f"<details><summary>{_e(one.words['more'].format(n=left))}</summary>{body}</details>" if left else ""


def _moments(one: Outline, page: _Page) -> str:
    def items(part: Sequence[tuple[Moment, tuple[Quoted, ...]]]) -> str:
        return "".join(
            f'<li><time datetime="{_e(m.at)}">{_e(m.at[:16].replace("T", " "))}</time><div>{page.words(q[0], one)}</div></li>'
            for m, q in part
        )

    rest = one.timeline[_MOMENTS:]
    more = _more(one, len(rest), f'<ol class="moments">{items(rest)}</ol>')
    return f'<ol class="moments">{items(one.timeline[:_MOMENTS])}</ol>{more}'


def _pictures(one: Outline, number: int) -> str:
    drawn = ((one.words["when"], pictures.when(one, f"t{number}")), (one.words["flow"], pictures.flow(one, f"o{number}")))
    figures = "".join(f"<figure><figcaption>{_e(title)}</figcaption>{svg}</figure>" for title, svg in drawn if svg)
    if not figures:
        return ""
    steps = "".join(
        f"<tr><td><bdi>{_e(a)}</bdi></td><td>→ <bdi>{_e(b)}</bdi></td><td>{count}</td></tr>"
        for (a, b), count in pictures.flows(one).most_common()
    )
    table = f"<details><summary>{_e(one.words['flow'])}</summary><table><tbody>{steps}</tbody></table></details>" if steps else ""
    return f"<section><h2>{_e(one.words['pictures'])}</h2>{figures}{table}</section>"


def _report(article: Article, one: Outline, page: _Page) -> str:
    word = one.words
    address = (
        f'<a href="{_e(article.url)}" rel="noreferrer">{_e(article.url)}</a>'
        if article.url and re.match(r"https?://", article.url)
        else _e(article.path or "")
    )
    facts = [published_of(article) or word["undated"], *(_e(a) for a in article.authors)]
    if article.credits:
        facts.append(f"{_e(word['credits'])} {_e(', '.join(article.credits))}")
    removed = "".join(f"<li><code>{_e(r.reason)}</code> <bdi>{_e(r.text)}</bdi></li>" for r in article.removed)
    out = (
        f'<details class="removed"><summary>{_e(word["removed"])} ({len(article.removed)})</summary><ul{_lang(article)}>{removed}</ul></details>'
        if article.removed
        else ""
    )
    return (
        f'<div class="report" id="a-{article.id}"><h3><bdi>{_e(outlet_of(article))}</bdi>: <bdi{_lang(article)}>{_e(article.title or word["no_title"])}</bdi></h3>'
        f'<p class="meta">{" · ".join(facts)}<br>{address}</p><details open><summary>{_e(word["see"])}</summary><div class="text"{_lang(article)}>{page.body(article)}</div></details>{out}'
        f'<p><a class="see" href="#main">↑ {_e(word["back"])}</a></p></div>'
    )


def _rejections(briefing: Briefing, label: Mapping[str, str]) -> str:
    if not briefing.rejections:
        return ""
    items = "".join(f"<li><code>{_e(r.path or '-')}</code>: {_e(r.reason)}</li>" for r in briefing.rejections)
    return f'<section class="removed"><h2>{_e(label["rejected"])}</h2><ul>{items}</ul></section>'
