"""An event's passages in; where reports of one day count one hearing, talk or launch as the first and as a later one out ("sidang perdana" / "sidang kedua").

A report tells of earlier ones too, so that only what a sentence dates on the report's own day, or points at ("this is the second hearing"), is taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import combinations

from kawat.lang import languages, section
from kawat.lang.phrases import either
from kawat.model import Account, Article, Span
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.values import Difference, conflict
from kawat.stages.reconcile.voices import hours

_NEAR = 1  # days that what a report counts lies before or behind it
_ONE_DAY = 24.0  # hours
_BEHIND = 30  # characters behind that may tell within what time it is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWords:
    """Section [turns] of a language table: what is counted, by kind; words for the first, the second and so on; whether they stand before it; words that point at it, or tell within what time it is counted."""

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ordinals: tuple[tuple[str, ...], ...] = ()
    before: bool = True
    pointing: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """What a passage counts: its kind, the how-manieth it is, its words, and whether it is that of the report's day."""

    passage: int
    kind: str
    number: int
    span: Span
    now: bool


@cache
def _pattern(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    words = section(code, "turns", TurnWords)
    if not words.kinds:
        return None
    ordinal = f"(?P<ordinal>{either(_ordinals(code))})"
    kind = f"(?P<kind>{either(_kinds(code))})"
    gap = r"(?:\s[\w’'-]+)?\s" if words.before else r"\s"
    form = (
        rf"(?<![\w-]){ordinal}{gap}{kind}(?![\w-])" if words.before else rf"(?<![\w-])(?:{kind}\s{ordinal}|kali\s{_after(code)})(?![\w-])"
    )
    pointing, within = (re.compile(rf"(?<![\w-])(?:{either(some)})(?![\w-])") for some in (words.pointing, words.within))
    return re.compile(form), pointing, within


def _after(code: str) -> str:
    return f"(?P<ordinal2>{either(_ordinals(code))})\\s(?P<kind2>{either(_kinds(code))})"


@cache
def _ordinals(code: str) -> dict[str, int]:
    return {word: n for n, some in enumerate(section(code, "turns", TurnWords).ordinals, 1) for word in some}


@cache
def _kinds(code: str) -> dict[str, str]:
    return {word: kind for kind, some in section(code, "turns", TurnWords).kinds.items() for word in some}


def differences(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return what reports of one day count differently, once a kind."""
    every = [t for index, passage in enumerate(found) for t in _read(index, passage, articles[passage.article])]
    told: dict[tuple[str, str], set[int]] = {}
    for turn in every:
        told.setdefault((turn.span.article, turn.kind), set()).add(turn.number)
    now = [t for t in every if t.now and len(told[t.span.article, t.kind]) == 1]
    made, done = [], set[str]()
    for a, b in combinations(now, 2):
        if (
            a.kind != b.kind
            or a.number == b.number
            or a.kind in done
            or abs(hours(found[a.passage], found[b.passage], articles)) > _ONE_DAY
        ):
            continue
        done.add(a.kind)
        sides = [t for t in now if t.kind == a.kind and t.number in (a.number, b.number)]
        sides.sort(key=lambda t: (articles[t.span.article].published or "9", t.span.article, t.span.start))
        words = {n: next(" ".join(t.span.exact.split()) for t in sides if t.number == n) for n in (a.number, b.number)}
        shown = [(words[t.number], Account(span=t.span, statement=found[t.passage].account.statement)) for t in sides]
        made.append(Difference(conflict=conflict("number", "conflict", shown[0][0], shown, "ranked", 0.55), passages=()))
    return made


def _read(index: int, passage: Passage, article: Article) -> Iterator[_Turn]:
    code = passage.language if passage.language in languages() else "en"
    patterns = _pattern(code or "en")
    if patterns is None:
        return
    lower = passage.sentence.exact.casefold()
    for match in patterns[0].finditer(lower):
        if patterns[2].search(lower, match.end(), match.end() + _BEHIND):
            continue  # "the first since May", "the third this year"
        groups = match.groupdict()
        ordinal = " ".join((groups["ordinal"] or groups.get("ordinal2") or "").split())
        kind = " ".join((groups["kind"] or groups.get("kind2") or "").split())
        start = passage.sentence.start
        yield _Turn(
            passage=index,
            kind=_kinds(code or "en")[kind],
            number=_ordinals(code or "en")[ordinal],
            span=article.span(start + match.start(), start + match.end()),
            now=bool(patterns[1].search(lower)) or _dated_now(passage, article),
        )


def _dated_now(passage: Passage, article: Article) -> bool:
    """Whether a passage names the day of its report or the next to it, and no other."""
    days = {mark.value[:10] for mark in passage.marked[1] if mark.value and len(mark.value) >= 10 and mark.value[0] != "T"}
    published = (article.published or "")[:10]
    if not days or len(published) < 10:
        return False
    try:
        return all(abs((date.fromisoformat(day) - date.fromisoformat(published)).days) <= _NEAR for day in days)
    except ValueError:
        return False
