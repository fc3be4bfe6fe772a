"""A report's text in; the other news organisations it says it draws on out, as canonical names in the order they are first named.

A name alone is no credit: an agency's name is one unless it is the report's own outlet, any other outlet's needs words around it
that draw on it ("dikutip dari X", "told X", "X reported", "(X)"). A name that no table lists counts behind a credit cue if it is
an address or has a word that only news organisations carry ("Xyz Daily", "Kantor Berita Xyz").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, outlets, section
from kawat.lang.outlets import Outlet
from kawat.lang.phrases import either


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCues:
    """Section [credits] of a language table; all entries are lower case."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    stations: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(cue for code in languages() for cue in getattr(section(code, "credits", CreditCues), name))


# A few cues are too weak to make a credit of a name that also means something else.
_WEAK = frozenset(
    {
        "the",
        "a",
        "an",
        "by",
        "from",
        "oleh",
        "lewat",
        "melalui",
        "via",
        "bersama",
        "kata",
        "ujar",
        "menurut",
        "kepada",
        "told",
        "sumber",
        "source",
        "media",
        "laman",
        "situs",
    }
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    before, after, unlisted, stations, between = (either(_cues(name)) for name in ("before", "after", "unlisted", "stations", "between"))
    gap = r"(?:[\s,:“\"'(]|(?:the|harian|media|koran|kantor\s+berita|situs|laman|majalah|local|state|station|network|program|acara|surat\s+kabar|agensi\s+berita)\b)*"
    ends = re.compile(rf"(?i)(?<!\w)(?P<cue>{before}){gap}$")
    starts = re.compile(rf"(?i)^[\s,)”\"']*(?:(?:news|tv|news\s+agency)\s+)?(?:(?:{between})\s+){{0,2}}(?:{after})(?!\w)")
    name = r"(?P<name>(?:[A-Z0-9][\w&'’.-]*)(?:\s+(?:of\s+|de\s+)?[A-Z0-9][\w&'’.-]*){0,4})"
    strong = either(
        frozenset(
            c
            for c in _cues("before")
            if c not in _WEAK
            and c
            not in {
                "laporan",
                "tulis",
                "lapor",
                "demikian",
                "menyebut",
                "tayangan",
                "pemberitaan",
                "station",
                "partner",
                "newspaper",
                "affiliate",
                "ungkap",
            }
        )
    )
    drawn = re.compile(rf"(?<!\w)(?i:{strong})\s*:?\s+(?i:the\s+|(?:{unlisted})\s+)?{name}")
    called = re.compile(rf"(?<!\w)(?i:{unlisted})\s+(?i:lokal\s+|resmi\s+|rusia\s+|setempat\s+)?,?\s*{name}")
    # The call signs of American stations, which nobody else is told by.
    station = re.compile(rf"(?<!\w)(?i:{stations})\s+(?i:the\s+)?(?P<name>[KW][A-Z]{{2,3}}(?:-TV|-FM|-AM|-DT)?)(?![\w-])")
    return ends, starts, drawn, called, station


_DATELINE = 60  # characters of a paragraph in which a dateline stands
_CALL_SIGN = re.compile(r"^(?P<sign>[KW][A-Z]{2,3})(?:-(?:TV|FM|AM|DT))?$")
_SITE = re.compile(r"(?i)^[a-z0-9-]{3,}\.(?:com|co\.id|id|net|co|news|tv|com\.au|co\.uk)$")
_SOCIAL = frozenset(
    {
        "twitter",
        "facebook",
        "instagram",
        "youtube",
        "tiktok",
        "x",
        "whatsapp",
        "telegram",
        "threads",
        "google",
        "linkedin",
        "truth social",
        "reddit",
    }
)


def find(paragraphs: Iterable[str], *, own: str | None, stated: Iterable[str] = (), named: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the credited organisations of a report.

    `own` is the publishing outlet, which credits nobody by naming itself; `stated` are outlets that the page's head credits,
    `named` what its source lines name ("Sumber: ...").
    """
    found: list[str] = []
    mine = outlets.by_name(own) if own else None

    def add(name: str) -> None:
        outlet = outlets.by_name(name)
        if own is not None and (_part(name, own) or (outlet is not None and _same(outlet, mine, own))):
            return
        # A station is known by its call sign or by its network and town: as the report has it.
        call = _CALL_SIGN.match(name)
        canonical = call["sign"] if call and outlet else outlet.name if outlet else name
        if canonical not in found and canonical.casefold() not in _SOCIAL:
            found.append(canonical)

    for name in stated:
        add(name)
    for paragraph in paragraphs:
        for name in _in_paragraph(paragraph):
            add(name)
    for line in named:
        for part in re.split(r"\s*[,;/&]\s*|\s+dan\s+|\s+and\s+", line):
            if outlets.by_name(part) or _unlisted(part):
                add(part.strip())
    return tuple(found)


def _same(outlet: Outlet, mine: Outlet | None, own: str) -> bool:
    """Whether an organisation is the publishing outlet itself, its parent by name, or the station whose call sign its site begins with."""
    if mine is not None:
        parent = outlet.owner is not None and outlet.owner == mine.owner and outlet.name.casefold().startswith(mine.name.casefold())
        return outlet.name == mine.name or parent
    calls = [form for form in outlet.forms if _CALL_SIGN.match(form)]
    return _label(outlet.name) == _label(own) or any(_label(own).startswith(call.casefold()[:4]) for call in calls)


def _part(name: str, own: str) -> bool:
    """Whether a name as printed is the outlet's own, whole or short ("Free Press", "the Mirror" in their own pages)."""
    mine, theirs = _label(own), _label(name)
    return theirs == mine or (len(theirs) > 3 and (mine.endswith(theirs) or (outlets.by_name(name) is None and mine.startswith(theirs))))


def _label(name: str) -> str:
    return re.sub(r"^the |\.(?:com|co|id|net|org)\b|[ -]", "", name.casefold())


def _in_paragraph(text: str) -> list[str]:
    ends, starts, drawn, called, station = _patterns()
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for start, end, outlet in outlets.mentions(text):
        taken.append((start, end))
        if _credited(text, start, end, outlet, ends, starts):
            found.append((start, text[start:end]))
    for pattern in (drawn, called, station):
        for match in pattern.finditer(text):
            name = match["name"].rstrip(".,'’")
            begin, end = match.start("name"), match.start("name") + len(name)
            if not any(a < end and begin < b for a, b in taken) and (pattern is station or _unlisted(name)):
                found.append((begin, name))
    return [name for _, name in sorted(found)]


def _credited(text: str, start: int, end: int, outlet: Outlet, ends: re.Pattern[str], starts: re.Pattern[str]) -> bool:
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    # "(KOB)" is a station in a dateline only; in a sentence it shortens the name before it.
    doubtful = outlets.doubtful(outlet, text[start:end])
    bracket = not doubtful or (
        outlet.kind != "broadcaster" and (start < _DATELINE or not text[end:].strip(" ).,/"))
    )  # not "alert level II (Waspada)"
    if bracket and ((before.endswith("(") and after.startswith((")", "/", ","))) or (before.endswith("/") and after.startswith(")"))):
        return True
    cue = ends.search(before)
    if cue and (cue["cue"].casefold() not in _WEAK or outlet.kind == "agency" or cue["cue"].casefold() in {"told", "kepada"}):
        return True
    if doubtful or text[start:end] in ("AP", "RT", "PA"):
        # "Fajar mengatakan", "Antara lain": a word that is also somebody's name needs the cue before it.
        return outlet.kind == "agency" and bool(starts.match(after)) and not before.rstrip().endswith((".", "\n")) and bool(before)
    return bool(starts.match(after)) or (outlet.kind == "agency" and not before.endswith(("#", "@")))


def _unlisted(name: str) -> bool:
    """Whether a name that no table lists is an outlet by its own form."""
    if _SITE.match(name):
        return True
    return outlets.reads_as_media(name) and not any(word in _SOCIAL for word in name.casefold().split())
