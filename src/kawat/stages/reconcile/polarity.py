"""An event's passages in; where one report denies what another asserts out: "no one was hurt" against "two were hurt", a claim and its denial.

A pair is looked at where a word of denial stands in one passage and what it denies stands in the other, undenied. Whether they collide is for a
learned scorer; a denial that a later report overtakes ("not been found", "was found at noon") is an update.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kawat.lang import concepts
from kawat.lang.words import function_words
from kawat.model import Article
from kawat.stages.reconcile import voices
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.scorer import shipped
from kawat.stages.reconcile.values import Difference, conflict
from kawat.stages.reconcile.words import hollow, own

FEATURES: Final = (
    "told", "cosine", "words", "denied in part", "denied there", "denial verb", "not yet", "other denies too", "other denies the same", "later", "hours apart",
    "both said", "one speaker", "two speakers", "other has a figure", "counts alike", "length of other", "length of denial", "two languages", "denial opens",
    "denied, by rarity", "first word denied", "one of the first denied", "close together",
)  # fmt: skip
_VERB, _TOLL = FEATURES.index("denial verb"), FEATURES.index("counts alike")
VERDICTS: Final = (
    "not yet",
    "hours apart",
    "later",
    "one time or none",
    "denial verb",
    "one speaker",
    "other has a figure",
    "counts alike",
    "both said",
)
_TOLD = 0.04  # chance of telling the same below which nothing is looked at
# Chance of a collision from which it is shown: where a report says that something is denied, where it speaks of a toll, and where it only says not.
_DENIED, _DENIED_TOLL, _SAID_NOT = 0.5, 0.7, 0.8
_DENIES_TOO = 0.6  # chance of telling the same from which another denial in a report is the same denial
_MOVED = 0.5
_HELD = 2  # words or concepts of what is denied that the other passage has to hold
_SCOPE = 7  # words behind a word of denial that it denies
_WORD = re.compile(r"[^\W\d_]+(?:[n’']t)?")
_CLAUSE = re.compile(r"[.,;:?!]\s|\s[–—-]\s|\s(?:tetapi|tapi|namun|melainkan|but|however)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Denied:
    """What a passage denies and what else it says, by the beginnings of its words; `start` is where its first word of denial stands.

    `denied` are the words behind a word of denial in their order, each with its concepts; `free` the places of all other words by their beginnings.
    """

    denied: tuple[tuple[str, frozenset[str]], ...]
    scope: frozenset[str]
    free: Mapping[str, int]
    meant: Mapping[str, int]
    verb: bool
    yet: bool
    start: int | None


@lru_cache(8192)
def _read(text: str, language: str | None) -> _Denied:
    if text.rstrip("\"'”’» ").endswith("?"):
        text = ""  # who asks denies nothing
    words = [
        (m.group().casefold().replace("’", "'"), m.start()) for m in _WORD.finditer(hollow().sub(lambda m: " " * len(m.group()), text))
    ]
    denied: list[tuple[str, frozenset[str]]] = []
    within: set[int] = set()
    verb = yet = False
    first: int | None = None
    for k, (word, at) in enumerate(words):
        if any(w in own("conditions", language) for w, _ in words[max(0, k - 5) : k]):
            continue  # "if it is not paid" denies nothing
        if word.endswith("n't") or any(word in own(name, language) for name in ("denials", "negations", "forbidding")):
            verb, yet = verb or word in own("denials", language), yet or word in own("pending", language)
            first = at if first is None else first
            stop = _CLAUSE.search(text, at)
            behind = [i for i in range(k + 1, len(words)) if stop is None or words[i][1] < stop.start()]
            within.update(behind)
            denied += [
                (words[i][0][:6], concepts.of(words[i][0], language)) for i in behind[:_SCOPE] if words[i][0] not in function_words()
            ]
    rest = {i: word for i, (word, _) in enumerate(words) if i not in within and word not in function_words()}
    return _Denied(
        denied=tuple(dict.fromkeys(denied)),
        scope=frozenset(stem for stem, _ in denied),
        free={word[:6]: i for i, word in rest.items()},
        meant={c: i for i, word in rest.items() for c in concepts.of(word, language)},
        verb=verb,
        yet=yet,
        start=first,
    )


def pairs(
    found: Sequence[Passage],
    told: Mapping[tuple[int, int], float],
    cosines: Mapping[tuple[int, int], float],
    articles: Mapping[str, Article],
) -> tuple[list[tuple[int, int]], NDArray[np.float32]]:
    """Return pairs of passages, the one that denies first, whose words may collide; features are (n, len(FEATURES))."""
    indices, rows = [], []
    read = [_read(p.sentence.exact, p.language) for p in found]
    denying: dict[str, list[int]] = {}
    for k, one in enumerate(read):
        if one.start is not None:
            denying.setdefault(found[k].article, []).append(k)
    often = Counter(stem for r in read for stem in {*r.free, *r.scope})
    rare = {stem: math.log((1 + len(found)) / count) for stem, count in often.items()}
    for (i, j), chance in told.items():
        if chance < _TOLD:
            continue
        for a, b in ((i, j), (j, i)):
            left, right = read[a], read[b]
            places = [_place(stem, meant, right) for stem, meant in left.denied]
            held = [at for at in places if at is not None]
            opens = any(at is not None for at in places[:2])
            if left.start is None or not (len(held) >= _HELD or opens) or voices.one(found[a], found[b], articles):
                continue
            if left.scope and len(left.scope & right.scope) >= 0.3 * len(left.scope):
                continue  # both deny the same
            if voices.copied(found[a], found[b]):
                continue  # the same words, of which one report lost a space or a clause
            if not left.verb and any(told.get((min(a, k), max(a, k)), 0.0) >= _DENIES_TOO for k in denying.get(found[b].article, ())):
                continue  # the other report says the same elsewhere
            weight = [rare[stem] for stem, _ in left.denied]
            covered = sum(w for w, at in zip(weight, places, strict=True) if at is not None) / max(0.1, sum(weight))
            inside = [
                float(covered),
                float(places[0] is not None),
                float(opens),
                len(held) / (1 + max(held) - min(held)),
            ]
            indices.append((a, b))
            rows.append([*_features(found[a], found[b], left, right, len(held), chance, cosines[i, j], articles), *inside])
    return indices, np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _place(stem: str, meant: frozenset[str], other: _Denied) -> int | None:
    """Where the other passage has a word undenied, itself or by what it means."""
    if stem in other.free:
        return other.free[stem]
    return next((other.meant[c] for c in sorted(meant) if c in other.meant), None)


def _features(
    a: Passage, b: Passage, left: _Denied, right: _Denied, held: int, chance: float, cosine: float, articles: Mapping[str, Article]
) -> list[float]:  # fmt: skip
    hours = voices.hours(a, b, articles)
    return [
        math.log((chance + 0.01) / (1.01 - chance)),
        cosine,
        len(a.words & b.words) / math.sqrt(max(1, len(a.words)) * max(1, len(b.words))),
        held / max(1, len(left.denied)),
        min(held, 3),
        float(left.verb),
        float(left.yet),
        float(right.start is not None),
        len(left.scope & right.scope) / max(1, len(left.scope)),
        float(np.sign(hours)),
        min(math.log1p(abs(hours)), 5.0),
        float(a.speaker is not None and b.speaker is not None),
        float(a.speaker is not None and a.speaker == b.speaker),
        float(a.speaker is not None and b.speaker is not None and a.speaker != b.speaker),
        float(bool(b.figures)),
        min(len(a.counts & b.counts), 2),
        min(len(b.sentence.exact.split()), 40) / 40,
        min(len(a.sentence.exact.split()), 40) / 40,
        float(a.language != b.language),
        float(left.start is not None and left.start < 30),
    ]


def is_denial(text: str, language: str | None) -> bool:
    """Whether a word of denial stands in a sentence."""
    return _read(text, language).start is not None


def change(a: Passage, b: Passage, articles: Mapping[str, Article]) -> list[float]:
    """Return what tells whether what `a` denies came to pass by the time of `b`, (len(VERDICTS),)."""
    left, right = (_read(p.sentence.exact, p.language) for p in (a, b))
    row = dict(zip(FEATURES, _features(a, b, left, right, 0, 0.5, 0.0, articles), strict=False))
    row["one time or none"] = float(row["hours apart"] < 0.4)
    return [row[name] for name in VERDICTS]


def differences(
    found: Sequence[Passage],
    told: Mapping[tuple[int, int], float],
    cosines: Mapping[tuple[int, int], float],
    articles: Mapping[str, Article],
) -> list[Difference]:
    """Return where reports deny what others assert, surest first; each passage stands in one."""
    indices, rows = pairs(found, told, cosines, articles)
    if not indices:
        return []
    chances = sorted(
        (-c, a, b)
        for (a, b), row, c in zip(indices, rows, shipped("polarity", FEATURES)(rows).tolist(), strict=True)
        if c >= (_DENIED if row[_VERB] else _DENIED_TOLL if row[_TOLL] else _SAID_NOT)
    )
    taken: dict[int, tuple[int, str]] = {}
    entries: list[tuple[float, list[int], list[int]]] = []
    for c, a, b in chances:
        here = taken.get(a), taken.get(b)
        if here == (None, None):
            entries.append((-c, [a], [b]))
            taken[a], taken[b] = (len(entries) - 1, "no"), (len(entries) - 1, "yes")
        elif here[1] is None and here[0] and here[0][1] == "no":
            entries[here[0][0]][2].append(b)
            taken[b] = here[0][0], "yes"
        elif here[0] is None and here[1] and here[1][1] == "yes":
            entries[here[1][0]][1].append(a)
            taken[a] = here[1][0], "no"
    return [_entry(sure, no, yes, found, articles) for sure, no, yes in entries]


def _entry(sure: float, no: Sequence[int], yes: Sequence[int], found: Sequence[Passage], articles: Mapping[str, Article]) -> Difference:
    rows = np.array([change(found[a], found[b], articles) for a in no for b in yes], dtype=np.float32)
    moved = float(shipped("polarity verdict", VERDICTS)(rows).mean()) >= _MOVED
    sides = [("no", found[a].account) for a in no] + [("yes", found[b].account) for b in yes]
    what = " ".join(_denial(found[no[0]]).split()[:9])
    return Difference(
        conflict=conflict("polarity", "update" if moved else "conflict", what, sides, "overtaken" if moved else "denied", round(sure, 2)),
        passages=tuple(sorted({*no, *yes})),
    )


def _denial(passage: Passage) -> str:
    """The words of a passage from its first word of denial on."""
    return passage.sentence.exact[_read(passage.sentence.exact, passage.language).start or 0 :]
