"""An article, its marks and its vector in; what grouping remembers of it out: its telling words, names, numbers, days and wording."""

from __future__ import annotations

import itertools
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from kawat.lang.roundups import is_roundup
from kawat.lang.words import function_words
from kawat.model import Article, Marks

FIELDS = ("words", "pairs", "title", "names", "entities", "lead", "digits", "counts", "days", "wording")
_LEAD = 1_600  # characters in which a report says what it is about
_FIRST = 350  # characters of its first sentence or two
_NAMED = 3_000  # characters in which it names who and what it is about
_COUNTED = 4_000  # characters whose numbers are remembered
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_JOINED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STEM = 7  # letters of a longer word that are kept, so that its forms are one
_SHINGLE = 5  # words of a run that two texts share only if one was copied
_SAMPLE = 4  # one run in so many is remembered, chosen by its hash, so that the same ones are in every text
_MOST = {"words": 160, "pairs": 120, "entities": 40, "names": 60, "digits": 40, "counts": 24, "days": 12, "wording": 160}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What grouping remembers of an article.

    `fields` holds, for each of FIELDS, its distinct items: words of title and lead by their beginning, pairs of neighbouring words,
    words of the title, words of names, whole names, names of the first sentences, numbers as printed, figures with their unit, dates
    named, and hashes of a sample of its runs of five words. `counts` says how often each of the words stands there. `hour` is the
    publication in hours since 1970, `length` is in characters; `vector` is (2 * dimensions,), of the report and of its title, each of
    unit length. `roundup` says that it tells of several matters, or of none.
    """

    article: str
    fields: tuple[tuple[str, ...], ...]
    counts: tuple[int, ...]
    hour: float | None
    length: int
    outlet: str | None
    language: str | None
    vector: NDArray[np.float32] | None
    roundup: bool

    def field(self, name: str) -> tuple[str, ...]:
        """Return the items of a field of FIELDS."""
        return self.fields[FIELDS.index(name)]


def gist(article: Article, marks: Marks, vector: NDArray[np.float32] | None) -> Gist:
    """Return what grouping remembers of an article; an article without words has no items and joins nothing.

    `vector` is (2, dimensions): of the report and of its title.
    """
    title = article.title or article.text[:120]
    heading, lead = _content(title), _content(article.text[:_LEAD])
    counts = Counter(heading * 2 + lead)
    figures = [f for f in marks.figures if f.value is not None and f.span.start < _LEAD]
    names = [n.span for n in marks.names if n.span.start < _NAMED]
    items = {
        "words": counts,
        "pairs": [f"{a} {b}" for run in (heading, lead) for a, b in itertools.pairwise(run)],
        "title": heading,
        "names": [w for n in names if n.start < _LEAD for w in _named(n.exact)],
        "entities": [" ".join(n.exact.casefold().split()) for n in names if len(n.exact) > 3],
        "lead": [w for n in names if n.start < _FIRST for w in _named(n.exact)],
        "digits": _NUMBER.findall(article.text[:_COUNTED]),
        "counts": [f"{f.value:g} {f.unit}" for f in figures if f.unit],
        "days": [d.value[:10] for d in marks.dates if d.value and len(d.value) >= 10 and d.value[0].isdigit()],
        "wording": _shingles(article.text),
    }
    fields = tuple(_distinct(items[name], _MOST.get(name, 60)) for name in FIELDS)
    return Gist(
        article=article.id,
        fields=fields,
        counts=tuple(min(counts[word], 255) for word in fields[0]),
        hour=_hour(article.published),
        length=len(article.text),
        outlet=article.outlet,
        language=article.language,
        vector=vector.ravel() if vector is not None and vector[0].any() else None,
        roundup=is_roundup(title),
    )


def _distinct(items: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))[:most]


def _content(text: str) -> list[str]:
    """The words of a text that tell what it is about, long ones by their beginning."""
    words = [w for w in _WORD.findall(_JOINED.sub(" ", text).casefold()) if w not in function_words() and len(w) > 1]
    return [w[:_STEM] if w.isalpha() else w for w in words]


def _named(name: str) -> list[str]:
    return [w for w in _WORD.findall(name.casefold()) if len(w) > 2 and w not in function_words()]


def _shingles(text: str) -> list[str]:
    """A sample of a text's runs of words, each by its hash; texts that share a passage share its sample (Manber 1994)."""
    words = _WORD.findall(text.casefold())
    runs = (zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode("utf-8", "surrogatepass")) for i in range(len(words) - _SHINGLE + 1))
    return [f"{run:x}" for run in runs if run % _SAMPLE == 0]


def _hour(published: str | None) -> float | None:
    """Hours since 1970 of a publication; of a day alone its noon, of less None."""
    if not published or len(published) < 10:
        return None
    try:
        at = datetime.fromisoformat(published if len(published) > 10 else f"{published}T12:00")
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() / 3600
    except (ValueError, OverflowError):
        return None
