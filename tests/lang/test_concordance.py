"""Where the words of a text begin, and what may begin there."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kawat.errors import LanguageDataError
from kawat.lang.concordance import DIGIT, Concordance, openings
from kawat.lang.phrases import either

LISTED = ("kata", "kata dia", "on", "said", "jum'at", "(a", "si")
PATTERN = re.compile(rf"(?i)(?<!\w)(?:{either(LISTED)}|\d+)(?!\w)")
WITHIN = re.compile(r"\w\w")  # no sentence ends within a word
PIECES = [
    "kata",
    "Kata ",
    "dia ",
    "dia",
    " ",
    "\n",
    "on",
    "ON ",
    "said",
    "ſaid",
    "jum'at",
    "(a",
    "(",
    ")",
    "-",
    "12",
    "2x",
    "İ",
    "Sİ ",
    "sı",
    "ß",
    "é",
    "_",
    "”",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.integers(0, 30), st.integers(0, 60))
def test_a_list_is_found_at_its_first_words_as_it_is_by_trying_every_letter(text: str, start: int, end: int) -> None:
    assume(not WITHIN.fullmatch(text[max(0, end - 1) : end + 1]))
    found = Concordance(text).finditer(PATTERN, openings([*LISTED, DIGIT]), start, min(end, len(text)))
    assert [m.span() for m in found] == [m.span() for m in PATTERN.finditer(text, start, end)]


def test_an_entry_that_begins_with_no_word_is_refused_by_name() -> None:
    with pytest.raises(LanguageDataError, match="'-an'"):
        openings(["kata", "-an"])
