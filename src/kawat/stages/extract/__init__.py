"""Article in; Marks out: its sentences, and the names, figures and dates in them with their normal values.

Grouping, attribution and reconciling all read these marks, so they are found once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kawat.lang import sentences as splitter
from kawat.model import Article, Date, Figure, Marks, Name, Span, content_id
from kawat.stages.extract import dates, figures, names

BY = "extract/rules@1"
_AS_OF = re.compile(r"(?i)(?<!\w)(?:hingga|sampai(?: dengan)?|sampai|per|as of|by|until)\s+$")


def extract(article: Article) -> Marks:
    """Return all marks of an article, each tuple in text order; spans lie inside its text and never raise."""
    text, language = article.text, article.language
    bounds = splitter.split(text, language)
    found = dates.find(text, language, article.published)
    marked_dates = tuple(
        Date(span=article.span(d.start, d.end), value=_stamp(d, found), end=None, by=BY) for d in found if not d.clock or _stamp(d, found)
    )
    marked_figures = tuple(
        Figure(
            id=content_id("f", article.id, f.start, f.end),
            span=article.span(f.start, f.end),
            value=f.value,
            low=f.low,
            high=f.high,
            unit=f.unit,
            what=f.what,
            as_of=_as_of(text, f.start, bounds, found),
            by=BY,
        )
        for f in figures.find(text, language, bounds, [(d.start, d.end) for d in found])
    )
    return Marks(
        article=article.id,
        sentences=tuple(article.span(start, end) for start, end in bounds),
        names=tuple(Name(span=article.span(n.start, n.end), kind=n.kind, by=BY) for n in names.find(text, bounds)),
        dates=marked_dates,
        figures=marked_figures,
    )


def _stamp(found: dates.Found, every: Sequence[dates.Found]) -> str | None:
    """The value of a date; a clock time takes the day that is named beside it, and is None where none is."""
    if not found.clock or found.value is None:
        return found.value
    for other in every:
        if (
            not other.clock
            and other.value
            and len(other.value) == 10
            and not other.value.startswith("-")
            and -40 < other.start - found.end < 12
        ):
            return other.value + found.value
    return None


def _as_of(text: str, at: int, bounds: Sequence[tuple[int, int]], found: Sequence[dates.Found]) -> str | None:
    """The time that the figure's sentence gives its figures ("hingga pukul 18.27 WIB"), or None."""
    for start, end in bounds:
        if start <= at < end:
            for one in found:
                if start <= one.start < end and _AS_OF.search(text, max(start, one.start - 24), one.start):
                    clock = next((other for other in found if other.clock and 0 <= other.start - one.end < 4), one)
                    return _stamp(clock, found)
            return None
    return None


__all__ = ["Span", "extract"]
