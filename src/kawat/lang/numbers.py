"""A text and its language in; the numbers it states out, in digits and in words, scaled and with their vagueness bounded.

"3,8 miliar" is 3.8e9, "dua puluh lima" 25, "dozens" at least 24, "10 sampai 15" a range without one value. Whether a dot groups
thousands or begins decimals is decided by the language, and by the digits where they can only be read one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from kawat.lang import has, languages, phrases, section
from kawat.lang.concordance import Concordance, openings


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Section [numbers] of a language table."""

    units: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, int] = field(default_factory=dict)
    teen: str = ""
    ten: str = ""
    scales: Mapping[str, int] = field(default_factory=dict)
    fractions: Mapping[str, float] = field(default_factory=dict)
    vague: Mapping[str, int] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    or_more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at offsets of the text; `value` is None for a range, `low` and `high` bound a vague one; `words` tells letters from digits."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    words: bool = False


@cache
def words(code: str) -> NumberWords:
    """Return the number words of one language."""
    return section(code, "numbers", NumberWords)


@cache
def _vague() -> re.Pattern[str]:
    every = {word for code in languages() for word in words(code).vague}
    return re.compile(rf"(?i)(?<!\w)(?:{phrases.either(every)})(?!\w)")


def vague(text: str) -> str | None:
    """Return the word of a text that names a number only roughly ("dozens"), in lower case; None where it has none, or has digits as well."""
    found = _vague().search(text)
    return " ".join(found.group().casefold().split()) if found and not any(c.isdigit() for c in text) else None


_COMMA_DECIMAL = frozenset({"id", "de", "fr", "es", "it", "nl", "pt", "tr", "ru", "pl", "vi", "sv", "da", "nb", "fi"})
# Letters before the digits make them part of a name ("AR15"), but for currencies and the magnitude of a quake.
# What stands before them is looked at behind the first, since a pattern that begins with a digit is quick to search for.
_DIGITS = re.compile(r"\d(?:(?<![\w.,]\d)|(?<=\bRp\d)|(?<=\bRM\d)|(?<=\bUSD\d)|(?<=\bIDR\d)|(?<=\bM\d))\d*(?:[.,]\d+)*(?!\d)")


def value_of(digits: str, language: str | None) -> float | None:
    """Return the value of digits with their separators, or None where they cannot be one number ("1.2.3")."""
    if digits.isdecimal():
        return float(digits)
    decimal = "," if language in _COMMA_DECIMAL else "."
    group = "." if decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
        return float(digits.replace(group, "").replace(decimal, "."))
    if re.fullmatch(rf"\d+{re.escape(decimal)}\d+", digits):
        return float(digits.replace(decimal, "."))
    # The other notation, where only it can be meant: "8.32" in Indonesian, "1.250.000" or "3,8" in English.
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}}){{2,}}", digits):
        return float(digits.replace(decimal, ""))
    if re.fullmatch(rf"\d+{re.escape(group)}\d{{1,2}}|\d+{re.escape(group)}\d{{4,}}", digits):
        return float(digits.replace(group, "."))
    return None


@cache
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    own = words(code)
    every = [*own.units, *own.tens, *own.scales, *([own.teen] if own.teen else [])]
    word = either(every)
    scale = either(s for s in own.scales if s not in {"seratus", "seribu", "sejuta", "hundred", "puluh"})
    joiner = r"(?:[\s-]+(?:and\s+)?)" if code == "en" else r"\s+"
    about, least, most = (either(w) for w in (own.about, own.at_least, own.at_most))
    return {
        "words": re.compile(rf"(?i)(?<![\w-])(?:{word})(?:{joiner}(?:{word}))*(?!\w)"),
        "scale": re.compile(rf"(?i)(?:\s*-?\s*)(?P<scale>{scale})(?![\w])"),
        "vague": re.compile(rf"(?i)(?<![\w-])(?:{either([*own.vague, *own.fractions])})(?![\w-])"),
        "before": re.compile(
            rf"(?i)(?<!\w)(?:(?P<about>{about})|(?P<least>{least})|(?P<most>{most}))(?:\s+(?:the|a|dari|daripada))?[\s(]*(?:[$€£¥]|Rp\.?|US\$|USD|IDR|RM)?\s*$"
        ),
        "more": re.compile(rf"(?i)^(?:\s+(?:{either(own.or_more)})(?!\w)|-an\b|\+)") if own.or_more else re.compile(r"^\+"),
        "range": re.compile(r"(?i)^\s*(?:-|–|—|s/d|s\.d\.|sampai|hingga|to|or|atau|and)\s*$"),
    }


@cache
def _first(code: str) -> dict[str, frozenset[str]]:
    """The words that a number in letters may begin with."""
    own = words(code)
    return {
        "words": openings([*own.units, *own.tens, *own.scales, own.teen]),
        "vague": openings([*own.vague, *own.fractions]),
        "before": openings([*own.about, *own.at_least, *own.at_most]),
    }


def either(forms: Iterable[str]) -> str:
    """Return a pattern that matches any of the forms, with spaces or hyphens between words."""
    return phrases.either(forms, gap=r"[\s-]+")


def in_words(phrase: str, code: str) -> float | None:
    """Return the value of a number written in words, or None where the words make none."""
    own = words(code)
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", phrase.casefold()):
        if word == "and" or not word:
            continue
        if word in own.units:
            current += own.units[word]
        elif word in own.tens:
            current += own.tens[word]
        elif own.teen and word == own.teen:
            current += 10
        elif word in own.scales:
            size = own.scales[word]
            if word.startswith("se") and word not in ("sebelas", "sepuluh"):
                current += size
            elif size < 1000:
                # "dua ratus lima puluh": only the last unit is multiplied.
                last = current % 10 if current >= 10 and size == 10 else current
                current = current - last + (last or 1) * size
            else:
                total += (current or 1) * size
                current = 0
        else:
            return None
        seen = True
    return total + current if seen else None


def find(text: str, language: str | None, words_: Concordance | None = None) -> list[Number]:
    """Return the numbers of a text in order, whose own words may be given; of a language without a table only those in digits."""
    code = language if language and has(language, "numbers") else "en"
    patterns = _patterns(code)
    found: list[Number] = []
    for match in _DIGITS.finditer(text):
        value = value_of(match.group(), language)
        if value is None:
            continue
        end = match.end()
        if (scale := patterns["scale"].match(text, end)) and not (
            scale["scale"].casefold() in {"m", "k"} and text[end : end + 1].isspace()
        ):
            value, end = value * words(code).scales[scale["scale"].casefold()], scale.end()
        found.append(Number(start=match.start(), end=end, value=value))
    words_ = words_ or Concordance(text)
    if language is None or has(language, "numbers"):
        taken = bytearray(len(text))
        for number in found:
            taken[number.start : number.end] = b"\x01" * (number.end - number.start)
        for number in _lettered(text, code, patterns, words_):
            if not any(taken[number.start : number.end]):
                found.append(number)
                taken[number.start : number.end] = b"\x01" * (number.end - number.start)
    found.sort(key=lambda n: n.start)
    before = _first(code)["before"]
    return [
        _bounded(text, number, patterns, words_.finditer(patterns["before"], before, max(0, number.start - 40), number.start))
        for number in _ranges(text, found, patterns["range"])
    ]


_SHARE = re.compile(r"(?i)\s*(?:of\b|the\b|that\b|less\b|more\b|lower\b|higher\b|[,.;:)]|$)")


def _lettered(text: str, code: str, patterns: dict[str, re.Pattern[str]], words_: Concordance) -> list[Number]:
    own = words(code)
    many = {**own.vague, **own.fractions}
    first = _first(code)
    found = []
    for match in words_.finditer(patterns["vague"], first["vague"]):
        phrase = re.sub(r"[\s-]+", " ", match.group().casefold())
        value = many.get(phrase, many.get(phrase.replace(" ", "-")))
        if value is not None and not (phrase.startswith("a ") and value < 1 and not _SHARE.match(text, match.end())):  # "a third man"
            low = float(value) if phrase in own.vague else None
            found.append(Number(start=match.start(), end=match.end(), value=float(value), low=low, words=True))
    for match in words_.finditer(patterns["words"], first["words"]):
        if any(n.start < match.end() and match.start() < n.end for n in found[-40:]):
            continue
        phrase = match.group()
        if phrase.casefold() in own.scales and not phrase.casefold().startswith("se"):
            continue
        value_in_words = in_words(phrase, code)
        if value_in_words is not None:
            found.append(Number(start=match.start(), end=match.end(), value=value_in_words, words=True))
    return found


def _bounded(text: str, number: Number, patterns: dict[str, re.Pattern[str]], vague: Iterator[re.Match[str]]) -> Number:
    """Widen a number by the words that make it vague, the first of `vague` before it or those behind it, and bound it."""
    before = next(vague, None)
    if before and number.value is None:
        return replace(number, start=before.start())
    if before and number.value is not None:
        start = before.start()
        if before["least"]:
            return replace(number, start=start, low=number.value, high=None)
        if before["most"]:
            return replace(number, start=start, low=None, high=number.value)
        return replace(number, start=start, low=number.value * 0.9, high=number.value * 1.1)
    if more := patterns["more"].match(text[number.end : number.end + 12]):
        return replace(number, end=number.end + more.end(), low=number.value)
    return number


def _ranges(text: str, numbers: list[Number], between: re.Pattern[str]) -> list[Number]:
    """Join two numbers with "to" between them into one range."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last and last.value is not None and number.value is not None and last.value < number.value and number.start - last.end < 10:
            gap = text[last.end : number.start]
            if between.match(gap) and gap.strip().casefold() not in {"and"}:
                joined[-1] = Number(start=last.start, end=number.end, value=None, low=last.value, high=number.value, words=last.words)
                continue
        joined.append(number)
    return joined
