"""Two passages in; whether one person speaks in both on one day, whether one copies the other, and the hours between their reports out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz

from kawat.model import Article
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.values import moment

_ONE_DAY = 12.0  # hours
_SAME = 82.0  # per cent of the words, or of the letters of the shorter one in a row
_WORD = re.compile(r"[^\W\d_]+")


def one(a: Passage, b: Passage, articles: Mapping[str, Article]) -> bool:
    """Whether one person is quoted in both on one day, or one outlet tells both: neither contradicts himself by two reports of one day."""
    speaker = a.speaker is not None and a.speaker == b.speaker
    outlets = {articles[p.article].outlet for p in (a, b)}
    return (speaker or (len(outlets) == 1 and None not in outlets)) and abs(hours(a, b, articles)) < _ONE_DAY


def copied(a: Passage, b: Passage) -> bool:
    """Whether two passages have the same words, of which one report may have lost a space or a clause."""
    texts = a.sentence.exact, b.sentence.exact
    return fuzz.token_set_ratio(*texts) > _SAME or fuzz.partial_ratio(*("".join(_WORD.findall(text.casefold())) for text in texts)) > _SAME


def hours(a: Passage, b: Passage, articles: Mapping[str, Article]) -> float:
    """Return how many hours after the report of the first that of the second was published, 0 where one is not known."""
    early, late = (moment(articles[p.article].published) for p in (a, b))
    return (late - early).total_seconds() / 3600 if early and late else 0.0
