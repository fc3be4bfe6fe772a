"""A text, its dates and sentences in; its figures out: what is counted, how many, in which unit, and as of when.

A number is a figure unless its surroundings make it something else: a date, a clock time, an address, the number of a law or a
bus, a name. Ages, money, shares, measures and scores are figures; ordinals are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kawat.lang import dates, numbers, section
from kawat.lang.concordance import Concordance
from kawat.lang.numbers import Number
from kawat.lang.phrases import either
from kawat.lang.words import function_words


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """Section [figures] of a language table."""

    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A figure at offsets of the text."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    what: str | None


_MONEY = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "$": "USD", "A$": "AUD", "S$": "SGD", "HK$": "HKD", "C$": "CAD", "NZ$": "NZD", "Rp": "IDR", "Rp.": "IDR", "IDR": "IDR", "RM": "MYR", "€": "EUR",
    "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "JPY", "JPY": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "฿": "THB", "AUD": "AUD", "SGD": "SGD", "CNY": "CNY", "RMB": "CNY",
}  # fmt: skip
_MONEY_WORDS = {
    "dollar": "USD", "dollars": "USD", "dolar": "USD", "rupiah": "IDR", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "poundsterling": "GBP", "ringgit": "MYR", "yen": "JPY",
    "yuan": "CNY", "rubel": "RUB", "rubles": "RUB", "won": "KRW", "baht": "THB", "peso": "PHP", "pesos": "PHP", "rupee": "INR", "rupees": "INR", "riyal": "SAR", "cents": "USD",
}  # fmt: skip
_SIGN = re.compile(r"(?:US\$|U\.S\.\$|A\$|S\$|HK\$|C\$|NZ\$|Rp\.?|RM|USD|IDR|EUR|GBP|JPY|AUD|SGD|CNY|RMB|[$€£¥₹₽₩฿])\s*(?:sekitar\s+)?$")
_AFTER = re.compile(r"[\s\u00a0-]*(?P<first>[^\W\d_][\w'’/-]*|%|°[CF]?)?(?:[\s\u00a0]+(?P<second>[^\W\d_][\w'’-]*))?")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’]*)[\s(-]*$")
_AGE_NAME = re.compile(r"(?P<name>[A-Z][\w.'’-]+),?\s*$")
_AGE_FOLLOWED = re.compile(r"\s*[,.;]|$|\)|\s(?:and|dan|serta)\s[A-Z]|\s?[–—]\s")
# Behind the last age of a list: "Vale, 24, and Moss, 32 were hurt".
_AGED = re.compile(r"[A-Z][\w.'’-]+, \d{1,2}[,;]?\s(?:and|dan|serta)?\s?(?:[A-Z][\w.'’-]+\s){0,2}[A-Z][\w.'’-]+, $")
_AGE_LISTED = re.compile(r"\s(?:was|were|are|is|had|have|has|died)\s")
_SCORE = re.compile(r"(\d(?<![\w.,/-]\d)\d{,2})\s?[-–]\s?(\d{1,3})(?![\w/-])(?!\s?(?:tahun|year|km|orang|persen|percent|jam|hari|%))")
_ROMAN = re.compile(r"(?<!\w)(?:(?P<a>[IVX]{1,5})\s+MMI|MMI\)?[\s:]+(?P<b>[IVX]{1,5}))(?!\w)(?!\s*[-–])")
_ROMAN_RANGE = re.compile(r"[-–]\s*$")
_DECADE = re.compile(r"(?i)(?<!\w)in (?:her|his|their) (?:(?P<part>early|mid|late)[\s-]+)?(?P<tens>[2-9])0s(?!\w)")
_MAGNITUDE_AFTER = re.compile(r"(?i)^[\s-]*magnitude")
# Telephone numbers: "(513) 555-0142 ext. 20", "0812-3456-7890", "+62 21 345 6789".
_TELEPHONE = re.compile(
    r"(?i)(?<![\w.,-])(?:(?:\+?1[-.\s])?(?:\(\d{3}\)[\s-]?|\d{3}[-.\s])\d{3}[-.](?:\d{4}|[A-Z]{4}(?:\s\(\d{4}\))?)|\+\d{1,3}[-\s]?\(?\d{1,4}\)?(?:[-\s]?\d{2,4}){2,3}"
    r"|\(0\d{2,3}\)\s?\d{3,4}[-\s]?\d{3,4}|08\d{1,2}[-.\s]?\d{3,4}[-.\s]?\d{3,5}|1[-.\s]?8\d\d[-.\s]\d{3}[-.\s](?:\d{4}|[A-Z]{4}))(?!\d)(?:,?\s?(?:ext(?:ension|\.)?|x|pesawat)\s?\d{1,5})?"
)
_DIALLED = re.compile(r"(?i)\b(?:call|dial|phon|ring|text)(?:s|l?ed|l?ing)?\s$")
_EMERGENCY = re.compile(r"(?i)^\s*(?:calls?|dispatch|operator|center|centre|caller)")
_ADDRESS = re.compile(
    r"(?i)^[\s-]*(?:block|th|st|nd|rd)\b|^\s+(?:[NSEW]\.?|North|South|East|West)?\s*(?:[A-Z][\w.]*\s){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Drive|Dr|Lane|Blvd|Boulevard|Way|Court|Place|Parkway|Highway)\b"
)
_NUMBERED = re.compile(r"(?:^|\n)\s*\d{1,3}[.)]\s*$")
_REACHED = re.compile(r"(?i)(?<!\w)(?:to|at|reached|hit|menjadi|jadi|mencapai) $")
_WAS = re.compile(
    r"(?<!\w)(?:[Hh]e|[Ss]he|who|[A-Z][a-z]+) (?:was|is|turned) $|(?i:(?<!\w)(?:victim|man|woman|boy|girl|driver|suspect)\b[^.]{0,30} (?:was|is) $)"
    r"|(?i:(?<!\w)(?:man|woman|boy|girl) of $)"
)
_MINUTE = re.compile(r"(?:\+\s?\d{1,2})?\s?[’'′](?=[\s),;.]|$)")  # of a match: "(11’, 45+4’)"
_AGE_ENDS = re.compile(r"\s*(?:[.,;)]|$|when|and)")
_ADDED = re.compile(r"\d[’'′]\s?\+\s?$")  # "45'+4"
_PARENT = re.compile(r"(?i)\b(?:mother|father|mum|mom|dad|parents?|grandmother|grandfather) of $")
_ORDINAL_BEFORE = re.compile(r"(?i)\bke-?\s?$")
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b")
_GLUED_BEFORE = re.compile(r"[A-Za-z]-$")
_GLUED_AFTER = re.compile(r"-[A-Z0-9]")
_SLASH_BEFORE = re.compile(r"\d(?:[/:]|\s/\s)$")
_SLASH_AFTER = re.compile(r"[/:]\d|\s/\s\d")
_NOTED = re.compile(r"[\[#]$")  # "[8]" of a note, "#1" of a list
# "Image 3 of 12", the number of a picture.
_PICTURE = re.compile(r"(?:Image|Photo|Picture|Slide|Page|Gambar|Foto|Halaman)\s+(?:\d+\s(?:of|dari)\s(?:/\s)?)?$")
_COUNTER = 20  # characters before a number in which a picture is counted
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")


@cache
def _units(code: str) -> dict[str, str]:
    return {word: unit for unit, words in section(code, "figures", FigureWords).units.items() for word in words}


@cache
def _context(code: str, name: str) -> tuple[str, ...]:
    return tuple(section(code, "figures", FigureWords).context.get(name, ()))


@cache
def _cues(code: str) -> dict[str, re.Pattern[str]]:
    def any_of(name: str, *, suffix: str = r"(?!\w)") -> re.Pattern[str]:
        return re.compile(rf"(?i)(?<!\w)(?:{numbers.either(_context(code, name))}){suffix}")

    singles = section(code, "figures", FigureWords).context.get("singles")
    return {
        "magnitude": re.compile(rf"(?i)(?<!\w)(?:{numbers.either(_context(code, 'magnitude'))})[\s(M)-]*$"),
        "ages": re.compile(rf"(?i)(?<!\w)(?:{numbers.either(_context(code, 'ages'))})\s*$"),
        "sports": any_of("sports"),
        "tolls": any_of("tolls"),
        "blocked": re.compile(rf"(?i)(?<!\w)(?:{numbers.either(_context(code, 'blockers'))})[\s.#:]*$"),
        "one": any_of("one_not_of"),
        "single": re.compile(rf"(?i)(?<!\w)(?:{numbers.either(singles or ())})(?!\w)"),
    }


def find(
    text: str, language: str | None, sentences: Sequence[tuple[int, int]], dated: Sequence[tuple[int, int]], words: Concordance
) -> list[Found]:
    """Return the figures of a text in order; `sentences` and `dated` are offsets of its sentences and of its dates, `words` are its own."""
    code = language if language and _units(language or "") else ("id" if language == "ms" else "en")
    taken = bytearray(len(text))
    for start, end in (*dated, *(m.span() for m in _TELEPHONE.finditer(text))):
        taken[start:end] = b"\x01" * (end - start)
    found: list[Found] = []

    def keep(figure: Found) -> None:
        if not any(taken[figure.start : figure.end]):
            taken[figure.start : figure.end] = b"\x01" * (figure.end - figure.start)
            found.append(figure)

    for start, end in sentences:
        sentence = text[start:end]
        for figure in _special(sentence, code):
            keep(replace(figure, start=figure.start + start, end=figure.end + start))
    by_sentence = _placed(numbers.find(text, language, words), sentences)
    for (start, end), inside in by_sentence:
        for number in inside:
            if not any(taken[number.start : number.end]) and (made := _figure(text, number, (start, end), code)):
                keep(made)
    return sorted(found, key=lambda f: f.start)


def _placed(found: list[Number], sentences: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], list[Number]]]:
    """Sort numbers into the sentences that hold them; both are in order."""
    placed: list[tuple[tuple[int, int], list[Number]]] = []
    index = 0
    for start, end in sentences:
        inside = []
        while index < len(found) and found[index].start < end:
            if found[index].start >= start and found[index].end <= end:
                inside.append(found[index])
            index += 1
        placed.append(((start, end), inside))
    return placed


def _special(sentence: str, code: str) -> list[Found]:
    """Scores, intensities in Roman numerals, ages by decade, and one person or thing that a toll counts."""
    cues = _cues(code)
    found: list[Found] = []
    for match in _ROMAN.finditer(sentence) if "MMI" in sentence else ():
        value = _roman(match["a"] or match["b"])
        if value and not _ROMAN_RANGE.search(sentence[: match.start()]):
            found.append(Found(start=match.start(), end=match.end(), value=value, low=None, high=None, unit="mmi", what="MMI"))
    if (scores := list(_SCORE.finditer(sentence))) and cues["sports"].search(sentence):
        for match in scores:
            for group in (1, 2):
                score = float(match.group(group))
                found.append(
                    Found(start=match.start(group), end=match.end(group), value=score, low=None, high=None, unit="points", what=None)
                )
    for match in _DECADE.finditer(sentence) if "0s" in sentence or "0S" in sentence else ():
        tens = int(match["tens"]) * 10
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get((match["part"] or "").casefold(), (0, 9))
        found.append(Found(start=match.start(), end=match.end(), value=None, low=tens + low, high=tens + high, unit="year", what="age"))
    if (singles := list(cues["single"].finditer(sentence))) and cues["tolls"].search(sentence):
        for match in singles:
            figure = _single(sentence, match, code)
            if figure and _near(cues["tolls"], sentence, match.start(), match.end()):
                found.append(figure)
    return found


def _single(sentence: str, match: re.Match[str], code: str) -> Found | None:
    """One person or thing, "seorang wanita", "another man": a figure where a toll counts it."""
    after = _AFTER.match(sentence, match.end())
    noun = after["first"] if after else None
    if noun is None or (code == "en" and _units(code).get(noun.casefold()) != "people"):
        return None
    unit = "people" if match.group().casefold() in ("seorang", "another") else None
    end = after.end("first") if after else match.end()
    return Found(start=match.start(), end=end, value=1.0, low=None, high=None, unit=unit, what=noun)


def _near(pattern: re.Pattern[str], sentence: str, start: int, end: int) -> bool:
    return bool(pattern.search(sentence[max(0, start - 30) : end + 60]))


def _roman(letters: str) -> float | None:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for a, b in zip(letters, [*letters[1:], ""], strict=True):
        total += -values[a] if b and values[b] > values[a] else values[a]
    return float(total) if 0 < total <= 12 else None


def _figure(text: str, number: Number, sentence: tuple[int, int], code: str) -> Found | None:
    """Return the figure that a number makes in its sentence, or None where it makes none."""
    cues = _cues(code)
    after = text[number.end : min(sentence[1], number.end + 60)]
    core = text[number.start : number.end]
    digits = _DIGIT.search(core)
    lead = text[max(sentence[0], number.start - 40) : number.start + (digits.start() if digits else 0)]
    if digits and (_MINUTE.match(after) or _ADDED.search(lead)):
        return None
    if lead[-4:].casefold() == " of " and _PARENT.search(lead):
        return _made(number, "people", "children")
    if sign := _SIGN.search(lead):
        start = max(sentence[0], number.start - 40) + sign.start()
        return _made(number, _MONEY.get(sign.group().strip().removesuffix("sekitar").strip(), "USD"), None, start=min(start, number.start))
    follow = _AFTER.match(after)
    first = (follow["first"] or "").casefold() if follow else ""
    second = (follow["second"] or "").casefold() if follow else ""
    if (first, second) == ("per", "cent"):
        return _made(number, "percent", "per cent", end=number.end + follow.end("second"))  # type: ignore[union-attr]
    if first in _MONEY_WORDS or (first in ("us", "a.s", "as") and second in _MONEY_WORDS):
        return _made(number, _MONEY_WORDS.get(first) or _MONEY_WORDS[second], None, end=number.end + (follow.end("first") if follow else 0))
    if (cues["magnitude"].search(lead) and number.value is not None and number.value < 11) or _MAGNITUDE_AFTER.match(after):
        return _made(number, "magnitude", "magnitude")
    if _age(lead, number, after, cues):
        return _made(number, "year", "age")
    if _blocked(text, number, lead, core, after, first, second, cues, sentence):
        return None
    units = _units(code)
    unit = units.get(f"{first} {second}") or units.get(first) or units.get(re.split(r"[-/]", first)[0]) if first else None
    if unit is None and second in units and (number.value is not None):
        unit = units[second]
    if unit is None and not first and _REACHED.search(lead) and cues["tolls"].search(lead):
        unit = "people"  # "the toll has risen to four."
    if number.words and not _counts(text, number, sentence, first, unit, cues, code):
        return None
    end = number.end + (follow.end("first") if follow and first else 0)
    return _made(number, unit, follow["first"] if follow and first else None, end=end)


def _made(number: Number, unit: str | None, what: str | None, *, start: int | None = None, end: int | None = None) -> Found:
    return Found(
        start=number.start if start is None else start, end=number.end if end is None else end,
        value=number.value, low=number.low, high=number.high, unit=unit, what=what,
    )  # fmt: skip


def _age(lead: str, number: Number, after: str, cues: dict[str, re.Pattern[str]]) -> bool:
    """Whether a number is an age by its place: "Name, 35,", "NAME (25)", "usia 40"."""
    if number.words or number.value is None or not 0 < number.value < 115 or number.value % 1:
        return False
    if cues["ages"].search(lead) or (_AGE_ENDS.match(after) and _WAS.search(lead)):
        return True
    if lead.rstrip().endswith("(") and after.lstrip().startswith(")"):
        return bool(_AGE_NAME.search(lead.rstrip()[:-1]))
    return (
        lead.endswith(", ")
        and bool(re.search(r"[A-Za-z]{2,}, $", lead))
        and bool(_AGE_FOLLOWED.match(after) or (_AGED.search(lead) and _AGE_LISTED.match(after)))
        and bool(
            _AGE_NAME.search(lead[:-2])
            or re.search(
                r"(?i)(?:boy|girl|man|woman|toddler|baby|victim|suspect|son|daughter|father|mother|brother|sister|grand\w+|wife|husband|teen|child|driver), $",
                lead,
            )
        )
    )


def _blocked(
    text: str,
    number: Number,
    lead: str,
    core: str,
    after: str,
    first: str,
    second: str,
    cues: dict[str, re.Pattern[str]],
    sentence: tuple[int, int],
) -> bool:
    """Whether a number's surroundings make it no count: a name, an address, a law, a phone number, a year, an item's number."""
    if cues["blocked"].search(lead) and not (number.value and number.value >= 1000 and "." in core):
        return True
    tail = lead[-5:]  # longer than what the next patterns look for
    if _ORDINAL_BEFORE.search(tail) or _ORDINAL_AFTER.match(after):
        return True
    emergency = core in ("911", "112", "110", "999") and (_EMERGENCY.match(after) or _DIALLED.search(lead))
    if emergency or (not number.words and _ADDRESS.match(after) and not cues["tolls"].fullmatch(first)):  # "4 shot on Quarry Street"
        return True
    if number.start - sentence[0] < 3 and _NUMBERED.search(text[max(0, number.start - 4) : number.end] + after[:1]):
        return True
    if _NOTED.search(tail) or _PICTURE.search(text[max(0, number.start - _COUNTER) : number.start]):
        return True
    if (_GLUED_BEFORE.search(tail) and not cues["magnitude"].search(lead)) or _GLUED_AFTER.match(after):
        return True
    if _day_of_month(after, lead):
        return True
    if _SLASH_AFTER.match(after) or _SLASH_BEFORE.search(tail):
        return True
    if not number.words and _YEAR.match(core) and not (first in _units("id") or first in _units("en")):
        return True
    # A capitalised word glued before makes a name of it: "Fox 19", "Proyek 35", "a Bell 407 crashed"; of a toll the words that count come behind.
    return bool(
        not number.words
        and (size := number.value if number.value is not None else number.high) is not None
        and size < (1000 if first and first not in function_words() else 100)
        and not lead.rstrip().endswith((",", "("))
        and (not first or first in function_words() or cues["tolls"].fullmatch(first))
        and (name := _WORD_BEFORE.search(lead))
        and name.group(1)[0].isupper()
        and lead.strip() != name.group(1)
    )


@cache
def _days() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?:{either(dates.months())})"
    joined = r"\s?(?:dan|and|&|[-–]|hingga|sampai|to|atau|or)\s?\d{1,2}"
    return re.compile(rf"(?i){joined}\s{month}(?!\w)"), re.compile(rf"(?i)(?<!\w){month}\s\d{{1,2}}\s?(?:and|&|[-–]|to|or)\s?$")


def _day_of_month(after: str, lead: str) -> bool:
    """Whether a number is the first or the last of the days of one month: "17 dan 18 Juni", "June 17 and 18"."""
    ahead, behind = _days()
    return ahead.match(after) is not None or behind.search(lead) is not None


def _counts(
    text: str, number: Number, sentence: tuple[int, int], first: str, unit: str | None, cues: dict[str, re.Pattern[str]], code: str
) -> bool:
    """Whether a number in words counts something: "dua orang" does, "salah satu", "one of them" and "one day" do not."""
    whole = text[sentence[0] : sentence[1]]
    around = text[max(sentence[0], number.start - 16) : number.end + 16]
    core = text[number.start : number.end].casefold()
    if core.split()[-1:] in (["one"], ["satu"]) and cues["one"].search(around):
        return False
    if core in ("zero", "nol", "kosong"):
        return False
    if number.value == 1 and unit is None:
        return _near(cues["tolls"], whole, number.start - sentence[0], number.end - sentence[0]) and first not in (
            "dari",
            "of",
            "yang",
            "who",
            "that",
        )
    if core in ("half", "setengah", "separuh", "a quarter", "scores", "m", "k"):
        return unit is not None
    return bool(first) or _near(cues["tolls"], whole, number.start - sentence[0], number.end - sentence[0])
