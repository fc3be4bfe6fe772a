"""Nouns to JSON bytes and back, and the JSON Schema of it: format 1. The only module that knows msgspec.

The structs below are the format: fields may be added to them, never renamed or dropped. The nouns know nothing of it.
"""

from __future__ import annotations

import json
from typing import Any, Literal

import msgspec

from kawat import model
from kawat.model import (
    Account,
    Article,
    Brief,
    Briefing,
    Change,
    Conflict,
    Event,
    Figure,
    Image,
    Link,
    Moment,
    Point,
    Rejection,
    Removed,
    Side,
    Span,
    Speaker,
    Statement,
    Toll,
)

FORMAT = 1


class _Struct(msgspec.Struct, kw_only=True):
    """Base of all structs of the format: unknown fields are left alone, so that newer files can be read."""


class _Removed(_Struct):
    text: str
    reason: str


class _Image(_Struct):
    caption: str | None
    credit: str | None


class _Article(_Struct):
    id: str
    path: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    published_raw: str | None
    authors: list[str]
    editors: list[str]
    dateline: str | None
    credits: list[str]
    language: str | None
    text: str
    removed: list[_Removed]
    images: list[_Image]
    page: str | None = None


class _Rejection(_Struct):
    path: str | None
    stage: model.StageName
    reason: str
    text: str | None = None


class _Span(_Struct):
    exact: str
    start: int
    end: int


class _Passage(_Struct):
    article: str
    exact: str
    start: int
    end: int
    statement: str | None = None


class _Speaker(_Struct):
    id: str
    name: str
    role: str | None
    aliases: list[str]
    kind: model.SpeakerKind


class _Link(_Struct):
    name: str
    span: _Span | None


class _Statement(_Struct):
    id: str
    article: str
    speaker: str | None
    mode: model.Mode
    exact: str
    start: int
    end: int
    cue: _Span | None
    chain: list[str]
    voice: _Span | None = None
    links: list[_Link] = []
    confidence: float = 0.0
    by: str = ""


class _Figure(_Struct):
    id: str
    article: str
    exact: str
    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    what: str | None
    as_of: str | None
    by: str = ""


class _Point(_Struct):
    id: str
    label: str
    status: model.Status
    origins: list[str]
    accounts: list[_Passage]
    confidence: float = 1.0


class _Side(_Struct):
    value: str
    accounts: list[_Passage]


class _Conflict(_Struct):
    id: str
    what: str
    kind: model.ConflictKind
    verdict: model.Verdict
    sides: list[_Side]
    reason: str = ""
    confidence: float = 0.0
    point: str | None = None
    by: str = ""


class _Moment(_Struct):
    at: str
    label: str
    accounts: list[_Passage]


class _Toll(_Struct):
    id: str
    count: model.TollCount
    number: int
    sides: list[_Side]
    by: str = ""


class _Change(_Struct):
    id: str
    kind: model.ChangeKind
    subject: model.ChangeSubject
    of: str
    was: str | None
    label: str
    reason: str
    articles: list[str]
    by: str = ""


class _Event(_Struct):
    id: str
    title: str
    day: str | None
    articles: list[str]
    speakers: list[_Speaker]
    statements: list[_Statement]
    figures: list[_Figure]
    points: list[_Point]
    conflicts: list[_Conflict]
    timeline: list[_Moment]
    circular: list[list[str]] = []
    tolls: list[_Toll] = []
    changes: list[_Change] = []


class _Document(_Struct):
    format: Literal[1]
    articles: list[_Article]
    rejections: list[_Rejection]
    events: list[_Event]


def encode(briefing: Briefing) -> bytes:
    """Return the briefing as JSON of format 1, UTF-8, indented."""
    return msgspec.json.format(msgspec.json.encode(_document(briefing)), indent=1)


def decode(data: bytes) -> Briefing:
    """Return the briefing that `encode` wrote; raises ValueError, naming the field, for what is no such document."""
    try:
        document = msgspec.json.decode(data, type=_Document)
    except msgspec.MsgspecError as error:
        raise ValueError(f"this is no brief of format {FORMAT}: {error}") from error
    return Briefing(
        articles=tuple(_article_back(a) for a in document.articles),
        rejections=tuple(Rejection(path=r.path, stage=r.stage, reason=r.reason, text=r.text) for r in document.rejections),
        briefs=tuple(_brief_back(e) for e in document.events),
    )


def schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of format 1, as it is published in schema/."""
    made: dict[str, Any] = msgspec.json.schema(_Document)
    named = {name: {key: value for key, value in body.items() if key != "description"} for name, body in made.pop("$defs").items()}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefing by Kawat, format 1",
        "description": "What `kawat read --format json` writes. `exact` is always text[start:end] of the article named; unknown is null.",
        **made,
        "$defs": named,
    }
    return (json.dumps(whole, indent=1, ensure_ascii=False).replace('"#/$defs/_', '"#/$defs/').replace('"_', '"') + "\n").encode()


def _document(briefing: Briefing) -> _Document:
    return _Document(
        format=1,
        articles=[_article(a) for a in briefing.articles],
        rejections=[_Rejection(path=_clean(r.path), stage=r.stage, reason=r.reason, text=r.text) for r in briefing.rejections],
        events=[_event(b) for b in briefing.briefs],
    )


def _clean(path: str | None) -> str | None:
    """A path as text that UTF-8 can hold."""
    return None if path is None else path.encode("utf-8", "replace").decode("utf-8")


def _article(a: Article) -> _Article:
    return _Article(
        id=a.id, path=_clean(a.path), url=a.url, outlet=a.outlet, title=a.title, published=a.published, published_raw=a.published_raw, authors=list(a.authors), editors=list(a.editors),
        dateline=a.dateline, credits=list(a.credits), language=a.language, text=a.text, removed=[_Removed(text=r.text, reason=r.reason) for r in a.removed],
        images=[_Image(caption=i.caption, credit=i.credit) for i in a.images], page=a.page,
    )  # fmt: skip


def _passage(account: Account) -> _Passage:
    span = account.span
    return _Passage(article=span.article, exact=span.exact, start=span.start, end=span.end, statement=account.statement)


def _span(span: Span | None) -> _Span | None:
    return _Span(exact=span.exact, start=span.start, end=span.end) if span else None


def _event(brief: Brief) -> _Event:
    event = brief.event
    return _Event(
        id=event.id, title=event.title, day=event.day, articles=list(event.articles),
        speakers=[_Speaker(id=s.id, name=s.name, role=s.role, aliases=list(s.aliases), kind=s.kind) for s in brief.speakers],
        statements=[_statement(s) for s in brief.statements],
        figures=[
            _Figure(id=f.id, article=f.span.article, exact=f.span.exact, start=f.span.start, end=f.span.end, value=f.value, low=f.low, high=f.high, unit=f.unit, what=f.what, as_of=f.as_of, by=f.by)
            for f in brief.figures
        ],
        points=[_Point(id=p.id, label=p.label, status=p.status, origins=list(p.origins), accounts=[_passage(a) for a in p.accounts], confidence=p.confidence) for p in brief.points],
        conflicts=[
            _Conflict(
                id=c.id, what=c.what, kind=c.kind, verdict=c.verdict, sides=_sides(c.sides),
                reason=c.reason, confidence=c.confidence, point=c.point, by=c.by,
            )
            for c in brief.conflicts
        ],
        timeline=[_Moment(at=m.at, label=m.label, accounts=[_passage(a) for a in m.accounts]) for m in brief.timeline], circular=[list(ring) for ring in brief.circular],
        tolls=[_Toll(id=t.id, count=t.count, number=t.number, sides=_sides(t.sides), by=t.by) for t in brief.tolls],
        changes=[
            _Change(id=c.id, kind=c.kind, subject=c.subject, of=c.of, was=c.was, label=c.label, reason=c.reason, articles=list(c.articles), by=c.by) for c in brief.changes
        ],
    )  # fmt: skip


def _sides(sides: tuple[Side, ...]) -> list[_Side]:
    return [_Side(value=s.value, accounts=[_passage(a) for a in s.accounts]) for s in sides]


def _sides_back(sides: list[_Side]) -> tuple[Side, ...]:
    return tuple(Side(value=s.value, accounts=tuple(map(_account_back, s.accounts))) for s in sides)


def _statement(s: Statement) -> _Statement:
    return _Statement(
        id=s.id, article=s.article, speaker=s.speaker, mode=s.mode, exact=s.span.exact, start=s.span.start, end=s.span.end, cue=_span(s.cue), voice=_span(s.voice),
        chain=[link.name for link in s.chain], links=[_Link(name=link.name, span=_span(link.span)) for link in s.chain], confidence=s.confidence, by=s.by,
    )  # fmt: skip


def _article_back(a: _Article) -> Article:
    return Article(
        id=a.id, path=a.path, url=a.url, outlet=a.outlet, title=a.title, text=a.text, published=a.published, published_raw=a.published_raw, authors=tuple(a.authors), editors=tuple(a.editors),
        dateline=a.dateline, credits=tuple(a.credits), language=a.language, images=tuple(Image(caption=i.caption, credit=i.credit) for i in a.images),
        removed=tuple(Removed(text=r.text, reason=r.reason) for r in a.removed), page=a.page,
    )  # fmt: skip


def _account_back(p: _Passage) -> Account:
    return Account(span=Span(article=p.article, start=p.start, end=p.end, exact=p.exact), statement=p.statement)


def _span_back(span: _Span | None, article: str) -> Span | None:
    return Span(article=article, start=span.start, end=span.end, exact=span.exact) if span else None


def _brief_back(e: _Event) -> Brief:
    return Brief(
        event=Event(id=e.id, title=e.title, day=e.day, articles=tuple(e.articles)),
        speakers=tuple(Speaker(id=s.id, name=s.name, role=s.role, aliases=tuple(s.aliases), kind=s.kind) for s in e.speakers),
        statements=tuple(_statement_back(s) for s in e.statements),
        figures=tuple(
            Figure(id=f.id, span=Span(article=f.article, start=f.start, end=f.end, exact=f.exact), value=f.value, low=f.low, high=f.high, unit=f.unit, what=f.what, as_of=f.as_of, by=f.by)
            for f in e.figures
        ),
        points=tuple(Point(id=p.id, label=p.label, status=p.status, origins=tuple(p.origins), accounts=tuple(map(_account_back, p.accounts)), confidence=p.confidence) for p in e.points),
        conflicts=tuple(
            Conflict(
                id=c.id, what=c.what, kind=c.kind, verdict=c.verdict, sides=_sides_back(c.sides),
                reason=c.reason, confidence=c.confidence, point=c.point, by=c.by,
            )
            for c in e.conflicts
        ),
        timeline=tuple(Moment(at=m.at, label=m.label, accounts=tuple(map(_account_back, m.accounts))) for m in e.timeline), circular=tuple(map(tuple, e.circular)),
        tolls=tuple(Toll(id=t.id, count=t.count, number=t.number, sides=_sides_back(t.sides), by=t.by) for t in e.tolls),
        changes=tuple(
            Change(id=c.id, kind=c.kind, subject=c.subject, of=c.of, was=c.was, label=c.label, reason=c.reason, articles=tuple(c.articles), by=c.by) for c in e.changes
        ),
    )  # fmt: skip


def _statement_back(s: _Statement) -> Statement:
    return Statement(
        id=s.id, article=s.article, speaker=s.speaker, mode=s.mode, span=Span(article=s.article, start=s.start, end=s.end, exact=s.exact), cue=_span_back(s.cue, s.article), voice=_span_back(s.voice, s.article),
        chain=tuple(Link(name=link.name, span=_span_back(link.span, s.article)) for link in s.links), confidence=s.confidence, by=s.by,
    )  # fmt: skip
