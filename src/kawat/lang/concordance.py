"""A text in; where each of its words begins (a concordance), so that a long list is tried only where a first word of one of its entries stands.

A regular expression of the standard library is tried at every letter of a text, however few of its words can begin a match.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from kawat.errors import LanguageDataError

DIGIT: Final = "0"  # stands for all words that begin with a digit
_WORD = re.compile(r"\w+|\(")


def openings(phrases: Iterable[str]) -> frozenset[str]:
    """Return the words that the phrases begin with, as a concordance lists them; raises LanguageDataError for one that begins with no word."""
    found = set()
    for phrase in filter(None, phrases):
        word = _WORD.match(phrase.lower())
        if word is None:
            raise LanguageDataError(f"the list entry {phrase!r} begins with neither letter nor digit and would never be found; reword it")
        found.add(word.group())
    return frozenset(found)


def _small(text: str) -> str:
    """The text in lower case, as long as it was; of letters that patterns without case take for one, that of the alphabet."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(letter.lower()[0] for letter in text)  # a dotted capital I becomes two characters
    return lower.replace("ſ", "s").replace("ı", "i")


class Concordance:
    """The words of a text in lower case, and its opening brackets, with the offsets at which they begin."""

    def __init__(self, text: str) -> None:
        places: dict[str, list[int]] = {}
        for match in _WORD.finditer(_small(text)):
            word = match[0]
            if word in places:
                places[word].append(match.start())
            else:
                places[word] = [match.start()]
        self._text, self._places = text, places
        self._asked: dict[frozenset[str], list[int]] = {}

    def places(self, words: frozenset[str]) -> list[int]:
        """Return where any of the words begins, in order."""
        found = self._asked.get(words)
        if found is None:
            asked = words if DIGIT not in words else words.union(word for word in self._places if word[0].isdigit())
            fewer, more = sorted((asked, self._places), key=len)
            found = sorted(place for word in fewer if word in more for place in self._places[word])
            self._asked[words] = found
        return found

    def finditer(self, pattern: re.Pattern[str], words: frozenset[str], start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer` would in text[start:end], of a pattern that matches only where one of the words begins.

        `end` lies within no word: half a word is none here.
        """
        places, end = self.places(words), len(self._text) if end is None else end
        for index in range(bisect_left(places, start), len(places)):
            if places[index] >= end:
                return
            if places[index] >= start and (match := pattern.match(self._text, places[index], end)):
                start = match.end()
                yield match
