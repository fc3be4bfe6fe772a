"""A web archive as a stream in; its pages out, record by record, in memory bounded by the largest record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO


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
    try:
        for record in ArchiveIterator(stream):
            number += 1
            if record.rec_type not in ("response", "resource"):
                continue
            headers = record.http_headers if record.rec_type == "response" else record.rec_headers
            kind = headers.get_header("Content-Type") if headers else None
            if record.rec_type == "response" and record.http_headers and not str(record.http_headers.get_statuscode()).startswith("2"):
                continue
            body = record.content_stream().read(limit + 1)
            declared = record.rec_headers.get_header("Content-Length")
            if not body and declared not in (None, "0") and record.rec_type == "resource":
                yield f"record {number} is empty although {declared} bytes are declared; the archive was cut"
                return
            yield number, record.rec_headers.get_header("WARC-Target-URI"), kind, body[:limit], len(body) > limit
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, AttributeError, TypeError, IndexError) as error:
        yield f"the archive breaks after record {number} ({error or type(error).__name__}); what stands before was read"
