"""A sentence in; its names with their kinds out, as a linear-chain CRF reads them that eval/fit_names.py fitted on Indonesian news.

Only runs of capitalised words are tagged, each with the words around it: in Indonesian a name is hardly ever written small, and what
stands between runs costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from kawat.lang import offices, places
from kawat.model import NameKind

if TYPE_CHECKING:
    from pycrfsuite import Tagger

LANGUAGES: Final = frozenset({"id", "ms"})  # what the training sets are written in, and what is written alike
WEIGHTS: Final = "names.crf"
KINDS: Final[dict[str, NameKind]] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_TOKEN = re.compile(r"\w+|[^\w\s]")
# Words that may stand inside a name between two of its capitals.
_INSIDE = frozenset(
    [
        "dan",
        "di",
        "dari",
        "of",
        "the",
        "and",
        "for",
        "bin",
        "binti",
        "de",
        "der",
        "van",
        "von",
        "al",
        "el",
        "la",
        "del",
        "da",
        "dos",
        "du",
        "untuk",
        "pada",
        "ke",
        "ibn",
        "-",
        "&",
        ",",
        ".",
        "/",
        "'",
        "’",
    ]
)


def tokens(sentence: str) -> list[tuple[int, int]]:
    """Return where the words and marks of a sentence stand, each mark by itself."""
    return [match.span() for match in _TOKEN.finditer(sentence)]


def runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words, with what may stand inside a name; the end is behind the last capital."""
    last, end = 0, len(words)
    for at in [i for i, word in enumerate(words) if word[0].isupper()]:
        if at < last:
            continue
        last = at + 1
        while step := _step(words, last, end):
            last += step
        yield at, last


def _step(words: Sequence[str], at: int, end: int) -> int:
    """How many words further the run goes on: a capital at once, or behind one or two small words of names."""
    for between in range(3):
        if at + between >= end:
            return 0
        word = words[at + between]
        if word[0].isupper():
            return between + 1
        if not (word.lower() in _INSIDE or (between == 0 and word.isdigit())):
            return 0
    return 0


def features(words: Sequence[str], at: int) -> list[str]:
    """Return what the model sees of a word: its letters, shape and lists, and the words and shapes beside it."""
    end = len(words)
    return [
        *_own(words[at]),
        *_beside(words[at - 2] if at > 1 else "^")[0],
        *_beside(words[at - 1] if at > 0 else "^")[1],
        *_beside(words[at + 1] if at + 1 < end else "^")[2],
        *_beside(words[at + 2] if at + 2 < end else "^")[3],
        *(() if at else ("first",)),
    ]


@lru_cache(16_384)
def _own(word: str) -> tuple[str, ...]:
    lower = word.lower()
    own = ["b", f"w={lower}", f"s={_shape(word)}", f"p3={lower[:3]}", f"s3={lower[-3:]}", f"s2={lower[-2:]}"]
    own += ["place"] * places.is_place(word) + ["title"] * (lower in offices.titles()) + ["capitals"] * (len(word) > 2 and word.isupper())
    return tuple(own)


@lru_cache(16_384)
def _beside(word: str) -> tuple[tuple[str, ...], ...]:
    """What the model sees of a word that stands two before, one before, one behind and two behind."""
    lower, shape = word.lower(), _shape(word)
    return (f"-2={lower}",), (f"-1={lower}", f"s-1={shape}"), (f"1={lower}", f"s1={shape}"), (f"2={lower}",)


@lru_cache(16_384)
def _shape(word: str) -> str:
    """The word with X for capitals, x for small letters and d for digits, each said once or, where it repeats, twice."""
    shape = ""
    for letter in word:
        kind = "X" if letter.isupper() else "x" if letter.islower() else "d" if letter.isdigit() else letter
        if shape[-2:] != kind + kind:
            shape += kind
    return shape


@cache
def _weights() -> bytes:
    return resources.files("kawat.stages.extract").joinpath(WEIGHTS).read_bytes()


@cache
def _model() -> Tagger:
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open_inmemory(_weights())  # the tagger points into the bytes and does not hold them; the cache does
    return tagger


def tag(sentence: str) -> Iterator[tuple[int, int, NameKind]]:
    """Yield start, end and kind of each name of a sentence, in order."""
    at = tokens(sentence)
    words = [sentence[start:end] for start, end in at]
    for begin, end in runs(words):
        labels = _model().tag([features(words, i) for i in range(begin, end)])
        if any(label != "O" for label in labels):
            yield from ((at[i][0], at[j - 1][1], KINDS[kind]) for i, j, kind in spans(labels, begin))


def spans(labels: Sequence[str], offset: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield first, last + 1 and kind of each entity of a row of BIO labels; an I that continues nothing begins one."""
    start, kind = -1, ""
    for i, label in enumerate((*labels, "O"), offset):
        if kind and label != f"I-{kind}":
            yield start, i, kind
            kind = ""
        if label != "O" and not kind:
            start, kind = i, label[2:]
