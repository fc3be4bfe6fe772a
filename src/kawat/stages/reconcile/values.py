"""The accounts of a point in; where their values differ out, with a verdict: conflict, update or precision.

The reasons given are keys of the language tables' [reconcile] reasons. A difference is shown only where both sides count the same thing in the same unit, or date the same turn of words. False alarms cost
an editor more than misses, so whatever is unclear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kawat.lang.words import function_words
from kawat.model import Account, Article, Conflict, ConflictKind, Figure, Marks, Side, Span, Verdict, content_id
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.words import counts, listed

BY = "reconcile/values@1"
_WORD = re.compile(r"[^\W\d_]{3,}")
_MONEY = re.compile(r"^[A-Z]{3}$")
_SINCE = re.compile(r"(?i)\b(?:first|last|pertama|terakhir|since|sejak)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One figure or date in an account, with the words that tell what it is a figure of."""

    article: str
    account: Account
    span: Span
    value: float
    low: float | None
    high: float | None
    frame: frozenset[str]
    text: str
    as_of: str | None


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _frame(text: str, start: int, end: int, sentence: Span) -> frozenset[str]:
    """The words beside a value, inside its sentence, that tell what is counted."""
    before = text[max(sentence.start, start - 45) : start]
    after = text[end : min(sentence.end, end + 45)]
    return frozenset(w[:6] for w in _WORD.findall(f"{before} {after}".casefold()) if w not in function_words())


def figures(group: Sequence[Passage], articles: Mapping[str, Article], marks: Mapping[str, Marks]) -> list[Conflict]:
    """Return the differences between the figures of a point's accounts, at most one for each unit and counted noun."""
    by_slot: dict[tuple[str | None, str], list[_Said]] = {}
    for passage in group:
        text = articles[passage.article].text
        for figure in marks[passage.article].figures:
            if figure.value is None or not _inside(figure.span, passage.sentence):
                continue
            said = _Said(
                article=passage.article,
                account=Account(span=figure.span, statement=passage.account.statement),
                span=figure.span,
                value=figure.value,
                low=figure.low,
                high=figure.high,
                frame=_frame(text, figure.span.start, figure.span.end, passage.sentence),
                text=passage.sentence.exact,
                as_of=_when(figure, articles[passage.article]),
            )
            by_slot.setdefault((figure.unit, _noun(figure)), []).append(said)
    found = []
    for (unit, noun), in_slot in sorted(by_slot.items(), key=lambda item: str(item[0])):
        if conflict := _compare(unit, noun, in_slot, articles):
            found.append(conflict)
    return found


def tolls(articles: Sequence[Article], marks: Mapping[str, Marks]) -> list[Conflict]:
    """Return the counts that grew from report to report: dead, injured, missing and their like, each as one series in time order.

    A report's first figure beside a word of the toll counts, in a sentence that names no earlier year. A series that does not
    only grow is left out: its figures may count different things.
    """
    series: dict[tuple[str, str | None], list[_Said]] = {}
    for article in articles:
        for key, said in _counted(article, marks[article.id]).items():
            series.setdefault(key, []).append(said)
    found = []
    for (count, unit), counted in sorted(series.items(), key=lambda item: str(item[0])):
        ordered = sorted(counted, key=lambda s: (s.as_of or "", s.value))
        values = [s.value for s in ordered]
        if len(set(values)) < 2 or values != sorted(values) or any(s.as_of is None for s in ordered) or values[-1] > 200 * values[0]:
            continue
        if ordered[0].as_of == ordered[-1].as_of:
            continue
        sides = [(_shown(s.value, unit), s.account) for s in ordered]
        found.append(
            _conflict(
                "number",
                "update",
                f"{count}: {sides[-1][0]}",
                sides,
                "grows",
                0.7,
            )
        )
    return found


def _counted(article: Article, marks: Marks) -> dict[tuple[str, str | None], _Said]:
    """The first figure of each toll in a report."""
    first: dict[tuple[str, str | None], _Said] = {}
    year = (article.published or "")[:4]
    for sentence in marks.sentences:
        if any(d.value and d.value[:1] != "-" and d.value[:4] != year for d in marks.dates if _inside(d.span, sentence)):
            continue
        for figure in marks.figures:
            if figure.value is None or figure.unit not in ("people", None) or not _inside(figure.span, sentence):
                continue
            before = article.text[max(sentence.start, figure.span.start - 28) : figure.span.start]
            after = article.text[figure.span.start : min(sentence.end, figure.span.end + 30)]
            near = [counts()[w] for w in [*_WORD.findall(after.casefold()), *reversed(_WORD.findall(before.casefold()))] if w in counts()]
            every = {counts()[w] for w in _WORD.findall(sentence.exact.casefold()) if w in counts()}
            near = near or (list(every) if len(every) == 1 and figure.unit == "people" else [])
            if near and (figure.unit == "people") == (near[0] != "damaged"):
                said = _Said(
                    article=article.id, account=Account(span=figure.span, statement=None), span=figure.span, value=figure.value, low=figure.low, high=figure.high,
                    frame=frozenset(), text=sentence.exact, as_of=_when(figure, article),
                )  # fmt: skip
                first.setdefault((near[0], figure.unit), said)
    return first


def _when(figure: Figure, article: Article) -> str | None:
    """As of when a figure holds: as stated, but a bare day that is the publication's own is no more exact than it."""
    if figure.as_of and not (article.published or "").startswith(figure.as_of):
        return figure.as_of
    return article.published


def _noun(figure: Figure) -> str:
    """What is counted, so far as two reports must agree on it: money, measures and people by their unit, other things by their noun."""
    if figure.unit is not None:
        return ""
    return (figure.what or "").casefold()[:6]


def _compare(unit: str | None, noun: str, said: Sequence[_Said], articles: Mapping[str, Article]) -> Conflict | None:
    """Compare what different reports say in one slot; None where they agree, or where the slot is not surely the same."""
    if (unit is None and not noun) or len({s.article for s in said}) < 2:
        return None
    per_article: dict[str, list[_Said]] = {}
    for one in said:
        per_article.setdefault(one.article, []).append(one)
    # Two figures of one unit in one sentence are two slots; which is whose cannot be told by unit alone.
    if any(len({s.value for s in own}) > 1 for own in per_article.values()):
        return None
    single = [own[0] for own in per_article.values()]
    if len({s.value for s in single}) == 1:
        return None
    if not all(len(a.frame & b.frame) >= 2 for i, a in enumerate(single) for b in single[:i]):
        return None
    verdict, reason, confidence = _verdict(unit, single, articles)
    ordered = sorted(single, key=lambda s: (s.as_of or "", s.value))
    kind: ConflictKind = "money" if unit and _MONEY.match(unit) else "number"
    what = " ".join(single[0].span.exact.split())
    return _conflict(kind, verdict, what, [(_shown(s.value, unit), s.account) for s in ordered], reason, confidence)


def _verdict(unit: str | None, said: Sequence[_Said], articles: Mapping[str, Article]) -> tuple[Verdict, str, float]:
    values = [s.value for s in said]
    if all(_compatible(a, b) for i, a in enumerate(said) for b in said[:i]):
        return "precision", "rounded", 0.7
    toll = any(word in listed("tolls") for s in said for word in _WORD.findall(s.text.casefold()))
    times = [s.as_of for s in said]
    if toll and unit not in ("magnitude", "km", "hour") and all(times) and len(set(times)) > 1:
        ordered = [s.value for s in sorted(said, key=lambda s: s.as_of or "")]
        if ordered == sorted(ordered):
            return "update", "grows", 0.7
    spread = max(values) / max(min(values), 1e-9)
    return "conflict", "counted", 0.6 if spread < 20 else 0.4


def _compatible(a: _Said, b: _Said) -> bool:
    """Whether two figures are equal within rounding and the bounds of vague words."""
    if a.value == b.value or (max(a.value, b.value) <= 1.05 * min(a.value, b.value) and max(a.value, b.value) >= 20):
        return True
    for one, other in ((a, b), (b, a)):
        if one.low is None and one.high is None:
            continue
        if (one.low is None or other.value >= one.low) and (one.high is None or other.value <= one.high):
            return True
    return False


def _shown(value: float, unit: str | None) -> str:
    number = f"{value:,.10g}" if value >= 1000 else f"{value:g}"
    return f"{number} {unit}" if unit else number


def dated(found: Sequence[Passage], articles: Mapping[str, Article], marks: Mapping[str, Marks]) -> list[Conflict]:
    """Return pairs of reports that date one turn of words differently ("the first since 18 February" / "... since 24 February").

    Both must have a word that fixes a date's role (first, last, since), share another word beside it, and be fully dated.
    """
    marked: list[tuple[Passage, Span, str, frozenset[str]]] = []
    for passage in found:
        text = articles[passage.article].text
        for mark in marks[passage.article].dates:
            if mark.value is None or len(mark.value) != 10 or not _inside(mark.span, passage.sentence):
                continue
            before = text[max(passage.sentence.start, mark.span.start - 70) : mark.span.start]
            cues = frozenset(c.casefold() for c in _SINCE.findall(before))
            if len(cues) >= 2:
                marked.append(
                    (
                        passage,
                        mark.span,
                        mark.value,
                        frozenset(w[:6] for w in _WORD.findall(passage.sentence.exact.casefold()) if w not in function_words()),
                    )
                )
    conflicts: dict[str, Conflict] = {}
    for i, (a, span_a, value_a, words_a) in enumerate(marked):
        for b, span_b, value_b, words_b in marked[:i]:
            if a.article == b.article or value_a == value_b or not words_a & words_b:
                continue
            text_a, text_b = articles[a.article], articles[b.article]
            sides = sorted(
                [
                    (value_a, Account(span=_phrase(text_a, a, span_a), statement=a.account.statement)),
                    (value_b, Account(span=_phrase(text_b, b, span_b), statement=b.account.statement)),
                ],
                key=lambda s: s[0],
            )
            conflict = _conflict("date", "conflict", sides[0][1].span.exact, sides, "dated", 0.7)
            conflicts[conflict.id] = conflict
    return list(conflicts.values())


def _phrase(article: Article, passage: Passage, span: Span) -> Span:
    """The words from the cue that fixes the date's role to the date itself."""
    lead = article.text[passage.sentence.start : span.start]
    cue = min((m.start() for m in _SINCE.finditer(lead) if len(lead) - m.start() <= 75), default=len(lead))
    return article.span(passage.sentence.start + cue, span.end)


def spellings(articles: Sequence[Article], marks: Mapping[str, Marks]) -> list[Conflict]:
    """Return names of people that reports spell differently: all words but one the same, that one almost."""
    forms: dict[str, tuple[Article, Span]] = {}
    for article in articles:
        for name in marks[article.id].names:
            words = name.span.exact.split()
            if 2 <= len(words) <= 4 and name.kind in ("person", "unknown") and not any(c.isdigit() for c in name.span.exact):
                forms.setdefault(name.span.exact, (article, name.span))
    found = []
    ordered = sorted(forms)
    for i, a in enumerate(ordered):
        for b in ordered[:i]:
            if forms[a][0].id != forms[b][0].id and _variants(a, b):
                sides = [(form, Account(span=forms[form][1], statement=None)) for form in (b, a)]
                found.append(_conflict("name", "precision", b, sides, "spelt", 0.6))
    return found[:12]


def _variants(a: str, b: str) -> bool:
    mine, theirs = a.split(), b.split()
    if len(mine) != len(theirs) or mine == theirs:
        return False
    differing = [(x, y) for x, y in zip(mine, theirs, strict=True) if x.casefold() != y.casefold()]
    if len(differing) != 1 or len(mine) < 2:
        return False
    x, y = differing[0]
    return min(len(x), len(y)) >= 5 and 78 <= fuzz.ratio(x.casefold(), y.casefold()) < 100 and x[0] == y[0]


def _conflict(
    kind: ConflictKind, verdict: Verdict, what: str, values: Sequence[tuple[str, Account]], reason: str, confidence: float
) -> Conflict:
    sides: dict[str, list[Account]] = {}
    for value, account in values:
        sides.setdefault(value, []).append(account)
    shown = tuple(Side(value=value, accounts=tuple(accounts)) for value, accounts in sides.items())
    key = sorted(f"{a.span.article}:{a.span.start}:{a.span.end}" for side in shown for a in side.accounts)
    return Conflict(
        id=content_id("c", kind, *key),
        what=what,
        kind=kind,
        verdict=verdict,
        sides=shown,
        reason=reason,
        confidence=confidence,
        point=None,
        by=BY,
    )
