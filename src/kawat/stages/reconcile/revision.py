"""Two briefs of one event in, an earlier and a later; what changed out, each with the words or reports that brought it about.

Points and conflicts that did not change have the same id in both, since an id is a hash of the words. What changed is found again by the words that it
still rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from kawat.model import Account, Article, Brief, Change, ChangeKind, ChangeSubject, Conflict, Point, content_id
from kawat.stages.reconcile.words import change

BY: Final = "reconcile/revision@1"
VERDICTS: Final = ("conflict", "update", "precision")  # what matters most first
Noun = TypeVar("Noun", Point, Conflict)
Key = tuple[str, int]


def changes(before: Brief, after: Brief, articles: Mapping[str, Article], language: str) -> tuple[Change, ...]:
    """Return what changed from `before` to `after`: conflicts first, then points by how much they changed, then reports.

    `articles` holds those of both briefs; reasons are in `language`, English where it has no words for them.
    """
    fresh = [a for a in after.event.articles if a not in before.event.articles]
    gone = [a for a in before.event.articles if a not in after.event.articles]

    def made(kind: ChangeKind, subject: ChangeSubject, of: str, was: str | None, label: str, reason: str, by: Sequence[str]) -> Change:
        return Change(
            id=content_id("g", kind, subject, of, was), kind=kind, subject=subject, of=of, was=was, label=label, reason=reason, articles=tuple(by), by=BY
        )  # fmt: skip

    def outlets(ids: Sequence[str]) -> str:
        return ", ".join(dict.fromkeys(articles[i].outlet or articles[i].path or i for i in ids if i in articles))

    def told(kind: str, **words: object) -> str:
        return change(kind, language).format(**words)

    def of_conflicts() -> Iterator[Change]:
        for now, was in _matched(before.conflicts, after.conflicts, _sides):
            brought = _brought(now, was, _sides, fresh)
            if was is None and now is not None:
                yield made("added", "conflict", now.id, None, now.what, told(f"new_{now.verdict}", outlets=outlets(brought)), brought)
            elif now is None and was is not None:
                yield made("withdrawn", "conflict", was.id, was.id, was.what, told("gone", outlets=outlets(gone)), gone)
            elif now and was and now.verdict != was.verdict:
                reason = told("verdict", old=change(was.verdict, language), new=change(now.verdict, language))
                yield made("revised", "conflict", now.id, was.id, now.what, reason, brought)
            elif now and was and (values := [s.value for s in now.sides if s.value not in {old.value for old in was.sides}]):
                reason = told("value", values=", ".join(map(_short, values)), outlets=outlets(brought))
                yield made("revised", "conflict", now.id, was.id, now.what, reason, brought)

    def of_points() -> Iterator[Change]:
        for now, was in _matched(before.points, after.points, _accounts):
            brought = _brought(now, was, _accounts, fresh)
            if was is None and now is not None:
                yield made("added", "point", now.id, None, now.label, told("new_point", outlets=outlets(brought)), brought)
            elif now is None and was is not None:
                yield made("withdrawn", "point", was.id, was.id, was.label, told("gone", outlets=outlets(gone)), gone)
            elif now and was and now.status != was.status:
                reason = told("status", old=change(was.status, language), new=change(now.status, language))
                yield made("revised", "point", now.id, was.id, now.label, reason, brought)
            elif now and was and brought:
                yield made("revised", "point", now.id, was.id, now.label, told("joined", outlets=outlets(brought)), brought)

    # What one outlet alone adds comes last of all: a reader asks first what it does to what he knew.
    alone = {p.id for p in after.points if p.status == "single"}
    weight = {"revised": 0, "added": 1, "withdrawn": 2}
    points = sorted(of_points(), key=lambda c: (c.of in alone and c.kind == "added", weight[c.kind]))
    reports = [made("added", "report", a, None, _title(a, articles), told("report", outlets=outlets([a])), [a]) for a in fresh]
    reports += [made("withdrawn", "report", a, a, _title(a, articles), told("no_report", outlets=outlets([a])), [a]) for a in gone]
    verdict = {c.id: VERDICTS.index(c.verdict) for c in (*before.conflicts, *after.conflicts)}
    return (*sorted(of_conflicts(), key=lambda c: (verdict[c.of], weight[c.kind])), *points, *reports)


def _short(value: str) -> str:
    """A number without its unit, which the label names; any other value as it is."""
    number = value.partition(" ")[0]
    return number if number[:1].isdigit() and "-" not in number else value


def _title(article: str, articles: Mapping[str, Article]) -> str:
    known = articles.get(article)
    return (known.title or known.outlet or article) if known else article


def _accounts(point: Point) -> Sequence[Account]:
    return point.accounts


def _sides(conflict: Conflict) -> Sequence[Account]:
    return [account for side in conflict.sides for account in side.accounts]


def _keys(accounts: Sequence[Account]) -> frozenset[Key]:
    return frozenset((a.span.article, a.span.start) for a in accounts)


def _matched(
    before: Sequence[Noun], after: Sequence[Noun], accounts: Callable[[Noun], Sequence[Account]]
) -> Iterator[tuple[Noun | None, Noun | None]]:
    """Yield each of `after` with the one of `before` that it was, by id, else by most words in common; then those of `before` that are no more."""
    left = {one.id: one for one in before}
    same = [one for one in after if one.id in left]
    rest = [one for one in after if one.id not in left]
    for one in same:
        yield one, left.pop(one.id)
    holding: dict[Key, list[str]] = {}
    for old in left.values():
        for key in _keys(accounts(old)):
            holding.setdefault(key, []).append(old.id)
    shared = sorted(
        (-sum(old in holding.get(key, ()) for key in _keys(accounts(one))), number, old)
        for number, one in enumerate(rest)
        for old in {old for key in _keys(accounts(one)) for old in holding.get(key, ())}
    )
    found: dict[int, Noun] = {}
    for _, number, name in shared:
        if number not in found and name in left:
            found[number] = left.pop(name)
    for number, one in enumerate(rest):
        yield one, found.get(number)
    for old in left.values():
        yield None, old


def _brought(now: Noun | None, was: Noun | None, accounts: Callable[[Noun], Sequence[Account]], fresh: Sequence[str]) -> list[str]:
    """The new reports whose words a point or conflict has now and had not; of one that is new, else all of its reports."""
    mine = list(dict.fromkeys(a.span.article for a in accounts(now))) if now else []
    theirs = {a.span.article for a in accounts(was)} if was else set()
    new = [a for a in mine if a not in theirs]
    return [a for a in new if a in fresh] or new
