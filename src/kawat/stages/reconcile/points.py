"""An event's sentences and statements in; groups of passages that tell the same out, over articles and over languages.

Two passages of different reports are alike by their vectors, and by the names, figures, dates and rarer words they share; passages
that only share the topic stay apart. First version: greedy joining, best pairs first, with fixed weights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kawat.lang import languages, section
from kawat.lang.words import function_words
from kawat.model import Account, Article, Attribution, Marks, Span

_JOIN = 0.46  # likeness that joins two passages
_LEAD = 90  # characters that a speaker with office and verb may take
_KEEP = 0.35  # mean likeness of a passage to a whole group, below which it stays out
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileWords:
    """Section [reconcile] of a language table."""

    tolls: tuple[str, ...] = ()
    counts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def reason(name: str, language: str) -> str:
    """Return one line on why a difference is one, in a language, English where it has none."""
    own = section(language, "reconcile", ReconcileWords).reasons or section("en", "reconcile", ReconcileWords).reasons
    return own[name]


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of all languages together."""
    return frozenset(word for code in languages() for word in getattr(section(code, "reconcile", ReconcileWords), name))


@cache
def counts() -> dict[str, str]:
    """Return what each word of a toll counts, in all languages together ("tewas" and "killed" are one count)."""
    return {
        word: count for code in languages() for count, words in section(code, "reconcile", ReconcileWords).counts.items() for word in words
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an article as an account, with what it can share: words, figures, dates; `row` is its vector's."""

    article: str
    language: str | None
    account: Account
    sentence: Span
    words: frozenset[str]
    values: frozenset[str]
    row: int
    weight: float


def passages(
    articles: Sequence[Article],
    marks: Mapping[str, Marks],
    attributions: Mapping[str, Attribution],
    vectors: Mapping[str, NDArray[np.float32]],
) -> list[Passage]:
    """Return every sentence that has a vector as a passage, in order; its account is the statement in it where that is most of it."""
    found: list[Passage] = []
    for article in articles:
        own = marks[article.id]
        # A headline says again what the report says, and rests on nothing of its own.
        headline = len(article.title) if article.title and article.text.startswith(article.title) else 0
        statements = attributions[article.id].statements
        for number, sentence in enumerate(own.sentences[: len(vectors[article.id])]):
            if sentence.end <= headline:
                continue
            inside = [s for s in statements if s.span.start < sentence.end and sentence.start < s.span.end]
            account = Account(span=sentence, statement=None)
            if inside:
                longest = max(inside, key=lambda s: min(s.span.end, sentence.end) - max(s.span.start, sentence.start))
                span = longest.span
                covers = min(span.end, sentence.end) - max(span.start, sentence.start)
                # What is said word for word stands by itself; reported speech needs the sentence that reports it.
                whole = (
                    longest.mode == "direct"
                    and span.start >= sentence.start
                    and span.end <= sentence.end
                    and covers > 0.35 * len(sentence.exact)
                )
                account = Account(span=span if whole else sentence, statement=longest.id)
            content = sentence.exact
            if inside and longest.mode == "indirect" and covers > min(0.6 * len(sentence.exact), len(sentence.exact) - _LEAD):
                content = longest.span.exact  # who says it, and to whom, is no part of what is said
            words = frozenset(w[:7] for w in _WORD.findall(content.casefold()) if w not in function_words())
            values = frozenset(
                [f"{f.value:g}" for f in own.figures if f.value is not None and sentence.start <= f.span.start < sentence.end]
                + [d.value for d in own.dates if d.value and sentence.start <= d.span.start < sentence.end]
            )
            found.append(
                Passage(
                    article=article.id,
                    language=article.language,
                    account=account,
                    sentence=sentence,
                    words=words,
                    values=values,
                    row=number,
                    weight=_weight(number, bool(inside), values),
                )
            )
    return found


def _weight(number: int, stated: bool, values: frozenset[str]) -> float:
    """How much a passage matters by itself: leads, statements and figures first."""
    return 1.0 / (1 + 0.25 * number) + 0.4 * stated + 0.2 * bool(values)


def likeness(found: Sequence[Passage], vectors: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return the likeness of every two passages, (n, n), 0 for two of one article."""
    matrix = np.stack([vectors[p.article][p.row] for p in found]).astype(np.float32)
    cosine = matrix @ matrix.T
    shared = _shared(found, [p.words for p in found])
    values = _shared(found, [p.values for p in found])
    alike = 0.5 * cosine + 0.42 * shared + 0.12 * values
    # Where languages differ words cannot be shared: the vector and the values have to carry it.
    tongues = np.array([p.language or "" for p in found])
    across = (tongues[:, None] != tongues[None, :]) & (shared < 0.1)
    alike = np.maximum(alike, np.where(across, 0.75 * cosine + 0.15 * values - 0.05, 0))
    owner = np.array([hash(p.article) for p in found])
    alike[owner[:, None] == owner[None, :]] = 0
    return np.asarray(alike, dtype=np.float32)


def _shared(found: Sequence[Passage], bags: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """Cosine of binary bags of words weighted by rarity among the event's passages, as one sparse-free product."""
    counts = Counter(word for bag in bags for word in bag)
    kept = sorted(w for w, n in counts.items() if n > 1)
    column = {word: i for i, word in enumerate(kept)}
    rarity = np.array([np.log((len(found) + 1) / counts[w]) for w in kept], dtype=np.float32)
    table = np.zeros((len(found), max(1, len(kept))), dtype=np.float32)
    lengths = np.zeros(len(found), dtype=np.float32)
    for row, bag in enumerate(bags):
        own = [column[w] for w in bag if w in column]
        table[row, own] = rarity[own]
        lengths[row] = np.sqrt((rarity[own] ** 2).sum() + sum(float(np.log(len(found) + 1)) ** 2 for w in bag if w not in column))
    lengths[lengths == 0] = 1
    table /= lengths[:, None]
    return np.asarray(table @ table.T, dtype=np.float32)


def joined(found: Sequence[Passage], alike: NDArray[np.float32]) -> list[list[int]]:
    """Return groups of passages that tell the same, each in order: best pairs join first, an article gives at most two."""
    group_of = {i: [i] for i in range(len(found))}
    rows, columns = np.where(np.triu(alike, 1) >= _JOIN)
    order = sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda p: (-float(alike[p[0], p[1]]), p))
    for i, j in order:
        a, b = group_of[i], group_of[j]
        if a is b:
            continue
        both = a + b
        if max(Counter(found[k].article for k in both).values()) > 2:
            continue
        cross = [float(alike[x, y]) for x in a for y in b if found[x].article != found[y].article]
        if cross and sum(cross) / len(cross) < _KEEP:
            continue
        both.sort()
        for k in both:
            group_of[k] = both
    unique = {id(group): group for group in group_of.values()}
    return sorted(unique.values())
