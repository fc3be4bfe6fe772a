"""A text in; what stands between its quotation marks out: pairs of every script, the outermost only, unclosed ones marked.

A paragraph ends a quotation that nothing closed, unless one of the next closes it at the end of a sentence before any opens another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_PARAGRAPH = re.compile(r"[^\n]+")
_PAIRS = {
    "“": '”"“', '"': '"”', "«": "»", "»": "«", "„": "“”\"", "「": "」", "『": "』", "‟": '”"', "”": "”", "''": ("''", '"', "”"), "``": ("''", '"'),
}  # fmt: skip
_MARKS = re.compile(r"[“”\"«»„「」『』‟]|''|``")
_SINGLE = re.compile(r"[‘'‚](?<![\w’'].)(?=[^\s‘’'])")
_SINGLE_END = re.compile(r"(?<=[^\s‘'])[’'‘](?!\w)")
_FURTHEST = 2_500  # characters that a quotation may go on behind its paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Content between marks at offsets of the text; `closed` is False where the paragraph ended it."""

    start: int
    end: int
    closed: bool
    single: bool = False


def find(text: str) -> list[Quotation]:
    """Return the quotations of a text in order, outermost only; time is linear in its length."""
    found: list[Quotation] = []
    position = 0
    while paragraph := _PARAGRAPH.search(text, position):
        start, end = paragraph.span()
        doubles = list(_double(text, start, end))
        position = end
        if doubles and not doubles[-1].closed and (close := _closed_later(text, end, text[doubles[-1].start - 1])):
            doubles[-1] = Quotation(start=doubles[-1].start, end=close, closed=True)
            position = close + 1
            end = min(end, doubles[-1].start)
        found.extend(doubles)
        found.extend(_singles(text, start, end, doubles))
    return sorted(found, key=lambda q: q.start)


def _closed_later(text: str, end: int, mark: str) -> int | None:
    """Where one of the next paragraphs closes what this one left open with `mark`, at the end of a sentence and before any quotation opens."""
    sign = _MARKS.search(text, end, min(len(text), end + _FURTHEST))
    if sign is None or sign.group() not in _PAIRS.get(mark, ("''",)):
        return None
    return sign.start() if text[sign.start() - 1] in ".,!?…" and not text[sign.end() : sign.end() + 1].isalnum() else None


def _double(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    mark, depth = "", 0
    for match in _MARKS.finditer(text, start, end):
        at, behind, sign = match.start(), match.end(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[behind] if behind < end else " "
        if opened is None:
            if _opens(sign, before, after) or (before.isspace() and after.isspace() and _spaced(text, behind, end, sign)):
                opened, mark, depth = behind, sign, 0
            continue
        if sign == "“" and mark == "“" and not after.isspace() and (before.isspace() or before in "(["):
            if text[max(opened, at - 3) : at].rstrip()[-1:] in (".", "!", "?") and not _nested(text, behind, end):
                # A sentence has ended and only one mark closes: the first was never closed.
                yield Quotation(start=opened, end=_right(text, opened, at), closed=False)
                opened, depth = behind, 0
                continue
            depth += 1
        elif sign in _PAIRS[mark]:
            if depth and sign == "”":
                depth -= 1
                continue
            if sign == '"' and mark == '"' and before.isspace() and after.isalnum():
                # A straight mark that opens although one is open: the first was never closed, and ends where this begins.
                if at > opened:
                    yield Quotation(start=opened, end=_right(text, opened, at), closed=False)
                opened = behind
                continue
            if at > opened:
                yield Quotation(start=opened, end=at, closed=True)
            opened = None
    if opened is not None and opened < end:
        yield Quotation(start=opened, end=_right(text, opened, end), closed=False)


def _opens(sign: str, before: str, after: str) -> bool:
    """Whether a mark begins a quotation: a closing one with nothing open was left behind by a paragraph before, a digit before a straight one is inches."""
    if sign not in _PAIRS or after.isspace():
        return False
    if sign in "”»":
        return before.isspace() and (after.isalnum() or after in "([…")
    return not (sign == '"' and before.isdigit() and not after.isalpha())


def _nested(text: str, at: int, end: int) -> bool:
    """Whether two marks close before another opens, so that the one before `at` stands within a quotation."""
    signs = [match.group() for match in islice(_MARKS.finditer(text, at, end), 2)]
    return signs == ["”", "”"]


def _spaced(text: str, at: int, end: int, sign: str) -> bool:
    """Whether a mark with a space on both sides ( " so " ) has a partner in the paragraph."""
    return sign in _PAIRS and any(closing in text[at:end] for closing in _PAIRS[sign])


def _right(text: str, start: int, end: int) -> int:
    """The end of text[start:end] without white space and dangling marks."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in '”"“»'):
        end -= 1
    return end


def _singles(text: str, start: int, end: int, doubles: list[Quotation]) -> Iterator[Quotation]:
    """Quotations in single marks: only what opens behind a space and closes before one, outside any double pair."""
    position = start
    inside = iter(doubles)
    holder = next(inside, None)
    while match := _SINGLE.search(text, position, end):
        while holder and holder.end < match.start():
            holder = next(inside, None)
        if holder and holder.start <= match.start() < holder.end:
            position = holder.end
            continue
        close = _SINGLE_END.search(text, match.end(), min(end, match.end() + 600))
        if close is None:
            return
        if close.start() > match.end():
            yield Quotation(start=match.end(), end=close.start(), closed=True, single=True)
        position = close.end()
