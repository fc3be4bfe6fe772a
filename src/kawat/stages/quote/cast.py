"""The voices of one article in, as they are met; the names under which they are known out, and whom "he" means at each place.

A name that shortens or lengthens one met before is the same speaker; a country is one by all its names, and no short form of its ministry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kawat.lang import offices
from kawat.model import Article
from kawat.stages.quote import people, plausible, speakers
from kawat.stages.quote.speakers import Voice

_INITIAL = re.compile(r"^(?:Dr|Mr|Mrs|Ms)\.?\s+")


@dataclass(slots=True)
class Cast:
    """The speakers of one article as they are met, and who spoke last."""

    article: Article
    people: people.People
    found: dict[str, list[str]]
    roles: dict[str, str | None]
    kinds: dict[str, str]
    last: str | None = None
    person: str | None = None
    body: str | None = None
    nicknames: Mapping[str, str] = field(default_factory=dict)

    def named(self, voice: Voice) -> Voice | None:
        """Return a voice cut to the person it names, None where it names nobody who could say anything."""
        own = people.named(self.article.text, voice, self.people, self.article.language)
        return plausible.able(self.article.text, own, self.article.language)

    def meet(self, voice: Voice | None) -> str | None:
        """Return the name under which a voice is known in this article, entering it if it is new."""
        if voice is None:
            return None
        if voice.pronoun:
            language = self.article.language
            if voice.name.split()[0].casefold() in speakers.listed("bodies", language):
                return self.known(replace(voice, name=voice.name.split()[0])) or self.body or self.last
            if voice.name.casefold() in speakers.listed("persons", language):
                return self.person or self.last
            described = " " in voice.name and self.kinds.get(self.last or "") == "organisation"
            return (self.person if described else None) or self.last
        name = self.known(voice) or voice.name
        printed = self.article.text[voice.start : voice.end]
        forms = self.found.setdefault(name, [])
        for form in (voice.name, printed):
            if form not in forms:
                forms.append(form)
        self.roles[name] = self.roles.get(name) or voice.role
        self.kinds.setdefault(name, voice.kind)
        if not voice.aside:
            self.point(name)
        return name

    def point(self, name: str) -> None:
        """Make a name the one that "he" or "ujarnya" means from here on."""
        self.last = name
        if self.kinds.get(name) == "person":
            self.person = name
        elif self.kinds.get(name) == "organisation":
            self.body = name

    def known(self, voice: Voice) -> str | None:
        """A name met before that this one shortens or lengthens, by whole words."""
        mine = _words(self.nicknames.get(voice.name, voice.name))
        if voice.kind == "unnamed" and len(mine) > 1:
            holders = [name for name, role in self.roles.items() if role and mine <= _words(role)]
            if len(holders) == 1:
                return holders[0]  # "the trade minister" is whom the report has named so
        if voice.kind == "unnamed" and not mine <= speakers.listed("bodies", self.article.language):
            return None  # "kementerian" is the ministry named before, "seorang pejabat" nobody who was
        if offices.is_realm(voice.name):
            return self._land(voice.name)  # a country is no short form of its ministry
        for name in reversed(self.found):
            if offices.is_realm(name) or offices.of_another(name) != offices.of_another(voice.name):
                continue  # "X's lawyer" is not X
            theirs = _words(name)
            if mine and theirs and self.kinds.get(name) != "unnamed" and (mine <= theirs or theirs < mine):
                if len(theirs) < len(mine) and voice.name not in self.nicknames:
                    self._rename(name, voice.name)
                    return voice.name
                return name
        return None

    def _land(self, name: str) -> str | None:
        """A country met before, by any of its names or its capital, or the person who bears the name ("Jordan")."""
        mine = _words(name)
        for other in reversed(self.found):
            if self.kinds.get(other) == "person" and name in other.split():
                return other
            if _words(other) == mine:
                return other
        return None

    def _rename(self, old: str, new: str) -> None:
        self.found[new] = self.found.pop(old)
        self.roles[new] = self.roles.pop(old, None)
        self.kinds[new] = self.kinds.pop(old, "person")
        self.last = new if self.last == old else self.last
        self.person = new if self.person == old else self.person
        self.body = new if self.body == old else self.body


@lru_cache(16_384)
def _words(name: str) -> frozenset[str]:
    if land := offices.land(name):
        return frozenset((f"land {land}",))
    return frozenset(w for w in offices.spelled_out(_INITIAL.sub("", name).replace("’", "'")).split() if len(w.strip(".,")) > 1)
