"""What a later brief says of an earlier one: what was added, revised and withdrawn, and which reports did it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kawat import cli, pipeline, wire
from kawat.model import Briefing, Change


@pytest.fixture(scope="module")
def morning(examples: Path) -> Briefing:
    return pipeline.read([str(examples / "kabar-merbau.txt"), str(examples / "suara-lintang.txt")])


@pytest.fixture(scope="module")
def night(examples: Path, morning: Briefing) -> Briefing:
    return pipeline.read([str(examples)], since=morning)


def changes(briefing: Briefing, subject: str, kind: str) -> list[Change]:
    return [c for c in briefing.briefs[0].changes if (c.subject, c.kind) == (subject, kind)]


def test_every_new_report_and_each_thing_it_brought_is_said(night: Briefing) -> None:
    outlets = {a.id: a.outlet for a in night.articles}
    assert {outlets[c.of] for c in changes(night, "report", "added")} == {"Harian Teluk", "The Straits Ledger"}
    (collision,) = [c for c in changes(night, "conflict", "added") if "2023" in c.label]
    assert {outlets[a] for a in collision.articles} == {"Harian Teluk", "The Straits Ledger"}
    (dead,) = [c for c in changes(night, "conflict", "revised") if "tewas" in c.label]
    assert "7, 9" in dead.reason


def test_what_did_not_change_has_its_id_and_no_change(morning: Briefing, night: Briefing) -> None:
    before, after = ({p.id for p in b.briefs[0].points} for b in (morning, night))
    assert before & after
    assert not {c.of for c in night.briefs[0].changes} & before & after


def test_a_report_that_is_gone_takes_its_words_along(examples: Path, night: Briefing) -> None:
    back = pipeline.read([str(examples / "kabar-merbau.txt"), str(examples / "suara-lintang.txt")], since=night)
    assert len(changes(back, "report", "withdrawn")) == 2
    assert changes(back, "point", "withdrawn")
    assert changes(back, "conflict", "withdrawn")


def test_the_same_reports_change_nothing_and_their_order_neither(examples: Path, night: Briefing) -> None:
    files = sorted(str(p) for p in examples.iterdir() if p.name != "README.md")
    again = pipeline.read(files[::-1], since=night)
    assert again.briefs[0].changes == ()
    assert {p.id for p in again.briefs[0].points} == {p.id for p in night.briefs[0].points}


def test_an_event_without_an_earlier_brief_has_no_changes(tmp_path: Path, morning: Briefing) -> None:
    (tmp_path / "a.txt").write_text(
        "Jembatan Rindang ambruk\n\nJembatan Rindang di Desa Karang ambruk pada Senin (16/3/2026) pagi.", "utf-8"
    )
    assert pipeline.read([str(tmp_path)], since=morning).briefs[0].changes == ()


def test_since_says_first_what_changed(examples: Path, morning: Briefing, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier = tmp_path / "morning.json"
    earlier.write_bytes(wire.encode(morning))
    for form in ("text", "md", "html"):
        assert cli.main(["read", str(examples), "--since", str(earlier), "--format", form]) == 0
        out = capsys.readouterr().out
        assert 0 < out.index("Berubah sejak ringkasan terdahulu") < out.index("12 Maret 2023")
    assert wire.decode(wire.encode(morning)) == morning
    assert cli.main(["read", str(examples), "--since", str(examples / "kabar-merbau.txt")]) == 2
    assert "no brief of format 1" in capsys.readouterr().err
    assert cli.main(["read", str(examples), "--since", str(tmp_path / "tiada.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err
