"""Articles in time order in; for each, the event it tells of: it joins one, or opens one.

A vector alone cannot tell two events of one kind apart, so a pair is scored on what it shares of rare words and names, numbers and
titles beside its vectors and the time between; `weights` are those of a logistic regression fitted by eval/fit_group.py. State is a
value: saved, restored and resumed it gives the same assignments.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kawat.lang.words import function_words
from kawat.model import Article, Assignment, Marks, content_id

BY = "group/logistic@1"
_LEAD = 1_600  # characters in which a report says what it is about
_CANDIDATES = 30
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")

FEATURES = ("words", "names", "title", "vector", "across", "rare", "apart", "numbers")
# Fitted on labels of four sets together: see the card, eval/cards/group.md.
WEIGHTS = (7.78, 7.128, 1.849, 8.166, -2.641, -0.247, -0.69, 0.942)
BIAS = -7.733
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What grouping remembers of an article: its weighted terms, its names, its title's words, its day and its vector."""

    article: str
    terms: Mapping[str, float]
    names: frozenset[str]
    title: frozenset[str]
    numbers: frozenset[str]
    day: int | None
    language: str | None
    vector: tuple[float, ...] | None


@dataclass(slots=True)
class GroupState:
    """All that a Grouper knows; `as_data` and `from_data` take it to and from what JSON can hold."""

    gists: dict[str, Gist] = field(default_factory=dict)
    events: dict[str, list[str]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)

    def as_data(self) -> dict[str, Any]:
        """Return the state as plain values that JSON can hold."""
        gists = [
            [
                g.article,
                dict(g.terms),
                sorted(g.names),
                sorted(g.title),
                sorted(g.numbers),
                g.day,
                g.language,
                list(g.vector) if g.vector else None,
            ]
            for g in self.gists.values()
        ]
        return {"by": BY, "gists": gists, "events": self.events, "seen": dict(self.seen)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> GroupState:
        """Return the state that `as_data` gave."""
        state = cls(events={event: list(members) for event, members in data["events"].items()}, seen=Counter(data["seen"]))
        for article, terms, names, title, numbers, day, language, vector in data["gists"]:
            state.gists[article] = Gist(
                article=article,
                terms=terms,
                names=frozenset(names),
                title=frozenset(title),
                numbers=frozenset(numbers),
                day=day,
                language=language,
                vector=tuple(vector) if vector else None,
            )
        return state


def gist(article: Article, marks: Marks, vector: NDArray[np.float32] | None) -> Gist:
    """Return what grouping remembers of an article."""
    lead = article.text[:_LEAD]
    title = article.title or lead[:120]
    counts: Counter[str] = Counter()
    for weight, text in ((2, title), (1, lead)):
        for word in _WORD.findall(text.casefold()):
            if word not in function_words() and len(word) > 1:
                counts[word[:7] if word.isalpha() and len(word) > 7 else word] += weight
    names = frozenset(
        w
        for n in marks.names
        if n.span.start < _LEAD
        for w in _WORD.findall(n.span.exact.casefold())
        if len(w) > 2 and w not in function_words()
    )
    return Gist(
        article=article.id,
        terms={word: 1 + math.log(count) for word, count in counts.items()},
        names=names,
        title=frozenset(w for w in _WORD.findall(title.casefold()) if w not in function_words() and len(w) > 1),
        numbers=frozenset(f"{f.value:g}" for f in marks.figures if f.value is not None and f.value > 2 and f.span.start < _LEAD),
        day=date.fromisoformat(article.published[:10]).toordinal() if article.published and len(article.published) >= 10 else None,
        language=article.language,
        vector=tuple(float(x) for x in vector) if vector is not None and vector.any() else None,
    )


class Grouper:
    """Assigns articles to events as they arrive; one verb, `add`."""

    def __init__(self, *, state: GroupState | None = None) -> None:
        self.state = state or GroupState()
        self._index: dict[str, list[str]] = {}
        self._event: dict[str, str] = {}
        self._vectors: list[tuple[float, ...]] = []
        self._with_vector: list[str] = []
        # What terms and articles weigh among all seen so far: forgotten when another is seen.
        self._weights: dict[str, float] = {}
        self._norms: dict[str, float] = {}
        self._held: NDArray[np.float32] | None = None
        self._filled = 0
        for event, members in self.state.events.items():
            for member in members:
                self._event[member] = event
        for known in self.state.gists.values():
            self._enter(known)

    def add(self, article: Article, marks: Marks, vector: NDArray[np.float32] | None = None) -> Assignment:
        """Return the assignment of an article to the event it tells of, new or known; `vector` is of unit length, or None."""
        mine = gist(article, marks, vector)
        if mine.article in self._event:
            return Assignment(article=mine.article, event=self._event[mine.article], score=1.0, reason="the same report as before", by=BY)
        best, score, why = self._best(mine)
        event = best if best is not None and score >= THRESHOLD else content_id("e", mine.article)
        reason = why if best is not None and score >= THRESHOLD else "nothing seen before tells of it"
        self.state.seen.update(set(mine.terms))
        self._weights.clear()
        self._norms.clear()
        self.state.gists[mine.article] = mine
        self.state.events.setdefault(event, []).append(mine.article)
        self._event[mine.article] = event
        self._enter(mine)
        return Assignment(
            article=mine.article,
            event=event,
            score=round(float(score), 4) if event == best else round(1 - float(score), 4),
            reason=reason,
            by=BY,
        )

    def settle(self, *, threshold: float = 0.6) -> list[Assignment]:
        """Join events that the order of arrival kept apart; return the new assignments of the articles that moved.

        Two events join when their best pair and the mean of all pairs between them speak for it as they would for a new article;
        the event seen first keeps its id.
        """
        moved: list[Assignment] = []
        order = list(self.state.events)
        for later in reversed(order):
            best, value, why = None, 0.0, ""
            for earlier in order[: order.index(later)]:
                if earlier not in self.state.events:
                    continue
                links = [
                    (_logistic(values := self.features(a, b)), a.article, b.article, values)
                    for a in map(self.state.gists.__getitem__, self.state.events[later])
                    for b in map(self.state.gists.__getitem__, self.state.events[earlier])
                ]
                top, a_id, b_id, values = max(links)
                score = 0.7 * top + 0.3 * sum(link[0] for link in links) / len(links)
                if score > value:
                    best, value, why = earlier, score, _why(self.state.gists[a_id], self.state.gists[b_id], values)
            if best is not None and value >= threshold:
                for article in self.state.events.pop(later):
                    self.state.events[best].append(article)
                    self._event[article] = best
                    moved.append(Assignment(article=article, event=best, score=round(value, 4), reason=f"on second thoughts: {why}", by=BY))
        return moved

    def _enter(self, known: Gist) -> None:
        for term in known.terms:
            self._index.setdefault(term, []).append(known.article)
        if known.vector:
            self._vectors.append(known.vector)
            self._with_vector.append(known.article)

    def _weight(self, term: str) -> float:
        """How much a term tells: rare among what was seen, with a prior for the first articles; numbers tell a little less."""
        if (known := self._weights.get(term)) is None:
            rarity = math.log((len(self.state.gists) + 60) / (self.state.seen[term] + 1))
            known = self._weights[term] = rarity * (0.6 if term.isdigit() else 1.0)
        return known

    def _norm(self, one: Gist) -> float:
        """The length of an article's weighted terms."""
        if (known := self._norms.get(one.article)) is None:
            known = self._norms[one.article] = math.sqrt(sum((count * self._weight(term)) ** 2 for term, count in one.terms.items()))
        return known

    def _best(self, mine: Gist) -> tuple[str | None, float, str]:
        weights = {term: self._weight(term) for term in mine.terms}
        scores: dict[str, list[tuple[float, str]]] = {}
        for other in self._candidates(mine, weights):
            values = self.features(mine, self.state.gists[other])
            score = _logistic(values)
            scores.setdefault(self._event[other], []).append((score, _why(mine, self.state.gists[other], values)))
        best: tuple[str | None, float, str] = (None, 0.0, "")
        for event, members in scores.items():
            top, why = max(members)
            # The best member opens the door, the mean keeps chains from growing: half of each.
            mean = sum(s for s, _ in members) / len(members)
            value = 0.7 * top + 0.3 * mean
            if value > best[1]:
                best = (event, value, why)
        return best

    def _candidates(self, mine: Gist, weights: Mapping[str, float]) -> list[str]:
        found: dict[str, float] = {}
        for term in sorted(mine.terms, key=lambda t: -weights[t])[:40]:
            for other in self._index.get(term, ())[-400:]:
                found[other] = found.get(other, 0.0) + weights[term] ** 2
        chosen = sorted(found, key=lambda a: -found[a])[:_CANDIDATES]
        if mine.vector and self._vectors:
            matrix = self._matrix()
            nearest = np.argsort(-(matrix @ np.asarray(mine.vector, dtype=np.float32)))[:_CANDIDATES]
            chosen.extend(self._with_vector[i] for i in nearest if self._with_vector[i] not in found)
        return chosen

    def _matrix(self) -> NDArray[np.float32]:
        """All vectors so far, a row each; the table grows by doubling, so that a row is copied a few times at most."""
        if self._held is None or len(self._held) < len(self._vectors):
            grown = np.zeros((max(64, 2 * len(self._vectors)), len(self._vectors[0])), dtype=np.float32)
            if self._held is not None:
                grown[: self._filled] = self._held[: self._filled]
            self._held = grown
        for row in range(self._filled, len(self._vectors)):
            self._held[row] = self._vectors[row]
        self._filled = len(self._vectors)
        return self._held[: self._filled]

    def features(self, a: Gist, b: Gist) -> tuple[float, ...]:
        """Return the features of a pair, in the order of FEATURES."""
        shared = a.terms.keys() & b.terms.keys()
        norm = self._norm(a) * self._norm(b)
        words = sum(a.terms[t] * b.terms[t] * self._weight(t) ** 2 for t in shared) / norm if norm else 0.0
        names = _overlap(a.names, b.names, self._weight)
        title = _overlap(a.title, b.title, self._weight)
        cosine = float(np.dot(a.vector, b.vector)) if a.vector and b.vector else 0.4
        across = cosine if a.language != b.language else 0.0
        rare = math.log1p(sum(1 for t in shared if self.state.seen[t] <= max(3, 0.02 * len(self.state.gists)) and not t.isdigit()))
        apart = math.log1p(abs(a.day - b.day)) if a.day is not None and b.day is not None else 1.0
        numbers = math.log1p(len(a.numbers & b.numbers))
        return (words, names, title, cosine, across, rare, apart, numbers)


def _overlap(a: frozenset[str], b: frozenset[str], weight: Any) -> float:
    """Weighted overlap of two sets: what they share by the geometric mean of what each holds; 0 to 1."""
    if not a or not b:
        return 0.0
    both = sum(weight(t) ** 2 for t in a & b)
    return float(both / math.sqrt(sum(weight(t) ** 2 for t in a) * sum(weight(t) ** 2 for t in b)))


def _logistic(values: tuple[float, ...]) -> float:
    return 1 / (1 + math.exp(-(BIAS + sum(w * v for w, v in zip(WEIGHTS, values, strict=True)))))


def _why(a: Gist, b: Gist, values: tuple[float, ...]) -> str:
    """What two reports share, in a few words."""
    shared = sorted((a.names & b.names) or (set(a.terms) & set(b.terms)), key=lambda t: (-len(t), t))[:5]
    return f"shares {', '.join(shared)}" if shared else f"its wording is near (cosine {values[3]:.2f})"
