"""A line or attribute that states when a report was published in; ISO 8601 out, only as precise and zoned as it is stated.

One grammar serves all languages: the month's name tells the order. Numbers alone are day before month, but for a reader who can
see that they cannot be, or who is told so by AM/PM, an American zone or an English word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

from kawat.lang import languages, section
from kawat.lang.phrases import either

_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """Section [dates] of a language table: months and weekdays in order, each with all its forms; zones by their letters."""

    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    zones: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    dayparts: tuple[str, ...] = ()
    relative: Mapping[str, int] = field(default_factory=dict)
    spans: Mapping[str, str] = field(default_factory=dict)
    ago: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    year_before: tuple[str, ...] = ()
    month_before: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()


@cache
def words(code: str) -> DateWords:
    """Return the date words of one language."""
    return section(code, "dates", DateWords)


@cache
def months() -> dict[str, int]:
    """Return the number of every month's name in every language that has a table."""
    return {form: number for code in languages() for number, forms in enumerate(words(code).months, 1) for form in forms}


@cache
def weekdays() -> dict[str, int]:
    """Return the number of every weekday's name, 0 for Monday."""
    return {form: number for code in languages() for number, forms in enumerate(words(code).weekdays) for form in forms}


@cache
def zones() -> dict[str, str]:
    """Return the offset, or the place whose clock decides it, of every zone's letters."""
    return {letters: offset for code in languages() for letters, offset in words(code).zones.items()}


@cache
def _beside() -> frozenset[str]:
    return frozenset(word for code in languages() for word in words(code).beside)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{either(months())})\.?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    return (
        re.compile(
            r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)(?:-(?P<day>\d\d))?(?!\d)"
            r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s?(?P<offset>Z|[+-]\d\d:?\d\d)?)?"
        ),
        re.compile(rf"(?i)(?<![\d/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:[\s./-]|\s(?:of|de)\s)\s*{month}[\s,./-]+{year}"),
        re.compile(rf"(?i)(?<!\w){month}[\s.]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+){year}"),
        re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<number>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<mark>[/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"),
        re.compile(rf"(?i)(?<!\w){month}[\s,]+{year}"),
    )


_TIME = re.compile(
    r"(?i)(?<![\d/.:,-])(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d/])"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?(?!\w))?|(?<![\d/.:,-])(?P<bare>1[0-2]|[1-9])\s?(?P<half2>[ap])\.?m\.?(?!\w)"
)
_ZONE = re.compile(r"\s*[(,]?\s*(?:(?P<letters>[A-Z]{1,4})(?![\w]))?\s*(?P<offset>(?:GMT|UTC)?[+-]\d\d?:?(?:\d\d)?)?")
_EPOCH = re.compile(r"^\s*(\d{10}|\d{13})\s*$")
_MAIL = re.compile(r"^\s*\w{3},\s+\d{1,2}\s+\w{3}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s+(?:[+-]\d{4}|GMT|UTC|[A-Z]{3})\s*$")
_AMERICAN = re.compile(r"(?:\b(?:[ECMP][SD]?T)\b|(?i:\b(?:posted|published|updated)\b))")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    year: int
    month: int
    day: int | None
    start: int
    end: int
    match: re.Match[str]


def _days(line: str) -> list[_Day]:
    """All days named in a line, in order, longer matches first where they overlap."""
    found: list[_Day] = []
    for index, pattern in enumerate(_patterns()):
        for match in pattern.finditer(line):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            if day := _day(match, index, line):
                found.append(day)
    return sorted(found, key=lambda d: d.start)


def _day(match: re.Match[str], index: int, line: str) -> _Day | None:
    groups = match.groupdict()
    year = int(groups["year"])
    month = int(groups["number"]) if groups.get("number") else months()[groups["month"].casefold()]
    day = int(groups["day"]) if groups.get("day") else None
    if index == 3 and day is not None:
        english = bool(_AMERICAN.search(line)) or bool(re.search(r"(?i)\d\s?[ap]\.?m\b", line))
        if month > 12 or (english and day <= 12 and groups["mark"] == "/"):
            month, day = day, month
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return _Day(year=year, month=month, day=day, start=match.start(), end=match.end(), match=match)


def published(raw: str) -> str | None:
    """Return the publication date or time that a line states, or None where it states none or an impossible one.

    "Kamis, 19 Juni 2025 |07:01 WIB" is 2025-06-19T07:01:00+07:00; seconds are written where a zone or they themselves are
    stated. The first day named counts, with the time next to it.
    """
    line = " ".join(raw[:_LONGEST].split())
    if epoch := _EPOCH.match(line):
        stamp = int(epoch.group(1)) / (1000 if len(epoch.group(1)) == 13 else 1)
        return datetime.fromtimestamp(stamp, UTC).isoformat(timespec="seconds")
    if _MAIL.match(line):
        try:
            return parsedate_to_datetime(line).isoformat()
        except (TypeError, ValueError):
            pass
    days = _days(line)
    if not days:
        return None
    day = days[0]
    if day.day is None:
        return f"{day.year:04}-{day.month:02}"
    stated = f"{day.year:04}-{day.month:02}-{day.day:02}"
    if clock := _iso_clock(day) or _clock(line, day, days):
        return stated + clock
    return stated


def _iso_clock(day: _Day) -> str | None:
    groups = day.match.groupdict()
    if not groups.get("hour"):
        return None
    if int(groups["hour"]) > 23 or int(groups["minute"]) > 59 or int(groups["second"] or 0) > 59:
        return None
    offset = groups["offset"]
    clock = f"T{groups['hour']}:{groups['minute']}"
    if groups["second"] or offset:
        clock += f":{groups['second'] or '00'}"
    if offset and offset != "Z":
        clock += offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
    elif offset:
        clock += "+00:00"
    else:
        behind = _ZONE.match(day.match.string, day.end)
        clock += _zone(behind, day) if behind and behind["letters"] in zones() and groups["second"] else ""
    return clock


def _clock(line: str, day: _Day, days: list[_Day]) -> str | None:
    """The time nearest behind the day, else before it, before the next day begins."""
    limit = days[1].start if len(days) > 1 else len(line)
    match = _TIME.search(line, day.end, limit) or _TIME.search(line, 0, day.start)
    if not match:
        return None
    half = match["half"] or match["half2"]
    hour, minute = int(match["hour"] or match["bare"]), int(match["minute"] or 0)
    if match["mark"] == "." and not half and not _zoned(line, match.end()) and hour < 10 and len(match["hour"]) == 1:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    if hour > 23:
        return None
    zone = _ZONE.match(line, match.end())
    offset = _zone(zone, day) if zone else ""
    second = match["second"]
    return f"T{hour:02}:{minute:02}" + (f":{second or '00'}" if second or offset else "") + offset


def _zoned(line: str, at: int) -> bool:
    zone = _ZONE.match(line, at)
    return bool(zone and zone["letters"] in zones())


def _zone(match: re.Match[str], day: _Day) -> str:
    letters, offset = match["letters"], match["offset"]
    if letters in zones():
        known = zones()[letters]
        if "/" not in known:
            return known
        local = datetime(day.year, day.month, day.day or 1, 12, tzinfo=ZoneInfo(known)).utcoffset() or timedelta()
        minutes = int(local.total_seconds()) // 60
        return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    if offset and (offset.startswith(("GMT", "UTC")) or ":" in offset or len(offset) == 5):
        digits = re.sub(r"\D", "", offset)
        sign = "-" if "-" in offset else "+"
        hours, past = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{sign}{int(hours):02}:{past}" if int(hours) < 15 else ""
    return ""


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and nothing else but weekday, time, zone and words such as "Diperbarui" or "Posted"."""
    text = " ".join(line[:_LONGEST].split())
    days = _days(text)
    if not days:
        return False
    rest = text
    for day in reversed(days):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    rest = _TIME.sub(" ", rest)
    for word in re.findall(r"[^\s,|()•·.:;/–—-]+", re.sub(r"[+-]\d\d:?\d\d", " ", rest)):
        bare = word.casefold()
        if bare not in weekdays() and bare not in _beside() and word.upper() not in zones() and bare not in {"am", "pm", "a", "p", "m"}:
            return False
    return True
