"""Roots of news words: one concept for all languages."""

from __future__ import annotations

import pytest

from kawat.lang import concepts
from kawat.lang.phrases import either


@pytest.mark.parametrize(
    ("word", "language", "concept"),
    [
        ("menewaskan", "id", "die"), ("penembakan", "id", "shoot"), ("keracunan", "id", "poison"), ("penumpangnya", "id", "passenger"),
        ("menyelamatkan", "id", "rescue"), ("killed", "en", "die"), ("stabbed", "en", "stab"), ("evacuations", "en", "rescue"),
        ("ditangkap", "ms", "arrest"),
    ],
)  # fmt: skip
def test_a_word_names_its_concept_in_whatever_form(word: str, language: str, concept: str) -> None:
    assert concept in concepts.of(word, language)


def test_words_without_a_root_and_languages_without_a_table_name_none() -> None:
    assert concepts.of("xylophone", "en") == frozenset()
    assert concepts.of("killed", None) == frozenset()


def test_a_list_as_a_tree_matches_what_the_list_matches_longest_first() -> None:
    import re

    words = ["kata", "kata dia", "katakan", "a.m", "as", "(x"]
    tree = re.compile(either(words))
    assert all(tree.fullmatch(word) for word in words)
    assert tree.match("kata  dia bahwa").group() == "kata  dia"  # type: ignore[union-attr]
    assert tree.match("kat") is None
    assert re.fullmatch(either([]), "") is None
