"""An event's passages in; the values in them out - figures, days, months, years, ranks, times - with what the words around tell of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from kawat.lang import concepts, dates, numbers
from kawat.lang.words import function_words
from kawat.model import Article, Figure, Span
from kawat.stages.reconcile import owners
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.words import counted, hollow, listed, ranks, roles

Family = Literal["figure", "rank", "day", "month", "year", "time"]
Worded = tuple[str, frozenset[str]]  # the beginning of a word and what it means
DATED: Final = ("day", "month", "year")  # the families of dates
_AROUND = 60  # characters on either side that tell what a value is of
_LEADING, _TRAILING = 6, 3  # words of its sentence, without names, that stand before and behind a value
_STEM = 6  # letters
_WHO = frozenset(("aboard", "crew", "staff", "found"))  # counts that tell who they are, not what became of them
_NEAR = 6  # words before a value among which one may deny it
_ROLE = 130  # characters before a date that may tell its role
_TABLE = 12  # figures of a sentence that is a table in a line: what is beside a figure tells nothing of it
_RECENT = 4  # days before a report within which a day may be the event's
_FROM = 45  # characters behind a distance within which stands from where
_BEHIND = 24  # characters behind that may tell its role
# Units that are compared as another, and how many of it they are.
_AS: Final = {
    "km": ("m", 1000.0), "mile": ("m", 1609.344), "foot": ("m", 0.3048), "inch": ("m", 0.0254), "minute": ("second", 60.0), "hour": ("second", 3600.0),
    "week": ("day", 7.0), "tonne": ("kg", 1000.0), "pound": ("kg", 0.4536), "acre": ("hectare", 0.4047),
}  # fmt: skip
_MONEY = re.compile(r"^[A-Z]{3}$")
_WORD = re.compile(r"[^\W\d_]{2,}")
CLAUSE = re.compile(r"[,;:()]|\s(?:and|while|but|accused|charged|suspected|dan|serta|sedangkan|sementara|tetapi)\s")
_RANKED = re.compile(r"(?i)[\s-]+(?:ke[\s-]*)?(?P<number>\d{1,3}|iv|v|i{1,3})\b(?![.,]\d|\s?[%°])")
_LETTERED = re.compile(r"\s(?P<number>[A-L])(?!\w)")
_ROMAN: Final = {"i": 1.0, "ii": 2.0, "iii": 3.0, "iv": 4.0, "v": 5.0}
LOCAL: Final = "local"  # behind a time that is printed as the place's own
_FULL = re.compile(r"\d")  # a date with its day in figures; "Saturday" alone cannot contradict itself
_ZONE = re.compile(r"T\d\d:\d\d(?::\d\d)?([+-])(\d\d):(\d\d)$")
_TIME = re.compile(r"T(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in a passage: `number` is a figure's value, a day's ordinal or a time's minutes since midnight; `text` as shown.
    Lengths, weights and spans of time are in metres, kilograms, seconds and days, `converted` where another unit is printed; `value` is a figure's as printed.

    `leading` are the words before it, nearest first, `trailing` those behind; `owner` tells whose age it is, as `owners` has it; `weekday` is the one a day is printed with, 0 for Monday; `alone` tells that the passage has no other of its unit, `first` that its report
    has none of its unit and count before, `part` that words beside it tell of a part of a whole;
    `role` is the part it plays, None where no word tells one; `denied` tells that its clause says it is not so, `vague` that it is said to be about; `elsewhen` is a past day, month or year that its
    clause names and no other report does, None where there is none; `as_of` is ISO 8601 or None.
    """

    passage: int
    article: str
    family: Family
    span: Span
    unit: str | None
    noun: str
    count: str | None
    number: float
    value: float | None
    low: float | None
    high: float | None
    text: str
    before: frozenset[str]
    behind: frozenset[str]
    concepts: frozenset[str]
    beside: frozenset[str]
    meant: frozenset[str]
    leading: tuple[Worded, ...]
    trailing: tuple[Worded, ...]
    names: frozenset[str]
    owner: frozenset[str]
    weekday: int | None
    alone: bool
    order: int
    first: bool
    part: bool
    role: str | None
    denied: bool
    vague: bool
    converted: bool
    elsewhen: str | None
    as_of: str | None


def find(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Value]:
    """Return the values of all passages in order; what has no number is none."""
    every = [value for index, passage in enumerate(found) for value in _in(index, passage, articles[passage.article])]
    first: dict[tuple[object, ...], Value] = {}
    for value in every:
        first.setdefault(_kind(value), value)
    stating: dict[str, set[str]] = {}
    for passage in found:
        for mark in passage.marked[1]:
            stating.setdefault((mark.value or "")[:10], set()).add(passage.article)
    most = len({passage.article for passage in found}) / 2
    alone = {day for day, reports in stating.items() if len(reports) == 1 or len(reports) < most}
    return [
        replace(value, first=first[_kind(value)] is value, elsewhen=_elsewhen(value, found[value.passage], articles[value.article], alone))
        for value in every
    ]


def _elsewhen(value: Value, passage: Passage, article: Article, alone: Set[str]) -> str | None:
    """The day, month or year long before its report that stands in the clause of a figure, or alone in its sentence, and in no other report or in fewer than half of them: what it
    counts is of another happening."""
    if value.family != "figure" or not article.published or len(article.published) < 10:
        return None
    sentence, at = passage.sentence, value.span.start - passage.sentence.start
    cuts = [0, *(m.start() for m in CLAUSE.finditer(sentence.exact)), len(sentence.exact)]
    start, end = max(c for c in cuts if c <= at), min(c for c in cuts if c > at)
    if len(passage.marked[1]) == 1:  # "On 8 May, a ferry sank there, killing six"
        start, end = 0, len(sentence.exact)
    for mark in passage.marked[1]:
        day = (mark.value or "")[:10]
        if start <= mark.span.start - sentence.start < end and day in alone and long_before(day, article.published[:10]):
            return day
    return None


def long_before(day: str, published: str) -> bool:
    """Return whether a day, month or year is over more than some days before another day."""
    try:
        return (
            date.fromisoformat(published) - date.fromisoformat((day + "-12-31")[:10] if len(day) == 4 else (day + "-28")[:10])
        ).days > _RECENT
    except ValueError:
        return False


def _kind(value: Value) -> tuple[object, ...]:
    return value.article, value.family, value.unit, value.count or value.noun[:6], value.role


def _in(index: int, passage: Passage, article: Article) -> list[Value]:
    figures, stamps, _ = passage.marked
    if len(figures) >= _TABLE:
        return []
    found = [_figure(index, passage, article, figure) for figure in figures if figure.value is not None or (figure.low and figure.high)]
    for stamp in stamps:
        if clock := _TIME.search(stamp.value or ""):
            minutes = int(clock.group(1)) * 60 + int(clock.group(2))
            behind = article.text[stamp.span.end : stamp.span.end + 20].lstrip(" ,(").casefold()
            printed = f"{stamp.value} {LOCAL}" if behind.startswith(tuple(listed("local"))) else stamp.value or ""
            found.append(_value(index, passage, article, "time", stamp.span, None, minutes, printed))
        elif (named := _ordinal(stamp.value or "")) is not None:
            found.append(_value(index, passage, article, named[0], stamp.span, None, named[1], stamp.value or ""))
    for start, end, label in ranks(passage.sentence.exact):
        if match := (_LETTERED if label == "group" else _RANKED).match(passage.sentence.exact, end):
            span = article.span(passage.sentence.start + start, passage.sentence.start + match.end())
            printed = match["number"].casefold()
            number = float(ord(printed)) if label == "group" else _ROMAN.get(printed) or float(printed)
            found.append(_value(index, passage, article, "rank", span, label, number, " ".join(span.exact.split())))
    # One moment on two clocks ("06:12 UTC (2:12 EDT)") is one time.
    kinds = [(value.family, value.unit) for value in found if not any(_one_moment(value, other) for other in found[: found.index(value)])]
    return [
        replace(
            value,
            alone=kinds.count((value.family, value.unit)) == 1,
            order=sum((v.family, v.unit) == (value.family, value.unit) for v in found[:k]),
        )
        for k, value in enumerate(found)
    ]


def _figure(index: int, passage: Passage, article: Article, figure: Figure) -> Value:
    unit, times = _AS.get(figure.unit or "", (figure.unit, 1.0))
    low, high = (bound * times if bound is not None else None for bound in (figure.low, figure.high))
    number = figure.value * times if figure.value is not None else ((low or 0.0) + (high or 0.0)) / 2
    shown = _shown(figure.value) if figure.value is not None else f"{_shown(figure.low)}-{_shown(figure.high)}"
    text = numbers.vague(figure.span.exact) or (f"{shown} {figure.unit}" if figure.unit else shown)
    value = _value(index, passage, article, "figure", figure.span, unit, number, text)
    meant = _concepts(figure.what or "", passage.language)
    return replace(
        value,
        value=figure.value,
        meant=meant,
        low=low,
        high=high,
        converted=times != 1.0,
        noun=(figure.what or "").casefold(),
        role=_away(passage, figure.span) or value.role if unit == "m" else value.role,
        as_of=figure.as_of,
    )


def _away(passage: Passage, span: Span) -> str | None:
    """From where a distance is measured, by the first word of its name ("65 miles east of Harle"), None where the words tell none."""
    for name in passage.marked[2]:
        between = passage.sentence.exact[span.end - passage.sentence.start : max(0, name.span.start - passage.sentence.start)]
        if 0 <= name.span.start - span.end <= _FROM and not CLAUSE.search(between):
            way = any(w in listed("away") for w in _WORD.findall(between.casefold()))
            return f"from {next((w for w in _WORD.findall(name.span.exact.casefold()) if w not in listed('away')), '')}" if way else None
    return None


_WHOLE = 1e10  # from which a number is shown to its last digit, since ten would not hold it


def _shown(number: float | None) -> str:
    if number and number >= _WHOLE:
        return f"{number:,.0f}"
    return f"{number:,.10g}" if number and number >= 1000 else f"{number:g}"


def _value(index: int, passage: Passage, article: Article, family: Family, span: Span, unit: str | None, number: float, text: str) -> Value:
    before = article.text[max(passage.sentence.start, span.start - _AROUND) : span.start]
    behind = article.text[span.end : min(passage.sentence.end, span.end + _AROUND)]
    named = [n.span.exact for n in passage.marked[2] if -70 < n.span.start - span.end < 50]
    return Value(
        passage=index,
        article=article.id,
        family=family,
        span=span,
        unit=unit,
        noun="",
        count=_count(before, span.exact, behind, passage),
        number=float(number),
        value=None,
        low=None,
        high=None,
        text=text,
        before=_stems(before),
        behind=_stems(behind),
        concepts=_concepts(f"{before} {behind}", passage.language),
        beside=_concepts(f"{before[-25:]} {behind[:25]}", passage.language),
        meant=frozenset(),
        leading=_worded(article.text[passage.sentence.start : span.start], passage)[: -_LEADING - 1 : -1],
        trailing=_worded(article.text[span.end : passage.sentence.end], passage)[:_TRAILING],
        names=frozenset(w for name in named for w in _WORD.findall(name.casefold()) if len(w) > 2),
        owner=owners.find(passage, article, span) if unit == "year" else frozenset(),
        weekday=_weekday(f"{before} {span.exact}", len(span.exact)) if family == "day" and _FULL.search(span.exact) else None,
        alone=True,
        order=0,
        first=False,
        part=any(w in listed("parts") for w in _WORD.findall(before[-18:].casefold()))
        or any(w in listed("parts_behind") for w in _WORD.findall(f"{span.exact} {behind[:26].partition(',')[0]}".casefold())),
        role=_role_of_date(article.text[max(passage.sentence.start, span.start - _ROLE) : span.start], behind)
        if family in DATED
        else _role(before, behind),
        denied=_denied(before),
        vague=any(w in listed("about") for w in [*_WORD.findall(before.casefold())[-2:], *_WORD.findall(span.exact.casefold())]),
        converted=False,
        elsewhen=None,
        as_of=None,
    )


def _worded(text: str, passage: Passage) -> tuple[Worded, ...]:
    """The words of a part of a passage that are no name and carry meaning, in order."""
    named = {w for n in passage.marked[2] for w in _WORD.findall(n.span.exact.casefold())}
    words = (w for w in _WORD.findall(text.casefold()) if len(w) > 2 and w not in named and w not in function_words())
    return tuple((w[:_STEM], concepts.of(w, passage.language)) for w in words)


def _concepts(text: str, language: str | None) -> frozenset[str]:
    return frozenset(concept for word in _WORD.findall(text.casefold()) for concept in concepts.of(word, language))


def _count(before: str, exact: str, behind: str, passage: Passage) -> str | None:
    """What a figure counts: by its own words, those right before it ("killed six"), what follows in its clause, else what stands before it there or
    alone in its sentence. Who they are ("63 passengers") tells it only where nothing tells what became of them."""
    ahead = CLAUSE.split(f"{before} ")[-1]
    looked = ((exact, False), (" ".join(ahead.split()[-2:]), True), (CLAUSE.split(behind, maxsplit=1)[0], False), (ahead, True))
    for whoever in (False, True):
        for text, last in looked:
            if marks := [mark for mark in counted(text) if (mark[2] in _WHO) == whoever]:
                start, _, count = marks[-1 if last else 0]
                denied = any(w in listed("negations") for w in _WORD.findall(text[:start].casefold())[-3:])
                return None if denied else count  # "three others were not injured"
    if len(passage.counts) != 1 or len(passage.marked[0]) > 1:
        return None
    denied = any(w in listed("negations") for w in _WORD.findall(passage.sentence.exact.casefold()))
    return None if denied else next(iter(passage.counts))


def _role(before: str, behind: str) -> str | None:
    """The part that a value plays by the nearest word that tells one: before it in its sentence, else right behind it."""
    after = roles(behind)
    if any(role == "tally" for _, _, role in after):
        return "tally"  # "killed and 11 others wounded in shootings across the city"
    if ahead := roles(before):
        return ahead[-1][2]
    return next((role for start, _, role in after if start < _BEHIND), None)


def _role_of_date(before: str, behind: str) -> str | None:
    """The part that a date plays; "previously signed on 20 October" and "the first of 12 cases this year, on 3 May" tell when, as any other day does."""
    role = _role(before, behind)
    return None if role in ("former", "tally") else role


def _denied(before: str) -> bool:
    """Whether the clause denies what follows ("was not sentenced to 20 years")."""
    clause = CLAUSE.split(f"{hollow().sub(' ', before)} ")[-1]
    return any(w in listed("negations") for w in _WORD.findall(clause.casefold())[-_NEAR:])


def _weekday(printed: str, length: int) -> int | None:
    """The weekday that a date is printed with or right behind, 0 for Monday; `length` is the date's own."""
    word = next(iter(_WORD.findall(printed[-length:].casefold())), "")
    if word not in dates.weekdays() and (ahead := re.search(r"([^\W\d_]+)[\s,(]*$", printed[:-length])):
        word = ahead.group(1).casefold()
    return dates.weekdays().get(word)


@lru_cache(4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:6] for w in _WORD.findall(text.casefold()) if w not in function_words())


def _ordinal(value: str) -> tuple[Family, float] | None:
    """Whether a date names a day, a month or a year, and which, in days, months or years since year 0, roughly; None of what names none."""
    if match := re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$", value):
        year, month, day = (int(part or 0) for part in match.groups())
        return ("day", year * 366 + month * 31 + day) if day else ("month", year * 12 + month) if month else ("year", year)
    return None


def zone(value: Value) -> int | None:
    """Return the minutes east of UTC that a time states, None where it states none."""
    found = _ZONE.search(value.text)
    return (1 if found[1] == "+" else -1) * (int(found[2]) * 60 + int(found[3])) if found else None


def zones_apart(a: Value, b: Value) -> bool:
    """Return whether one clock time is printed as universal and as local time, or with two offsets: hours lie between them."""
    zones = [0 if v.text.endswith(LOCAL) else zone(v) for v in (a, b)]
    local = [v.text.endswith(LOCAL) for v in (a, b)]
    return a.number == b.number and None not in zones and (zones[0] != zones[1] if not any(local) else zones == [0, 0] and not all(local))


def _one_moment(a: Value, b: Value) -> bool:
    mine, theirs = zone(a), zone(b)
    return a.family == b.family == "time" and None not in (mine, theirs) and (a.number - b.number - (mine or 0) + (theirs or 0)) % 1440 == 0


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency."""
    return bool(unit and _MONEY.match(unit))


def digits(value: Value) -> str:
    """Return the digits of a number without the noughts at its ends: 27,500,000 and 275,000,000 have the same."""
    return f"{value.number:.12g}".replace(".", "").strip("0")
