"""What the reports of an event agree on, where they collide, what was only updated, and on how many origins it stands."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from conftest import article

from kawat import pipeline
from kawat.lang import languages, section
from kawat.model import NOT_STATED, Article, Brief, Briefing, Conflict
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.quote import quote
from kawat.stages.reconcile import describe, passages, polarity, reconcile, stated, states
from kawat.stages.reconcile.scorer import shipped


def brief(*articles: Article) -> Brief:
    marks = {a.id: extract(a) for a in articles}
    said = {a.id: quote(a, marks[a.id]) for a in articles}
    vectors = {a.id: load().embed([s.exact for s in marks[a.id].sentences]) for a in articles}
    return reconcile(describe("e1", articles, marks), articles, marks, said, vectors)


def told(text: str, outlet: str, at: str = "2026-03-14T10:00:00+07:00", language: str = "id", credits: tuple[str, ...] = ()) -> Article:
    return article(text, outlet=outlet, published=at, language=language, credits=credits)


MORNING = told(
    "Feri Cahaya Rindang terbalik di Teluk Sawangan. Empat orang tewas dalam kecelakaan feri itu.",
    "Harian Teluk",
    "2026-03-14T09:00:00+07:00",
)
NOON = told(
    "Korban kecelakaan feri Cahaya Rindang bertambah. Enam orang tewas dalam kecelakaan feri itu.",
    "Kabar Merbau",
    "2026-03-14T13:00:00+07:00",
)
NIGHT = told(
    "Pencarian korban feri Cahaya Rindang dihentikan. Tujuh orang tewas dalam kecelakaan feri itu.",
    "Suara Lintang",
    "2026-03-14T19:00:00+07:00",
)


def differing(found: Brief, verdict: str) -> list[Conflict]:
    return [c for c in found.conflicts if c.verdict == verdict]


def test_a_toll_that_grows_is_an_update_in_time_order_and_no_conflict() -> None:
    found = brief(NIGHT, MORNING, NOON)
    assert differing(found, "conflict") == []
    (update,) = [c for c in differing(found, "update") if c.kind == "number"]
    assert [side.value for side in update.sides] == ["4 people", "6 people", "7 people"]
    assert "hitungan yang bertambah" in update.reason


def test_two_dates_for_one_turn_of_words_collide() -> None:
    a = told("Kecelakaan itu merupakan yang pertama di teluk tersebut sejak 12 Maret 2023.", "Harian Teluk")
    b = told("Kecelakaan itu adalah yang pertama kali di teluk tersebut sejak 21 Maret 2023.", "Kabar Merbau")
    found = brief(a, b)
    (conflict,) = differing(found, "conflict")
    assert conflict.kind == "date"
    assert [side.value for side in conflict.sides] == ["2023-03-12", "2023-03-21"]
    assert any(point.status == "disputed" for point in found.points)


def test_spellings_of_one_name_are_a_matter_of_precision() -> None:
    a = told("Menteri Perhubungan Anatoli Verenko tiba di dermaga pada Sabtu.", "Harian Teluk")
    b = told("Menteri Perhubungan Anatoly Verenko tiba di dermaga pada Sabtu.", "Kabar Merbau")
    (spelt,) = [c for c in brief(a, b).conflicts if c.kind == "name"]
    assert (spelt.verdict, sorted(side.value for side in spelt.sides)) == ("precision", ["Anatoli Verenko", "Anatoly Verenko"])


def test_one_speaker_through_two_outlets_is_one_origin() -> None:
    said = '"Arus di dasar teluk sangat kuat, penyelam hanya bisa bekerja 20 menit," kata Darsono Wibisana.'
    found = brief(told(said, "Harian Teluk"), told(f"Sabtu siang. {said}", "Kabar Merbau"))
    (point,) = [p for p in found.points if "Arus di dasar" in p.label]
    assert (point.status, point.origins) == ("agreed", ("Darsono Wibisana",))


def test_two_outlets_that_copy_one_agency_are_one_origin() -> None:
    words = "Kapal itu berangkat dengan 63 penumpang dan dua belas awak dari Pelabuhan Sawangan menuju Pulau Tengkar."
    found = brief(told(words, "Harian Teluk", credits=("Lintara News",)), told(words, "Kabar Merbau", credits=("Lintara News",)))
    (point,) = found.points
    assert point.origins == ("Lintara News",)


def test_what_one_outlet_alone_has_is_single() -> None:
    found = brief(MORNING, told("Harga cabai rawit di Pasar Tirtaloka naik dua kali lipat.", "Kabar Merbau"))
    assert {p.status for p in found.points} == {"single"}


def test_the_order_of_arrival_does_not_change_the_brief() -> None:
    briefs = [brief(*order) for order in itertools.permutations((MORNING, NOON, NIGHT))]
    assert all(found == briefs[0] for found in briefs)


def test_the_timeline_tells_when_it_happened_not_when_it_was_reported() -> None:
    found = brief(told("Feri itu terbalik pada Jumat (13/3) pagi di Teluk Sawangan.", "Harian Teluk", "2026-03-14T09:00:00+07:00"))
    assert [moment.at[:10] for moment in found.timeline] == ["2026-03-13"]
    assert found.event.day == "2026-03-13"


@pytest.fixture(scope="module")
def sample() -> Briefing:
    return pipeline.read([str(Path(__file__).parents[2] / "examples")])


def test_the_samples_are_one_event_with_the_update_the_collision_and_the_shared_origin_they_were_written_with(sample: Briefing) -> None:
    (found,) = sample.briefs
    assert len(found.event.articles) == 4
    assert ["2023-03-12", "2023-03-21"] in [[s.value for s in c.sides] for c in differing(found, "conflict")]
    assert ["4 people", "6 people", "7 people", "9 people"] in [[s.value for s in c.sides] for c in differing(found, "update")]
    (quoted,) = (p for p in found.points if len(p.accounts) > 1 and all(a.span.exact.startswith("Arus di dasar teluk") for a in p.accounts))
    assert (quoted.status, quoted.origins) == ("agreed", ("Darsono Wibisana",))
    (unnamed,) = (p for p in found.points if p.label.startswith(("Menteri Perhubungan", "The transport minister")))
    assert (unnamed.status, unnamed.origins) == ("agreed", (NOT_STATED,))


def test_every_span_of_a_brief_is_the_words_of_its_article(sample: Briefing) -> None:
    text = {a.id: a.text for a in sample.articles}
    for found in sample.briefs:
        spans = [a.span for p in found.points for a in p.accounts]
        spans += [a.span for c in found.conflicts for s in c.sides for a in s.accounts]
        spans += [a.span for m in found.timeline for a in m.accounts]
        spans += [s.span for s in found.statements] + [s.cue for s in found.statements if s.cue]
        spans += [link.span for s in found.statements for link in s.chain if link.span] + [f.span for f in found.figures]
        assert spans
        assert all(text[s.article][s.start : s.end] == s.exact for s in spans)


def test_the_seeds_are_one_event_with_the_ministry_one_voice(shared: Path) -> None:
    briefing = pipeline.read([str(shared / "seeds")])
    (found,) = briefing.briefs
    assert len(found.event.articles) == 3
    ministries = [s for s in found.speakers if "kementerian" in s.name.casefold()]
    assert len(ministries) == 1
    (conflict,) = differing(found, "conflict")
    assert [side.value for side in conflict.sides] == ["2022-02-18", "2022-02-24"]
    sides = {" ".join(a.span.exact.split()) for side in conflict.sides for a in side.accounts}
    agreed = [p.label for p in found.points if p.status == "agreed"]
    assert agreed and not [label for label in agreed for words in sides if words in label]


def test_the_same_words_stand_in_the_timeline_once(sample: Briefing) -> None:
    for found in sample.briefs:
        lines = [(m.at[:10], m.label) for m in found.timeline]
        assert lines and len(lines) == len(set(lines))
        assert all(
            m.label == " ".join(m.accounts[0].span.exact.split()) for m in found.timeline
        )  # the outlet named is whose words they are


def test_a_denial_stands_against_what_it_denies() -> None:
    scene = (
        "Gudang pupuk di Desa Karang Rindang meledak pada Sabtu (14/3/2026) siang dan merusak puluhan rumah di sekitarnya. "
        "Bupati Merbau menetapkan masa tanggap darurat selama sepekan."
    )
    a = told(
        f"{scene} Pemilik gudang, Rudi Halim, membantah ada amonium nitrat di gudang itu. Polisi memeriksa delapan saksi.", "Harian Teluk"
    )
    b = told(f"{scene} Seorang pekerja mengatakan ada amonium nitrat di gudang itu sejak Januari. Warga diminta menjauh.", "Kabar Merbau")
    (collision,) = [c for c in brief(a, b).conflicts if c.kind == "polarity"]
    assert collision.verdict == "conflict"
    assert {side.value for side in collision.sides} == {"no", "yes"}
    assert "membantah" in next(s.accounts[0].span.exact for s in collision.sides if s.value == "no")


def test_not_only_is_no_denial() -> None:
    assert not polarity.is_denial("Isu yang dibahas tidak terbatas pada keamanan.", "id")
    assert not polarity.is_denial("It was not only a fire.", "en")
    assert polarity.is_denial("Tidak ada korban jiwa.", "id")
    assert polarity.is_denial("The company hasn’t said why.", "en")


def test_one_date_with_two_weekdays_is_a_collision() -> None:
    a = told("Bus wisata itu terperosok ke jurang di Turunan Rindang pada Sabtu (14/3/2026) subuh.", "Harian Teluk")
    b = told("Bus wisata terperosok ke jurang di Turunan Rindang pada Minggu (14/3/2026) subuh.", "Kabar Merbau")
    (collision,) = [c for c in brief(a, b).conflicts if c.kind == "date"]
    assert collision.verdict == "conflict"
    assert len(collision.sides) == 2


@pytest.mark.parametrize(
    ("text", "language", "counted"),
    [
        ("A gunman killed six people and wounded seven others.", "en", ["dead", "injured"]),
        ("Three other children were in the house but were not injured.", "en", [None]),
        ("Longsor itu menewaskan enam orang dan melukai tujuh warga.", "id", ["dead", "injured"]),
        ("Sebanyak 54 orang selamat dan 11 orang masih hilang.", "id", ["saved", "missing"]),
        ("Sembilan penumpang lain belum ditemukan.", "id", ["missing"]),
        ("The quake brought the death toll to 24.", "en", ["dead"]),
    ],
)
def test_a_figure_counts_what_the_nearest_verb_says(text: str, language: str, counted: list[str | None]) -> None:
    report = told(text, "Harian Teluk", language=language)
    marks = extract(report)
    rows = {report.id: load().embed([s.exact for s in marks.sentences])}
    found = passages.find([report], {report.id: marks}, {report.id: quote(report, marks)}, rows, {})
    assert [v.count for v in stated.find(found, {report.id: report})] == counted


def test_lengths_are_compared_in_one_unit() -> None:
    a = told("The quake struck at a depth of 10 kilometres, officials said.", "Alder Ledger", language="en")
    b = told("The quake struck at a depth of about six miles, officials said.", "Northern Wire", language="en")
    assert differing(brief(a, b), "conflict") == []


def test_officers_of_one_force_are_one_origin() -> None:
    scene = "Bus pariwisata terperosok ke jurang di Turunan Rindang pada Sabtu."
    a = told(f"{scene} Kapolres Merbau AKBP Rudi Halim mengatakan sopir bus itu mengantuk saat melaju di turunan.", "Harian Teluk")
    b = told(f"{scene} Kasat Lantas Polres Merbau AKP Sari Dewi mengatakan sopir bus itu mengantuk saat melaju di turunan.", "Kabar Merbau")
    shared = [p for p in brief(a, b).points if len(p.accounts) == 2]
    assert [len(p.origins) for p in shared] == [1, 1]
    assert {s.name for s in brief(a, b).speakers} == {"Rudi Halim", "Sari Dewi"}


def test_a_report_more_leaves_the_points_it_does_not_touch_as_they_were() -> None:
    other = told("Menteri Perhubungan dijadwalkan tiba di Merbau Laut pada Minggu.", "Radio Pesisir", "2026-03-14T20:00:00+07:00")
    before, after = brief(MORNING, NOON), brief(MORNING, NOON, other)
    assert {p.id for p in before.points} <= {p.id for p in after.points}
    assert {c.id for c in before.conflicts} <= {c.id for c in after.conflicts}


def test_how_sure_a_point_is_stands_with_it() -> None:
    found = brief(MORNING, NOON, NIGHT)
    assert all(0 < p.confidence <= 1 for p in found.points)
    assert all(p.confidence == 1 for p in found.points if p.status == "single")


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(RuntimeError, match="fit_reconcile"):
        shipped("points", ("cosine", "luck"))


def test_what_moved_on_is_an_update() -> None:
    a = told(
        "Longsor menimbun Jalan Rindang-Sawangan pada Sabtu. Jalan Rindang-Sawangan ditutup total bagi semua kendaraan.",
        "Harian Teluk",
        "2026-03-14T09:00:00+07:00",
    )
    b = told(
        "Longsor menimbun Jalan Rindang-Sawangan pada Sabtu. Jalan Rindang-Sawangan kembali dibuka bagi semua kendaraan pada Minggu siang.",
        "Kabar Merbau",
        "2026-03-15T15:00:00+07:00",
    )
    (moved,) = differing(brief(a, b), "update")
    assert [side.value for side in moved.sides] == ["ditutup", "kembali dibuka"]


@pytest.mark.parametrize(
    ("words", "collide"), [("dengan kaki kanan", True), ("ke pojok kanan gawang", False), ("di Stadion Kanan Jaya", False)]
)
def test_a_left_leg_and_a_right_are_of_one_thing_only_where_it_is_named(words: str, collide: bool) -> None:
    a = told("Rudi Halim mencetak gol dengan kaki kiri pada menit ke-77.", "Harian Teluk")
    b = told(f"Rudi Halim mencetak gol {words} pada menit ke-77.", "Kabar Merbau")
    marks = {x.id: extract(x) for x in (a, b)}
    said = {x.id: quote(x, marks[x.id]) for x in (a, b)}
    rows = {x.id: load().embed([s.exact for s in marks[x.id].sentences]) for x in (a, b)}
    found = passages.find([a, b], marks, said, rows, {})
    indices, _ = states.pairs(found, {(0, 1): 0.9}, {(0, 1): 0.9}, {a.id: a, b.id: b})
    assert [one.group for _, _, one, _ in indices] == (["leg"] if collide else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sopir itu diciduk lalu dijebloskan ke tahanan.", {("custody", "held")}),
        ("Police took the man into custody.", {("custody", "held")}),
        ("Kaki kirinya patah.", {("leg", "left"), ("injury", "fracture")}),
        ("Her left ankle is swollen.", {("leg", "left")}),
        ("He passed away at noon.", {("health", "dead")}),
        ("The player left the pitch to applause.", set()),
        ("Penyidik sudah mengantongi identitas pelaku.", set()),
        ("The gun was discharged twice.", set()),
    ],
)
def test_a_state_is_read_as_newspapers_word_it_and_not_where_the_words_mean_another_thing(text: str, told: set[tuple[str, str]]) -> None:
    assert {(t.group, t.name) for t in states.read(text)} == told


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Pasar itu sempat ditutup dua hari dan kini dibuka lagi.", ["open"]),
        ("The bridge was shut on Monday but is open again.", ["open"]),
        ("The bridge, previously open to traffic, was closed.", ["shut"]),
        ("The bridge was closed.", ["shut"]),
    ],
)
def test_of_two_states_in_a_sentence_the_one_counts_that_holds_at_the_end(text: str, left: list[str]) -> None:
    assert [t.name for t in states.holding([t for t in states.read(text) if t.group == "passage"], text)] == left


@pytest.mark.parametrize(("chance", "verdicts"), [(0.4, []), (0.7, ["update"]), (0.9, ["update", "conflict"])])
def test_a_conflict_of_states_is_surer_than_an_update(monkeypatch: pytest.MonkeyPatch, chance: float, verdicts: list[str]) -> None:
    a = told("Jalan raya Sawangan ditutup total. Rudi Halim cedera kaki kiri.", "Harian Teluk")
    b = told("Jalan raya Sawangan dibuka lagi. Rudi Halim cedera kaki kanan.", "Kabar Merbau", at="2026-03-14T19:00:00+07:00")
    marks = {x.id: extract(x) for x in (a, b)}
    found = passages.find(
        [a, b], marks, {x.id: quote(x, marks[x.id]) for x in (a, b)}, {x.id: np.zeros((2, 1), np.float32) for x in (a, b)}, {}
    )

    def sure(question: str, features: Sequence[str]) -> Callable[[np.ndarray], np.ndarray]:
        fixed = states.VERDICTS.index("fixed")
        return lambda rows: 1 - rows[:, fixed] if "verdict" in question else np.full(len(rows), chance)

    monkeypatch.setattr(states, "shipped", sure)
    near = {(0, 2): 0.9, (1, 3): 0.9}
    assert sorted((d.conflict.verdict for d in states.differences(found, near, near, {a.id: a, b.id: b})), reverse=True) == verdicts


@pytest.mark.parametrize("group", states.GROUPS)
def test_no_phrase_tells_two_states_of_one_group(group: str) -> None:
    told: dict[str, str] = {}
    for code in languages():
        for name, phrases in getattr(section(code, "states", states.StateWords), group).items():
            assert [p for p in phrases if told.setdefault(p, name) != name] == []


def test_one_quotation_of_two_people_is_a_collision_and_one_left_unnamed_none() -> None:
    words = "Api muncul dari lantai dua gudang itu sekitar pukul tiga sore dan menjalar ke rumah di sebelahnya"
    a = told(f'Gudang itu terbakar pada Sabtu. "{words}," kata Rudi Halim.', "Harian Teluk")
    b = told(f'Gudang itu terbakar pada Sabtu. "{words}," kata Sari Dewi.', "Kabar Merbau")
    c = told(f'Gudang itu terbakar pada Sabtu. "{words}," kata seorang warga.', "Suara Lintang")
    (collision,) = [c for c in brief(a, b).conflicts if c.kind == "attribution"]
    assert {side.value for side in collision.sides} == {"Rudi Halim", "Sari Dewi"}
    assert [c for c in brief(a, c).conflicts if c.kind == "attribution"] == []
    assert [s.name for s in brief(a, c).speakers] == ["Rudi Halim"]


def test_a_rounded_count_and_a_sentence_that_was_not_given_are_no_collisions() -> None:
    a = told("Perusahaan itu melepas 12,48 miliar saham ke publik pada Kamis.", "Harian Teluk")
    b = told("Perusahaan itu melepas 12.482.937.500 saham ke publik pada Kamis.", "Kabar Merbau")
    assert differing(brief(a, b), "conflict") == []
    a = told("Hakim memvonis Rudi Halim 16 tahun penjara dalam perkara suap.", "Harian Teluk")
    b = told("Hakim tidak memvonis Rudi Halim 20 tahun penjara dalam perkara suap.", "Kabar Merbau")
    assert differing(brief(a, b), "conflict") == []


def test_outlets_that_credit_each_other_are_said_to_and_others_not() -> None:
    text = "Gudang pupuk di Desa Karang Rindang meledak pada Sabtu siang."
    a = told(text, "Harian Teluk", credits=("Kabar Merbau",))
    b = told(f"{text} Tidak ada korban.", "Kabar Merbau", credits=("Suara Lintang",))
    c = told(f"{text} Warga mengungsi.", "Suara Lintang", credits=("Harian Teluk",))
    d = told(f"{text} Polisi datang.", "Lintara News")
    assert brief(a, b, c, d).circular == (("Harian Teluk", "Kabar Merbau", "Suara Lintang"),)
    assert brief(a, b, d).circular == ()


def test_a_measure_in_another_unit_or_to_the_whole_number_is_no_collision() -> None:
    one = told("The quake struck Aruma at a depth of 10 kilometres, the survey office said.", "Straits Ledger", language="en")
    two = told("The quake struck Aruma at a depth of six miles, the survey office said.", "Harbour Post", language="en")
    three = told("The quake struck Aruma at a depth of 6.2 miles, the survey office said.", "Bay Courier", language="en")
    assert [c.verdict for c in brief(one, two, three).conflicts] == ["precision"]


def test_one_clock_time_in_universal_and_in_local_time_collides_and_one_moment_on_two_clocks_does_not() -> None:
    one = told("The quake struck Aruma at 06:12 UTC (2:12 a.m. EDT) on 14 March.", "Straits Ledger", language="en")
    two = told("The quake struck Aruma at 06:12 local time on 14 March.", "Harbour Post", language="en")
    three = told("The quake struck Aruma at 2:12 a.m. EDT on 14 March.", "Bay Courier", language="en")
    assert [c.kind for c in differing(brief(one, two), "conflict")] == ["time"]
    assert differing(brief(one, three), "conflict") == []


def test_ages_are_held_against_each_other_by_who_somebody_is_where_one_report_has_no_name() -> None:
    named = told(
        "A man and a boy were shot on Harrow Lane. The man, Orin Maddock, 36, was hit in the chest, police said. Maddock was the boy's grandfather. "
        "Police arrested Lyle Pemberton, 35.",
        "Straits Ledger",
        language="en",
    )
    unnamed = told(
        "A man and a boy were shot on Harrow Lane. The boy and his grandfather, 35, were hit in the chest, police said. Police arrested Lyle Pemberton, 35.",
        "Harbour Post",
        language="en",
    )
    (age,) = differing(brief(named, unnamed), "conflict")
    assert sorted(side.value for side in age.sides) == ["35 year", "36 year"]


def test_one_utterance_in_two_wordings_is_shown_by_what_differs_and_a_not_in_one_alone_is_a_conflict() -> None:
    one = told('"Kami akan meninggalkan kampung ini sebelum banjir datang lagi," kata Kepala Desa Wira Lantang.', "Harian Teluk")
    two = told('"Kami akan meninggalkan desa ini sebelum banjir datang lagi," ujar Kepala Desa Wira Lantang.', "Kabar Merbau")
    cut = told('"Kami akan meninggalkan kampung ini," kata Kepala Desa Wira Lantang.', "Suara Lintang")
    (worded,) = [c for c in brief(one, two, cut).conflicts if c.kind == "other"]
    assert worded.verdict == "precision"
    assert {side.value for side in worded.sides} == {"akan meninggalkan kampung ini sebelum", "akan meninggalkan desa ini sebelum"}
    three = told('"Kami tidak akan meninggalkan kampung ini sebelum banjir datang lagi," kata Kepala Desa Wira Lantang.', "Warta Pesisir")
    assert [c.kind for c in differing(brief(one, three), "conflict")] == ["polarity"]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Wira Lantang", "Wirra Lantang", True),
        ("Benu Marzani", "Benny Marzani", False),
        ("Rudi Lantang", "Rudy Lantang", True),
        ("Wira Lantang", "Wira Surya Lantang", True),
        ("W Lantang", "Wira Lantang", True),
        ("Andi Lantang", "Budi Lantang", False),
    ],
)
def test_a_name_in_two_spellings_is_told_from_two_names(one: str, two: str, same: bool) -> None:
    reports = [
        told(f"Warga menemui {name} di balai desa kemarin. Kata {name}, jembatan itu aman.", name[-3:] + str(k))
        for k, name in enumerate((one, two))
    ]
    assert [c.kind for c in brief(*reports).conflicts if c.kind == "name"] == (["name"] if same else [])


def test_a_count_of_another_day_is_no_conflict() -> None:
    one = told("Helikopter itu jatuh di lereng Gunung Rambai. Tujuh orang tewas dalam kecelakaan helikopter itu.", "Harian Teluk")
    two = told(
        "Helikopter itu jatuh di lereng Gunung Rambai. Pada 8 Januari enam orang tewas dalam kecelakaan helikopter di lereng lain.",
        "Kabar Merbau",
    )
    assert differing(brief(one, two), "conflict") == []


def test_a_question_denies_nothing() -> None:
    assert not polarity.is_denial("Who would not run from that?", "en")
    assert polarity.is_denial("He would not run from that.", "en")


def test_a_date_whose_weekday_is_not_the_calendars_stands_beside_the_one_it_is_a_slip_of() -> None:
    one = told("Feri Cahaya Rindang terbalik di Teluk Sawangan, Sabtu (14/3/2026). Empat orang tewas.", "Harian Teluk")
    two = told("Feri Cahaya Rindang terbalik di Teluk Sawangan, Sabtu (14/2/2026). Empat orang tewas.", "Kabar Merbau")
    three = told("Feri Cahaya Rindang terbalik di Teluk Sawangan, Sabtu (14/3/2026) pagi.", "Suara Lintang")
    assert _weekdays_of(brief(one, three)) == []
    four = told("Feri Cahaya Rindang terbalik di Teluk Sawangan, Sabtu (14/4/2026). Empat orang tewas.", "Warta Pesisir")
    (slip,) = _weekdays_of(brief(one, three, four))
    assert [(side.value, len(side.accounts)) for side in slip.sides] == [("Sabtu (14/4/2026)", 1), ("Sabtu (14/3/2026)", 2)]
    assert _weekdays_of(brief(one, two)) == []  # 14 February 2026 was a Saturday as well


def _weekdays_of(found: Brief) -> list[Conflict]:
    return [c for c in differing(found, "conflict") if "kalender" in c.reason]


def test_the_minute_of_a_goal_is_compared() -> None:
    one = told("Teluk FC menang 1-0. Gol tunggal Teluk FC dicetak Wira Lantang pada menit ke-36.", "Harian Teluk")
    two = told("Teluk FC menang 1-0. Gol tunggal Teluk FC dicetak Wira Lantang pada menit ke-35.", "Kabar Merbau")
    (minute,) = [c for c in differing(brief(one, two), "conflict") if c.kind == "number"]
    assert {side.value for side in minute.sides} == {"menit ke-36", "menit ke-35"}


def test_two_numbers_of_one_street_collide_unless_a_report_has_both() -> None:
    one = told("A man was shot in the 5,000 block of Alder Street on Friday, police said.", "Straits Ledger", language="en")
    two = told("A man was shot in the 5500 block of Alder St. on Friday, police said.", "Harbour Post", language="en")
    both = told("He ran from the 5000 block of Alder Street to the 5500 block of Alder Street, police said.", "Bay Courier", language="en")
    assert [c.kind for c in differing(brief(one, two), "conflict")] == ["place"]
    assert [c.kind for c in differing(brief(one, two, both), "conflict")] == []


@pytest.mark.parametrize(
    ("one", "other", "collides"),
    [
        # From two places, and from one.
        ("The mill in Dunmore, about 65 miles east of Harle, burned down.", "The mill in Dunmore, about 90 miles north of Eastwick, burned down.", False),
        ("The mill in Dunmore, about 65 miles east of Harle, burned down.", "The mill in Dunmore, about 90 miles east of Harle, burned down.", True),
        # A boy and a man; one boy.
        ("A 10-year-old boy was shot at the Dunmore mill party.", "Orin Maddock, 19, was shot at the Dunmore mill party.", False),
        ("A 10-year-old boy was shot at the Dunmore mill party.", "An 11-year-old boy was shot at the Dunmore mill party.", True),
        # What is denied is its opposite.
        ("The shooting at Dunmore mill does not appear to be intentional.", "The shooting at Dunmore mill was unintentional.", False),
    ],
)  # fmt: skip
def test_what_is_measured_from_two_places_or_of_two_people_collides_with_nothing(one: str, other: str, collides: bool) -> None:
    found = brief(told(one, "Harian Teluk", language="en"), told(other, "Kabar Merbau", language="en"))
    assert bool(differing(found, "conflict")) == collides


@pytest.mark.parametrize(
    ("language", "early", "late", "name"),
    [
        (
            "en",
            "The victim has not been identified, police said.",
            "Police identified the victim as Orin Maddock, a baker.",
            "Orin Maddock",
        ),
        ("id", "Identitas korban belum diketahui, kata polisi.", "Polisi memastikan korban tewas bernama Wira Lantang.", "Wira Lantang"),
        ("en", "The names of those killed were not released.", "Orin Maddock, 31, died at the scene.", "Orin Maddock"),
        ("en", "Police have not named a suspect.", "Officers arrested Corin Vale, 44, on Sunday.", "Corin Vale"),
    ],
)
def test_whom_an_earlier_report_leaves_unnamed_a_later_one_names(language: str, early: str, late: str, name: str) -> None:
    place = {"en": "A man was shot on Harrow Lane. ", "id": "Seorang pria ditembak di Jalan Harapan. "}[language]
    one = told(place + early, "Harian Teluk", "2026-03-14T09:00:00+07:00", language)
    two = told(place + late, "Kabar Merbau", "2026-03-15T09:00:00+07:00", language)
    (update,) = [c for c in differing(brief(one, two), "update") if c.kind == "name"]
    assert update.sides[-1].value == name
    earlier = told(place + late, "Kabar Merbau", "2026-03-13T09:00:00+07:00", language)
    assert [c for c in brief(one, earlier).conflicts if c.kind == "name"] == []


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("A neighbor, who did not want to be identified, said the victim was kind.", "Orin Maddock, 31, died at the scene."),
        ("The name of the second victim was not released.", "Orin Maddock, 31, died at the scene."),
        ("The names of the victims were not released.", "The Dunmore Mill fire was put out."),
        ("The victim, Orin Maddock, was known to all; his killer has not been identified.", "Orin Maddock, 31, died at the scene."),
    ],
)
def test_who_asks_not_to_be_named_is_no_one_left_unnamed(early: str, late: str) -> None:
    one = told(early, "Harian Teluk", "2026-03-14T09:00:00+07:00", "en")
    two = told(late, "Kabar Merbau", "2026-03-15T09:00:00+07:00", "en")
    assert [c for c in brief(one, two).conflicts if c.kind == "name"] == []


def test_what_seismologists_revise_is_an_update_and_digits_changed_round_are_a_conflict() -> None:
    first = told(
        "Gempa magnitudo 5,2 terjadi di Aruma. Pusat gempa di 6,41 LS pada kedalaman 10 km.", "Harian Teluk", "2026-03-14T15:30:00+07:00"
    )
    second = told(
        "Gempa magnitudo 5,2 terjadi di Aruma. Pusat gempa di 6,14 LS pada kedalaman 10 km.", "Kabar Merbau", "2026-03-14T15:40:00+07:00"
    )
    third = told(
        "Gempa magnitudo 5,3 terjadi di Aruma. Pusat gempa di 6,19 LS pada kedalaman 13 km.", "Suara Lintang", "2026-03-14T17:00:00+07:00"
    )
    found = brief(first, second, third)
    assert [{s.value for s in c.sides} for c in differing(found, "conflict")] == [{"6.41 degree", "6.14 degree"}]
    moved = {tuple(s.value for s in c.sides) for c in differing(found, "update")}
    assert {("6.14 degree", "6.19 degree"), ("10 km", "13 km"), ("5.2 magnitude", "5.3 magnitude")} <= moved


def test_a_vague_count_is_shown_by_its_word_not_by_the_least_it_means() -> None:
    one = told("Feri Cahaya Rindang terbalik di Teluk Sawangan. Puluhan orang terluka dalam kecelakaan feri itu.", "Harian Teluk")
    two = told("Feri Cahaya Rindang terbalik di Teluk Sawangan. Sebanyak 31 orang terluka dalam kecelakaan feri itu.", "Kabar Merbau")
    (precise,) = [c for c in brief(one, two).conflicts if c.kind == "number"]
    assert (precise.verdict, {side.value for side in precise.sides}) == ("precision", {"puluhan", "31 people"})


def test_a_table_in_one_line_is_not_compared() -> None:
    rows = "".join(f"Beras {kind}: Rp{price}.000" for kind, price in zip(("Ciherang", "Rojolele", "Mentik"), (12, 14, 15), strict=True))
    lines = [f"Harga hari ini {rows * 5} per kilogram.", f"Harga hari ini {rows.replace('Rp15', 'Rp150') * 5} per kilogram."]
    assert brief(told(lines[0], "Harian Teluk"), told(lines[1], "Kabar Merbau")).conflicts == ()


def test_a_slipped_weekday_stands_once_and_hides_no_other_day() -> None:
    signed = "Perjanjian dagang Aruma diteken kedua menteri pada {} di Sawangan."
    outlets = ("Harian Teluk", "Kabar Merbau", "Suara Lintang")
    days = ("Rabu (18/3/2026)", "Kamis (19/3/2026)", "Kamis (18/3/2026)")
    right, other, slip = (told(signed.format(day), outlet, "2026-03-20T09:00:00+07:00") for day, outlet in zip(days, outlets, strict=True))

    def shown(*reports: Article) -> set[frozenset[str]]:
        return {frozenset(s.value for s in c.sides) for c in differing(brief(*reports), "conflict") if c.kind == "date"}

    assert shown(right, other) == {frozenset(("2026-03-18", "2026-03-19"))}
    assert shown(other, slip) == {frozenset(("Kamis (18/3/2026)", "Kamis (19/3/2026)"))}
    assert frozenset(("2026-03-18", "2026-03-19")) in shown(right, other, slip)


def test_a_point_whose_figures_may_differ_is_not_sure() -> None:
    text = "Longsor menimbun sebuah tambang pasir di Desa Karang Rindang, Merbau, pada Sabtu (14/3/2026). Saat itu ada {} orang di lokasi tambang."
    reports = [told(text.format(count), outlet) for count, outlet in (("empat", "Harian Teluk"), ("lima", "Kabar Merbau"))]
    shared = [p for p in brief(*reports).points if any("di lokasi" in a.span.exact for a in p.accounts) and len(p.accounts) > 1]
    assert shared and all(p.status != "agreed" or p.confidence <= 0.5 for p in shared)


def test_large_sums_are_shown_in_all_their_digits() -> None:
    text = "Kejaksaan menyita uang Rp {} dari rumah kepala dinas di Merbau pada Sabtu (14/3/2026), kata juru bicara kejaksaan."
    found = brief(told(text.format("38 miliar"), "Harian Teluk"), told(text.format("41 miliar"), "Kabar Merbau"))
    assert {s.value for c in found.conflicts if c.kind == "money" for s in c.sides} == {"38,000,000,000 IDR", "41,000,000,000 IDR"}
