"""An event's passages in; which pairs of two reports may tell the same, and what speaks for and against each, out.

Vectors alone rank a passage on the same topic as high as one that says the same, and across languages words alone find nothing: shared
words, letters, names, figures, dates and counts are features beside them. Of each passage only its nearest by vector and by rare words
are looked at, so that an event of many reports costs no more than each report by itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kawat.lang.words import function_words
from kawat.stages.reconcile.passages import Passage

FEATURES: Final = (
    "cosine", "cosine beyond the usual", "nearest", "usual cosine", "neighbours", "words", "words held", "letters", "names", "figures",
    "units", "dates", "counts", "length ratio", "shorter", "places apart", "two quotations", "one said", "two languages",
    "concepts", "concepts held", "rare concepts",
)  # fmt: skip
_NEAR = 24  # passages that are looked at for each, by vector and by words
_COMMON = 60  # a word in more passages than this finds nobody
_BLOCK = 512
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of passages of two reports: their indices, first below second, (n, 2), and features, (n, len(FEATURES))."""

    indices: NDArray[np.int64]
    rows: NDArray[np.float32]


class _Bags:
    """Bags of items weighted by rarity among the passages; the likeness of two is their cosine."""

    def __init__(self, bags: Sequence[Mapping[str, int]]) -> None:
        self.bags = bags
        seen = Counter(item for bag in bags for item in bag)
        self.weight = {item: math.log((len(bags) + 1) / count) ** 2 for item, count in seen.items()}
        self.length = [math.sqrt(sum(self.weight[i] * n * n for i, n in bag.items())) or 1.0 for bag in bags]
        self.holders: dict[str, list[int]] = defaultdict(list)
        for index, bag in enumerate(bags):
            for item in bag:
                self.holders[item].append(index)

    def shared(self, i: int, j: int) -> float:
        a, b = self.bags[i], self.bags[j]
        if len(b) < len(a):
            a, b = b, a
        return sum(self.weight[item] * n * b[item] for item, n in a.items() if item in b)

    def near(self, i: int) -> Counter[int]:
        """The passages that share a rarer item, by the weight of what they share."""
        found: Counter[int] = Counter()
        for item in self.bags[i]:
            if len(self.holders[item]) <= _COMMON:
                for other in self.holders[item]:
                    found[other] += self.weight[item] / self.length[other]  # type: ignore[assignment]
        return found


def pairs(found: Sequence[Passage], vectors: Mapping[str, NDArray[np.float32]]) -> Pairs:
    """Return the pairs worth a look, each with its features; pairs that are not among them tell different things."""
    if not found:
        return Pairs(indices=np.zeros((0, 2), dtype=np.int64), rows=np.zeros((0, len(FEATURES)), dtype=np.float32))
    matrix = np.stack([vectors[p.article][p.row] for p in found]).astype(np.float32)
    starts = [i for i, p in enumerate(found) if i == 0 or p.article != found[i - 1].article]
    owner = np.cumsum([int(i in set(starts)) for i in range(len(found))]) - 1
    bounds = [*starts, len(found)]
    words = _Bags([dict.fromkeys(p.words, 1) for p in found])
    letters = _Bags([_letters(p) for p in found])
    concepts = _Bags([dict.fromkeys(p.concepts, 1) for p in found])
    names = _Bags([dict.fromkeys(p.names, 1) for p in found])
    wanted: set[tuple[int, int]] = set()
    usual = np.zeros((len(found), 2), dtype=np.float32)
    for begin in range(0, len(found), _BLOCK):
        block = matrix[begin : begin + _BLOCK] @ matrix.T
        for k, cosines in enumerate(block):
            i = begin + k
            others = np.ones(len(found), dtype=bool)
            others[bounds[owner[i]] : bounds[owner[i] + 1]] = False
            if not others.any():
                continue
            usual[i] = cosines[others].mean(), cosines[others].std() + 1e-6
            cosines = np.where(others, cosines, -2)
            near = np.argpartition(-cosines, min(_NEAR, len(found) - 1))[:_NEAR].tolist()
            near += [j for j, _ in words.near(i).most_common(2 * _NEAR) if others[j]][:_NEAR]
            wanted.update((min(i, j), max(i, j)) for j in near if others[j])
    ordered = sorted(wanted)
    rank = _ranks(ordered, matrix, owner, bounds)
    rows = np.array(
        [_features(i, j, found, matrix, owner, usual, rank, words, letters, names, concepts) for i, j in ordered], dtype=np.float32
    )
    return Pairs(indices=np.array(ordered, dtype=np.int64).reshape(-1, 2), rows=rows.reshape(-1, len(FEATURES)))


def _letters(passage: Passage) -> Counter[str]:
    """The runs of four letters of a passage's words: names and loan words share them across languages and spellings."""
    grams: Counter[str] = Counter()
    for word in _WORD.findall(passage.sentence.exact.casefold()):
        if word not in function_words():
            edged = f"^{word}$"
            grams.update(edged[k : k + 4] for k in range(len(edged) - 3))
    return grams


def _ranks(
    ordered: Sequence[tuple[int, int]], matrix: NDArray[np.float32], owner: NDArray[np.int64], bounds: Sequence[int]
) -> dict[tuple[int, int], int]:
    """For each pair, either way round, how many passages of the other's report are nearer than it."""
    others: dict[int, list[int]] = defaultdict(list)
    for i, j in ordered:
        others[i].append(j)
        others[j].append(i)
    rank = {}
    for i, partners in others.items():
        of_report = {int(owner[j]): matrix[bounds[owner[j]] : bounds[owner[j] + 1]] @ matrix[i] for j in partners}
        for j in partners:
            cosines = of_report[int(owner[j])]
            rank[i, j] = int((cosines > cosines[j - bounds[owner[j]]]).sum())
    return rank


def _features(
    i: int, j: int, found: Sequence[Passage], matrix: NDArray[np.float32], owner: NDArray[np.int64], usual: NDArray[np.float32],
    rank: Mapping[tuple[int, int], int], words: _Bags, letters: _Bags, names: _Bags, concepts: _Bags,
) -> list[float]:  # fmt: skip
    a, b = found[i], found[j]
    cosine = float(matrix[i] @ matrix[j])
    beside = [
        float(matrix[i + step] @ matrix[j + step])
        for step in (-1, 1)
        if min(i, j) + step >= 0 and max(i, j) + step < len(found) and owner[i + step] == owner[i] and owner[j + step] == owner[j]
    ]
    first, second = sorted((rank[i, j], rank[j, i]))
    in_common = words.shared(i, j)
    meant = concepts.shared(i, j)
    units = {unit for _, unit in a.figures} & {unit for _, unit in b.figures}
    lengths = sorted((len(a.sentence.exact.split()), len(b.sentence.exact.split())))
    return [
        cosine,
        ((cosine - usual[i, 0]) / usual[i, 1] + (cosine - usual[j, 0]) / usual[j, 1]) / 2,
        1 / (1 + first) + 1 / (1 + second),
        max(usual[i, 0], usual[j, 0]),
        max(beside, default=0.0),
        in_common / (words.length[i] * words.length[j]),
        in_common / min(words.length[i], words.length[j]) ** 2,
        letters.shared(i, j) / (letters.length[i] * letters.length[j]),
        names.shared(i, j) / (names.length[i] * names.length[j]),
        min(len(a.figures & b.figures), 3),
        min(len(units), 2),
        min(len(a.dates & b.dates), 2),
        min(len(a.counts & b.counts), 2),
        lengths[0] / max(1, lengths[1]),
        min(lengths[0], 30) / 30,
        abs(a.place - b.place),
        float(a.mode == "direct" and b.mode == "direct"),
        float((a.mode is None) != (b.mode is None)),
        float(a.language != b.language),
        meant / (concepts.length[i] * concepts.length[j]),
        meant / min(concepts.length[i], concepts.length[j]) ** 2,
        min(meant, 30.0),
    ]  # fmt: skip
