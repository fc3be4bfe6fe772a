"""An event's passages in; what an earlier report leaves open and a later one tells out: a cause not known yet, a loss being counted, a suspect sought.

What is left open stands by a word of openness in the sentence ("the cause is under investigation"); it is answered where a later report of the event
tells of the same matter in words that answer it. A matter that its own report answers too, or that the later report leaves open itself, is not open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kawat.lang import languages, section
from kawat.lang.phrases import either
from kawat.lang.words import function_words
from kawat.model import Article
from kawat.stages.reconcile.passages import Passage, holding
from kawat.stages.reconcile.values import Difference, conflict, follows
from kawat.stages.reconcile.words import listed

_SURE = 0.55
_NEAR = 70  # characters between a word of openness and what it leaves open
_COUNTED = 40  # characters behind "how many" within which stands what is counted
_STEM = 6
_ANSWERS = 3  # passages of a report that are shown to tell a matter
_SUSPECT: Final = "suspect"  # who did it: sought until caught
_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = re.compile(r"[;:]|[.!?]\s|,\s(?:but|while|tetapi|namun|sedangkan|sementara)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWords:
    """Section [opened] of a language table: words of openness, those for who is sought, the matters, and for each matter the words that leave it open alone and those that answer it."""

    open: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    matters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    how_many: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A matter that a passage leaves open, at offsets of its sentence; `counted` is the beginning of what is counted, empty of what is no count."""

    passage: int
    matter: str
    counted: str
    start: int
    end: int


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = {w for code in languages() for w in getattr(section(code, "opened", OpenWords), name)}
    return re.compile(rf"(?i)(?<![\w-])(?:{either(words)})(?![\w-])") if words else re.compile(r"(?!)")


@cache
def _table(name: str) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    meaning: dict[str, tuple[str, ...]] = {}
    for table in (getattr(section(code, "opened", OpenWords), name) for code in languages()):
        for matter, words in table.items():
            meaning.update({word: (*meaning.get(word, ()), matter) for word in words})
    return re.compile(rf"(?i)(?<![\w-])(?P<word>{either(meaning)})(?:nya)?(?![\w-])"), meaning


def differences(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return for each matter that reports leave open the later ones that tell it."""
    opened: dict[tuple[str, str], list[_Open]] = defaultdict(list)
    answered: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for index, passage in enumerate(found):
        text = passage.sentence.exact
        here = _opened(index, text)
        for one in here:
            opened[one.matter, one.counted].append(one)
        if not here and not text.rstrip("\"'”’» ").endswith("?"):
            for match, matter in _matters("answers", text):
                if not _negated(text, match.start()):
                    answered[matter].append((index, *match.span()))
    told = ((some, _counted(found, counted) if counted else answered[matter], bool(counted)) for (matter, counted), some in opened.items())
    return [entry for some, answers, number in told if (entry := _entry(some, answers, found, articles, number=number))]


def _counted(found: Sequence[Passage], noun: str) -> list[tuple[int, int, int]]:
    """Where figures count something, by the beginning of its word."""
    return [
        (i, f.span.start - p.sentence.start, f.span.end - p.sentence.start)
        for i, p in enumerate(found)
        for f in p.marked[0]
        if f.value and (f.what or "").casefold()[:_STEM] == noun
    ]


def _opened(index: int, text: str) -> list[_Open]:
    """The matters that a sentence leaves open."""
    made = []
    openings = {name: [m.span() for m in _pattern(name).finditer(text) if not _negated(text, m.start())] for name in ("open", "sought")}
    for name in ("matters", "how_many") if any(openings.values()) else ():
        for match, matter in _matters(name, text):
            words = openings["sought" if matter == _SUSPECT else "open"]
            near = next((o for o in words if _beside(text, match.span(), o)), None)
            counted = _noun(text, match.end()) if name == "how_many" else ""
            if near and (counted or name == "matters"):
                made.append(
                    _Open(passage=index, matter=matter, counted=counted, start=min(match.start(), near[0]), end=max(match.end(), near[1]))
                )
    made += [_Open(passage=index, matter=matter, counted="", start=m.start(), end=m.end()) for m, matter in _matters("alone", text)]
    return made


def _negated(text: str, start: int) -> bool:
    """Whether one of the three words before a place says no."""
    return any(w in listed("negations") for w in text[:start].casefold().split()[-3:])


def _matters(name: str, text: str) -> list[tuple[re.Match[str], str]]:
    if name == "how_many":
        return [(m, "number") for m in _pattern(name).finditer(text)]
    pattern, meaning = _table(name)
    return [(m, matter) for m in pattern.finditer(text) for matter in meaning[" ".join(m["word"].casefold().split())]]


def _noun(text: str, start: int) -> str:
    """The beginning of what is counted behind "how many", empty where nothing is."""
    words = _WORD.findall(text[start : start + _COUNTED].casefold())
    return next((w[:_STEM] for w in words if w not in function_words()), "")


def _beside(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    start, end = min(one[1], other[1]), max(one[0], other[0])
    return end - start <= _NEAR and not _STOP.search(text[start:end])


def _entry(
    opened: Sequence[_Open],
    told: Sequence[tuple[int, int, int]],
    found: Sequence[Passage],
    articles: Mapping[str, Article],
    *,
    number: bool,
) -> Difference | None:
    """The reports that leave a matter open beside the later ones that tell it, of a number those that give the same; None where there are none."""
    answering, leaving = {found[i].article for i, _, _ in told}, {found[o.passage].article for o in opened}
    early = [o for o in opened if found[o.passage].article not in answering and articles[found[o.passage].article].published]
    late: dict[str, list[tuple[int, int, int]]] = {}
    for answer in told:
        article = found[answer[0]].article
        if article not in leaving and all(follows(articles[found[o.passage].article], articles[article]) for o in early):
            late.setdefault(article, []).append(answer)
    if not early or not late:
        return None
    ordered = [e for article in sorted(late, key=lambda a: (articles[a].published or "", a)) for e in _first(late[article])]
    first = ordered[0]
    if number:
        ordered = [e for e in ordered if _value(found[e[0]], e) == _value(found[first[0]], first)]
    sides = [(exact, holding(found[o.passage], exact)) for o in early for exact in (found[o.passage].sentence.exact[o.start : o.end],)]
    value = " ".join(found[first[0]].sentence.exact[first[1] :].split()[:9])
    sides += [(value, holding(found[i], found[i].sentence.exact[start:end])) for i, start, end in ordered]
    entry = conflict("other", "update", sides[0][0], sides, "told_now", _SURE)
    return Difference(conflict=entry, passages=tuple(sorted({*(o.passage for o in early), *(i for i, _, _ in ordered)})))


def _first(told: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The first places of a report that tell a matter, one of a passage."""
    return list({i: (i, start, end) for i, start, end in reversed(told)}.values())[::-1][:_ANSWERS]


def _value(passage: Passage, where: tuple[int, int, int]) -> float | None:
    return next((f.value for f in passage.marked[0] if f.span.start - passage.sentence.start == where[1]), None)
