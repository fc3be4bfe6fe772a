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
_UNKNOWN = 0.4  # likeness of vectors where one is missing

Features = NDArray[np.float32]


def features(live: Live, number: int, others: Rows) -> Features:
    """Return the features of a live article with each of some others, (len(others), len(FEATURES))."""
    rows = np.zeros((len(others), len(FEATURES)), dtype=np.float32)
    if not len(others):
        return rows
    me, them = number - live.first, others - live.first
    rows[:, : len(_KEYED) * len(_OF_FIELD)] = _items(live, me, them)
    rows[:, _AT["wording"]] = wording(live, number, others)
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
    shared = _sums(np.isin(theirs, mine).astype(np.float32), lengths)
    smaller = np.minimum(lengths, len(mine))
    return np.where(smaller >= 3, shared / np.maximum(smaller, 1), 0).astype(np.float32)


def _items(live: Live, me: int, them: Rows) -> Features:
    """For each field: cosine by rarity, share of the smaller list that is shared, rarity of the best shared item, size of the smaller."""
    fields = len(_KEYED)
    mine, flat = live.items.of(me), live.items.gather(them)[0]
    lengths, own = live.lengths.rows[them].astype(np.int64), live.lengths.rows[me].astype(np.int64)
    segments = lengths.ravel()
    rarity = live.rarity(flat)
    weight, strength = rarity.copy(), live.rarity(mine)
    # The words of a text count by how often they stand there; the items of other fields once.
    tallies, counts = live.tallies.gather(them)
    place = np.repeat(np.concatenate(([0], np.cumsum(lengths.sum(axis=1))[:-1])) - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    weight[place + np.arange(len(tallies))] *= 1 + np.log(tallies, dtype=np.float32)
    strength[: own[0]] *= 1 + np.log(live.tallies.of(me), dtype=np.float32)
    order = np.argsort(mine)
    at = np.searchsorted(mine[order], flat)
    met = np.where(np.append(mine[order], np.uint32(0))[at] == flat, np.append(strength[order], np.float32(0))[at], np.float32(0))
    shared = met > 0
    both = _sums(met * weight, segments).reshape(-1, fields)
    norms = np.sqrt(_sums(weight * weight, segments).reshape(-1, fields) * _sums(strength * strength, own))
    smaller = np.minimum(lengths, own)
    out = np.zeros((len(them), fields, len(_OF_FIELD)), dtype=np.float32)
    out[..., 0] = both / np.maximum(norms, 1e-6)
    out[..., 1] = _sums(shared.astype(np.float32), segments).reshape(-1, fields) / np.maximum(smaller, 1)
    out[..., 2] = _maxima(np.where(shared, rarity, 0), segments).reshape(-1, fields)
    out[..., 3] = np.log1p(smaller)
    return out.reshape(len(them), -1)


def _vectors(live: Live, me: int, them: Rows) -> Features:
    """Cosines of the reports' vectors and of their titles', (2, len(them))."""
    if live.vectors is None:
        return np.full((2, len(them)), _UNKNOWN, dtype=np.float32)
    known = live.vectors.rows[them].any(axis=1) & live.vectors.rows[me].any()
    cosines: Features = np.where(known, live.alike(me, them), np.float32(_UNKNOWN))
    return cosines


def _sums(values: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
    """Sums of the runs of `values` that have these lengths."""
    starts = np.cumsum(lengths) - lengths
    return np.where(lengths > 0, np.add.reduceat(np.append(values, np.float32(0)), starts), np.float32(0))


def _maxima(values: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
    starts = np.cumsum(lengths) - lengths
    largest: Features = np.where(lengths > 0, np.maximum.reduceat(np.append(values, np.float32(0)), starts), np.float32(0))
    return largest


def _relate(rows: Features, languages: NDArray[np.int32]) -> None:
    """Fill in what is relative to the other candidates, among all of them and among those of the same language."""
    for name in _RELATED:
        values = rows[:, _AT[name]]
        rows[:, _AT[f"{name} z"]] = (values - values.mean()) / (values.std() + 0.03)
        rows[:, _AT[f"{name} rank"]] = 1 / (1 + _ranks(values))
        rows[:, _AT[f"{name} below best"]] = _below_best(values)
    for language in np.unique(languages):
        inside = languages == language
        values = rows[inside, _AT["vector"]]
        rows[inside, _AT["vector rank in language"]] = 1 / (1 + _ranks(values))
        rows[inside, _AT["vector below best in language"]] = _below_best(values)


def _below_best(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far each value lies from the best of the others."""
    if len(values) < 2:
        return np.zeros(len(values), dtype=np.float32)
    second, best = np.partition(values, len(values) - 2)[-2:]
    below: Features = np.where(values == best, values - second, values - best)
    return below


def _ranks(values: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return each value's place from the largest, 0 first."""
    return np.argsort(np.argsort(-values, kind="stable"), kind="stable")
