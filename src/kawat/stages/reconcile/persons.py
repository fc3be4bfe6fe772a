"""A report's passages in; the people in it out, each with all its mentions: by name, by a word for somebody ("the girl", "sopir truk"), by a pronoun.

What a reader could not tell from the words stays apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kawat.lang import languages, places, section
from kawat.lang.phrases import either
from kawat.model import Name
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.words import kin

FEMALE: Final = frozenset(("girl", "woman", "mother", "grandmother", "stepmother", "wife", "aunt", "girlfriend", "daughter", "sister"))
MALE: Final = frozenset(("boy", "man", "father", "grandfather", "stepfather", "husband", "uncle", "boyfriend", "son", "brother"))
YOUNG: Final = frozenset(("girl", "boy", "child", "baby", "teen"))
# Words that fit many.
COMMON: Final = frozenset(
    [
        "woman",
        "man",
        "child",
        "victim",
        "suspect",
        "officer",
        "soldier",
        "firefighter",
        "student",
        "passenger",
        "worker",
        "guard",
        "player",
        "son",
        "daughter",
        "brother",
        "sister",
        "client",
    ]
)
GROWN: Final = frozenset(("man", "woman", "mother", "grandmother", "wife", "father", "grandfather", "husband", "officer", "soldier"))
_GROWN_UP = 18  # years
_TAGGED = ("id", "ms")  # languages in which a model marks who is a person
_NEAR = 60  # characters behind a mention in which its age may stand
_LAST = 3  # passages back that a pronoun may point to
_WORD = re.compile(r"[^\W\d_]{2,}")
_AGE_BEFORE = re.compile(r"(?i)(?<!\d)(?P<age>\d{1,3})[-\s](?:year|yr)s?[-\s]old\s(?:\w+\s){0,2}$")
_AGE_BEHIND = re.compile(
    r"(?i)^(?:,\s|\s?\(|\s(?:berusia|berumur|usia|umur|aged?)\s)(?:berusia\s|aged?\s)?(?P<age>\d{1,2})(?:\)|,|\s(?:tahun|years?)|\.|\s?$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """Section [people] of a language table."""

    somebody: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    many: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    crowd: tuple[str, ...] = ()
    no_person: tuple[str, ...] = ()
    she: tuple[str, ...] = ()
    he: tuple[str, ...] = ()
    either_sex: tuple[str, ...] = ()
    been: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    nominal: tuple[str, ...] = ()
    unreal: tuple[str, ...] = ()
    home_behind: tuple[str, ...] = ()
    no_home: tuple[str, ...] = ()
    parent_of: tuple[str, ...] = ()
    has_children: tuple[str, ...] = ()
    offspring: tuple[str, ...] = ()
    decade: tuple[str, ...] = ()
    decade_behind: tuple[str, ...] = ()
    decade_parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    struck_by: tuple[str, ...] = ()
    struck_in: tuple[str, ...] = ()
    dying: tuple[str, ...] = ()
    dying_at: tuple[str, ...] = ()
    scene: tuple[str, ...] = ()
    hospital: tuple[str, ...] = ()
    limbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of section [people], all languages together."""
    return frozenset(word for code in languages() for word in getattr(section(code, "people", PeopleWords), name))


@cache
def meaning(name: str) -> dict[str, str]:
    """Return what each word of one table of section [people] means, all languages together ("bocah" and "child")."""
    tables = (getattr(section(code, "people", PeopleWords), name) for code in languages())
    return {word: sense for table in tables for sense, words in table.items() for word in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words for one person at offsets of a sentence: of a name, or a word for somebody, by its sense; `several` tells that it is no single person, `fresh` that somebody new is spoken of ("a girl"), `age` is in years, None where none is told."""

    start: int
    end: int
    names: frozenset[str] = frozenset()
    sense: str | None = None
    pronoun: str | None = None
    several: bool = False
    fresh: bool = False
    age: int | None = None


@dataclass(slots=True, kw_only=True)
class Person:
    """A person of a report or of an event: the words of the name, what words for somebody tell, the age, what part his fate gives him."""

    names: set[str] = field(default_factory=set)
    senses: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    last: int = 0

    def add(self, mention: Mention, passage: int) -> None:
        """Take what a mention tells."""
        self.names |= mention.names
        if mention.sense:
            self.senses.add(mention.sense)
        if mention.age is not None:
            self.ages.add(mention.age)
        self.last = passage

    def sex(self) -> str | None:
        """Return f or m, None where no word tells or words tell both."""
        told = {"f" for s in self.senses if s in FEMALE} | {"m" for s in self.senses if s in MALE}
        return told.pop() if len(told) == 1 else None

    def young(self) -> bool | None:
        """Return whether it is a child or a teenager, None where nothing tells."""
        if self.ages:
            return max(self.ages) < _GROWN_UP
        told = {True for s in self.senses if s in YOUNG} | {False for s in self.senses if s in GROWN}
        return told.pop() if len(told) == 1 else None


def fits(a: Person, b: Person) -> bool:
    """Return whether nothing tells that two are not one person."""
    if a.names and b.names and not one_name(a.names, b.names):
        return False
    if len(a.names & b.names) > 1:
        return True  # what else differs is a report's error
    if a.ages and b.ages and not any(abs(x - y) <= 1 for x in a.ages for y in b.ages):
        return False
    if len(a.parts) == 1 == len(b.parts) and a.parts != b.parts:
        return False
    return not any(None not in (x, y) and x != y for x, y in ((a.sex(), b.sex()), (a.young(), b.young())))


def one_name(a: frozenset[str] | set[str], b: frozenset[str] | set[str]) -> bool:
    """Return whether the words of two names are of one person: all words of the shorter stand in the longer, or two of them."""
    shared = a & b
    return bool(shared) and (len(shared) == min(len(a), len(b)) or len(shared) > 1)


def surnames(found: Sequence[Passage]) -> re.Pattern[str]:
    """Return the pattern of the last words of people's names of several words: a surname that opens a sentence is marked nowhere."""
    last = {n.span.exact.split()[-1] for p in found for n in p.marked[2] if _is_person(n, p) and len(n.span.exact.split()) > 1}
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(sorted(map(re.escape, last)))})(?![\w-])") if last else re.compile(r"(?!)")


def _is_person(name: Name, passage: Passage) -> bool:
    words = _WORD.findall(name.span.exact.casefold())
    if passage.language in _TAGGED and name.kind != "person":
        return False
    return name.kind in ("person", "unknown") and not places.is_place(name.span.exact) and not any(w in listed("no_person") for w in words)


def mentions(passage: Passage, last: re.Pattern[str]) -> list[Mention]:
    """Return the mentions of single people in a passage, in order; `last` is the pattern of surnames."""
    text, at = passage.sentence.exact, passage.sentence.start
    found = []
    for name in passage.marked[2]:
        start, end = name.span.start - at, name.span.end - at
        words = frozenset(w for w in _WORD.findall(name.span.exact.casefold()) if len(w) > 2)
        if words and _is_person(name, passage):
            found.append(Mention(start=start, end=end, names=words, age=_age(text, start, end)))
    taken = [(n.span.start - at, n.span.end - at) for n in passage.marked[2]]
    for match in last.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(
                Mention(start=match.start(), end=match.end(), names=frozenset([match.group().casefold()]), age=_age(text, *match.span()))
            )
    for match in _somebody().finditer(text):
        if any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        word = " ".join(match["word"].casefold().split())
        before = text[: match.start()].split()[-1:]
        several = bool(match["more"]) or (
            bool(before) and (before[0].casefold() in listed("many") or (before[0].isdigit() and before[0] != "1"))
        )
        if several:
            found.append(Mention(start=match.start(), end=match.end(), several=True))
            continue
        opens = text[: match.start()].casefold().split()[-4:]
        fresh = any(w in listed("indefinite") for w in opens) and not any(w in listed("definite") for w in opens)
        found.append(
            Mention(
                start=match.start(),
                end=match.end(),
                fresh=fresh,
                sense=meaning("somebody").get(word) or kin()[word],
                age=_age(text, match.start(), match.end()),
            )
        )
    told = [*((m.start, m.end) for m in found), *(m.span() for m in offspring().finditer(text))]
    for match in _crowd().finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in told):
            found.append(Mention(start=match.start(), end=match.end(), several=True))
    for match in _pronoun().finditer(text):
        found.append(Mention(start=match.start(), end=match.end(), pronoun="f" if match["f"] else "m" if match["m"] else "any"))
    return sorted(found, key=lambda m: m.start)


def _age(text: str, start: int, end: int) -> int | None:
    match = _AGE_BEFORE.search(text, max(0, start - _NEAR), start) or _AGE_BEHIND.match(text[end : end + _NEAR])
    return int(match["age"]) if match else None


@cache
def _somebody() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?P<word>{either((*meaning('somebody'), *kin()))})(?P<more>s|es)?(?:nya)?(?![\w-]|['’]s\s)")


@cache
def _crowd() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{either(listed('crowd'))})(?![\w-])")


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<![\w-])(?:(?P<f>{either(listed('she'))})|(?P<m>{either(listed('he'))})|(?P<any>{either(listed('either_sex'))}))(?![\w-])"
    )


@cache
def offspring() -> re.Pattern[str]:
    """Return the pattern of what tells how many children somebody has."""
    children = rf"\s(?:orang\s)?(?:{either(listed('offspring'))})"
    return re.compile(
        rf"(?i)(?<!\w)(?:(?:{either(listed('parent_of'))})\s(?P<of>\d{{1,2}}|[a-z]+)(?:{children})?|(?:{either(listed('has_children'))})\s(?P<has>\d{{1,2}}|[a-z]+){children})(?!\w)"
    )


def cast(found: Sequence[Passage], said: Mapping[int, Sequence[Mention]]) -> tuple[list[Person], dict[tuple[int, int], Person]]:
    """Return the people of one report, of whose passages `said` has the mentions in order, and for each mention, by passage and start, who it is."""
    people: list[Person] = []
    who: dict[tuple[int, int], Person] = {}
    for i, mentions_ in said.items():
        text = found[i].sentence.exact
        before: Mention | None = None
        for mention in mentions_:
            person = _resolved(mention, before, text, people, i)
            if person is None:
                continue
            if not mention.pronoun:
                person.add(mention, i)
            else:
                person.last = i
            who[i, mention.start] = person
            before = mention
    return people, who


def _resolved(mention: Mention, before: Mention | None, text: str, people: list[Person], at: int) -> Person | None:
    if mention.several:
        return None
    if mention.pronoun:
        near = [p for p in people if at - p.last <= _LAST and (mention.pronoun == "any" or p.sex() in (None, mention.pronoun))]
        return max(near, key=lambda p: p.last, default=None)
    alone = Person()
    alone.add(mention, at)
    if mention.names:
        same = [p for p in people if p.names and one_name(p.names, mention.names)]
        if same:
            return same[-1]
        if before and before.sense and re.fullmatch(r",?\s(?:\d{1,3}-year-old\s)?", text[before.end : mention.start]):
            close = [p for p in people if p.last == at and before.sense in p.senses and not p.names and fits(p, alone)]
            if close:
                return close[-1]
    elif mention.sense:
        if (
            before
            and before.names
            and re.fullmatch(r",\s(?:the|a|an|his|her|seorang)?\s?(?:[\w-]+\s){0,3}", text[before.end : mention.start])
        ):
            close = [p for p in people if p.last == at and p.names >= before.names and fits(p, alone)]
            if close:
                return close[-1]
        same = [p for p in people if mention.sense in p.senses and fits(p, alone)]
        if same and not mention.fresh:
            return max(reversed(same), key=lambda p: p.last)  # of two in one sentence the latter
    people.append(alone)
    return alone
