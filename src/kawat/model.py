"""The nouns of Kawat: frozen values, no I/O, no third-party base class.

Text is kept once, in `Article.text`; everything else is spans over it. Ids are content hashes, so that a replay yields the
same ids. A derived value names its maker and version in `by`. None means unknown, never a guess.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

MediaType = Literal["text/plain", "text/html"]
StageName = Literal["acquire", "clean", "detect", "embed", "extract", "group", "quote", "reconcile", "write"]
NameKind = Literal["person", "organisation", "place", "unknown"]
SpeakerKind = Literal["person", "organisation", "unnamed"]
Mode = Literal["direct", "indirect"]
Status = Literal["agreed", "single", "disputed", "updated"]
TollCount = Literal["dead", "injured"]
Verdict = Literal["conflict", "update", "precision"]
ChangeKind = Literal["added", "revised", "withdrawn"]
ChangeSubject = Literal["report", "point", "conflict"]
ConflictKind = Literal["number", "money", "date", "time", "place", "name", "attribution", "polarity", "other"]


def content_id(prefix: str, *parts: object) -> str:
    """Return a stable id: `prefix` and 16 hexadecimal digits of the SHA-256 of the parts.

    Parts are joined with a separator that cannot stand in clean text, so ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# -- what comes in ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a structured record (JSON, JSON-LD file, feed) states of its article in fields of its own.

    `published_raw` is as the record has it; clean reads it. Unknown is None or empty.
    """

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published_raw: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    dateline: str | None = None
    credits: tuple[str, ...] = ()
    language: str | None = None
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came in, decoded: text or HTML, where it is from and when it was fetched.

    `path` names the file, and inside a container also the member ("news.warc.gz#3", "feed.jsonl#12"); it is "-" for
    standard input and the address for a page from the web. `hash` is the SHA-256 of the bytes that came in. Text holds no
    NUL and no control characters but tab and newline; line ends are newlines.
    """

    path: str | None
    url: str | None
    media_type: MediaType
    text: str
    hash: str
    fetched_at: datetime | None = None
    given: Given = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An input that could not become an article: at which stage, why in one sentence, and its text as far as it was read."""

    path: str | None
    stage: StageName
    reason: str
    text: str | None = None


# -- a report -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture's caption and credit line, as printed."""

    caption: str | None
    credit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A piece of the page that is no part of the report, verbatim, and the reason it was taken out.

    The reason is one of the short names listed in `stages/clean/furniture.py`, such as "read-also" or "caption".
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open character offsets into the text of an article; `exact` is always `text[start:end]`."""

    article: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One outlet's report, clean.

    `text` is the body: paragraphs joined by a blank line, without title or furniture. `published` is ISO 8601, only as
    precise as the page says. `outlet` and `credits` are canonical names. `language` is a BCP 47 primary tag.
    """

    id: str
    path: str | None
    url: str | None
    outlet: str | None
    title: str | None
    text: str
    published: str | None = None
    published_raw: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    dateline: str | None = None
    credits: tuple[str, ...] = ()
    language: str | None = None
    images: tuple[Image, ...] = ()
    removed: tuple[Removed, ...] = ()
    page: str | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the span of this article's text from `start` to `end` (characters, half-open)."""
        return Span(article=self.id, start=start, end=end, exact=self.text[start:end])


# -- marks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A mark: the name of a person, body or place, as printed."""

    span: Span
    kind: NameKind
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A mark: a date or time, resolved against the article's publication date.

    `value` is ISO 8601 at reduced precision (2022, 2022-05, 2022-05-13, 2022-05-13T18:27+07:00, T18:27 where no
    day is named) and None where the words do not fix it; `end` is set for a range, inclusive.
    """

    span: Span
    value: str | None
    end: str | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mark: a number, what it counts and in which unit.

    `value` is the number the words state, scaled ("3,8 miliar" is 3.8e9). For vague words `low` and `high` bound it; either
    may be None, for unbounded. `unit` is "people", an ISO 4217 code, "percent", "km", "magnitude", "years", "hour" and so on.
    `what` is the counted noun as printed. `as_of` is ISO 8601 where the text states a time for the figure.
    """

    id: str
    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    what: str | None
    as_of: str | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All that extract finds in one article: its sentences and the marks in them, each tuple in text order."""

    article: str
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    dates: tuple[Date, ...]
    figures: tuple[Figure, ...]


# -- who said what ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: a person, a body, or somebody whom the text leaves unnamed; `aliases` are all the forms printed."""

    id: str
    name: str
    role: str | None
    aliases: tuple[str, ...]
    kind: SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain; `span` is where the text names it, None where it is inferred from the report as a whole."""

    name: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what: the spans of the content, the cue and the words that name who speaks, the speaker's id, and the chain to the outlet.

    The content of a direct statement is what stands between the quotation marks, without them. `voice` may be a pronoun ("he"), and is
    None where nothing beside the content names anybody, as in "...," ujarnya. `confidence` is 0 to 1.
    """

    id: str
    article: str
    speaker: str | None
    mode: Mode
    span: Span
    cue: Span | None
    voice: Span | None
    chain: tuple[Link, ...]
    confidence: float
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """All statements of one article (or event) with the speakers they name."""

    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]


# -- an event -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The decision that an article belongs to an event, with its reason; `score` is 0 to 1.

    `copy_of` is the article whose wording it has, if it is a copy or a light rewrite of one.
    """

    article: str
    event: str
    score: float
    reason: str
    by: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """A later decision that articles belong to another event than they were assigned to; revocable.

    `kind` is merge (the event `before` is no more; its id is remembered), split (`after` is new) or move; `by` is a version of the
    stage, or "person", whose decisions the machine never undoes.
    """

    kind: str
    articles: tuple[str, ...]
    before: str
    after: str
    score: float
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A concrete happening with its immediate reports; `day` is an ISO date, the likeliest day it happened."""

    id: str
    title: str
    day: str | None
    articles: tuple[str, ...]


NOT_STATED: Final = "not stated"  # the root of what no outlet names a source of


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An article's words for a point, and the statement they belong to if somebody said them."""

    span: Span
    statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One proposition of an event with the account each article gives of it, and the independent roots it rests on.

    Where several outlets tell it in their own words and none says whose word it is, the one root is NOT_STATED. `confidence` is how likely its accounts tell the same, 0 to 1; 1 of one outlet alone.
    """

    id: str
    label: str
    status: Status
    origins: tuple[str, ...]
    accounts: tuple[Account, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value that accounts of a point give, normalised, with those accounts."""

    value: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Accounts whose values differ: a conflict, an update or only more and less precise words for one fact.

    `reason` says in one line why the verdict was given; `confidence` is 0 to 1. Sides of an update are in time order.
    """

    id: str
    what: str
    kind: ConflictKind
    verdict: Verdict
    sides: tuple[Side, ...]
    reason: str
    confidence: float
    point: str | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many are dead or injured, as the reports tell it in figures, in words or by a list: `number` is what stands last.

    Sides are the numbers in time order, that one last; an account is a sentence. Who did it counts where he is dead too, and of those shot who are not dead are
    injured: such a number rests on several accounts together.
    """

    id: str
    count: TollCount
    number: int
    sides: tuple[Side, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One entry of an event's timeline: when it happened (ISO 8601), apart from when it was reported."""

    at: str
    label: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a brief differs from an earlier one of its event in one report, point or conflict, and why.

    `of` is the id in the brief, of what is withdrawn the id in the earlier one; `was` the id that it had there, None of what is added; `articles`
    are those whose words brought it about.
    """

    id: str
    kind: ChangeKind
    subject: ChangeSubject
    of: str
    was: str | None
    label: str
    reason: str
    articles: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The event as told by its reports; `circular` are outlets that credit each other in a ring, so that none of them is the first; `changes` is what
    differs from an earlier brief where it was held against one."""

    event: Event
    speakers: tuple[Speaker, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    points: tuple[Point, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[Moment, ...]
    circular: tuple[tuple[str, ...], ...] = ()
    tolls: tuple[Toll, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What one reading gives: the articles, what was rejected and why, and a brief for each event, largest first."""

    articles: tuple[Article, ...]
    rejections: tuple[Rejection, ...]
    briefs: tuple[Brief, ...]
