"""Numbers are read in digits and in words, in the notation of their language, with their vagueness bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.lang import numbers


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("id", "US$ 3,8 miliar", 3.8e9),
        ("id", "Rp1,2 triliun", 1.2e12),
        ("id", "1.201 kasus", 1201),
        ("id", "8.32 LS", 8.32),
        ("id", "dua puluh lima orang", 25),
        ("id", "seratus dua puluh ribu", 120_000),
        ("id", "tiga belas rumah", 13),
        ("id", "puluhan ribu warga", 20_000),
        ("en", "twenty-five people", 25),
        ("en", "two hundred and fifty homes", 250),
        ("en", "1,500 houses", 1500),
        ("en", "two dozen people", 24),
        ("en", "$3.4M", 3.4e6),
        ("en", "tens of thousands of people", 20_000),
        ("en", "6.1-magnitude quake", 6.1),
    ],
)
def test_values(language: str, text: str, value: float) -> None:
    found = numbers.find(text, language)
    assert [n.value for n in found] == [pytest.approx(value)]


def test_vague_words_bound_a_number() -> None:
    about, least, most = (numbers.find(t, "id")[0] for t in ("sekitar 40 orang", "lebih dari 40 orang", "hampir 40 orang"))
    assert (about.low, about.high) == (36, 44)
    assert (least.low, least.high) == (40, None)
    assert (most.low, most.high) == (None, 40)


def test_a_range_has_bounds_and_no_value() -> None:
    (found,) = numbers.find("antara 10 sampai 15 orang", "id")
    assert (found.value, found.low, found.high) == (None, 10, 15)


def test_letters_before_digits_make_a_name() -> None:
    assert numbers.find("senapan AR15 dan jalan B12", "id") == []


@given(st.text(max_size=300), st.sampled_from(["id", "en", "ms", "de", None]))
def test_offsets_lie_inside_any_text(text: str, language: str | None) -> None:
    for number in numbers.find(text, language):
        assert 0 <= number.start < number.end <= len(text)
