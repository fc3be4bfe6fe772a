"""An event's articles with their marks and statements in; the Brief out: points, differences, tolls, speakers, origins, timeline.

The order of arrival changes nothing: articles are put in order of publication first, and every id is a hash of content. First version.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kawat.lang import outlets
from kawat.lang.words import function_words
from kawat.model import Article, Attribution, Brief, Conflict, Event, Marks, Point, Span, Status, content_id
from kawat.stages.reconcile import (
    addresses,
    befell,
    callouts,
    copies,
    fates,
    identities,
    likeness,
    opened,
    passages,
    points,
    polarity,
    quotations,
    revision,
    speakers,
    spellings,
    stated,
    states,
    timeline,
    tolls,
    traits,
    turns,
    values,
    whereabouts,
    wholes,
    wording,
)
from kawat.stages.reconcile.origins import Origins, circles
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.scorer import shipped
from kawat.stages.reconcile.values import Difference
from kawat.stages.reconcile.words import reason

_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_FEWEST = 4  # words of what one outlet alone tells
_DOUBT = 0.5  # how sure a point is at most in which two reports' values may be one that differs
_SINGLES = 60  # points of one outlet alone that a brief keeps, the weightiest first


def describe(event_id: str, articles: Sequence[Article], marks: Mapping[str, Marks]) -> Event:
    """Return the event with a title in its reports' own words and the likeliest day it happened.

    The title is the headline that shares most with the others; without headlines, a first sentence. The day is the one that the
    leads name most often, not after publication, else the earliest publication's.
    """
    ordered = sorted(articles, key=lambda a: (a.published or "9999", a.id))
    titles = [outlets.bare_title(a.title, a.outlet) for a in ordered if a.title]
    words = [{w for w in re.findall(r"[^\W\d_]{3,}", t.casefold()) if w not in function_words()} for t in titles]
    shared = Counter(w for own in words for w in own)
    title = (
        max(zip(titles, words, strict=True), key=lambda p: (sum(shared[w] - 1 for w in p[1]) / (1 + len(p[1])), -len(p[0])))[0]
        if titles
        else None
    )
    if title is None:
        title = next((marks[a.id].sentences[0].exact for a in ordered if marks[a.id].sentences), "an event without words")
    return Event(id=event_id, title=title, day=_day(ordered, marks), articles=tuple(a.id for a in ordered))


def _day(articles: Sequence[Article], marks: Mapping[str, Marks]) -> str | None:
    votes: Counter[str] = Counter()
    for article in articles:
        lead = marks[article.id].sentences[min(3, len(marks[article.id].sentences) - 1)].end if marks[article.id].sentences else 0
        for index, mark in enumerate(d for d in marks[article.id].dates if d.span.start < lead and d.value and _DAY.match(d.value[:10])):
            day = (mark.value or "")[:10]
            stated = article.published or ""
            if 0 <= _days(stated[:10], day) <= 10 if len(stated) >= 10 else day.startswith(stated):
                votes[day] += 3 if index == 0 else 1
    if votes:
        return min(votes, key=lambda d: (-votes[d], d))
    published = [a.published[:10] for a in articles if a.published and len(a.published) >= 10]
    return min(published) if published else None


def _days(later: str, earlier: str) -> int:
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return -1


def reconcile(
    event: Event,
    articles: Sequence[Article],
    marks: Mapping[str, Marks],
    attributions: Mapping[str, Attribution],
    vectors: Mapping[str, NDArray[np.float32]],
) -> Brief:
    """Return the brief of an event; all mappings are by article id, `vectors[id]` has a unit row for each
    of its sentences, or for the first of them: the rest is not compared."""
    ordered = sorted(articles, key=lambda a: (a.published or "9999", a.id))
    by_id = {a.id: a for a in ordered}
    twice = list(copies.find(attributions))
    people, renamed = speakers.merge(attributions, twice)
    statements = tuple(replace(s, speaker=renamed.get(s.speaker or "")) for a in ordered for s in attributions[a.id].statements)
    origins = Origins(by_id, {s.id: s for s in statements}, {p.id: p for p in people})
    found = passages.find(ordered, marks, attributions, vectors, renamed)
    pairs = likeness.pairs(found, vectors)
    chances = shipped("points", likeness.FEATURES)(pairs.rows)
    told = {(i, j): c for (i, j), c in zip(pairs.indices.tolist(), chances.tolist(), strict=True)}
    every = stated.find(found, by_id)
    slips = wording.calendar(found, every)
    wrong = {account.span for d in slips for account in d.conflict.sides[0].accounts}
    counted = tolls.find(ordered, marks, found)
    slots = values.fill(every, found, told)
    doubted = values.doubted(every, slots)
    # A day that its own weekday tells to be wrong needs no second entry.
    differing = [
        d
        for d in values.differences(every, found, told, by_id, counted, slots)
        if len(d.conflict.sides) > 2 or not any({a.span for a in s.accounts} <= wrong for s in d.conflict.sides)
    ]
    differing += [*_further(wording.dated(found, by_id), differing), *wording.weekdays(found, every), *slips]
    differing += wording.attributed(twice, renamed, {p.id: p for p in people}, by_id, found)
    differing += addresses.differences(found, by_id)
    differing += callouts.differences(found, told, by_id)
    differing += wholes.differences(every, found, by_id)
    differing += whereabouts.differences(found, told, by_id)
    differing += turns.differences(found, by_id)
    differing += quotations.differences(statements, found, by_id)
    cosines = dict(zip(told, pairs.rows[:, 0].tolist(), strict=True))
    differing += polarity.differences(found, told, cosines, by_id)
    followed = befell.people(found)
    differing += _further(traits.differences(followed, found, by_id), differing)
    differing += identities.differences(found, followed, by_id)
    moved = fates.differences(followed, found, by_id)
    moved += _further(opened.differences(found, by_id), moved)
    differing += [*moved, *_further(states.differences(found, told, cosines, by_id), moved)]
    cliques = points.with_slots(points.joined(found, pairs, chances), [d.passages for d in differing if d.conflict.verdict != "precision"])
    groups = [[found[i] for i in group] for group in cliques]
    language = _language(ordered)
    standing = _Standing(differing)
    contested = {i for d in differing if d.conflict.verdict == "conflict" for i in d.passages}
    made = [
        replace(
            _point(group, standing.within(clique), by_id, origins, torn=standing.torn(clique, group)),
            label=_label(group, [i in contested for i in clique], language),
            confidence=round(
                min(points.sureness(clique, told), _DOUBT if any(p in doubted for p in combinations(sorted(clique), 2)) else 1.0), 2
            ),
        )
        for clique, group in zip(cliques, groups, strict=True)
    ]
    holding = {c.id: p.id for clique, p in zip(cliques, made, strict=True) for c in standing.within(clique)}
    conflicts = [replace(d.conflict, point=holding.get(d.conflict.id)) for d in differing] + spellings.find(ordered, marks)
    conflicts = [replace(c, reason=reason(c.reason, language)) for c in conflicts]
    weight = {content_id("p", *_key(group)): max(p.weight for p in group) for group in groups}
    return Brief(
        event=event,
        speakers=people,
        statements=statements,
        figures=tuple(f for a in ordered for f in marks[a.id].figures),
        points=_ranked(made, weight, by_id),
        conflicts=tuple(sorted(conflicts, key=lambda c: (revision.VERDICTS.index(c.verdict), -c.confidence, c.id))),
        timeline=timeline.moments(groups, marks),
        circular=circles(ordered),
        tolls=counted,
    )


def revised(before: Brief, after: Brief, articles: Mapping[str, Article]) -> Brief:
    """Return the later of two briefs of one event with what changed since the earlier; `articles` holds those of both, by id."""
    told = [articles[i] for i in after.event.articles]
    return replace(after, changes=revision.changes(before, after, articles, _language(told)))


def _further(made: Sequence[Difference], known: Sequence[Difference]) -> list[Difference]:
    """The differences of one kind that are not told by two passages of another already."""
    return [d for d in made if not any(len({*d.passages} & {*k.passages}) > 1 and d.conflict.kind == k.conflict.kind for k in known)]


def _language(articles: Sequence[Article]) -> str:
    """The language that most reports are in, which the brief is written in."""
    return Counter(a.language or "en" for a in articles).most_common(1)[0][0] if articles else "en"


class _Standing:
    """The differences of an event by the passages they stand in."""

    def __init__(self, differing: Sequence[Difference]) -> None:
        self._differing = differing
        self._of: dict[int, list[int]] = {}
        for number, difference in enumerate(differing):
            for passage in difference.passages:
                self._of.setdefault(passage, []).append(number)

    def within(self, clique: Sequence[int]) -> list[Conflict]:
        """Return the differences of which a point has all passages: those that it is about."""
        shared = sorted(Counter(number for passage in clique for number in self._of.get(passage, ())).items())
        return [self._differing[k].conflict for k, count in shared if count == len(self._differing[k].passages)]

    def torn(self, clique: Sequence[int], group: Sequence[Passage]) -> bool:
        """Return whether a point holds several sides of one conflict, be it not all of its words: it is not agreed."""
        shared = {number for passage in clique for number in self._of.get(passage, ())}
        sides = (self._differing[n].conflict.sides for n in shared if self._differing[n].conflict.verdict == "conflict")
        return any(sum(any(_stands(a.span, p.sentence) for a in side.accounts for p in group) for side in some) > 1 for some in sides)


def _stands(span: Span, sentence: Span) -> bool:
    return span.article == sentence.article and sentence.start <= span.start < sentence.end


def _key(group: Sequence[Passage]) -> list[str]:
    return sorted(f"{p.article}:{p.account.span.start}:{p.account.span.end}" for p in group)


def _point(
    group: Sequence[Passage],
    differing: Sequence[Conflict],
    articles: Mapping[str, Article],
    origins: Origins,
    *,
    torn: bool,
) -> Point:
    verdicts = {c.verdict for c in differing}
    carriers = {articles[p.article].outlet or p.article for p in group}
    status: Status = (
        "disputed" if torn or "conflict" in verdicts else "updated" if "update" in verdicts else "agreed" if len(carriers) > 1 else "single"
    )
    return Point(
        id=content_id("p", *_key(group)),
        label="",
        status=status,
        origins=origins.of(group),
        accounts=tuple(p.account for p in group),
    )


def _label(group: Sequence[Passage], contested: Sequence[bool], language: str) -> str:
    """The clearest account's own words: in the brief's language, of middling length, and none that collide with others where a point has any else."""
    ranked = (
        (
            collides,
            p.language != language,
            abs(len(p.account.span.exact.split()) - 16),
            p.article,
            p.account.span.start,
            p.account.span.exact,
        )
        for p, collides in zip(group, contested, strict=True)
    )
    return " ".join(min(ranked)[-1].split())


def _ranked(made: Sequence[Point], weight: Mapping[str, float], articles: Mapping[str, Article]) -> tuple[Point, ...]:
    """What collides and what most outlets surely carry comes first; of what one outlet alone has the weightiest is kept."""

    def rank(point: Point) -> tuple[int, float, float, str]:
        carriers = len({articles[a.span.article].outlet or a.span.article for a in point.accounts})
        return (-(point.status in ("disputed", "updated")), -carriers * point.confidence, -weight[point.id], point.id)

    shared = [p for p in made if p.status != "single"]
    alone = sorted((p for p in made if p.status == "single" and _tells(p.label)), key=rank)[:_SINGLES]
    return (*sorted(shared, key=rank), *alone)


def _tells(label: str) -> bool:
    """Whether words of one outlet alone tell something: no number of a list, no heading, no question to the reader."""
    return sum(any(c.isalpha() for c in w) for w in label.split()) >= _FEWEST and not label.rstrip("\"”'’ ").endswith((":", "?"))
