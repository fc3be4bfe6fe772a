"""Articles as they arrive in; for each, at once, the event it tells of: it joins one, or opens one; second thoughts may revise that.

A vector alone cannot tell two events of one kind apart, so a pair is scored on what it shares of rare words, names, numbers and days
beside its vectors and the time between, and on how it stands out among all candidates (`features`, `scorer`). State is a value: saved,
restored and resumed it gives the same assignments (`state`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kawat.errors import StateError
from kawat.model import Article, Assignment, Marks, Regrouping, content_id
from kawat.stages.group.explain import Explanation, explain, why
from kawat.stages.group.features import WORDING, features
from kawat.stages.group.gist import Gist, gist
from kawat.stages.group.grain import Running, grain, settled, shifted
from kawat.stages.group.live import Live, Rows
from kawat.stages.group.recluster import BEST, Links, nearness, recluster
from kawat.stages.group.scorer import shipped

BY = "group/network@4"
PERSON = "person"
THRESHOLD = 0.5
MOST = 500_000
_SAME = 0.95  # of it that the same text under another roof shares: such an article goes where its source goes
_COPY = 0.5  # of the shorter text's wording that a copy or light rewrite shares
_EACH = 1_000  # articles between two passes of second thoughts in a stream, and
_WINDOW = 2_000  # latest articles that such a pass looks at


class Grouper:
    """Assigns articles to events as they arrive; `add` is all that a stream needs.

    `most` is the number of articles that may still be joined, beyond which the oldest are forgotten. `each` is the number of arrivals
    after which second thoughts are had of the latest; 0 leaves that to the caller.
    """

    def __init__(self, *, most: int = MOST, each: int = _EACH) -> None:
        self.live = Live(most=most)
        self.each = each
        self.merged: dict[str, str] = {}
        self.regroupings: list[Regrouping] = []
        self.dropped = 0  # of them, with the articles they moved
        self.number: dict[str, int] = {}
        self.members: dict[int, list[int]] = {}
        self.named: dict[int, str] = {}
        self.numbered: dict[str, int] = {}
        self.pinned: dict[int, int] = {}
        self.copies: dict[int, int] = {}
        self.arriving = Running()

    def add(self, article: Article, marks: Marks, vector: NDArray[np.float32] | None = None) -> Assignment:
        """Return the assignment of an article to the event it tells of, new or known, and of which article it is a copy.

        `vector` is (2, dimensions), of the report and of its title, each of unit length, or None. Second thoughts that were due are in
        `regroupings`.
        """
        return self._as_before(article.id) if article.id in self.number else self.take(gist(article, marks, vector))

    def take(self, mine: Gist) -> Assignment:
        """Return the assignment of what is remembered of an article that was not seen before; see `add`."""
        number = self.live.enter(mine)
        others = self.live.candidates(number)
        pairs = features(self.live, number, others)
        scores = self.arriving.add(shipped()(pairs))
        event, score = self._best(others, scores)
        joins = event is not None and score >= THRESHOLD
        if event is None or not joins:
            event, reason = (
                self._open(number),
                "a round-up, or a piece that tells of no event" if mine.roundup else "nothing seen before tells of it",
            )
        else:
            inside = self.live.event.rows[others - self.live.first] == event
            reason = why(self.live, number, int(others[inside][np.argmax(scores[inside])]))
        self.number[mine.article] = number
        self._enter(number, event)
        copied, share = self._copied(number, others, pairs[:, WORDING])
        if copied is not None and share >= _SAME and self.live.event.rows[copied - self.live.first] == event:
            self.copies[number] = self.copies.get(copied, copied)
        said = Assignment(
            article=mine.article,
            event=self.named[event],
            score=round(score if joins else 1 - score, 4),
            reason=reason,
            by=BY,
            copy_of=self.live.articles[copied - self.live.first] if copied is not None else None,
        )
        self._forget()
        if self.each and (number + 1) % self.each == 0:
            self.think_again(latest=_WINDOW)
        return said

    def scores(self, number: int, others: Rows) -> NDArray[np.float64]:
        """Return the probability that a live article tells of one event with each of some others, whatever the stream."""
        return shipped()(features(self.live, number, others))

    def events(self) -> dict[str, list[str]]:
        """Return the live articles of each event, both in order of arrival."""
        live = self.live
        return {self.named[e]: [live.articles[n - live.first] for n in numbers] for e, numbers in self.members.items()}

    def event_of(self, article: str) -> str:
        """Return the event of a live article; raises StateError for one that was never seen or is forgotten."""
        return self.named[int(self.live.event.rows[self._row(article)])]

    def explain(self, a: str, b: str) -> Explanation:
        """Return what speaks for and against two live articles telling of one event; raises StateError for an unknown one."""
        one, other = self.live.first + self._row(a), self.live.first + self._row(b)
        others = self.live.candidates(one)
        known = others if other in others else np.append(others, other)
        scores = shifted(self.scores(one, known), grain(self.arriving.true, self.arriving.pairs))
        return explain(self.live, one, other, float(scores[known == other][0]), together=self.event_of(a) == self.event_of(b))

    def think_again(self, *, latest: int | None = None, threshold: float = THRESHOLD, best: float = BEST) -> list[Regrouping]:
        """Group the latest articles anew, now that more is known, and return what changed; `latest` None takes all that are live.

        `best` of an article's nearness to an event is its best member's. Older articles stay with their event, which newer ones may join
        or leave. What a person placed stays where it is.
        """
        end = self.live.first + len(self.live)
        begin = max(self.live.first, end - latest) if latest is not None else self.live.first
        links: dict[int, dict[int, float]] = defaultdict(dict)
        newer = [n for n in range(begin, end) if n not in self.copies]
        looked = [(others, self.scores(number, others)) for number in newer for others in (self.live.candidates(number),)]
        coarse = settled(scores for _, scores in looked)
        for number, (others, scores) in zip(newer, looked, strict=True):
            for copy, score in zip(others.tolist(), shifted(scores, coarse).tolist(), strict=True):
                other = self.copies.get(copy, copy)
                if other != number:
                    links[number][other] = links[other][number] = max(score, links[number].get(other, 0.0))
        touched = {int(e) for e in self.live.event.rows[[n - self.live.first for n in links]]} if links else set()
        older = [[n for n in self.members[event] if n < begin and n not in self.copies] for event in sorted(touched)]
        groups = [group for group in older if group] + [[number] for number in newer]
        found = recluster(groups, links, threshold=threshold, apart=self.pinned, best=best)
        place = {number: group for group in found for number in group}
        for number, source in self.copies.items():
            if source in place and number not in place:
                place[source].append(number)
        return self._regroup(found, links)

    def place(self, article: str, event: str | None) -> Regrouping:
        """Place an article in an event (None: in one of its own) as a person decides, which the machine never undoes.

        Raises StateError for an article or an event that is not live.
        """
        number = self.live.first + self._row(article)
        if event is not None:
            event = self.merged.get(event, event)
            if event not in self.numbered:
                raise StateError(f"there is no event {event!r}; `kawat group --details` shows them")
        source = int(self.live.event.rows[number - self.live.first])
        alone = event is None and self.members[source] == [number]
        target = self.numbered[event] if event is not None else source if alone else self._open(number)
        row = self._move([number], target, 1.0, "a person placed it", PERSON)
        # What the decision sets apart, or joins, holds on to one article each, lest the rest follow the one that was moved.
        for event_number in {source, target} & set(self.members):
            self.pinned.setdefault(self.members[event_number][0], event_number)
        self.pinned[number] = target
        self.copies = {copy: source for copy, source in self.copies.items() if copy not in self.pinned and source != number}
        self.regroupings.append(row)
        return row

    def undo(self, row: Regrouping) -> list[Regrouping]:
        """Take a regrouping back: its articles return to the event they came from, as a person decides."""
        if row.before not in self.numbered:
            # The event was merged away; it opens anew under its own id.
            first = self.live.first + self._row(row.articles[0])
            self.merged.pop(row.before, None)
            self._open(first, row.before)
        return [self.place(article, row.before) for article in row.articles if article in self.number]

    def _row(self, article: str) -> int:
        if article not in self.number:
            raise StateError(f"no live article has the id {article!r}")
        return self.number[article] - self.live.first

    def _as_before(self, article: str) -> Assignment:
        return Assignment(article=article, event=self.event_of(article), score=1.0, reason="the same report as before", by=BY)

    def _best(self, others: Rows, scores: NDArray[np.float64]) -> tuple[int | None, float]:
        """Return the event that an article most likely tells of, and how likely that is."""
        found: dict[int, list[float]] = defaultdict(list)
        for event, score in zip(self.live.event.rows[others - self.live.first].tolist(), scores.tolist(), strict=True):
            found[event].append(score)
        near = {event: nearness(some) for event, some in found.items()}
        event = max(near, key=lambda e: (near[e], -e), default=None)
        return event, near[event] if event is not None else 0.0

    def _copied(self, number: int, others: Rows, shares: NDArray[np.float32]) -> tuple[int | None, float]:
        """The article whose wording this one has, the earliest of those that share most, and the share; `shares` are of each of the others.

        Of another event it is a copy only where nearly all is shared: an outlet pastes its background into every report of a saga.
        """
        event = self.live.event.rows
        shares = np.where((shares >= _SAME) | (event[others - self.live.first] == event[number - self.live.first]), shares, 0)
        if not len(shares) or shares.max() < _COPY:
            return None, 0.0
        return int(others[shares >= min(float(shares.max()), 0.9)].min()), float(shares.max())

    def _open(self, number: int, name: str | None = None) -> int:
        """Open an event, by the article's own id unless that names another; return its number."""
        event = number
        while event in self.named:
            event -= 1_000_000_007  # the article opened an event that went on without it
        name = name or content_id("e", self.live.articles[number - self.live.first])
        while name in self.numbered or name in self.merged:
            name = content_id("e", name)
        self.named[event], self.numbered[name], self.members[event] = name, event, []
        return event

    def _enter(self, number: int, event: int) -> None:
        self.members[event].append(number)
        self.live.event.rows[number - self.live.first] = event

    def _forget(self) -> None:
        before = self.live.first
        gone = self.live.articles[: max(0, len(self.live) - self.live.most)]
        events = Counter(self.live.forget().tolist())
        if self.live.first == before:
            return
        for article in gone:
            self.pinned.pop(self.number.pop(article), None)
        for event in events:
            self.members[event] = [n for n in self.members[event] if n >= self.live.first]
            if not self.members[event]:
                self._close(event)
        self.copies = {number: source for number, source in self.copies.items() if source >= self.live.first}
        self.merged = {old: new for old, new in self.merged.items() if new in self.numbered}
        kept = [row for row in self.regroupings if any(a in self.number for a in row.articles)]
        self.dropped += len(self.regroupings) - len(kept)
        self.regroupings = kept

    def _close(self, event: int) -> str:
        del self.members[event]
        name = self.named.pop(event)
        del self.numbered[name]
        return name

    def _regroup(self, groups: Sequence[Sequence[int]], links: Links) -> list[Regrouping]:
        """Give each group of articles an event, old ones their own as far as may be, and return what moved."""
        first = self.live.first
        sizes = {event: len(members) for event, members in self.members.items()}
        claims: list[tuple[Sequence[int], list[int]]] = []
        for group in groups:
            held = Counter(self.live.event.rows[np.array(group) - first].tolist())
            pinned = {self.pinned[n] for n in group if n in self.pinned}
            # An event goes on where most of its articles are, or of two halves where its first is.
            mine = [e for e, n in held.items() if 2 * n > sizes[e] or (2 * n == sizes[e] and self.members[e][0] in group)]
            claims.append((group, sorted(pinned) or sorted(mine, key=lambda e: self.members[e][0])))
        rows: list[Regrouping] = []
        moves: list[tuple[list[int], int]] = []
        for group, mine in claims:
            event = mine[0] if mine else self._open(min(group))
            by_source: dict[int, list[int]] = defaultdict(list)
            for number in group:
                source = int(self.live.event.rows[number - first])
                if source != event and number not in self.pinned:
                    by_source[source].append(number)
            moves += [(sorted(numbers), event) for numbers in by_source.values()]
        for numbers, event in moves:
            inside = set(self.members[event]) | {n for some, e in moves if e == event for n in some}
            pairs = [(score, n, o) for n in numbers for o, score in links.get(n, {}).items() if o in inside and o not in numbers]
            score, reason = 0.0, "nothing holds it there any more"
            if pairs:
                _, a, b = max(pairs)
                score, reason = nearness([p[0] for p in pairs]), f"on second thoughts: {why(self.live, a, b)}"
            rows.append(self._move(numbers, event, score, reason, BY))
        self.regroupings += rows
        return rows

    def _move(self, numbers: Sequence[int], event: int, score: float, reason: str, by: str) -> Regrouping:
        """Move articles of one event to another; an event that is left empty is merged into it and remembered."""
        first = self.live.first
        source = int(self.live.event.rows[numbers[0] - first])
        before, after = self.named[source], self.named[event]
        kind = "split" if not self.members[event] else "move"
        for number in numbers:
            self.members[source].remove(number)
            self._enter(number, event)
            self.pinned.pop(number, None)
        self.members[event].sort()
        if not self.members[source]:
            kind = "merge"
            self._close(source)
            self.merged = {old: after if new == before else new for old, new in self.merged.items()} | {before: after}
        articles = tuple(self.live.articles[n - first] for n in numbers)
        return Regrouping(kind=kind, articles=articles, before=before, after=after, score=round(score, 4), reason=reason, by=by)
