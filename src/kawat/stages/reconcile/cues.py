"""A language's words for who is dead, hurt or shot in; the patterns that find them out. Read by victims.py."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kawat.lang import section
from kawat.lang.dates import months, weekdays
from kawat.lang.phrases import either
from kawat.lang.words import function_words
from kawat.stages.reconcile.persons import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class TollWords:
    """Section [tolls] of a language table."""

    one: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    aged: tuple[str, ...] = ()
    wounds: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    others_behind: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    apposed: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    subordinates: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    himself: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    may_beside: tuple[str, ...] = ()
    dies: tuple[str, ...] = ()
    hurt: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    survives: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    hurts: tuple[str, ...] = ()
    strikes: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    nominal: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    of_them: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    gravely: tuple[str, ...] = ()
    the_same: tuple[str, ...] = ()
    another: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    suicides: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    ill: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    animals: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    tallies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    multiples: Mapping[str, int] = field(default_factory=dict)
    multiplied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Cues:
    """The patterns of one language's words."""

    def __init__(self, words: TollWords) -> None:
        self.meaning: Final = _meaning(struck=words.struck, injured=words.hurt, dead=words.dies, aside=words.aside)
        self.doing: Final = _meaning(struck=words.strikes, injured=words.hurts, dead=words.kills)
        self.became: Final = _any(self.meaning)
        self.does: Final = _any(self.doing)
        self.deed: Final = _any(words.deeds)
        self.vague: Final = frozenset(words.vague)
        amount = rf"(?:\s(?:{either(words.amounts)}|\w+ly))*\s*$"
        self.did: Final = re.compile(rf"(?i)(?<![\w-])(?P<did>{either(self.doing)}){amount}")
        self.ill: Final = _any(words.ill)
        self.unsure: Final = _any(words.unsure)
        self.animal: Final = _any(words.animals)
        self.office: Final = re.compile(rf"(?i)\s(?:{either(words.offices)})(?!\w)")
        self.tallies: Final = _meaning(**words.tallies)
        self.tallied: Final = re.compile(
            rf"(?i)(?<![\w-])(?P<did>{either(self.tallies)})(?:\s[^;:()]{{0,90}}?)?\s(?:{either(words.reaches)}){amount}"
        )
        self.nominal: Final = _any(words.nominal, end="$")
        self.toll: Final = _any(words.nominal)
        self.person: Final = rf"(?:{either((*words.persons, *words.pairs))})(?:nya)?"
        aged = rf"\d{{1,3}}(?:{either(words.aged)})"
        self.age: Final = re.compile(rf"(?i){aged}")
        inner = rf"(?:(?!(?:{either(words.between)})\b)[\w'’.-]+,?\s){{0,3}}?"
        self.single: Final = re.compile(
            rf"(?i)(?<![\w-])(?:(?:{either(words.one)})\s{inner}(?:{aged}(?:\s{self.person})?|{self.person})|{aged}(?:\s{self.person})?)(?![\w-])"
        )
        self.bare: Final = re.compile(rf"(?:(?<=\band )|(?<=\bdan )|(?<=, )|^)(?:[A-Z][\w'’.-]*\s){{0,2}}?(?i:{self.person})(?![\w-])")
        self.noun: Final = re.compile(rf"(?i)\s{self.person}(?!\w)")
        self.nouns: Final = re.compile(rf"(?i)\s(?:{either(words.several)})(?!\w)")
        self.pair: Final = _any(words.pairs, end="$")
        join = either(words.joins)
        self.joins: Final = re.compile(rf"(?i)\s(?:{join})\s$")
        self.joined: Final = re.compile(
            rf",?(?:\s\d{{1,3}},|\s[A-Z][^,;]{{2,40}}(?:,\s\d{{1,3}})?,|,\s[A-Z][^,;]{{2,40}}(?:,\s\d{{1,3}})?,?)?\s*(?:,|&|{join})\s*(?:(?:the|{either(words.one)})\s)?"
        )
        self.named_first: Final = re.compile(
            rf"(?:^|[^\w\s]\s?|(?i:\b(?:{either((*words.subordinates, *words.says))})\s))(?:[A-Z][\w.'’-]+\s){{1,3}}(?:\(?\d{{1,2}}\)?,?\s)?(?:{join})\s$"
        )
        self.pronoun_and: Final = re.compile(rf"(?i)(?<!\w)(?:{either((*listed('she'), *listed('he')))})\s(?:{join})\s$")
        self.himself_and: Final = re.compile(rf"(?i)(?:\sboth)?\s(?:{either(words.himself)})\s(?:&|{join})\s$")
        self.named: Final = re.compile(rf"(?:(?<=\s)|^)(?:[A-Z][\w'’.-]+\s){{1,3}}(?:\(?\d{{1,2}}\)?,?\s)?(?:{join})\s$")
        self.apposed: Final = re.compile(rf"^(?:,?\s\(?\d{{1,3}}\)?,?|,\s(?:{either(words.apposed)})\b[^,]*,|\s\([^)]*\))+")
        self.clause: Final = re.compile(rf"[;:()]|\.\s|,(?!\s\d)|\s(?:{either(words.breaks)})\s")
        self.agent: Final = re.compile(rf"(?i)(?<!\w)(?:{either(words.agents)})\s$")
        self.of_another: Final = re.compile(rf"(?i)\s(?:{either(words.agents)})\s(?:{either((*words.one, *words.whom))})\s")
        self.subordinate: Final = re.compile(
            rf"\s(?i:{either(words.subordinates)})\s(?:(?i:{either((*words.one, *words.whom))})\b|\d|[A-Z][a-z])"
        )
        self.parent: Final = re.compile(rf"(?i)\s(?:{either(words.parents)})\s(?:{either((*words.one, *words.whom))}|\d)")
        self.whom: Final = re.compile(
            rf"(?i:\s(?:{either(words.joins)})\s(?:{either(self.doing)}))?(?:(?i:(?:\s(?:{either(words.amounts)}))?\s(?:{either((*words.one, *words.whom))}|\d+)\b(?!\s(?:{either((*words.spans, *words.wounds))})\b))|\s[A-Z][a-z]+\s[A-Z])"
        )
        self.name: Final = re.compile(r"\s(?:\w+\.\s)?([A-Z][\w'’-]+)")
        self.no_name: Final = frozenset((*weekdays(), *months(), *function_words()))
        self.another_of: Final = re.compile(rf"(?i)\s(?:{either(words.others_behind)})(?!\w)")
        self.himself: Final = re.compile(rf"(?i)\s(?:{either(words.himself)})(?!\w)")
        self.linking: Final = re.compile(rf"(?i)(?<!\w)(?:{either(words.linking)})\s(?:\w+ly\s)?$")
        self.tried: Final = re.compile(rf"(?i)(?<!\w)(?:{either(words.tried)})(?:\s\w+)?\s*$")
        self.unreal: Final = re.compile(
            rf"(?i)(?<!\w)(?!to\shave\s)(?:{either(words.may)})(?:\s(?:{either((*words.linking, *words.may_beside))}|\w+(?:ly|ed)))*\s*$"
        )
        self.of_them: Final = re.compile(rf"(?i)[\w-]+\s(?:\w+\s)?(?:{either(words.of_them)})(?!\w)")
        self.among: Final = re.compile(rf"(?i)(?<!\w)(?:{either(words.among)})\s(?:(?:the|at\sleast)\s)?$")
        self.gravely: Final = re.compile(rf"(?i)\s(?:{either(words.gravely)})$")
        self.the_same: Final = re.compile(rf"(?i)(?<!\w)(?:{either(words.the_same)})\s*$")
        self.ages: Final = re.compile(rf"(?i)(?<!\w)(?:{either(words.ages)})\s(?:\d{{1,3}},?\s(?:(?:{join}|to|hingga)\s)?)*$")
        self.aged_name: Final = re.compile(r"(?P<first>[A-Z][\w.'’-]+)(?:\s[A-Z][\w.'’-]+){1,3},\s$")
        self.not_people: Final = re.compile(rf"(?i)(?:\s(?:{either(words.wounds)})(?!\w)|{either(words.aged)})")
        self.parent_of: Final = re.compile(rf"(?i)(?<!\w)(?:{either(listed('parent_of'))})\s$")
        self.determiners: Final = frozenset(words.one)
        self.behind: Final = frozenset((*words.linking, *words.others))
        self.doers: Final = _any(words.doers, end="$")
        self.doer_before: Final = re.compile(
            rf"(?i)(?<!\w)(?:{either(words.doers)})(?:,\s[^,]{{2,60}},)?(?:\s(?:who|{either((*words.linking, *words.others))}|later|then|\w+ly))*\s$"
        )
        self.thing: Final = re.compile(
            rf"(?i)(?<!\w)(?P<within>(?:{either(words.within)})\s(?:\w+\s){{0,2}})?(?:{either(words.things)})(?:,[^,]{{1,40}},)?(?:\s(?:{either(words.within)})\s\w+\s\w+)?(?:\s(?:{either((*words.linking, *words.also, *words.others))}|\w+ly))*\s$"
        )
        self.they: Final = re.compile(
            rf"(?i)(?<!\w)(?:{either(words.they)})(?:\s(?:{either((*words.linking, *words.others))}|later|\w+ly))*\s$"
        )
        self.other: Final = re.compile(rf"(?i)(?:{either((*words.one, *words.another))})(?!\w)")
        self.another: Final = re.compile(rf"(?i)(?:{either(words.another)})(?!\w)")
        self.also: Final = _any(words.also)
        self.also_before: Final = re.compile(
            rf"(?i)(?<!\w)(?:{either((*words.also, *words.another))})(?:\s(?:{either(words.linking)}))?\s*$"
        )
        self.survives: Final = _any(words.survives)
        self.suicides: Final = _any(words.suicides)
        self.elsewhere: Final = _any(words.elsewhere)
        self.earlier: Final = _any(words.earlier)
        self.multiples: Final = words.multiples
        self.multiplied: Final = {noun: kind for kind, nouns in words.multiplied.items() for noun in nouns}
        self.multiple: Final = re.compile(rf"(?i)(?<!\w)(?P<times>{either(words.multiples)})[\s-](?P<noun>{either(self.multiplied)})(?!\w)")

    def is_unreal(self, before: str) -> bool:
        """Whether what stands before tells that what follows was tried, feared or may come: "tried to kill", "could be killed", "to die"."""
        return bool(self.tried.search(before) or self.unreal.search(before))


def _meaning(**phrases: Sequence[str]) -> dict[str, str]:
    return {phrase: meaning for meaning, some in phrases.items() for phrase in some}


def _any(phrases: Sequence[str] | Mapping[str, str], end: str = r"(?![\w-])") -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{either(phrases)}){end}")


@cache
def cues(language: str | None) -> Cues:
    """Return the patterns of a language, of English where it has no table."""
    words = section({"ms": "id"}.get(language or "en", language or "en"), "tolls", TollWords)
    return Cues(words if words.dies else section("en", "tolls", TollWords))
