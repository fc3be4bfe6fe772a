"""The head of a pasted report: what its first lines state, and what of them is no title, author or report."""

from __future__ import annotations

import pytest

from kawat.model import Article, Page, Rejection
from kawat.stages.clean import clean

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
