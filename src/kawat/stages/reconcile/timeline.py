"""The points of an event in; what happened when out: from dated accounts, apart from when it was reported.

A day that stands beside a quotation and not in it is the day it was said: the line then is the whole sentence. In what somebody says "yesterday" and
"kemarin" are days of his own, and no moment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from kawat.model import Account, Date, Marks, Moment
from kawat.stages.reconcile.passages import Passage

_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_ONE = 85.0  # per cent of the letters of two lines of one day that make them one line


def moments(groups: Sequence[Sequence[Passage]], marks: Mapping[str, Marks]) -> tuple[Moment, ...]:
    """Return the moments that passages name by a day or a finer time, those of one point and day together, in order of time."""
    made: list[Moment] = []
    for group in groups:
        by_day: dict[str, list[tuple[str, Account]]] = {}
        for passage in group:
            if dated := next(filter(None, (_dated(passage, mark) for mark in marks[passage.article].dates)), None):
                by_day.setdefault(dated[0][:10], []).append(dated)
        for entries in by_day.values():
            # The account whose words are the label comes first: it is its outlet that the line names.
            accounts = tuple(sorted(dict.fromkeys(account for _, account in entries), key=lambda a: (len(a.span.exact), a.span.article)))
            made.append(Moment(at=max((value for value, _ in entries), key=len), label=_line(accounts[0]), accounts=accounts))
    return _each_once(made)


def _dated(passage: Passage, mark: Date) -> tuple[str, Account] | None:
    """The day that a mark gives a passage, and the words to which it belongs."""
    if not (mark.value and _DAY.match(mark.value[:10]) and passage.sentence.start <= mark.span.start < passage.sentence.end):
        return None
    said = passage.account.span
    if not said.start <= mark.span.start < said.end:
        return mark.value, Account(span=passage.sentence, statement=None)
    if passage.mode == "direct" and not any(c.isdigit() for c in mark.span.exact):
        return None
    return mark.value, passage.account


def _line(account: Account) -> str:
    return " ".join(account.span.exact.split())


def _each_once(made: Sequence[Moment]) -> tuple[Moment, ...]:
    """The moments in order; of those whose lines are nearly the same on one day the most exact, then the one most reports tell."""
    kept: dict[str, list[Moment]] = {}
    for moment in sorted(made, key=lambda m: (-len(m.at), -len(m.accounts), len(m.label), m.label)):
        known = kept.setdefault(moment.at[:10], [])
        if not any(fuzz.ratio(moment.label, other.label) > _ONE for other in known):
            known.append(moment)
    return tuple(sorted((m for known in kept.values() for m in known), key=lambda m: (m.at, -len(m.accounts), m.label)))
