"""Whatever a path, folder or glob holds: pages where there is text, one clear sentence where there is none, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from kawat.config import Settings
from kawat.model import Page, Rejection
from kawat.stages.acquire import acquire

REPORT = "Feri terbalik di Teluk Sawangan\n\n14 Maret 2026 09:20 WIB\n\nEmpat orang tewas ketika sebuah feri terbalik, kata syahbandar."


def read(*inputs: object, settings: Settings | None = None, stdin: bytes | None = None) -> list[Page | Rejection]:
    return list(acquire([str(i) for i in inputs], settings=settings or Settings(), stdin=io.BytesIO(stdin) if stdin is not None else None))


def one(data: bytes, folder: Path, *, settings: Settings | None = None) -> Page | Rejection:
    path = folder / "laporan"
    path.write_bytes(data)
    found = read(path, settings=settings)
    assert len(found) == 1
    return found[0]


def test_a_folder_is_read_with_all_below_it_in_order_but_for_what_plainly_is_no_report(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/.hidden.txt", "README.md", "style.css", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{REPORT} ({name})")
    found = read(tmp_path)
    assert [Path(p.path or "").relative_to(tmp_path).as_posix() for p in found] == ["b.txt", "a/c.txt"]
    assert all(isinstance(p, Page) for p in found)


def test_a_glob_means_its_matches_and_says_so_where_it_has_none(tmp_path: Path) -> None:
    for name in ("satu.txt", "dua.txt", "tiga.html"):
        (tmp_path / name).write_text(f"{REPORT} ({name})")
    assert [Path(p.path or "").name for p in read(tmp_path / "*.txt")] == ["dua.txt", "satu.txt"]
    (nothing,) = read(tmp_path / "*.pdf")
    assert isinstance(nothing, Rejection)
    assert "no file matches" in nothing.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"\x00\x00\n", "it is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG picture"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "not text"),
        (bytes(range(256)) * 20, "binary data"),
        (gzip.compress(REPORT.encode() * 30)[:40], "gzip data is cut off"),
        (b'{"title": "Feri", "text": ', "JSON cannot be parsed"),
        (b'{"title": "Feri", "count": 4}', "no object has a text"),
    ],
    ids=["nothing", "zeros", "pdf", "png", "jpeg", "docx", "binary", "cut gzip", "cut json", "json without text"],
)
def test_what_holds_no_text_is_said_in_a_sentence(data: bytes, reason: str, tmp_path: Path) -> None:
    found = one(data, tmp_path)
    assert isinstance(found, Rejection)
    assert reason in found.reason
    assert "\n" not in found.reason


def test_what_could_be_unpacked_of_cut_gzip_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "laporan.gz"
    text = "\n\n".join(f"{REPORT} Paragraf {n}, {n * 7919 % 1000}." for n in range(400))
    packed = gzip.compress(text.encode())
    path.write_bytes(packed[: len(packed) - 600])
    said, page = read(path)
    assert isinstance(said, Rejection)
    assert "what could be unpacked was read" in said.reason
    assert isinstance(page, Page)
    assert page.text.startswith(REPORT)


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("cp1252", "utf-8"),
        ("iso-8859-1", "iso-8859-1"),
        ("utf-8", "iso-8859-1"),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(name: str, declared: str, tmp_path: Path) -> None:
    words = "Wali kota Bogotá, José Peña, menyebut “angka itu” salah – naïf, katanya. " * 6
    meta = f'<meta charset="{declared}">' if declared else ""
    words = words if name != "iso-8859-1" else words.replace("“", '"').replace("”", '"').replace("–", "-")
    page = one(f"<html><head>{meta}</head><body><p>{words}</p></body></html>".encode(name), tmp_path)
    assert isinstance(page, Page)
    assert "Bogotá, José Peña" in page.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le maire a déclaré que le bac s’était retourné à l’aube, «très vite», près de la jetée où les élèves attendaient.", "cp1252"),
        ("El alcalde dijo que el niño volvió mañana después de la explosión en la estación, según él.", "cp1252"),
        ("Burmistrz powiedział, że prom wywrócił się wczesnym rankiem, a łódź zatonęła; żołnierze pomogli.", "cp1250"),
        ("Starosta řekl, že se trajekt převrátil časně ráno a člun se potopil během několika minut.", "cp1250"),
        ("Belediye başkanı, feribotun sabah erken saatlerde alabora olduğunu söyledi; ışıklar söndü.", "cp1254"),
        ("Мэр заявил, что паром перевернулся рано утром, и лодка затонула за несколько минут.", "cp1251"),
        ("フェリーが土曜日の朝に湾で転覆し、四人が死亡したと港長が述べた。", "shift_jis"),
        ("渡轮周六早晨在海湾倾覆，港务长说四人死亡。", "gb18030"),
    ],
)
def test_an_encoding_that_nothing_declares_is_told_by_the_language_it_gives(text: str, name: str, tmp_path: Path) -> None:
    page = one((text * 4).encode(name), tmp_path)
    assert isinstance(page, Page)
    assert page.text == text * 4


def test_mojibake_is_mended_and_control_characters_are_dropped(tmp_path: Path) -> None:
    broken = "“Kami tidak akan berhenti,” kata José.".encode().decode("cp1252", "replace")
    page = one((broken + "\x00\x07\x1b[31m merah\r\nbaris dua").encode(), tmp_path)
    assert isinstance(page, Page)
    assert "“Kami tidak akan berhenti,”" in page.text or "José" in page.text
    assert not set("\x00\x07\x1b\r") & set(page.text)


def test_a_page_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Laporan " * 40_000)
    (tmp_path / "b.txt").write_text(REPORT)
    large, page = read(tmp_path, settings=Settings(max_bytes=100_000))
    assert isinstance(large, Rejection)
    assert "larger than 100,000 bytes" in large.reason
    assert isinstance(page, Page)


def test_gzip_that_unpacks_without_end_is_stopped_at_the_limit(tmp_path: Path) -> None:
    found = one(gzip.compress(b"a" * 5_000_000), tmp_path, settings=Settings(max_bytes=100_000))
    assert isinstance(found, Rejection)
    assert "larger than" in found.reason


def test_the_same_bytes_are_counted_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(REPORT)
    page, again = read(tmp_path)
    assert isinstance(page, Page)
    assert isinstance(again, Rejection)
    assert "a.txt" in again.reason


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "putus").symlink_to(tmp_path / "hilang.txt")
    os.mkfifo(tmp_path / "pipa")
    for name, reason in (("putus", "link to a file that is not there"), ("pipa", "a pipe"), ("tiada.txt", "no such file")):
        (found,) = read(tmp_path / name)
        assert isinstance(found, Rejection)
        assert reason in found.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(REPORT + " Lagi.")
    (tmp_path / "a.txt").chmod(0)
    refused, page = read(tmp_path)
    assert isinstance(refused, Rejection)
    assert "permission" in refused.reason
    assert isinstance(page, Page)


def test_standard_input_is_one_page(tmp_path: Path) -> None:
    (page,) = read("-", stdin=REPORT.encode())
    assert isinstance(page, Page)
    assert (page.path, page.media_type) == ("-", "text/plain")


def test_html_is_told_by_what_it_holds_not_by_its_name(tmp_path: Path) -> None:
    page = one(b"<!-- dari arsip -->\n<!DOCTYPE html><html><body><p>Feri itu terbalik.</p></body></html>", tmp_path)
    assert isinstance(page, Page)
    assert page.media_type == "text/html"


def test_jsonl_is_read_line_by_line_and_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "x1", "title": "Feri terbalik", "text": REPORT, "outlet": "Harian Teluk", "published": "2026-03-14"}),
        '{"id": "x2", "text": ',
        json.dumps({"id": 3, "text": REPORT + " Lagi."}),
    ]
    path = tmp_path / "umpan.jsonl"
    path.write_text("\n".join(lines))
    first, broken, third = read(path)
    assert isinstance(first, Page)
    assert (first.given.id, first.given.title, first.given.outlet, first.given.published_raw) == (
        "x1", "Feri terbalik", "Harian Teluk", "2026-03-14",
    )  # fmt: skip
    assert isinstance(broken, Rejection)
    assert broken.path is not None and broken.path.endswith("#2")
    assert isinstance(third, Page)
    assert third.given.id == "3"


def test_schema_org_and_ninjs_state_what_they_state(tmp_path: Path) -> None:
    schema = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "Feri terbalik",
                "articleBody": REPORT,
                "datePublished": "2026-03-14T09:20:00+07:00",
                "author": [{"@type": "Person", "name": "Raka Widura"}],
                "publisher": {"@type": "Organization", "name": "Harian Teluk"},
                "url": "https://teluk.example/a",
            }
        ],
    }
    ninjs = {
        "uri": "urn:newsml:lintara.example:1",
        "type": "text",
        "headline": "Ferry overturns",
        "body_text": REPORT + " (2)",
        "byline": "By Dewi Lestara",
        "versioncreated": "2026-03-14T02:20:00Z",
        "located": "Sawangan",
        "language": "en-GB",
    }
    (tmp_path / "a.json").write_text(json.dumps(schema))
    (tmp_path / "b.json").write_text(json.dumps(ninjs))
    a, b = read(tmp_path)
    assert isinstance(a, Page) and isinstance(b, Page)
    assert (a.given.title, a.given.outlet, a.given.authors, a.url) == (
        "Feri terbalik",
        "Harian Teluk",
        ("Raka Widura",),
        "https://teluk.example/a",
    )
    assert (b.given.title, b.given.authors, b.given.dateline, b.given.language) == ("Ferry overturns", ("Dewi Lestara",), "Sawangan", "en")


def test_a_text_that_opens_with_a_bracket_is_no_json(tmp_path: Path) -> None:
    page = one(("[UPDATE] " + REPORT).encode(), tmp_path)
    assert isinstance(page, Page)
    assert page.media_type == "text/plain"
