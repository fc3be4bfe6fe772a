"""Pairs of values that may fill one slot in; differences out, with a verdict: conflict, update or precision.

Values that fill one slot are gathered into one entry with a side for each value; an update keeps them in order of time. False alarms cost an
editor more than misses: of what the scorer doubts nothing is shown. The reasons are keys of the language tables' [reconcile] reasons.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Final

import numpy as np

from kawat.model import Account, Article, Conflict, ConflictKind, Side, Toll, TollCount, Verdict, content_id
from kawat.stages.reconcile import owners, slots, stated
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.scorer import shipped
from kawat.stages.reconcile.stated import Value, digits, is_money
from kawat.stages.reconcile.words import listed

BY = "reconcile/values@2"
VERDICTS: Final = (
    "hours apart", "one time or none", "grows", "ratio", "people", "money", "age", "share", "measure", "no unit", "day", "time", "counts persons or damage",
    "word of change later", "word of change earlier", "as of", "same speaker", "slip of digits", "slip of scale", "slip of a day", "told", "magnitude", "first in both",
)  # fmt: skip
# Chance of one slot from which a difference is shown, by what is compared; times collide less often by accident.
_SHOWN = {"slots figure": 0.18, "slots toll": 0.2, "slots age": 0.2, "slots day": 0.24, "slots period": 0.4, "slots time": 0.3}
_APART = 0.45
_SURELY = 0.5  # of small numbers of what every report counts, and of years that are no age
_COMMON = (None, "people", "times", "charge", "second", "minute", "hour", "day", "week", "month", "mile")
_LASTING = ("second", "minute", "hour", "day", "week", "month", "mile", "km", "m")  # of what does not grow while reports are written
_GROWN, _LARGE = 0.8, 0.35  # chance of one slot from which an update is shown, of small numbers and what lasts, and of others
_SEISMIC: Final = ("magnitude", "m", "degree", "mmi")
_OWN = 0.05  # two ages of one name
_DOUBTED = 0.2  # chance of one slot from which two values that differ make it doubtful that their passages tell the same
_HOUR = 0.6  # chance of one slot that a further hour needs with those that differ
_EQUAL = 0.35  # chance of telling the same from which two equal values are one side
_MOVED = 0.45  # chance of an update from which it is called one: a false conflict costs more
_VAGUE = 15  # minutes that two clock times may be apart where one is said to be about
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference and the passages that it stands in, by their indices."""

    conflict: Conflict
    passages: tuple[int, ...]


def fill(values: Sequence[Value], found: Sequence[Passage], told: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Return the chance that two values of two reports fill one slot, by their indices, first below second."""
    return slots.chances(*slots.pairs(values, found, told), values)


def doubted(values: Sequence[Value], chances: Mapping[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Return the pairs of passages, first below second, whose values may fill one slot and differ: they need not collide, and hardly agree."""
    return {
        (min(values[a].passage, values[b].passage), max(values[a].passage, values[b].passage))
        for (a, b), chance in chances.items()
        if chance >= _DOUBTED
        and _differ(values[a], values[b])
        and not slots.never(values[a], values[b])
        and not _compatible(values[a], values[b])
    }


def differences(
    values: Sequence[Value],
    found: Sequence[Passage],
    told: Mapping[tuple[int, int], float],
    articles: Mapping[str, Article],
    counted: Sequence[Toll],
    chances: Mapping[tuple[int, int], float],
) -> list[Difference]:
    """Return where values of one slot differ, surest first; `told` gives for pairs of passages the chance that they tell the same, `counted` are the tolls
    that the event's reports tell, `chances` those of `fill`."""
    quake = {v.article for v in values if v.unit == "magnitude"}
    groups = [part for group in _gathered(values, chances, told) for part in _without_slip(group, values, quake)]
    made = [(_entry(group, values, found, articles, chances, quake), [values[k] for k in group]) for group in groups]
    series = {toll.count: {float(side.value.split(" ")[0]) for side in toll.sides} for toll in counted}
    return [
        difference for difference, some in made if _worth(difference.conflict, some) and not _of_others(difference.conflict, some, series)
    ]


def _of_others(conflict: Conflict, some: Sequence[Value], series: Mapping[TollCount, Set[float]]) -> bool:
    """Whether small numbers of dead or hurt differ that the event's toll does not have: they count some of them, or those of another happening."""
    counts = {v.count for v in some if v.count}
    told = set().union(*(series.get(count, ()) for count in ("dead", "injured") if count in counts))
    sure = conflict.confidence >= _GROWN and all(v.unit == "people" for v in some)
    few = all(v.family == "figure" and v.unit in (None, "people") and v.number <= slots.SMALL for v in some)
    return conflict.verdict != "precision" and bool(told) and few and not sure and not {v.number for v in some} <= told


def _worth(conflict: Conflict, some: Sequence[Value]) -> bool:
    """Whether a difference is worth an editor's time: small numbers of no toll hardly grow from report to report, and how long or how far it was never does."""
    if conflict.verdict != "update" or all(slots.question(a, b) != "slots figure" for a, b in combinations(some, 2)):
        return True
    surely = all(v.number <= slots.SMALL or v.unit in _LASTING for v in some)
    return conflict.confidence >= (_GROWN if surely else _LARGE)


def _without_slip(group: Sequence[int], values: Sequence[Value], quake: Set[str]) -> list[list[int]]:
    """A group of values, or where one of a quake's measures is another with its digits changed round, those two by themselves and the group without the
    one that fewer reports have or that lies further off: the slip is a conflict, the rest may be a measure that was revised."""
    if not _measured(group, values, quake):
        return [list(group)]
    reports = Counter(values[k].number for k in group)
    slip = next((pair for pair in combinations(sorted(reports), 2) if sorted(f"{pair[0]:g}") == sorted(f"{pair[1]:g}")), None)
    if slip is None or len(reports) < 3:
        return [list(group)]
    others = [n for n in reports if n not in slip]
    wrong = min(slip, key=lambda n: (reports[n], -min(abs(n - other) for other in others)))
    return [[k for k in group if values[k].number in slip], [k for k in group if values[k].number != wrong]]


def _measured(group: Sequence[int], values: Sequence[Value], quake: Set[str]) -> bool:
    """Whether values are the magnitude, depth, distance or place of an earthquake, which seismologists revise."""
    return all(values[k].unit in _SEISMIC and values[k].article in quake for k in group)


def _gathered(values: Sequence[Value], chances: Mapping[tuple[int, int], float], told: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups of values of one slot: a likely pair that differs, and whatever else fits all of it."""
    likely = sorted(
        (-c, pair)
        for pair, c in chances.items()
        if c >= _least(values[pair[0]], values[pair[1]]) and _differ(values[pair[0]], values[pair[1]])
    )

    def fits(k: int, group: Sequence[int]) -> bool:
        sure = [_link(values, k, other, chances, told) for other in group if values[other].article != values[k].article]
        least = max(_least(values[k], values[other]) for other in group)
        if values[k].family == "time":
            least = max(least, _HOUR)  # a report tells many hours of one happening
        return bool(sure) and min(sure) >= least / 2 and sum(sure) / len(sure) >= least

    near: dict[int, set[int]] = {}
    for a, b in chances:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    groups: list[list[int]] = []
    taken: set[int] = set()
    for _, (a, b) in likely:
        if a in taken or b in taken:
            continue
        group = [a, b]
        for k in sorted(near[a] | near[b], key=lambda k: (-max(_link(values, k, a, chances, told), _link(values, k, b, chances, told)), k)):
            if k not in taken and k not in group and fits(k, group):
                group.append(k)
        taken.update(group)
        groups.append(group)
    return groups


def _least(a: Value, b: Value) -> float:
    """The chance from which a difference is shown; what is likely another slot has to be all but certain."""
    if slots.never(a, b):
        return 1.1
    if owners.same(a.owner, b.owner):
        return _OWN
    question = slots.question(a, b)
    least = _SHOWN[question]
    aged = all(v.noun.startswith(("age", "year-old")) or v.owner for v in (a, b))
    if (question == "slots figure" and max(a.number, b.number) <= slots.SMALL and (a.unit in _COMMON or b.unit in _COMMON)) or (
        question == "slots age" and not aged
    ):
        least = _SURELY
    return max(least, _APART) if slots.apart(a, b) else least


def _link(
    values: Sequence[Value], a: int, b: int, chances: Mapping[tuple[int, int], float], told: Mapping[tuple[int, int], float]
) -> float:
    """The chance that two values fill one slot; equal ones do as far as their passages tell the same."""
    if slots.never(values[a], values[b]):
        return 0.0
    if not _differ(values[a], values[b]):
        i, j = sorted((values[a].passage, values[b].passage))
        return 1.0 if told.get((i, j), 0.0) >= _EQUAL else told.get((i, j), 0.0)
    return chances.get((min(a, b), max(a, b)), 0.0)


def _differ(a: Value, b: Value) -> bool:
    if a.family == "time" and stated.zones_apart(a, b):
        return True
    return a.number != b.number or (a.unit != b.unit and None not in (a.unit, b.unit))


def _entry(
    group: Sequence[int],
    values: Sequence[Value],
    found: Sequence[Passage],
    articles: Mapping[str, Article],
    chances: Mapping[tuple[int, int], float],
    quake: Set[str],
) -> Difference:
    ordered = sorted((values[k] for k in group), key=lambda v: (of_time(v, articles) or "9", v.number, v.article, v.span.start))
    sure = max(chances.get((min(a, b), max(a, b)), 0.0) for a, b in combinations(group, 2) if _differ(values[a], values[b]))
    verdict, reason = _verdict(ordered, found, articles, seismic=_measured(group, values, quake))
    first = ordered[0]
    kind: ConflictKind = (
        "date" if first.family in stated.DATED else "time" if first.family == "time" else "money" if is_money(first.unit) else "number"
    )
    sides = [(_side(v, ordered), Account(span=v.span, statement=found[v.passage].account.statement)) for v in ordered]
    return Difference(
        conflict=conflict(kind, verdict, _what(first, articles), sides, reason, round(sure, 2)),
        passages=tuple(sorted({v.passage for v in ordered})),
    )


def _side(value: Value, others: Sequence[Value]) -> str:
    """How a side is written: "7" as "7 people" where others are, a clock time with the one day that others give it."""
    if value.family == "time":
        clock = value.text.rpartition("T")[2]
        same = {v.text for v in others if v.family == "time" and v.text.rpartition("T")[2] == clock and v.text[:1] != "T"}
        return next(iter(same)) if len(same) == 1 else value.text.lstrip("T")
    if value.unit is None and value.value is not None:
        return next((v.text for v in others if v.unit == "people" and v.number == value.number), value.text)
    return value.text


def _what(value: Value, articles: Mapping[str, Article]) -> str:
    """The value with the words that follow it in its clause, four at most."""
    text = articles[value.article].text
    behind = stated.CLAUSE.split(re.split(r"[.\"”]", text[value.span.end : value.span.end + 60])[0] + " ", maxsplit=1)[0]
    return " ".join([*value.span.exact.split(), *behind.split()[:4]])


def _verdict(ordered: Sequence[Value], found: Sequence[Passage], articles: Mapping[str, Article], *, seismic: bool) -> tuple[Verdict, str]:
    apart = [(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :] if _differ(a, b)]
    slip = seismic and any(sorted(digits(a)) == sorted(digits(b)) for a, b in apart)
    if (
        seismic
        and not slip
        and all(_unit(a) == _unit(b) and (of_time(a, articles) or "9") < (of_time(b, articles) or "") for a, b in apart)
    ):
        return "update", "moves"  # seismologists revise their first measurement
    if all(_compatible(a, b) for a, b in apart):
        return "precision", "rounded"
    apart = [(a, b) for a, b in apart if not _compatible(a, b)]
    rows = np.array([change(a, b, found, articles) for a, b in apart], dtype=np.float32)
    # Nobody ages from one report to the next, unless it says that it corrects itself.
    fixed = ordered[0].noun.startswith(("age", "year-old")) and not any(_changes(found[b.passage]) for _, b in apart)
    if not fixed and not slip and float(shipped("verdict", VERDICTS)(rows).mean()) >= _MOVED:
        return "update", "grows" if all(a.number <= b.number for a, b in apart) else "moves"
    return "conflict", "timed" if ordered[0].family == "time" else "dated" if ordered[0].family in stated.DATED else "counted"


def change(a: Value, b: Value, found: Sequence[Passage], articles: Mapping[str, Article]) -> list[float]:
    """Return what tells whether the second of two values, in order of time, supersedes the first, (len(VERDICTS),)."""
    early, late = moment(of_time(a, articles)), moment(of_time(b, articles))
    hours = (late - early).total_seconds() / 3600 if early and late else 0.0
    low, high = sorted((abs(a.number), abs(b.number)))
    figure, unit = a.family == "figure", a.unit or ""
    left, right = found[a.passage], found[b.passage]
    plain = figure and a.number != b.number
    return [
        min(math.log1p(max(hours, 0.0)), 5.0),
        float(hours <= 0.5),
        float(np.sign(b.number - a.number)) if figure else 0.0,
        math.log((high + 1) / (low + 1)) if figure else 0.0,
        float(unit == "people"),
        float(is_money(a.unit)),
        float(unit == "year"),
        float(unit == "percent"),
        float(figure and bool(unit) and not is_money(a.unit) and unit not in ("people", "year", "percent", "magnitude")),
        float(figure and not unit),
        float(a.family in stated.DATED),
        float(a.family == "time"),
        float(bool(a.count or b.count)),
        float(_changes(right)),
        float(_changes(left)),
        float(bool(a.as_of or b.as_of)),
        float(left.speaker is not None and left.speaker == right.speaker),
        float(plain and sorted(digits(a)) == sorted(digits(b)) and digits(a) != digits(b)),
        float(plain and slots.slipped(a, b)),
        float(a.weekday is not None and a.weekday == b.weekday),
        min(len(left.figures & right.figures), 2),
        float(any(u == "magnitude" for _, u in left.figures | right.figures)),
        float(a.first and b.first),
    ]


def _changes(passage: Passage) -> bool:
    return any(word in listed("moves") for word in _WORD.findall(passage.sentence.exact.casefold()))


def of_time(value: Value, articles: Mapping[str, Article]) -> str | None:
    """Return as of when a value holds: as stated, but a bare day that is the publication's own is no more exact than it."""
    published = articles[value.article].published
    return value.as_of if value.as_of and not (published or "").startswith(value.as_of) else published


def moment(stamp: str | None) -> datetime | None:
    """Return the moment of a day or a finer time without its zone; None of what is less exact."""
    try:
        return datetime.fromisoformat(stamp).replace(tzinfo=None) if stamp and len(stamp) >= 10 else None
    except ValueError:
        return None


def follows(early: Article, late: Article) -> bool:
    """Return whether a report came after another, or on its day where one of them tells no hour."""
    before, after = moment(early.published), moment(late.published)
    if before is None or after is None or early.id == late.id:
        return False
    hours = min(len(early.published or ""), len(late.published or "")) > len("2026-01-31")
    return before < after if hours else before.date() <= after.date()


def _compatible(a: Value, b: Value) -> bool:
    """Whether two values are equal within rounding and the bounds of vague words."""
    if a.unit != b.unit and None not in (a.unit, b.unit):
        return False
    if a.family == "time":
        if stated.zones_apart(a, b):
            return False
        east = [stated.zone(v) for v in (a, b)]
        apart = a.number - b.number
        if sorted(stated.LOCAL in v.text for v in (a, b)) == [False, True] and any(east):
            return apart % 30 == 0  # the place's own clock beside another's, whole or half hours away
        if None not in east:
            apart -= (east[0] or 0) - (east[1] or 0)
        return abs(apart) <= (_VAGUE if a.vague or b.vague else 2)
    if a.family in stated.DATED:
        return a.number == b.number
    high, low = max(a.number, b.number), min(a.number, b.number)
    if a.family == "figure" and _measured_alike(a, b):
        return True
    if _rounded(a, b) or a.number == b.number or (low >= 20 and high <= 1.05 * low and (a.low, a.high, b.low, b.high) != (None,) * 4):
        return True
    for one, other in ((a, b), (b, a)):
        if (
            (one.low, one.high) != (None, None)
            and (one.low is None or other.number >= one.low)
            and (one.high is None or other.number <= one.high)
        ):
            return True
    return False


def _unit(value: Value) -> str:
    """The unit as printed."""
    return value.text.partition(" ")[2]


def _measured_alike(a: Value, b: Value) -> bool:
    """Whether two measures are one printed in two units, or one of them the other to the whole number: six miles, 6.2 miles, 10 km."""
    if _unit(a) != _unit(b):
        return (a.converted or b.converted) and max(a.number, b.number) <= 1.1 * min(a.number, b.number)
    if a.unit in (None, "people", "year", "magnitude", "percent") or is_money(a.unit) or None in (a.value, b.value):
        return False
    few, many = sorted((a.value or 0.0, b.value or 0.0), key=lambda n: n % 1)
    return few % 1 == 0 and many % 1 != 0 and abs(few - many) < 0.5


def _rounded(a: Value, b: Value) -> bool:
    """Whether the number with fewer digits is the other rounded: 12.48 billion and 12,482,937,500. Below a thousand nobody rounds to two digits."""
    few, many = sorted((a, b), key=lambda v: len(digits(v)))
    figures = len(digits(few))
    return (
        min(few.number, many.number) >= 1000 and 2 <= figures < len(digits(many)) and float(f"{many.number:.{figures - 1}e}") == few.number
    )


def conflict(
    kind: ConflictKind, verdict: Verdict, what: str, values: Sequence[tuple[str, Account]], reason: str, confidence: float
) -> Conflict:
    """Return a difference with one side for each value, in the order given."""
    sides: dict[str, list[Account]] = {}
    for value, account in values:
        sides.setdefault(value, []).append(account)
    shown = tuple(Side(value=value, accounts=tuple(accounts)) for value, accounts in sides.items())
    key = sorted(f"{a.span.article}:{a.span.start}:{a.span.end}" for side in shown for a in side.accounts)
    return Conflict(
        id=content_id("c", kind, *key),
        what=what,
        kind=kind,
        verdict=verdict,
        sides=shown,
        reason=reason,
        confidence=confidence,
        point=None,
        by=BY,
    )
