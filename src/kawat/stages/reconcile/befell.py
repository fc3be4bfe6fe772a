"""An event's passages in; its people out, each with what the reports tell to have befallen him: hurt, critical, dead; sought, held, charged.

A state is told of who stands before it, and of what somebody did ("arrested Bennett", "the death of Rodriguez") of who stands behind. People of several
reports are one where a name, an age or a word that fits nobody else there says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kawat.lang import languages, section
from kawat.lang.phrases import either
from kawat.stages.reconcile import persons
from kawat.stages.reconcile.cues import TollWords
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.persons import Mention, Person, listed
from kawat.stages.reconcile.states import Told, read
from kawat.stages.reconcile.words import listed as worded

GROUPS: Final = ("custody", "health")
_NAMED = 4  # words that a name has at most, but for a headline taken for one
_PATIENT: Final = frozenset(("ward", "surgery", "grave", "better", "home"))
_STRUCK: Final = "struck"  # who was shot may live or not
_HARM: Final = ("hurt", "dead", _STRUCK)
_FAR = 90  # characters before a state within which stands whose it is
_NEAR = 30  # behind it
_STOP = re.compile(r"[;:]|[.!?]\s|,?\s(?:while|but|and then|sedangkan|sementara|tetapi|namun)\s")
_WORD = re.compile(r"[^\W\d_]+")
_RULED = (" with", " of", " in", " on", " by", " at", " from")  # words behind which stands no one whom it befell
_ACTIVE = re.compile(r"^(?:me|pe)\w|.*ing$")
_PASSIVE = re.compile(r"^(?:di|ter|ber)\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What a passage, by its index, tells to have befallen somebody."""

    passage: int
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A person in one report with what befalls him there and the words for him, by the index of their passage, in order."""

    article: str
    person: Person
    fates: tuple[Fate, ...]
    mentions: tuple[tuple[int, Mention], ...]


def people(found: Sequence[Passage]) -> list[list[Followed]]:
    """Return the people of an event, each as he stands in each of the reports that tell of him."""
    of_article: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(found):
        of_article[p.article].append(i)
    last = persons.surnames(found)
    told = {article: _followed(article, found, indices, last) for article, indices in of_article.items()}
    every = [one for some in told.values() for one in some]
    groups = [g for g in _named(every) if any(f.person.parts for f in g)]
    known: dict[str | int, list[list[Followed]]] = defaultdict(list)
    for group in groups:
        for key in {key for f in group for key in _keys(f)}:
            known[key].append(group)
    for one in (f for f in every if not f.person.names and f.person.parts):
        # Somebody of this report who has a name is somebody else unless the words say so.
        alike = {id(g): g for key in _keys(one) for g in known[key]}.values()
        fitting = [g for g in alike if all(f.article != one.article for f in g) and _fits(one, g) and _linked(one, g, told)]
        if len(fitting) == 1:
            group = fitting[0]
            group.append(one)
        elif not fitting:
            group = [one]
            groups.append(group)
        else:
            continue
        for key in _keys(one):
            if all(g is not group for g in known[key]):
                known[key].append(group)
    return _with_patient(groups)


def _named(every: Sequence[Followed]) -> list[list[Followed]]:
    """Groups of those whose names are one."""
    groups: list[list[Followed]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for one in (f for f in every if f.person.names):
        alike = sorted({number for word in one.person.names for number in by_word[word]})
        same = (n for n in alike if any(persons.one_name(one.person.names, f.person.names) for f in groups[n]) and _fits(one, groups[n]))
        number = next(same, len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(one)
        for word in one.person.names:
            if number not in by_word[word]:
                by_word[word].append(number)
    return groups


def _keys(one: Followed) -> set[str | int]:
    """What links somebody to others: ages, words that fit few, that he is the one suspected."""
    return {*one.person.ages, *(one.person.senses - persons.COMMON), *({"suspect"} & one.person.parts)}


def called(group: Sequence[Followed], found: Sequence[Passage]) -> str:
    """Return what the reports call a person: the longest name, else the first words for him."""
    printed = [(bool(m.names), found[i].sentence.exact[m.start : m.end]) for f in group for i, m in f.mentions if not m.pronoun]
    named = [re.sub("['’]s$", "", " ".join(words.split())) for name, words in printed if name]
    return (
        max(named, key=lambda name: (len(name.split()) <= _NAMED, len(name)))
        if named
        else " ".join(printed[0][1].split())
        if printed
        else ""
    )


def _fits(one: Followed, group: Sequence[Followed]) -> bool:
    return all(persons.fits(one.person, f.person) for f in group)


def _followed(article: str, found: Sequence[Passage], indices: Sequence[int], last: re.Pattern[str]) -> list[Followed]:
    said = {i: persons.mentions(found[i], last) for i in indices}
    cast, who = persons.cast(found, said)
    fates: dict[int, list[Fate]] = defaultdict(list)
    for i in indices:
        text = found[i].sentence.exact
        here = said[i]
        for state in (t for t in (*read(text), *_tolled(text)) if t.group in GROUPS and not t.denied and not _denied(text[: t.start])):
            of, by = _whose(state, here, text)
            if of and (i, of.start) in who:
                person = who[i, of.start]
                if state.name != _STRUCK:
                    fates[id(person)].append(Fate(passage=i, told=state))
                if state.group == "custody":
                    person.parts.add("suspect")
                elif state.name in ("grave", "surgery", *_HARM):
                    person.parts.add("victim")
            if by and (i, by.start) in who:
                who[i, by.start].parts.add("suspect")
    called: dict[int, list[tuple[int, Mention]]] = defaultdict(list)
    for i in indices:
        for mention in said[i]:
            if (i, mention.start) in who:
                called[id(who[i, mention.start])].append((i, mention))
    _unnamed(cast, fates, called)
    return [Followed(article=article, person=p, fates=tuple(fates[id(p)]), mentions=tuple(called[id(p)])) for p in cast]


def _unnamed(cast: list[Person], fates: dict[int, list[Fate]], called: dict[int, list[tuple[int, Mention]]]) -> None:
    """Join the one suspect of a report that it does not name to the one that it names."""
    suspects = [p for p in cast if p.parts == {"suspect"}]
    named, unnamed = [p for p in suspects if p.names], [p for p in suspects if not p.names]
    if len(named) == len(unnamed) == 1 and persons.fits(named[0], unnamed[0]):
        known, other = named[0], unnamed[0]
        known.senses |= other.senses
        known.ages |= other.ages
        fates[id(known)] = sorted([*fates[id(known)], *fates[id(other)]], key=lambda f: (f.passage, f.told.start))
        called[id(known)] = sorted([*called[id(known)], *called[id(other)]], key=lambda entry: (entry[0], entry[1].start))
        cast.remove(other)


def _denied(before: str) -> bool:
    """Whether the words before a state say that it is not, or not yet."""
    last = before.casefold().split()[-4:]
    return any(w in worded("negations") or w in listed("unreal") or w.endswith(("n't", "n’t")) for w in last)


@cache
def _tolls() -> tuple[re.Pattern[str], dict[str, str]]:
    meaning = {
        word: name
        for code in languages()
        for part, name in (("hurt", "hurt"), ("dies", "dead"), ("struck", _STRUCK))
        for word in getattr(section(code, "tolls", TollWords), part)
    }
    return re.compile(rf"(?i)(?<![\w-])(?:{either(meaning)})(?![\w-])"), meaning


def _tolled(text: str) -> list[Told]:
    """Where a sentence tells that somebody was hurt, shot or killed, in the words that tolls are told in."""
    pattern, meaning = _tolls()
    found = []
    for match in pattern.finditer(text):
        name = meaning[" ".join(match.group().casefold().split())]
        found.append(Told(group="health", name=name, step=0, start=match.start(), end=match.end(), denied=False))
    return found


def _whose(state: Told, here: Sequence[Mention], text: str) -> tuple[Mention | None, Mention | None]:
    """Whom a state is told of, and who did it; None where the words do not tell."""
    behind = [m for m in here if 0 <= m.start - state.end <= _NEAR and not re.search(r"[.,;:()]", text[state.end : m.start])]
    before = [m for m in here if m.end <= state.start and state.start - m.end <= _FAR and not _STOP.search(text[m.end : state.start])]
    nearest = before[-1] if before else None
    then = _WORD.findall(text[state.end :].casefold())[:1]
    if behind and then and then[0] in listed("whom"):
        return behind[0], None
    phrase = " ".join(text[state.start : state.end].casefold().split())
    if phrase in listed("nominal"):
        return None, None
    befell = any(w in listed("been") for w in _WORD.findall(text[: state.start].casefold())[-2:])
    objects = (bool(then) and (then[0] in listed("objects") or then[0].endswith("ing"))) or text[
        state.end : state.end + 2
    ].strip().isdigit()
    if state.group == "custody" and not befell and not _PASSIVE.match(phrase):
        if behind and not phrase.endswith(_RULED) and len(_WORD.findall(text[state.end : behind[0].start])) <= 3:
            return behind[0], None
        if _ACTIVE.match(phrase) or phrase.endswith(" for") or objects:
            return None, None
    if state.group == "health" and objects and not befell:
        return (behind[0] if behind else None), nearest
    return nearest, None


def _linked(one: Followed, group: Sequence[Followed], told: Mapping[str, Sequence[Followed]]) -> bool:
    """Whether an age or a word that fits few tells that somebody is the one of a group, and nobody else there."""
    person, reports = one.person, {one.article, *(f.article for f in group)}
    own = {id(one), *map(id, group)}
    others = [f for a in reports for f in told[a] if (f.person.parts or f.fates) and id(f) not in own]
    for f in group:
        if years := person.ages & f.person.ages:
            return not any(o.person.ages & years for o in others)
        if senses := (person.senses & f.person.senses) - persons.COMMON:
            return not any(o.person.senses & senses for o in others)
        if "suspect" in person.parts & f.person.parts:
            return not any("suspect" in o.person.parts for o in others)
    return False


def _with_patient(groups: Sequence[list[Followed]]) -> list[list[Followed]]:
    """The groups, those joined that are the one patient of their reports: the only one in hospital who lives."""
    patients: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in group:
            told = {f.told.name for f in one.fates if f.told.group == "health"}
            if told & _PATIENT and "dead" not in told:
                patients[one.article].append(number)
    only = sorted({numbers[0] for numbers in patients.values() if len(numbers) == 1})
    if any(len(numbers) > 1 for numbers in patients.values()) or len(only) < 2:
        return list(groups)
    together = [one for number in only for one in groups[number]]
    if not all(_fits(one, together) for one in together) or len({f.article for f in together}) < len(together):
        return list(groups)
    return [together, *(g for number, g in enumerate(groups) if number not in only)]
