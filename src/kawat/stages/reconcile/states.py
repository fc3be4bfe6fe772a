"""An event's passages in; where two reports leave one thing in two states out: a road shut and reopened, a suspect sought and held, a left leg and a right.

The language tables list states that cannot be both at once, group by group ([states]), by names that all languages share. Two passages are looked at
where both tell of one group and no state of it stands in both; whether they are of one thing, and whether the later supersedes, is for learned scorers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kawat.lang import languages, section
from kawat.lang.phrases import either
from kawat.lang.words import function_words
from kawat.model import Article, ConflictKind
from kawat.stages.reconcile import voices
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.scorer import shipped
from kawat.stages.reconcile.stated import CLAUSE
from kawat.stages.reconcile.values import Difference, conflict
from kawat.stages.reconcile.words import listed

Steps = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """Section [states] of a language table: for each group its states in the order in which they usually come, each with its words."""

    passage: Steps = field(default_factory=dict)
    custody: Steps = field(default_factory=dict)
    health: Steps = field(default_factory=dict)
    fate: Steps = field(default_factory=dict)
    resolve: Steps = field(default_factory=dict)
    accord: Steps = field(default_factory=dict)
    approval: Steps = field(default_factory=dict)
    blaze: Steps = field(default_factory=dict)
    holding: Steps = field(default_factory=dict)
    running: Steps = field(default_factory=dict)
    office: Steps = field(default_factory=dict)
    alert: Steps = field(default_factory=dict)
    leg: Steps = field(default_factory=dict)
    arm: Steps = field(default_factory=dict)
    side: Steps = field(default_factory=dict)
    compass: Steps = field(default_factory=dict)
    lawful: Steps = field(default_factory=dict)
    stuck: Steps = field(default_factory=dict)
    shelter: Steps = field(default_factory=dict)
    water: Steps = field(default_factory=dict)
    standing: Steps = field(default_factory=dict)
    intent: Steps = field(default_factory=dict)
    sex: Steps = field(default_factory=dict)
    injury: Steps = field(default_factory=dict)
    test: Steps = field(default_factory=dict)
    part: Steps = field(default_factory=dict)
    presence: Steps = field(default_factory=dict)
    aware: Steps = field(default_factory=dict)
    payment: Steps = field(default_factory=dict)
    plea: Steps = field(default_factory=dict)
    warned: Steps = field(default_factory=dict)
    cause: Steps = field(default_factory=dict)


GROUPS: Final = tuple(f.name for f in fields(StateWords))
FIXED: Final = frozenset(
    ("leg", "arm", "side", "compass", "lawful", "intent", "sex", "cause", "aware", "presence")
)  # groups whose states do not move on
FEATURES: Final = (
    "told", "cosine", "words beside", "names beside", "names in both", "other names", "one side's state stands in the other's report", "both do", "states told", "later state later", "later state earlier",
    "hours apart", "both leads", "both said", "one speaker", "two speakers", "two languages", "denied in one", "length of the longer", "words beside, by rarity", "best in either report", "steps apart", "one has figures", "both have figures", "one tells both",
    *GROUPS,
)  # fmt: skip
_BEST, _BOTH = FEATURES.index("best in either report"), FEATURES.index("one tells both")
VERDICTS: Final = (
    "later state later", "later state earlier", "hours apart", "one time or none", "both said", "two speakers", "denied in one", "fixed", "word of change",
)  # fmt: skip
_OF = ("side", "compass", "sex")  # groups that tell nothing without what they are a side of
_TOLD = 0.04  # chance of telling the same below which nothing is looked at
_SHOWN = 0.6  # chance of one thing from which a state that moved on is shown
_COLLIDES = {"compass": 0.5}  # chance from which states of a group are shown as a conflict, which costs more where it is none
_COLLIDE = 0.8  # of all other groups
_MOVED = 0.5
_NONE = "other"  # what the tables list of words that tell no state of the group
_DENYING = 50  # characters before a state within which its clause may deny it
_AROUND = 70  # characters on either side that tell what is in the state
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A state that a passage tells: its group and name, the number of the state in its group, where it stands in the sentence, whether denied."""

    group: str
    name: str
    step: int
    start: int
    end: int
    denied: bool


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], dict[str, tuple[str, int]]]]:
    """For each group the pattern of its words and what state each is, all languages together; the longest phrase that fits counts."""
    found = {}
    for group in GROUPS:
        steps: dict[str, int] = {}
        table: dict[str, tuple[str, int]] = {}
        for code in languages():
            for name, phrases in getattr(section(code, "states", StateWords), group).items():
                table.update(dict.fromkeys(phrases, (name, steps.setdefault(name, len(steps)))))
        found[group] = re.compile(rf"(?<![\w-])({either(table)})(?:{either(listed('clitics'))})?(?![\w-])"), table
    return found


@lru_cache(16_384)
def read(text: str) -> tuple[Told, ...]:
    """Return the states that a sentence tells, by group; causes only where a word says that something is one."""
    lower = text.casefold()
    found: list[Told] = []
    for group, (pattern, table) in _patterns().items():
        if group == "cause" and not any(w in listed("causes") for w in _WORD.findall(lower)):
            continue
        for match in pattern.finditer(lower):
            if text[match.start()].isupper() and text[: match.start()].strip(" \"'“‘"):
                continue  # within a sentence a name: "Little Rock", "Jawa Barat"
            if group == "side" and any(t.group in ("leg", "arm") and t.start < match.end() and match.start() < t.end for t in found):
                continue
            name, step = table[" ".join(match.group(1).split())]
            if name == _NONE:
                continue
            before = _WORD.findall(CLAUSE.split(f"{lower[max(0, match.start() - _DENYING) : match.start()]} ")[-1])[-6:]
            denied = any(w in listed("negations") or w in listed("denials") for w in before)
            found.append(Told(group=group, name=name, step=step, start=match.start(), end=match.end(), denied=denied))
    return tuple(found)


def holding(states: Sequence[Told], text: str) -> list[Told]:
    """Return the states of one group that a sentence leaves its thing in: of "was shut, is open again" the second, of one state alone that."""
    if len({t.name for t in states}) < 2:
        return list(states)
    lower = text.casefold()
    now = [t for t in states if not any(w in listed("former") for w in _WORD.findall(lower[: t.start])[-2:])]
    back = [t for t in now if any(w in listed("again") for w in _WORD.findall(lower[: t.start])[-1:] + _WORD.findall(lower[t.start :])[:4])]
    return back or now or list(states)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What an event's passages tell together: the states that each report tells, how rare a word is, and the likest passage of each other report."""

    articles: Mapping[str, Article]
    held: Mapping[str, set[tuple[str, str]]]
    rare: Mapping[str, float]
    best: Mapping[tuple[int, str], float]


def pairs(
    found: Sequence[Passage],
    told: Mapping[tuple[int, int], float],
    cosines: Mapping[tuple[int, int], float],
    articles: Mapping[str, Article],
) -> tuple[list[tuple[int, int, Told, Told]], NDArray[np.float32]]:
    """Return pairs of passages of two reports with the state that each tells, one pair a group; features are (n, len(FEATURES))."""
    states = [read(p.sentence.exact) for p in found]
    left = [
        {group: holding([t for t in some if t.group == group], p.sentence.exact) for group in {t.group for t in some}}
        for p, some in zip(found, states, strict=True)
    ]
    event = _event(found, states, told, articles)
    indices, rows = [], []
    for (i, j), chance in told.items():
        if chance < _TOLD or not states[i] or not states[j]:
            continue
        for group in GROUPS:
            mine, theirs = (left[k].get(group, []) for k in (i, j))
            if not mine or not theirs or {(t.name, t.denied) for t in mine} & {(t.name, t.denied) for t in theirs}:
                continue
            if voices.one(found[i], found[j], articles):
                continue
            if group in _OF and not any(_of_one(found[i], found[j], one, other) for one in mine for other in theirs):
                continue
            against = [(one, other) for one in mine for other in theirs if _opposed(found[i], found[j], one, other)]
            if not against:
                continue
            row, one, other = max(
                ((_features(found[i], found[j], one, other, chance, cosines[i, j], event), one, other) for one, other in against),
                key=lambda entry: (entry[0][2], entry[0][3]),
            )
            row[_BEST] = float(chance >= event.best[i, found[j].article]) + float(chance >= event.best[j, found[i].article])
            row[_BOTH] = float(any(len({t.name for t in states[k] if t.group == group}) > 1 for k in (i, j)))
            indices.append((i, j, one, other))
            rows.append([*row, *(float(group == name) for name in GROUPS)])
    return indices, np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _opposed(a: Passage, b: Passage, one: Told, other: Told) -> bool:
    """Whether two states can collide: that a road is not shut says nothing against its being mended, and "not jailed for 20 years" denies the years."""
    if one.denied == other.denied:
        return True
    passage, denied = (a, one) if one.denied else (b, other)
    return one.name == other.name and not any(c.isdigit() for c in passage.sentence.exact[denied.end : denied.end + _AROUND // 2])


def _event(
    found: Sequence[Passage], states: Sequence[tuple[Told, ...]], told: Mapping[tuple[int, int], float], articles: Mapping[str, Article]
) -> _Event:
    held: dict[str, set[tuple[str, str]]] = {}
    for p, some in zip(found, states, strict=True):
        held.setdefault(p.article, set()).update((t.group, t.name) for t in some if not t.denied)
    often = Counter(word for p in found for word in {w[:6] for w in _WORD.findall(p.sentence.exact.casefold())})
    best: dict[tuple[int, str], float] = {}
    for (i, j), chance in told.items():
        for a, b in ((i, j), (j, i)):
            best[a, found[b].article] = max(chance, best.get((a, found[b].article), 0.0))
    rare = {word: math.log((1 + len(found)) / count) for word, count in often.items()}
    return _Event(articles=articles, held=held, rare=rare, best=best)


def _of_one(a: Passage, b: Passage, one: Told, other: Told) -> bool:
    """Whether two states are sides of one thing: "the northern tip of Harle" and "the southern tip", but not "south of Harle" and "the northern tip"."""
    behind = [p.sentence.exact[state.end :][: _AROUND // 2] for p, state in ((a, one), (b, other))]
    turns = [not (words := _WORD.findall(text.casefold())[:1]) or words[0] in function_words() for text in behind]
    if all(turns):
        return bool(set(_NAME.findall(behind[0])) & set(_NAME.findall(behind[1])))
    return not any(turns) and bool(_next(a, one) & _next(b, other))


def _next(passage: Passage, state: Told) -> frozenset[str]:
    """The words right before and right behind a state, and the names a little behind: of what it is the left one or the northern one."""
    text = passage.sentence.exact
    near = (
        _WORD.findall(text[: state.start])[-1:]
        + _WORD.findall(text[state.end :])[:1]
        + _NAME.findall(text[state.end : state.end + _AROUND // 2])
    )
    return frozenset(w.casefold()[:6] for w in near if w.casefold() not in function_words())


def _beside(passage: Passage, state: Told) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the names around a state in its sentence, without its own."""
    text = passage.sentence.exact
    near = text[max(0, state.start - _AROUND) : state.start] + " | " + text[state.end : state.end + _AROUND]
    words = frozenset(w[:6] for w in _WORD.findall(near.casefold()) if w not in function_words())
    at = passage.sentence.start
    named = [n.span for n in passage.marked[2] if state.start - _AROUND < n.span.start - at < state.end + _AROUND]
    return words, frozenset(w for n in named for w in _WORD.findall(n.exact.casefold()) if len(w) > 2)


def _features(
    a: Passage, b: Passage, one: Told, other: Told, chance: float, cosine: float, event: _Event
) -> list[float]:  # fmt: skip
    mine, theirs = _beside(a, one), _beside(b, other)
    known = [(one.group, one.name) in event.held[b.article], (other.group, other.name) in event.held[a.article]]
    shared, every = (sum(event.rare.get(w, 0.0) for w in words) for words in (mine[0] & theirs[0], mine[0] | theirs[0]))
    figures = [bool(p.figures) and one.group not in FIXED for p in (a, b)]  # of the dead and the hurt a toll tells
    hours = voices.hours(a, b, event.articles)
    ahead = float(np.sign(other.step - one.step)) * float(np.sign(hours)) if one.group not in FIXED else 0.0
    return [
        math.log((chance + 0.01) / (1.01 - chance)),
        cosine,
        len(mine[0] & theirs[0]) / math.sqrt(max(1, len(mine[0])) * max(1, len(theirs[0]))),
        len(mine[1] & theirs[1]) / math.sqrt(max(1, len(mine[1])) * max(1, len(theirs[1]))),
        min(len(mine[1] & theirs[1]), 3),
        float(bool(mine[1] and theirs[1]) and not mine[1] & theirs[1]),
        float(sum(known) == 1),
        float(all(known)),
        min(len(read(a.sentence.exact)) + len(read(b.sentence.exact)), 8),
        float(ahead > 0),
        float(ahead < 0),
        min(math.log1p(abs(hours)), 5.0),
        float(a.place < 0.15 and b.place < 0.15),
        float(a.speaker is not None and b.speaker is not None),
        float(a.speaker is not None and a.speaker == b.speaker),
        float(a.speaker is not None and b.speaker is not None and a.speaker != b.speaker),
        float(a.language != b.language),
        float(one.denied != other.denied),
        min(max(len(p.sentence.exact.split()) for p in (a, b)), 40) / 40,
        shared / max(0.1, every),
        0.0,  # set by pairs, which knows the other passages
        float(min(abs(one.step - other.step), 4)),
        float(any(figures) and not all(figures)),
        float(all(figures)),
        0.0,
    ]


def change(a: Passage, b: Passage, one: Told, other: Told, articles: Mapping[str, Article]) -> list[float]:
    """Return what tells whether the later of two states supersedes the earlier, (len(VERDICTS),)."""
    hours = voices.hours(a, b, articles)
    late = b if hours >= 0 else a
    ahead = float(np.sign(other.step - one.step)) * float(np.sign(hours)) if one.group not in FIXED else 0.0
    return [
        float(ahead > 0),
        float(ahead < 0),
        min(math.log1p(abs(hours)), 5.0),
        float(abs(hours) < 0.5),
        float(a.speaker is not None and b.speaker is not None),
        float(a.speaker is not None and b.speaker is not None and a.speaker != b.speaker),
        float(one.denied or other.denied),
        float(one.group in FIXED),
        float(any(w in listed("moves") for w in _WORD.findall(late.sentence.exact.casefold()))),
    ]


def differences(
    found: Sequence[Passage],
    told: Mapping[tuple[int, int], float],
    cosines: Mapping[tuple[int, int], float],
    articles: Mapping[str, Article],
) -> list[Difference]:
    """Return where reports leave one thing in two states, surest first; each passage stands in one of a group."""
    indices, rows = pairs(found, told, cosines, articles)
    if not indices:
        return []
    chances = shipped("states", FEATURES)(rows).tolist()
    ordered = sorted(((-c, *entry) for entry, c in zip(indices, chances, strict=True) if c >= _SHOWN), key=lambda e: e[:3])
    taken: dict[tuple[int, str], int] = {}
    entries: list[tuple[float, dict[int, Told]]] = []
    for c, i, j, one, other in ordered:
        here = taken.get((i, one.group)), taken.get((j, one.group))
        if here == (None, None):
            taken[i, one.group] = taken[j, one.group] = len(entries)
            entries.append((-c, {i: one, j: other}))
        elif None in here:
            number = next(n for n in here if n is not None)
            fresh, state = (i, one) if here[0] is None else (j, other)
            entries[number][1][fresh] = state
            taken[fresh, one.group] = number
    found_out = [(sure, next(iter(members.values())).group, _entry(sure, members, found, articles)) for sure, members in entries]
    return [entry for sure, group, entry in found_out if entry.conflict.verdict == "update" or sure >= _COLLIDES.get(group, _COLLIDE)]


def _entry(sure: float, members: Mapping[int, Told], found: Sequence[Passage], articles: Mapping[str, Article]) -> Difference:
    ordered = sorted(members, key=lambda i: (articles[found[i].article].published or "9", i))
    apart = [(i, j) for k, i in enumerate(ordered) for j in ordered[k + 1 :] if members[i].name != members[j].name]
    rows = np.array([change(found[i], found[j], members[i], members[j], articles) for i, j in apart], dtype=np.float32)
    moved = bool(apart) and float(shipped("states verdict", VERDICTS)(rows).mean()) >= _MOVED
    words: dict[tuple[str, bool], str] = {}
    for i in ordered:
        state = members[i]
        words.setdefault((state.name, state.denied), found[i].sentence.exact[state.start : state.end])
    sides = [(words[members[i].name, members[i].denied], found[i].account) for i in ordered]
    first = found[ordered[0]]
    what = " ".join(first.sentence.exact[members[ordered[0]].start :].split()[:8])
    kind: ConflictKind = "place" if members[ordered[0]].group == "compass" else "other"
    return Difference(
        conflict=conflict(kind, "update" if moved else "conflict", what, sides, "superseded" if moved else "opposed", round(sure, 2)),
        passages=tuple(sorted(members)),
    )
