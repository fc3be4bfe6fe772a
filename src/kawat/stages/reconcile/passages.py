"""An event's articles with their marks and statements in; their sentences as passages out, each with what it can share with another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kawat.lang import concepts
from kawat.lang.words import function_words
from kawat.model import Account, Article, Attribution, Date, Figure, Marks, Mode, Name, Span, Statement
from kawat.stages.reconcile.words import counted

_LEAD = 90  # characters that a speaker with office and verb may take
_LETTERS = 7  # letters of a word that are kept, so that its forms are one
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an article as an account, with what it can share; `row` is its vector's, `place` how far down its report it stands, 0 to 1.

    `mode` is how the statement in it was said and `speaker` the id of who said it, None where it has none; `figures` are values with their unit, `counts` what it counts
    ("dead", "missing"); the marks in it stand in text order.
    """

    article: str
    language: str | None
    account: Account
    sentence: Span
    mode: Mode | None
    speaker: str | None
    words: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]
    figures: frozenset[tuple[float, str | None]]
    dates: frozenset[str]
    counts: frozenset[str]
    marked: tuple[tuple[Figure, ...], tuple[Date, ...], tuple[Name, ...]]
    row: int
    place: float
    weight: float


def find(
    articles: Sequence[Article],
    marks: Mapping[str, Marks],
    attributions: Mapping[str, Attribution],
    vectors: Mapping[str, NDArray[np.float32]],
    speakers: Mapping[str, str],
) -> list[Passage]:
    """Return every sentence that has a vector as a passage, in order; its account is the statement in it where that is most of it.

    `speakers` has the event's speaker for each speaker of an article, by id.
    """
    found: list[Passage] = []
    for article in articles:
        own = marks[article.id]
        # A headline says again what the report says, and rests on nothing of its own.
        headline = len(article.title) if article.title and article.text.startswith(article.title) else 0
        statements = attributions[article.id].statements
        inside_of = _Inside(own)
        for number, sentence in enumerate(own.sentences[: len(vectors[article.id])]):
            if sentence.end > headline:
                found.append(_passage(article, number, sentence, statements, inside_of(sentence), speakers))
    return found


def holding(passage: Passage, words: str) -> Account:
    """Return the account of a passage where it holds some words, else its whole sentence: what is said word for word leaves out what stands around it."""
    account = passage.account
    return account if words in account.span.exact else Account(span=passage.sentence, statement=account.statement)


class _Inside:
    """The marks of an article by their place."""

    def __init__(self, marks: Marks) -> None:
        self._every = (marks.figures, marks.dates, marks.names)
        self._starts = tuple([mark.span.start for mark in some] for some in self._every)

    def __call__(self, span: Span) -> tuple[tuple[Figure, ...], tuple[Date, ...], tuple[Name, ...]]:
        figures, dates, names = (
            some[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            for some, starts in zip(self._every, self._starts, strict=True)
        )
        return figures, dates, names  # type: ignore[return-value]


def _passage(
    article: Article,
    number: int,
    sentence: Span,
    statements: Sequence[Statement],
    marked: tuple[tuple[Figure, ...], tuple[Date, ...], tuple[Name, ...]],
    speakers: Mapping[str, str],
) -> Passage:
    figures, dates, names = marked
    inside = [s for s in statements if s.span.start < sentence.end and sentence.start < s.span.end]
    account, content = Account(span=sentence, statement=None), sentence.exact
    longest = max(inside, key=lambda s: _overlap(s.span, sentence)) if inside else None
    if longest:
        covers = _overlap(longest.span, sentence)
        within = sentence.start <= longest.span.start and longest.span.end <= sentence.end
        # What is said word for word stands by itself; reported speech needs the sentence that reports it.
        whole = longest.mode == "direct" and within and covers > 0.35 * len(sentence.exact)
        account = Account(span=longest.span if whole else sentence, statement=longest.id)
        if longest.mode == "indirect" and covers > min(0.6 * len(sentence.exact), len(sentence.exact) - _LEAD):
            content = longest.span.exact  # who says it, and to whom, is no part of what is said
    return Passage(
        article=article.id,
        language=article.language,
        account=account,
        sentence=sentence,
        mode=longest.mode if longest else None,
        speaker=speakers.get(longest.speaker or "") if longest else None,
        words=frozenset(w[:_LETTERS] for w in _WORD.findall(content.casefold()) if w not in function_words()),
        concepts=frozenset(c for w in _WORD.findall(content.casefold()) for c in concepts.of(w, article.language)),
        names=frozenset(w for n in names for w in _WORD.findall(n.span.exact.casefold()) if len(w) > 2),
        figures=frozenset((f.value, f.unit) for f in figures if f.value is not None),
        dates=frozenset(d.value for d in dates if d.value),
        counts=frozenset(count for _, _, count in counted(sentence.exact)),
        marked=marked,
        row=number,
        place=sentence.start / max(1, len(article.text)),
        weight=1.0 / (1 + 0.25 * number) + 0.4 * bool(inside) + 0.2 * bool(figures or dates),
    )


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
