"""Section [reconcile] of the language tables: what a count counts, what denies, and one line on why a difference is one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kawat.lang import languages, section
from kawat.lang.phrases import either


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileWords:
    """Section [reconcile] of a language table."""

    moves: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    parts_behind: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    forbidding: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    withholding: tuple[str, ...] = ()
    unwilling: tuple[str, ...] = ()
    counts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)


def reason(name: str, language: str) -> str:
    """Return one line on why a difference is one, in a language, English where it has none."""
    own = section(language, "reconcile", ReconcileWords).reasons or section("en", "reconcile", ReconcileWords).reasons
    return own[name]


def change(name: str, language: str) -> str:
    """Return one line on what changed, with places for its words in braces, or a status or verdict by its name; English where a language has none."""
    own = section(language, "reconcile", ReconcileWords).changes or section("en", "reconcile", ReconcileWords).changes
    return own[name]


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of all languages together."""
    return frozenset(word for code in languages() for word in getattr(section(code, "reconcile", ReconcileWords), name))


@cache
def _table(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = _meaning(name)
    return re.compile(rf"(?<![\w-])(?:{either(table)})(?![\w-])"), table


@lru_cache(32_768)
def _marked(name: str, text: str) -> tuple[tuple[int, int, str], ...]:
    pattern, table = _table(name)
    return tuple((m.start(), m.end(), table[" ".join(m.group().split())]) for m in pattern.finditer(text.casefold()))


def counted(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and count of each word or phrase that tells what a toll counts, in all languages together ("tewas" and "killed" are one)."""
    return _marked("counts", text)


def roles(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and role of each word or phrase that tells what part a value plays: sought, threatened, expected, former, quoted, of a period."""
    return _marked("roles", text)


@cache
def bodies() -> dict[str, str]:
    """Return what kind of body each word of an office or a body's name tells of, in all languages together ("polres" and "police")."""
    return _meaning("bodies")


@cache
def kin() -> dict[str, str]:
    """Return who somebody is to another by each word for it, in all languages together ("kakek" and "grandfather")."""
    return _meaning("kin")


@cache
def parties() -> dict[str, str]:
    """Return whether each word for somebody in a crime or an accident means who was hurt or who is suspected, in all languages together."""
    return _meaning("parties")


def _meaning(name: str) -> dict[str, str]:
    tables = (getattr(section(code, "reconcile", ReconcileWords), name) for code in languages())
    return {word: meaning for table in tables for meaning, words in table.items() for word in words}


def ranks(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and kind of each word that ranks something by the number behind it: a storm's category, the minute of a match."""
    return _marked("ranks", text)


@cache
def hollow() -> re.Pattern[str]:
    """Return the pattern of turns of words that look like a denial and are none ("not only", "tidak hanya")."""
    return re.compile(rf"(?i)(?<!\w)(?:{either(listed('hollow'))})(?!\w)")


@cache
def own(name: str, language: str | None) -> frozenset[str]:
    """Return one list of a language alone, English where it has no table; Malay has the Indonesian ones too."""
    codes = {"ms": ("ms", "id")}.get(language or "", (language or "en",))
    return frozenset(word for code in codes for word in getattr(section(code, "reconcile", ReconcileWords), name)) or (
        frozenset(getattr(section("en", "reconcile", ReconcileWords), name)) if language not in languages() else frozenset()
    )
