"""Gists in; the live articles out, in arrays: what each is about, how many hold each item, and which may tell of one event.

How much an item tells is learnt online, from the articles that are live. Items are known by their hash alone, since the distinct pairs
and names of half a million articles are more than fit in memory as strings; those that an explanation shows are kept compressed with
their article. Memory is bounded by the number of articles: the oldest are forgotten. Nothing here is random, so that the same stream
always gives the same candidates.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kawat.stages.group.columns import Column, Ragged
from kawat.stages.group.gist import FIELDS, Gist

_KEYED = FIELDS[:-1]  # fields whose items are hashed here; the last, wording, is hashes already
TOLD = ("words", "names", "entities", "digits", "counts", "days")  # fields whose items are kept as printed too
_INDEXED = ("words", "entities")
_PRIOR = 60  # articles that are taken for seen before the first
_TERMS = 60  # of an article's rarest items,
_HOLDERS = 400  # latest articles that hold each, and
_LOOKED = 6_000  # articles in all are looked at for candidates
_RECENT = 65_536  # latest articles whose vectors are compared; older ones are found by their words and names
_SIGNS = 256  # of a vector's numbers, whose signs are compared with those of all recent articles
_SHORTLIST = 120  # nearest by the signs of their vectors, whose vectors are then compared exactly
_BLOCK = 8_192  # vectors whose signs are compared at once
_CANDIDATES = 30  # by shared rare items, and as many by their vectors
_MARKS = "abcdefghi"  # of the fields, so that an item of one is not taken for the same item of another
_FEWEST = 4  # words of an article that says enough to be joined to anything
_COUNTERS = 1 << 22  # of items, at first; doubled when half of them are in use, so that few items share one
_SLOTS = 1 << 16  # of the index, likewise
_SEVERAL = np.uint32(2**32 - 1)  # stands in a slot whose articles are in `several`
_ESCAPE, _STOP = "\x1e", "\x1f"
_SPARE = 0.05  # of the articles beyond the limit are kept until they are forgotten together

Rows = NDArray[np.int64]


class Live:
    """The articles that may still be joined; an article is known by its number, which never changes (`first` is the oldest live one)."""

    def __init__(self, *, most: int) -> None:
        self.most = most
        self.first = 0
        self.articles: list[str] = []
        self.items = Ragged("uint32")
        self.lengths = Column("uint8", len(_KEYED))
        self.tallies = Ragged("uint8")
        self.wording = Ragged("uint32")
        self.told = Ragged("uint8")
        self.hour = Column("float64")
        self.length = Column("int32")
        self.outlet = Column("int32")
        self.language = Column("int32")
        self.event = Column("int64")
        self.apart = Column("bool")  # round-ups, and articles of a word or two: they join nothing and nothing joins them
        self.vectors: Column | None = None  # in bytes, of a scale each for report and title
        self.scales: Column | None = None
        self.signs: Column | None = None
        self.labels: dict[str, int] = {}
        self.holders = np.zeros(_COUNTERS, dtype=np.int32)
        self.counted = 0  # counters in use
        self.single = np.zeros(_SLOTS, dtype=np.uint32)  # the article that alone holds an indexed item: its number and 1
        self.several: dict[int, array[int]] = {}  # the latest articles that hold an indexed item, where they are several
        self.slots = 0  # in use

    def __len__(self) -> int:
        return len(self.articles)

    def columns(self) -> dict[str, Column | Ragged]:
        """Return all that is held for each article, by name."""
        names = (
            "items",
            "lengths",
            "tallies",
            "wording",
            "told",
            "hour",
            "length",
            "outlet",
            "language",
            "event",
            "apart",
            "vectors",
            "scales",
            "signs",
        )
        return {name: held for name in names if (held := getattr(self, name)) is not None}

    def enter(self, gist: Gist) -> int:
        """Take an article in and return its number; the oldest are forgotten where there are too many."""
        ids = [_hashes(mark, items) for mark, items in zip(_MARKS, gist.fields, strict=False)]
        number = self.first + len(self.articles)
        self.articles.append(gist.article)
        every = np.concatenate(ids)
        self.items.append(every)
        self._count(every)
        self.lengths.append([len(some) for some in ids])
        self.tallies.append(np.array(gist.counts, dtype=np.uint8))
        self.wording.append(np.array(sorted(int(run, 16) for run in gist.fields[-1]), dtype=np.uint32))
        self.told.append(np.frombuffer(_packed(gist), dtype=np.uint8))
        self.hour.append(np.nan if gist.hour is None else gist.hour)
        self.length.append(min(gist.length, 2**31 - 1))
        self.outlet.append(self._label(gist.outlet))
        self.language.append(self._label(gist.language))
        self.event.append(-1)
        self.apart.append(gist.roundup or len(ids[0]) < _FEWEST)
        self._vector(gist.vector)
        if not self.apart.rows[-1]:
            self._hold(np.concatenate([ids[_KEYED.index(field)] for field in _INDEXED]), number)
        return number

    def forget(self) -> Rows:
        """Forget the oldest articles beyond the limit, if there are enough to make it worth while; return their events."""
        count = len(self.articles) - self.most
        if count <= self.most * _SPARE:
            return np.zeros(0, dtype=np.int64)
        events = self.event.rows[:count].copy()
        gone = self.items.values.rows[: self.items.ends.rows[count - 1]].copy()
        for column in self.columns().values():
            column.drop(count)
        del self.articles[:count]
        self.first += count
        np.subtract.at(self.holders, self._counter(gone), 1)
        self.counted = int(np.count_nonzero(self.holders))
        self.single[self.single <= self.first] = 0
        for slot in np.unique(self._slot(gone)).tolist():
            if slot in self.several and self.several[slot][-1] < self.first:
                del self.several[slot]
                self.single[slot] = 0
        self.slots = int(np.count_nonzero(self.single))
        return events

    def printed(self, number: int, field: str) -> list[str]:
        """Return the items of a field of TOLD of a live article as they stand there, folded and cut."""
        fields = zlib.decompress(self.told.of(number - self.first).tobytes()).decode("utf-8", "surrogatepass").split(_ESCAPE)
        found = fields[TOLD.index(field)]
        return found.split(_STOP) if found else []

    def telling(self, field: str, items: Iterable[str]) -> NDArray[np.float32]:
        """Return how much each of some items of a field tells."""
        return self.rarity(_hashes(_MARKS[FIELDS.index(field)], items))

    def rarity(self, items: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return how much each item tells: the log of how few of the live articles hold it."""
        told: NDArray[np.float32] = np.log((len(self.articles) + _PRIOR) / (self.holders[self._counter(items)] + np.float32(1)))
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
        row = number - self.first
        lengths = self.lengths.rows[row].astype(int)
        ends = np.cumsum(lengths)
        fields = [_KEYED.index(field) for field in _INDEXED]
        items = np.concatenate([self.items.of(row)[ends[f] - lengths[f] : ends[f]] for f in fields])
        rarity = self.rarity(items)
        slots = self._slot(items)
        order = np.argsort(-rarity, kind="stable")
        found = array("I")
        counts: list[int] = []
        weights: list[float] = []
        for slot, one, told in zip(*(x[order].tolist() for x in (slots, self.single[slots], rarity)), strict=True):
            if len(counts) == _TERMS or len(found) >= _LOOKED:
                break
            if not one or one == number + 1:
                continue
            some = self._latest(slot, number) if one == _SEVERAL else array("I", (one - 1,))
            if some:
                found += some
                counts.append(len(some))
                weights.append(told**2)
        if not found:
            return np.zeros(0, dtype=np.int64)
        numbers, place = np.unique(np.frombuffer(found, dtype=np.uint32), return_inverse=True)
        sums = np.bincount(place, np.repeat(weights, counts))
        return numbers[largest(sums, _CANDIDATES)].astype(np.int64)

    def _latest(self, slot: int, number: int) -> array[int]:
        """The latest of the several live articles that hold what a slot stands for, in order, without the article itself."""
        some = self.several[slot][-_HOLDERS:]
        at = bisect_left(some, number)
        if at < len(some) and some[at] == number:
            del some[at]
        if some and some[0] < self.first:
            del some[: bisect_left(some, self.first)]
        return some

    def _by_vector(self, number: int) -> Rows:
        """The recent articles with the nearest vectors: nearest by signs (Charikar 2002) first, then by the vectors themselves."""
        row = number - self.first
        if self.vectors is None or self.signs is None or not self.vectors.rows[row].any():
            return np.zeros(0, dtype=np.int64)
        begin = max(0, len(self.articles) - _RECENT)
        unlike = signs_unlike(self.signs.rows[begin:], self.signs.rows[row])
        # All within the distance that the shortlist reaches, since no order is needed yet; of many ties the latest are taken.
        last = min(_SHORTLIST, len(unlike)) - 1
        near = np.flatnonzero(unlike <= np.partition(unlike, last)[last])[-4 * _SHORTLIST :] + begin
        near = near[near != row]
        alike = self.alike(row, near, parts=1)[0]
        near, alike = near[alike != 0], alike[alike != 0]  # none of an article without a vector
        best: Rows = near[largest(alike, _CANDIDATES)] + self.first
        return best

    def alike(self, row: int, rows: Rows, *, parts: int = 2) -> NDArray[np.float32]:
        """Return the cosines of a row's report and title with those of other rows, (2, len(rows)); 0 where a vector is missing.

        With `parts` 1 those of the reports alone, (1, len(rows)).
        """
        if self.vectors is None or self.scales is None:
            return np.zeros((parts, len(rows)), dtype=np.float32)
        held = self.vectors.rows[:, : self.vectors.rows.shape[1] // 2 * parts]
        mine, theirs = held[row].astype(np.float32).reshape(parts, -1), held[rows].astype(np.float32)
        cosines: NDArray[np.float32] = np.einsum("nhd,hd->hn", theirs.reshape(len(rows), *mine.shape), mine)
        cosines *= self.scales.rows[rows, :parts].T * self.scales.rows[row, :parts][:, None]
        return cosines

    def _counter(self, items: NDArray[np.uint32]) -> NDArray[np.uint32]:
        return items & np.uint32(len(self.holders) - 1)

    def _slot(self, items: NDArray[np.uint32]) -> NDArray[np.uint32]:
        return items & np.uint32(len(self.single) - 1)

    def _count(self, items: NDArray[np.uint32]) -> None:
        """Count the items of an article that came in last."""
        at = self._counter(items)
        self.counted += len(np.unique(at[self.holders[at] == 0]))
        np.add.at(self.holders, at, 1)
        if 2 * self.counted > len(self.holders):
            self.recount(2 * len(self.holders))

    def recount(self, counters: int) -> None:
        """Count anew, with so many counters (a power of two), how many live articles hold each item."""
        self.holders = np.zeros(counters, dtype=np.int32)
        for start in range(0, len(self.items.values), 1 << 22):
            np.add.at(self.holders, self._counter(self.items.values.rows[start : start + (1 << 22)]), 1)
        self.counted = int(np.count_nonzero(self.holders))

    def _hold(self, items: NDArray[np.uint32], number: int) -> None:
        """Remember that an article holds some items that are indexed."""
        slots = np.unique(self._slot(items))
        held = self.single[slots]
        self.single[slots[held == 0]] = number + 1
        self.slots += int(np.count_nonzero(held == 0))
        for slot, one in zip(slots[held > 0].tolist(), held[held > 0].tolist(), strict=True):
            if one != _SEVERAL:
                self.several[slot] = array("I", (one - 1, number))
                self.single[slot] = _SEVERAL
                continue
            latest = self.several[slot]
            latest.append(number)
            if len(latest) > 2 * _HOLDERS:
                del latest[:-_HOLDERS]
        if 2 * self.slots > len(self.single):
            self.reindex(2 * len(self.single))

    def reindex(self, slots: int) -> None:
        """Find anew, with so many slots (a power of two), which articles hold each indexed item."""
        self.single, self.several = np.zeros(slots, dtype=np.uint32), {}
        for begin in range(0, len(self), 1 << 15):
            lengths = self.lengths.rows[begin : begin + (1 << 15)].astype(np.int64)
            indexed = np.array([field in _INDEXED for field in _KEYED])
            kept = np.repeat((indexed & ~self.apart.rows[begin : begin + len(lengths), None]).ravel(), lengths.ravel())
            numbers = np.repeat(np.arange(len(lengths), dtype=np.uint32) + np.uint32(self.first + begin), lengths.sum(axis=1))
            items = self.items.gather(np.arange(begin, begin + len(lengths)))[0]
            self._hold_all(self._slot(items[kept]), numbers[kept])
        self.slots = int(np.count_nonzero(self.single))

    def _hold_all(self, slots: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> None:
        """Put the articles that hold some slots in, as `_hold` does one by one; both (postings,), the articles in order."""
        order = np.argsort(slots, kind="stable")
        slots, numbers = slots[order], numbers[order]
        new = np.append(True, (slots[1:] != slots[:-1]) | (numbers[1:] != numbers[:-1]))[: len(slots)]
        slots, numbers = slots[new], numbers[new]
        starts = np.flatnonzero(np.append(True, slots[1:] != slots[:-1])[: len(slots)])
        ends = np.append(starts[1:], len(slots))
        held = self.single[slots[starts]]
        alone = (ends - starts == 1) & (held == 0)
        self.single[slots[starts[alone]]] = numbers[starts[alone]] + np.uint32(1)
        rest = ~alone
        for slot, one, start, end in zip(*(x[rest].tolist() for x in (slots[starts], held, starts, ends)), strict=True):
            latest = self.several.setdefault(slot, array("I", () if one in (0, _SEVERAL) else (one - 1,)))
            latest.frombytes(numbers[max(start, end - _HOLDERS) : end].tobytes())
            del latest[: -2 * _HOLDERS]
        self.single[slots[starts[rest]]] = _SEVERAL

    def _label(self, name: str | None) -> int:
        return -1 if name is None else self.labels.setdefault(name, len(self.labels))

    def _vector(self, vector: NDArray[np.float32] | None) -> None:
        if self.vectors is None or self.scales is None or self.signs is None:
            if vector is None:
                return
            self.vectors, self.scales, self.signs = Column("int8", len(vector)), Column("float32", 2), Column("uint64", 4)
            for _ in self.articles[:-1]:
                self._vector(None)
        if vector is None:
            vector = np.zeros(self.vectors.rows.shape[1], dtype=np.float32)
        halves = vector.reshape(2, -1)
        scale = np.maximum(np.abs(halves).max(axis=1), np.float32(1e-12)) / np.float32(127)
        packed = np.zeros(self.signs.rows.shape[1] * 8, dtype=np.uint8)
        bits = np.packbits(vector[: min(_SIGNS, len(vector) // 2)] > 0)
        packed[: len(bits)] = bits
        self.vectors.append(np.rint(halves / scale[:, None]).astype(np.int8).ravel())
        self.scales.append(scale)
        self.signs.append(packed.view(np.uint64))


def _hashes(mark: str, items: Iterable[str]) -> NDArray[np.uint32]:
    """The hash of each item, told apart from those of other fields by a mark that stands before it."""
    begun = zlib.crc32(mark.encode())
    return np.array([zlib.crc32(item.encode("utf-8", "surrogatepass"), begun) for item in items], dtype=np.uint32)


def _packed(gist: Gist) -> bytes:
    """The items of TOLD, compressed."""
    whole = _ESCAPE.join(_STOP.join(gist.field(name)) for name in TOLD)
    return zlib.compress(whole.encode("utf-8", "surrogatepass"), 1)


def largest(values: NDArray[Any], count: int) -> NDArray[np.intp]:
    """Return the places of the largest values, the largest first, of equal ones the first; only what may be among them is sorted."""
    least = np.partition(values, -count)[-count] if len(values) > count else -np.inf
    places = np.flatnonzero(values >= least)
    return places[np.argsort(-values[places], kind="stable")[:count]]


def signs_unlike(signs: NDArray[np.uint64], mine: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return how many signs of each row of `signs`, (n, 4), differ from `mine`; a block at a time, which stays in the processor's cache."""
    unlike = np.empty(len(signs), dtype=np.uint32)
    repeated = np.tile(mine, _BLOCK)
    for start in range(0, len(signs), _BLOCK):
        block = signs[start : start + _BLOCK].ravel()
        counts = np.bitwise_count(block ^ repeated[: len(block)]).view(np.uint32)
        # A multiplication adds the counts of a row's four words, less than 256 together.
        unlike[start : start + _BLOCK] = (counts * np.uint32(0x01010101)) >> np.uint32(24)
    return unlike
