"""Rows in, arrays out: columns that grow at their end and shrink from their front, as a stream's articles come and go.

They grow and shrink in place, since a second copy of half a million vectors is more than a laptop spares.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Column:
    """One value, or one row of a fixed width, for each article; grows by an eighth, so that memory stays near what is held."""

    def __init__(self, dtype: str, width: int | None = None) -> None:
        self._shape = () if width is None else (width,)
        self._held: NDArray[Any] = np.zeros((64, *self._shape), dtype=dtype)
        self._filled = 0

    def __len__(self) -> int:
        return self._filled

    @property
    def rows(self) -> NDArray[Any]:
        """All rows, a view; valid until the next append, which may move them: copy what is to last."""
        return self._held[: self._filled]

    def append(self, value: Any) -> None:
        """Add one row."""
        self._room(1)
        self._held[self._filled] = value
        self._filled += 1

    def extend(self, values: NDArray[Any]) -> None:
        """Add many rows."""
        self._room(len(values))
        self._held[self._filled : self._filled + len(values)] = values
        self._filled += len(values)

    def drop(self, count: int) -> None:
        """Forget the first `count` rows."""
        for start in range(count, self._filled, max(count, 1)):
            some = self._held[start : min(start + count, self._filled)]
            self._held[start - count : start - count + len(some)] = some
        self._filled -= count

    def _room(self, more: int) -> None:
        if self._filled + more > len(self._held):
            count = max(self._filled + more, len(self._held) + len(self._held) // 8 + 64)
            self._held.resize((count, *self._shape), refcheck=False)  # in place: the contract of `rows` allows it


class Ragged:
    """A list of integers for each article, all in one array."""

    def __init__(self, dtype: str = "int32") -> None:
        self.values = Column(dtype)
        self.ends = Column("int64")

    def append(self, values: NDArray[Any]) -> None:
        """Add one article's list."""
        self.values.extend(values)
        self.ends.append(len(self.values))

    def of(self, row: int) -> NDArray[Any]:
        """Return the list of one article, a view."""
        ends = self.ends.rows
        return np.asarray(self.values.rows[ends[row - 1] if row else 0 : ends[row]])

    def gather(self, rows: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the lists of some articles one after another, and the length of each."""
        values, ends = self.values.rows, self.ends.rows
        to = ends[rows]
        starts = np.where(rows > 0, ends[rows - 1], 0)
        # One slice each, which is copied faster than as many single values are looked up.
        lists = [values[start:end] for start, end in zip(starts.tolist(), to.tolist(), strict=True)]
        return np.concatenate(lists or [values[:0]]), to - starts

    def drop(self, count: int) -> None:
        """Forget the first `count` lists."""
        if count:
            gone = int(self.ends.rows[count - 1])
            self.values.drop(gone)
            self.ends.drop(count)
            self.ends.rows[:] -= gone
