"""The values of an event in; which two of different reports may fill the same slot, and what speaks for and against, out.

Two figures of one unit in two sentences on one matter need not count the same thing: what is counted, the words around, who is named and what
else stands in the sentence are features of a pair. Whether the values agree is none of them but for their ratio: that is for `values` to judge.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from kawat.stages.reconcile import owners
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.scorer import shipped
from kawat.stages.reconcile.stated import DATED, Family, Value, Worded, digits, is_money
from kawat.stages.reconcile.words import listed

FEATURES: Final = (
    "told", "best of the two", "words around", "words before", "words behind", "letters around", "same noun", "other noun", "same count", "other count",
    "count on one side", "alone in both", "alone in one", "names near", "other names near", "figures beside", "ratio", "place in the sentence",
    "people", "money", "age", "share", "measure", "no unit", "day", "time", "two languages", "both leads", "rank of unit", "slip of digits", "slip of scale", "slip of a day", "same speaker", "first in both", "first in one", "magnitude",
    "counts of both sentences", "counts of one sentence", "one without unit", "part of a whole in one", "part of a whole in both", "concepts around", "concepts beside", "one stands in the other's report", "both stand in each other's reports", "only one of its unit", "only ones of their unit",
    "leading words", "words of both sentences", "a day apart", "likeliest of both",
)  # fmt: skip
_UNDATED: Final = (0.0, 0.0, 0.0, 0.0)
_WRONG, _GUESSED = 3, 10  # years by which a report is wrong about the age of somebody whom not both name, or by which it guesses wrong
SMALL = 20  # up to which a number may count what a report tells by the way
_FEW = 3  # of what a report tells by and by: two of the hurt, one of the women
_Key = tuple[str, Family, str | None, float]
_Told = tuple[str, float, str | None]  # unit, number, what it counts


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
    there: dict[tuple[int, str], float] = {}  # the best of a passage in each other report, of those that hold values too
    for (i, j), chance in told.items():
        best[i], best[j] = max(best.get(i, 0.0), chance), max(best.get(j, 0.0), chance)
        if i in by_passage and j in by_passage:
            for key in ((i, found[j].article), (j, found[i].article)):
                there[key] = max(there.get(key, 0.0), chance)
    held: dict[_Key, set[frozenset[str]]] = {}
    for v in values:
        held.setdefault((v.article, v.family, v.unit, v.number), set()).add(v.owner)
    several = Counter((article, family, unit) for article, family, unit, _ in held)
    telling: dict[_Told, set[str]] = {}
    for v in values:
        if v.family == "figure":
            telling.setdefault(_told(v), set()).add(v.article)
    indices, rows = [], []
    for (i, j), chance in told.items():
        for a in by_passage.get(i, ()):
            for b in by_passage.get(j, ()):
                known = _stands(values[a], values[b], held), _stands(values[b], values[a], held)
                if not _comparable(values[a], values[b]) or (any(known) and _once(values[a], values[b])):
                    continue
                if _of_two(values[a], values[b], telling):
                    continue
                indices.append((min(a, b), max(a, b)))
                row = _features(values[a], values[b], found[i], found[j], chance, max(best[i], best[j]))
                sole = [several[v.article, v.family, v.unit] == 1 for v in (values[a], values[b])]
                likeliest = sum(chance >= there[key] for key in ((i, found[j].article), (j, found[i].article)))
                rows.append(
                    [
                        *row,
                        *(float(test) for some in (known, sole) for test in (sum(some) == 1, all(some))),
                        *(_dated(values[a], values[b], likeliest) if values[a].family in DATED else _UNDATED),
                    ]
                )
    return indices, np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _told(value: Value) -> _Told:
    return value.unit or "people", value.number, value.count


def _of_two(a: Value, b: Value, telling: Mapping[_Told, Set[str]]) -> bool:
    """Whether two numbers are of two things since two reports tell both, or the earlier of the two, where they are small and count nobody dead or hurt."""
    if a.family != "figure" or a.number == b.number:
        return False
    both = telling.get(_told(a), frozenset()) & telling.get(_told(b), frozenset())
    early = min(a, b, key=lambda v: v.passage)
    return len(both) > 1 or (early.article in both and max(a.number, b.number) <= SMALL and a.count is None)


def _once(a: Value, b: Value) -> bool:
    """Whether a report that has both of two values has them of two things: days, times, and ages of whom no name tells one."""
    if a.number == b.number:
        return False
    return a.family in (*DATED, "time") or (a.unit == "year" and not owners.same(a.owner, b.owner))


def _stands(value: Value, other: Value, held: Mapping[_Key, Set[frozenset[str]]]) -> bool:
    """Whether a value stands in the other's report too, which then has it beside its own: they fill two slots. An age surely of somebody else does not count."""
    theirs = held.get((other.article, value.family, value.unit, value.number), ())
    return any(not owner or not value.owner or owners.same(owner, value.owner) for owner in theirs)


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


def _dated(a: Value, b: Value, likeliest: int) -> list[float]:
    """How much the words that lead to two dates are one, the nearer the more; what share of those around is; whether they are days in a row; in how many
    of the two reports no passage with a value is likelier to tell the same. Of other values it told nothing that other features do not."""
    leading = sum(2 / ((1 + x) * (1 + y)) for x, one in enumerate(a.leading) for y, other in enumerate(b.leading) if _same(one, other))
    around = (*a.leading, *a.trailing), (*b.leading, *b.trailing)
    shares = [sum(any(_same(w, v) for v in others) for w in words) / max(1, len(words)) for words, others in (around, around[::-1])]
    return [leading, math.sqrt(shares[0] * shares[1]), float(a.family == "day" and abs(a.number - b.number) == 1), float(likeliest)]


def _same(one: Worded, other: Worded) -> bool:
    return one[0] == other[0] or bool(one[1] & other[1])


def _one_toll(a: Value, b: Value) -> bool:
    """Whether two figures count the dead, the hurt, the homeless and so on alike, the whole or both a part."""
    return a.family == "figure" and a.count is not None and a.count == b.count and a.part == b.part and a.unit in (None, "people")


def never(a: Value, b: Value) -> bool:
    """Return whether words tell for certain that two values fill two slots: a sentence sought and one given, ages of two people, hours of two days, a
    value that is denied."""
    told = {a.role, b.role}
    if len(told) > 1 and (None not in told or "tally" in told or ("quoted" in told and a.family in DATED)):
        return True
    if a.denied or b.denied or (a.role == b.role == "quoted" and a.family in DATED) or a.elsewhen != b.elsewhen:
        return True
    if "people" in (a.unit, b.unit) and (a.part != b.part or (a.noun in listed("groups")) != (b.noun in listed("groups"))):
        return True
    if a.unit == b.unit == "year" and _years_apart(a, b):
        return True
    if owners.known(a.owner, b.owner):
        return not owners.same(a.owner, b.owner)
    days = [value.text[:10] for value in (a, b) if value.family == "time" and value.text[:1] != "T"]
    return len(set(days)) > 1


def _years_apart(a: Value, b: Value) -> bool:
    """Whether two ages are of two people by how far they lie apart, unless both have a whole name or one is the other with its digits changed round."""
    named = len(a.owner & b.owner) > 1
    swapped = sorted(digits(a)) == sorted(digits(b))
    most = _WRONG if None not in (a.value, b.value) else _GUESSED  # "in his 50s" has bounds alone
    return not named and not swapped and abs(a.number - b.number) > most


def apart(a: Value, b: Value) -> bool:
    """Return whether words tell that two values fill two slots: a part ("among them five") and a whole, a sentence sought and one given, a
    day of quoting and one of happening, opening and closing hours, two nouns, two matches."""
    if a.part != b.part or a.role != b.role:
        return True
    if not (a.alone and b.alone) and not _one_toll(a, b) and (a.family != "figure" or (not a.alone and not b.alone and a.order != b.order)):
        return True
    if a.unit == "year" and a.noun == "age":
        return bool(a.owner) != bool(b.owner) and not (a.first and b.first)
    if a.family == "time" and not (a.first and b.first):
        return True
    if a.unit == b.unit == "people" and max(a.number, b.number) <= _FEW and a.noun and b.noun and not _one_noun(a, b):
        return True
    if a.unit == "points":
        return _share(a.names, b.names) < 0.5
    if a.unit is None and a.family == "figure" and a.names and b.names and not a.names & b.names and not _one_toll(a, b):
        return True
    if a.unit is None and a.family == "figure" and a.noun and b.noun and not _one_toll(a, b):
        return not _one_noun(a, b)
    return False


def _one_noun(a: Value, b: Value) -> bool:
    return fuzz.ratio(a.noun, b.noun) > 75 or bool(a.meant & b.meant)


def slipped(a: Value, b: Value) -> bool:
    """Return whether two numbers differ in scale alone: 27.5 and 275 million, 2,480,725 and 24.8 million."""
    few, many = sorted((digits(a), digits(b)), key=len)
    return a.number != b.number and len(few) > 1 and (few == many or (len(few) > 2 and many.startswith(few)))


def _within(value: Value, passage: Passage) -> float:
    return (value.span.start - passage.sentence.start) / max(1, len(passage.sentence.exact))
