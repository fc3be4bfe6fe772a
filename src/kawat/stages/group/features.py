"""An article and its candidates in; a row of features for each pair out, some of them relative to the other candidates.

Relative features (rank, distance from the mean) say how a pair stands out among all that could be meant, which holds across kinds of
news where bare similarities do not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kawat.stages.group.gist import FIELDS
from kawat.stages.group.live import Live, Rows

_KEYED = FIELDS[:-1]
_OF_FIELD = ("alike", "held", "best", "size")
_RELATED = ("words alike", "pairs alike", "title alike", "entities alike", "vector")
FEATURES = (
    *(f"{field} {what}" for field in _KEYED for what in _OF_FIELD),
    "wording", "vector", "title vector", "vector across", "languages differ", "apart", "undated", "outlet", "length", "shortest",
    *(f"{name} {what}" for name in _RELATED for what in ("z", "rank", "below best")),
    "vector rank in language", "vector below best in language",
)  # fmt: skip
_AT = {name: place for place, name in enumerate(FEATURES)}
WORDING = _AT["wording"]
_RELATIVE = {what: [_AT[f"{name} {what}"] for name in _RELATED] for what in ("z", "rank", "below best")}
_UNKNOWN = 0.4  # likeness of vectors where one is missing
_OFTEN = 1 + np.log(np.maximum(np.arange(256), 1), dtype=np.float32)  # what a word counts that stands so often in a text

Features = NDArray[np.float32]


def features(live: Live, number: int, others: Rows) -> Features:
    """Return the features of a live article with each of some others, (len(others), len(FEATURES))."""
    rows = np.zeros((len(others), len(FEATURES)), dtype=np.float32)
    if not len(others):
        return rows
    me, them = number - live.first, others - live.first
    rows[:, : len(_KEYED) * len(_OF_FIELD)] = _items(live, me, them)
    rows[:, WORDING] = wording(live, number, others)
    language = live.language.rows
    differ = language[them] != language[me]
    alike, titles = _vectors(live, me, them)
    rows[:, _AT["vector"]] = alike
    rows[:, _AT["title vector"]] = titles
    rows[:, _AT["vector across"]] = np.where(differ, alike, 0)
    rows[:, _AT["languages differ"]] = differ
    apart = np.abs(live.hour.rows[them] - live.hour.rows[me])
    undated = np.isnan(apart)
    rows[:, _AT["apart"]] = np.where(undated, 0, np.log1p(np.where(undated, 0, apart) / 6))
    rows[:, _AT["undated"]] = undated
    rows[:, _AT["outlet"]] = (live.outlet.rows[them] == live.outlet.rows[me]) & (live.outlet.rows[me] >= 0)
    length = live.length.rows
    rows[:, _AT["length"]] = np.abs(np.log((length[them] + 50) / (length[me] + 50)))
    rows[:, _AT["shortest"]] = np.log(np.minimum(length[them], length[me]) + 50) / 10
    _relate(rows, language[them])
    return rows


def wording(live: Live, number: int, others: Rows) -> Features:
    """Return the share of the shorter text's sampled runs of words that the other has too; 1 for a copy, 0 for another text."""
    mine = live.wording.of(number - live.first)
    theirs, lengths = live.wording.gather(others - live.first)
    shared = np.bincount(np.repeat(np.arange(len(others)), lengths)[common(mine, theirs)[0]], minlength=len(others))
    smaller = np.minimum(lengths, len(mine))
    return np.where(smaller >= 3, shared / np.maximum(smaller, 1), 0).astype(np.float32)


def _items(live: Live, me: int, them: Rows) -> Features:
    """For each field: cosine by rarity, share of the smaller list that is shared, rarity of the best shared item, size of the smaller."""
    fields = len(_KEYED)
    mine, flat = live.items.of(me), live.items.gather(them)[0]
    lengths, own = live.lengths.rows[them].astype(np.int64), live.lengths.rows[me].astype(np.int64)
    segments = lengths.ravel()
    weight, strength = live.rarity(flat), live.rarity(mine)
    order = np.argsort(mine)
    met, place = common(mine[order], flat)
    best = weight[met]
    # The words of a text count by how often they stand there; the items of other fields once.
    tallies, counts = live.tallies.gather(them)
    begins = np.cumsum(lengths.sum(axis=1)) - lengths.sum(axis=1)
    weight[np.repeat(begins - (np.cumsum(counts) - counts), counts) + np.arange(len(tallies))] *= _OFTEN[tallies]
    strength[: own[0]] *= _OFTEN[live.tallies.of(me)]
    inside = np.repeat(np.arange(len(segments)), segments)[met]
    both = np.bincount(inside, weight[met] * strength[order][place], len(segments)).reshape(-1, fields)
    shared = np.bincount(inside, minlength=len(segments)).reshape(-1, fields)
    rarest = np.zeros(len(segments))
    np.maximum.at(rarest, inside, best)
    norms = np.sqrt(_sums(weight * weight, segments).reshape(-1, fields) * _sums(strength * strength, own))
    smaller = np.minimum(lengths, own)
    out = np.empty((len(them), fields, len(_OF_FIELD)), dtype=np.float32)
    out[..., 0] = both / np.maximum(norms, 1e-6)
    out[..., 1] = shared / np.maximum(smaller, 1)
    out[..., 2] = rarest.reshape(-1, fields)
    out[..., 3] = np.log1p(smaller)
    return out.reshape(len(them), -1)


def common(mine: NDArray[np.uint32], theirs: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return which of `theirs` are among `mine`, which ascends: their places, and the place of each in `mine`.

    Nearly all are told from the last 16 bits already, since a search for each would take longer than all else.
    """
    known = np.zeros(1 << 16, dtype=bool)
    known[mine.astype(np.uint16)] = True
    met = np.flatnonzero(known[theirs.astype(np.uint16)])
    place = np.searchsorted(mine, theirs[met])
    same = mine[np.minimum(place, len(mine) - 1)] == theirs[met]
    return met[same], place[same]


def _vectors(live: Live, me: int, them: Rows) -> Features:
    """Cosines of the reports' vectors and of their titles', (2, len(them))."""
    if live.scales is None:
        return np.full((2, len(them)), _UNKNOWN, dtype=np.float32)
    missing = np.float32(1e-14)  # the scale of what is all zeros is less
    known = (live.scales.rows[them] > missing).any(axis=1) & (live.scales.rows[me] > missing).any()
    cosines: Features = np.where(known, live.alike(me, them), np.float32(_UNKNOWN))
    return cosines


def _sums(values: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
    """Sums of the runs of `values` that have these lengths."""
    starts = np.cumsum(lengths) - lengths
    return np.where(lengths > 0, np.add.reduceat(np.append(values, np.float32(0)), starts), np.float32(0))


def _relate(rows: Features, languages: NDArray[np.int32]) -> None:
    """Fill in what is relative to the other candidates, among all of them and among those of the same language."""
    values = rows[:, [_AT[name] for name in _RELATED]].T
    rows[:, _RELATIVE["z"]] = ((values - values.mean(axis=1, keepdims=True)) / (values.std(axis=1, keepdims=True) + 0.03)).T
    rank, below = _standing(values)
    rows[:, _RELATIVE["rank"]], rows[:, _RELATIVE["below best"]] = rank.T, below.T
    for language in np.unique(languages):
        inside = languages == language
        rank, below = _standing(rows[inside, _AT["vector"]][None])
        rows[inside, _AT["vector rank in language"]], rows[inside, _AT["vector below best in language"]] = rank[0], below[0]


def _standing(values: Features) -> tuple[Features, Features]:
    """For each value of a row of `values` 1 by its place from the largest, and how far it lies from the best of the others; each as `values`."""
    order = np.argsort(-values, axis=1, kind="stable")
    rank = np.empty(values.shape, dtype=np.float32)
    np.put_along_axis(rank, order, 1 / np.arange(1, values.shape[1] + 1, dtype=np.float32)[None], axis=1)
    if values.shape[1] < 2:
        return rank, np.zeros(values.shape, dtype=np.float32)
    best, second = (np.take_along_axis(values, order[:, at : at + 1], axis=1) for at in (0, 1))
    return rank, np.where(values == best, values - second, values - best)
