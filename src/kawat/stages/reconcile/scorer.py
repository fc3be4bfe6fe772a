"""Named features in; the probability that a question is answered yes out: logistic regressions, fitted by eval/fit_reconcile.py.

The weights are a text file that a reader can follow: for each question a bias and, for each feature, its mean, its deviation and its weight.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
_FAR = 4.0  # deviations beyond which a feature says no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """One logistic regression; see the card, eval/cards/reconcile.md.

    `centre`, `spread` and `weight` are (features,), in the order of the names that it was asked for.
    """

    bias: float
    centre: Rows
    spread: Rows
    weight: Rows

    def __call__(self, rows: Rows) -> NDArray[np.float64]:
        """Return one probability a row; `rows` is (n, features)."""
        drawn = np.clip((rows - self.centre) / self.spread, -_FAR, _FAR) @ self.weight + self.bias
        return np.asarray(1 / (1 + np.exp(-drawn, dtype=np.float64)))


@cache
def shipped(question: str, features: Sequence[str]) -> Scorer:
    """Return the scorer of a question, its weights in the order of `features`; RuntimeError if it was fitted on others."""
    stated = json.loads(resources.files("kawat.stages.reconcile").joinpath("weights.json").read_text("utf-8"))[question]
    if set(stated["features"]) != set(features):
        raise RuntimeError(f"weights.json was fitted on other features of {question}; run eval/fit_reconcile.py")
    table = np.array([stated["features"][name] for name in features], dtype=np.float32)
    return Scorer(bias=stated["bias"], centre=table[:, 0], spread=table[:, 1], weight=table[:, 2])
