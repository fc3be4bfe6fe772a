"""The names in an event's reports in; those out that are one name printed in two ways: a letter or an accent, a middle name, an initial."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kawat.lang import offices
from kawat.lang.words import run_on
from kawat.model import Account, Article, Conflict, Marks, Span
from kawat.stages.reconcile.values import conflict

_MOST = 12  # that a brief shows
_COMMON = 200  # names of one word beyond which it tells nothing
_LETTERS = 4  # of a word that may be spelt otherwise
_ALIKE = 82.0  # per cent of the letters of a name of which two words are spelt otherwise
_ALONE = 6  # of a name of one word
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"\w[\w.'’-]*")


@dataclass(slots=True)
class _Form:
    """A name as printed: where it stands, in text order by report, of what kinds it was taken for, and in which languages."""

    spans: list[Span] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    languages: set[str | None] = field(default_factory=set)

    @property
    def articles(self) -> set[str]:
        return {span.article for span in self.spans}


def find(articles: Sequence[Article], marks: Mapping[str, Marks]) -> list[Conflict]:
    """Return names that reports print in two ways, each report in one of them alone: a report with both has two people."""
    forms: dict[str, _Form] = {}
    for article in articles:
        for name, span, kind in _names(article, marks[article.id]):
            form = forms.setdefault(name, _Form())
            form.spans.append(span)
            form.kinds.add(kind)
            form.languages.add(article.language)
    by_word: dict[str, set[str]] = {}
    for name in forms:
        words = _plain(name).split()
        for word in [*words, "".join(w[0] for w in words[-2:]) if len(words) > 1 else words[0][:2]]:
            by_word.setdefault(word, set()).add(name)
    near = sorted({pair for some in by_word.values() if len(some) <= _COMMON for pair in combinations(sorted(some), 2)})
    found = []
    for a, b in near:
        one, other = forms[a], forms[b]
        if one.articles & other.articles or not _one_name(a, b, one, other):
            continue
        ordered = sorted((a, b), key=lambda form: (forms[form].spans[0].article, form))
        sides = [(form, Account(span=span, statement=None)) for form in ordered for span in forms[form].spans]
        found.append(conflict("name", "precision", ordered[0], sides, "spelt", 0.6))
    return found[:_MOST]


def _names(article: Article, marks: Marks) -> Iterator[tuple[str, Span, str]]:
    """The names of people and places in a report, without an office in front and a possessive behind."""
    titles = offices.titles()
    for name in marks.names:
        words = list(_WORD.finditer(article.text, name.span.start, name.span.end))
        while len(words) > 2:
            titled = words[0].group().casefold().rstrip(".") in titles
            ahead = 1 if titled else offices.realm([word.group() for word in words[:-1]])
            if not ahead:
                break
            del words[:ahead]
        if not words or len(words) > 4 or any(c.isdigit() for c in name.span.exact):
            continue
        start, end = words[0].start(), words[-1].end()
        end -= len(words[-1].group()) - len(_POSSESSIVE.sub("", words[-1].group()))
        span = article.span(start, end)
        if name.kind == "place" or (len(words) > 1 and (name.kind != "organisation" or len(words) < len(name.span.exact.split()))):
            yield " ".join(span.exact.split()), span, name.kind


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c)).replace("’", "'")


def _one_name(a: str, b: str, one: _Form, other: _Form) -> bool:
    mine, theirs = (_plain(name).replace(".", "").split() for name in (a, b))
    if mine == theirs:
        return a.replace(".", "").casefold() != b.replace(".", "").casefold()  # an accent
    if min(len(mine), len(theirs)) == 1:
        named = all(form.kinds & {"person", "place"} for form in (one, other)) and one.languages & other.languages
        return bool(named) and len(mine) == len(theirs) and _slip(mine[0], theirs[0])
    short, long = sorted((mine, theirs), key=len)
    if len(short) == 2 and len(long) == 3 and (short[0], short[-1]) == (long[0], long[-1]):
        return len(long[1]) > 1 and bool((one.kinds | other.kinds) & {"person"})  # a middle name
    pairs = list(zip(short, long[-len(short) :], strict=True))  # what stands in front may be an office
    if any(x[0] != y[0] for x, y in pairs) or short == long[-len(short) :]:
        return False
    if min(len(pairs[0][0]), len(pairs[0][1])) == 1:
        return pairs[0][0] != pairs[0][1] and short[1:] == long[1 - len(short) :] and bool((one.kinds | other.kinds) & {"person"})
    differing = [(x, y) for x, y in pairs if x != y]
    if any(run_on(x, y) or run_on(y, x) for x, y in differing):
        return False
    if len(differing) == 1:
        return all(min(len(x), len(y)) >= _LETTERS and (fuzz.ratio(x, y) >= 78 or Levenshtein.distance(x, y) == 1) for x, y in differing)
    return fuzz.ratio(" ".join(x for x, _ in pairs), " ".join(y for _, y in pairs)) >= _ALIKE


def _slip(a: str, b: str) -> bool:
    """Whether one letter tells two words apart, and neither is the other with an ending ("Israel", "Israeli")."""
    return min(len(a), len(b)) >= _ALONE and Levenshtein.distance(a, b) == 1 and not a.startswith(b) and not b.startswith(a)
