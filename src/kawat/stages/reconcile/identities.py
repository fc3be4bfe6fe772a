"""An event's passages in; whom an earlier report leaves unnamed and a later one names, out: "has not been identified" and "identified as ..." are an update."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kawat.lang.phrases import either
from kawat.model import Article
from kawat.stages.reconcile import polarity
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.values import Difference, conflict, moment
from kawat.stages.reconcile.words import listed, parties

_NEAR = 70  # characters behind "identified as" within which the name stands
_WORD = re.compile(r"[^\W\d_]{3,}")


def differences(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return, for the one hurt or dead and for the one suspected, the earlier reports that say nobody is named beside the later ones that name somebody."""
    unnamed: dict[str, list[int]] = {}
    named: dict[str, list[tuple[int, str]]] = {}
    for index, passage in enumerate(found):
        text = passage.sentence.exact
        party = _party(text)
        if party is None:
            continue
        if _withheld(text, passage.language):
            unnamed.setdefault(party, []).append(index)
        elif name := _name(passage):
            named.setdefault(party, []).append((index, name))
    made = []
    for party, without in unnamed.items():
        late = [(i, name) for i, name in named.get(party, ()) if all(_before(found[k], found[i], articles) for k in without)]
        late = [(i, name) for i, name in late if not any(_knows(articles[found[k].article], name) for k in without)]
        if not late or len({name.split()[-1].casefold() for _, name in late}) > 1:
            continue  # of several who are named it is open whom the earlier report means
        sides = [(_shortened(found[without[0]].sentence.exact), found[k].account) for k in without]
        sides += [(late[0][1], found[i].account) for i, _ in late]
        entry = conflict("name", "update", sides[0][0], sides, "named", 0.6)
        made.append(Difference(conflict=entry, passages=tuple(sorted({*without, *(i for i, _ in late)}))))
    return made


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('identity'))})(?!\w)")


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('naming'))})(?!\w)")


@cache
def _withholding() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('withholding'))})(?!\w)")


def _party(text: str) -> str | None:
    """Whom a sentence is about by its first word for one; None where it has words for both or for none."""
    told = {parties()[w] for w in _WORD.findall(text.casefold()) if w in parties()}
    return next(iter(told)) if len(told) == 1 else None


def _withheld(text: str, language: str | None) -> bool:
    return bool(_identity().search(text)) and (polarity.is_denial(text, language) or bool(_withholding().search(text)))


def _name(passage: Passage) -> str | None:
    """The name of a person right behind a word of naming."""
    for match in _naming().finditer(passage.sentence.exact):
        at = passage.sentence.start + match.end()
        for name in passage.marked[2]:
            if name.kind in ("person", "unknown") and at <= name.span.start <= at + _NEAR and len(name.span.exact.split()) > 1:
                return " ".join(name.span.exact.split())
    return None


def _before(early: Passage, late: Passage, articles: Mapping[str, Article]) -> bool:
    mine, theirs = (moment(articles[p.article].published) for p in (early, late))
    return mine is not None and theirs is not None and early.article != late.article and mine <= theirs


def _knows(article: Article, name: str) -> bool:
    return name.split()[-1] in article.text


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:14]) + (" …" if len(words) > 14 else "")
