"""Bytes in; text out: encoding found, mojibake mended, control characters dropped.

UTF-8 that decodes strictly wins over whatever is declared, since nothing else looks like it by chance. A declaration is believed
where it decodes; where none does, charset-normalizer and CLD2 judge a sample together.
"""

from __future__ import annotations

import codecs
import re
import zlib

_SAMPLE = 60_000  # bytes that judge an encoding; charset-normalizer takes seconds for megabytes
_CHAOS = 0.05  # how much worse than the best an encoding may look and still be asked
_TIE = 0.97
_META = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-z0-9_:.-]{2,40})"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_MOJIBAKE = re.compile("[ÂÃâ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "sound or video"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"wOF", "a font"),
    (b"\x00\x00\x01\x00", "an icon"),
)  # fmt: skip


def kind_of_binary(data: bytes) -> str | None:
    """Return what bytes are that are no text, in words, or None where they may be text."""
    head = data[:4096]
    for magic, name in MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:64]):
            return name
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture, sound or video"
    if head[4:8] == b"ftyp":
        return "video"
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16(head):
        return None
    strange = sum(b < 9 or (13 < b < 32 and b != 27) for b in head)
    return "binary data" if head and strange > 0.1 * len(head) else None


def _utf16(head: bytes) -> str | None:
    """Name UTF-16 without a mark by its zero bytes on one side of each pair, as Latin letters have them."""
    if len(head) < 8:
        return None
    even, odd = head[0:2000:2], head[1:2000:2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of bytes; `declared` is the encoding that came beside them (an HTTP header), if any. Never raises."""
    text = _decoded(data, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    if _MOJIBAKE.search(text):
        text = _mended(text)
    return _CONTROL.sub("", text)


def _decoded(data: bytes, declared: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page cut off in the middle of a character, or with one bad byte in ten thousand, is UTF-8 all the same.
        if error.start > len(data) - 4 and len(data) > 8:
            return data.decode("utf-8", "ignore")
    if wide := _utf16(data[:4096]):
        return data.decode(wide, "replace")
    bad = data.decode("utf-8", "replace").count("\ufffd")
    if bad <= len(data) // 5000 and _multibyte(data):
        return data.decode("utf-8", "replace")
    meta = _META.search(data[:4096])
    stated = (meta.group(1) or meta.group(2)).decode("ascii") if meta else None
    for claimed in (declared, stated):
        if (text := _strictly(data, claimed)) is not None:
            return text
    return _judged(data)


def _multibyte(data: bytes) -> bool:
    return bool(re.search(rb"[\xc3-\xf4][\x80-\xbf]", data))


def _strictly(data: bytes, name: str | None) -> str | None:
    """Decode by a declared name, Latin-1 read as the Windows encoding that browsers take it for; None where it cannot be."""
    if not name:
        return None
    name = name.strip().strip("\"'").lower()
    name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso8859-1") else name
    if name.startswith(("utf-8", "utf8", "utf-16", "utf16")):
        return None
    try:
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _judged(data: bytes) -> str:
    """Decode what nothing declares truly: charset-normalizer names the encodings that may be, and the text that reads most like a
    language is believed; where that leaves a tie, the Windows encoding of Western Europe."""
    from charset_normalizer import from_bytes

    sample = data if len(data) <= _SAMPLE else data[: _SAMPLE // 2] + data[len(data) // 2 : len(data) // 2 + _SAMPLE // 2]
    found = list(from_bytes(sample))
    names = [match.encoding for match in found if match.chaos <= found[0].chaos + _CHAOS][:8]
    scores = {name: _reads(sample, name) for name in dict.fromkeys(("cp1252", *names))}
    best = max(scores, key=lambda name: scores[name])
    if scores["cp1252"] >= _TIE * scores[best] > 0:
        best = "cp1252"
    elif scores[best] <= 0 and names:
        best = names[0]
    return data.decode(best, "replace")


def _reads(sample: bytes, name: str) -> float:
    """Return how much a sample decoded by `name` reads like a language: CLD2's score, 0 where it knows none."""
    import pycld2

    try:
        text = "".join(c if c.isprintable() or c.isspace() else " " for c in sample.decode(name, "replace"))
        _, _, found = pycld2.detect(text.encode("utf-8", "ignore"), bestEffort=True)
    except (LookupError, UnicodeError, pycld2.error):
        return 0.0
    return 0.0 if found[0][1] == "un" else found[0][2] * found[0][3] / 100


def _mended(text: str) -> str:
    """Undo text that was decoded wrongly before it came here; nothing else about it is changed."""
    import ftfy

    plain = ftfy.TextFixerConfig(
        unescape_html=False, remove_terminal_escapes=False, fix_latin_ligatures=False, fix_character_width=False, uncurl_quotes=False,
        fix_line_breaks=False, fix_surrogates=False, remove_control_chars=False, normalization=None, max_decode_length=200_000,
    )  # fmt: skip
    return ftfy.fix_text(text, plain)


class Truncated(Exception):
    """A compressed stream ended before its end; `data` is what could be read of it."""

    def __init__(self, data: bytes) -> None:
        super().__init__("truncated")
        self.data = data


def gunzip(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Return the unpacked bytes of gzip data of one or more members, at most `limit`, and whether more was left unread.

    Raises Truncated, with what could be read, where the data ends or breaks before its end.
    """
    out = bytearray()
    rest = data
    while rest[:2] == b"\x1f\x8b":
        engine = zlib.decompressobj(31)
        try:
            out += engine.decompress(rest, max(1, limit + 1 - len(out)))
        except zlib.error as error:
            raise Truncated(bytes(out)) from error
        if len(out) > limit:
            return bytes(out[:limit]), True
        if not engine.eof:
            raise Truncated(bytes(out))
        rest = engine.unused_data
    return bytes(out), False
