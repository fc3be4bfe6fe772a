"""Gists in; the live articles out, in arrays: what each is about, how many hold each item, and which may tell of one event.

How much an item tells is learnt online, from the articles that are live. Memory is bounded by their number: the oldest are forgotten,
and with them the items that nobody else holds. Nothing here is random, so that the same stream always gives the same candidates.
"""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from kawat.stages.group.columns import Column, Ragged
from kawat.stages.group.gist import FIELDS, Gist

_KEYED = FIELDS[:-1]  # fields whose items stand in the lexicon; the last, wording, is hashes already
INDEXED = ("words", "entities")
_PRIOR = 60  # articles that are taken for seen before the first
_TERMS = 60  # of an article's rarest items,
HOLDERS = 400  # latest articles that hold each, and
_LOOKED = 6_000  # articles in all are looked at for candidates
_RECENT = 65_536  # latest articles whose vectors are compared; older ones are found by their words and names
_SIGNS = 256  # of a vector's numbers, whose signs are compared with those of all recent articles
_SHORTLIST = 120  # nearest by the signs of their vectors, whose vectors are then compared exactly
_CANDIDATES = 30  # by shared rare items, and as many by their vectors
_FEWEST = 4  # words of an article that says enough to be joined to anything
_SPARE = 0.05  # of the articles beyond the limit are kept until they are forgotten together

Rows = NDArray[np.int64]


class Live:
    """The articles that may still be joined; an article is known by its number, which never changes (`first` is the oldest live one)."""

    def __init__(self, *, most: int) -> None:
        self.most = most
        self.first = 0
        self.articles: list[str] = []
        self.items = Ragged()
        self.lengths = Column("uint8", len(_KEYED))
        self.tallies = Ragged("uint8")
        self.wording = Ragged("uint32")
        self.hour = Column("float64")
        self.length = Column("int32")
        self.outlet = Column("int32")
        self.language = Column("int32")
        self.event = Column("int64")
        self.apart = Column("bool")  # round-ups, and articles of a word or two: they join nothing and nothing joins them
        self.vectors: Column | None = None
        self.signs: Column | None = None
        self.holders = Column("int32")
        self.names: list[str] = []
        self.ids: dict[str, int] = {}
        self.free: list[int] = []
        self.labels: dict[str, int] = {}
        self.latest: dict[int, array[int]] = {}
        self.scratch = np.zeros(64, dtype=np.float32)

    def __len__(self) -> int:
        return len(self.articles)

    def columns(self) -> dict[str, Column | Ragged]:
        """Return all that is held for each article, by name."""
        names = ("items", "lengths", "tallies", "wording", "hour", "length", "outlet", "language", "event", "apart", "vectors", "signs")
        return {name: held for name in names if (held := getattr(self, name)) is not None}

    def enter(self, gist: Gist) -> int:
        """Take an article in and return its number; the oldest are forgotten where there are too many."""
        ids = [
            np.array([self._id(f"{mark}{item}") for item in items], dtype=np.int32)
            for mark, items in zip("abcdefghi", gist.fields, strict=False)
        ]
        number = self.first + len(self.articles)
        self.articles.append(gist.article)
        every = np.concatenate(ids)
        self.holders.rows[every] += 1
        self.items.append(every)
        self.lengths.append([len(some) for some in ids])
        self.tallies.append(np.array(gist.counts, dtype=np.uint8))
        self.wording.append(np.array(sorted(int(run, 16) for run in gist.fields[-1]), dtype=np.uint32))
        self.hour.append(np.nan if gist.hour is None else gist.hour)
        self.length.append(min(gist.length, 2**31 - 1))
        self.outlet.append(self._label(gist.outlet))
        self.language.append(self._label(gist.language))
        self.event.append(-1)
        self.apart.append(gist.roundup or len(ids[0]) < _FEWEST)
        self._vector(gist.vector)
        if not self.apart.rows[-1]:
            for field in INDEXED:
                for item in ids[_KEYED.index(field)].tolist():
                    self._hold(item, number)
        return number

    def forget(self) -> Rows:
        """Forget the oldest articles beyond the limit, if there are enough to make it worth while; return their events."""
        count = len(self.articles) - self.most
        if count <= self.most * _SPARE:
            return np.zeros(0, dtype=np.int64)
        events = self.event.rows[:count].copy()
        gone, tally = np.unique(self.items.values.rows[: self.items.ends.rows[count - 1]], return_counts=True)
        self.holders.rows[gone] -= tally.astype(np.int32)
        for item in gone[self.holders.rows[gone] <= 0].tolist():
            del self.ids[self.names[item]]
            self.latest.pop(item, None)
            self.free.append(item)
        for column in self.columns().values():
            column.drop(count)
        del self.articles[:count]
        self.first += count
        return events

    def rarity(self, items: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return how much each item tells: the log of how few of the live articles hold it."""
        told: NDArray[np.float32] = np.log((len(self.articles) + _PRIOR) / (self.holders.rows[items] + np.float32(1)))
        return told

    def candidates(self, number: int) -> Rows:
        """Return the numbers of the live articles that may tell of the same event, other than itself, most alike first.

        They are those that share rare words and names, and those with the nearest vectors. An article of a word or two has none:
        nothing merges by accident.
        """
        if self.apart.rows[number - self.first]:
            return np.zeros(0, dtype=np.int64)
        by_items, by_vector = self._by_items(number), self._by_vector(number)
        found = np.array(list(dict.fromkeys((*by_items.tolist(), *by_vector.tolist()))), dtype=np.int64)
        kept: Rows = found[~self.apart.rows[found - self.first]]
        return kept

    def _by_items(self, number: int) -> Rows:
        """The articles that share the rarest items, by how much these tell."""
        items = self.items.of(number - self.first)
        rarity = self.rarity(items)
        lists: list[array[int]] = []
        weights: list[tuple[int, float]] = []
        looked = 0
        for at in np.argsort(-rarity, kind="stable"):
            latest = self.latest.get(int(items[at]))
            if latest is None:
                continue
            if len(lists) == _TERMS or looked >= _LOOKED:
                break
            some = latest[-HOLDERS:]
            lists.append(some)
            weights.append((len(some), float(rarity[at]) ** 2))
            looked += len(some)
        if not lists:
            return np.zeros(0, dtype=np.int64)
        found = np.concatenate([np.frombuffer(some, dtype=np.int64) for some in lists])
        weight = np.repeat([w for _, w in weights], [n for n, _ in weights])
        kept = (found >= self.first) & (found != number)
        numbers, place = np.unique(found[kept], return_inverse=True)
        if not len(numbers):
            return numbers
        sums = np.bincount(place, weight[kept])
        return numbers[np.argsort(-sums, kind="stable")[:_CANDIDATES]]

    def _by_vector(self, number: int) -> Rows:
        """The recent articles with the nearest vectors: nearest by signs (Charikar 2002) first, then by the vectors themselves."""
        if self.vectors is None or self.signs is None or not self.vectors.rows[number - self.first].any():
            return np.zeros(0, dtype=np.int64)
        row = number - self.first
        begin = max(0, len(self.articles) - _RECENT)
        unlike = _bits(self.signs.rows[begin:] ^ self.signs.rows[row])
        # The distance within which enough lie is read off their histogram, which is faster than sorting; of many ties the latest are taken.
        within = int(np.searchsorted(np.cumsum(np.bincount(unlike)), min(_SHORTLIST, len(unlike))))
        near = np.flatnonzero(unlike <= within)[-4 * _SHORTLIST :] + begin
        near = near[near != row]
        half = self.vectors.rows.shape[1] // 2
        vectors = self.vectors.rows[near, :half].astype(np.float32)
        held = vectors.any(axis=1)
        near, alike = near[held], vectors[held] @ self.vectors.rows[row, :half].astype(np.float32)
        best: Rows = near[np.argsort(-alike, kind="stable")[:_CANDIDATES]] + self.first
        return best

    def _id(self, name: str) -> int:
        known = self.ids.get(name)
        if known is None:
            if self.free:
                known = self.free.pop()
                self.names[known] = name
            else:
                known = len(self.names)
                self.names.append(name)
                self.holders.append(0)
                if len(self.scratch) < len(self.names):
                    self.scratch = np.zeros(2 * len(self.names), dtype=np.float32)
            self.ids[name] = known
        return known

    def _label(self, name: str | None) -> int:
        return -1 if name is None else self.labels.setdefault(name, len(self.labels))

    def _hold(self, item: int, number: int) -> None:
        latest = self.latest.get(item)
        if latest is None:
            self.latest[item] = array("q", (number,))
            return
        latest.append(number)
        if len(latest) > 2 * HOLDERS:
            del latest[:-HOLDERS]

    def _vector(self, vector: NDArray[np.float32] | None) -> None:
        if self.vectors is None or self.signs is None:
            if vector is None:
                return
            self.vectors, self.signs = Column("float16", len(vector)), Column("uint64", 4)
            for _ in self.articles[:-1]:
                self._vector(None)
        if vector is None:
            vector = np.zeros(self.vectors.rows.shape[1], dtype=np.float32)
        packed = np.zeros(self.signs.rows.shape[1] * 8, dtype=np.uint8)
        bits = np.packbits(vector[: min(_SIGNS, len(vector) // 2)] > 0)
        packed[: len(bits)] = bits
        self.vectors.append(vector)
        self.signs.append(packed.view(np.uint64))


def _bits(words: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The number of bits set in each row of `words`, (n, 4): a multiplication adds the counts of four bytes, less than 256 together."""
    total: NDArray[np.uint32] = ((np.bitwise_count(words).view(np.uint32) * np.uint32(0x01010101)) >> np.uint32(24))[:, 0]
    return total
