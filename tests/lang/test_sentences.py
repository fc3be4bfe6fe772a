"""Sentences have exact offsets, keep quotations whole, and begin behind the dateline."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kawat.lang.sentences import split


def parts(text: str, language: str = "id") -> list[str]:
    return [text[a:b] for a, b in split(text, language)]


def test_abbreviations_end_no_sentence() -> None:
    text = "Ia menemui Dr. Surya di kantor PT. Maju Jaya. Harganya Rp. 5 juta. Rapat dua jam. Lalu pulang."
    assert parts(text) == ["Ia menemui Dr. Surya di kantor PT. Maju Jaya.", "Harganya Rp. 5 juta.", "Rapat dua jam.", "Lalu pulang."]


def test_a_quotation_keeps_to_its_sentence() -> None:
    assert parts('Ia berkata, "Saya pergi. Saya pulang." Lalu diam.') == ['Ia berkata, "Saya pergi. Saya pulang."', "Lalu diam."]


def test_the_dateline_is_no_sentence() -> None:
    assert parts("SAWANGAN, KABARUJI.COM - Feri terbalik. Empat tewas.") == ["Feri terbalik.", "Empat tewas."]


def test_paragraphs_end_sentences() -> None:
    assert parts("Tanpa titik\n\nDua") == ["Tanpa titik", "Dua"]


def test_a_space_that_does_not_break_is_a_space() -> None:
    assert parts("Harganya Rp\u00a05 juta R\u00a0.[x] habis.\u00a0Ia pulang.") == [
        "Harganya Rp\u00a05 juta R\u00a0.[x] habis.",
        "Ia pulang.",
    ]


def test_a_sentence_glued_to_the_next_ends_there() -> None:
    assert parts("Gudang itu terbakar habis.Tidak ada korban, kata warga. Prof.Rahman melihatnya di Kabaruji.Com kemarin.") == [
        "Gudang itu terbakar habis.",
        "Tidak ada korban, kata warga.",
        "Prof.Rahman melihatnya di Kabaruji.Com kemarin.",
    ]
    assert parts('She said: "It burned.Nobody came." Then she left.', "en") == ['She said: "It burned.Nobody came."', "Then she left."]


@given(st.text(max_size=500))
def test_offsets_are_trimmed_ordered_and_inside(text: str) -> None:
    last = 0
    for start, end in split(text, "id"):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip() and "\n" not in text[start:end]
        last = end


def test_a_time_of_day_goes_on_with_its_day_or_zone() -> None:
    text = (
        "It happened around 6 p.m. Wednesday on Alder Street. It struck at 06:12 a.m. UTC on Tuesday. They left at 5 p.m. The rest stayed."
    )
    assert [text[a:b] for a, b in split(text, "en")] == [
        "It happened around 6 p.m. Wednesday on Alder Street.",
        "It struck at 06:12 a.m. UTC on Tuesday.",
        "They left at 5 p.m.",
        "The rest stayed.",
    ]
