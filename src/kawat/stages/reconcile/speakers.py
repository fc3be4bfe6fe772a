"""The speakers of each article in; those of the event out, each person once with every form printed, and which became which.

Names join when one has all words of the other, in any order, or is spelt almost the same; two people who share a surname stay two,
and a surname alone goes to the one whom its own article names in full. Whoever says the same words under a name that shares a word, or
under an office alone ("Menlu", "the doctor"), is one person too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from kawat.lang import offices
from kawat.lang.words import run_on
from kawat.model import Attribution, Speaker, Statement, content_id
from kawat.stages.reconcile import copies
from kawat.stages.reconcile.words import bodies

_ALIKE = 88.0  # per cent: "Sergey Surnamov" and "Sergei Surnamov" are 93, "Andi Surya" and "Andri Suryo" 86


@dataclass(slots=True)
class _Person:
    members: list[tuple[str, Speaker]] = field(default_factory=list)
    full: Speaker | None = None

    def add(self, article: str, speaker: Speaker) -> None:
        self.members.append((article, speaker))
        if self.full is None or _fullness(speaker) > _fullness(self.full):
            self.full = speaker

    def is_called(self, name: str) -> bool:
        """Whether a report calls this person by a whole name that shares no word with his own ("Gus Merbau")."""
        return " " in name and any(name in s.aliases for _, s in self.members)

    @property
    def shown(self) -> Speaker:
        """Whose name is shown: the whole name that most reports have, and of several the fullest; the fullest where none is whole."""
        reports = Counter(speaker.name for _, speaker in self.members)
        whole = [s for _, s in self.members if len(_words(s.name)) > 1 and s.kind == self.fullest.kind]
        return max(whole, key=lambda s: (reports[s.name], _fullness(s)), default=self.fullest)

    @property
    def fullest(self) -> Speaker:
        assert self.full is not None
        return self.full


def _fullness(speaker: Speaker) -> tuple[int, int, str]:
    return len(own_words(speaker)), len(_words(speaker.name)), speaker.name


def merge(
    attributions: Mapping[str, Attribution], twice: Sequence[tuple[Statement, Statement]] | None = None
) -> tuple[tuple[Speaker, ...], dict[str, str]]:
    """Return the event's speakers, and the id of the merged speaker for each article-level id; `twice` are the copies among their statements, found
    here where it is None."""
    people = _joined(attributions, list(copies.find(attributions)) if twice is None else twice)
    merged, renamed = [], {}
    for person in people:
        full = person.shown
        aliases = tuple(sorted({a for _, s in person.members for a in (*s.aliases, s.name)}))
        role = next((s.role for _, s in sorted(person.members, key=lambda m: m[0]) if s.role), None)
        merged.append(
            Speaker(
                id=content_id("s", full.name, *sorted(s.id for _, s in person.members)),
                name=full.name,
                role=role,
                aliases=aliases,
                kind=full.kind,
            )
        )
        renamed.update({s.id: merged[-1].id for _, s in person.members})
    return tuple(merged), renamed


def _joined(attributions: Mapping[str, Attribution], twice: Sequence[tuple[Statement, Statement]]) -> list[_Person]:
    """The people of an event by their names, then by what they say in the same words."""
    every = [(article, speaker) for article in sorted(attributions) for speaker in attributions[article].speakers]
    people: list[_Person] = []
    known: dict[str, list[_Person]] = {}  # by the beginnings of their words: names that share none are never one
    for article, speaker in sorted(every, key=lambda pair: (-len(_words(pair[1].name)), pair[1].name, pair[0])):
        keys = sorted(
            {word[:3] for word in _words(speaker.name)}
            | {speaker.name[0].casefold()}
            | {f"={alias}" for alias in (speaker.name, *speaker.aliases) if " " in alias}
        )
        person = _find(list({id(p): p for key in keys for p in known.get(key, ())}.values()), article, speaker)
        if person is None:
            person = _Person()
            people.append(person)
        for key in keys:
            if all(p is not person for p in known.setdefault(key, [])):
                known[key].append(person)
        person.add(article, speaker)
    holder = {speaker.id: person for person in people for _, speaker in person.members}
    for one, other in twice:
        a, b = holder[one.speaker or ""], holder[other.speaker or ""]
        if a is not b and _says_the_same(a.fullest, b.fullest):
            for article, speaker in b.members:
                a.add(article, speaker)
                holder[speaker.id] = a
            people.remove(b)
    return people


def _says_the_same(a: Speaker, b: Speaker) -> bool:
    """Whether two who have the same words are one: their names share a word that is no office, or one is an office or a description alone."""
    mine, theirs = (own_words(speaker) for speaker in (a, b))
    if mine and theirs:
        return bool(mine & theirs) and "organisation" not in (a.kind, b.kind)
    if "organisation" in (a.kind, b.kind):
        return False
    bodies = [bodies_of(speaker) for speaker in (a, b)]
    offices_of = [_words(f"{speaker.name} {speaker.role or ''}") & offices.titles() for speaker in (a, b)]
    return not any(one and other and not one & other for one, other in (bodies, offices_of))


def own_words(speaker: Speaker) -> frozenset[str]:
    """Return the words of a name that are no office and no description: none of "Menlu", "a resident"."""
    return (
        frozenset(w for w in re.findall(r"[A-ZÀ-ÖØ-Þ][\w'’-]{2,}", speaker.name) if w.casefold() not in offices.titles())
        if speaker.kind != "unnamed"
        else frozenset()
    )


def bodies_of(speaker: Speaker) -> frozenset[str]:
    """Return the kinds of body that a speaker speaks for, by the words of name and office: "police", "fire", "disaster" and so on."""
    words = f"{speaker.name} {speaker.role or ''}".casefold().replace("/", " ").split()
    return frozenset(bodies()[w.strip(".,")] for w in words if w.strip(".,") in bodies())


def _find(people: Sequence[_Person], article: str, speaker: Speaker) -> _Person | None:
    fits = [p for p in people if _same(p.fullest, speaker) or p.is_called(speaker.name)]
    if len(fits) > 1:
        own = [p for p in fits if any(a == article for a, _ in p.members)]
        return own[0] if len(own) == 1 else None
    return fits[0] if fits else None


def _same(a: Speaker, b: Speaker) -> bool:
    if "unnamed" in (a.kind, b.kind):
        # "seorang pejabat" of one report need not be that of another: only the same words are the same person.
        return a.kind == b.kind and fuzz.ratio(a.name.casefold(), b.name.casefold()) > 92
    mine, theirs = _words(a.name), _words(b.name)
    if not mine or not theirs or offices.of_another(a.name) != offices.of_another(b.name):
        return False
    if offices.is_realm(a.name) or offices.is_realm(b.name):
        return mine == theirs  # a country speaks for none of its ministries, nor they for it
    if mine <= theirs or theirs <= mine or offices.abbreviates(a.name, b.name) or offices.abbreviates(b.name, a.name):
        return True
    if len(mine - theirs) == len(theirs - mine) == 1:
        (x,), (y,) = mine - theirs, theirs - mine
        if run_on(x, y) or run_on(y, x):
            return True
    return len(mine) == len(theirs) and fuzz.token_sort_ratio(a.name.casefold(), b.name.casefold()) >= _ALIKE


@lru_cache(16_384)
def _words(name: str) -> frozenset[str]:
    if land := offices.land(name):
        return frozenset((f"land {land}",))
    return frozenset(w for w in offices.spelled_out(name).split() if len(w) > 1)
