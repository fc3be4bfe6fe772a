"""The statements of an event in; pairs of them out that have the same words in two reports: one utterance, whoever each report says it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from rapidfuzz import fuzz

from kawat.model import Attribution, Statement

_WORD = re.compile(r"\w+")
_WORDS = 6  # that a statement has at least: fewer may be said by two
_TURN = 4  # words in a row that two share before they are compared
_SAME = 85.0  # per cent of the letters
_COMMON = 40  # statements of one turn beyond which it tells nothing


def find(attributions: Mapping[str, Attribution]) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs of statements of two reports with the same words but for a few letters, both with a speaker."""
    said = [s for article in sorted(attributions) for s in attributions[article].statements if s.speaker]
    printed = [" ".join(_WORD.findall(s.span.exact.casefold())) for s in said]
    turns: dict[str, list[int]] = {}
    for k, text in enumerate(printed):
        words = text.split()
        if len(words) >= _WORDS:
            for turn in {" ".join(words[i : i + _TURN]) for i in range(len(words) - _TURN + 1)}:
                turns.setdefault(turn, []).append(k)
    near = {pair for some in turns.values() if len(some) <= _COMMON for pair in combinations(some, 2)}
    for i, j in sorted(near):
        if (
            said[i].article != said[j].article
            and fuzz.ratio(printed[i], printed[j], score_cutoff=_SAME)
            and _numbers(printed[i]) == _numbers(printed[j])
        ):
            yield said[i], said[j]


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
