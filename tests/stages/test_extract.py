"""Figures, dates and names of a report, normalised, each with its words."""

from __future__ import annotations

import pytest
from conftest import article

from kawat.model import Article, Figure
from kawat.stages.extract import extract


def figures(text: str, language: str) -> list[Figure]:
    return list(extract(article(text, language=language)).figures)


@pytest.mark.parametrize(
    ("text", "language", "value", "low", "high", "unit"),
    [
        ("Empat orang tewas dalam kecelakaan itu.", "id", 4, None, None, "people"),
        ("Sebanyak 1.250 warga mengungsi.", "id", 1250, None, None, "people"),
        ("Kerugian mencapai Rp1,2 triliun.", "id", 1.2e12, None, None, "IDR"),
        ("Bantuan senilai US$ 3,8 miliar dikirim.", "id", 3.8e9, None, None, "USD"),
        ("The company paid $3.4 million.", "en", 3.4e6, None, None, "USD"),
        ("At least nine people were killed.", "en", 9, 9, None, "people"),
        ("Nearly 200 residents left their homes.", "en", 200, None, 200, "people"),
        ("Harga naik 12,5 persen sejak Januari.", "id", 12.5, None, None, "percent"),
        ("Gempa berkekuatan magnitudo 5,6 mengguncang kota itu.", "id", 5.6, None, None, "magnitude"),
        ("The fire spread across 40 km of forest.", "en", 40, None, None, "km"),
        ("Vale faces two counts of arson.", "en", 2, None, None, "charge"),
    ],
)
def test_a_figure_has_its_value_bounds_and_unit(
    text: str, language: str, value: float, low: float | None, high: float | None, unit: str
) -> None:
    found = figures(text, language)
    assert [(f.value, f.low, f.high, f.unit) for f in found] == [(value, low, high, unit)]
    assert found[0].span.exact in text


@pytest.mark.parametrize(
    "text",
    ["Jalan Merdeka Nomor 17 ditutup.", "Perpres Nomor 12 Tahun 2024 dicabut.", "Pukul 09.20 WIB hujan turun.", "Timnas U-23 berlatih."],
)
def test_a_number_that_counts_nothing_is_no_figure(text: str) -> None:
    assert figures(text, "id") == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Feri itu terbalik pada Jumat (13/3) pagi.", "id", "2026-03-13"),
        ("Kejadian itu berlangsung kemarin.", "id", "2026-03-13"),
        ("Ia ditahan sejak 24 Februari lalu.", "id", "2026-02-24"),
        ("Undang-undang itu terbit pada Mei 2022.", "id", "2022-05"),
        ("The ferry sank on 12 March 2023.", "en", "2023-03-12"),
        ("The harbour master resigned yesterday.", "en", "2026-03-13"),
        ("The ferry will sail again on Tuesday.", "en", "2026-03-17"),
        ("They will hold the man who was arrested on Tuesday.", "en", "2026-03-10"),
        ("Three people were hurt in a drive-by shooting Tuesday night.", "en", "2026-03-10"),
        ("He was hit by a stray bullet on Tuesday.", "en", "2026-03-10"),
        ("They have to leave by Tuesday.", "en", "2026-03-17"),
        ("Jalan itu ditutup hingga Selasa.", "id", "2026-03-17"),
        ("The election has been put off until June 21.", "en", "2026-06-21"),
        ("The gap was found in July.", "en", "2025-07"),
        ("Sidang dijadwalkan berlangsung Kamis.", "id", "2026-03-19"),
        ("Rapat digelar Senin depan.", "id", "2026-03-16"),
    ],
)
def test_a_date_is_resolved_against_the_publication_and_only_as_precise_as_said(text: str, language: str, value: str) -> None:
    found = extract(article(text, language=language)).dates
    assert [d.value for d in found] == [value]


def test_the_number_of_a_picture_counts_nothing() -> None:
    assert [f.value for f in figures("Image 24 of 111 Three people wait at the pier. Foto 2 dari 9", "en")] == [3]


def test_two_days_linked_to_one_year_are_both_of_it() -> None:
    found = extract(article("Rapat digelar pada 29 April dan 21 Mei 2024.", language="id")).dates
    assert [d.value for d in found] == ["2024-04-29", "2024-05-21"]


@pytest.mark.parametrize(
    "text",
    [
        "The dead are Ida Moss, 14; Corin Vale, 17; and Orla Venn, 28.",
        "Four others – Ida Moss, 14; Corin Vale, 17, and Orla Venn, 28 – were hurt.",
        "Ida Moss, 14, Corin Vale, 17 and Orla Venn, 28 were hurt.",
    ],
)
def test_ages_in_a_list_of_names_are_ages(text: str) -> None:
    assert [(f.value, f.unit) for f in figures(text, "en") if f.unit == "year"] == [(14, "year"), (17, "year"), (28, "year")]


def test_a_clock_time_takes_the_nearest_day_of_its_sentence() -> None:
    found = extract(
        article("A man is held, police said Thursday.\n\nShots were fired at 3:50 a.m. Wednesday at the mill.", language="en")
    ).dates
    assert [d.value for d in found] == ["2026-03-12", "2026-03-11T03:50", "2026-03-11"]


def test_names_stand_without_their_office() -> None:
    told = article("Menteri Pertahanan Rusia Anatoli Verenko bertemu Kepala Kantor SAR Darsono Wibisana di Jakarta.")
    names = {(n.span.exact, n.kind) for n in extract(told).names}
    assert ("Anatoli Verenko", "person") in names
    assert ("Jakarta", "place") in names


def test_sentences_cover_the_text_and_end_inside_their_paragraph() -> None:
    told = article('Hj. Dr. Niken tiba pukul 09.20 WIB. "Kami cari," katanya. Rp 1,2 miliar hilang.\n\nParagraf kedua.')
    sentences = [s.exact for s in extract(told).sentences]
    assert sentences == ["Hj. Dr. Niken tiba pukul 09.20 WIB.", '"Kami cari," katanya.', "Rp 1,2 miliar hilang.", "Paragraf kedua."]


def test_an_empty_article_has_no_marks() -> None:
    marks = extract(Article(id="a", path=None, url=None, outlet=None, title=None, text=""))
    assert (marks.sentences, marks.names, marks.dates, marks.figures) == ((), (), (), ())


def test_indonesian_names_have_their_kind_and_what_is_none_of_three_is_unknown() -> None:
    told = article(
        "Direktur PT Rindang Bahari Karsa Widodo menyebut KM Cahaya Rindang tenggelam di Kabupaten Wanasari, kata Kejaksaan Tinggi."
    )
    names = {n.span.exact: n.kind for n in extract(told).names}
    assert names["Kabupaten Wanasari"] == "place"
    assert names["Kejaksaan Tinggi"] == "organisation"
    acts = extract(article("Rusia memperingatkan bahwa kapal dari Norwegia dilarang masuk.")).names
    assert [(n.span.exact, n.kind) for n in acts] == [("Rusia", "unknown"), ("Norwegia", "place")]


@pytest.mark.parametrize(
    "text",
    [
        "Rapat itu berlangsung pada 17 dan 18 Juni di Sawangan.",
        "Rapat digelar 17-18 Juni.",
        "Call 911! They need help.",
        "Call the police at (206) 555-0142 ext. 2002.",
        "Call 206-555-0142 extension 12.",
        "Call +62 21 555 6789 or 0812-3456-7890.",
        "Call 1-800-555-0142.",
        "Call Harle Crime Stoppers at (206)-555-TIPS (8477).",
        "Each had wounds,[6][7] and all had been killed.[12]",
        "Charged with arson 1 / 5 Back to Gallery.",
    ],
)
def test_days_of_one_month_and_a_number_to_dial_are_no_figures(text: str) -> None:
    assert extract(article(text, language="en" if text.startswith("Call") else "id", published="2026-06-20")).figures == ()
