"""A word of a report in; the concepts of news that it may name out, one for all languages ("tewas", "menewaskan" and "killed" are one).

The tables list roots. Affixes are taken off until one is met, by the commonest rules of each language: enough to meet a root that is listed, and
no stemmer of words that are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kawat.lang import languages, section

_SHARED = {"ms": ("ms", "id")}
_BEFORE = ("memper", "diper", "meng", "meny", "mem", "men", "me", "di", "ber", "ter", "peng", "peny", "pem", "pen", "per", "pe", "ke", "se")
_LOST = {
    "meng": "k",
    "peng": "k",
    "meny": "s",
    "peny": "s",
    "mem": "p",
    "pem": "p",
    "men": "t",
    "pen": "t",
}  # the letter that a nasal swallows
_BEHIND = ("kannya", "annya", "nya", "kan", "lah", "an", "i")
_ENDINGS = ("ies", "ied", "ments", "ment", "ions", "ion", "ings", "ing", "ers", "er", "ed", "es", "s", "ly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concepts:
    """Section [concepts] of a language table: each entry names concepts after which its roots follow, "die: tewas mati"."""

    roots: tuple[str, ...] = ()


@cache
def _roots(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in _SHARED.get(language, (language,)):
        for entry in section(code, "concepts", Concepts).roots if code in languages() else ():
            concept, _, words = entry.partition(": ")
            for word in words.split():
                found.setdefault(word, set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}


@lru_cache(65_536)
def of(word: str, language: str | None) -> frozenset[str]:
    """Return the concepts that a word in lower case names in a language; none where no root of it is listed."""
    roots = _roots(language or "")
    if not roots:
        return frozenset()
    return next((roots[form] for form in _forms(word, english=language == "en") if form in roots), frozenset())


def _forms(word: str, *, english: bool) -> Iterator[str]:
    """The word, and what is left of it without affixes, longest first."""
    yield word
    if english:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) > 2:
                stem = word[: -len(ending)]
                yield stem
                yield stem + ("y" if ending in ("ies", "ied") else "e")
                if stem[-1] == stem[-2]:
                    yield stem[:-1]  # "stabbed"
        return
    behind = [word, *(word[: -len(ending)] for ending in _BEHIND if word.endswith(ending) and len(word) - len(ending) > 2)]
    for rest in behind:
        yield rest
        for prefix in _BEFORE:
            if rest.startswith(prefix) and len(rest) - len(prefix) > 1:
                yield rest[len(prefix) :]
                if prefix in _LOST:
                    yield _LOST[prefix] + rest[len(prefix) :]
    if "-" in word:
        yield word.partition("-")[0]
