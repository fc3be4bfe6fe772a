"""An event's passages in; whom an earlier report leaves unnamed and a later one names, out: "has not been identified" and "identified as ..." are an update."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kawat.lang.phrases import either
from kawat.model import Article
from kawat.stages.reconcile import polarity
from kawat.stages.reconcile.befell import Followed, called
from kawat.stages.reconcile.passages import Passage, holding
from kawat.stages.reconcile.persons import listed as people_words
from kawat.stages.reconcile.values import Difference, conflict, follows
from kawat.stages.reconcile.words import listed, parties

_NEAR = 70  # characters behind "identified as" within which the name stands
_BESIDE = 45  # characters on either side of a word for names within which it is denied or withheld
_SHOWN = 12  # words of what is left open
_SEVERAL = 4  # names that are shown
_WORD = re.compile(r"[^\W\d_]{3,}")


def differences(found: Sequence[Passage], people: Sequence[Sequence[Followed]], articles: Mapping[str, Article]) -> list[Difference]:
    """Return, for those hurt or dead and for those suspected, the earlier reports that say nobody is named beside the later ones that name them.

    `people` are the event's, with what befalls them.
    """
    unnamed: dict[str, dict[int, str]] = {}
    for index, passage in enumerate(found):
        for party, words in _withheld(passage.sentence.exact, passage.language):
            unnamed.setdefault(party, {}).setdefault(index, words)
    made = []
    for party, without in unnamed.items():
        late: dict[str, list[tuple[int, str]]] = {}
        for index, name in _named(party, found, people):
            early = [articles[found[k].article] for k in without]
            if all(follows(a, articles[found[index].article]) and not _knows(a, name) for a in early):
                late.setdefault(found[index].article, []).append((index, name))
        if not late:
            continue
        order = sorted(late, key=lambda article: articles[article].published or "9")
        # Of several who are named in a report those are meant that it names; a report that names others tells of others.
        names = [name for _, name in late[order[0]]][:_SEVERAL]
        same = [article for article in order if any(_one(name, other) for _, name in late[article] for other in names)]
        sides = [(words, holding(found[k], words)) for k, words in without.items()]
        value = ", ".join(dict.fromkeys(names))
        sides += [(value, found[late[article][0][0]].account) for article in same]
        entry = conflict("name", "update", sides[0][0], sides, "named", 0.6)
        made.append(Difference(conflict=entry, passages=tuple(sorted({*without, *(late[article][0][0] for article in same)}))))
    return made


def _named(party: str, found: Sequence[Passage], people: Sequence[Sequence[Followed]]) -> list[tuple[int, str]]:
    """Who is named as hurt, dead or suspected, with the passage that says so, the passages in order: by a word of naming, or by what befalls a person; the dead before the hurt."""
    made = []
    for index, passage in enumerate(found):
        if party in _parties(passage.sentence.exact) and len(_parties(passage.sentence.exact)) == 1 and (name := _name(passage)):
            made.append((index, name))
    told = []
    for one in people:
        name = called(one, found)
        if len(name.split()) < 2 or not any(f.person.names for f in one):
            continue
        for there in one:
            if party not in there.person.parts or len(there.person.parts) > 1:
                continue
            names = [i for i, m in there.mentions if m.names and m.age is not None]
            if names:  # with an age, so that it is no place or body
                told.append((any(f.told.name == "dead" for f in there.fates), names[0], name))
    dead = [entry[1:] for entry in told if entry[0]] or [entry[1:] for entry in told]
    return sorted({(i, name) for i, name in [*made, *dead]})


def _one(name: str, other: str) -> bool:
    return name.split()[-1].casefold() == other.split()[-1].casefold()


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('identity'))})(?!\w)")


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('naming'))})(?!\w)")


@cache
def _withholding() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('withholding'))})(?!\w)")


def _parties(text: str) -> set[str]:
    """Whom a sentence has words for: those hurt or dead, those suspected."""
    return {parties()[w] for w in _WORD.findall(text.casefold()) if w in parties()}


def _withheld(text: str, language: str | None) -> list[tuple[str, str]]:
    """Whose identity a sentence leaves open, each with the words from there on: those hurt or dead, or those suspected, by the nearest word for one."""
    made: dict[str, str] = {}
    spoken = [(m.start(), parties()[m.group().casefold()]) for m in _WORD.finditer(text) if m.group().casefold() in parties()]
    for match in _identity().finditer(text) if spoken else ():
        start, end = max(0, match.start() - _BESIDE), match.end() + _BESIDE
        near = text[start:end]
        at, party = min(spoken, key=lambda entry: abs(entry[0] - match.start()))
        if not (polarity.is_denial(near, language) or _withholding().search(near)) or _own_wish().search(near):
            continue
        if any(w in people_words("many") for w in text[:at].casefold().split()[-3:]):
            continue  # the second or the other one
        made.setdefault(party, " ".join(text[min(at, match.start()) :].split()[:_SHOWN]).rstrip('.,;"”'))
    return list(made.items())


@cache
def _own_wish() -> re.Pattern[str]:
    """The pattern of who is not named since he asked for it."""
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('unwilling'))})(?!\w)")


def _name(passage: Passage) -> str | None:
    """The name of a person right behind a word of naming."""
    for match in _naming().finditer(passage.sentence.exact):
        at = passage.sentence.start + match.end()
        for name in passage.marked[2]:
            if name.kind in ("person", "unknown") and at <= name.span.start <= at + _NEAR and len(name.span.exact.split()) > 1:
                return " ".join(name.span.exact.split())
    return None


def _knows(article: Article, name: str) -> bool:
    return name.split()[-1] in article.text
