"""A Brief and its articles in; what the brief says, in which order, out: the one decision that all forms share.

First what is solid, with its count of independent origins; then what collides, what moved, what one outlet alone has, who said what
through whom, and what happened when.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from kawat.lang import section
from kawat.model import NOT_STATED, Account, Article, Brief, Briefing, Change, Conflict, Moment, Point, Speaker, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefWords:
    """Section [brief] of a language table: the words of the brief itself, of units as figures carry them ("one" of a single one where that differs), of
    kinds of conflict and of what a side says ("yes"); `thousands`, `decimal` and `clock` are the marks
    within a number and a time, `zones` the names of offsets."""

    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    one: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    thousands: str = ","
    decimal: str = "."
    clock: str = ":"
    zones: Mapping[str, str] = field(default_factory=dict)


_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:-\d[\d,]*(?:\.\d+)?)?")  # as `reconcile` writes it, or two of them as a range
_TIME: Final = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d)T)?(?P<clock>\d\d:\d\d)(?P<zone>[+-]\d\d:\d\d)?(?P<rest>.*)")
_CODE: Final = re.compile(r"[A-Z]{3}")  # of a currency
MARKS: Final[Mapping[str, str]] = {"added": "+", "revised": "±", "withdrawn": "−"}  # of what changed
_SURE = 0.65  # confidence below which a reader is told to look for himself whether the words say the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """An account as shown: its article, the outlet's name, the exact words."""

    account: Account
    article: Article
    outlet: str

    @property
    def exact(self) -> str:
        """The exact words on one line."""
        return " ".join(self.account.span.exact.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A point as shown: its label, who carries it, on which independent origins it rests, and the words."""

    point: Point
    outlets: tuple[str, ...]
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """A conflict, update or difference of precision as shown: what kind of thing differs, and sides face to face, in time order for an update."""

    conflict: Conflict
    kind: str
    sides: tuple[tuple[str, tuple[Quoted, ...]], ...]

    @property
    def heading(self) -> str:
        """What kind of thing differs, and its words in the first report; of an update the series ("4 → 6 → 9 people")."""
        if self.conflict.verdict == "update" and self.series:
            *early, last = (value for value, _ in self.sides)
            return f"{self.kind}: {shortened(self.conflict.what, 60)} · {' → '.join([*map(bare, early), last])}"
        return f"{self.kind}: {shortened(self.conflict.what, 60)}"

    @property
    def line(self) -> str:
        """All sides with their outlets on one line: "Name: Wetsel (Harbour Post) / Whetsel (Bay Courier)"."""
        sides = (f"{value} ({', '.join(dict.fromkeys(q.outlet for q in quoted))})" for value, quoted in self.sides)
        return f"{self.kind}: {' / '.join(sides)}"

    @property
    def series(self) -> tuple[float, ...]:
        """The numbers of the sides in order; none where a side is no number."""
        numbers = [side.value.split(" ", 1)[0].replace(",", "") for side in self.conflict.sides]
        return tuple(map(float, numbers)) if all(re.fullmatch(r"\d+(?:\.\d+)?", n) for n in numbers) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """A toll as shown: what it counts, its numbers in time order, and the words that the last one rests on."""

    name: str
    numbers: tuple[str, ...]
    quoted: tuple[Quoted, ...]

    @property
    def line(self) -> str:
        """What it counts and the series ("Dead: 1 → 3")."""
        return f"{self.name}: {' → '.join(self.numbers)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker as shown, with the statements in the order of their reports; the same words in one outlet's reports stand once."""

    speaker: Speaker | None
    statements: tuple[tuple[Statement, Quoted], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What one brief says; every list is in the order in which it is shown."""

    brief: Brief
    language: str
    words: Mapping[str, str]
    articles: tuple[Article, ...]
    outlets: Mapping[str, str]
    tolls: tuple[Casualties, ...]
    agreed: tuple[Fact, ...]
    disputed: tuple[Fact, ...]
    moved: tuple[Fact, ...]
    collisions: tuple[Collision, ...]
    updates: tuple[Collision, ...]
    precisions: tuple[Collision, ...]
    alone: tuple[Fact, ...]
    voices: tuple[Voice, ...]
    timeline: tuple[tuple[Moment, tuple[Quoted, ...]], ...]
    changes: tuple[Change, ...]

    def count(self, number: int, singular: str, plural: str) -> str:
        """Return a number with its noun in the brief's language ("1 outlet", "3 outlets")."""
        return f"{number} {self.words[singular if number == 1 else plural]}"

    def standing(self, fact: Fact) -> str:
        """Return how many outlets and independent origins stand behind a fact ("3 outlets, 1 origin: the ministry")."""
        origins = fact.point.origins
        if origins == (NOT_STATED,):
            return f"{self.count(len(fact.outlets), 'outlet', 'outlets')}, {self.words['unstated']}{self._doubt(fact)}"
        names = f": {', '.join(origins[:4])}{', …' if len(origins) > 4 else ''}" if origins else ""
        return f"{self.count(len(fact.outlets), 'outlet', 'outlets')}, {self.count(len(origins), 'origin', 'origins')}{names}{self._doubt(fact)}"

    def _doubt(self, fact: Fact) -> str:
        return "" if self.is_sure(fact) else f" · {self.words['unsure']}"

    def is_sure(self, fact: Fact) -> bool:
        """Return whether an agreed fact's accounts surely tell the same; of others the sides are compared anyway."""
        return fact.point.status != "agreed" or fact.point.confidence >= _SURE

    def headline(self) -> str:
        """Return the line under the title: how many reports of how many outlets, and the day it happened."""
        outlets = len({self.outlets[a.id] for a in self.articles})
        parts = [f"{self.count(len(self.articles), 'report', 'reports')}, {self.count(outlets, 'outlet', 'outlets')}"]
        if self.brief.event.day:
            parts.append(f"{self.words['happened']} {self.brief.event.day}")
        return " · ".join(parts)

    def rings(self) -> tuple[str, ...]:
        """Return a line for each ring of outlets that credit each other."""
        return tuple(f"{self.words['ring']}: {' ↔ '.join(ring)}" for ring in self.brief.circular)


def words(language: str) -> Mapping[str, str]:
    """Return the words of the brief in a language, English where it has none."""
    return section(language, "brief", BriefWords).labels or section("en", "brief", BriefWords).labels


def outlines(briefing: Briefing) -> tuple[Outline, ...]:
    """Return the outline of every brief, in the briefing's order."""
    by_id = {article.id: article for article in briefing.articles}
    return tuple(outline(brief, by_id) for brief in briefing.briefs)


def outline(brief: Brief, by_id: Mapping[str, Article]) -> Outline:
    """Return what a brief says; `by_id` holds at least the event's articles."""
    articles = tuple(by_id[i] for i in brief.event.articles)
    shown = {a.id: outlet_of(a) for a in articles}

    def quote(account: Account) -> Quoted:
        return Quoted(account=account, article=by_id[account.span.article], outlet=shown[account.span.article])

    def fact(point: Point) -> Fact:
        quoted = _nearest(point.label, [quote(a) for a in point.accounts])
        return Fact(point=point, outlets=tuple(dict.fromkeys(q.outlet for q in quoted)), quoted=quoted)

    most = Counter(a.language or "en" for a in articles).most_common(1)[0][0] if articles else "en"
    language = most if section(most, "brief", BriefWords).labels else "en"
    own = section(language, "brief", BriefWords)

    points = {p.id: p for p in brief.points}

    def around(account: Account, conflict: Conflict) -> Account:
        """The account of the point in which a side stands: a bare number tells a reader nothing."""
        told = points[conflict.point].accounts if conflict.point in points else ()
        span = account.span
        return next((a for a in told if a.span.article == span.article and a.span.start <= span.start and span.end <= a.span.end), account)

    def facts(status: str) -> tuple[Fact, ...]:
        return tuple(fact(p) for p in brief.points if p.status == status and p.id not in face_to_face)

    def collisions(verdict: str) -> tuple[Collision, ...]:
        return tuple(
            Collision(
                conflict=c,
                kind=own.kinds.get("wording" if (c.kind, c.verdict) == ("other", "precision") else c.kind, c.kind),
                sides=tuple((_value(s.value, own), tuple(quote(around(a, c)) for a in s.accounts)) for s in c.sides),
            )
            for c in brief.conflicts
            if c.verdict == verdict
        )

    face_to_face = {c.point for c in brief.conflicts if c.verdict != "precision"}
    tolls = tuple(
        Casualties(
            name=own.labels[toll.count],
            numbers=tuple(s.value.split(" ")[0] for s in toll.sides),
            quoted=tuple(map(quote, toll.sides[-1].accounts)),
        )
        for toll in brief.tolls
    )
    agreed = _once(facts("agreed"))
    return Outline(
        tolls=tolls, brief=brief, language=language, words=own.labels, articles=articles, outlets=shown,
        agreed=agreed, disputed=facts("disputed"), moved=facts("updated"), collisions=collisions("conflict"), updates=collisions("update"), precisions=collisions("precision"),
        alone=_alone([fact(p) for p in brief.points if p.status == "single"], [q for f in agreed for q in f.quoted]), voices=_voices(brief, quote),
        timeline=tuple((m, tuple(quote(a) for a in m.accounts)) for m in brief.timeline), changes=brief.changes,
    )  # fmt: skip


def _nearest(label: str, quoted: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Of each report the account whose words are nearest to a point's label, in the order of the reports: a report may tell it in several sentences."""
    near: dict[str, Quoted] = {}
    for q in sorted(quoted, key=lambda q: -fuzz.token_set_ratio(label.casefold(), q.exact.casefold())):
        near.setdefault(q.article.id, q)
    return tuple(q for q in quoted if near[q.article.id] is q)


def _once(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts with what shares most of its accounts with an earlier one told there: a sentence may stand in several points, a reader wants it once.

    The earlier one keeps its own origins: two points may call one of them by two names, and to count too many harms more than too few.
    """
    kept: list[Fact] = []
    for fact in facts:
        own = set(fact.point.accounts)
        near = next(
            (k for k, o in enumerate(kept) if o.point.label == fact.point.label or 2 * len(own & set(o.point.accounts)) > len(own)), None
        )
        if near is None:
            kept.append(fact)
            continue
        told = kept[near]
        quoted = _nearest(told.point.label, tuple(dict.fromkeys((*told.quoted, *fact.quoted))))
        kept[near] = Fact(point=told.point, outlets=tuple(dict.fromkeys(q.outlet for q in quoted)), quoted=quoted)
    return tuple(kept)


def _alone(facts: Sequence[Fact], told: Sequence[Quoted]) -> tuple[Fact, ...]:
    """What one outlet alone has, each once: a sentence may stand in several points, and what stands among the agreed is not said again."""
    known = {q.exact.casefold() for q in told}
    kept = []
    for fact in facts:
        own = {q.exact.casefold() for q in fact.quoted}
        if not own <= known:
            kept.append(fact)
        known |= own
    return tuple(kept)


def _value(value: str, own: BriefWords) -> str:
    """Return a side's value as the brief's language writes it ("9,500 people", "9.500 orang")."""
    if time := _TIME.fullmatch(value):
        zone = own.zones.get(time["zone"] or "", f"UTC{time['zone']}" if time["zone"] else "")
        clock = time["clock"].replace(":", own.clock)
        return " ".join(part for part in (time["day"], clock, zone, time["rest"].strip()) if part)
    number, _, unit = value.partition(" ")
    if value in own.answers:
        return own.answers[value]
    if not _NUMBER.fullmatch(number) or (unit and unit not in own.units and not _CODE.fullmatch(unit)):
        return value
    written = number.translate(str.maketrans(",.", own.thousands + own.decimal))
    named = (own.one if number == "1" else own.units).get(unit) or own.units.get(unit, unit)
    return f"{named} {written}" if _CODE.fullmatch(unit) and named != unit else f"{written} {named}".rstrip()


def bare(value: str) -> str:
    """Return a shown number without its unit ("9.500" of "9.500 orang", "Rp 9.500"), anything else as it is."""
    return next((word for word in value.split(" ") if word[:1].isdigit()), value)


def _voices(brief: Brief, quote: Callable[[Account], Quoted]) -> tuple[Voice, ...]:
    """Speakers with most statements first; those whose speaker was not found last."""
    said: dict[str | None, list[Statement]] = {}
    for statement in brief.statements:
        said.setdefault(statement.speaker, []).append(statement)
    by_id = {s.id: s for s in brief.speakers}
    ordered = sorted(said.items(), key=lambda item: (item[0] is None, -len(item[1]), by_id[item[0]].name if item[0] else ""))
    return tuple(
        Voice(
            speaker=by_id[speaker] if speaker else None,
            statements=_different((s, quote(Account(span=s.span, statement=s.id))) for s in statements),
        )
        for speaker, statements in ordered
    )


def _different(said: Iterable[tuple[Statement, Quoted]]) -> tuple[tuple[Statement, Quoted], ...]:
    first: dict[tuple[str, str], tuple[Statement, Quoted]] = {}
    for statement, quoted in said:
        first.setdefault((quoted.outlet, quoted.exact.casefold()), (statement, quoted))
    return tuple(first.values())


def outlet_of(article: Article) -> str:
    """Return the name under which an article's outlet is shown: its own, else the file's or address's last part."""
    if article.outlet:
        return article.outlet
    place = article.url or article.path or article.id
    return re.split(r"[/\\]", place.rstrip("/"))[-1] or place


def chain_of(statement: Statement) -> str:
    """Return a statement's chain as an arrow for each hand it went through; inferred links stand in brackets."""
    last = len(statement.chain) - 1
    return " → ".join(link.name if link.span or index in (0, last) else f"[{link.name}]" for index, link in enumerate(statement.chain))


def published_of(article: Article) -> str:
    """Return an article's time of publication as read by people: the day, and the minute with its zone where stated."""
    if not article.published:
        return ""
    day, _, clock = article.published.partition("T")
    if not clock:
        return day
    time, zone = clock[:5], clock[8:] if len(clock) > 8 else ""
    return f"{day} {time}{' UTC' + zone if zone else ''}"


def shortened(text: str, limit: int) -> str:
    """Return text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1].rsplit(" ", 1)[0]
    return f"{cut or line[: limit - 1]}…"


def first(items: Sequence[object], limit: int) -> tuple[int, int]:
    """Return how many of a list are shown within a limit, and how many are left; one more is shown rather than "1 more"."""
    shown = len(items) if len(items) <= limit + 1 else limit
    return shown, len(items) - shown
