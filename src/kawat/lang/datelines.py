"""The dateline that opens a report ("KOTA, OUTLET.COM - ", "CITY (AP) -- "): a paragraph in; place, outlets and its end out.

The dateline stays in the article's text, since it is part of the report; whoever reads sentences begins behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, outlets, section

_LONGEST = 110
# A dash with a space at its side, or a long dash, or two hyphens.
_BREAK = re.compile(r"\s*(?:--+|[–—―]|>>|»)\s*|\s+-\s*|-\s+")
_TIGHT = re.compile(r"-(?=\S)")
_AGENCY = re.compile(r"\(([^()]{2,40})\)")
_SITE = re.compile(r"(?i)^(?:www\.)?[a-z0-9][a-z0-9-]{2,}\.[a-z]{2,8}(?:\.[a-z]{2})?$")
_PLACE = re.compile(r"^[^\W\d_][\w.'’`/-]*(?: (?:de|da|do|del|la|al|el|of|di|upon|on|the|bin|und|[^\W\d_a-z][\w.'’`/-]*)){0,4}$")
_RUN_ON = re.compile(r"[a-z][A-Z]")  # a space was lost: no place's name
_DATE = re.compile(
    r"(?i)^(?:[^\W\d_]+,? )?\d{1,2}(?:st|nd|rd|th)? [^\W\d_]+\.?(?: \d{4})?$|^[^\W\d_]+\.? \d{1,2}(?:,? \d{4})?$|^\d{4}$|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineWords:
    """Section [datelines] of a language table."""

    places: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline's place as printed, its state or region with it, the outlets it names outside and the agencies inside brackets, and where it ends."""

    place: str | None
    outlets: tuple[str, ...]
    agencies: tuple[str, ...]
    end: int


@cache
def places() -> frozenset[str]:
    """Return the cities of datelines in every language that has a table, in lower case."""
    return frozenset(place.casefold() for code in languages() for place in section(code, "datelines", DatelineWords).places)


@cache
def _regions() -> frozenset[str]:
    return frozenset(region.casefold() for code in languages() for region in section(code, "datelines", DatelineWords).regions)


@cache
def _never() -> frozenset[str]:
    return frozenset(word.casefold() for code in languages() for word in section(code, "datelines", DatelineWords).never)


@cache
def _glued() -> re.Pattern[str]:
    """A known place followed at once by a capital: the space or dash was lost ("JakartaKetua")."""
    names = sorted({p for code in languages() for p in section(code, "datelines", DatelineWords).places}, key=len, reverse=True)
    either = "|".join(f"{re.escape(name)}|{re.escape(name.upper())}" for name in names)
    return re.compile(rf"({either})(?=[A-Z\"“‘']|$)")


def _is_outlet(part: str) -> str | None:
    found = outlets.by_name(part)
    if found is not None and not (outlets.doubtful(found, part) and found.kind == "broadcaster"):  # "KING, N.C." is a town
        return found.name
    if _SITE.match(part):
        return part
    if outlets.reads_as_media(part) and part.isupper() and part.casefold() not in places():
        return part.title()
    return None


def _read(head: str, *, spaced: bool) -> tuple[str | None, tuple[str, ...], tuple[str, ...]] | None:
    """Return place, outlets and agencies of what stands before the dash, or None where it is no dateline."""
    agencies = tuple(name.strip() for name in _AGENCY.findall(head))
    rest = _AGENCY.sub(" ", head)
    if any(c in rest for c in '()"“”?!;'):
        return None
    parts = [part.strip() for part in re.split(r"[,|]", rest.replace(":", " ")) if part.strip()]
    if not parts and len(agencies) == 1 and spaced and outlets.by_name(agencies[0]):
        return None, (), agencies
    if not parts or len(parts) > 4 or ":" in rest:
        return None
    place: str | None = None
    named: list[str] = []
    for part in parts:
        name = _is_outlet(part) if part.casefold() not in places() else None
        if name:
            named.append(name)
        elif place is not None and part.casefold() in _regions():
            place = f"{place}, {part}"
        elif (part.casefold() in _regions() and part.endswith(".")) or _DATE.match(part):
            continue
        elif (site := _SITE.match(part.split()[-1])) and part.split()[:-1]:
            named.append(_is_outlet(site.group()) or site.group())
            place = place or part[: -len(site.group())].strip()
        elif _PLACE.match(part) and len(part) <= 40 and not _RUN_ON.search(part) and part.casefold().split()[0] not in _never():
            place = place or part
        else:
            return None
    city = place.split(",")[0] if place else ""
    known = city.casefold() in places()
    if named or agencies or known:
        return place, tuple(named), agencies
    # A place nobody listed: in capitals with a vowel (so no acronym), or one to three capitalised words and a dash set off by spaces.
    if (
        place
        and spaced
        and ((city.isupper() and len(city) > 3 and re.search("[AEIOU].*[AEIOU]", city)) or (len(city.split()) <= 3 and city[0].isupper()))
    ):
        return place, (), ()
    return None


def find(text: str) -> Dateline | None:
    """Return the dateline that `text` opens with, or None; `end` is the offset of the first character of the report proper."""
    start = len(text) - len(text.lstrip())
    window = text[start : start + _LONGEST]
    for match in _BREAK.finditer(window):
        head = window[: match.start()]
        if not head or "\n" in head:
            return None
        if found := _read(head, spaced=True):
            place, named, agencies = found
            return Dateline(place=place, outlets=named, agencies=agencies, end=start + match.end())
        break
    if tight := _TIGHT.search(window):
        head = window[: tight.start()]
        found = _read(head, spaced=False)
        if found and ((head.isupper() and head.casefold() in places()) or ("," in head and found[1])):
            return Dateline(place=found[0], outlets=found[1], agencies=found[2], end=start + tight.end())
    return _unseparated(text, window, start)


def _unseparated(text: str, window: str, start: int) -> Dateline | None:
    """Read "Outlet.com, KotaKalimat pertama ...": an outlet, a comma, a known place, and no dash."""
    comma = window.find(",")
    if not 0 < comma < 40 or not (name := _is_outlet(window[:comma].strip())):
        return None
    behind = len(window[:comma]) + 1 + len(window[comma + 1 :]) - len(window[comma + 1 :].lstrip())
    if match := _glued().match(window, behind):
        return Dateline(place=match.group(1), outlets=(name,), agencies=(), end=start + match.end())
    return None
