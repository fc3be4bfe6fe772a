"""A language in; what its table tells about clauses out: compiled patterns, and what kind of verb a word is.

English and its kin put a subject before its verb and may invert it behind a quotation; Indonesian and Malay have roots that stand before their
speaker only ("kata X"). What differs by that is asked of `malay`, the rest is data in the tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kawat.stages.quote import speakers
from kawat.stages.quote.people import People

COMPLEMENTS = ("that", "bahwa", "bahawa")
REFUSED = r"(?:is|are|was|were|has|have|had|do|does|did|would|could|wo|ca|should)n[’']t"
BREAK = re.compile(
    r"[,;:—–(]\s+|\s\((?![^()]*\))|\s[-–—]+\s*|[.,!?][\"”’']+\s+|[!?]\s+|\.(?<![A-Z].)(?<!\b[DMS][rst].)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen).)\s+"
)
_UNDER = re.compile(
    r"(?i)(?:while|though|although|when|after|as|because|since|if|once|until|before|despite|amid|given|besides|unlike|even as|even though)\s"
)
_CUES = ("cues", "verbs", "stances", "verdicts", "wills", "nouns", "offers", "passive")  # lists of what says something
_SHORT_ASIDE = 9  # words in front of a subject that may hold a comma and still only say when or where
ENDS = (",", '"', "”", "''", "’", "?", "!")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence at offsets of the text.

    `quoted` are the spans between quotation marks in and just before it, `known` whom the text names.
    """

    text: str
    start: int
    end: int
    language: str | None
    quoted: Sequence[tuple[int, int]]
    known: People

    def between_marks(self, at: int) -> bool:
        """Whether an offset lies in a quotation."""
        return any(low <= at < high for low, high in self.quoted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What is looked for around a cue."""

    cue: re.Pattern[str]
    beside: re.Pattern[str]
    that: re.Pattern[str]
    adverb: re.Pattern[str]
    when: re.Pattern[str]
    opener: re.Pattern[str]
    addressee: re.Pattern[str]
    going_on: re.Pattern[str]
    joined: re.Pattern[str]
    join: re.Pattern[str]
    parted: re.Pattern[str]
    linked: re.Pattern[str]
    clause: re.Pattern[str]
    noun: re.Pattern[str]
    pointer: re.Pattern[str]


@cache
def patterns(language: str | None) -> Patterns:
    """Return the compiled patterns of a language."""

    def either(name: str, *more: str) -> str:
        return speakers.either(name, language, *more)

    complements = "|".join(COMPLEMENTS)
    return Patterns(
        cue=re.compile(rf"(?i)(?<![\w-])(?:(?P<according>{either('according')})|(?P<cue>{either(*_CUES)}))(?P<nya>nya)?(?![\w-])"),
        beside=re.compile(rf"(?i)(?:(?:(?<=[\s,])|^)(?:{either('beside')}|\w+ly|{REFUSED}),?\s+)+$"),
        going_on=re.compile(
            rf"(?i)(?:(?<=[\s,])(?:is|are|was|were|been|be|{REFUSED})|(?<=\w)[’'](?:s|re))\s+(?:(?:{either('beside')}|\w+ly)\s+)*$"
        ),
        that=re.compile(rf"(?i)^[\s,:]*(?P<word>{either('that')})(?!\w)"),
        adverb=re.compile(rf"(?i)^[\s,.\"”’')]*(?:$|(?:{either('stops')}|\w+ly)(?!\w))"),
        when=re.compile(rf"(?i)\s+(?:(?:on|late|early|since|earlier|in)\s+)*(?:{either('when')})(?=[\s,.]|$)"),
        opener=re.compile(rf"(?i)^(?:{either('never', 'stops')})(?!\w)"),
        addressee=re.compile(rf"(?i)^\s+(?:{either('addressees')}|(?-i:(?:The |the )?(?:[A-Z][\w'’.-]*\s?){{1,4}}))(?!\w)"),
        joined=re.compile(rf"(?i)(?:^|[\s,])(?:{either('joins')})\s*$"),
        join=re.compile(rf"(?i)(?:^|\s)(?:{either('joins')}|{complements})\s+"),
        parted=re.compile(rf"(?i),\s*(?:{either('joins')})\s*$"),
        linked=re.compile(rf"(?i)[\s,]+(?:{either('joins')})?[\s,]*$"),
        clause=re.compile(rf"(?i)(?:^|\s)(?:{either('joins', 'subordinators')}|{complements})\s+"),
        pointer=re.compile(rf"(?i)(?:^|[\s“\"(])(?P<word>{either('pronouns')})\s*$"),
        noun=re.compile(rf"(?i)(?:(?<![\w’'])(?:{either('determiners')})|[’']s)\s+$"),
    )


@cache
def first(language: str | None) -> frozenset[str]:
    """Return the words that a cue may begin with."""
    every = frozenset().union(*(speakers.first(name, language) for name in ("according", *_CUES)))
    return every | {f"{word}nya" for word in every}


@cache
def _last_beside(language: str | None) -> frozenset[str]:
    return frozenset(entry.split()[-1] for entry in speakers.listed("beside", language))


def may_stand_beside(before: str, language: str | None) -> bool:
    """Whether words in front of a verb end as an adverb or an auxiliary does, so that the pattern of these is worth trying."""
    last = before.rsplit(maxsplit=1)[-1:]
    word = last[0].casefold().rstrip(",").rpartition(",")[2] if last else ""
    return word.endswith(("ly", "n't", "n’t")) or word in _last_beside(language)


def malay(language: str | None) -> bool:
    """Whether a language is Indonesian or Malay, which share their grammar."""
    return language in ("id", "ms")


def gerund(word: str, language: str | None) -> bool:
    """Whether a verb is an English form in -ing."""
    return not malay(language) and word.split()[0].endswith("ing")


def takes_object(word: str, language: str | None) -> bool:
    """Whether what follows a verb is never its speaker: whom it was told, or what it takes a stand on."""
    return gerund(word, language) or any(word in speakers.listed(name, language) for name in ("told", "stances", "denials"))


def bare(word: str, language: str | None) -> bool:
    """Whether a verb stands before its speaker only, as an Indonesian root does ("kata X")."""
    return malay(language) and word in speakers.listed("cues", language) and not word.startswith("ber")


@cache
def sayings(language: str | None) -> frozenset[str]:
    """Return the verbs that say something by themselves, be it that they take a stand."""
    return frozenset().union(*(speakers.listed(name, language) for name in ("cues", "verbs", "stances", "passive")))


@cache
def nouns(language: str | None) -> frozenset[str]:
    """Return the nouns that say something behind whose they are."""
    return speakers.listed("nouns", language) | speakers.listed("offers", language)


@cache
def resuming(language: str | None) -> frozenset[str]:
    """Return the words that begin something else behind "..., X said, ", and do not take up again the clause in front of it."""
    return speakers.listed("stops", language) - speakers.listed("finite", language) - {"and", "but"}


def adverbial(ahead: str, language: str | None) -> bool:
    """Whether the words before a subject only say when or where ("On Monday, "), and are no clause."""
    opened = bool(patterns(language).opener.match(ahead))
    if not opened or malay(language):
        return opened and len(ahead.split()) < _SHORT_ASIDE
    if "," not in ahead.rstrip(" ,") and _UNDER.match(ahead):
        return True
    finite = speakers.listed("finite", language)
    return not any(word.casefold() in finite for word in ahead.split()) and (
        "," not in ahead.rstrip(" ,") or len(ahead.split()) < _SHORT_ASIDE
    )
