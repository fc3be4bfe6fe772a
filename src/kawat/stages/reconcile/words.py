"""Section [reconcile] of the language tables: what a count counts, what denies, and one line on why a difference is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kawat.lang import languages, section


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileWords:
    """Section [reconcile] of a language table."""

    moves: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    counts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def reason(name: str, language: str) -> str:
    """Return one line on why a difference is one, in a language, English where it has none."""
    own = section(language, "reconcile", ReconcileWords).reasons or section("en", "reconcile", ReconcileWords).reasons
    return own[name]


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of all languages together."""
    return frozenset(word for code in languages() for word in getattr(section(code, "reconcile", ReconcileWords), name))


@cache
def counts() -> dict[str, str]:
    """Return what each word of a toll counts, in all languages together ("tewas" and "killed" are one count)."""
    return {
        word: count for code in languages() for count, words in section(code, "reconcile", ReconcileWords).counts.items() for word in words
    }


@cache
def bodies() -> dict[str, str]:
    """Return what kind of body each word of an office or a body's name tells of, in all languages together ("polres" and "police")."""
    return {
        word: body for code in languages() for body, words in section(code, "reconcile", ReconcileWords).bodies.items() for word in words
    }


@cache
def roles() -> dict[str, str]:
    """Return what part a value plays by each word beside it, in all languages together: sought, threatened, expected, former, quoted."""
    return {
        word: role for code in languages() for role, words in section(code, "reconcile", ReconcileWords).roles.items() for word in words
    }


@cache
def own(name: str, language: str | None) -> frozenset[str]:
    """Return one list of a language alone, English where it has no table; Malay has the Indonesian ones too."""
    codes = {"ms": ("ms", "id")}.get(language or "", (language or "en",))
    return frozenset(word for code in codes for word in getattr(section(code, "reconcile", ReconcileWords), name)) or (
        frozenset(getattr(section("en", "reconcile", ReconcileWords), name)) if language not in languages() else frozenset()
    )
