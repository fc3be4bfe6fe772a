"""Function words: what every text has and what therefore says nothing of which event it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, section


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Section [words] of a language table; all entries are lower case."""

    function: tuple[str, ...] = ()


@cache
def function_words() -> frozenset[str]:
    """Return the function words of all languages together, since an event's reports come in several."""
    return frozenset(word for code in languages() for word in section(code, "words", Words).function)


def run_on(word: str, other: str) -> bool:
    """Return whether a word is another with a function word behind it, as where a page has lost a space ("Merbauyang")."""
    return word != other and word.startswith(other) and word.removeprefix(other).casefold() in function_words()
