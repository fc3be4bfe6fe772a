"""An event's passages and how likely every two tell the same in; groups of passages out, each a point.

A sentence may carry several points and stands in each of them: "initiated by Austin, lasted about an hour" is told in part by one report and
in part by another that have nothing in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kawat.stages.reconcile.likeness import Pairs
from kawat.stages.reconcile.passages import Passage

_JOIN = 0.5  # probability from which two passages tell the same
_LEAST = 0.5  # of _JOIN that a passage needs with each single one of a point


def joined(found: Sequence[Passage], pairs: Pairs, chances: NDArray[np.float64]) -> list[list[int]]:
    """Return groups of passages that tell the same, each in order: as cliques that cover every likely pair, likeliest first.

    A passage that no other tells is a group by itself. `chances` is (n,), one for each of `pairs`.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), chance in zip(pairs.indices.tolist(), chances.tolist(), strict=True):
        if chance >= _LEAST * _JOIN:
            near[i][j] = near[j][i] = chance
    edges = sorted(((-c, i, j) for i, others in near.items() for j, c in others.items() if i < j and c >= _JOIN))
    covered: set[tuple[int, int]] = set()
    groups: set[tuple[int, ...]] = set()
    for _, i, j in edges:
        if (i, j) not in covered:
            group = _grown(i, j, found, near)
            groups.add(group)
            covered.update((a, b) for a in group for b in group if a < b)
    told = {i for group in groups for i in group}
    return sorted([*_largest(groups), *([i] for i in range(len(found)) if i not in told)])


def sureness(group: Sequence[int], told: Mapping[tuple[int, int], float]) -> float:
    """Return the mean chance that two passages of a group tell the same; 1 of a passage by itself."""
    chances = [told.get((i, j), 0.0) for i, j in combinations(sorted(group), 2)]
    return sum(chances) / len(chances) if chances else 1.0


def with_slots(groups: Sequence[Sequence[int]], slots: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the groups with one for each slot whose values differ, where none holds all its passages; what is told there is told."""
    groups_of: dict[int, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for i in group:
            groups_of[i].add(number)
    made = [list(slot) for slot in slots if len(slot) > 1 and not set.intersection(*(groups_of[i] for i in slot))]
    told = {i for group in made for i in group}
    kept = [list(group) for group in groups if len(group) > 1 or group[0] not in told]
    return sorted([*kept, *(list(group) for group in sorted({tuple(g) for g in made}))])


def _grown(i: int, j: int, found: Sequence[Passage], near: Mapping[int, Mapping[int, float]]) -> tuple[int, ...]:
    """A pair and whatever else is likely told with all of it, likeliest first by the mean; one passage of each report."""
    group = [i, j]
    held = {found[i].article, found[j].article}
    # What is near to all of the group, with the sum of its chances.
    open_ = {k: near[i][k] + near[j][k] for k in near[i].keys() & near[j].keys() if found[k].article not in held}
    while open_:
        best, total = max(open_.items(), key=lambda entry: (entry[1], -entry[0]))
        if total / len(group) < _JOIN:
            break
        group.append(best)
        article = found[best].article
        open_ = {k: chance + near[best][k] for k, chance in open_.items() if k in near[best] and found[k].article != article}
    return tuple(sorted(group))


def _largest(groups: Iterable[tuple[int, ...]]) -> list[list[int]]:
    """The groups that are no part of another."""
    by_size = sorted(groups, key=lambda g: (-len(g), g))
    holding: dict[int, list[set[int]]] = defaultdict(list)
    kept = []
    for group in by_size:
        own = set(group)
        if not any(own <= other for other in holding[group[0]]):
            kept.append(list(group))
            for k in group:
                holding[k].append(own)
    return kept
