"""A text in, the language it is written in out, as a BCP 47 primary tag ("id", "en"); None where it cannot be told.

Indonesian and Malay share most of their words, so CLD2's verdict for whole texts is kept and short ones are left unknown.
"""

from __future__ import annotations

import pycld2

# CLD2's own reliability flag is wrong on very short texts; a headline has some thirty characters.
_SHORTEST = 20
_LONGEST = 20_000
_SAME = {"iw": "he", "jw": "jv", "in": "id", "zh-Hant": "zh", "no": "nb"}


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
    return None if code == "un" else _SAME.get(code, code)
