"""Which reports tell of one event, as they arrive; the state is a value, and a person's handful is one event where it may be."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import numpy as np
import pytest
from conftest import article

from kawat import cli, pipeline
from kawat.errors import StateError
from kawat.model import Article
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.group import PERSON, Grouper, live
from kawat.stages.group.features import common
from kawat.stages.group.grain import Running, settled, shifted
from kawat.stages.group.recluster import recluster
from kawat.stages.group.state import restore, save

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
    return [said.event for said in pipeline.assign(articles, embedder=load(), grouper=grouper)]


def other(number: int) -> Article:
    """A report of a matter of its own, in words of its own."""
    rng = random.Random(number)
    word = ["".join(rng.choice("bdgklmnprst") + rng.choice("aeiou") for _ in range(3)).capitalize() for _ in range(12)]
    text = f"{' '.join(word[:3])} meresmikan jembatan {word[3]} di {word[4]} pada Sabtu, kata {word[5]} {word[6]}. Biayanya {number + 3} miliar rupiah. " \
        f"Warga {word[7]} dan {word[8]} menyambut {word[9]} {word[10]} di {word[11]}."  # fmt: skip
    return article(
        text,
        title=f"{word[0]} Resmikan Jembatan {word[3]}",
        outlet=f"Media {number % 7}",
        published=f"2026-03-14T{number % 24:02}:00:00+07:00",
    )


def test_reports_of_one_event_join_across_languages_and_another_matter_stays_apart() -> None:
    events = stream([*FERRY, PRICES], Grouper())
    assert len(set(events[:3])) == 1
    assert events[3] not in events[:3]


def test_an_assignment_says_why_and_the_first_opens_an_event() -> None:
    grouper = Grouper()
    first, second = (grouper.add(a, extract(a), None) for a in FERRY[:2])
    assert first.reason == "nothing seen before tells of it"
    assert second.event == first.event
    assert "teluk sawangan" in second.reason
    assert 0.5 <= second.score <= 1
    assert second.copy_of is None


def test_a_copy_is_marked_and_an_independent_report_is_not() -> None:
    copied = article(f"SAWANGAN - {FERRY[0].text}", title="Kapal Terbalik", outlet="Portal Rindang", published="2026-03-14T09:30:00+07:00")
    grouper = Grouper()
    said = list(pipeline.assign([FERRY[0], FERRY[1], copied], embedder=load(), grouper=grouper))
    assert [one.copy_of for one in said] == [None, None, FERRY[0].id]
    assert said[2].event == said[0].event


def test_state_saved_and_resumed_gives_the_same_assignments(tmp_path: Path) -> None:
    reports = [PRICES, *map(other, range(40)), *FERRY]
    whole, grouper = stream(reports, Grouper()), Grouper()
    before = stream(reports[:42], grouper)
    grouper.place(PRICES.id, None)
    save(grouper, tmp_path / "state")
    resumed = restore(tmp_path / "state")
    assert resumed.events() == grouper.events()
    assert resumed.regroupings == grouper.regroupings
    assert (resumed.arriving.true, resumed.arriving.pairs) == (grouper.arriving.true, grouper.arriving.pairs)
    assert before + stream(reports[42:], resumed) == whole


def test_a_state_with_the_oldest_forgotten_resumes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kawat.stages.group.live._TERMS", 3)  # of items: those whose other holders are forgotten must not use them up
    grouper = Grouper(most=20)
    for report in (FERRY[0], *map(other, range(15)), FERRY[1], *map(other, range(15, 28))):
        grouper.add(report, extract(report))
    assert FERRY[0].id not in grouper.number
    assert len(grouper.live) <= 21
    save(grouper, tmp_path / "state")
    resumed = restore(tmp_path / "state")
    number = grouper.number[FERRY[1].id]
    assert resumed.live.candidates(number).tolist() == grouper.live.candidates(number).tolist() != []
    later = [other(n) for n in range(60, 90)] + list(FERRY)
    assert stream(later, resumed) == stream(later, grouper)


def test_a_broken_state_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "state"
    save(Grouper(), path)
    whole = path.read_bytes()
    for broken in (b"", whole[: len(whole) // 2], b"{}", b"PK\x03\x04 nothing"):
        path.write_bytes(broken)
        with pytest.raises(StateError, match=r"group the articles anew|cannot be read"):
            restore(path)
    with path.open("wb") as file:
        np.savez(file, format=np.frombuffer(b"kawat group state 0", np.uint8))
    with pytest.raises(StateError, match="another version"):
        restore(path)
    with pytest.raises(StateError, match="cannot be read"):
        restore(tmp_path / "none")


def test_articles_of_a_word_or_two_and_round_ups_join_nothing() -> None:
    short = [article("Feri.", title=None, outlet=f"Media {n}") for n in range(3)] + [article("Foto: feri.", title="Feri")]
    gathered = article(f"{FERRY[0].text} {PRICES.text}", title="Rangkuman Pagi: Feri Terbalik hingga Harga Cabai", outlet="Harian Lain")
    grouper = Grouper()
    events = stream([*FERRY, *short, gathered], grouper)
    grouper.think_again()
    assert len(set(events)) == 6
    assert len(grouper.events()) == 6


def test_a_report_without_words_is_explained_like_any_other() -> None:
    grouper = Grouper()
    empty = article("", title=None, outlet="Media Sunyi")
    stream([empty, FERRY[0]], grouper)
    for pair in ((empty.id, FERRY[0].id), (FERRY[0].id, empty.id)):
        found = grouper.explain(*pair)
        assert not found.together
        assert any("too short" in reason for reason in found.speaks_against)


def test_an_article_seen_again_keeps_its_event() -> None:
    grouper = Grouper()
    assert grouper.add(FERRY[0], extract(FERRY[0])).event == grouper.add(FERRY[0], extract(FERRY[0])).event
    assert sum(map(len, grouper.events().values())) == 1


def test_the_stream_goes_in_time_order_whatever_the_order_given() -> None:
    forward = {a.article: a.event for a in pipeline.group([*FERRY, PRICES])}
    backward = {a.article: a.event for a in pipeline.group([PRICES, *reversed(FERRY)])}
    assert forward == backward


def test_what_a_person_decides_the_machine_never_undoes() -> None:
    grouper = Grouper()
    stream([*FERRY, PRICES, *map(other, range(10))], grouper)
    row = grouper.place(FERRY[1].id, None)
    assert (row.kind, row.by) == ("split", PERSON)
    grouper.place(PRICES.id, grouper.event_of(FERRY[0].id))
    for _ in range(2):
        grouper.think_again()
    assert grouper.event_of(FERRY[1].id) == row.after != grouper.event_of(FERRY[0].id)
    assert grouper.event_of(PRICES.id) == grouper.event_of(FERRY[0].id)


def test_a_copy_that_a_decision_holds_on_to_does_not_follow_its_source() -> None:
    copied = article(FERRY[0].text, title=FERRY[0].title, outlet="Portal Rindang", published="2026-03-14T09:30:00+07:00")
    grouper = Grouper()
    stream([FERRY[0], copied, *map(other, range(10))], grouper)
    assert len(grouper.copies) == 1
    grouper.place(FERRY[0].id, None)
    grouper.think_again()
    assert grouper.event_of(copied.id) != grouper.event_of(FERRY[0].id)


def test_second_thoughts_merge_into_the_older_id_and_can_be_taken_back() -> None:
    grouper = Grouper()
    stream([*FERRY, *map(other, range(10))], grouper)
    grouper.think_again()
    old = grouper.event_of(FERRY[0].id)
    row = grouper.place(FERRY[1].id, None)
    grouper.pinned.clear()  # as if the machine had kept it apart on arrival
    (merge,) = grouper.think_again()
    assert (merge.kind, merge.before, merge.after, merge.articles) == ("merge", row.after, old, (FERRY[1].id,))
    assert grouper.merged == {row.after: old}
    assert merge.reason.startswith("on second thoughts")
    grouper.undo(merge)
    grouper.think_again()
    assert grouper.event_of(FERRY[1].id) == row.after
    assert grouper.merged == {}


def test_groups_that_a_person_keeps_apart_are_not_joined_through_a_third() -> None:
    links = {a: {b: 0.9 for b in range(3) if b != a} for a in range(3)}
    assert recluster([[0], [1], [2]], links, threshold=0.5, apart={}) == [[0, 1, 2]]
    assert len(recluster([[0], [1], [2]], links, threshold=0.5, apart={0: "x", 1: "y"})) == 2


def test_items_that_end_in_the_same_bits_are_not_taken_for_each_other() -> None:
    mine = np.array([5, 7 << 16 | 5, 9 << 16], dtype=np.uint32)
    theirs = np.array([3 << 16 | 5, 9 << 16, 5, 11 << 16 | 5, 6, 9 << 16], dtype=np.uint32)
    met, place = common(mine, theirs)
    assert (met.tolist(), place.tolist()) == ([1, 2, 5], [2, 0, 2])
    assert [some.tolist() for some in common(mine[:0], theirs)] == [[], []]


def test_signs_are_compared_alike_in_one_block_and_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = np.random.RandomState(0).randint(0, 1 << 62, (50, 4)).astype(np.uint64)
    monkeypatch.setattr(live, "_BLOCK", 16)
    expected = [sum((int(a) ^ int(b)).bit_count() for a, b in zip(row, signs[3], strict=True)) for row in signs]
    assert live.signs_unlike(signs, signs[3]).tolist() == expected


def test_of_the_largest_equal_ones_come_first_as_they_stand() -> None:
    values = np.array([1.0, 3.0, 2.0, 3.0, 2.0, 2.0])
    assert [live.largest(values, count).tolist() for count in (1, 3, 9)] == [[1], [1, 3, 2], [1, 3, 2, 4, 5, 0]]


def test_dates_of_1970_and_2090_and_none_at_all_are_taken() -> None:
    odd = [
        article(FERRY[0].text, title=FERRY[0].title, outlet=f"Media {n}", published=day)
        for n, day in enumerate(("1970-01-01", "2090-12-31T00:00:00Z", "0001-01-01T00:00:00+14:00", "later", None))
    ]
    assert len(stream([*FERRY[:1], *odd], Grouper())) == 6


def test_thousands_of_copies_of_one_text_are_one_event() -> None:
    grouper = Grouper(each=500)
    said = [grouper.add(a, extract(a)) for a in (article(FERRY[0].text, title=FERRY[0].title, outlet=f"Media {n}") for n in range(1_200))]
    assert len({one.event for one in said}) == 1
    assert all(one.copy_of for one in said[1:])
    grouper.think_again()
    assert len(grouper.events()) == 1


def test_a_stream_of_copies_of_one_text_draws_no_other_matter_in() -> None:
    copies = [article(FERRY[0].text, title=FERRY[0].title, outlet=f"Media {n}") for n in range(120)]
    events = stream([*copies, PRICES, *map(other, range(4))], Grouper())
    assert set(events[:120]).isdisjoint(events[120:])


def test_a_stream_of_few_events_told_often_is_cut_more_coarsely_than_one_of_many_told_once() -> None:
    often, once = [np.array([0.6] * 15 + [0.1] * 35)] * 400, [np.array([0.6] + [0.001] * 49)] * 400
    assert settled(often) > 0.3 > -0.3 > settled(once)
    assert settled([]) == 0
    assert abs(settled(often[:1])) < 0.1  # a handful of reports says little of its stream
    alike, lone = Running(), Running()
    assert [alike.add(scores) for scores in often][-1][0] > 0.65 > 0.55 > [lone.add(scores) for scores in once][-1][0]


def test_a_grain_keeps_the_order_of_scores_and_certainties() -> None:
    scores = np.array([0.0, 0.01, 0.5, 0.99, 1.0])
    for grain in (-1.0, 0.0, 1.5):
        moved = shifted(scores, grain)
        assert moved[0] == 0
        assert moved[-1] == 1
        assert (np.diff(moved) > 0).all()


def lines(*articles: Article) -> str:
    return "".join(
        json.dumps({"id": f"x{n}", "title": a.title, "text": a.text, "outlet": a.outlet, "published": a.published}) + "\n"
        for n, a in enumerate(articles)
    )


def test_the_command_groups_explains_and_keeps_its_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, state = tmp_path / "news.jsonl", tmp_path / "desk.state"
    file.write_text(lines(*FERRY[:2], PRICES), "utf-8")
    assert cli.main(["group", str(file), "--state", str(state)]) == 0
    said = {row["id"]: row["event"] for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert said["x0"] == said["x1"] != said["x2"]
    assert cli.main(["group", str(file), "--explain", "x0", "x1"]) == 0
    out = capsys.readouterr().out
    assert "one event" in out.splitlines()[0]
    assert "teluk sawangan" in out and "time apart: 4 h" in out
    file.write_text(lines(FERRY[2]), "utf-8")
    assert cli.main(["group", str(file), "--live", "--details", "--state", str(state)]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert row["event"] == said["x0"]
    state.write_bytes(state.read_bytes()[:500])
    assert cli.main(["group", str(file), "--state", str(state)]) == 2
    assert "group the articles anew" in capsys.readouterr().err


def test_a_stream_that_repeats_ids_or_stops_in_mid_line_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "news.jsonl"
    row = json.dumps({"id": "x0", "title": PRICES.title, "text": PRICES.text})
    file.write_text(lines(FERRY[0]) + row + "\n" + json.dumps({"id": "bare"}) + "\n" + row[:60], "utf-8")
    assert cli.main(["group", str(file)]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["x0", "x0"]
    assert "x0 was given before" in err
    assert "news.jsonl#4" in err


def test_standard_input_is_assigned_line_by_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = lines(FERRY[0]) + "{broken\n\n" + lines(*FERRY[:2]).splitlines()[1]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert cli.main(["group", "-", "--live"]) == 0
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == ["x0", "x1"]
    assert rows[0]["event"] == rows[1]["event"]
    assert "-#2" in err
