"""A report's text in; by what other name it calls whom out: "Niken Alamanda (Mbak Ken)", "Tom 'Red' Harrow", "X, yang akrab disapa Y".

A name in brackets is another name of the person before it where it is used by itself later on, and no abbreviation, party or age.
"""

from __future__ import annotations

import re
from functools import cache

from kawat.lang import offices, outlets
from kawat.stages.quote import speakers

_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:bin |binti |al |van |de )?[A-ZÀ-ÖØ-Þ][\w'’.-]*){1,4}"
_NICK = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]+){0,2}"
_QUOTED = re.compile(
    r"(?<!\w)(?P<first>[A-ZÀ-ÖØ-Þ][\w'’-]+) [\"“‘'](?P<nick>[A-Z][\w-]+(?: [A-Z][\w-]+)?)[\"”’'] (?P<last>[A-ZÀ-ÖØ-Þ][\w'’-]+)"
)
_BRACKETED = re.compile(rf"(?P<name>{_NAME}) \((?P<nick>{_NICK})\)")

# "Menteri Perdagangan (Mendag) Niken Alamanda": the short name of an office means its holder.
_OFFICE = re.compile(rf"(?<!\w)(?P<office>[A-Z][a-z]+)(?: [A-Z][\w-]+){{0,5}} \((?P<nick>[A-Z][a-z]{{3,}})\) ?(?P<name>{_NAME})")


@cache
def _called(language: str | None) -> re.Pattern[str] | None:
    if not speakers.listed("called", language):
        return None
    called = speakers.either("called", language)
    return re.compile(rf"(?P<name>{_NAME}),?\s+(?i:{called})\s+[\"“‘']?(?P<nick>{_NICK})")


def find(text: str, language: str | None) -> dict[str, str]:
    """Return the other names that a report gives somebody, each with the name it stands for."""
    found: dict[str, str] = {}
    for match in _QUOTED.finditer(text):
        found[match["nick"]] = f"{match['first']} {match['last']}"
    if (called := _called(language)) is not None:
        found.update((m["nick"], m["name"]) for m in called.finditer(text))
    for match in _OFFICE.finditer(text):
        if match["office"].casefold() in offices.titles():
            found[match["nick"]] = match["name"]
    for match in _BRACKETED.finditer(text):
        nick = match["nick"]
        if not nick.isupper() and outlets.by_name(nick) is None and re.search(rf"(?<![(\w]){re.escape(nick)}(?!\w)", text[match.end() :]):
            found.setdefault(nick, match["name"])
    for nick, name in tuple(found.items()):
        title, _, rest = nick.partition(" ")
        if rest and title.casefold() in offices.titles():
            found.setdefault(rest, name)  # of "Mbak Ken" the voice is "Ken"
    return {nick: name for nick, name in found.items() if nick not in name.split() and nick != name}
