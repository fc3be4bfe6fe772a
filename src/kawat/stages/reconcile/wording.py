"""An event's passages and names in; differences that stand in wording rather than in a slot out: what a date dates, who said what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from rapidfuzz import fuzz

from kawat.lang import places
from kawat.lang.words import function_words
from kawat.model import Account, Article, Span, Speaker, Statement
from kawat.stages.reconcile import speakers
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.stated import Value
from kawat.stages.reconcile.values import Difference, conflict

_WORD = re.compile(r"[^\W\d_]{3,}")
_NEARBY = 2  # days
_SINCE = re.compile(r"(?i)\b(?:first|last|pertama|terakhir|since|sejak)\b")


def dated(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return pairs of reports that date one turn of words differently ("the first since 18 February" / "... since 24 February").

    Both must have a word that fixes a date's role (first, last, since), share another word beside it, and be fully dated.
    """
    marked: list[tuple[int, Passage, Span, str, frozenset[str]]] = []
    for index, passage in enumerate(found):
        text = articles[passage.article].text
        for mark in passage.marked[1]:
            if mark.value is None or len(mark.value) != 10:
                continue
            before = text[max(passage.sentence.start, mark.span.start - 70) : mark.span.start]
            cues = frozenset(c.casefold() for c in _SINCE.findall(before))
            if len(cues) >= 2:
                marked.append(
                    (
                        index,
                        passage,
                        mark.span,
                        mark.value,
                        frozenset(w[:6] for w in _WORD.findall(passage.sentence.exact.casefold()) if w not in function_words()),
                    )
                )
    differing: dict[str, Difference] = {}
    for k, (i, a, span_a, value_a, words_a) in enumerate(marked):
        for j, b, span_b, value_b, words_b in marked[:k]:
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
            found_one = conflict("date", "conflict", sides[0][1].span.exact, sides, "dated", 0.7)
            differing[found_one.id] = Difference(conflict=found_one, passages=(j, i))
    return list(differing.values())


def weekdays(found: Sequence[Passage], values: Sequence[Value]) -> list[Difference]:
    """Return where reports print one date with different days of the week; one at least is wrong."""
    by_date: dict[str, dict[int, list[Value]]] = {}
    for value in values:
        if value.weekday is not None:
            by_date.setdefault(value.text, {}).setdefault(value.weekday, []).append(value)
    differing = []
    for printed in by_date.values():
        if len({v.article for some in printed.values() for v in some}) < 2 or len(printed) < 2:
            continue
        sides = [
            (" ".join(some[0].span.exact.split()), Account(span=v.span, statement=found[v.passage].account.statement))
            for _, some in sorted(printed.items())
            for v in some
        ]
        passages = tuple(sorted({v.passage for some in printed.values() for v in some}))
        differing.append(Difference(conflict=conflict("date", "conflict", sides[0][0], sides, "dated", 0.8), passages=passages))
    return differing


def calendar(found: Sequence[Passage], values: Sequence[Value]) -> list[Difference]:
    """Return dates whose printed weekday they do not have in the calendar ("Thursday (19/5/2025)") beside the date of other reports that they are a slip of:
    the same weekday with another month, year or nearby day."""
    printed = [v for v in values if v.weekday is not None]
    right = [v for v in printed if _weekday(v.text) == v.weekday]
    differing: dict[str, Difference] = {}
    for wrong in printed:
        if _weekday(wrong.text) == wrong.weekday:
            continue
        meant = [v for v in right if v.article != wrong.article and v.weekday == wrong.weekday and _slip(wrong.text, v.text)]
        nearest = min((abs(date.fromisoformat(v.text) - date.fromisoformat(wrong.text)) for v in meant), default=None)
        meant = [v for v in meant if abs(date.fromisoformat(v.text) - date.fromisoformat(wrong.text)) == nearest]
        if not meant:
            continue
        alike = [v for v in printed if v.text == wrong.text and v.weekday == wrong.weekday]
        sides = [
            (" ".join(v.span.exact.split()), Account(span=v.span, statement=found[v.passage].account.statement)) for v in (*alike, *meant)
        ]
        sides = [(sides[0][0] if k < len(alike) else sides[len(alike)][0], account) for k, (_, account) in enumerate(sides)]
        entry = conflict("date", "conflict", sides[0][0], sides, "calendar", 0.85)
        differing[entry.id] = Difference(conflict=entry, passages=tuple(sorted({v.passage for v in (*alike, *meant)})))
    return list(differing.values())


def _weekday(day: str) -> int:
    return date.fromisoformat(day).weekday()


def _slip(wrong: str, right: str) -> bool:
    """Whether one day is another with its month or its year written wrong, or a day or two away."""
    mine, theirs = (tuple(map(int, day.split("-"))) for day in (wrong, right))
    differing = [k for k in range(3) if mine[k] != theirs[k]]
    return differing in ([0], [1]) or (differing == [2] and abs(mine[2] - theirs[2]) <= _NEARBY)


def _phrase(article: Article, passage: Passage, span: Span) -> Span:
    """The words from the cue that fixes the date's role to the date itself."""
    lead = article.text[passage.sentence.start : span.start]
    cue = min((m.start() for m in _SINCE.finditer(lead) if len(lead) - m.start() <= 75), default=len(lead))
    return article.span(passage.sentence.start + cue, span.end)


def attributed(
    twice: Sequence[tuple[Statement, Statement]],
    renamed: Mapping[str, str],
    people: Mapping[str, Speaker],
    articles: Mapping[str, Article],
    found: Sequence[Passage],
) -> list[Difference]:
    """Return where two reports give the same words to two people; `twice` are copies among statements, `people` the event's speakers by id.

    Neither report may name the other's speaker anywhere: one that does may only have been read wrongly. A speaker whom one report leaves
    unnamed is no collision.
    """
    sides: dict[frozenset[str], list[Statement]] = {}
    for pair in twice:
        a, b = (people[renamed[s.speaker or ""]] for s in pair)
        mine, theirs = (speakers.own_words(speaker) for speaker in (a, b))
        body = "organisation" in (a.kind, b.kind) and speakers.bodies_of(a) & speakers.bodies_of(b)  # a spokesman and his body
        both_reported = all(s.mode == "indirect" for s in pair)  # two may say what one sentence reports
        if a.id == b.id or not mine or not theirs or mine & theirs or body or both_reported:
            continue
        texts = [articles[s.article].text for s in pair]
        if not _named(a, texts[1]) and not _named(b, texts[0]):
            sides.setdefault(frozenset((a.id, b.id)), []).extend(s for s in pair if s not in sides.get(frozenset((a.id, b.id)), ()))
    differing = []
    for statements in sides.values():
        first = statements[0]
        shown = [(people[renamed[s.speaker or ""]].name, Account(span=s.span, statement=s.id)) for s in statements if _copied(s, first)]
        entry = conflict("attribution", "conflict", " ".join(first.span.exact.split()[:9]), shown, "attributed", 0.6)
        passages = tuple(i for i, p in enumerate(found) if any(p.account.statement == account.statement for _, account in shown))
        differing.append(Difference(conflict=entry, passages=passages))
    return differing


def _named(speaker: Speaker, text: str) -> bool:
    """Whether a text names a speaker: a body by its full name, anybody else by one word of the name that is no place and no short form."""
    if speaker.kind == "organisation":
        return speaker.name in text
    return any(w in text for w in speakers.own_words(speaker) if not w.isupper() and not places.is_place(w)) or speaker.name in text


def _copied(a: Statement, b: Statement) -> bool:
    return fuzz.ratio(a.span.exact, b.span.exact) > 80
