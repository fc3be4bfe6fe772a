"""An event's values in; where a part is counted higher than its whole out: 300 houses damaged in the province, 1,500 in one district alone.

A part that a later report counts higher than an earlier whole is no collision, for the whole has grown too. What is ruined is a part of what is damaged, not
the other way round, so that the part must be at least as badly hit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from kawat.lang import concepts, languages, offices, section
from kawat.lang.phrases import either
from kawat.model import Account, Article
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.stated import Value, long_before
from kawat.stages.reconcile.values import Difference, conflict, moment, of_time
from kawat.stages.reconcile.words import counted

Scope = Literal["alone", "part", "whole", "open"]
_WIDER: Final = {"alone": ("whole", "open"), "part": ("whole",)}  # against which a count of a part may be held
_MORE = 1.1  # times the whole that a part must be
_BOUND = 1.5  # the same where the whole is only bounded from below
_CLAUSE = re.compile(r"[;:()]|[.,](?!\d)|\s(?:while|but|sedangkan|sementara|tetapi)\s")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeWords:
    """Section [scopes] of a language table: what tells of a place alone, of a district, of a province or a country, of a whole; how badly something is hit."""

    alone: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    flooded: tuple[str, ...] = ()
    ruined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A figure with its scope, what became of what it counts, the concepts of that, and how badly it is hit."""

    value: Value
    scope: Scope
    fate: str
    things: frozenset[str]
    degree: tuple[int, bool]


@cache
def _words(name: str) -> re.Pattern[str]:
    found = {word for code in languages() for word in getattr(section(code, "scopes", ScopeWords), name)}
    return re.compile(rf"(?<![\w-])(?:{either(found)})(?![\w-])")


def differences(values: Sequence[Value], found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return the counts of a part that are higher than another report's count of its whole, which is not the older."""
    counted_of = [c for v in values if (c := _read(v, found[v.passage], articles[v.article]))]
    wholes = [c for c in counted_of if c.scope in ("whole", "open")]
    made = []
    for part in counted_of:
        alike = [w for w in wholes if w.scope in _WIDER.get(part.scope, ()) and _of_one_kind(part, w)]
        less = [w for w in alike if w.value.article != part.value.article and _exceeds(part.value, w.value)]
        less = [w for w in less if _as_late(w.value, part.value, articles)]
        if not less or any(w.value.article == part.value.article and w.value.number >= part.value.number for w in alike):
            continue
        least = min(w.value.number for w in less)
        sides = [*(w for w in alike if w.value.number == least), part]
        shown = [(_shown(c, articles), Account(span=c.value.span, statement=found[c.value.passage].account.statement)) for c in sides]
        entry = conflict(
            "number", "conflict", shown[-1][0], [(shown[0][0], account) for _, account in shown[:-1]] + shown[-1:], "exceeds", 0.55
        )
        # No passages: what else these sentences tell is not in dispute, and makes no point of them together.
        made.append(Difference(conflict=entry, passages=()))
    return made


def _shown(count: _Count, articles: Mapping[str, Article]) -> str:
    """A figure with what narrows or widens it, so far as it stands behind."""
    text = articles[count.value.article].text
    return " ".join(f"{count.value.span.exact}{text[count.value.span.end :].split('.')[0][:40]}".split()[:6])


def _read(value: Value, passage: Passage, article: Article) -> _Count | None:
    if value.family != "figure" or value.unit not in (None, "people", "household") or value.denied or value.part:
        return None
    published = (article.published or "")[:10]
    if len(published) < 10 or any(long_before(mark.value[:10], published) for mark in passage.marked[1] if mark.value):
        return None  # of another happening
    fate = value.count or _fate(value, passage)
    scope = _scope(value, passage)
    if not fate or not scope:
        return None
    things = frozenset(c for w in _WORD.findall(value.noun) for c in concepts.of(w, passage.language))
    return _Count(value=value, scope=scope, fate=fate, things=things, degree=_degree(value, passage))


def _fate(value: Value, passage: Passage) -> str | None:
    """What became of things by the first word behind that tells it before their clause ends ("houses and shops were damaged")."""
    at = value.span.end - passage.sentence.start
    return next((what for _, _, what in counted(_CLAUSE.split(passage.sentence.exact[at:], maxsplit=1)[0])), None)


def _scope(value: Value, passage: Passage) -> Scope | None:
    """Of what a figure counts: one place alone, a district, a whole by its words, or what nothing narrows; None of a place that may be either.

    A place that opens the sentence is that of all its clauses ("In the northern district, six were killed and 40 houses burned").
    """
    text, at = passage.sentence.exact, value.span.start - passage.sentence.start
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    start, end = max(c for c in cuts if c <= at), min(c for c in cuts if c > at)
    opening = text[: cuts[1]] if start and not any(ch.isdigit() for ch in text[: cuts[1]]) else ""
    clause, lower, ahead = text[start:end], text[start:end].casefold(), opening.casefold()
    places = [n.span.exact for n in passage.marked[2] if n.kind == "place" and (n.span.exact in clause or n.span.exact in opening)]
    if places and (_words("alone").search(lower) or _words("alone").search(ahead)):
        return "alone"
    if _words("districts").search(lower) or _words("districts").search(ahead):
        return "part"
    if _words("whole").search(lower) or _words("regions").search(lower):
        return "whole"
    if places:
        return "whole" if all(offices.is_realm(place) for place in places) else None
    return "open"


def _of_one_kind(part: _Count, whole: _Count) -> bool:
    """Whether two figures count one kind of thing with one fate, the part as badly hit as the whole or worse."""
    a, b = part.value, whole.value
    if a.passage == b.passage or part.fate != whole.fate or (a.role != b.role and None not in (a.role, b.role)):
        return False
    if "people" in (a.unit, b.unit):
        return a.unit == b.unit
    return bool(part.things & whole.things) and part.degree[1] == whole.degree[1] and part.degree[0] >= whole.degree[0]


def _degree(value: Value, passage: Passage) -> tuple[int, bool]:
    """How badly what is counted is hit - touched, damaged, ruined - and whether by water."""
    text = passage.sentence.exact.casefold()
    at = value.span.start - passage.sentence.start
    near = text[max(0, at - 60) : at + len(value.span.exact) + 60]
    flooded = bool(_words("flooded").search(near))
    return (0 if _words("touched").search(near) else 2 if _words("ruined").search(near) else 1), flooded


def _exceeds(part: Value, whole: Value) -> bool:
    least = part.number if part.low is None else part.low
    if whole.high is None and whole.low is not None:
        return least >= _BOUND * whole.number
    return least >= _MORE * (whole.high or whole.number)


def _as_late(whole: Value, part: Value, articles: Mapping[str, Article]) -> bool:
    stamps = [of_time(v, articles) for v in (whole, part)]
    if None in stamps:
        return False
    width = min(len(stamp or "") for stamp in stamps)
    late, early = (moment((stamp or "")[:width] if width == 10 else stamp) for stamp in stamps)
    return late is not None and early is not None and late >= early
