"""An event's passages in; the values in them out - figures, days, times - and which two of different reports may fill the same slot.

Two figures of one unit in two sentences on one matter need not count the same thing: what is counted, the words around, who is named and what
else stands in the sentence are features of a pair. Whether the values agree is none of them but for their ratio: that is for `values` to judge.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from kawat.lang import concepts, dates
from kawat.lang.words import function_words
from kawat.model import Article, Figure, Span
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.scorer import shipped
from kawat.stages.reconcile.words import counted, hollow, listed, ranks, roles

Family = Literal["figure", "rank", "day", "month", "year", "time"]
DATED: Final = ("day", "month", "year")  # the families of dates
FEATURES: Final = (
    "told", "best of the two", "words around", "words before", "words behind", "letters around", "same noun", "other noun", "same count", "other count",
    "count on one side", "alone in both", "alone in one", "names near", "other names near", "figures beside", "ratio", "place in the sentence",
    "people", "money", "age", "share", "measure", "no unit", "day", "time", "two languages", "both leads", "rank of unit", "slip of digits", "slip of scale", "slip of a day", "same speaker", "first in both", "first in one", "magnitude",
    "counts of both sentences", "counts of one sentence", "one without unit", "part of a whole in one", "part of a whole in both", "concepts around", "concepts beside", "one stands in the other's report", "both stand in each other's reports", "only one of its unit", "only ones of their unit",
)  # fmt: skip
_AROUND = 60  # characters on either side that tell what a value is of
_WHO = frozenset(("aboard", "crew", "staff", "found"))  # counts that tell who they are, not what became of them
_NEAR = 6  # words before a value among which one may deny it
_ROLE = 130  # characters before a date that may tell its role
_BEHIND = 24  # characters behind that may tell its role
# Units that are compared as another, and how many of it they are.
_AS: Final = {
    "km": ("m", 1000.0), "mile": ("m", 1609.344), "foot": ("m", 0.3048), "inch": ("m", 0.0254), "minute": ("second", 60.0), "hour": ("second", 3600.0),
    "week": ("day", 7.0), "tonne": ("kg", 1000.0), "pound": ("kg", 0.4536), "acre": ("hectare", 0.4047),
}  # fmt: skip
_MONEY = re.compile(r"^[A-Z]{3}$")
_WORD = re.compile(r"[^\W\d_]{2,}")
CLAUSE = re.compile(r"[,;:()]|\s(?:and|while|but|accused|charged|suspected|dan|serta|sedangkan|sementara|tetapi)\s")
_RANKED = re.compile(r"(?i)[\s-]+(?P<number>\d{1,3}|iv|v|i{1,3})\b(?![.,]\d|\s?[%°])")
_ROMAN: Final = {"i": 1.0, "ii": 2.0, "iii": 3.0, "iv": 4.0, "v": 5.0}
_FULL = re.compile(r"\d")  # a date with its day in figures; "Saturday" alone cannot contradict itself
_TIME = re.compile(r"T(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in a passage: `number` is a figure's value, a day's ordinal or a time's minutes since midnight; `text` as shown.
    Lengths, weights and spans of time are in metres, kilograms, seconds and days, `converted` where another unit is printed; `value` is a figure's as printed.

    `owner` is whose age it is; `weekday` is the one a day is printed with, 0 for Monday; `alone` tells that the passage has no other of its unit, `first` that its report
    has none of its unit and count before, `part` that words beside it tell of a part of a whole;
    `role` is the part it plays, None where no word tells one; `denied` tells that its clause says it is not so, `vague` that it is said to be about; `as_of` is ISO 8601 or None.
    """

    passage: int
    article: str
    family: Family
    span: Span
    unit: str | None
    noun: str
    count: str | None
    number: float
    value: float | None
    low: float | None
    high: float | None
    text: str
    before: frozenset[str]
    behind: frozenset[str]
    concepts: frozenset[str]
    beside: frozenset[str]
    meant: frozenset[str]
    names: frozenset[str]
    owner: frozenset[str]
    weekday: int | None
    alone: bool
    order: int
    first: bool
    part: bool
    role: str | None
    denied: bool
    vague: bool
    converted: bool
    as_of: str | None


def find(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Value]:
    """Return the values of all passages in order; what has no number is none."""
    every = [value for index, passage in enumerate(found) for value in _in(index, passage, articles[passage.article])]
    first: dict[tuple[object, ...], Value] = {}
    for value in every:
        first.setdefault(_kind(value), value)
    return [replace(value, first=first[_kind(value)] is value) for value in every]


def _kind(value: Value) -> tuple[object, ...]:
    return value.article, value.family, value.unit, value.count or value.noun[:6], value.role


def _in(index: int, passage: Passage, article: Article) -> list[Value]:
    figures, stamps, _ = passage.marked
    found = [_figure(index, passage, article, figure) for figure in figures if figure.value is not None or (figure.low and figure.high)]
    for date in stamps:
        if clock := _TIME.search(date.value or ""):
            minutes = int(clock.group(1)) * 60 + int(clock.group(2))
            found.append(_value(index, passage, article, "time", date.span, None, minutes, date.value or ""))
        elif (named := _ordinal(date.value or "")) is not None:
            found.append(_value(index, passage, article, named[0], date.span, None, named[1], date.value or ""))
    for start, end, label in ranks(passage.sentence.exact):
        if match := _RANKED.match(passage.sentence.exact, end):
            span = article.span(passage.sentence.start + start, passage.sentence.start + match.end())
            number = _ROMAN.get(match["number"].casefold()) or float(match["number"])
            found.append(_value(index, passage, article, "rank", span, label, number, " ".join(span.exact.split())))
    kinds = [(value.family, value.unit) for value in found]
    return [
        replace(value, alone=kinds.count(kind) == 1, order=kinds[:k].count(kind))
        for k, (value, kind) in enumerate(zip(found, kinds, strict=True))
    ]


def _figure(index: int, passage: Passage, article: Article, figure: Figure) -> Value:
    unit, times = _AS.get(figure.unit or "", (figure.unit, 1.0))
    low, high = (bound * times if bound is not None else None for bound in (figure.low, figure.high))
    number = figure.value * times if figure.value is not None else ((low or 0.0) + (high or 0.0)) / 2
    shown = _shown(figure.value) if figure.value is not None else f"{_shown(figure.low)}-{_shown(figure.high)}"
    value = _value(index, passage, article, "figure", figure.span, unit, number, f"{shown} {figure.unit}" if figure.unit else shown)
    meant = _concepts(figure.what or "", passage.language)
    return replace(
        value,
        value=figure.value,
        meant=meant,
        low=low,
        high=high,
        converted=times != 1.0,
        noun=(figure.what or "").casefold(),
        as_of=figure.as_of,
    )


def _shown(number: float | None) -> str:
    return f"{number:,.10g}" if number and number >= 1000 else f"{number:g}"


def _value(index: int, passage: Passage, article: Article, family: Family, span: Span, unit: str | None, number: float, text: str) -> Value:
    before = article.text[max(passage.sentence.start, span.start - _AROUND) : span.start]
    behind = article.text[span.end : min(passage.sentence.end, span.end + _AROUND)]
    named = [n.span.exact for n in passage.marked[2] if -70 < n.span.start - span.end < 50]
    return Value(
        passage=index,
        article=article.id,
        family=family,
        span=span,
        unit=unit,
        noun="",
        count=_count(before, span.exact, behind, passage),
        number=float(number),
        value=None,
        low=None,
        high=None,
        text=text,
        before=_stems(before),
        behind=_stems(behind),
        concepts=_concepts(f"{before} {behind}", passage.language),
        beside=_concepts(f"{before[-25:]} {behind[:25]}", passage.language),
        meant=frozenset(),
        names=frozenset(w for name in named for w in _WORD.findall(name.casefold()) if len(w) > 2),
        owner=_owner(passage, span) if unit == "year" else frozenset(),
        weekday=_weekday(f"{before} {span.exact}", len(span.exact)) if family == "day" and _FULL.search(span.exact) else None,
        alone=True,
        order=0,
        first=False,
        part=any(w in listed("parts") for w in _WORD.findall(before[-18:].casefold()))
        or any(w in listed("parts_behind") for w in _WORD.findall(f"{span.exact} {behind[:26]}".casefold())),
        role=_role(article.text[max(passage.sentence.start, span.start - _ROLE) : span.start] if family in DATED else before, behind),
        denied=_denied(before),
        vague=any(w in listed("about") for w in [*_WORD.findall(before.casefold())[-2:], *_WORD.findall(span.exact.casefold())]),
        converted=False,
        as_of=None,
    )


def _concepts(text: str, language: str | None) -> frozenset[str]:
    return frozenset(concept for word in _WORD.findall(text.casefold()) for concept in concepts.of(word, language))


def _count(before: str, exact: str, behind: str, passage: Passage) -> str | None:
    """What a figure counts: by its own words, those right before it ("killed six"), what follows in its clause, else what stands before it there or
    alone in its sentence. Who they are ("63 passengers") tells it only where nothing tells what became of them."""
    ahead = CLAUSE.split(f"{before} ")[-1]
    looked = ((exact, False), (" ".join(ahead.split()[-2:]), True), (CLAUSE.split(behind, maxsplit=1)[0], False), (ahead, True))
    for whoever in (False, True):
        for text, last in looked:
            if marks := [mark for mark in counted(text) if (mark[2] in _WHO) == whoever]:
                start, _, count = marks[-1 if last else 0]
                denied = any(w in listed("negations") for w in _WORD.findall(text[:start].casefold())[-3:])
                return None if denied else count  # "three others were not injured"
    if len(passage.counts) != 1 or len(passage.marked[0]) > 1:
        return None
    denied = any(w in listed("negations") for w in _WORD.findall(passage.sentence.exact.casefold()))
    return None if denied else next(iter(passage.counts))


def _role(before: str, behind: str) -> str | None:
    """The part that a value plays by the nearest word that tells one: before it in its sentence, else right behind it."""
    after = roles(behind)
    if any(role == "tally" for _, _, role in after):
        return "tally"  # "killed and 11 others wounded in shootings across the city"
    if ahead := roles(before):
        return ahead[-1][2]
    return next((role for start, _, role in after if start < _BEHIND), None)


def _denied(before: str) -> bool:
    """Whether the clause denies what follows ("was not sentenced to 20 years")."""
    clause = CLAUSE.split(f"{hollow().sub(' ', before)} ")[-1]
    return any(w in listed("negations") for w in _WORD.findall(clause.casefold())[-_NEAR:])


def _owner(passage: Passage, span: Span) -> frozenset[str]:
    """The words of the name right before or behind an age: whose it is ("Rudi Halim (47)", "47-year-old Rudi Halim")."""
    named = [n.span for n in passage.marked[2] if n.kind in ("person", "unknown")]
    near = [n for n in named if 0 <= span.start - n.end <= 3 or -len(span.exact) < n.start - span.end <= 1]
    return frozenset(w for name in near for w in _WORD.findall(name.exact.casefold()) if len(w) > 2)


def _weekday(printed: str, length: int) -> int | None:
    """The weekday that a date is printed with or right behind, 0 for Monday; `length` is the date's own."""
    word = next(iter(_WORD.findall(printed[-length:].casefold())), "")
    if word not in dates.weekdays() and (ahead := re.search(r"([^\W\d_]+)[\s,(]*$", printed[:-length])):
        word = ahead.group(1).casefold()
    return dates.weekdays().get(word)


@lru_cache(4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:6] for w in _WORD.findall(text.casefold()) if w not in function_words())


def _ordinal(value: str) -> tuple[Family, float] | None:
    """Whether a date names a day, a month or a year, and which, in days, months or years since year 0, roughly; None of what names none."""
    if match := re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$", value):
        year, month, day = (int(part or 0) for part in match.groups())
        return ("day", year * 366 + month * 31 + day) if day else ("month", year * 12 + month) if month else ("year", year)
    return None


def question(a: Value, b: Value) -> str:
    """Return which scorer judges a pair of values: what tells two ages apart tells nothing of two days."""
    if _one_toll(a, b):
        return "slots toll"
    return "slots " + (
        "age" if a.unit == "year" else "period" if a.family in ("month", "year") else "figure" if a.family == "rank" else a.family
    )


def chances(indices: Sequence[tuple[int, int]], rows: NDArray[np.float32], values: Sequence[Value]) -> dict[tuple[int, int], float]:
    """Return the chance of one slot for each pair, by the scorer of its family."""
    asked: dict[str, list[int]] = {}
    for k, (a, b) in enumerate(indices):
        asked.setdefault(question(values[a], values[b]), []).append(k)
    found: dict[tuple[int, int], float] = {}
    for name, some in asked.items():
        found.update(zip([indices[k] for k in some], shipped(name, FEATURES)(rows[some]).tolist(), strict=True))
    return found


def pairs(
    values: Sequence[Value], found: Sequence[Passage], told: Mapping[tuple[int, int], float]
) -> tuple[list[tuple[int, int]], NDArray[np.float32]]:
    """Return pairs of values of one family and unit in two reports' passages of which `told` gives the chance that they tell the same.

    The indices are into `values`, first below second; the features are (n, len(FEATURES)).
    """
    by_passage: dict[int, list[int]] = {}
    for k, value in enumerate(values):
        by_passage.setdefault(value.passage, []).append(k)
    best: dict[int, float] = {}
    for (i, j), chance in told.items():
        best[i], best[j] = max(best.get(i, 0.0), chance), max(best.get(j, 0.0), chance)
    held = {(v.article, v.family, v.unit, v.number) for v in values}
    several = Counter((article, family, unit) for article, family, unit, _ in held)
    indices, rows = [], []
    for (i, j), chance in told.items():
        for a in by_passage.get(i, ()):
            for b in by_passage.get(j, ()):
                known = _stands(values[a], values[b], held), _stands(values[b], values[a], held)
                if not _comparable(values[a], values[b]) or (any(known) and _once(values[a], values[b])):
                    continue
                indices.append((min(a, b), max(a, b)))
                row = _features(values[a], values[b], found[i], found[j], chance, max(best[i], best[j]))
                sole = [several[v.article, v.family, v.unit] == 1 for v in (values[a], values[b])]
                rows.append([*row, *(float(test) for some in (known, sole) for test in (sum(some) == 1, all(some)))])
    return indices, np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _once(a: Value, b: Value) -> bool:
    """Whether a report that has both of two values has them of two things: days, times, and ages of whom no name tells one."""
    if a.number == b.number:
        return False
    return a.family in (*DATED, "time") or (a.unit == "year" and not one_owner(a, b))


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency."""
    return bool(unit and _MONEY.match(unit))


def _stands(value: Value, other: Value, held: Set[tuple[str, Family, str | None, float]]) -> bool:
    """Whether a value stands in the other's report too, which then has it beside its own: they fill two slots."""
    return (other.article, value.family, value.unit, value.number) in held


def _comparable(a: Value, b: Value) -> bool:
    if a.family != b.family:
        return False
    if a.unit == b.unit or {a.unit, b.unit} == {None, "people"}:
        return True
    return is_money(a.unit) and is_money(b.unit) and a.number == b.number


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def _features(a: Value, b: Value, left: Passage, right: Passage, chance: float, best: float) -> list[float]:
    around = a.before | a.behind, b.before | b.behind
    noun = fuzz.ratio(a.noun, b.noun) / 100 if a.noun and b.noun else 0.0
    low, high = sorted((abs(a.number), abs(b.number)))
    unit = a.unit or ""
    figure = a.family == "figure"
    money = is_money(a.unit)
    return [
        math.log((chance + 0.01) / (1.01 - chance)),
        math.log((best + 0.01) / (1.01 - best)),
        _share(*around),
        _share(a.before, b.before),
        _share(a.behind, b.behind),
        fuzz.token_set_ratio(" ".join(sorted(around[0])), " ".join(sorted(around[1]))) / 100,
        float(noun > 0.75),
        float(bool(a.noun and b.noun) and noun <= 0.75),
        float(a.count is not None and a.count == b.count),
        float(a.count is not None and b.count is not None and a.count != b.count),
        float((a.count is None) != (b.count is None)),
        float(a.alone and b.alone),
        float(a.alone != b.alone),
        _share(a.names, b.names),
        float(bool(a.names and b.names and not a.names & b.names)),
        min(len(left.figures & right.figures), 3),
        math.log((high + 1) / (low + 1)) if figure else math.log1p(high - low),
        abs(_within(a, left) - _within(b, right)),
        float(unit == "people"),
        float(money),
        float(unit == "year"),
        float(unit == "percent"),
        float(figure and bool(unit) and not money and unit not in ("people", "year", "percent", "magnitude")),
        float(figure and not unit),
        float(a.family in ("day", "month")),
        float(a.family == "time"),
        float(left.language != right.language),
        float(left.place < 0.15 and right.place < 0.15),
        float(a.order == b.order),
        float(figure and a.number != b.number and sorted(digits(a)) == sorted(digits(b)) and digits(a) != digits(b)),
        float(figure and slipped(a, b)),
        float(a.family == "day" and a.weekday is not None and a.weekday == b.weekday and a.number != b.number),
        float(left.speaker is not None and left.speaker == right.speaker),
        float(a.first and b.first),
        float(a.first != b.first),
        float(unit == "magnitude"),
        min(len(left.counts & right.counts), 2),
        min(len(left.counts ^ right.counts), 3),
        float(a.unit != b.unit),
        float(a.part != b.part),
        float(a.part and b.part),
        _share(a.concepts, b.concepts),
        _share(a.beside, b.beside),
    ]


def _one_toll(a: Value, b: Value) -> bool:
    """Whether two figures count the dead, the hurt, the homeless and so on alike, the whole or both a part."""
    return a.family == "figure" and a.count is not None and a.count == b.count and a.part == b.part and a.unit in (None, "people")


def digits(value: Value) -> str:
    """Return the digits of a number without the noughts at its ends: 27,500,000 and 275,000,000 have the same."""
    return f"{value.number:.12g}".replace(".", "").strip("0")


def one_owner(a: Value, b: Value) -> bool:
    """Return whether two ages are of one name: all its words, or two of them, stand with both; a surname alone makes brothers."""
    shared = a.owner & b.owner
    return bool(shared) and (shared in (a.owner, b.owner) or len(shared) > 1)


def never(a: Value, b: Value) -> bool:
    """Return whether words tell for certain that two values fill two slots: a sentence sought and one given, ages of two people, hours of two days, a
    value that is denied."""
    told = {a.role, b.role}
    if len(told) > 1 and (None not in told or "tally" in told or ("quoted" in told and a.family in DATED)):
        return True
    if a.denied or b.denied:
        return True
    if "people" in (a.unit, b.unit) and (a.part != b.part or (a.noun in listed("groups")) != (b.noun in listed("groups"))):
        return True
    if a.owner and b.owner:
        return not one_owner(a, b)
    days = [value.text[:10] for value in (a, b) if value.family == "time" and value.text[:1] != "T"]
    return len(set(days)) > 1


def apart(a: Value, b: Value) -> bool:
    """Return whether words tell that two values fill two slots: a part ("among them five") and a whole, a sentence sought and one given, a
    day of quoting and one of happening, opening and closing hours, two nouns, two matches."""
    if a.part != b.part or a.role != b.role or (a.role == "quoted" and a.family in DATED):
        return True
    if not (a.alone and b.alone) and not _one_toll(a, b) and (a.family != "figure" or (not a.alone and not b.alone and a.order != b.order)):
        return True
    if a.unit == "year" and a.noun == "age":
        return bool(a.owner) != bool(b.owner) and not (a.first and b.first)
    if a.family == "time" and not (a.first and b.first):
        return True
    if a.unit == "points":
        return _share(a.names, b.names) < 0.5
    if a.unit is None and a.family == "figure" and a.noun and b.noun and not _one_toll(a, b):
        return fuzz.ratio(a.noun, b.noun) <= 75 and not a.meant & b.meant
    return False


def slipped(a: Value, b: Value) -> bool:
    """Return whether two numbers differ in scale alone: 27.5 and 275 million, 2,480,725 and 24.8 million."""
    few, many = sorted((digits(a), digits(b)), key=len)
    return a.number != b.number and len(few) > 1 and (few == many or (len(few) > 2 and many.startswith(few)))


def _within(value: Value, passage: Passage) -> float:
    return (value.span.start - passage.sentence.start) / max(1, len(passage.sentence.exact))
