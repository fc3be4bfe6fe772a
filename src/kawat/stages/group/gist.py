"""An article, its marks and its vector in; what grouping remembers of it out: weighted words, names, numbers, days, length."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kawat.lang.words import function_words
from kawat.model import Article, Marks

_LEAD = 1_600  # characters in which a report says what it is about
_NAMED = 3_000  # characters in which it names who and what it is about
_COUNTED = 4_000  # characters whose numbers are remembered
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STEM = 7  # letters of a longer word that are kept, so that its forms are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What grouping remembers of an article.

    `terms` are the words of title and lead by weight, `title` those of the title, `names` the words of names, `entities` whole names,
    `numbers` the values of figures, `digits` all numbers as printed, `counts` figures with their unit, `days` the dates named;
    `day` is the ordinal of its publication, `length` is in characters, `vector` of unit length.
    """

    article: str
    terms: Mapping[str, float]
    title: frozenset[str]
    names: frozenset[str]
    entities: frozenset[str]
    numbers: frozenset[str]
    digits: frozenset[str]
    counts: frozenset[str]
    days: frozenset[str]
    day: int | None
    length: int
    outlet: str | None
    language: str | None
    vector: tuple[float, ...] | None


def gist(article: Article, marks: Marks, vector: NDArray[np.float32] | None) -> Gist:
    """Return what grouping remembers of an article; an article without words has no terms and joins nothing."""
    lead = article.text[:_LEAD]
    title = article.title or lead[:120]
    counts: Counter[str] = Counter()
    for weight, text in ((2, title), (1, lead)):
        for word in _content(text):
            counts[word] += weight
    figures = [f for f in marks.figures if f.value is not None and f.span.start < _LEAD]
    return Gist(
        article=article.id,
        terms={word: 1 + math.log(count) for word, count in counts.items()},
        title=frozenset(_content(title)),
        names=frozenset(
            w
            for n in marks.names
            if n.span.start < _LEAD
            for w in _WORD.findall(n.span.exact.casefold())
            if len(w) > 2 and w not in function_words()
        ),
        entities=frozenset(
            " ".join(n.span.exact.casefold().split()) for n in marks.names if n.span.start < _NAMED and len(n.span.exact) > 3
        ),
        numbers=frozenset(f"{f.value:g}" for f in figures if f.value is not None and f.value > 2),
        digits=frozenset(_NUMBER.findall(article.text[:_COUNTED])),
        counts=frozenset(f"{f.value:g} {f.unit}" for f in figures if f.unit),
        days=frozenset(d.value[:10] for d in marks.dates if d.value and len(d.value) >= 10 and d.value[0].isdigit()),
        day=_ordinal(article.published),
        length=len(article.text),
        outlet=article.outlet,
        language=article.language,
        vector=tuple(float(x) for x in vector) if vector is not None and vector.any() else None,
    )


def _content(text: str) -> list[str]:
    """The words of a text that tell what it is about, long ones by their beginning."""
    words = [w for w in _WORD.findall(text.casefold()) if w not in function_words() and len(w) > 1]
    return [w[:_STEM] if w.isalpha() else w for w in words]


def _ordinal(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published and len(published) >= 10 else None
    except ValueError:
        return None
