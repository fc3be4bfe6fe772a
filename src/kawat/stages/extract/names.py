"""A text and its language in; the names of people, bodies and places out.

Indonesian and Malay are read by the model of tagger.py; what it leaves, ships and laws and countries that act, is a name of unknown
kind. In other languages a run of capitalised words is a name; titles of office are cut off its front, particles kept inside it. Its kind is
told by a head word ("Police"), a place by the words before it or by the list of territories; otherwise it stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kawat.lang import languages, offices, places, section
from kawat.model import NameKind
from kawat.stages.extract import tagger


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Section [names] of a language table; all entries are lower case."""

    bodies: tuple[str, ...] = ()
    person_before: tuple[str, ...] = ()
    place_before: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name at offsets of the text."""

    start: int
    end: int
    kind: NameKind


# What stands before a run is looked at behind its first capital: a pattern that begins with a letter is quick to search for.
_RUN = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-Ž](?<![\w@#].)(?:[\w'’.-]*[\w]|(?<=[A-Z]))(?:(?:\s+(?:(?:bin|binti|van|von|der|den|de|da|del|la|al|el|ibn|dos|du|di|of|the|and|dan)\s+){0,2})(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*[\w]|[A-Z]\.?)){0,7}"
)
_LAST = re.compile(r"([^\W\d_]+)[^\w]*$")
_PIECE = re.compile(r"\S+")
_INNER = re.compile(r"\s+(?:and|dan|the|di)\s+")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for code in languages() for word in getattr(section(code, "names", NameWords), name))


def find(text: str, language: str | None, sentences: list[tuple[int, int]]) -> list[Found]:
    """Return the names of a text in order; offsets never cross a sentence."""
    found: list[Found] = []
    for start, end in sentences:
        sentence = text[start:end]
        read = list(tagger.tag(sentence)) if language in tagger.LANGUAGES else []
        named = [Found(start=start + a, end=start + b, kind=kind) for a, b, kind in read]
        for match in _RUN.finditer(sentence):
            begin, finish = match.span()
            if not any(a < finish and begin < b for a, b, _ in read):
                rest = _named(sentence, begin, finish, start)
                named.extend(_left(one, sentence[: one.start - start]) if language in tagger.LANGUAGES else one for one in rest)
        found.extend(sorted(named, key=lambda one: one.start))
    return found


def _left(name: Found, before: str) -> Found:
    """A name in which the model reads no person, body or place is one only where a word of place stands before it: a country that acts is none."""
    placed = name.kind == "place" and _last(before) in _words("place_before")
    return name if placed or name.kind == "unknown" else replace(name, kind="unknown")


def _last(before: str) -> str | None:
    """The last word before a name, in lower case."""
    last = _LAST.search(before[-24:].casefold())
    return last.group(1) if last else None


def _named(sentence: str, begin: int, finish: int, offset: int) -> list[Found]:
    """Cut a run of capitals into names: titles off its front, joined names apart."""
    run = sentence[begin:finish]
    opening = not sentence[:begin].strip(" \"'“‘«(")
    if opening and run.split() == [run] and _common_at_start(run):
        return []
    body = _has(run, "bodies")
    if (joint := _INNER.search(run)) and (not body or joint.group().strip() == "di"):
        left, right = begin + joint.start(), begin + joint.end()
        return _named(sentence, begin, left, offset) + _named(sentence, right, finish, offset)
    pieces = [(m.start() + begin, m.end() + begin, m.group()) for m in _PIECE.finditer(run)]
    titled = False
    while pieces:
        word = pieces[0][2].strip(".,").casefold()
        if opening and word in _words("openers"):
            pieces.pop(0)
            opening = False
        elif not body and (word in offices.first_titles() or (titled and word in offices.titles())):
            pieces.pop(0)
            titled = True
        elif not body and titled and (realm := offices.realm([piece[2] for piece in pieces])):
            del pieces[:realm]
        else:
            break
    while pieces and pieces[-1][2].casefold() in {"of", "the", "and", "dan", "di", "de", "al"}:
        pieces.pop()
    if not pieces or (opening and len(pieces) == 1 and not titled and _common_at_start(pieces[0][2])):
        return []
    start, end = pieces[0][0], pieces[-1][1]
    return [Found(start=offset + start, end=offset + end, kind=_kind(sentence[start:end], sentence[:start], titled=titled))]


def _common_at_start(word: str) -> bool:
    """A single capitalised word that opens a sentence may be any word; known places and capitals throughout are names."""
    return not (word.isupper() and len(word) > 2) and not places.is_place(word)


def _has(run: str, name: str) -> bool:
    listed = _words(name)
    return not listed.isdisjoint([word.strip(".,").casefold() for word in run.split()])


def _kind(name: str, before: str, *, titled: bool) -> NameKind:
    if _has(name, "bodies") or (name.isupper() and 2 < len(name) <= 8 and " " not in name and not places.is_place(name)):
        return "organisation"
    if titled:
        return "person"
    if places.is_place(name):
        return "place"
    last = _last(before)
    if last in _words("place_before"):
        return "place"
    if last in _words("person_before") or (" " in name and name.casefold().split()[0] in _words("given")):
        return "person"
    return "unknown"
