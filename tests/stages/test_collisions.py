"""Where reports collide without one figure against another: what brought responders, a part against its whole, two places, first or second."""

from __future__ import annotations

import pytest
from conftest import article
from test_reconcile import brief

from kawat.model import Article, Conflict

FIRST, SECOND = "2026-03-14T10:00:00+07:00", "2026-03-14T14:00:00+07:00"


def told(text: str, outlet: str, at: str = FIRST, language: str = "en") -> Article:
    return article(text, outlet=outlet, published=at, language=language)


def collisions(*texts: str, reason: str, language: str = "en", at: tuple[str, ...] = (FIRST, SECOND)) -> list[Conflict]:
    reports = [told(text, f"Outlet {n}", at[min(n, len(at) - 1)], language) for n, text in enumerate(texts)]
    return [c for c in brief(*reports).conflicts if c.verdict == "conflict" and reason in c.reason]


CHECK = "Officers responded to a welfare check at a house in Marlowe on Friday and found two men dead."
SHOTS = "Deputies were called to a house in Marlowe on Friday after reports of shots fired, the sheriff said."


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (CHECK, SHOTS, 1),
        (CHECK, "Officers responded to a shooting in Marlowe on Friday and found two men dead.", 0),  # what they found
        (CHECK, f"{SHOTS} A neighbour had asked deputies to conduct a welfare check.", 0),  # both
        (CHECK, "Deputies went to a house in Marlowe on Friday after a report of an unconscious man.", 0),  # one call may be both
        (
            "Officers responded to a welfare check in the 1200 block of Alder Street on Friday.",
            "Officers responded to reports of shots fired in the 4400 block of Alder Street on Friday.",
            0,
        ),
        (
            "Officers responded to a welfare check at 7:10 a.m. on Friday.",
            "Officers responded to reports of shots fired at 11:40 p.m. on Friday.",
            0,
        ),
    ],
)
def test_what_brought_the_responders_to_one_scene_is_compared(one: str, other: str, found: int) -> None:
    assert len(collisions(one, other, reason="brought the responders")) == found


def test_of_two_scenes_in_a_report_the_one_in_the_same_place_is_meant() -> None:
    both = f"{CHECK} Later officers were called to a flat in Tiverley after reports of gunfire."
    assert collisions(both, "Deputies responded to reports of shots fired at a flat in Tiverley, police said.", reason="brought") == []
    (met,) = collisions(both, "Deputies did a welfare check at a flat in Tiverley, police said.", reason="brought")
    assert [side.value for side in met.sides] == ["reports of gunfire", "welfare check"]


def test_what_a_caller_reported_is_read_in_indonesian_too() -> None:
    one = "Polisi mendatangi rumah itu setelah menerima laporan kebakaran pada Sabtu."
    other = "Petugas mendatangi rumah itu setelah menerima laporan perampokan pada Sabtu."
    (met,) = collisions(one, other, reason="petugas datang", language="id")
    assert [side.value for side in met.sides] == ["laporan kebakaran", "laporan perampokan"]


WHOLE = "The quake damaged 300 houses in the province, the agency said on Saturday."
ALONE = "In Velmar district alone, six people were killed and about 1,500 houses and shops were damaged, the mayor said."


@pytest.mark.parametrize(
    ("whole", "part", "found"),
    [
        (WHOLE, ALONE, 1),
        ("The quake damaged more than 300 houses, the agency said on Saturday.", ALONE, 1),
        ("The quake destroyed 300 houses in the province, the agency said on Saturday.", ALONE, 0),  # of those damaged some are ruined
        ("The quake damaged 2,000 houses in the province, the agency said on Saturday.", ALONE, 0),
        ("The quake in 2004 damaged 300 houses in the province, the agency said on Saturday.", ALONE, 0),
        ("The quake damaged 300 houses in Ostrey district, the agency said on Saturday.", ALONE, 0),
        ("The quake damaged 300 schools in the province, the agency said on Saturday.", ALONE, 0),
    ],
)
def test_no_part_is_larger_than_its_whole(whole: str, part: str, found: int) -> None:
    assert len(collisions(part, whole, reason="higher than its whole")) == found


def test_a_whole_that_is_older_than_its_larger_part_is_no_conflict() -> None:
    assert collisions(WHOLE, ALONE, reason="higher than its whole") == []


COAST = "The quake struck off the northern coast of Velmar at a depth of 10 km on Saturday, seismologists said."
HEART = "The quake was centred inland, in the heart of Velmar province, the agency said on Saturday."


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (COAST, HEART, 1),
        (COAST, "The quake was centred near the coast of Velmar, the agency said on Saturday.", 0),
        (COAST, "The quake struck and shook the city in the heart of Velmar province on Saturday.", 0),
        (COAST, f"{HEART} An earlier bulletin said it struck off the northern coast of Velmar in a quake of magnitude 6.", 0),
        (COAST, "An aftershock of the quake struck inland, in the heart of Velmar province, on Saturday.", 0),
        ("The quake of 2009 struck off the northern coast of Velmar, seismologists said.", HEART, 0),
    ],
)
def test_a_quake_is_centred_at_sea_or_in_the_heart_of_the_land(one: str, other: str, found: int) -> None:
    assert len(collisions(one, other, reason="two places")) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ('"Kami siap," kata Wira Lantang di Kairo, Sabtu (14/3/2026).', '"Kami siap," ujar Wira Lantang di Dakar, Sabtu (14/3/2026).', 1),
        ('"Kami siap," kata Wira Lantang di Kairo, Sabtu (14/3/2026).', '"Kami siap," ujar Wira Lantang di Dakar, Jumat (13/3/2026).', 0),
        ('"Kami siap," kata Wira Lantang di Kairo, Sabtu (14/3/2026).', '"Kami siap," ujar Bima Satria di Dakar, Sabtu (14/3/2026).', 0),
        ('"Kami siap," kata Wira Lantang di Kairo, Sabtu (14/3/2026).', '"Kami siap," ujar Wira Lantang di Mesir, Sabtu (14/3/2026).', 0),
        (
            '"Kami siap," kata Wira Lantang di Kairo, Sabtu (14/3/2026).',
            '"Kami siap," ujar Wira Lantang di Dakar, Sabtu (14/3/2026), setelah dari Kairo.',
            0,
        ),
    ],
)
def test_somebody_speaks_in_one_place_at_a_time(one: str, other: str, found: int) -> None:
    assert len(collisions(one, other, reason="dua tempat", language="id")) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("A man was shot on Alder Street on Friday, police said.", "A man was shot on Alder Avenue on Friday, police said.", 1),
        ("A man was shot on Alder St. on Friday, police said.", "A man was shot on Alder Street on Friday, police said.", 0),
        ("He was tried in Bramley County Court on Friday.", "He was held on Bramley County Road on Friday.", 0),
        ("A man was shot at Alder Street and Alder Avenue on Friday.", "A man was shot on Alder Avenue on Friday, police said.", 0),
    ],
)
def test_one_name_of_two_kinds_of_street_is_two_places(one: str, other: str, found: int) -> None:
    assert len(collisions(one, other, reason="two places")) == found


PREMIERE = "Ramon Teluk menjalani sidang perdana di pengadilan, Sabtu (14/3/2026)."
SEQUEL = "Ramon Teluk hadir di pengadilan, Sabtu (14/3/2026). Ini merupakan sidang kedua dalam perkara itu."


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (PREMIERE, SEQUEL, 1),
        (PREMIERE, "Ini adalah kali kedua persidangan berlangsung.", 1),
        (PREMIERE, "Ramon Teluk akan menjalani sidang kedua pekan depan.", 0),
        (PREMIERE, f"{SEQUEL} Dalam sidang perdana ia tidak hadir.", 0),
        (PREMIERE, "Ini adalah sidang kedua tahun ini bagi Ramon Teluk.", 0),
        ("Ramon Teluk menjalani sidang perdana pada 28 Februari 2026.", SEQUEL, 0),
    ],
)
def test_one_hearing_is_not_the_first_and_the_second(one: str, other: str, found: int) -> None:
    assert len(collisions(one, other, reason="yang pertama dan yang kesekian", language="id")) == found


def test_a_launch_is_counted_in_english_too() -> None:
    one = "The rocket made its second test flight on Saturday, the company said."
    other = "Saturday's launch was the third test flight, engineers said. It was the third launch."
    assert len(collisions(one, other, reason="counted as the first and as a later one")) == 1


def test_numbers_that_two_reports_both_tell_are_of_two_things() -> None:
    text = "Kejaksaan menetapkan 21 tersangka dalam perkara hibah di Merbau. Sebanyak 4 tersangka sebagai penerima suap. Sebanyak 17 tersangka sebagai pemberi suap."
    reports = [told(f"{text} {end}", f"Outlet {n}", at, "id") for n, (end, at) in enumerate((("", FIRST), ("Kepala dinas diam.", SECOND)))]
    assert brief(*reports).conflicts == ()


def test_a_past_happening_that_a_few_reports_recall_is_not_held_against_this_one() -> None:
    now = "A ferry sank off Tiverley on Saturday and killed seven people, police said."
    past = "On 8 January a ferry sank there and killed six people."
    texts = [now, f"{now} {past}", f"{now} {past} It was raised.", f"{now} The mayor came.", f"{now} The bishop came."]
    reports = [told(text, f"Outlet {n}", FIRST if n < 2 else SECOND) for n, text in enumerate(texts)]
    assert [c for c in brief(*reports).conflicts if c.verdict != "precision"] == []
