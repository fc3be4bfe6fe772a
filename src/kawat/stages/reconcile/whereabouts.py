"""An event's passages in; where two reports put one thing in two places out: an arrest in two cities, a quake at sea and on land.

Nothing tells which place holds another, so that only cities and countries of the tables are held against each other, and a report that names both places
anywhere knows of both: it moved on from one, or one lies in the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from typing import Final

from kawat.lang import languages, offices, places, section
from kawat.lang.phrases import either
from kawat.model import Account, Article, Span
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.stated import long_before
from kawat.stages.reconcile.values import Difference, conflict
from kawat.stages.reconcile.voices import copied, hours

_LIKE = 0.35  # chance of telling the same from which two deeds are one
_ONE_DAY = 30.0  # hours between two reports of one deed
_SAME_DAY = 16.0  # hours between two reports of where somebody spoke
_LEAD = 30  # characters before somebody's being in a place in which the name stands
_DATED = 50  # characters from a place to the day of being there
_CENTRE = 100  # characters from a quake's striking to where
_NAMED = re.compile(r"(?<!\w)[A-Z][^\W\d_]{3,}")
_APART: Final = (frozenset(("sea", "land")), frozenset(("sea", "heart")), frozenset(("coast", "heart")))  # where no quake is both
_CITY: Final = r"(?P<place>(?:St\.\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereWords:
    """Section [whereabouts] of a language table: deeds by kind, each with the words right before its place; where a quake is centred."""

    deeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cities: tuple[str, ...] = ()
    being: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    centred: tuple[str, ...] = ()
    quakes: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    sea: tuple[str, ...] = ()
    coast: tuple[str, ...] = ()
    land: tuple[str, ...] = ()
    heart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Put:
    """What a passage puts where: the kind of deed, the place as printed, where its words stand, and the words of names of who is put there."""

    passage: int
    kind: str
    place: str
    span: Span
    people: frozenset[str] = frozenset()


@cache
def _pattern(name: str, form: str = r"(?<![\w-])(?:{})(?![\w-])") -> re.Pattern[str]:
    words = {word for code in languages() for word in getattr(section(code, "whereabouts", WhereWords), name)}
    return re.compile(form.format(either(words)))


@cache
def _deeds() -> dict[str, str]:
    tables = (section(code, "whereabouts", WhereWords).deeds for code in languages())
    return {word: kind for table in tables for kind, words in table.items() for word in words}


@cache
def _acts() -> re.Pattern[str]:
    at = _pattern("at").pattern
    return re.compile(rf"(?<!\w)(?P<deed>(?i:{either(_deeds())}))(?:\s[\w’'()/-]+){{0,6}}?\s{at}\s(?:the\s)?{_CITY}")


@cache
def _speech() -> re.Pattern[str]:
    at = _pattern("at").pattern
    verbs = _pattern("speaking", "(?i:{})").pattern
    return re.compile(rf"(?<!\w)(?:{verbs}(?:nya)?(?:\s[\w’'().-]+){{0,7}}?\s{at}|{_pattern('being', '(?i:{})').pattern})\s{_CITY}")


def differences(found: Sequence[Passage], told: Mapping[tuple[int, int], float], articles: Mapping[str, Article]) -> list[Difference]:
    """Return the deeds, speeches and quakes that two reports put in two places; `told` gives for pairs of passages the chance that they tell the same."""
    every = [put for index, passage in enumerate(found) for put in _acted(index, passage, articles[passage.article])]
    made = _collisions(every, lambda a, b: _one_deed(a, b, found, told, articles), found, articles)
    centres = _quakes(found, articles)
    return made + _collisions(list(centres), lambda a, b: frozenset((centres[a], centres[b])) in _APART, found, articles)


def _collisions(
    every: Sequence[_Put], one: Callable[[_Put, _Put], bool], found: Sequence[Passage], articles: Mapping[str, Article]
) -> list[Difference]:
    made, taken = [], set[int]()
    for a, b in combinations(every, 2):
        if a.kind != b.kind or a.place == b.place or found[a.passage].article == found[b.passage].article or taken & {a.passage, b.passage}:
            continue
        if not one(a, b):
            continue
        more = [p for p in every if p.kind == a.kind and p.place in (a.place, b.place) and p.passage not in taken and p not in (a, b)]
        more = [p for p in more if all(p.place == q.place or one(*sorted((p, q), key=lambda x: x.passage)) for q in (a, b))]
        sides = sorted([a, b, *more], key=lambda p: (articles[found[p.passage].article].published or "9", p.passage))
        shown = [(p.place, _account(p, found[p.passage])) for p in sides]
        taken.update(p.passage for p in sides)
        what = " ".join(sides[0].span.exact.split())
        entry = conflict("place", "conflict", what, shown, "located", 0.55)
        # No passages: what else these sentences tell is not in dispute, and makes no point of them together.
        made.append(Difference(conflict=entry, passages=()))
    return made


def _account(put: _Put, passage: Passage) -> Account:
    """The account of a passage, or where that is the quotation alone, the words that tell the place."""
    own = passage.account
    return own if own.span.start <= put.span.start and put.span.end <= own.span.end else replace(own, span=put.span)


def _acted(index: int, passage: Passage, article: Article) -> list[_Put]:
    """The deeds in a passage that are put in a city or a country of the tables."""
    start = passage.sentence.start
    found = []
    for pattern in (_acts(), _speech()):
        for match in pattern.finditer(passage.sentence.exact):
            place = _known(match["place"])
            if place:
                kind = _deeds()[" ".join(match["deed"].casefold().split())] if pattern is _acts() else "speak"
                span = article.span(start + match.start(), start + match.start("place") + len(place))
                text = passage.sentence.exact
                ahead = re.split('["“”]', text[max(0, match.start() - _LEAD) : match.start()])[-1]
                people = _named(text[match.start() : match.start("place")]) or _named(ahead)
                found.append(_Put(passage=index, kind=kind, place=place, span=span, people=people))
    return found


def _named(text: str) -> frozenset[str]:
    return frozenset(w for w in _NAMED.findall(text) if not offices.is_realm(w) and w.casefold() not in offices.titles())


def _known(printed: str) -> str | None:
    """The longest opening of a name that is a city or a country."""
    words = printed.split()
    names = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    return next((name for name in names if places.is_place(name) or name.casefold() in _cities()), None)


@cache
def _cities() -> frozenset[str]:
    return frozenset(city for code in languages() for city in section(code, "whereabouts", WhereWords).cities)


def _one_deed(a: _Put, b: _Put, found: Sequence[Passage], told: Mapping[tuple[int, int], float], articles: Mapping[str, Article]) -> bool:
    """Whether two passages tell one deed, and neither report names the place of the other's."""
    left, right = found[a.passage], found[b.passage]
    if (a.place.casefold() in places.territories()) != (b.place.casefold() in places.territories()):
        return False
    texts = [articles[p.article].text for p in (left, right)]
    if b.place in texts[0] or a.place in texts[1] or abs(hours(left, right, articles)) > _ONE_DAY:
        return False
    days = [
        {d.value[:10] for d in p.marked[1] if d.value and len(d.value) >= 10 and abs(d.span.start - put.span.end) < _DATED}
        for put, p in ((a, left), (b, right))
    ]
    if all(days) and not days[0] & days[1]:
        return False
    chance = told.get((min(a.passage, b.passage), max(a.passage, b.passage)), 0.0)
    if a.kind == "speak":
        near = abs(hours(left, right, articles)) < _SAME_DAY
        return _one_person(a, b, left, right) and (bool(days[0] & days[1]) or near or copied(left, right))
    return chance >= _LIKE or copied(left, right)


def _one_person(a: _Put, b: _Put, left: Passage, right: Passage) -> bool:
    """Whether one person is put in both places: the speaker of both, or one who is named in both, of which one report may have lost a space."""
    if a.people and b.people:
        return any(w.startswith(v) or v.startswith(w) for w in a.people for v in b.people)
    return left.speaker is not None and left.speaker == right.speaker


def _quakes(found: Sequence[Passage], articles: Mapping[str, Article]) -> dict[_Put, str]:
    """Where reports put the centre of a quake: at sea, at the coast, on land, in the heart of the land; of an aftershock or a quake of another year nothing is read."""
    every: list[tuple[_Put, str]] = []
    for index, passage in enumerate(found):
        article = articles[passage.article]
        lower = passage.sentence.exact.casefold()
        published = (article.published or "")[:10]
        past = len(published) < 10 or any(long_before((d.value or "")[:10], published) for d in passage.marked[1] if d.value)
        if past or not _pattern("quakes").search(lower) or _pattern("later").search(lower):
            continue
        for where in ("sea", "coast", "land", "heart"):
            for match in _pattern(where).finditer(lower):
                before = lower[max(0, match.start() - _CENTRE) : match.start()]
                if not _pattern("centred").search(before) or _pattern("towns").search(before):
                    continue
                start = passage.sentence.start
                words = " ".join(re.split(r"[.,;]", article.text[start + match.start() : start + match.end() + 30])[0].split()[:5])
                span = article.span(start + match.start(), start + match.end())
                every.append((_Put(passage=index, kind="quake", place=words, span=span), where))
    told: dict[str, set[str]] = {}
    for put, where in every:
        told.setdefault(put.span.article, set()).add(where)
    torn = {report for report, some in told.items() if any(pair <= some for pair in _APART)}
    first = {where: put.place for put, where in reversed(every) if put.span.article not in torn}
    return {replace(put, place=first[where]): where for put, where in every if put.span.article not in torn}
