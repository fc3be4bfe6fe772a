"""The head of a pasted report: what its first lines state, and what of them is no title, author or report."""

from __future__ import annotations

import pytest

from kawat.model import Article, Page, Rejection
from kawat.stages.clean import bylines, clean, headers

BODY = (
    "Feri itu terbalik di Teluk Sawangan pada Sabtu pagi, kata kepala kantor pelabuhan. Empat orang tewas dan sebelas orang masih dicari."
)


def pasted(*lines: str) -> Article | Rejection:
    return clean(Page(path="uji.txt", url=None, media_type="text/plain", text="\n\n".join(lines), hash="0"))


@pytest.mark.parametrize(
    "title",
    [
        "Sources: Harbour master suspended after ferry sinks",
        "Four dead as ferry sinks off Sawangan, Del.",
        "Harbour master held after ferry carrying workers...",
        "Pictured: The ferry that sank in Sawangan Bay",
        "Prakiraan Cuaca Teluk Sawangan Hari Ini, 14 Maret 2026",
    ],
)
def test_the_line_above_the_date_is_the_title(title: str) -> None:
    read = pasted(title, "2026-03-14", "https://www.ledger.example/a", BODY)
    assert isinstance(read, Article)
    assert (read.title, read.published) == (title, "2026-03-14")


def test_a_section_beside_the_byline_is_no_author() -> None:
    read = pasted("Feri Terbalik di Teluk Sawangan", "detik.com - Raka Widura -Sepakbola - Sabtu, 14 Mar 2026 09:20 WIB", BODY)
    assert isinstance(read, Article)
    assert read.authors == ("Raka Widura",)


def test_a_sentence_behind_a_weak_cue_stays_and_a_pointer_goes() -> None:
    stays = "Earlier: The harbour office said on Saturday that two crew members were held."
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", BODY, stays, "Related: Why wooden ferries still cross the bay", BODY)
    assert isinstance(read, Article)
    assert stays in read.text
    assert "wooden ferries" not in read.text


def test_a_report_in_points_is_read_and_a_list_of_videos_is_not() -> None:
    points = (
        "The harbour master has confirmed that the ferry was carrying too many passengers",
        "Two of the crew were taken to a hospital in the town with broken legs",
    )
    assert isinstance(pasted("Ferry sinks off Sawangan", "2026-03-14", *points), Article)
    assert isinstance(pasted("Ferry sinks off Sawangan", "2026-03-14", *(f"0:2{n} {p}" for n, p in enumerate(points))), Rejection)


EN = (
    "Four people died when a ferry turned over in Sawangan Bay on Saturday morning, the harbour master said.",
    "Divers went on looking for eleven others until dark. “We will not stop,” the harbour master told WQXB.",
    "The boat had left the market pier at six with more passengers than its papers allow.",
)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Ferry sinks off Sawangan Posted: Saturday, March 14, 2026 9:20 AM EST Updated: Sunday, March 15, 2026 7:00 AM EST", "date-line"),
        ("by: Dewi Lestara Updated: Mar 15, 2026 - 6:57 PM", "date-line"),
        ("Relatives wait at the pier. Ledger 4's Tom Harrow reports. (Published Saturday, March 14, 2026)", "caption"),
        ("Divers prepare to enter the water near the market...", "caption"),
        ("Buy Photo A diver at the market pier. (Photo: Tom Harrow / Bay Ledger)Buy Photo", "caption"),
        ("A A", "label"),
        ("Tom Harrow", "caption"),
        ("Four people died in the bay on Saturday, police said. View Full Caption Ledger/Tom Harrow", "caption"),
    ],
)
def test_what_stands_above_a_report_and_is_none_of_it(line: str, reason: str) -> None:
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", "https://www.ledger.example/a", line, *EN)
    assert isinstance(read, Article)
    assert reason in {piece.reason for piece in read.removed if piece.text == line}
    assert all(paragraph in read.text for paragraph in EN)


def test_the_posted_time_is_the_publications_and_the_updated_time_is_not() -> None:
    stamp = "Ferry sinks off Sawangan Posted: Saturday, March 14, 2026 9:20 AM EST Updated: Sunday, March 15, 2026 7:00 AM EST"
    read = pasted("Ferry sinks off Sawangan", "2026-03-15", "https://www.ledger.example/a", stamp, *EN)
    assert isinstance(read, Article)
    assert read.published == "2026-03-14T09:20:00-05:00"
    later = pasted("Ferry sinks off Sawangan", "2026-03-14", "https://www.ledger.example/a", "Updated: Mar 15, 2026 - 6:57 PM", *EN)
    assert isinstance(later, Article)
    assert later.published == "2026-03-14"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Contact Dewi Lestara: 555-0142", ("Dewi Lestara",)),
        ("Reach Dewi Lestara at dlestara@ledger.example or 555-555-0142.", ("Dewi Lestara",)),
        ("Twitter: @dlestara", ()),
        ("Dewi Lestara: dlestara@ledger.example or 555-555-0142", ("Dewi Lestara",)),
        ("With Dewi Lestara and Tom Harrow", ("Dewi Lestara", "Tom Harrow")),
        ("dlestara@ledger.example, (555) 555-0142", ()),
    ],
)
def test_how_to_reach_the_writer_is_a_byline(line: str, authors: tuple[str, ...]) -> None:
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", *EN, line)
    assert isinstance(read, Article)
    assert line not in read.text
    assert read.authors == authors


def test_where_the_police_are_to_be_called_is_the_reports_business() -> None:
    handle = "In a message on Instagram, @sawangan_harbour, the crew could be seen on the pier an hour before."
    call = "Anyone with information is asked to call the harbour police at 555-555-0142."
    detective = "Contact Detective Tom Harrow at 555-555-0143."
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", *EN, handle, call, detective)
    assert isinstance(read, Article)
    assert all(line in read.text for line in (handle, call, detective))


def test_teasers_that_stand_twice_go_and_a_paragraph_copied_twice_stays_once() -> None:
    teasers = (
        "A bakery in Tirtaloka has sold its last loaf after ninety years on the same corner.",
        "The national lottery's jackpot climbed again this week after nobody picked the winning numbers.",
        "Volunteers planted two thousand mangroves along the northern shore during the long weekend.",
    )
    lines = [line for teaser in teasers for line in (teaser, teaser)]
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", *lines, *EN)
    assert isinstance(read, Article)
    assert read.text.split("\n\n")[1:] == list(EN)
    copied = pasted("Ferry sinks off Sawangan", "2026-03-14", EN[0], EN[1], EN[1], EN[2])
    assert isinstance(copied, Article)
    assert copied.text.split("\n\n")[1:] == list(EN)


def test_a_station_is_credited_and_a_stations_own_nickname_is_not() -> None:
    told = "A deckhand told KZQB-TV the pump had failed. “It was always failing,” he told 7 Action News. CBS 58 was at the pier."
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", "https://www.ledger.example/a", *EN, told)
    assert isinstance(read, Article)
    assert read.credits == ("WQXB", "KZQB-TV")


def test_a_list_of_films_goes_and_a_timetable_stays() -> None:
    films = ("0:38 Boat is towed ashore Pause", "1:17 Divers at the market pier", "2:09 Candles for the missing")
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", *films, *EN)
    assert isinstance(read, Article)
    assert read.text.split("\n\n")[1:] == list(EN)
    table = ("8:30 Ferry to the islands", "9:15 Ferry to the market", "9:45 Ferry to the cape")
    timed = pasted("Ferries run again", "2026-03-14", EN[0], "The harbour office published these times:", *table, EN[2])
    assert isinstance(timed, Article)
    assert all(line in timed.text for line in table)


def test_an_agency_named_by_itself_is_the_source() -> None:
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", "By The Associated Press", *EN, "Reuters")
    assert isinstance(read, Article)
    assert "Associated Press" in read.credits
    assert "Reuters" in read.credits
    assert read.authors == ()


def test_paragraphs_that_were_copied_nested_stand_once() -> None:
    nested = [line for i in range(len(EN)) for line in (" ".join(EN[i:]), EN[i])]
    read = pasted("Ferry sinks off Sawangan", "2026-03-14", *nested)
    assert isinstance(read, Article)
    assert read.text.split("\n\n")[1:] == list(EN)


@pytest.mark.parametrize("html", [False, True])
def test_a_text_longer_than_any_report_is_refused_at_once(html: bool) -> None:
    text = "Feri itu terbalik di teluk pada Sabtu pagi, kata syahbandar. " * 40_000
    read = clean(
        Page(
            path="uji.txt",
            url=None,
            media_type="text/html" if html else "text/plain",
            text=f"<p>{text}</p>" if html else text,
            hash="0",
        )
    )
    assert isinstance(read, Rejection)
    assert "characters long, which no report is" in read.reason


def test_a_headline_of_another_story_goes_and_the_reports_own_subheadings_and_items_stay() -> None:
    other = "Warga Wanasari Keluhkan Jalan Rusak yang Tak Kunjung Diperbaiki Pemerintah Kabupaten"
    own = (
        "Spesifikasi Kapal dan Kelengkapan Keselamatan",
        "Rute: Pelabuhan Sawangan - Pulau Tengkar - Karang Sembilang",
        "Kelas Utama Dek Atas dengan Kamar Sendiri - Rp 3,3 juta",
    )
    lines = [BODY, own[0], BODY + " Lagi.", other, BODY + " Kapal itu tua.", *own[1:], BODY + " Pencarian dilanjutkan besok."]
    read = pasted("Feri Terbalik di Teluk Sawangan", "14 Maret 2026 09:20 WIB", *lines)
    assert isinstance(read, Article)
    assert other not in read.text
    assert all(line in read.text for line in own)


def test_the_name_that_a_site_hangs_on_its_titles_is_taken_out_of_the_text_and_kept() -> None:
    title = "Ferry sinks off Sawangan in heavy rain - KSLA News 12 Tirtaloka, News Weather & Sports"
    read = pasted(title, "2026-03-14", "https://www.ksla.com/story/1", *EN)
    assert isinstance(read, Article)
    assert read.text.split("\n\n")[0] == "Ferry sinks off Sawangan in heavy rain"
    assert ("KSLA News 12 Tirtaloka, News Weather & Sports", "masthead") in {(piece.text, piece.reason) for piece in read.removed}


def test_a_notice_run_on_to_a_paragraph_goes_alone() -> None:
    read = pasted(
        "Ferry sinks off Sawangan", "2026-03-14", *EN, "A fund has been set up for the crew's families. Access it by clicking here."
    )
    assert isinstance(read, Article)
    assert read.text.endswith("A fund has been set up for the crew's families.")


@pytest.mark.parametrize(
    ("line", "site", "authors"),
    [
        ("The Alder Ledger - Maeve Korrin - September 9, 2024, 7:45 am", "The Alder Ledger", ("Maeve Korrin",)),
        ("Northern Wire - March 5, 2024, 2:35 pm", "Northern Wire", ()),
        ("Tajuk Rindang - 12 Nov 2025, 17:05 WIB - Ayu Wiratih", "Tajuk Rindang", ("Ayu Wiratih",)),
        ("Semarang (LINTERA) - Kamis, 22 Januari 2026 16:05 WIB", "LINTERA", ()),
        ("Budi Wiratih - Kamis, 19 Jun 2025 07:15 WIB", None, ("Budi Wiratih",)),
    ],
)
def test_a_header_names_an_outlet_that_no_table_lists(line: str, site: str | None, authors: tuple[str, ...]) -> None:
    read = headers.read(line)
    assert read is not None
    assert (read.site, read.authors) == (site, authors)


def test_a_report_that_opens_on_a_place_and_mentions_a_day_is_no_header() -> None:
    line = "kabarrindang.id, Jakarta - Api melanda sebuah rumah di Jalan K pada Kamis (19/6/2025) dini hari."
    cleaned = pasted("Rumah di Jalan K Terbakar Dini Hari", line, "Petugas memadamkan api dalam satu jam, kata warga di lokasi.")
    assert isinstance(cleaned, Article)
    assert "melanda sebuah rumah" in cleaned.text


def test_a_headline_that_begins_with_sources_is_no_credit() -> None:
    assert bylines.read("Sources: police believe that two suspects are still at large") is None
    assert bylines.read("Sumber: Kabar Merbau") == bylines.Byline(named=("Kabar Merbau",))
