"""A line at a page's top in; the date, outlet and byline it states out ("outlet.com - Nama Orang - Kamis, 19 Jun 2025 07:15 WIB")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kawat.lang import dates, outlets, places
from kawat.stages.clean import bylines, furniture

_URL = re.compile(r"(?i)^\W*(https?://[^\s<>\"]+)\W*$")
_SITE = re.compile(r"(?i)^(?:www\.)?([a-z0-9][a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.[a-z]{2,8})$")
_PARTS = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[|•·/]\s*(?!\d)|,\s+|(?<=[A-Za-z])\s*[|•·]\s*|\s{3,}")
_FIELD = re.compile(
    r"(?i)^\s*(?:date|published|tanggal)\s*[:=]?\s+(\d{4}(?:-\d{2}){0,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)(?:\s+|$)"
)
_DASH = re.compile(r"\s+[-–—|]+\s+")
_AGENCY = re.compile(r"^(?P<place>[\w .'’-]+?)\s*\((?P<name>[^()]{2,40})\)\s*[-–—,]")
_NAMED = re.compile(r"^[A-Z0-9][^,:;()\"“”]*$")
_LONGEST = 18  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header line states; `credits` are outlets in the byline's place that are not the page's own.

    `changed` tells that the only date is that of a change ("Updated: ...").
    """

    published: str | None = None
    raw: str | None = None
    changed: bool = False
    site: str | None = None
    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


def address(line: str) -> str | None:
    """Return the web address that a line is, or None."""
    found = _URL.match(line)
    return found.group(1) if found else None


def outlet_name(line: str) -> str | None:
    """Return the outlet that a line is the name or site of, canonical where known, or None."""
    text = line.strip(" \t\u00a0-–—|•·,.")
    if not 2 < len(text) <= 60:
        return None
    if known := outlets.by_name(text):
        return known.name
    return text if _SITE.match(text) else None


def leading_field(line: str) -> tuple[str, int] | None:
    """Return the ISO date of a line that opens with a field ("date 2022-05 ..."), and where the rest of the line begins."""
    found = _FIELD.match(line)
    return (found.group(1), found.end()) if found else None


def read(line: str, *, own: str | None = None) -> Header | None:
    """Return what a header line states, or None where the line holds no date or says more than headers do.

    `own` is the outlet's canonical name where it is already known from the address.
    """
    text = line.strip()
    if len(text.split()) > _LONGEST or len(text) > 200:
        return None
    published = dates.published(text)
    if published is None:
        return None
    if dates.is_date_line(text):
        return Header(published=published, raw=text)
    site, authors, credits = None, [], []
    unlisted = _unlisted(text) if own is None else None
    told = [field for field in _DASH.split(text) if not _dated(field.strip())]
    for index, part in enumerate(filter(None, (p.strip(" ,.-–—|•·\u00a0()") for field in told for p in _PARTS.split(field)))):
        if _empty(part) or places.is_place(part):
            continue
        name = unlisted if unlisted and not site and unlisted in part else outlet_name(part)
        if name and (index == 0 or name == unlisted or not (site or own) or _same(name, site or own)):
            if index == 0 and own and not _same(name, own):
                credits.append(name)
            else:
                site = site or name
        elif _channel(part, site or own):
            continue
        elif name:
            credits.append(name)
            authors.append(part)
        elif read_by := bylines.read(part):
            authors.extend(read_by.authors)
        elif bylines.is_person(part):
            authors.append(part)
        elif site and 0 < len(part.split()) <= 5:
            # Between the outlet and the date stands the byline, in whatever form.
            authors.append(re.sub(r"\s*\([^)]*\)?$", "", part))
        elif not site:
            return None
    return Header(published=published, raw=text, site=site, authors=tuple(authors), credits=tuple(credits))


def has_date_field(line: str) -> bool:
    """Whether one of the fields that dashes part is nothing but a date."""
    return any(_dated(field.strip()) for field in _DASH.split(line))


def _unlisted(text: str) -> str | None:
    """The outlet that no table lists at the head of "Outlet - byline - date", or of "Outlet - date" where its name reads as one; else None."""
    fields = [field.strip() for field in _DASH.split(text)]
    agency = _AGENCY.match(text)
    if agency and places.is_place(agency["place"].strip()) and dates.published(text[agency.end() :]):
        return agency["name"]
    first = fields[0]
    if (
        len(fields) < 2
        or not 1 <= len(first.split()) <= 5
        or not _NAMED.match(first)
        or _dated(first)
        or not dates.published(" ".join(fields[1:]))
    ):
        return None
    if outlets.reads_as_media(first) or (first.isupper() and len(first) > 2):
        return first
    others = [field for field in fields[1:] if dates.published(field) is None and not _empty(field)]
    return first if others and outlet_name(others[0]) is None and bylines.read(first) is None else None


def stamped(line: str, title: str | None) -> Header | None:
    """Return what a line states that ends in labelled dates ("Headline Posted: Friday, May 6, 2016 Updated: ..."), or None.

    Before the label stands nothing, the headline said again or a byline; the date taken is the publication's, or that of
    the last change where no other is given.
    """
    if len(line) > 400:
        return None
    marks = list(_STAMP.finditer(line))
    if not marks:
        rest = line[len(title) :].strip(" |•·–—-") if title and line.startswith(title) else ""
        return Header(published=dates.published(rest), raw=rest) if rest and dates.is_date_line(rest) else None
    head = line[: marks[0].start()].strip(" |•·–—-")
    byline = bylines.read(head) if head else None
    again = title is not None and furniture.key(title).startswith(furniture.key(head))
    if head and not byline and not again and (len(head.split()) > 20 or furniture.is_prose(head) or ":" not in marks[0].group()):
        return None
    published = raw = None
    changed = False
    for index, mark in enumerate(marks):
        value = line[mark.end() : marks[index + 1].start() if index + 1 < len(marks) else len(line)].strip(" |•·–—-,").replace("@", "")
        if value and not dates.is_date_line(value) and not _AGO.match(value):
            return None
        if published is None or (changed and not mark["changed"]):
            published, raw, changed = dates.published(value), value, bool(mark["changed"])
    return Header(published=published, raw=raw, changed=changed, authors=byline.authors if byline else ())


_STAMP = re.compile(
    r"(?<!\w)(?:(?P<changed>(?:last )?(?:updated|modified|edited)|diperbarui|dikemas ?kini)|(?:originally |first )?(?:posted|published|created)|diterbitkan|diunggah|dipublikasikan)"
    r"(?: on| at| pada)?(?:\s*:|(?=\s)|$)",
    re.I,
)
_AGO = re.compile(
    r"(?i)^(?:\d+|an?) (?:second|minute|hour|day|week|month|year)s? ago$|^\d+ (?:menit|jam|hari|minggu|bulan|tahun) (?:yang )?lalu$"
)
_CLOCK = re.compile(r"(?i)^(?:pukul |at )?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,5})?$")


def _empty(part: str) -> bool:
    """Whether a part names nobody: a date, a time, a role, or a word such as "Diperbarui"."""
    pieces = [p for p in re.split(r"[-–—\s]+", part) if p]
    return _dated(part) or all(_dated(p) or bylines.is_nobody(p) for p in pieces) or bylines.is_nobody(part) or bylines.is_section(part)


def _dated(part: str) -> bool:
    """Whether a part is a date, or is so beside one, as a weekday or a zone is."""
    return bool(_CLOCK.match(part)) or dates.is_date_line(part) or dates.is_date_line(f"{part}, 2020-01-01")


def _same(a: str, b: str | None) -> bool:
    return b is not None and _label(a) == _label(b)


def _label(name: str) -> str:
    return re.sub(r"(?i)^www\.|\.(?:com|co|id|net|news|tv|org|info|my|sg|uk|au)(?=\.|$)", "", name).casefold().replace(" ", "")


def _channel(part: str, site: str | None) -> bool:
    """Whether a part is a channel of the site itself ("detikNews" on detik.com)."""
    return site is not None and len(_label(site)) > 3 and part.casefold().replace(" ", "").startswith(_label(site))
