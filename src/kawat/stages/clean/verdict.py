"""What is left of a page in; out, a sentence that says why no article stands in it, or None where one does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, section
from kawat.lang.phrases import either
from kawat.stages.clean.draft import Block
from kawat.stages.clean.furniture import is_prose, title_case

_SHORT = 120  # words below which a notice may be all there is
_LEAST = 8  # words of prose that make a report: a news flash or a picture's story
_NAMES = {"error_page": "an error page", "paywall": "a paywall stub", "cookies": "a cookie wall"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCues:
    """Section [notices] of a language table; all entries are lower case."""

    error_page: tuple[str, ...] = ()
    paywall: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = frozenset(cue for code in languages() for cue in getattr(section(code, "notices", NoticeCues), name))
    return re.compile(rf"(?i)(?<!\w)(?:{either(phrases)})")


def verdict(paragraphs: Sequence[str], blocks: Sequence[Block], *, title: str | None) -> str | None:
    """Return why a page holds no article, as a sentence, or None.

    `paragraphs` is what cleaning kept, `blocks` all that the page had.
    """
    if not blocks:
        return "the page holds no text; nothing was read"
    words = sum(len(p.split()) for p in paragraphs)
    prose = [p for p in paragraphs if is_prose(p)]
    prose_words = sum(len(p.split()) for p in prose)
    if notice := _notice(words, prose_words, "\n".join([title or "", *(b.text for b in blocks)])):
        return f"the page is {notice}, not an article; open it in a browser and save the report itself"
    if len(blocks) >= 12 and prose_words < 60 and sum(len(b.text.split()) < 20 for b in blocks) > 0.8 * len(blocks):
        return f"the page is an index: {len(blocks)} short lines and hardly a paragraph; name the reports it links to"
    if prose_words < _LEAST and words < 15:
        return f"the page holds only {words} words of text, too few for a report"
    if not prose and sum(map(_states, paragraphs)) < 2:
        return f"the page holds {words} words but no sentence of a report"
    return None


def _states(line: str) -> bool:
    """Whether a line without a full stop still says something, as a report in short points does; titles of videos open with a time."""
    return len(line.split()) >= 10 and not line[0].isdigit() and title_case(line) < 0.6


def _notice(words: int, prose_words: int, everything: str) -> str | None:
    """Name the notice that a short page is; a report that quotes one has more to say than the notice."""
    if words >= _SHORT:
        return None
    for name, called in _NAMES.items():
        hits = len({match.group().casefold() for match in _pattern(name).finditer(everything)})
        if hits > 1 or (hits and prose_words < 40):
            return called
    return None
