"""What the markup states and the page's leaves in; out, the title, the publication time and the byline that both support.

A title is the piece that most of the page's titles share, printed as its heading prints it. A time is what the markup states,
corrected by the date line beside the title, because sites write local time and call it UTC, and many show the minute to
readers alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from kawat.lang import dates, outlets
from kawat.stages.clean import bylines
from kawat.stages.clean.markup import Leaf
from kawat.stages.clean.metadata import Stated

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[-–—|:/»·•~<>]+\s+|\s*[|»•]\s*|\s+::\s+|:\s+")
_STRONG = re.compile(r"[|»•]|\s::\s")  # what hardly ever stands inside a headline
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CHANGED = re.compile(r"(?i)\b(?:updated?|modified|diperbarui|diupdate|pembaruan|perubahan|terakhir|last|edited|dikemaskini)\b")
_ZONES = re.compile(r"(?<=\d)(\s?)(wib|wita|wit)\b")
_COMMON = frozenset(
    ["www", "m", "com", "co", "id", "net", "org", "news", "uk", "au", "my", "amp", "tv", "go", "or", "web"]
)  # parts of domains that name no site
_AROUND = 14  # leaves after the title in which its date line may stand,
_BEFORE = 6  # and before it


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A publication date or time: ISO 8601, and the words or attribute it was read from."""

    published: str
    raw: str


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def site_names(stated: Stated) -> tuple[str, ...]:
    """Return what the site calls itself, and its domain's label, as keys."""
    names = [_key(name) for name in stated.sites]
    short = [" ".join(name.split()[:-1]) for name in names if name.endswith((" com", " id", " co", " net"))]
    return tuple(dict.fromkeys(name for name in (*names, *short, _label(stated) or "") if len(name) > 2))


def _pieces(text: str, sites: Sequence[str]) -> Iterator[str]:
    """Yield a title and what is left of it when names of the site or of a channel are taken from its ends."""
    marks = list(_SEPARATOR.finditer(text))
    starts = [0, *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), len(text)]
    for first, start in enumerate(starts[:6]):
        for end in reversed(ends[first:][:8]):
            piece = text[start:end].strip()
            if piece and not names_site(piece, sites):
                yield piece


def names_site(piece: str, sites: Sequence[str]) -> bool:
    """Whether a part of a title or a byline is the site's name, alone or with a channel's; `sites` are its names as keys."""
    key = _key(piece)
    words = key.split()
    joined = key.replace(" ", "")
    return len(words) <= 6 and any(
        joined == site.replace(" ", "") or (len(site) > 3 and (key.startswith(site + " ") or key.endswith(" " + site))) for site in sites
    )


def title(stated: Stated, leaves: Sequence[Leaf]) -> str | None:
    """Return the report's title without the site's name, or None."""
    sites = site_names(stated)
    headings = {_key(leaf.text): leaf.text for leaf in reversed(leaves) if leaf.kind == "heading" and 3 < len(leaf.text) < 400}
    plain = {
        _key(leaf.text): leaf.text
        for leaf in reversed(leaves)
        if leaf.kind == "paragraph" and leaf.linked < 0.9 and 12 < len(leaf.text) < 300
    }
    keys = [f" {_key(text)} " for text in stated.titles]
    best, most = None, 0.0
    for order, text in enumerate(stated.titles):
        for piece in dict.fromkeys(_pieces(text[:600], sites)):
            key = _key(piece)
            if not key:
                continue
            support = sum(f" {key} " in other for other in keys) / len(keys)
            whole = key.count(" ") >= 2 or key == keys[order].strip()
            printed = 0.0 if not whole else 1.5 if key in headings else 0.4 if key in plain else 0.0
            if printed < 1 and _STRONG.search(piece):
                printed -= 0.5
            score = support + printed + min(key.count(" "), 6) * 0.1 - order * 0.01
            if _ends_with_site(piece, sites):
                score -= 0.7
            if score > most:
                best, most = piece, score
    if best is not None:
        key = _key(best)
        return headings.get(key) or plain.get(key) or best
    single = [leaf.text for leaf in leaves if leaf.kind == "heading" and leaf.linked < 0.5 and leaf.text.count(" ") >= 3]
    return single[0] if single else None


def _ends_with_site(piece: str, sites: Sequence[str]) -> bool:
    """Whether one end of a title, past a separator, names the site or one of its channels."""
    parts = [part for part in _SEPARATOR.split(piece) if part and part.strip()]
    return len(parts) > 1 and (names_site(parts[-1], sites) or names_site(parts[0], sites))


def site(stated: Stated, found: str | None) -> str | None:
    """Return the name that the site gives itself: a stated one, rather one that its domain bears out, or what follows the title."""
    label = _label(stated)
    if stated.sites:
        return next((name for name in stated.sites if label and label in _key(name).replace(" ", "")), stated.sites[0])
    for text in stated.titles if found else ():
        if text.casefold().startswith((found or "").casefold()):
            parts = [part.strip() for part in _SEPARATOR.split(text[len(found or "") :]) if part.strip()]
            named = [part for part in parts if label and label in _key(part).replace(" ", "")]
            if named or (len(parts) == 1 and len(parts[0].split()) <= 4):
                return (named or parts)[0]
    return None


def _label(stated: Stated) -> str | None:
    """Return the label of the site's domain, such as "example" of news.example.co.id."""
    try:
        host = urlsplit(stated.url or "").hostname or ""
    except ValueError:
        return None
    parts = [part for part in host.split(".") if part not in _COMMON]
    return max(parts[-1:], default=None)


def when(stated: Stated, leaves: Sequence[Leaf], near: tuple[int, int], out: frozenset[int]) -> When | None:
    """Return the publication time that the page states; `near` are the leaves of the title and of the report's beginning.

    `out` are leaves in furniture that shows other stories' dates.
    """
    shown = _shown(leaves, near, out)
    for raw in stated.dates:
        if value := _read(raw):
            return _settled(When(published=value, raw=raw), shown, stated.others)
    if shown:
        return shown[0]
    for raw in stated.weak_dates:
        if value := _read(raw):
            return When(published=value, raw=raw)
    return None


def _read(raw: str) -> str | None:
    return dates.published(_ZONES.sub(lambda m: m[1] + m[2].upper(), raw))


def _shown(leaves: Sequence[Leaf], near: tuple[int, int], out: frozenset[int]) -> list[When]:
    """Return the date lines around the title, the likeliest first: after it before above it, with a time before without."""
    title, begin = near
    last = min(len(leaves), max(title + _AROUND, begin + 3))
    after = list(range(max(title, 0), last))
    before = list(range(title - 1, max(-1, title - _BEFORE - 1), -1)) if title >= 0 else []
    ranked: list[tuple[int, int, When]] = []
    for rank, index in enumerate((*after, *before)):
        leaf = leaves[index]
        if index in out or leaf.linked > 0.6 or len(leaf.text) > 200 or not _YEAR.search(leaf.text) or leaf.text.count(" ") > 22:
            continue
        value = _read(leaf.text)
        if value is None:
            continue
        late = index in before
        penalty = (2 if _CHANGED.search(leaf.text) else 0) + (1 if "T" not in value else 0) + (1 if late else 0)
        if not dates.is_date_line(leaf.text) and leaf.text.rstrip().endswith((".", '"', "”")):
            penalty += 4
        ranked.append((penalty, rank, When(published=value, raw=leaf.text)))
    return [found for penalty, _, found in sorted(ranked, key=lambda r: r[:2]) if penalty < 4]


def _settled(stated: When, shown: list[When], others: Sequence[str]) -> When:
    """Return the stated time, made as precise, and put into the zone, as the date line beside the title shows it."""
    for line in shown:
        a, b = stated.published, line.published
        if "T" not in b:
            continue
        if "T" not in a:
            if b[:10] == a[:10] or a[:10].startswith(b[:10]):
                return line
            continue
        zone = _offset(b)
        if _offset(a) == "":
            if a[:16] == b[:16]:
                return When(published=a + zone, raw=stated.raw) if zone else stated
            if zone and abs(_naive(a) - _naive(b)) <= timedelta(hours=15):
                return line if _same_minute(a, b) else When(published=a + zone, raw=stated.raw)
        elif _offset(a) == "+00:00" and zone not in ("", "+00:00"):
            if a[:16] == b[:16] or any(other[:16] == b[:16] for raw in others if (other := _read(raw)) and _offset(other) == "+00:00"):
                # Local time that calls itself UTC: the reader's line has the same digits and the true zone.
                return When(published=a.removesuffix("+00:00") + zone, raw=stated.raw)
            if _naive(a) - timedelta(0) + _delta(zone) == _naive(b).replace(second=_naive(a).second):
                return line
    return stated


def _offset(value: str) -> str:
    found = re.search(r"[+-]\d\d:\d\d$", value[10:])
    return found.group() if found else ""


def _naive(value: str) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=None)


def _delta(offset: str) -> timedelta:
    sign = -1 if offset[0] == "-" else 1
    return sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))


def _same_minute(a: str, b: str) -> bool:
    return a[14:16] == b[14:16]


def names(stated: Stated, around: bylines.Byline, sites: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the authors, the editors and, in the authors' place, other outlets; `around` is what the visible bylines state.

    An editor whom the markup calls the author is none where the page shows who wrote the report.
    """
    authors: list[str] = []
    editors: list[str] = []
    credits: list[str] = []
    for raw in stated.authors or stated.items:
        if ("@" in raw and " " not in raw) or raw.startswith(("http://", "https://", "//", "www.")) or names_site(raw, sites):
            continue
        read = bylines.read(raw)
        found = read.authors if read else bylines.people(raw)
        editors.extend(read.editors if read else ())
        authors.extend(name for name in found if not names_site(name, sites))
        if not found and (outlet := outlets.by_name(raw)) and not names_site(outlet.name, sites):
            credits.append(outlet.name)
    for raw in stated.editors:
        editors.extend(bylines.people(raw))
    editors.extend(around.editors)
    if around.authors:
        authors = [name for name in authors if name not in editors]
    return tuple(dict.fromkeys((*authors, *around.authors))), tuple(dict.fromkeys(editors)), tuple(dict.fromkeys(credits))
