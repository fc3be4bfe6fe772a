"""Which reports tell of one event, as they arrive; the state is a value, and a person's handful is one event where it may be."""

from __future__ import annotations

import json

import pytest
from conftest import article

from kawat import pipeline
from kawat.errors import StateError
from kawat.model import Article
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.group import BY, Grouper, GroupState

FERRY = (
    article("Feri Cahaya Rindang terbalik di Teluk Sawangan pada Sabtu pagi. Empat orang tewas dan sebelas hilang, kata Kepala Kantor SAR Darsono Wibisana.",
            title="Feri Terbalik di Teluk Sawangan, Empat Tewas", outlet="Harian Teluk", published="2026-03-14T09:00:00+07:00"),
    article("Jumlah korban tewas akibat terbaliknya feri Cahaya Rindang di Teluk Sawangan bertambah menjadi enam orang, ujar Darsono Wibisana, Sabtu siang.",
            title="Korban Tewas Feri Cahaya Rindang Bertambah Jadi Enam", outlet="Kabar Merbau", published="2026-03-14T13:00:00+07:00"),
    article("At least nine people were killed when the ferry Cahaya Rindang capsized in Sawangan Bay on Saturday, said Darsono Wibisana, head of the search and rescue office. Four were found in the morning and six more were missing.",
            title="Nine dead as ferry Cahaya Rindang capsizes in Sawangan Bay", outlet="The Straits Ledger", published="2026-03-15T10:00:00+07:00", language="en"),
)  # fmt: skip
PRICES = article(
    "Harga cabai rawit di Pasar Tirtaloka menembus Rp 95.000 per kilogram pada Sabtu. Pedagang mengaku pasokan dari Wanasari berkurang.",
    title="Harga Cabai di Pasar Tirtaloka Naik Dua Kali Lipat",
    outlet="Harian Teluk",
    published="2026-03-14T08:00:00+07:00",
)


def stream(articles: list[Article], grouper: Grouper) -> list[str]:
    vectors = load().embed([f"{a.title}. {a.text}" for a in articles])
    return [grouper.add(a, extract(a), v).event for a, v in zip(articles, vectors, strict=True)]


def test_reports_of_one_event_join_across_languages_and_another_matter_stays_apart() -> None:
    events = stream([*FERRY, PRICES], Grouper())
    assert len(set(events[:3])) == 1
    assert events[3] not in events[:3]


def test_an_assignment_says_why_and_the_first_opens_an_event() -> None:
    grouper = Grouper()
    first, second = (grouper.add(a, extract(a), None) for a in FERRY[:2])
    assert first.reason == "nothing seen before tells of it"
    assert second.event == first.event
    assert "cahaya" in second.reason
    assert 0.5 <= second.score <= 1


def test_state_saved_and_resumed_gives_the_same_assignments() -> None:
    whole = stream([PRICES, *FERRY], Grouper())
    grouper = Grouper()
    before = stream([PRICES, FERRY[0]], grouper)
    resumed = Grouper(state=GroupState.from_data(json.loads(json.dumps(grouper.state.as_data()))))
    assert before + stream(list(FERRY[1:]), resumed) == whole


@pytest.mark.parametrize(
    "broken", [{"by": "group/network@1"}, {}, {"by": BY}, {"by": BY, "events": {}, "seen": {}, "gists": [{"article": "a"}]}]
)
def test_a_state_of_another_version_or_cut_short_is_told(broken: dict[str, object]) -> None:
    with pytest.raises(StateError, match="group the articles anew"):
        GroupState.from_data(broken)


def test_articles_of_a_word_or_two_join_nothing() -> None:
    events = stream(
        [article("Feri.", title=None, outlet=f"Media {n}") for n in range(3)] + [article("Foto: feri.", title="Feri")], Grouper()
    )
    assert len(set(events)) == 4


def test_an_article_seen_again_keeps_its_event() -> None:
    grouper = Grouper()
    assert grouper.add(FERRY[0], extract(FERRY[0])).event == grouper.add(FERRY[0], extract(FERRY[0])).event
    assert sum(map(len, grouper.state.events.values())) == 1


def test_the_stream_goes_in_time_order_whatever_the_order_given() -> None:
    forward = {a.article: a.event for a in pipeline.group([*FERRY, PRICES])}
    backward = {a.article: a.event for a in pipeline.group([PRICES, *reversed(FERRY)])}
    assert forward == backward
