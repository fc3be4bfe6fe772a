"""Articles in time order in; for each, the event it tells of: it joins one, or opens one.

A vector alone cannot tell two events of one kind apart, so a pair is scored on what it shares of rare words, names, numbers and days
beside its vectors and the time between, and on how it stands out among all candidates (`features`, `scorer`). State is a value: saved,
restored and resumed it gives the same assignments.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kawat.errors import StateError
from kawat.model import Article, Assignment, Marks, content_id
from kawat.stages.group.features import Terms, matrix
from kawat.stages.group.gist import Gist, gist
from kawat.stages.group.scorer import shipped

BY = "group/network@2"
THRESHOLD = 0.5
_CANDIDATES = 30  # by shared rare terms, and as many by their vectors
_FEWEST = 4  # terms of an article that says enough to be joined to anything
_TERMS = 40  # of an article's rarest terms, and
_HOLDERS = 400  # latest articles of each that are looked at
_BEST = 0.7  # of an event's score is its best member's; the rest is the mean's, which keeps chains from growing


@dataclass(slots=True)
class GroupState:
    """All that a Grouper knows; `as_data` and `from_data` take it to and from what JSON can hold."""

    gists: dict[str, Gist] = field(default_factory=dict)
    events: dict[str, list[str]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)

    def as_data(self) -> dict[str, Any]:
        """Return the state as plain values that JSON can hold."""
        gists = [{f.name: _plain(getattr(g, f.name)) for f in dataclasses.fields(Gist)} for g in self.gists.values()]
        return {"by": BY, "gists": gists, "events": self.events, "seen": dict(self.seen)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> GroupState:
        """Return the state that `as_data` gave; raises StateError for one of another version or cut short."""
        if data.get("by") != BY:
            raise StateError(f"the saved state was made by {data.get('by')!r}, this is {BY!r}; group the articles anew")
        try:
            state = cls(events={event: list(members) for event, members in data["events"].items()}, seen=Counter(data["seen"]))
            for stated in data["gists"]:
                known: dict[str, Any] = {
                    name: frozenset(value) if isinstance(value, list) else value for name, value in stated.items() if name != "vector"
                }
                state.gists[stated["article"]] = Gist(**known, vector=tuple(stated["vector"]) if stated["vector"] else None)
        except (KeyError, TypeError, AttributeError) as error:
            raise StateError(f"the saved state is cut short or broken ({error}); group the articles anew") from error
        return state


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


class Grouper:
    """Assigns articles to events as they arrive; one verb, `add`."""

    def __init__(self, *, state: GroupState | None = None) -> None:
        self.state = state or GroupState()
        self._terms = Terms(self.state.seen, len(self.state.gists))
        self._index: dict[str, list[str]] = {}
        self._event: dict[str, str] = {}
        self._vectors: list[tuple[float, ...]] = []
        self._with_vector: list[str] = []
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
        best, score, nearest = self._best(mine)
        joins = best is not None and score >= THRESHOLD
        event = best if best is not None and joins else content_id("e", mine.article)
        reason = _why(mine, self.state.gists[nearest]) if joins and nearest else "nothing seen before tells of it"
        self._terms.add(mine)
        self.state.gists[mine.article] = mine
        self.state.events.setdefault(event, []).append(mine.article)
        self._event[mine.article] = event
        self._enter(mine)
        return Assignment(article=mine.article, event=event, score=round(score if joins else 1 - score, 4), reason=reason, by=BY)

    def settle(self, *, threshold: float = 0.6) -> list[Assignment]:
        """Join events that the order of arrival kept apart; return the new assignments of the articles that moved.

        Every article is scored against its candidates once more, now that all are known; two events join when those pairs speak for
        it as they would for a new article. The event seen first keeps its id.
        """
        links: dict[str, dict[str, float]] = {name: self.links(known) for name, known in self.state.gists.items()}
        moved: list[Assignment] = []
        order = list(self.state.events)
        for later in reversed(order):
            between: dict[str, list[tuple[float, str, str]]] = {}
            for mine in self.state.events[later]:
                for other, score in links[mine].items():
                    if self._event[other] != later:
                        between.setdefault(self._event[other], []).append((score, mine, other))
            before = {event: pairs for event, pairs in between.items() if order.index(event) < order.index(later)}
            if not before:
                continue
            event = max(before, key=lambda e: (_together([p[0] for p in before[e]]), e))
            value = _together([pair[0] for pair in before[event]])
            if value >= threshold:
                _, mine, other = max(before[event])
                reason = f"on second thoughts: {_why(self.state.gists[mine], self.state.gists[other])}"
                for article in self.state.events.pop(later):
                    self.state.events[event].append(article)
                    self._event[article] = event
                    moved.append(Assignment(article=article, event=event, score=round(value, 4), reason=reason, by=BY))
        return moved

    def links(self, mine: Gist) -> dict[str, float]:
        """Return, for each candidate among the articles seen, the probability that it tells of the same event."""
        others = self.candidates(mine)
        if not others:
            return {}
        rows = matrix(mine, [self.state.gists[other] for other in others], self._terms)
        return {other: float(score) for other, score in zip(others, shipped()(rows), strict=True)}

    def _best(self, mine: Gist) -> tuple[str | None, float, str | None]:
        """Return the event that an article most likely tells of, how likely that is, and the report nearest to it there."""
        scores: dict[str, list[tuple[float, str]]] = {}
        for other, score in self.links(mine).items():
            scores.setdefault(self._event[other], []).append((score, other))
        if not scores:
            return None, 0.0, None
        event = max(scores, key=lambda e: (_together([s for s, _ in scores[e]]), e))
        return event, _together([s for s, _ in scores[event]]), max(scores[event])[1]

    def candidates(self, mine: Gist) -> list[str]:
        """Return the articles seen that may tell of the same event: those that share rare terms, and those with the nearest vectors.

        An article of a word or two has none: nothing merges by accident.
        """
        if len(mine.terms) < _FEWEST:
            return []
        found: dict[str, float] = {}
        for term in sorted(mine.terms, key=lambda t: (-self._terms.weight(t), t))[:_TERMS]:
            for other in self._index.get(term, ())[-_HOLDERS:]:
                found[other] = found.get(other, 0.0) + self._terms.weight(term) ** 2
        found.pop(mine.article, None)
        chosen = sorted(found, key=lambda other: -found[other])[:_CANDIDATES]
        if mine.vector and self._vectors:
            nearest = np.argsort(-(self._table() @ np.asarray(mine.vector, dtype=np.float32)), kind="stable")[: _CANDIDATES + 1]
            chosen.extend(self._with_vector[i] for i in nearest if self._with_vector[i] != mine.article)
        return list(dict.fromkeys(chosen))

    def _enter(self, known: Gist) -> None:
        for term in known.terms:
            self._index.setdefault(term, []).append(known.article)
        if known.vector:
            self._vectors.append(known.vector)
            self._with_vector.append(known.article)

    def _table(self) -> NDArray[np.float32]:
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


def _together(scores: Sequence[float]) -> float:
    """How likely an article tells of an event by its pairs with the event's members."""
    return _BEST * max(scores) + (1 - _BEST) * sum(scores) / len(scores)


def _why(a: Gist, b: Gist) -> str:
    """What two reports share, in a few words."""
    shared = sorted((a.names & b.names) or (set(a.terms) & set(b.terms)), key=lambda t: (-len(t), t))[:5]
    return f"shares {', '.join(shared)}" if shared else "its wording is near"
