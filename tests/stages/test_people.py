"""What reports tell of one person: what became of him from report to report, and where they tell him apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from conftest import article

from kawat.model import Article
from kawat.stages.extract import extract
from kawat.stages.quote import quote
from kawat.stages.reconcile import befell, fates, passages, traits
from kawat.stages.reconcile.values import Difference

DAYS = ("2026-03-14T09:00:00+07:00", "2026-03-15T09:00:00+07:00", "2026-03-16T09:00:00+07:00")


def reports(texts: Sequence[str], language: str) -> list[Article]:
    return [article(t, outlet=f"Outlet {n}", published=DAYS[n], language=language) for n, t in enumerate(texts)]


def people(*told: Article) -> tuple[list[list[befell.Followed]], list[passages.Passage], dict[str, Article]]:
    marks = {a.id: extract(a) for a in told}
    rows = {a.id: np.zeros((len(marks[a.id].sentences), 1), np.float32) for a in told}
    found = passages.find(told, marks, {a.id: quote(a, marks[a.id]) for a in told}, rows, {})
    return befell.people(found), found, {a.id: a for a in told}


def values(made: Sequence[Difference]) -> list[list[str]]:
    return [[side.value for side in d.conflict.sides] for d in made]


@pytest.mark.parametrize(
    ("language", "texts", "told"),
    [
        (
            "en",
            [
                "A 9-year-old girl is in critical condition after a fall at Dunmore Quarry.",
                "The girl, Wren Talbot, 9, was in stable condition on Sunday.",
                "Wren Talbot has been released from the hospital.",
            ],
            [["in critical condition", "in stable condition", "released from the hospital"]],
        ),
        (
            "en",
            [
                "Police are looking for Corin Vale, 31, over the fire at the mill.",
                "Officers arrested Vale on Sunday at his sister's house.",
                "Vale was charged with arson on Monday.",
            ],
            [["are looking for", "arrested", "charged with"]],
        ),
        (
            "id",
            [
                "Nakhoda kapal, Bahar Tandi (51), diperiksa di kantor polisi Sawangan.",
                "Penyidik menetapkan nakhoda Bahar Tandi sebagai tersangka.",
            ],
            [["diperiksa", "sebagai tersangka"]],
        ),
        (
            "en",
            [
                "Wren Talbot, 9, is in critical condition.",
                "Wren Talbot, 9, who died on Sunday, is still in critical condition, a caption says.",
            ],
            [["in critical condition", "died"]],
        ),
    ],
)
def test_what_becomes_of_one_person_is_followed_by_name_age_and_words_for_him(
    language: str, texts: list[str], told: list[list[str]]
) -> None:
    assert values(fates.differences(*people(*reports(texts, language)))) == told


@pytest.mark.parametrize(
    "texts",
    [
        # Of two people: another name, another age, another part.
        ["Wren Talbot, 9, is in critical condition.", "Ida Moss, 9, died on Sunday."],
        ["A 9-year-old girl is in critical condition.", "A 12-year-old girl died on Sunday."],
        ["A woman is in critical condition.", "Another woman died at the scene, and a third woman died on Sunday."],
        # Nothing moved on, or the words say that it has not.
        ["Wren Talbot, 9, is in critical condition.", "Wren Talbot, 9, has not died, the hospital said."],
        ["Corin Vale was arrested on Sunday.", "Corin Vale could be charged with arson."],
        # Who acts is not whom it befalls.
        ["Corin Vale was questioned on Saturday.", "Corin Vale killed his brother, police say."],
        # A later report that says less is behind, not a change.
        ["Wren Talbot died on Saturday.", "Wren Talbot was in critical condition."],
    ],
)
def test_no_fate_is_told_of_two_people_or_of_what_did_not_happen(texts: list[str]) -> None:
    assert fates.differences(*people(*reports(texts, "en"))) == []


@pytest.mark.parametrize(
    ("language", "texts", "kind", "told"),
    [
        ("en", ["Corin Vale, 31, was arrested.", "Corin Vale, 33, was arrested."], "number", [["31", "33"]]),
        ("en", ["Corin Vale, 41, was arrested.", "The suspect, in his early 30s, was arrested."], "number", [["41", "in his early 30s"]]),
        ("id", ["Tersangka Bahar Tandi (51) ditahan.", "Polisi menahan Bahar Tandi (57)."], "number", [["51", "57"]]),
        ("en", ["Corin Vale, 31, of Eastwick, was arrested.", "Corin Vale, 31, of Port Harle, was arrested."], "place", [["Eastwick", "Port Harle"]]),
        ("en", ["A Dunmore man shot a neighbor. Corin Vale, 31, was arrested.", "Corin Vale, of Eastwick, was arrested."], "place", [["Dunmore", "Eastwick"]]),
        ("en", ["Ida Moss, a mother of three, was killed.", "Ida Moss, who leaves two children, was killed."], "number", [["mother of three", "leaves two children"]]),
        ("en", ["Ida Moss was shot in the leg.", "Ida Moss was shot in the neck."], "other", [["in the leg", "in the neck"]]),
        ("en", ["Ida Moss, 40, died at the scene.", "Ida Moss, 40, died an hour later at Harle General Hospital."], "place", [["at the scene", "at Harle General Hospital"]]),
        ("id", ["Bahar Tandi (51) tewas di tempat kejadian.", "Bahar Tandi (51) meninggal dunia di RSUD Sawangan."], "place", [["di tempat kejadian", "di RSUD"]]),
    ],
)  # fmt: skip
def test_two_reports_that_tell_one_person_apart_collide(language: str, texts: list[str], kind: str, told: list[list[str]]) -> None:
    made = traits.differences(*people(*reports(texts, language)))
    assert values(made) == told
    assert [(d.conflict.kind, d.conflict.verdict) for d in made] == [(kind, "conflict")]


@pytest.mark.parametrize(
    "texts",
    [
        ["Corin Vale, 31, was arrested.", "The suspect, in his 30s, was arrested."],
        ["Corin Vale, 31, was arrested.", "Joss Vale, 33, was arrested."],
        ["Mark Short, 40, was killed.", "Mark Short, 40, was killed with Mark Short, 5."],
        ["Corin Vale, of Eastwick, was arrested in Eastwick, Harle County.", "Corin Vale, of Harle County, was arrested."],
        ["Ida Moss was shot in the knee and chest.", "Ida Moss was shot in the neck."],
        ["Ida Moss was shot in the knee.", "Ida Moss was shot in the thigh."],
        ["Ida Moss, 40, died at the scene.", "Ida Moss, 40, was pronounced dead at the scene. Hugh Moss, 42, died at the hospital."],
    ],
)
def test_what_fits_one_person_collides_with_nothing(texts: list[str]) -> None:
    assert traits.differences(*people(*reports(texts, "en"))) == []


def test_a_year_may_have_passed_between_two_reports() -> None:
    early = article("Corin Vale, 31, was arrested.", outlet="Outlet 1", published="2026-03-14T09:00:00+07:00", language="en")
    late = article("Corin Vale, 32, was convicted.", outlet="Outlet 2", published="2026-09-14T09:00:00+07:00", language="en")
    assert traits.differences(*people(early, late)) == []


def test_an_entry_says_whom_it_is_about() -> None:
    told, found, by_id = people(
        *reports(["The suspect, Corin Vale, 31, was arrested.", "Corin Vale’s brother was hurt. Corin Vale, 33, was charged."], "en")
    )
    assert [d.conflict.what for d in traits.differences(told, found, by_id)] == ["Corin Vale: 31 / 33"]
    assert [d.conflict.what for d in fates.differences(told, found, by_id)] == ["Corin Vale: arrested → charged"]


def test_the_words_that_a_side_shows_stand_in_its_account() -> None:
    told, found, by_id = people(
        *reports(["“I did nothing,” said Corin Vale, 31, who was arrested.", "Corin Vale, 33, was arrested."], "en")
    )
    for made in traits.differences(told, found, by_id):
        for side in made.conflict.sides:
            assert all(side.value in account.span.exact for account in side.accounts)
