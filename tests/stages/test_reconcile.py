"""What the reports of an event agree on, where they collide, what was only updated, and on how many origins it stands."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from conftest import article

from kawat import pipeline
from kawat.model import Article, Brief, Briefing, Conflict
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.quote import quote
from kawat.stages.reconcile import describe, reconcile


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
    assert any("Lintara News" in p.origins for p in found.points)


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
