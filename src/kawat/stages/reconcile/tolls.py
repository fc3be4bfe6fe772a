"""An event's articles and their marks in; its toll out: how many are dead and how many are hurt, by report, the number that stands last.

A report tells the whole early: the first number that its opening counts is its toll, one person named or said to be dead is one. Where a report tells how
many were shot, those who are not dead are hurt. The dead never become fewer: a later report that counts fewer tells of some of them, unless more reports do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from kawat.model import Account, Article, Marks, Side, Toll, TollCount, content_id
from kawat.stages.reconcile import victims
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.victims import Kind, Told

BY = "reconcile/tolls@1"
_KINDS: Final[tuple[Kind, ...]] = ("dead", "injured", "struck")
_OPENING = 6  # sentences behind the headline in which a report tells the whole
_BESIDE = 20  # sentences within which it tells who is hurt beside the dead


class _Rank(IntEnum):
    """How surely a report's words tell its toll."""

    passing = 0
    one_late = 1
    late = 2
    named = 3
    one = 4
    doubtful = 5
    whole = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """What a report tells of one kind, and where."""

    number: int
    rank: _Rank
    place: int
    done: bool
    others: bool
    least: bool
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What one sentence of a report tells; `place` is 0 for the headline, else the number of the sentence in the body."""

    place: int
    account: Account
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What a report tells of the dead, the hurt and the shot; `taken` is where it tells that who did it is dead too, `beside` whether somebody hurt is not
    one of the dead."""

    lines: tuple[_Line, ...]
    counts: Mapping[Kind, _Count]
    taken: Account | None
    beside: bool

    def opens(self, *kinds: Kind, least: _Rank = _Rank.named) -> bool:
        """Whether its opening tells of one of the kinds."""
        return any(k in self.counts and self.counts[k].rank >= least for k in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """Numbers in order of time with their accounts, the one that stands last; `victims` are the dead without who did it."""

    values: tuple[tuple[int, tuple[Account, ...]], ...] = ()
    victims: int = 0


def find(articles: Sequence[Article], marks: Mapping[str, Marks], found: Sequence[Passage]) -> tuple[Toll, ...]:
    """Return the toll of dead and the toll of injured that reports, in order of time, give one happening; none where most of them open with other things."""
    statements = {(p.article, p.sentence.start): p.account.statement for p in found}
    reports = _confirmed([_read(a, marks[a.id], statements) for a in articles])
    counting = sum(r.opens(*_KINDS, least=_Rank.one) for r in reports)
    if 3 * counting < len(reports) and 2 * sum(r.opens(*_KINDS, least=_Rank.one_late) for r in reports) < len(reports):
        return ()
    dead = _dead(reports)
    ill = 2 * sum(victims.illness(_opening(a, marks[a.id]), a.language) for a in articles) > len(articles)
    hurt = _Series() if ill else _injured(reports, dead)
    return tuple(t for t in (_toll("dead", dead), _toll("injured", hurt)) if t)


def _confirmed(reports: Sequence[_Report]) -> list[_Report]:
    """The reports with numbers that may be of other happenings where another report gives the same for certain, and without those of hurt and shot that none
    gives, where reports tell for certain of whom."""
    agreed = [_agreed(r, [other for other in reports if other is not r]) for r in reports]
    if not any(c.rank in (_Rank.whole, _Rank.one) for r in agreed for c in r.counts.values()):
        return agreed
    numbers = {c.number for r in agreed for kind, c in r.counts.items() if kind != "dead" and c.rank != _Rank.doubtful}
    return [
        replace(r, counts={k: c for k, c in r.counts.items() if k == "dead" or c.rank != _Rank.doubtful or c.number in numbers})
        for r in agreed
    ]


def _agreed(report: _Report, others: Sequence[_Report]) -> _Report:
    """A report whose numbers are doubtful no more where others give them for certain: "left four hurt two days ago"."""
    counts = dict(report.counts)
    for kind in _KINDS:
        sure = {r.counts[kind].number for r in others if kind in r.counts and r.counts[kind].rank == _Rank.whole}
        alike = [t for line in report.lines for t in line.told if t.kind == kind and t.doubtful and t.how == "counted" and t.number in sure]
        if alike and kind in counts:
            lines = [replace(line, told=tuple(replace(t, doubtful=False) if t in alike else t for t in line.told)) for line in report.lines]
            counts[kind] = _count(kind, lines) or counts[kind]
    return replace(report, counts=counts)


def _opening(article: Article, marks: Marks) -> str:
    return article.text[: marks.sentences[:_OPENING][-1].end] if marks.sentences else ""


def _read(article: Article, marks: Marks, statements: Mapping[tuple[str, int], str | None]) -> _Report:
    headline = len(article.title) if article.title and article.text.startswith(article.title) else 0
    headed = bool(marks.sentences) and marks.sentences[0].end <= headline
    lines: list[_Line] = []
    taken, beside, survives, at = None, False, False, 0
    for number, sentence in enumerate(marks.sentences):
        inside = []
        while at < len(marks.figures) and marks.figures[at].span.start < sentence.end:
            inside.append(marks.figures[at])
            at += 1
        place = number + (0 if headed else 1)
        told = victims.told(sentence.exact, sentence.start, inside, article.language)
        account = Account(span=sentence, statement=statements.get((article.id, sentence.start)))
        if told:
            lines.append(_Line(place=place, account=account, told=tuple(told)))
        if place <= _BESIDE:
            beside = beside or victims.apart(sentence.exact, told, article.language)
            survives = survives or victims.survives(sentence.exact, told, article.language)
            if taken is None and (victims.suicide(sentence.exact, article.language) or any(t.doer and t.kind == "dead" for t in told)):
                taken = account
    counts: dict[Kind, _Count] = {kind: count for kind in _KINDS if (count := _count(kind, lines))}
    # Who is out of danger where the opening tells of one dead is another.
    beside = beside or (survives and "dead" in counts and counts["dead"].rank >= _Rank.one)
    return _Report(lines=tuple(lines), counts=counts, taken=taken, beside=beside)


def _count(kind: Kind, lines: Sequence[_Line]) -> _Count | None:
    """What a report tells of one kind: the first whole number of its opening, else that one person is, else what it tells in passing."""
    every = [(line, t) for line in lines for t in line.told if t.kind == kind and not t.doer]
    of_many = {t.number for _, t in every if t.elsewhere and t.how == "counted" and t.number > 1}
    here = [(line, t) for line, t in every if not t.elsewhere and not (t.how == "counted" and t.number in of_many)]
    whole = [(line, t) for line, t in here if (t.how == "counted" or _beside_many(t, line)) and not t.part]
    opening = [(line, t) for line, t in whole if line.place <= _OPENING]
    sure = [(line, t) for line, t in opening if not t.doubtful]
    if sure and sure[0][1].number == 1 and sure[0][0].place > 0 and sure[0][1].how == "counted":
        sure = [(line, t) for line, t in sure if t.number > 1] or sure  # "one man is in hospital" is none of four
    known = [(line, t) for line, t in here if t.how == "known" and not t.part and line.place <= _OPENING]
    ones = [(line, t) for line, t in here if t.how == "one" or t.part]
    ones = [(line, t) for line, t in ones if not t.doubtful]
    said = [(line, t) for line, t in here if t.how == "implied"]
    for some, rank, one in (
        (sure or known, _Rank.whole, False),
        (opening, _Rank.doubtful, False),
        (_early(ones), _Rank.one, True),
        (_early(said), _Rank.named, True),
        ([(line, t) for line, t in whole if not t.doubtful], _Rank.late, False),
        (ones, _Rank.one_late, True),
        (said, _Rank.passing, True),
    ):
        if some:
            line, t = some[0]
            of_them = (
                sum(d.number for d in line.told if d.kind == "dead" and d.part and d.start > t.end) if kind == "injured" and not one else 0
            )
            return _Count(
                number=1 if one else max(1, t.number - of_them),
                rank=rank,
                place=line.place,
                done=t.done,
                others=t.others,
                least=t.least,
                account=line.account,
            )
    return None


def _beside_many(one: Told, line: _Line) -> bool:
    """Whether one hurt is told right behind several dead, so that he is the whole: "four people were killed and one was wounded"."""
    return (
        one.how == "one"
        and one.kind == "injured"
        and any(t.kind == "dead" and t.how == "counted" and t.number > 1 and t.end < one.start for t in line.told)
    )


def _early(some: Iterable[tuple[_Line, Told]]) -> list[tuple[_Line, Told]]:
    return [(line, t) for line, t in some if line.place <= _OPENING]


def _dead(reports: Sequence[_Report]) -> _Series:
    """The dead in order of time; none where most reports, and the last, tell of nobody dead."""
    known = [deadly for r in reports if (deadly := _is_deadly(r)) is not None]
    counts = [r.counts["dead"] for r in reports if "dead" in r.counts]
    if (not counts and not any(r.taken for r in reports)) or (known and not known[-1] and 2 * sum(known) < len(known)):
        return _Series()
    series = next((some for level in (_Rank.whole, _Rank.doubtful) if (some := [c for c in counts if c.rank == level])), [])
    late = [c for c in counts if c.rank == _Rank.late]
    taken = next((r.taken for r in reports if r.taken), None)
    if series and series[0].rank == _Rank.doubtful and any(c.rank == _Rank.one for c in counts):
        series = []  # of one dead and of ten who may be of other happenings
    if not series and not taken and 2 * len(late) >= len(reports):
        series = late
    if series:
        often = Counter(c.number for c in series)
        last = series[-1]
        for count in series:
            if count.rank == _Rank.whole and count.number > last.number and often[count.number] >= often[last.number]:
                last = count
        values = _rising(_in_order([(c.number, (c.account,)) for c in series], last.number))
    else:
        accounts = [c.account for c in counts] or [taken for taken in (taken,) if taken]
        values = [(1, tuple(accounts))]
    victims_dead = values[-1][0] if any(c.rank >= _Rank.named for c in counts) or not taken else 0
    if taken and any(c.done and c.number == victims_dead for c in counts):
        values = [*values[:-1], (victims_dead + 1, (*values[-1][1], taken))]
    return _Series(values=tuple(values), victims=victims_dead)


def _is_deadly(report: _Report) -> bool | None:
    """Whether a report's opening tells of somebody dead; None where it tells of nobody hurt either."""
    if report.opens("dead") or report.taken:
        return True
    return False if report.opens("injured", "struck") else None


def _injured(reports: Sequence[_Report], dead: _Series) -> _Series:
    """The injured in order of time: as counted, else those shot who are not dead. Who is hurt in one report and dead in another is one person."""
    series: list[tuple[int, tuple[Account, ...]]] = []
    deadly, alive = False, False
    for report in reports:
        deadly = deadly or report.opens("dead") or report.taken is not None
        hurt, struck = (_counted(report.counts.get(kind)) for kind in ("injured", "struck"))
        if hurt and hurt.number == 1 and dead.victims and not report.beside:
            hurt = None
        left = struck.number - (0 if struck.others else dead.victims) if struck else 0
        if struck and struck.least and series and left < series[-1][0]:
            struck = None  # "at least two were shot" takes nothing from four
        if struck and left > (hurt.number if hurt else 0) and (not hurt or hurt.number == 1 or struck.place <= 1):
            told = report.counts.get("dead")
            series.append((left, tuple(dict.fromkeys((struck.account, *((told.account,) if told and dead.victims else ()))))))
            alive = False
        elif hurt and not (hurt.least and series and hurt.number < series[-1][0]):
            series.append((hurt.number, (hurt.account,)))
            alive = not deadly and not hurt.others
    if alive and series[-1][0] > dead.victims > 0:
        series.append((series[-1][0] - dead.victims, (*series[-1][1], *dead.values[-1][1])))  # of two hurt one has died since
    if not series and dead.victims:
        late = [
            r.counts[k]
            for r in reports
            for k in ("injured", "struck")
            if k in r.counts and r.counts[k].rank == _Rank.late and r.counts[k].others
        ]
        series = [(c.number, (c.account,)) for c in late]
    if not series:
        # Nobody is counted: one is hurt where nobody is dead, or beside the dead.
        for report in reports:
            count = report.counts.get("injured") or report.counts.get("struck")
            if count and (report.beside if dead.victims else report.opens("injured", "struck", least=_Rank.one_late)):
                series.append((1, (count.account,)))
    return _Series(values=tuple(_in_order(series, series[-1][0]))) if series else _Series()


def _counted(count: _Count | None) -> _Count | None:
    return count if count and count.rank >= _Rank.doubtful else None


def _in_order(series: Sequence[tuple[int, tuple[Account, ...]]], last: int) -> list[tuple[int, tuple[Account, ...]]]:
    """Each number once with its accounts, in order of time, the one that stands at the end."""
    by_number: dict[int, list[Account]] = {}
    for number, accounts in series:
        by_number.setdefault(number, []).extend(a for a in accounts if a not in by_number.get(number, ()))
    by_number[last] = by_number.pop(last)
    return [(number, tuple(accounts)) for number, accounts in by_number.items()]


def _rising(values: Sequence[tuple[int, tuple[Account, ...]]]) -> list[tuple[int, tuple[Account, ...]]]:
    """The same without what is fewer than before or more than what stands: a report of some of the dead."""
    rising: list[tuple[int, tuple[Account, ...]]] = []
    for value in values:
        if value[0] <= values[-1][0] and (not rising or value[0] >= rising[-1][0]):
            rising.append(value)
    return rising


def _toll(count: TollCount, series: _Series) -> Toll | None:
    if not series.values:
        return None
    sides = tuple(Side(value=f"{number} people", accounts=accounts) for number, accounts in series.values)
    key = [f"{a.span.article}:{a.span.start}" for side in sides for a in side.accounts]
    return Toll(id=content_id("t", count, *key), count=count, number=series.values[-1][0], sides=sides, by=BY)
