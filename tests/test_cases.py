"""The invented events with gold: every span stands in its report, and the check of it finds what does not."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

CASES = ROOT / "eval" / "cases"


@pytest.fixture(scope="module")
def check() -> ModuleType:
    """Return the checking script as a module."""
    spec = importlib.util.spec_from_file_location("check_cases", ROOT / "eval" / "check_cases.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_span_of_an_event_stands_in_its_report(check: ModuleType, path: Path) -> None:
    assert check.faults(path) == []


def test_every_report_belongs_to_an_event() -> None:
    named = {a["file"] for path in CASES.glob("*.json") for a in json.loads(path.read_text("utf-8"))["articles"]}
    assert named == {str(path.relative_to(CASES / "texts")) for path in (CASES / "texts").rglob("*.txt")}


def test_a_word_that_is_not_in_the_report_is_found(check: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = next(p for p in sorted(CASES.glob("*.json")) if json.loads(p.read_text("utf-8"))["points"])
    shutil.copytree(CASES / "texts" / path.stem, tmp_path / "texts" / path.stem)
    gold = json.loads(path.read_text("utf-8"))
    account = gold["points"][0]["accounts"][0]
    account["exact"] = "xyzzy " + account["exact"]
    gold["conflicts"][0]["verdict"] = "quarrel"
    (tmp_path / path.name).write_text(json.dumps(gold), "utf-8")
    monkeypatch.setattr(check, "CASES", tmp_path)
    wrong = check.faults(tmp_path / path.name)
    assert len(wrong) == 2 and "xyzzy" in wrong[0] and "kind, verdict" in wrong[1]
