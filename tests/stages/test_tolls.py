"""Reading tolls: what a sentence tells of dead and hurt, and the number that stands last over an event's reports."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kawat.model import Article, Toll
from kawat.stages.extract import extract
from kawat.stages.reconcile import tolls, victims


def article(text: str, *, number: int = 0, day: str = "2031-03-01", language: str = "en", title: str | None = None) -> Article:
    return Article(id=f"a{number}", path=None, url=None, outlet=f"o{number}", title=title, text=text, published=day, language=language)


def told(sentence: str, language: str = "en") -> list[tuple[str, int]]:
    """What a sentence counts or tells of one person, as kind and number."""
    own = article(sentence, language=language)
    found = victims.told(sentence, 0, extract(own).figures, language)
    return [(t.kind, t.number) for t in found if t.how != "implied" and not t.part and not t.doer]


def standing(*texts: str, language: str = "en") -> dict[str, list[str]]:
    """The values of each toll of reports, a day apart, in order of time."""
    return {t.count: [s.value.split()[0] for s in t.sides] for t in found(texts, language)}


def found(texts: Sequence[str], language: str = "en") -> tuple[Toll, ...]:
    reports = [article(text, number=n, day=f"2031-03-{n + 1:02}", language=language) for n, text in enumerate(texts)]
    return tolls.find(reports, {a.id: extract(a) for a in reports}, [])


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Three men were killed and two others wounded in Harwick on Monday.", [("dead", 3), ("injured", 2)]),
        ("A woman is dead after a fire in Harwick.", [("dead", 1)]),
        ("A man and two women were killed when the roof fell in.", [("dead", 3)]),
        ("Police say he killed his wife and their two children.", [("dead", 3)]),
        ("A blast killed a 34-year-old and wounded her brother.", [("dead", 1), ("injured", 1)]),
        ("Bullets struck Orla Venn and three others.", [("struck", 4)]),
        ("Two Adults, One Child Dead in Harwick Fire", [("dead", 3)]),
        ("4 shot on Quarry Street, 2 die", [("struck", 4), ("dead", 2)]),
        ("Detectives call it a triple homicide.", [("dead", 3)]),
        ("The death toll rose to nine.", [("dead", 9)]),
        ("The death toll of the blast in Harwick has risen to twelve people, police said.", [("dead", 12)]),
        ("The mother of a boy who was killed spoke on Monday.", [("dead", 1)]),
        ("A boy who was shot in the face at a barn has died.", [("dead", 1)]),
        ("A boy who was shot in the face at a barn has not died.", [("struck", 1)]),
        ("A couple was found dead at the cabin.", [("dead", 2)]),
        ("Her aunt was among six people killed in Harwick.", [("dead", 1), ("dead", 6)]),
        ("Venn and three others were wounded.", [("injured", 4)]),
        ("He and two others had been shot.", [("struck", 3)]),
        ("A shot injured both himself and a friend.", [("injured", 2)]),
        ("3 teen girls, 1 man shot in Harwick", [("struck", 4)]),
        ("Two people were wounded in Harwick and three others were injured on the quay.", [("injured", 5)]),
        ("The woman and her child were taken to hospitals in Harwick where they died.", [("dead", 2)]),
        ("A deputy was shot in Harwick by a man who later killed himself.", [("struck", 1)]),
    ],
)
def test_a_toll_is_told_in_figures_in_words_and_by_a_list(sentence: str, counts: list[tuple[str, int]]) -> None:
    assert told(sentence) == counts


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Tiga orang tewas dan lima lainnya luka-luka dalam kecelakaan itu.", [("dead", 3), ("injured", 5)]),
        ("Kecelakaan itu menewaskan empat penumpang dan melukai tujuh orang.", [("dead", 4), ("injured", 7)]),
        ("Akibatnya, seorang ibu dan anaknya meninggal dunia.", [("dead", 2)]),
        ("Korban tewas bertambah menjadi sembilan orang.", [("dead", 9)]),
        ("Jumlah korban tewas dalam kecelakaan bus di Lembah Arum bertambah menjadi tujuh orang.", [("dead", 7)]),
        ("Korban luka akibat ledakan itu kini mencapai 31 orang.", [("injured", 31)]),
        ("Sejak Januari 431 orang terjangkit dan tujuh orang meninggal.", [("dead", 7)]),
        ("Dua korban luka mengembuskan napas terakhir di rumah sakit.", []),
        ("Dua korban luka mengembuskan napas terakhir sehingga yang tewas kini 11 orang.", []),
        ("Kabar seorang penonton meninggal belum dapat dipastikan.", []),
        ("Bus itu membawa 52 orang, yaitu 50 penumpang, sopir, dan kernet. Sementara yang luka 43 orang.", []),
        ("Dua pelaku ditangkap setelah membunuh seorang pedagang.", [("dead", 1)]),
        ("Tidak ada korban jiwa dalam peristiwa itu.", []),
        ("Pria itu menderita tiga luka tembak.", [("struck", 1)]),
        ("Ibu itu satu dari lima orang yang tewas.", [("dead", 1), ("dead", 5)]),
    ],
)
def test_a_toll_is_told_in_indonesian(sentence: str, counts: list[tuple[str, int]]) -> None:
    assert told(sentence, "id") == counts


@pytest.mark.parametrize(
    "sentence",
    [
        "Two men were arrested in the shooting.",
        "Three suspects are charged with killing him.",
        "He is accused of attempting to kill two officers.",
        "No one was injured in the crash.",
        "Image 1 of 16 A crowd gathered after the shooting.",
        "Police say another teen accidentally shot Venn.",
        "He said that he was going to kill his wife.",
        "They want it solved before two more people could be hurt or killed.",
    ],
)
def test_who_is_arrested_or_was_only_threatened_is_no_victim(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Orla Venn has three gunshot wounds.",
        "Doctors treated the mother of four.",
        "Orla Venn, 32, has left the hospital.",
        "Other homes on the quay were also struck by gunfire.",
    ],
)
def test_wounds_children_ages_and_houses_are_no_victims(sentence: str) -> None:
    own = article(sentence)
    assert not [t for t in victims.told(sentence, 0, extract(own).figures, "en") if t.number > 1 or "gunfire" in sentence]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Fifteen people were wounded, two of them critically.", [("injured", 15)]),
        ("Four injured, one critically, in Harwick", [("injured", 4)]),
    ],
)
def test_some_of_those_counted_are_no_toll_of_their_own(sentence: str, counts: list[tuple[str, int]]) -> None:
    assert told(sentence) == counts


def test_the_number_that_stands_is_the_latest_and_the_series_is_kept() -> None:
    assert standing("Two people were killed in a fire in Harwick.", "Three people were killed in the Harwick fire, police said.") == {
        "dead": ["2", "3"]
    }


def test_a_later_report_of_one_victim_takes_nothing_from_the_toll() -> None:
    series = standing(
        "Four people were killed when a bus overturned near Harwick.",
        "Four people were killed in the bus crash near Harwick on Sunday.",
        "Orla Venn, one person killed in the crash, was buried on Monday. She died on the road.",
    )
    assert series["dead"][-1] == "4"


def test_the_series_of_the_dead_never_falls() -> None:
    series = standing("Five people were killed in Harwick.", "One person was killed in Harwick.", "Six people were killed in Harwick.")
    assert series == {"dead": ["5", "6"]}


def test_what_a_sentence_denies_of_anybody_is_not_told() -> None:
    text = "Seluruhnya sehat. Tidak ada satu pun warga yang terluka dalam kericuhan itu."
    assert standing(text, text, language="id") == {}


def test_those_shot_who_are_not_dead_are_injured() -> None:
    assert standing("Five people were shot, one fatally, outside a hall in Harwick.", "Five people were shot outside a Harwick hall.") == {
        "dead": ["1"],
        "injured": ["4"],
    }


def test_who_is_hurt_in_one_report_and_dead_in_the_next_is_one_person() -> None:
    assert standing("A boy was wounded in Harwick on Monday.", "A boy wounded in Harwick on Monday has died.") == {"dead": ["1"]}


def test_somebody_hurt_beside_the_dead_counts() -> None:
    series = standing("A man was killed in Harwick.", "A man was killed in Harwick. Another man was wounded and is in a hospital.")
    assert series == {"dead": ["1"], "injured": ["1"]}


def test_one_out_of_danger_is_hurt_beside_the_dead_of_the_same_report() -> None:
    text = "A girl was killed in Harwick on Monday. Orla Venn was wounded and is in stable condition."
    assert standing(text) == {"dead": ["1"], "injured": ["1"]}
    assert standing("A girl was wounded in Harwick and is in stable condition.", "A girl was killed in Harwick on Monday.") == {
        "dead": ["1"]
    }


def test_of_two_hurt_one_is_left_when_the_other_has_died() -> None:
    assert standing("Two men were wounded in Harwick on Monday.", "A man wounded in Harwick on Monday has died.")["injured"] == ["2", "1"]


def test_one_of_those_hurt_who_has_died_is_not_hurt() -> None:
    assert standing("Three people were injured in Harwick, including a girl who died.") == {"dead": ["1"], "injured": ["2"]}


def test_one_hurt_right_behind_several_dead_is_the_whole() -> None:
    text = "Four killed, one wounded in Harwick. Police found two dead and three wounded at first. Two of the wounded died."
    assert standing(text)["injured"] == ["1"]


def test_at_least_two_takes_nothing_from_four() -> None:
    assert standing("Four people were wounded in Harwick.", "At least two people were wounded in Harwick.")["injured"] == ["4"]


def test_a_number_that_may_be_of_other_happenings_gives_way_to_a_sure_one() -> None:
    more = "Nine people have been wounded in shootings in Harwick this year."
    assert standing("A boy was wounded in Harwick on Monday.", f"A boy was wounded on Kiln Street. {more}")["injured"] == ["1"]


def test_a_number_of_a_follow_up_is_sure_where_another_report_gives_it() -> None:
    later = (
        "Two men were held on Friday over the shooting that left four people wounded two days ago. Three boys were wounded on Kiln Street."
    )
    assert standing("Four people were wounded in Harwick.", later)["injured"] == ["4"]


def test_a_suspect_who_dies_leaves_the_one_he_hurt() -> None:
    text = "A deputy was wounded in Harwick on Monday. The standoff ended when the suspect died of a wound of his own."
    assert standing(text) == {"dead": ["1"], "injured": ["1"]}


def test_a_report_that_comes_late_to_it_tells_the_toll_too() -> None:
    start = "Police held a man on Friday. He is 30 years old. He was found at the quay. A court sits on Monday. " * 2
    text = f"{start}One person was killed and five others were wounded in the fire."
    assert standing(text, text) == {"dead": ["1"], "injured": ["5"]}


def test_who_did_it_counts_where_he_is_dead_too() -> None:
    text = "A man killed his wife and her brother in Harwick before killing himself, police said."
    assert standing(text, text) == {"dead": ["3"]}


def test_a_toll_of_the_year_or_of_another_happening_is_none_of_this_one() -> None:
    more = "Forty people have been killed in the city so far this year."
    assert standing(f"A man was shot and killed in Harwick. {more}", f"A man was killed in Harwick on Monday. {more}")["dead"] == ["1"]


def test_reports_of_other_things_have_no_toll() -> None:
    text = "The council of Harwick voted on Monday to widen the quay. The mayor welcomed the vote."
    assert standing(text, text) == {}


def test_the_accounts_of_a_toll_are_sentences_of_the_reports() -> None:
    texts = ["Two people were killed in Harwick.", "Rain fell. A fire in Harwick killed two people."]
    (toll,) = found(texts)
    assert [a.span.exact for a in toll.sides[-1].accounts] == ["Two people were killed in Harwick.", "A fire in Harwick killed two people."]
    assert all(texts[int(a.span.article[1:])][a.span.start : a.span.end] == a.span.exact for a in toll.sides[-1].accounts)


def test_a_headline_that_stands_in_the_text_tells_the_toll_too() -> None:
    title = "Three dead in Harwick fire"
    report = article(f"{title}\n\nFlames took a house in Harwick on Monday.", title=title)
    (toll,) = tolls.find([report], {report.id: extract(report)}, [])
    assert (toll.count, toll.number) == ("dead", 3)


def test_an_office_that_looks_into_killings_tells_of_nobody_dead() -> None:
    text = "A boy was wounded on Kiln Street in Harwick. Homicide Division detectives and a homicide unit sergeant came."
    assert standing(text, text) == {"injured": ["1"]}


def test_an_animal_that_is_killed_is_nobody_dead() -> None:
    text = "The tiger that mauled a keeper at Harwick zoo was shot dead on Monday. The keeper was hurt in the arm."
    assert "dead" not in standing(text, text)


def test_who_lies_ill_in_hospital_is_not_injured() -> None:
    text = "Thirteen people have been hospitalized in the measles outbreak in Harwick. Two people have died."
    assert standing(text, text) == {"dead": ["2"]}
