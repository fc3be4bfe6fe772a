"""An address gives a page, or one sentence why not; nothing hangs, nothing is followed but http and https, robots.txt is obeyed."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kawat.config import Settings
from kawat.model import Page, Rejection
from kawat.stages.acquire import acquire

REPORT = b"<html><head><title>Feri terbalik</title></head><body><p>Empat orang tewas ketika sebuah feri terbalik.</p></body></html>"


@dataclass
class Site:
    """A site on this machine; `asked` is what was asked of it, in order."""

    address: str = ""
    robots: bytes = b""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            one.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has heard enough
                self._answer()

        def _answer(self) -> None:
            if self.path == "/robots.txt":
                self._send(200 if one.robots else 404, one.robots, "text/plain")
            elif self.path == "/hangs":
                one.closing.wait(20)
            elif self.path == "/round":
                self._send(302, b"", "text/html", location="/round")
            elif self.path == "/away":
                self._send(302, b"", "text/html", location="file:///etc/passwd")
            elif self.path == "/endless":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                while not one.closing.is_set():
                    self.wfile.write(b"<p>lagi</p>" * 4000)
            elif self.path == "/drips":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                while not one.closing.wait(0.1):
                    self.wfile.write(b".")
            elif self.path == "/slow-head":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
                while not one.closing.wait(0.1):
                    self.wfile.write(b"x")
            elif self.path == "/moved":
                self._send(301, b"", "text/html", location="/report")
            elif self.path == "/pdf":
                self._send(200, b"%PDF-1.7", "application/pdf")
            elif self.path == "/tagged" and self.headers.get("If-None-Match") == '"satu"':
                self._send(304, b"", "text/html")
            elif self.path == "/tagged":
                self._send(200, REPORT, "text/html; charset=utf-8", etag='"satu"')
            elif self.path in ("/report", "/secret/report"):
                self._send(200, REPORT, "text/html; charset=utf-8")
            else:
                self._send(404, b"", "text/html")

        def _send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    one.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield one
    one.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


def read(*addresses: str, **settings: object) -> list[Page | Rejection]:
    return list(acquire(addresses, settings=Settings(**{"timeout": 3.0, "max_bytes": 200_000} | settings)))  # type: ignore[arg-type]


def test_a_page_is_read_by_an_honest_name_from_where_it_moved(site: Site) -> None:
    (page,) = read(f"{site.address}/moved")
    assert isinstance(page, Page)
    assert (page.url, page.media_type) == (f"{site.address}/report", "text/html")
    assert all("Kawat/" in headers["user-agent"] for _, headers in site.asked)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/round", "redirects more than 5 times"),
        ("/away", "no http or https address"),
        ("/endless", "serves more than 200,000 bytes"),
        ("/pdf", "serves application/pdf"),
        ("/none", "answers 404: there is no such page"),
    ],
)
def test_what_gives_no_page_is_said_in_a_sentence(site: Site, path: str, reason: str) -> None:
    (found,) = read(f"{site.address}{path}")
    assert isinstance(found, Rejection)
    assert reason in found.reason


@pytest.mark.parametrize("path", ["/hangs", "/drips", "/slow-head"])
def test_a_request_has_one_deadline_and_the_next_goes_on(site: Site, path: str) -> None:
    began = time.monotonic()
    slow, page = read(f"{site.address}{path}", f"{site.address}/report", timeout=0.6)
    assert time.monotonic() - began < 10
    assert isinstance(slow, Rejection)
    assert "took longer than 0.6 seconds" in slow.reason
    assert isinstance(page, Page)


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.robots = b"User-agent: *\nDisallow: /secret/\n"
    refused, page = read(f"{site.address}/secret/report", f"{site.address}/report")
    assert isinstance(refused, Rejection)
    assert "robots.txt" in refused.reason
    assert isinstance(page, Page)
    assert "/secret/report" not in [path for path, _ in site.asked]


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: object) -> None:
    for _ in range(2):
        (page,) = read(f"{site.address}/tagged", cache=str(tmp_path))
        assert isinstance(page, Page)
        assert "Empat orang tewas" in page.text
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/tagged"] == [None, '"satu"']


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/a", "file:///etc/passwd", "http://", "http://127.0.0.1:9/a", "https://[::1"])
def test_an_address_that_cannot_be_followed_is_said(address: str) -> None:
    (found,) = read(address, timeout=1.0)
    assert isinstance(found, Rejection)
    assert found.path == address
