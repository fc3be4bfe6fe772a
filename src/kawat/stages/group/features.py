"""One gist and the candidates beside it in; a row of features for each pair out, some of them relative to the other candidates.

How much a word tells is learnt online, from what the stream has brought so far. Relative features (rank, distance from the mean) say
how a pair stands out among all that could be meant, which holds across kinds of news where bare similarities do not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from kawat.stages.group.gist import Gist

FEATURES = (
    "words", "names", "title", "vector", "across", "rare", "apart", "numbers", "days shared", "days apart", "counts", "outlet", "length", "words z",
    "vector z", "words rank", "vector rank", "shortest", "undated", "languages differ", "numbers share", "numbers held", "entities share",
    "entities held", "vector rank in language", "vector below best in language", "digits",
)  # fmt: skip
_UNKNOWN = 0.4  # likeness of vectors where one is missing
_PRIOR = 60  # articles that are taken for seen before the first


class Terms:
    """How many articles held each term, and what a term therefore weighs."""

    def __init__(self, seen: Counter[str], articles: int) -> None:
        self.seen = seen
        self.articles = articles
        self._weights: dict[str, float] = {}

    def add(self, gist: Gist) -> None:
        """Count an article's terms."""
        self.seen.update(gist.terms.keys())
        self.articles += 1
        self._weights.clear()

    def weight(self, term: str) -> float:
        """Return how much a term tells: rare among what was seen; numbers tell a little less."""
        if (known := self._weights.get(term)) is None:
            rarity = math.log((self.articles + _PRIOR) / (self.seen[term] + 1))
            known = self._weights[term] = rarity * (0.6 if term.isdigit() else 1.0)
        return known

    def rare(self, term: str) -> bool:
        """Whether hardly any article held a term."""
        return self.seen[term] <= max(3, 0.02 * self.articles) and not term.isdigit()


def matrix(mine: Gist, others: Sequence[Gist], terms: Terms) -> NDArray[np.float32]:
    """Return the features of an article with each of its candidates, (len(others), len(FEATURES))."""
    rows = np.zeros((len(others), len(FEATURES)), dtype=np.float32)
    norm = _norm(mine, terms)
    for row, other in zip(rows, others, strict=True):
        shared = mine.terms.keys() & other.terms.keys()
        both = norm * _norm(other, terms)
        cosine = float(np.dot(mine.vector, other.vector)) if mine.vector and other.vector else _UNKNOWN
        dated = mine.day is not None and other.day is not None
        row[:13] = (
            sum(mine.terms[t] * other.terms[t] * terms.weight(t) ** 2 for t in shared) / both if both else 0.0,
            _overlap(mine.names, other.names, terms.weight),
            _overlap(mine.title, other.title, terms.weight),
            cosine,
            cosine if mine.language != other.language else 0.0,
            math.log1p(sum(terms.rare(t) for t in shared)),
            math.log1p(abs((mine.day or 0) - (other.day or 0))) if dated else 0.0,
            math.log1p(len(mine.numbers & other.numbers)),
            bool(mine.days & other.days),
            bool(mine.days and other.days and not mine.days & other.days),
            math.log1p(len(mine.counts & other.counts)),
            mine.outlet is not None and mine.outlet == other.outlet,
            abs(math.log((mine.length + 50) / (other.length + 50))),
        )
        row[17:24] = (
            math.log(min(mine.length, other.length) + 50) / 10,
            not dated,
            mine.language != other.language,
            *_held(mine.numbers, other.numbers),
            *_held(mine.entities, other.entities),
        )
        row[26] = len(mine.digits & other.digits) / (math.sqrt(len(mine.digits) * len(other.digits)) or 1.0)
    if len(rows):
        _relate(rows, [other.language for other in others])
    return rows


def _relate(rows: NDArray[np.float32], languages: Sequence[str | None]) -> None:
    """Fill in how each candidate stands among the others: by words, by vector, and by vector among those of its language."""
    for source, distance, rank in ((0, 13, 15), (3, 14, 16)):
        values = rows[:, source]
        rows[:, distance] = (values - values.mean()) / (values.std() + 0.02) / 4
        rows[:, rank] = 1 / (1 + _ranks(values))
    for language in set(languages):
        inside = np.array([i for i, own in enumerate(languages) if own == language])
        values = rows[inside, 3]
        ordered = np.sort(values)[::-1]
        second = ordered[1] if len(ordered) > 1 else ordered[0]
        rows[inside, 24] = 1 / (1 + _ranks(values))
        rows[inside, 25] = np.where(values == ordered[0], values - second, values - ordered[0])


def _ranks(values: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return each value's place from the largest, 0 first."""
    return np.argsort(np.argsort(-values, kind="stable"), kind="stable")


def _norm(one: Gist, terms: Terms) -> float:
    return math.sqrt(sum((count * terms.weight(term)) ** 2 for term, count in one.terms.items()))


def _held(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    """The share of the smaller set that the other has too, and how much the smaller one holds."""
    smaller = min(len(a), len(b))
    return len(a & b) / (smaller or 1), math.log1p(smaller)


def _overlap(a: frozenset[str], b: frozenset[str], weight: Callable[[str], float]) -> float:
    """Weighted overlap of two sets: what they share by the geometric mean of what each holds; 0 to 1."""
    shared = a & b
    if not shared:
        return 0.0
    both = sum(weight(t) ** 2 for t in shared)
    return both / math.sqrt(sum(weight(t) ** 2 for t in a) * sum(weight(t) ** 2 for t in b))
