"""Publication dates are read as precisely as they are stated, in every form that pages use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.lang import dates


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Kamis, 5 Maret 2026 |07:01 WIB", "2026-03-05T07:01:00+07:00"),
        ("Diperbarui 5 Mar 2026, 06:56 WITA", "2026-03-05T06:56:00+08:00"),
        ("05/03/2026, 08:42 WIT", "2026-03-05T08:42:00+09:00"),
        ("- 5 Maret 2026, 09:45 WIB", "2026-03-05T09:45:00+07:00"),
        ("5 Agustus 2025 | 08.49 WIB", "2025-08-05T08:49:00+07:00"),
        ("Jum'at, 6 Nopember 2015 19.39", "2015-11-06T19:39"),
        ("05 November 2015|10:01", "2015-11-05T10:01"),
        ("Rabu, 4 Maret 2026 pukul 18.27 WIB", "2026-03-04T18:27:00+07:00"),
        ("on July 02 2013 7:41 AM", "2013-07-02T07:41"),
        ("Tuesday, July 2nd, 2013", "2013-07-02"),
        ("WEDNESDAY 03 JULY 2013", "2013-07-03"),
        ("July 03, 2013 6:22AM", "2013-07-03T06:22"),
        ("Posted: Mon, Mar 3, 2014, 5:06 pm EST", "2014-03-03T17:06:00-05:00"),
        ("12:06 p.m. CDT June 8, 2016", "2016-06-08T12:06:00-05:00"),
        ("Updated 5 PM ET, Wed June 8, 2016", "2016-06-08T17:00:00-04:00"),
        ("6/8/2016 5:06 PM", "2016-06-08T17:06"),
        ("28/2/2016", "2016-02-28"),
        ("2016-07-13T10:00:00Z", "2016-07-13T10:00:00+00:00"),
        ("2016-07-13T10:00+07:00", "2016-07-13T10:00:00+07:00"),
        ("2016-07-13T07:41", "2016-07-13T07:41"),
        ("date 2022-05", "2022-05"),
        ("Mon, 03 Mar 2014 17:06:00 GMT", "2014-03-03T17:06:00+00:00"),
        ("1446710203000", "2015-11-05T07:56:43+00:00"),
        ("Isnin, 3 Mac 2025 9:15 MYT", "2025-03-03T09:15:00+08:00"),
    ],
)
def test_published_is_as_precise_as_stated(raw: str, value: str) -> None:
    assert dates.published(raw) == value


@pytest.mark.parametrize("raw", ["", "31/02/2020", "tidak ada tanggal", "hello 12:30", "harga 3,8 persen", "99/99/2020"])
def test_what_states_no_possible_date_is_unknown(raw: str) -> None:
    assert dates.published(raw) is None


def test_a_date_line_holds_nothing_but_a_date() -> None:
    assert dates.is_date_line("Diperbarui: Kamis, 5 Maret 2026 | 07:01 WIB")
    assert dates.is_date_line("Published March 5, 2026 at 7:01 am")
    assert not dates.is_date_line("Gempa 5 Maret 2026 di Merbau")
    assert not dates.is_date_line("Kamis")


@given(st.text(max_size=300))
def test_no_text_breaks_it(raw: str) -> None:
    value = dates.published(raw)
    assert value is None or value[:2] in ("19", "20")
