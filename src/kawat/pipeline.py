"""A batch through the stages in plain calls: inputs in, a Briefing out.

Stages never meet elsewhere. What cannot become an article becomes a Rejection on the way, and the rest goes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from kawat.config import Settings
from kawat.lang import dates
from kawat.model import Article, Assignment, Brief, Briefing, Marks, Page, Rejection, content_id
from kawat.stages.acquire import acquire
from kawat.stages.clean import clean
from kawat.stages.detect import detect
from kawat.stages.embed import Embedder, load
from kawat.stages.extract import extract
from kawat.stages.group import THRESHOLD, Grouper
from kawat.stages.group.recluster import BEST
from kawat.stages.quote import quote
from kawat.stages.reconcile import describe, reconcile, revised

Progress = Callable[[str, int, int | None], None]
"""Told of every step done: the stage, how many are done, and of how many (None while unknown)."""

_SENTENCES = 4000  # of an event that are compared with one another, and
_LEAST = 60  # of each of its reports
_HANDFUL = 12  # articles that a person may have picked by hand
_LENIENT, _NEAREST = 0.28, 0.7  # how near two reports of a handful must be, and how much of that is the nearest
EMBEDDED = 64  # articles that are embedded together


def _silent(stage: str, done: int, total: int | None) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The articles of a reading and what was rejected on the way."""

    articles: tuple[Article, ...]
    rejections: tuple[Rejection, ...]


def read(
    inputs: Sequence[str],
    *,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = _silent,
    since: Briefing | None = None,
) -> Briefing:
    """Return the briefing of all reports in `inputs`: paths, folders, globs, addresses, "-" for `stdin`.

    Never raises for bad input: what cannot be read stands in `rejections`. Briefs come largest event first, each with what changed since the brief
    that shares most reports with it in the earlier briefing `since`.
    """
    settings = settings or Settings()
    found = _articles(acquire(inputs, settings=settings, stdin=stdin), settings, progress)
    marks = {}
    for done, article in enumerate(found.articles, 1):
        marks[article.id] = extract(article)
        progress("extract", done, len(found.articles))
    if not found.articles:
        return Briefing(articles=(), rejections=found.rejections, briefs=())
    embedder = load(settings.embedder)
    events = _events(found.articles, marks, embedder, progress)
    briefs = []
    for done, (event, members) in enumerate(events.items(), 1):
        briefs.append(_brief(event, members, marks, embedder))
        progress("reconcile", done, len(events))
    briefs.sort(key=lambda b: (-len(b.event.articles), b.event.day or "9999", b.event.id))
    if since:
        briefs = [_since(brief, since, found.articles) for brief in briefs]
    return Briefing(articles=found.articles, rejections=found.rejections, briefs=tuple(briefs))


def _since(brief: Brief, since: Briefing, articles: Sequence[Article]) -> Brief:
    """The brief with what changed since the earlier one of its event; as it is where no earlier one shares a report with it."""
    earlier = max(since.briefs, key=lambda b: len(set(b.event.articles) & set(brief.event.articles)), default=None)
    if earlier is None or not set(earlier.event.articles) & set(brief.event.articles):
        return brief
    return revised(earlier, brief, {article.id: article for article in (*since.articles, *articles)})


def _articles(pages: Iterable[Page | Rejection], settings: Settings, progress: Progress) -> _Reading:
    """Clean pages as they come; a report already read from the same outlet and address is rejected as a duplicate."""
    articles: dict[str, Article] = {}
    rejections: list[Rejection] = []
    for done, page in enumerate(pages, 1):
        result = page if isinstance(page, Rejection) else clean(page, settings=settings)
        if isinstance(result, Article) and result.id in articles:
            first = articles[result.id].path
            result = Rejection(path=result.path, stage="clean", reason=f"the same report was read from {first} already", text=result.text)
        if isinstance(result, Rejection):
            rejections.append(result)
        else:
            articles[result.id] = replace(result, language=_language(result))
        progress("clean", done, None)
    return _Reading(articles=tuple(articles.values()), rejections=tuple(rejections))


def assign(
    articles: Iterable[Article],
    *,
    marks: dict[str, Marks] | None = None,
    embedder: Embedder | None = None,
    grouper: Grouper | None = None,
    together: int = 1,
) -> Iterator[Assignment]:
    """Yield an assignment to an event for each article, in the order given, as each arrives; `together` are embedded at a time."""
    grouper = grouper or Grouper()
    arriving = iter(articles)
    while some := list(islice(arriving, together)):
        rows = vectors(some, embedder) if embedder else [None] * len(some)
        for article, row in zip(some, rows, strict=True):
            yield grouper.add(article, (marks or {}).get(article.id) or extract(article), row)


def vectors(articles: Sequence[Article], embedder: Embedder) -> NDArray[np.float32]:
    """Return what grouping compares of each article: a vector of title and first sentences and one of the title, (n, 2, dimensions)."""
    titles = [article.title or article.text[:120] for article in articles]
    texts = [f"{article.title or ''}. {article.text[:800]}" for article in articles]
    return np.stack([embedder.embed(texts), embedder.embed(titles)], axis=1)


def in_time_order(articles: Iterable[Article]) -> list[Article]:
    """Return articles by publication time, undated ones last, each group in the order given."""
    return sorted(articles, key=lambda a: a.published or "9999")


def _events(articles: Sequence[Article], marks: dict[str, Marks], embedder: Embedder, progress: Progress) -> dict[str, list[Article]]:
    events: dict[str, list[Article]] = {}
    ordered = in_time_order(articles)
    grouper = Grouper(each=0)
    for done, _ in enumerate(assign(ordered, marks=marks, embedder=embedder, grouper=grouper), 1):
        progress("group", done, len(articles))
    # A person who names a handful of reports most likely means one event; of more nothing can be said beforehand.
    handful = len(ordered) <= _HANDFUL
    grouper.think_again(threshold=_LENIENT if handful else THRESHOLD, best=_NEAREST if handful else BEST)
    by_id = {article.id: article for article in ordered}
    for event, members in grouper.events().items():
        events[event] = [by_id[member] for member in members]
    return events


def _brief(event_id: str, members: Sequence[Article], marks: dict[str, Marks], embedder: Embedder) -> Brief:
    """Describe and reconcile an event; of very long reports only the first sentences are compared, since pairs grow with their square."""
    first = max(_LEAST, _SENTENCES // len(members))
    attributions = {article.id: quote(article, marks[article.id]) for article in members}
    sentences = {article.id: [s.exact for s in marks[article.id].sentences[:first]] for article in members}
    # A report that is alone has nothing to be compared with: its sentences need rows, not vectors.
    vectors = {
        article: embedder.embed(texts) if len(members) > 1 else np.zeros((len(texts), 1), dtype=np.float32)
        for article, texts in sentences.items()
    }
    event = describe(event_id, members, marks)
    return reconcile(event, members, marks, attributions, vectors)


def group(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Assignment]:
    """Yield an assignment to an event for each article in time order (publication time, then the order given), second thoughts included.

    To have each as it arrives, use `assign` with a Grouper.
    """
    settings = settings or Settings()
    grouper = Grouper(each=0)
    first = list(assign(in_time_order(articles), embedder=load(settings.embedder), grouper=grouper, together=EMBEDDED))
    yield from final(first, grouper)


def final(first: Iterable[Assignment], grouper: Grouper) -> Iterator[Assignment]:
    """Yield assignments as second thoughts over all live articles leave them."""
    grouper.think_again()
    last = {article: row for row in grouper.regroupings for article in row.articles}
    for said in first:
        event, row = grouper.event_of(said.article), last.get(said.article)
        if event == said.event or row is None:
            yield replace(said, event=event)
        else:
            yield replace(said, event=event, score=row.score, reason=row.reason, by=row.by)


def records(path: str, *, settings: Settings | None = None, stdin: BinaryIO | None = None) -> Iterator[tuple[str, Article] | Rejection]:
    """Yield each record of a JSONL file with the id it came with, as an article; Rejections for lines that hold none.

    "-" reads `stdin` a line at a time, so that each record is yielded when it arrives. What cleaning finds no report in is taken as it
    stands: a stream wants an answer for every record that has words.
    """
    settings = settings or Settings()
    for page in _lines(stdin, settings) if path == "-" and stdin else acquire([path], settings=settings):
        if isinstance(page, Rejection):
            yield page
            continue
        result = clean(page, settings=settings)
        article = result if isinstance(result, Article) else _as_it_stands(page)
        yield page.given.id or article.id, replace(article, language=_language(article))


def _lines(stdin: BinaryIO, settings: Settings) -> Iterator[Page | Rejection]:
    """Yield the pages of each line of a stream; their path is its number."""
    for number, line in enumerate(iter(stdin.readline, b""), 1):
        if not line.strip():
            continue
        try:
            json.loads(line)
        except ValueError as error:
            text = line.decode("utf-8", "replace")
            yield Rejection(
                path=f"-#{number}", stage="acquire", reason=f"the line is no JSON ({error}); mend or export it again", text=text
            )
        else:
            for page in acquire(["-"], settings=settings, stdin=BytesIO(line)):
                yield replace(page, path=f"-#{number}")


def _as_it_stands(page: Page) -> Article:
    """Return a record as an article without cleaning it."""
    given = page.given
    return Article(
        id=content_id("a", page.url, given.outlet, given.title, given.published_raw, page.text),
        path=page.path,
        url=page.url,
        outlet=given.outlet,
        title=given.title,
        text=page.text.strip(),
        published=dates.published(given.published_raw) if given.published_raw else None,
        published_raw=given.published_raw,
        language=given.language,
        page=page.hash,
    )


def _language(article: Article) -> str | None:
    return detect(f"{article.title or ''}\n{article.text}") or article.language
