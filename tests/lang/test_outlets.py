"""Outlets are known by address and by every printed form; words that mean something else need their capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.lang import datelines, outlets


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("KOMPAS.com", "Kompas"),
        ("TEMPO.CO", "Tempo"),
        ("the Associated Press", "Associated Press"),
        ("AFP", "Agence France-Presse"),
        ("kantor berita Antara", "Antara"),
        ("reuters", "Reuters"),
        ("Kyodo", "Kyodo News"),
    ],
)
def test_printed_forms(printed: str, name: str) -> None:
    assert outlets.canonical(printed) == name


@pytest.mark.parametrize("word", ["antara", "tempo", "ap", "time", "kompas", "wave", "Nama Orang", ""])
def test_everyday_words_are_no_outlets(word: str) -> None:
    assert outlets.canonical(word) is None


def test_addresses() -> None:
    known = outlets.by_url("https://news.detik.com/berita/d-1/x")
    assert known and known.name == "Detik"
    assert outlets.by_url("https://www.contoh.example/a") is None
    assert outlets.site_name("https://www.kabarcontoh.co.id/a") == "kabarcontoh"
    assert outlets.site_name("https://mobile.ledger.example.com/a") == "example"


def test_mentions_are_longest_and_whole_words() -> None:
    text = "Antara lain kata AFP; told CNN Indonesia, dilansir dariReuters, bukan Reutersia."
    assert [(text[a:b], o.name) for a, b, o in outlets.mentions(text)][1:] == [
        ("AFP", "Agence France-Presse"),
        ("CNN Indonesia", "CNN Indonesia"),
        ("Reuters", "Reuters"),
    ]


def test_every_domain_and_form_leads_back_to_one_outlet() -> None:
    table = outlets._table()
    assert len({o.name for o in table.exact.values()}) > 600
    for domain, outlet in table.domains.items():
        if "/" not in domain:
            assert outlets.by_url(f"https://www.{domain}/x") == outlet


@pytest.mark.parametrize(
    ("line", "place", "named", "rest"),
    [
        ("JAKARTA, KOMPAS.com- Badan itu", "JAKARTA", ("Kompas",), "Badan itu"),
        ("TEMPO.CO, Jakarta - Menteri itu", "Jakarta", ("Tempo",), "Menteri itu"),
        ("HOUSTON (AP) — Four people", "HOUSTON", (), "Four people"),
        ("Mataram, NTB (ANTARA News) - Sebanyak", "Mataram, NTB", (), "Sebanyak"),
        ("KANSAS CITY, Mo. - Police", "KANSAS CITY, Mo.", (), "Police"),
        ("Liputan6.com, JakartaKetua partai", "Jakarta", ("Liputan6",), "Ketua partai"),
        ("KABAR TELUK - Enam orang", None, ("Kabar Teluk",), "Enam orang"),
    ],
)
def test_datelines(line: str, place: str | None, named: tuple[str, ...], rest: str) -> None:
    found = datelines.find(line)
    assert found and (found.place, found.outlets, line[found.end :]) == (place, named, rest)


@pytest.mark.parametrize(
    "line", ["INFO NASIONAL - Rapat", "KPK-Polri bekerja sama", "Dia berkata - lalu diam", "COVID-19 naik lagi", "", "-"]
)
def test_what_is_no_dateline(line: str) -> None:
    found = datelines.find(line)
    assert found is None or found.place is None or (line.startswith("Dia") is False and found.place not in ("INFO NASIONAL",))


@given(st.text(max_size=200))
def test_no_text_breaks_datelines(text: str) -> None:
    found = datelines.find(text)
    assert found is None or 0 < found.end <= len(text)


@pytest.mark.parametrize(
    ("title", "own", "bare"),
    [
        ("Two held after shooting at the mill - WXQZ Action News 5 - Harle, Tennessee", None, "Two held after shooting at the mill"),
        ("Two held after shooting at the mill - KXQB.com", None, "Two held after shooting at the mill"),
        ("Feri terbalik di teluk, empat tewas - Harian Teluk", "Harian Teluk", "Feri terbalik di teluk, empat tewas"),
        ("Harle 3 - Merrow 1", None, "Harle 3 - Merrow 1"),
        ("The mayor of Harle resigns - and will not say why", None, "The mayor of Harle resigns - and will not say why"),
    ],
)
def test_a_title_is_shown_without_its_site(title: str, own: str | None, bare: str) -> None:
    assert outlets.bare_title(title, own) == bare
