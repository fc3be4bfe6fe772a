"""A voice and the names that extract marked in; the voice cut to the person it names out, what stands before the name being the office.

"Ketua BPD PHRI Norlandia Niken Alamanda" has no mark between office and name: where the recogniser of Indonesian names saw a person is
where the name begins. A role with its holder behind a comma ("dokter di RSUD Sawangan, Niken Alamanda, ...") is the holder's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kawat.lang import dates, offices, places
from kawat.model import Name
from kawat.stages.quote import speakers
from kawat.stages.quote.speakers import Voice

_FURTHEST = 90  # characters between a role and its holder
_TITLES = r"(?:(?:dr|drg|drs|dra|Dr|Drs|Prof|Ir|H|Hj|KH|Ust|AKP|AKBP|Kombes|Kompol|Iptu|Ipda)\.?\s+)*"
_HELD = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:,?\s+dan(?:\s+[A-Z]\S*){1,6})?(?:\s+(?:dari|di|pada|untuk)\s+[^,;:.\"“”]{2,60})?(?:,\s+(?!dan\s)[A-Z][^,;:.\"“”()]{2,40})?"
    rf"(?:\s*,\s*|,\s+dan\s+|\s+){_TITLES}"
)
_BEFORE_NAME = re.compile(rf"(?:[\s,]+|,\s+{_TITLES})$")
_CLOSED = re.compile(r"\s*(?:[,(.!?\"”\n]|$)")
_INITIAL = re.compile(r"(?<![\w.])(?:I|Ni|[A-Z]\.)\s$")  # "I Nyoman X": a Balinese name begins so
_ACRONYM = re.compile(r"[A-Z]{2,}")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class People:
    """The persons, the bodies and what else has a name in one article, in text order."""

    names: tuple[Name, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, names: Sequence[Name], language: str | None) -> People:
        """Return those that the recogniser marked; in other languages their kinds are guesses, and none is kept."""
        kept = tuple(n for n in names if n.kind != "place") if language in ("id", "ms") else ()
        return cls(kept, tuple(n.span.start for n in kept))

    def between(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names that begin in text[start:end]."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def named(text: str, voice: Voice, people: People, language: str | None) -> Voice:
    """Return a voice cut to the person it names, with all that stands before the name as the office."""
    if voice.pronoun or not people.names:
        return voice
    inside = people.between(voice.start, voice.end)
    person = next((n for n in reversed(inside) if n.kind == "person" and n.span.end <= voice.end + 1), None)
    if person is None:
        if holder := _holder(text, voice, people, language):
            return holder
        body = inside and inside[0].kind == "organisation" and (inside[0].span.start, inside[0].span.end) == (voice.start, voice.end)
        return replace(voice, kind="organisation") if body else voice
    begin, end = _own(text, person)
    behind = text[end : voice.end].strip()
    if behind and not _adverb(behind):
        return voice
    lead = text[voice.start : begin].strip(" ,\u00a0")
    if voice.kind == "organisation" and not any(w.casefold() in offices.first_titles() for w in lead.split()):
        return voice  # a body that is named after somebody
    if lead and (offices.of_another(f"{lead} {person.span.exact}") or not _office(lead, language)):
        return voice if end >= voice.end else replace(voice, end=end, name=text[voice.start : end])
    return Voice(start=begin, end=end, name=text[begin:end], role=_office_of(text, voice, lead), kind="person")


def _office_of(text: str, voice: Voice, lead: str) -> str | None:
    """The words of a voice's office with those that go on from it."""
    if not (voice.role and lead):
        return voice.role or lead or None
    comma = "," if text[max(0, voice.start - 4) : voice.start].rstrip().endswith(",") else ""
    return _tidy(f"{voice.role}{comma} {lead}")


def _tidy(role: str) -> str:
    """An office without the comma and the honorific before the name."""
    return " ".join(_BEFORE_NAME.sub("", role).split())


def _own(text: str, person: Name) -> tuple[int, int]:
    """The offsets of a person's name without the words of office and place that the recogniser left before it."""
    begin, end = person.span.start, person.span.end
    words = list(_WORD.finditer(text, begin, end))
    while len(words) > 1:
        ahead = 1 if words[0].group().casefold() in offices.titles() else offices.realm([w.group() for w in words[:-1]])
        if not ahead:
            break
        del words[:ahead]
    begin = words[0].start() if words else begin
    initial = _INITIAL.search(text, max(0, begin - 4), begin)
    return initial.start() if initial else begin, end


def _adverb(behind: str) -> bool:
    """Whether words behind a name are none of it: in small letters, or a month."""
    first = behind.split()[0]
    return (
        first[0].islower() and first not in ("bin", "binti", "al", "el", "van", "de", "der", "alias", "dan")
    ) or first.casefold() in dates.months()


def _office(lead: str, language: str | None) -> bool:
    """Whether words before a name are an office, a body or a place, and not whose relative somebody is."""
    words = [w.strip("(),.") for w in lead.split()]
    last = words[-1].casefold()
    if last in speakers.listed("kin", language) or last in ("dan", "atau", "dengan", "oleh", "bersama", "&"):
        return False
    return any(
        any(c.isdigit() for c in w) or w.casefold() in offices.titles() or w.casefold() in speakers.listed("bodies", language) or w[:1].islower() or _ACRONYM.search(w)
        for w in words
        if w
    ) or places.is_place(words[-1]) or offices.is_realm(words[-1]) or places.is_place(" ".join(words[-2:]))  # fmt: skip


def _alone(text: str, name: Name, voice: Voice) -> bool:
    """Whether a name of unknown kind stands between commas behind a role, as a person of one name does ("Direktur X, Sutikno, ...")."""
    around = f"{text[voice.end : name.span.start]}|{text[name.span.end : name.span.end + 1]}"
    dated = name.span.exact.casefold() in dates.weekdays() or name.span.exact.casefold() in dates.months()
    return (
        name.kind == "unknown"
        and around == ", |,"
        and not dated
        and not name.span.exact.isupper()
        and not offices.is_realm(name.span.exact)
    )


def _holder(text: str, voice: Voice, people: People, language: str | None) -> Voice | None:
    """The person behind the comma of a role that names nobody ("Kepala Puskesmas Merbau, Norlandia Utara, Niken Alamanda, ...")."""
    held = _office_of(text, voice, voice.name) or voice.name
    first = held.split()[0].casefold().strip(".")
    if first in speakers.listed("bodies", language) or not (first in offices.titles() or first in speakers.listed("roles", language)):
        return None
    for person in people.between(voice.end, voice.end + _FURTHEST):
        if person.kind != "person" and not _alone(text, person, voice):
            continue
        begin, end = _own(text, person)
        between = text[voice.end : begin]
        closed = _CLOSED.match(text, end) or speakers.patterns(language)["stop"].match(text, end + 1)
        if not (closed and _HELD.fullmatch(between)):
            return None
        return Voice(start=begin, end=end, name=text[begin:end], role=_tidy(f"{held}{between}"), kind="person")
    return None
