"""A web archive is read record by record; where it is cut, that is said once and what stands before it is kept."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kawat.config import Settings
from kawat.model import Page, Rejection
from kawat.stages.acquire import acquire


def archive(*, packed: bool) -> tuple[bytes, list[int]]:
    """Return an archive of three pages, and where each record ends."""
    made, ends = b"", []
    for number in range(3):
        page = f"<html><title>Laporan {number}</title><p>{'Feri itu terbalik di teluk. ' * 20}{number}</p></html>"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2026-03-14T02:20:00Z\r\n"
            f"WARC-Target-URI: https://kabar.example/{number}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}"
        )
        record = f"{head}\r\n\r\n{block}\r\n\r\n".encode()
        made += gzip.compress(record, mtime=0) if packed else record
        ends.append(len(made))
    return made, ends


def read(data: bytes, folder: Path) -> tuple[list[Page], list[Rejection]]:
    path = folder / "berita.warc"
    path.write_bytes(data)
    found = list(acquire([str(path)], settings=Settings()))
    return [f for f in found if isinstance(f, Page)], [f for f in found if isinstance(f, Rejection)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_whole_archive_is_read_without_complaint(packed: bool, tmp_path: Path) -> None:
    pages, rejections = read(archive(packed=packed)[0], tmp_path)
    assert [page.url for page in pages] == [f"https://kabar.example/{n}" for n in range(3)]
    assert rejections == []


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.8, 0.95])
def test_a_record_that_is_cut_is_said_once(packed: bool, share: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, ends = archive(packed=packed)
    pages, rejections = read(data[: ends[1] + int(share * (ends[2] - ends[1]))], tmp_path)
    assert [page.url for page in pages][:2] == ["https://kabar.example/0", "https://kabar.example/1"]
    assert len(rejections) == 1
    assert rejections[0].path is not None and "berita.warc" in rejections[0].path
    assert capsys.readouterr().err == ""
