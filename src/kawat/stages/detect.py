"""A text in, the language it is written in out, as a BCP 47 primary tag ("id", "en"); None where it cannot be told.

CLD2 judges. Indonesian and Malay share most of their words, so between those two the words decide that only one of them has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pycld2

from kawat.lang import section

# CLD2's own reliability flag is wrong on very short texts; a headline has some thirty characters.
_SHORTEST = 20
_LONGEST = 20_000
_SAME = {"iw": "he", "jw": "jv", "in": "id", "zh-Hant": "zh", "no": "nb"}


_CLOSE = ("id", "ms")


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectWords:
    """Section [detect] of a language table."""

    markers: tuple[str, ...] = ()


@cache
def _markers(code: str) -> frozenset[str]:
    return frozenset(section(code, "detect", DetectWords).markers)


def _closer(sample: str, code: str) -> str:
    """Return the one of two close languages of whose own words a text has more, each once; CLD2's where it has as many."""
    words = set(re.findall(r"[^\W\d_]+", sample.casefold()))
    counts = {close: len(words & _markers(close)) for close in _CLOSE}
    best = max(_CLOSE, key=lambda close: (counts[close], close == code))
    return best if counts[best] > counts[code] else code


def detect(text: str) -> str | None:
    """Return the primary tag of the language most of `text` is in, or None where it is too short or undecided."""
    sample = text[:_LONGEST]
    if len(sample.strip()) < _SHORTEST:
        return None
    printable = "".join(c if c.isprintable() or c.isspace() else " " for c in sample)
    try:
        _, _, found = pycld2.detect(printable.encode("utf-8", "ignore"), bestEffort=True)
    except pycld2.error:
        return None
    code = found[0][1]
    code = _SAME.get(code, code)
    if code in _CLOSE:
        return _closer(sample, code)
    return None if code == "un" else str(code)
