"""Rows of features in; for each the probability that both articles tell of one event: a small network, fitted by eval/fit_group.py."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from kawat.stages.group.features import FEATURES

Weights = NDArray[np.float32]
_FAR = 0.3  # likeness of meaning below which two reports are as far apart as two taken at random
_TITLE = FEATURES.index("title alike")
_MEANT = [FEATURES.index("vector"), FEATURES.index("title vector")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A layer of tanh units over piecewise-linear encodings of the features, and one output; see the card, eval/cards/group.md.

    `edges` (bins + 1, features) bound the bins of each feature (Gorishniy et al. 2022, arXiv:2203.05556), which keeps the network from
    leaning on how large a value is, as trees do; `hidden` is (bins * features, units).
    """

    edges: Weights
    hidden: Weights
    hidden_bias: Weights
    output: Weights
    output_bias: Weights

    def __call__(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return one probability a row; `rows` is (n, len(FEATURES)).

        In a folder of three reports a shared weekday is rare: what has no word of the titles and no meaning in common is not joined for it.
        """
        far = (rows[:, _MEANT].max(axis=1) < _FAR) & (rows[:, _TITLE] == 0)
        return self.weighed(rows) / np.where(far, 4, 1)

    def weighed(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return what the features alone say, as the network was fitted."""
        inner = np.tanh(self.encode(rows) @ self.hidden + self.hidden_bias)
        return np.asarray(1 / (1 + np.exp(-(inner @ self.output + self.output_bias[0]), dtype=np.float64)))

    def encode(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how far each value fills each bin of its feature, -1 to 1, (n, bins * features)."""
        low = self.edges[:-1]
        filled = (rows[:, None, :] - low) / (self.edges[1:] - low)
        return (np.clip(filled, 0, 1) * 2 - 1).reshape(len(rows), low.size)


@cache
def shipped() -> Network:
    """Return the network that ships."""
    with resources.files("kawat.stages.group").joinpath("weights.npz").open("rb") as file, np.load(file) as stated:
        if tuple(stated["features"]) != FEATURES:
            raise RuntimeError("weights.npz was fitted on other features; run eval/fit_group.py")
        return Network(**{name: stated[name].astype(np.float32) for name in ("edges", "hidden", "hidden_bias", "output", "output_bias")})
