"""Probabilities of pairs in; how much likelier, or less likely, a pair of this stream is to tell of one event than pairs were in training out.

Where most candidates of most articles are likely, a stream holds few events told often; where hardly any is, many told once. The share of
true pairs is estimated from the stream itself by expectation maximisation (Saerens et al. 2002, doi:10.1162/089976602753284446), so that
one network and one threshold serve both. No label is needed, and a stream of few pairs moves little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

USUAL = 0.07  # of the candidates told of the article's event in training
_TAKEN = 2_000  # pairs that are taken for seen before the first, of which so many do
_FINER, _COARSER = 0.6, 0.8  # of the change that an estimate calls for is made: where few pairs are true, it finds still fewer
_COARSEST = 1.5  # log odds: in a stream of copies nothing that is unlike is joined
_SEEN = 200_000  # pairs of a stream that are remembered at full weight, so that it may change
_ROUNDS, _SETTLED = 50, 1e-3

Scores = NDArray[np.float64]


def called_for(true: float, pairs: float) -> float:
    """Return the log odds to add to a pair's, where so many of the pairs of its stream are true."""
    share = (_TAKEN * USUAL + true) / (_TAKEN + pairs)
    return math.log(share / (1 - share)) - math.log(USUAL / (1 - USUAL))


def grain(true: float, pairs: float) -> float:
    """Return the log odds to add to a pair's, where so many of the pairs of its stream are expected to be true."""
    change = called_for(true, pairs)
    return min(change * (_FINER if change < 0 else _COARSER), _COARSEST)


def settled(parts: Iterable[Scores]) -> float:
    """Return the grain of a stream all of whose pairs were scored without one."""
    scores = np.concatenate([np.zeros(0), *parts])
    found = grain(float(scores.sum()), len(scores))
    for _ in range(_ROUNDS):
        before, found = found, grain(float(shifted(scores, found).sum()), len(scores))
        if abs(found - before) < _SETTLED:
            break
    return found


def shifted(scores: Scores, grain: float | NDArray[np.float32]) -> Scores:
    """Return probabilities with a grain, or a grain each, added to their log odds."""
    odds = np.exp(grain)
    moved: Scores = scores * odds / (1 - scores + scores * odds)
    return moved


class Running:
    """The grain of a stream as it arrives: what was expected of the pairs so far, the latest of them foremost."""

    def __init__(self, true: float = 0.0, pairs: float = 0.0) -> None:
        self.true, self.pairs = true, pairs

    def add(self, scores: Scores) -> Scores:
        """Take in the scores of an arrival, made without a grain, and return them with that of the stream so far."""
        moved = shifted(scores, grain(self.true, self.pairs))
        self.true, self.pairs = self.true + float(moved.sum()), self.pairs + len(moved)
        if self.pairs > _SEEN:
            self.true, self.pairs = self.true / 2, self.pairs / 2
        return moved
