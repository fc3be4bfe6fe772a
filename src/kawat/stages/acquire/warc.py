"""A web archive as a stream in; its pages out, record by record, in memory bounded by the largest record."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO


def looks_like(head: bytes) -> bool:
    """Whether unpacked bytes begin as a WARC file does."""
    return head.startswith(b"WARC/")


def pages(stream: BinaryIO, limit: int) -> Iterator[tuple[int, str | None, str | None, bytes, bool] | str]:
    """Yield (number, address, content type, body, cut) for each record that holds a page, or a sentence where the archive breaks.

    `limit` bounds a body in bytes; `cut` says that it was longer. `stream` may be gzip-compressed.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    archive = ArchiveIterator(stream)
    records = iter(archive)
    while True:
        packed = archive.reader.decompressor
        # warcio prints what it finds wrong with a record; that is for our caller to say, in one sentence.
        complaints = io.StringIO()
        try:
            with contextlib.redirect_stderr(complaints):
                record = next(records, None)
            if complaints.getvalue():
                yield f"record {number} is not as long as it says; the archive was cut or mended badly, and what can be read of it was read"
            if record is None:
                # warcio ends without a word where a record is cut in its header: its first line, or its packed bytes, are then left over.
                if archive.next_line or (packed is not None and packed.unused_data):
                    yield f"the record after record {number} breaks off in its header; the archive was cut, and what stands before was read"
                return
            number += 1
            if record.rec_headers.get_header("Content-Length") is None:
                yield f"record {number} states no length; the archive was cut or is no web archive behind it, and what stands before was read"
                return
            page = _page(record, limit)
            if page and page[1]:
                kind, body, cut = page
                yield number, record.rec_headers.get_header("WARC-Target-URI"), kind, body, cut
            if record.raw_stream is not None and getattr(record.raw_stream, "limit", 0) > 0 and not (page and page[2]):
                record.raw_stream.read(record.raw_stream.limit)
                if record.raw_stream.limit > 0:
                    yield f"record {number} ends before the length that it states; the archive was cut, and what stands before was read"
                    continue
            if page and not page[1]:
                yield f"record {number} is empty"
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, AttributeError, TypeError, IndexError, zlib.error) as error:
            yield f"the archive breaks after record {number} ({' '.join(str(error).split())[:120] or type(error).__name__}); what stands before was read"
            return


def _page(record: Any, limit: int) -> tuple[str | None, bytes, bool] | None:
    """Return content type, body and whether it was longer than `limit`, of a record that holds a page; None for other records."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    kind = headers.get_header("Content-Type") if headers else None
    if record.rec_type == "response" and record.http_headers and not str(record.http_headers.get_statuscode()).startswith("2"):
        return None
    body = record.content_stream().read(limit + 1)
    return kind, body[:limit], len(body) > limit
