"""A text and its language in, the offsets of its sentences out: sentencex's boundaries, repaired where they are known to be wrong.

A paragraph ends a sentence. What stands between quotation marks keeps to the sentence that quotes it. A dateline is no sentence
and belongs to none: the first sentence begins behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kawat.lang import datelines, dates, languages, section

_CHUNK = 20_000  # characters; a paragraph longer than this is no prose, and is cut so that time stays linear
_LONGEST = 40  # letters; no abbreviation is longer
_PARAGRAPH = re.compile(r"[^\n]+")
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_LAST_WORD = re.compile(r"([\w.'’-]+)\.[\"'”’)\]]*\s*$")
_INITIAL = re.compile(r"^(?:[A-Z]|[A-Z](?:\.[A-Z])+)$")
_LETTERS = re.compile(r"[^\W\d_]+$")
_CLOCK = re.compile(r"\d\s?[ap]\.m\.\s*$")
_WORD = re.compile(r"\w+")
# A sentence that the next was glued to when its page lost a line break ("by the harbour.Three of them ..."); the ending of an address is none.
# The word before is looked at behind the stop, since a pattern that begins with a mark is quick to search for.
_GLUED = re.compile(r"[.?!](?<=[^\W\d_A-Z]{2}.)[\"”’)]?(?=[\"“‘]?[A-Z](?!(?:om|o|d|et|rg|v)\b)[^\W\d_A-Z]*[\s,])")
_OPEN = re.compile(r"[\s\"'“‘«„(\[—–-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceWords:
    """Section [sentences] of a language table; abbreviations are lower case, without their last full stop."""

    abbreviations: tuple[str, ...] = ()


@cache
def _abbreviations(language: str | None) -> frozenset[str]:
    # Names and titles of every language stand in reports of every other; only full words would be harmed by too many.
    own = section(language, "sentences", SentenceWords).abbreviations if language else ()
    return frozenset(own) or frozenset(a for code in languages() for a in section(code, "sentences", SentenceWords).abbreviations)


def split(text: str, language: str | None) -> list[tuple[int, int]]:
    """Return (start, end) of every sentence of `text` in order, trimmed of white space; none crosses a line break."""
    found: list[tuple[int, int]] = []
    for index, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        start = paragraph.start()
        if index < 4 and (dateline := datelines.find(paragraph.group())):
            start += dateline.end
        for begin in range(start, paragraph.end(), _CHUNK):
            chunk = text[begin : min(begin + _CHUNK, paragraph.end())]
            ends = _mended(chunk, [end for end in _boundaries(chunk, language) if end < len(chunk)], language)
            found.extend(_trimmed(text, begin, chunk, sorted({*ends, *_glued(chunk, language)})))
    return found


def _boundaries(chunk: str, language: str | None) -> list[int]:
    """Return where sentencex ends the sentences of a chunk; none where it fails."""
    from sentencex import get_sentence_boundaries

    # It counts bytes past a space: a space of two bytes, as pages have before punctuation, takes it inside a character.
    plain = _WIDE_SPACE.sub(" ", chunk)
    try:
        return [int(boundary["end_index"]) for boundary in get_sentence_boundaries(language or "en", plain)]
    except ValueError:
        return []
    except BaseException as error:  # a panic of its own is no Exception
        if type(error).__name__ != "PanicException":
            raise
        return []


def _mended(chunk: str, ends: list[int], language: str | None) -> list[int]:
    """Return the boundaries that hold: none behind an abbreviation, inside a word, or before a small letter."""
    kept: list[int] = []
    start = 0
    abbreviations = _abbreviations(language)
    for end in ends:
        before, after = chunk[max(start, end - 60) : end], chunk[end : end + 12]
        word = _LAST_WORD.search(before.rsplit(None, 1)[-1]) if not before.isspace() else None
        following = _OPEN.sub("", after, count=1)[:1]
        if not chunk[end - 1].isspace() and following.isalnum():
            continue
        if following.islower() or (_CLOCK.search(before) and _goes_on(after)):
            continue
        if word:
            last = word.group(1)
            # Printed small ("dua jam. Ia ...", "5 p.m. The ..."), a word before a capital ends its sentence, abbreviation or not.
            short = last[0].isupper() and last.casefold() in abbreviations and following and not _closes(before)
            if short or (_INITIAL.match(last) and following.isupper()):
                continue
            if following.isdigit() and last.casefold() in {"rp", "no", "us", "rm", "s", "hal", "pasal"}:
                continue
        kept.append(end)
        start = end
    return kept


def _glued(chunk: str, language: str | None) -> list[int]:
    """Return where a sentence ends right before a capital letter, outside quotations and but for abbreviations ("Prof.Rahman")."""
    found = []
    for match in _GLUED.finditer(chunk):
        word = _LETTERS.search(chunk, max(0, match.start() - _LONGEST), match.start())
        if word and len(word.group()) > 2 and word.group().casefold() not in _abbreviations(language):
            found.append(match.end())
    return [end for end in found if chunk.count("“", 0, end) <= chunk.count("”", 0, end) and chunk.count('"', 0, end) % 2 == 0]


def _goes_on(after: str) -> bool:
    """Whether a day, a month or a time zone follows a time of day ("6 p.m. Wednesday", "06:12 a.m. UTC")."""
    word = _WORD.match(after)
    if not word:
        return False
    lower = word.group().casefold()
    return lower in dates.weekdays() or lower in dates.months() or (word.group().isupper() and 2 <= len(lower) <= 4)


def _closes(before: str) -> bool:
    """Whether a quotation closes behind the full stop, so that even an abbreviation ends the sentence there."""
    return before.rstrip()[-1:] in '"”’»'


def _trimmed(text: str, begin: int, chunk: str, ends: list[int]) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for end in [*ends, len(chunk)]:
        piece = chunk[start:end]
        lead = len(piece) - len(piece.lstrip())
        if stripped := piece.strip():
            spans.append((begin + start + lead, begin + start + lead + len(stripped)))
        start = end
    return spans
