"""A text and its day of publication in; the dates and times it names out, resolved as far as the words fix them.

"Jumat (13/5)" takes its year from the publication, "Friday" is the last one not after it, "will meet on Friday" the next, "tiga bulan lalu" a month
three months before. What the words leave open stays open: the value is None, or ends at the precision that they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kawat.lang import dates, numbers
from kawat.lang.concordance import DIGIT, Concordance, openings
from kawat.lang.phrases import either


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date at offsets of the text; `value` is ISO 8601 at reduced precision or None, `clock` tells a time of day without a date."""

    start: int
    end: int
    value: str | None
    clock: bool = False


@cache
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    own = dates.words(code)
    month = rf"(?:{either(dates.months())})\.?"
    weekday = rf"(?:{either(dates.weekdays())})"
    part = rf"(?:\s+(?:{either(own.dayparts)}))?" if own.dayparts else ""
    year = r"(?:19|20)\d\d(?!\d)"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    full = (
        rf"(?P<d1>{day})[\s-](?P<m1>{month})(?:,?\s+(?P<y1>{year}))?|(?P<m2>{month})\s(?P<d2>{day})(?!\d|[.:]\d\d)(?:,?\s+(?P<y2>{year}))?"
        r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?:/(?P<y3>\d{2,4}))?(?![\d/])|(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    )
    ago, ahead = either(own.ago), either(own.ahead)
    span = either(own.spans)
    return {
        "day": re.compile(
            rf"(?i)(?<![\w/])(?:(?P<weekday>{weekday}){part},?\s*(?:tanggal\s+|the\s+)?)?[(]?(?<![\d/.,])(?:{full})[)]?(?:\s+(?:{ago}))?{part}"
        ),
        "weekday": re.compile(
            rf"(?i)(?<![\w'’])(?P<last>last |next |this )?(?P<weekday>{weekday})(?![\w'’]){part}(?:\s+(?:(?P<ago>{ago})|(?P<ahead>{ahead})))?"
        ),
        "coming": re.compile(rf"(?i)(?<![\w-])(?:(?P<near>{either(own.until)})|{either(own.coming)})(?!\w)"),
        "gone": re.compile(rf"(?i)(?<!\w)(?:{either(own.gone)})(?!\w)|[.;:?!]\s|\n"),
        "month alone": re.compile(rf"(?i)(?<!\w)(?P<before>{either(own.month_before)})\s+(?P<month>{month})(?![\w.]|,?\s*\d)"),
        "month": re.compile(rf"(?i)(?<!\w)(?P<month>{month})\s+(?P<year>{year})"),
        "year": re.compile(rf"(?i)(?<!\w)(?:{either(own.year_before)})\s+(?P<year>{year})(?![\w/.-]*\d)"),
        "relative": re.compile(rf"(?i)(?<!\w)(?P<word>{either(own.relative)})(?!\w)"),
        "ago": re.compile(
            rf"(?i)(?<!\w)(?:(?P<count>[\w-]+|\d+)\s+)?(?P<span>{span})\s+(?P<when>{ago}|{ahead})(?!\w)|(?<!\w)(?P<way>last|next|past)\s+(?P<span2>{span})(?!\w)"
        ),
        "ago without count": re.compile(rf"(?i)(?:{span})\s+(?:{ago}|{ahead})(?!\w)|(?:last|next|past)\s+(?:{span})(?!\w)"),
        "clock": re.compile(
            rf"(?i)(?<!\w)(?:(?:{either(own.clock)})\s+)?(?:(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d)(?::[0-5]\d)?"
            rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?|(?P<h2>1[0-2]|[1-9])\s?(?P<half2>[ap])\.?m\b\.?)(?:\s?(?P<zone>[A-Z]{{2,4}}\b))?"
        ),
    }


@cache
def _first(code: str) -> dict[str, frozenset[str]]:
    """The words that a match of each pattern may begin with."""
    own = dates.words(code)
    return {
        "day": openings([*dates.weekdays(), *dates.months(), DIGIT, "("]),
        "month": openings(dates.months()),
        "month alone": openings(own.month_before),
        "ago": openings([*own.spans, "last", "next", "past"]),
        "relative": openings(own.relative),
        "weekday": openings([*dates.weekdays(), "last", "next", "this"]),
        "clock": openings([*own.clock, DIGIT]),
        "year": openings(own.year_before),
    }


_LINK = re.compile(r"\s*(?:,\s|[-–]|(?:dan|serta|hingga|sampai|s/d|and|to|until|through)\s)\s*")
_TENSE = 45  # characters before a day in which a word may tell that it is yet to come
_AHEAD = 240  # days
_COUNT = 80  # characters that a count and the space behind it take at most
_NAMES_OF_PEOPLE = frozenset(
    {"may", "mei", "mar", "jan", "sun", "sat", "mon", "wed", "ahad", "april", "june", "august", "juli", "juni", "minggu"}
)


def find(text: str, language: str | None, published: str | None, words: Concordance) -> list[Found]:
    """Return the dates and times named in a text, in order, none overlapping; `words` are its own."""
    code = language if language and dates.words(language or "").dayparts else "en"
    anchor, about = _anchor(published), _about(published)
    found: list[Found] = []
    taken = bytearray(len(text))
    for one in _all(text, code, anchor, about, words):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda f: f.start)


def _anchor(published: str | None) -> date | None:
    if published and (match := re.match(r"(\d{4})-(\d\d)-(\d\d)", published)):
        return date(int(match[1]), int(match[2]), int(match[3]))
    return None


def _about(published: str | None) -> date | None:
    """A day that tells the year of "24 Februari": the publication's, or the end of its month where only that is known."""
    if published and (match := re.match(r"(\d{4})-(\d\d)$", published)):
        return date(int(match[1]), int(match[2]), 28)
    return _anchor(published)


def _all(text: str, code: str, anchor: date | None, about: date | None, words: Concordance) -> Iterator[Found]:
    patterns, first = _patterns(code), _first(code)
    for match in words.finditer(patterns["day"], first["day"]):
        shared = about
        if not (match["y1"] or match["y2"] or match["y3"] or match["iso"]) and (year := _next_year(text, match.end(), patterns)):
            shared = date(year, 12, 31)  # "29 April dan 21 Mei 2024" are of one year
        if value := _day(match, shared, coming=shared is about and _coming(text, match.start(), patterns)):
            yield Found(start=match.start(), end=match.end(), value=value)
    for match in words.finditer(patterns["month"], first["month"]):
        number = dates.months()[match["month"].casefold().rstrip(".")]
        yield Found(start=match.start(), end=match.end(), value=f"{match['year']}-{number:02}")
    for match in words.finditer(patterns["month alone"], first["month alone"]):
        if match["month"][0].isupper() and about and (value := _month(match, about, coming=_coming(text, match.start(), patterns))):
            yield Found(start=match.start("month"), end=match.end(), value=value)
    for match in _agos(text, patterns, words.places(first["ago"])):
        yield from _ago(match, code, anchor)
    for match in words.finditer(patterns["relative"], first["relative"]):
        value = _away(anchor, days=dates.words(code).relative[" ".join(match["word"].casefold().split())]) if anchor else None
        yield Found(start=match.start(), end=match.end(), value=value)
    for match in words.finditer(patterns["weekday"], first["weekday"]):
        word = match["weekday"]
        if (word.casefold() in _NAMES_OF_PEOPLE and (not word[0].isupper() or len(word) == 3)) or (not word[0].isupper() and code == "en"):
            continue
        way = "next" if match["ahead"] else match["last"] or ""
        coming = not way and not match["ago"] and _coming(text, match.start(), patterns)
        yield Found(start=match.start(), end=match.end(), value=_weekday(word, way, anchor, coming=coming))
    for match in words.finditer(patterns["clock"], first["clock"]):
        if clock := _clock(match):
            yield Found(start=match.start(), end=match.end(), value=clock, clock=True)
    for match in words.finditer(patterns["year"], first["year"]):
        yield Found(start=match.start("year"), end=match.end("year"), value=match["year"])


def _agos(text: str, patterns: dict[str, re.Pattern[str]], places: list[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of "ago"; any word may be their count, so they are looked for from what stands behind it."""
    end = 0
    for place in places:
        if place >= end and patterns["ago without count"].match(text, place):
            match = patterns["ago"].search(text, max(end, place - _COUNT))
            if match:
                end = match.end()
                yield match


def _next_year(text: str, at: int, patterns: dict[str, re.Pattern[str]]) -> int | None:
    """The year of the day that follows another with nothing but a link between them."""
    link = _LINK.match(text, at)
    following = patterns["day"].match(text, link.end()) if link else None
    year = following and (following["y1"] or following["y2"])
    return int(year) if year else None


def _coming(text: str, at: int, patterns: dict[str, re.Pattern[str]]) -> bool:
    """Whether the words before a day tell that it is yet to come ("will be held on ...")."""
    before = text[max(0, at - _TENSE) : at]
    last = next(
        (m for m in reversed(list(patterns["coming"].finditer(before))) if not m["near"] or len(before[m.end() :].split()) < 2), None
    )
    return last is not None and not patterns["gone"].search(before, last.end())


def _month(match: re.Match[str], about: date, *, coming: bool) -> str:
    """The last such month that is not after the publication's, or the next."""
    number = dates.months()[match["month"].casefold().rstrip(".")]
    last = match["before"].casefold() == "last" and number == about.month
    year = about.year - (number > about.month or last) if not coming else about.year + (number < about.month)
    return f"{year:04}-{number:02}"


def _day(match: re.Match[str], anchor: date | None, *, coming: bool = False) -> str | None:
    if match["iso"]:
        return match["iso"] if _valid(*map(int, match["iso"].split("-"))) else None
    if match["d3"]:
        day, month, year = int(match["d3"]), int(match["m3"]), match["y3"]
        if not year and not match["weekday"] and "(" not in match.group():
            return None  # "3/4" alone is a share or a score
        if month > 12:
            day, month = month, day
    else:
        day = int(re.sub(r"\D", "", match["d1"] or match["d2"]))
        name = (match["m1"] or match["m2"]).casefold().rstrip(".")
        month, year = dates.months()[name], match["y1"] or match["y2"]
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return f"{full:04}-{month:02}-{day:02}" if _valid(full, month, day) else None
    if anchor is None:
        return None if match["d3"] else f"--{month:02}-{day:02}"
    # Without a year: the nearest such day to the publication, at most two months ahead of it, or eight where it is yet to come.
    for candidate in (anchor.year, anchor.year - 1, anchor.year + 1):
        if _valid(candidate, month, day) and (date(candidate, month, day) - anchor).days <= (_AHEAD if coming else 60):
            return f"{candidate:04}-{month:02}-{day:02}"
    return None


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _weekday(word: str, way: str, anchor: date | None, *, coming: bool = False) -> str | None:
    if anchor is None:
        return None
    number = dates.weekdays()[word.casefold()]
    back = (anchor.weekday() - number) % 7
    if way.strip().casefold() == "next":
        return _away(anchor, days=7 - back or 7)
    if coming:
        return _away(anchor, days=(7 - back) % 7)
    if way.strip().casefold() == "last" and back == 0:
        back = 7
    return _away(anchor, days=-back)


def _away(anchor: date, *, days: int) -> str | None:
    """The day so many days from another; None where the calendar ends."""
    try:
        return (anchor + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _ago(match: re.Match[str], code: str, anchor: date | None) -> Iterator[Found]:
    word = (match["span"] or match["span2"]).casefold()
    span = dates.words(code).spans[word]
    count: float | None = 1.0
    start = match.start("span") if match["span"] else match.start()
    if match["count"]:
        stated = float(match["count"]) if match["count"].isdigit() and len(match["count"]) < 4 else numbers.in_words(match["count"], code)
        if stated is not None:
            count, start = stated, match.start("count")
    if match["span"] and match["when"].casefold() in ("terakhir", "lagi") and start == match.start("span"):
        return
    if match["span"] and start == match.start("span") and span in ("day", "year", "month") and code == "en":
        return
    future = bool(match["way"] and match["way"].casefold() == "next") or bool(
        match["when"] and match["when"].casefold() in dates.words(code).ahead
    )
    yield Found(start=start, end=match.end(), value=_shift(anchor, span, int(count or 1) * (1 if future else -1)))


def _shift(anchor: date | None, span: str, count: int) -> str | None:
    if anchor is None or abs(count) > 400:
        return None
    if span == "day":
        return _away(anchor, days=count)
    if span == "week":
        return None  # a week is no day, and no month either
    if span == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{anchor.year + count:04}"


def _clock(match: re.Match[str]) -> str | None:
    half = match["half"] or match["half2"]
    zone = match["zone"] if match["zone"] in dates.zones() else None
    lead = match.group()[:1].isalpha()
    if not half and not zone and not lead:
        return None
    hour, minute = int(match["h"] or match["h2"]), int(match["m"] or 0)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    offset = dates.zones()[zone] if zone else ""
    return f"T{hour:02}:{minute:02}" + (offset if offset[:1] in "+-" else "") if hour < 24 else None
