"""Paths, folders, globs, addresses and standard input in; Pages out, and a Rejection for whatever could not become one.

What a file is is told by its bytes, not its name: gzip, web archive, JSON, HTML or text. Nothing raises, nothing is read past its
limit, and one bad input never stops the next.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from kawat.config import Settings
from kawat.model import MediaType, Page, Rejection
from kawat.stages.acquire import decode, paths, records, warc
from kawat.stages.acquire.web import Unreachable, Web

_HTML = re.compile(
    r"(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|section|main|meta|title|p|h1|table|center|font|ul)\b"
)
_TAGS = re.compile(r"(?i)<(?:p|div|br|span|a|h[1-6]|li|td|tr|script|meta|body|html)\b[^<>]{0,300}>")
_PAGES = ("text/", "application/xhtml", "application/json", "application/ld+json", "application/http")
_PEEK = 64  # unpacked bytes that tell a web archive


@dataclass(slots=True)
class _Reading:
    """What one call keeps: settings, what bytes were seen, and the web, opened when first needed."""

    settings: Settings
    seen: dict[str, str] = field(default_factory=dict)
    web: Web | None = None

    def browser(self) -> Web:
        if self.web is None:
            self.web = Web(self.settings)
        return self.web


def acquire(inputs: Sequence[str], *, settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Page | Rejection]:
    """Yield the pages that `inputs` name, lazily and in order, folders sorted; "-" reads `stdin`. Never raises for bad input."""
    reading = _Reading(settings=settings)
    try:
        for name in inputs:
            if name == "-":
                yield from _standard_input(stdin, reading)
            elif paths.is_address(name):
                yield from _address(name, reading)
            else:
                for file in paths.files(name):
                    if isinstance(file, Rejection):
                        yield file
                    else:
                        yield from _file(file, reading)
    finally:
        if reading.web:
            reading.web.close()


def _rejected(path: str | None, reason: str, text: str | None = None) -> Rejection:
    return Rejection(path=path, stage="acquire", reason=reason, text=text)


def _standard_input(stdin: BinaryIO | None, reading: _Reading) -> Iterator[Page | Rejection]:
    if stdin is None:
        yield _rejected("-", "there is no standard input to read")
        return
    data = stdin.read(reading.settings.max_bytes + 1)
    yield from _bytes(data, "-", reading)


def _address(name: str, reading: _Reading) -> Iterator[Page | Rejection]:
    try:
        fetched = reading.browser().fetch(name)
    except Unreachable as error:
        yield _rejected(name, str(error))
        return
    yield from _bytes(fetched.body, name, reading, url=fetched.url, declared=fetched.encoding, fetched_at=fetched.fetched_at)


def _file(path: Path, reading: _Reading) -> Iterator[Page | Rejection]:
    name = str(path)
    # A name that is no UTF-8 is shown with replacement marks, so that it can be printed and written.
    shown = os.fsencode(name).decode("utf-8", "replace")
    try:
        with path.open("rb") as stream:
            if _is_archive(stream):
                yield from _archive(stream, shown, reading)
                return
            stream.seek(0)
            data = stream.read(reading.settings.max_bytes + 1)
    except OSError as error:
        yield _rejected(shown, f"it cannot be read ({error.strerror or type(error).__name__}); check its permissions")
        return
    yield from _bytes(data, shown, reading)


def _is_archive(stream: BinaryIO) -> bool:
    """Whether a file is a WARC, packed or not, by its first unpacked bytes."""
    head = stream.read(4096)
    if head[:2] == b"\x1f\x8b":
        try:
            head = zlib.decompressobj(31).decompress(head, _PEEK)
        except zlib.error:
            return False
    return warc.looks_like(head)


def _archive(stream: BinaryIO, name: str, reading: _Reading) -> Iterator[Page | Rejection]:
    stream.seek(0)
    found = False
    for record in warc.pages(stream, reading.settings.max_bytes):
        if isinstance(record, str):
            found = True
            yield _rejected(name, record)
            continue
        number, url, kind, body, cut = record
        if kind and not kind.casefold().startswith(_PAGES):
            continue
        found = True
        member = f"{name}#{number}"
        if cut:
            yield _rejected(member, f"it is larger than {reading.settings.max_bytes:,} bytes; raise max_bytes to read it")
            continue
        declared = kind.casefold().partition("charset=")[2].split(";")[0].strip(" \"'") if kind else None
        yield from _bytes(body, member, reading, url=url, declared=declared or None)
    if not found:
        yield _rejected(name, "the web archive holds no page")


def _bytes(
    data: bytes, name: str, reading: _Reading, *, url: str | None = None, declared: str | None = None, fetched_at: datetime | None = None
) -> Iterator[Page | Rejection]:
    """Yield the pages in bytes: unpacked, decoded and told apart by what they hold."""
    limit = reading.settings.max_bytes
    if data[:2] == b"\x1f\x8b":
        try:
            data, more = decode.gunzip(data, limit)
        except decode.Truncated as cut:
            yield _rejected(
                name,
                "its gzip data is cut off or broken; what could be unpacked was read"
                if cut.data
                else "its gzip data is cut off or broken; get it again",
            )
            data, more = cut.data, False
            if not data:
                return
        if warc.looks_like(data):
            yield from _archive(io.BytesIO(data), name, reading)
            return
        if more:
            data += b" "
    if warc.looks_like(data):
        yield from _archive(io.BytesIO(data), name, reading)
        return
    if problem := _problem(data, name, limit, reading):
        yield problem
        return
    digest = hashlib.sha256(data).hexdigest()
    text = decode.decode(data, declared)
    if not text.strip():
        yield _rejected(name, "it holds no text")
        return
    yield from _told_apart(text, name, digest, url, fetched_at)


def _problem(data: bytes, name: str, limit: int, reading: _Reading) -> Rejection | None:
    """Say why bytes are not read: none, too many, no text, or seen already."""
    if not data.strip(b"\x00 \t\r\n"):
        return _rejected(name, "it is empty")
    if len(data) > limit:
        return _rejected(name, f"it is larger than {limit:,} bytes, which no report is; raise max_bytes to read it")
    if binary := decode.kind_of_binary(data):
        return _rejected(name, f"it is {binary}, not text; save the report as text or HTML")
    digest = hashlib.sha256(data).hexdigest()
    if digest in reading.seen:
        return _rejected(name, f"it is the same, byte for byte, as {reading.seen[digest]}, and is counted once")
    reading.seen[digest] = name
    return None


def _told_apart(text: str, name: str, digest: str, url: str | None, fetched_at: datetime | None) -> Iterator[Page | Rejection]:
    """Yield the pages of a text: JSON's records, or one page of HTML or plain text."""
    if records.looks_like(text):
        found = list(_records(text, name, digest, fetched_at))
        if found:
            yield from found
            return
    yield Page(path=name, url=url, media_type=_media(text), text=text, hash=digest, fetched_at=fetched_at)


def _media(text: str) -> MediaType:
    head = text[:100_000]
    return "text/html" if _HTML.match(head[:5_000]) or len(_TAGS.findall(head, 0, 20_000)) >= 4 else "text/plain"


def _records(text: str, name: str, digest: str, fetched_at: datetime | None) -> Iterator[Page | Rejection]:
    """Yield the records of one JSON value, or of a line each; nothing where a text only begins like JSON."""
    try:
        value = records.parse(text)
    except ValueError as error:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        parsed = [_line(line) for _, line in lines]
        if not any(isinstance(p, (dict, list)) for p in parsed):
            if _plainly_json(text):
                yield _rejected(name, f"its JSON cannot be parsed ({error}); mend or export it again", text)
            return
        for (number, _), item in zip(lines, parsed, strict=True):
            member = f"{name}#{number}"
            if isinstance(item, ValueError):
                yield _rejected(member, f"the line is no JSON ({item}); mend or export it again")
            else:
                yield from _pages(item, member, digest, fetched_at, many=False)
        return
    if isinstance(value, (dict, list)):
        yield from _pages(value, name, digest, fetched_at, many=True)


def _plainly_json(text: str) -> bool:
    """Whether a text that does not parse was meant as JSON, not as prose in brackets ("[UPDATE] ...")."""
    return bool(re.match(r"\s*(?:\{\s*\"[^\"\n]{1,80}\"\s*:|\[\s*(?:\{|\[|\"))", text))


def _line(line: str) -> object:
    try:
        return records.parse(line)
    except ValueError as error:
        return error


def _pages(value: object, name: str, digest: str, fetched_at: datetime | None, *, many: bool) -> Iterator[Page | Rejection]:
    found = list(records.records(value))
    for number, record in enumerate(found, 1):
        member = f"{name}#{number}" if many and len(found) > 1 else name
        own = hashlib.sha256(f"{digest}#{member}".encode("utf-8", "surrogatepass")).hexdigest()
        text = decode.decode(record.text.encode("utf-8", "replace"))
        if not text.strip():
            yield _rejected(member, "its text is empty")
            continue
        yield Page(
            path=member,
            url=record.url,
            media_type="text/html" if record.html else "text/plain",
            text=text,
            hash=own,
            fetched_at=fetched_at,
            given=record.given,
        )
    if not found:
        yield _rejected(name, "its JSON holds no article: no object has a text, articleBody or body_text")


__all__ = ["acquire"]
