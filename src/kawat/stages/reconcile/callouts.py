"""An event's passages in; where reports tell differently what brought the responders to one scene, out: a welfare check and reports of shots fired.

What happened is no callout: "responded to a shooting" tells what they found, "to reports of a shooting" what they were told. A report with two callouts has
two scenes, of which the words of a place tell which one another report means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Final

from kawat.lang import dates, languages, section
from kawat.lang.phrases import either
from kawat.lang.words import function_words
from kawat.model import Article, Span
from kawat.stages.reconcile import addresses
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.values import Difference, conflict

Kinds = Mapping[str, tuple[str, ...]]
# Kinds that one call can be both of; an alarm and a neighbour's word collide with each other alone, as a bare emergency call does with a check that nobody was in a hurry for.
_ONE: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("welfare", "medical"), ("welfare", "suicide"), ("welfare", "missing"), ("domestic", "fight"), ("suspicious", "burglary"), ("crash", "medical"),
        ("suspicious", "medical"), ("suicide", "gunfire"), ("suicide", "medical"), ("burglary", "robbery"), ("fire", "crash"), ("fire", "blast"), ("fight", "gunfire"),
        ("fight", "stabbing"), ("domestic", "suicide"), ("suspicious", "welfare"),
    )
)  # fmt: skip
_SOME: Final = {"emergency": ("welfare",), "alarm": ("people",), "people": ("alarm",)}
_REACH = 90  # characters behind a word of coming within which it is told to what
_BETWEEN = 3  # words between "report of" and what was reported
_WORD = re.compile(r"[^\W\d_]{3,}")
_BODY = re.compile(r"(?i)^(?:['’]s)?\s(?:\w+\s)?(?:police|county|sheriff|fire|department|authorities|pd|polda|polres|polsek)")
_LIKE = 0.2  # chance of telling the same from which a sentence tells which of several scenes is meant
_HOUR = 60  # minutes that one call may be put apart


@dataclass(frozen=True, slots=True, kw_only=True)
class CalloutWords:
    """Section [callouts] of a language table: who comes, the words for coming, for what somebody told them, and of what."""

    responders: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    kinds: Kinds = field(default_factory=dict)
    reported: Kinds = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Callout:
    """What brought responders by a passage: the kind, its words, and the words of places beside."""

    passage: int
    article: str
    kind: str
    span: Span
    places: frozenset[str]
    blocks: frozenset[tuple[str, str]]
    minutes: frozenset[int]


@cache
def _listed(name: str) -> str:
    return either(word for code in languages() for word in getattr(section(code, "callouts", CalloutWords), name))


@cache
def _kinds(name: str) -> dict[str, str]:
    tables = (getattr(section(code, "callouts", CalloutWords), name) for code in languages())
    return {phrase: kind for table in tables for kind, phrases in table.items() for phrase in phrases}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    bare, reported = _kinds("kinds"), _kinds("reported")
    return (
        re.compile(rf"(?<!\w)(?:{_listed('responders')})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_listed('coming')})(?!\w)"),
        re.compile(rf"(?<!\w)(?P<kind>{either(bare)})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_listed('told')})(?:\s[\w’'-]+){{0,{_BETWEEN}}}?\s(?P<kind>{either({**bare, **reported})})(?!\w)"),
    )


def differences(found: Sequence[Passage], told: Mapping[tuple[int, int], float], articles: Mapping[str, Article]) -> list[Difference]:
    """Return the scenes to which two reports have responders called by different things; `told` gives for pairs of passages the chance that they tell the same."""
    every = [c for index, passage in enumerate(found) if (c := _read(index, passage, articles[passage.article]))]
    by_article: dict[str, list[_Callout]] = {}
    for callout in every:
        by_article.setdefault(callout.article, []).append(callout)
    taken: set[int] = set()
    made = []
    for a, b in sorted(combinations(every, 2), key=lambda pair: -len(pair[0].places & pair[1].places)):
        if a.article == b.article or not _opposed(a.kind, b.kind) or taken & {a.passage, b.passage}:
            continue
        if not _one_scene(a, b, by_article, told) or _knows(a, b, by_article[b.article]) or _knows(b, a, by_article[a.article]):
            continue
        sides = [
            a,
            *(
                c
                for c in every
                if c not in (a, b) and c.passage not in taken and c.kind in (a.kind, b.kind) and _fits(c, a, b, by_article, told)
            ),
            b,
        ]
        sides.sort(key=lambda c: (articles[c.article].published or "9", c.article, c.span.start))
        shown = {kind: next(" ".join(c.span.exact.split()) for c in sides if c.kind == kind) for kind in (a.kind, b.kind)}
        entry = conflict(
            "other", "conflict", shown[sides[0].kind], [(shown[c.kind], found[c.passage].account) for c in sides], "called", 0.55
        )
        taken.update(c.passage for c in sides)
        made.append(Difference(conflict=entry, passages=tuple(sorted({c.passage for c in sides}))))
    return made


def _read(index: int, passage: Passage, article: Article) -> _Callout | None:
    """The callout that a sentence tells: behind a word of somebody's coming, the first thing that brings responders, or that somebody reported."""
    responders, coming, bare, reported = _patterns()
    lower = passage.sentence.exact.casefold()
    if not responders.search(lower):
        return None
    for came in coming.finditer(lower):
        ahead = [m for pattern in (reported, bare) for m in [pattern.search(lower, came.end())] if m and m.start() - came.end() <= _REACH]
        if ahead:
            first = min(ahead, key=lambda m: (m.start(), -m.end()))
            kind = {**_kinds("reported"), **_kinds("kinds")}[" ".join(first["kind"].split())]
            start = passage.sentence.start
            return _Callout(
                passage=index,
                article=passage.article,
                kind=kind,
                span=article.span(start + first.start(), start + first.end()),
                places=_places(passage),
                blocks=frozenset(addresses.numbers(passage, article)),
                minutes=frozenset(
                    int(t[1]) * 60 + int(t[2]) for d in passage.marked[1] for t in [re.search(r"T(\d\d):(\d\d)", d.value or "")] if t
                ),
            )
    return None


def _places(passage: Passage) -> frozenset[str]:
    """The words of the names in a passage that are no person's, nor the first part of a body's."""
    found: set[str] = set()
    for name in passage.marked[2]:
        rest = passage.sentence.exact[name.span.end - passage.sentence.start :]
        if name.kind in ("place", "unknown") and not _BODY.match(rest):
            found.update(w for w in _WORD.findall(name.span.exact.casefold()) if w not in function_words() and w not in dates.weekdays())
    return frozenset(found)


def _opposed(a: str, b: str) -> bool:
    if a == b or frozenset((a, b)) in _ONE:
        return False
    return all(kind not in _SOME or other in _SOME[kind] for kind, other in ((a, b), (b, a)))


def _one_scene(a: _Callout, b: _Callout, by_article: Mapping[str, Sequence[_Callout]], told: Mapping[tuple[int, int], float]) -> bool:
    """Whether two callouts are to one place at one time: nothing says otherwise, and where a report has several, a place's words in no other of its callouts,
    or the sentence is likelier to tell the same."""
    if a.minutes and b.minutes and min(abs(x - y) for x in a.minutes for y in b.minutes) > _HOUR:
        return False
    if a.blocks and b.blocks and not a.blocks & b.blocks:
        return False
    shared = a.places & b.places
    for own, other in ((a, b), (b, a)):
        others = [c for c in by_article[own.article] if c.passage != own.passage and c.kind != own.kind]
        if not others or shared - frozenset(w for c in others for w in c.places):
            continue
        chance, *rest = (told.get((min(c.passage, other.passage), max(c.passage, other.passage)), 0.0) for c in (own, *others))
        if chance < _LIKE or chance <= max(rest):
            return False
    return True


def _knows(a: _Callout, b: _Callout, others: Sequence[_Callout]) -> bool:
    """Whether the report of the second has the kind of the first at what may be its scene too."""
    return any(c.kind == a.kind and (not c.places or bool(c.places & b.places) or bool(c.places & a.places)) for c in others)


def _fits(
    c: _Callout, a: _Callout, b: _Callout, by_article: Mapping[str, Sequence[_Callout]], told: Mapping[tuple[int, int], float]
) -> bool:
    same, other = (a, b) if c.kind == a.kind else (b, a)
    if c.places and same.places and not c.places & same.places:
        return False
    return c.article != other.article and _one_scene(c, other, by_article, told)
