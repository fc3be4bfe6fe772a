"""Rows of features in; for each the probability that both articles tell of one event: a small network, fitted by eval/fit_group.py."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from kawat.stages.group.features import FEATURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A layer of tanh units over standardised features, and one output; see the card, eval/cards/group.md."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    hidden: NDArray[np.float64]
    hidden_bias: NDArray[np.float64]
    output: NDArray[np.float64]
    output_bias: float

    def __call__(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return one probability a row; `rows` is (n, len(FEATURES))."""
        inner = np.tanh((rows - self.mean) / self.scale @ self.hidden + self.hidden_bias)
        scores = 1 / (1 + np.exp(-(inner @ self.output + self.output_bias)))
        return np.asarray(scores, dtype=np.float64)


@cache
def shipped() -> Network:
    """Return the network that ships."""
    stated = json.loads(resources.files("kawat.stages.group").joinpath("weights.json").read_text("utf-8"))
    if tuple(stated["features"]) != FEATURES:
        raise RuntimeError("weights.json was fitted on other features; run eval/fit_group.py")
    return Network(
        **{name: np.array(stated[name]) for name in ("mean", "scale", "hidden", "hidden_bias", "output")},
        output_bias=float(stated["output_bias"]),
    )
