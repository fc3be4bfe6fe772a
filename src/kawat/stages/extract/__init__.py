"""Article in; Marks out: its sentences, and the names, figures and dates in them with their normal values.

Grouping, attribution and reconciling all read these marks, so they are found once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kawat.lang import sentences as splitter
from kawat.lang.concordance import Concordance
from kawat.model import Article, Date, Figure, Marks, Name, Span, content_id
from kawat.stages.extract import dates, figures, names

BY = "extract/rules@2"
_AS_OF = re.compile(r"(?i)(?<!\w)(?:hingga|sampai(?: dengan)?|sampai|per|as of|by|until)\s+$")


def extract(article: Article) -> Marks:
    """Return all marks of an article, each tuple in text order; spans lie inside its text and never raise."""
    text, language = article.text, article.language
    bounds = splitter.split(text, language)
    words = Concordance(text)
    found = _Dates(dates.find(text, language, article.published, words))
    marked_dates = tuple(Date(span=article.span(d.start, d.end), value=_stamp(d, found, bounds), end=None, by=BY) for d in found.every)
    marked_figures = tuple(
        Figure(
            id=content_id("f", article.id, f.start, f.end),
            span=article.span(f.start, f.end),
            value=f.value,
            low=f.low,
            high=f.high,
            unit=f.unit,
            what=f.what,
            as_of=_as_of(article, f.start, bounds, found),
            by=BY,
        )
        for f in figures.find(text, language, bounds, [(d.start, d.end) for d in found.every], words)
    )
    return Marks(
        article=article.id,
        sentences=tuple(article.span(start, end) for start, end in bounds),
        names=tuple(Name(span=article.span(n.start, n.end), kind=n.kind, by=BY) for n in names.find(text, language, bounds)),
        dates=marked_dates,
        figures=marked_figures,
    )


class _Dates:
    """The dates of a text in order, found by their place."""

    def __init__(self, every: Sequence[dates.Found]) -> None:
        self.every = every
        self._starts = [one.start for one in every]

    def between(self, low: int, high: int) -> Sequence[dates.Found]:
        """Return the dates that begin at `low` or later and before `high`."""
        return self.every[bisect_left(self._starts, low) : bisect_left(self._starts, high)]


def _stamp(found: dates.Found, every: _Dates, bounds: Sequence[tuple[int, int]]) -> str | None:
    """The value of a date; a clock time takes the nearest day that is named beside it, first in its own sentence, and stands alone ("T18:27") where none is."""
    if not found.clock or found.value is None:
        return found.value
    near = [
        o for o in every.between(found.end - 39, found.end + 12) if not o.clock and o.value and len(o.value) == 10 and o.value[0] != "-"
    ]
    if not near:
        return found.value
    start, end = bounds[max(0, bisect_right(bounds, (found.start, len(bounds) and bounds[-1][1])) - 1)] if bounds else (0, 0)
    day = min(near, key=lambda o: (not start <= o.start < end, max(o.start - found.end, found.start - o.end)))
    return f"{day.value}{found.value}"


def _as_of(article: Article, at: int, bounds: Sequence[tuple[int, int]], found: _Dates) -> str | None:
    """The time that the figure's sentence gives its figures ("hingga pukul 18.27 WIB", on the day of publication unless it names another)."""
    start, end = bounds[max(0, bisect_right(bounds, (at, len(article.text) + 1)) - 1)] if bounds else (0, 0)
    if not start <= at < end:
        return None
    for one in found.between(start, end):
        if _AS_OF.search(article.text, max(start, one.start - 24), one.start):
            clock = next((other for other in found.between(one.end, one.end + 4) if other.clock), one)
            stamp, day = _stamp(clock, found, bounds), (article.published or "")[:10]
            return stamp if not stamp or stamp[0] != "T" else day + stamp if len(day) == 10 else None
    return None


__all__ = ["Span", "extract"]
