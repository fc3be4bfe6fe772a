"""A text in; what stands between quotation marks out, as spans of the content without its marks.

Every pair in use is read: “ ” " " « » „ “ 「 」 ‘ ’ and ' '. A quotation never crosses a paragraph: one that is not closed ends with
its paragraph. Apostrophes and the inch mark are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_PAIRS = {"“": '”"“', '"': '"”', "«": "»", "„": '“”"', "「": "」", "『": "』", "‟": '”"', "”": "”"}
_MARKS = re.compile(r"[“”\"«»„「」『』‟]")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[^\s‘’'])")
_SINGLE_END = re.compile(r"(?<=[^\s‘'])[’'](?!\w)")


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
    for paragraph in _PARAGRAPH.finditer(text):
        doubles = list(_double(text, paragraph.start(), paragraph.end()))
        found.extend(doubles)
        found.extend(_singles(text, paragraph.start(), paragraph.end(), doubles))
    return sorted(found, key=lambda q: q.start)


def _double(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    mark, depth = "", 0
    for match in _MARKS.finditer(text, start, end):
        at, sign = match.start(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if opened is None:
            # A closing mark with nothing open was left behind by a paragraph before; a digit before a straight mark is inches.
            if (
                sign in _PAIRS and sign != "”" and not after.isspace() and not (sign == '"' and before.isdigit() and not after.isalpha())
            ) or (sign == "”" and before.isspace() and after.isalnum()):
                opened, mark, depth = at + 1, sign, 0
            continue
        if sign == "“" and mark == "“" and not after.isspace() and (before.isspace() or before in "(["):
            depth += 1
        elif sign in _PAIRS[mark]:
            if depth and sign == "”":
                depth -= 1
                continue
            if sign == '"' and mark == '"' and before.isspace() and after.isalnum():
                # A straight mark that opens although one is open: the first was never closed, and ends where this begins.
                if at > opened:
                    yield Quotation(start=opened, end=_right(text, opened, at), closed=False)
                opened = at + 1
                continue
            if at > opened:
                yield Quotation(start=opened, end=at, closed=True)
            opened = None
    if opened is not None and opened < end:
        yield Quotation(start=opened, end=_right(text, opened, end), closed=False)


def _right(text: str, start: int, end: int) -> int:
    """The end of text[start:end] without white space and dangling marks."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in '”"“»'):
        end -= 1
    return end


def _singles(text: str, start: int, end: int, doubles: list[Quotation]) -> Iterator[Quotation]:
    """Quotations in single marks: only what opens behind a space and closes before one, outside any double pair."""
    position = start
    while match := _SINGLE.search(text, position, end):
        holder = next((q for q in doubles if q.start <= match.start() < q.end), None)
        if holder:
            position = holder.end
            continue
        close = _SINGLE_END.search(text, match.end(), min(end, match.end() + 600))
        if close is None:
            return
        if close.start() > match.end():
            yield Quotation(start=match.end(), end=close.start(), closed=True, single=True)
        position = close.end()
