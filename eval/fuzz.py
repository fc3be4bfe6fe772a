"""Feed broken input to acquire and clean until the time is up: `python eval/fuzz.py --minutes 10 [--seed 1]`.

Seeds are the project's own examples and pages made here; each round mutates one (bit flips, cuts, joins, nesting, wrong encodings,
gzip, web archives) and checks what must hold for any input: no exception, at least one page or rejection, text that UTF-8 can hold,
and, behind clean, paragraphs that were in the page (of plain text: words). What breaks is written to out/fuzz/ and the exit status is 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from kawat.config import Settings
from kawat.model import Page, Rejection
from kawat.stages.acquire import acquire
from kawat.stages.clean import clean

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"\w+")
SLOW = 5.0  # seconds: an input that takes longer is kept and told
MARKUP = [
    b"<p>",
    b"</p>",
    b"<div class='related'>",
    b"</div>",
    b"<script>",
    b"</script>",
    b"<a href='x'>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"&#0;",
    b"&#xD800;",
    b"<meta charset='x'>",
    b"<base href='//'>",
    b"<svg>",
    b"<template>",
]
TEXTS = [
    "Baca juga: ",
    "“",
    '"',
    "(Foto: ",
    "Rp 1,2 triliun",
    "\u202e",
    "\U0001f600",
    "ﷺ",
    "\x00",
    "\ufeff",
    "Penulis: ",
    "14/3/2026 05.40 WIB",
    "Copyright ©",
    "\u2028",
    "e\u0301" * 50,
    "1." * 40,
    " - ",
    "JAKARTA, ",
    "told Reuters",
    "》",
    "A" * 3000,
]


def warc(body: bytes, address: bytes = b"https://outlet.example/a") -> bytes:
    """Return a web archive of one response that holds `body`."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nWARC-Date: 2026-03-14T00:00:00Z\r\n"
    return (
        head
        + b"WARC-Target-URI: "
        + address
        + b"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
        + str(len(http)).encode()
        + b"\r\n\r\n"
        + http
        + b"\r\n\r\n"
    )


def seeds() -> list[bytes]:
    """Return what the rounds begin from."""
    found = [path.read_bytes() for path in sorted((ROOT / "examples").iterdir()) if path.suffix in (".txt", ".html", ".json")]
    html = next(data for data in found if b"<html" in data)
    return [
        *found,
        warc(html),
        gzip.compress(warc(html) + warc(found[0])),
        json.dumps([json.loads(found[-1])] if found[-1].startswith(b"{") else []).encode(),
        b'{"id": 1, "title": "x", "text": "y"}\n{"id": 2}\n',
        b"",
    ]


def flip(data: bytearray, rng: random.Random) -> bytes:
    """Return the data with a few bytes changed."""
    for _ in range(rng.randint(1, 20)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def insert(data: bytearray, rng: random.Random) -> bytes:
    """Return the data with markup or text put in at random places."""
    for _ in range(rng.randint(1, 12)):
        at = rng.randint(0, len(data))
        piece = rng.choice(MARKUP) if rng.random() < 0.5 else rng.choice(TEXTS).encode("utf-8", "surrogatepass")
        data[at:at] = piece * rng.choice((1, 1, 1, 2, 40))
    return bytes(data)


def cut(data: bytearray, rng: random.Random) -> bytes:
    """Return a piece of the data, or the data without one."""
    a, b = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
    return bytes(data[a:b]) if rng.random() < 0.5 else bytes(data[:a] + data[b:])


def wrap(data: bytearray, rng: random.Random) -> bytes:
    """Return the data packed, archived, nested, in another encoding, or as one line."""
    way = rng.randrange(6)
    if way == 0:
        packed = gzip.compress(bytes(data))
        return packed[: rng.randint(1, len(packed))]
    if way == 1:
        made = warc(bytes(data))
        return made[: rng.randint(1, len(made))]
    if way == 2:
        return b"<div>" * rng.choice((10, 3000)) + bytes(data)
    if way == 3:
        return (
            bytes(data)
            .decode("utf-8", "replace")
            .encode(rng.choice(("utf-16", "utf-16-le", "cp1252", "utf-32", "shift_jis", "koi8-r")), "replace")
        )
    if way == 4:
        return bytes(data).replace(b"\n", b" ") * rng.choice((1, 5))
    return json.dumps({"title": "x", "text": bytes(data).decode("utf-8", "replace")}).encode()


MUTATIONS: list[Callable[[bytearray, random.Random], bytes]] = [flip, insert, cut, wrap]


def check(path: Path, settings: Settings) -> None:
    """Read one file and raise AssertionError or whatever is wrong."""
    results = list(acquire([str(path)], settings=settings))
    if not results:
        raise AssertionError("neither a page nor a rejection")
    for result in results:
        if isinstance(result, Page):
            result.text.encode("utf-8")
            if "\x00" in result.text:
                raise AssertionError("a NUL is left in the text")
            article = clean(result, settings=settings)
            if isinstance(article, Rejection):
                if not article.reason:
                    raise AssertionError("a rejection without a reason")
                continue
            article.text.encode("utf-8")
            made_up = set(WORD.findall(article.text)) - set(WORD.findall(result.text)) if result.media_type == "text/plain" else None
            if made_up:
                raise AssertionError(f"words that were not in the page: {sorted(made_up)[:5]}")
            if not article.text.strip():
                raise AssertionError("an article without text")
        elif not result.reason:
            raise AssertionError("a rejection without a reason")


def keep(data: bytes, seed: int, number: int) -> Path:
    """Keep an input for whoever looks into it."""
    kept = ROOT / "out" / "fuzz" / f"seed{seed}-round{number}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    return kept


def main() -> int:
    """Run until the time is up; return 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng, settings, pool = random.Random(options.seed), Settings(max_bytes=3_000_000), seeds()
    end, rounds, slowest = time.monotonic() + 60 * options.minutes, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        while time.monotonic() < end:
            data = rng.choice(pool)
            for _ in range(rng.randint(1, 3)):
                data = rng.choice(MUTATIONS)(bytearray(data), rng)
            path.write_bytes(data[:2_000_000])
            began = time.monotonic()
            try:
                check(path, settings)
            except Exception:
                print(
                    traceback.format_exc(),
                    f"\nround {rounds} broke; the input is kept in {keep(data, options.seed, rounds)}",
                    file=sys.stderr,
                )
                return 1
            slowest = max(slowest, took := time.monotonic() - began)
            if took > SLOW:
                print(f"round {rounds} took {took:.1f} s; the input is kept in {keep(data, options.seed, rounds)}", file=sys.stderr)
            rounds += 1
    print(f"{rounds} rounds in {options.minutes:g} minutes, seed {options.seed}: nothing broke; the slowest took {slowest:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
