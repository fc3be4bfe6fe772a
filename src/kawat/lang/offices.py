"""Words before a name in; whether they are its office ("Menteri Pertahanan X", "Assistant Fire Chief X"), and bodies by their full names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kawat.lang import languages, places, section


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWords:
    """Section [offices] of a language table; all entries are lower case."""

    titles: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict)
    lands: Mapping[str, str] = field(default_factory=dict)


_REALMS = frozenset(
    (
        "AS",
        "RI",
        "US",
        "UK",
        "DKI",
        "TNI",
        "Polri",
        "Serikat",
        "MPR",
        "DPR",
        "DPRD",
        "KPK",
        "BNPB",
        "PBB",
        "NATO",
        "UN",
        "EU",
        "Pentagon",
        "Kremlin",
    )
)


_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "dan", "untuk", "atas", "di"))  # words that lend an abbreviation no letter


@cache
def first_titles() -> frozenset[str]:
    """Return the words that an office may begin with, of all languages together."""
    return frozenset(word for code in languages() for word in section(code, "offices", OfficeWords).titles)


@cache
def _whose() -> re.Pattern[str]:
    every = sorted((word for code in languages() for word in section(code, "offices", OfficeWords).whose), key=len, reverse=True)
    return re.compile(rf"(?i)^(?:{'|'.join(map(re.escape, every))})\s|\w[’']s?\s+\w")


def of_another(name: str) -> bool:
    """Return whether a name tells whose somebody is, and not who ("kuasa hukum X", "X's lawyer")."""
    return bool(_whose().search(name))


@cache
def titles() -> frozenset[str]:
    """Return all words of which offices are made, of all languages together."""
    return first_titles() | frozenset(word for code in languages() for word in section(code, "offices", OfficeWords).within)


@cache
def _short() -> dict[str, str]:
    return {short: full for code in languages() for short, full in section(code, "offices", OfficeWords).short.items()}


@cache
def bodies() -> frozenset[str]:
    """Return the short names of bodies, of all languages together ("kemenlu", "pemprov")."""
    return frozenset(_short())


@cache
def _lands() -> dict[str, str]:
    """The country codes of countries' names, of their short names and of the capitals that stand for them."""
    return places.lands() | {name: land for code in languages() for name, land in section(code, "offices", OfficeWords).lands.items()}


@cache
def _regions() -> frozenset[str]:
    return frozenset(region for code in languages() for region in section(code, "offices", OfficeWords).regions)


def realm(words: Sequence[str]) -> int:
    """How many words behind an office are its country, region or city, with a name behind them ("Rusia X": 1, "Jawa Barat X": 2), else 0."""
    length = next((n for n in (3, 2, 1) if is_realm(" ".join(words[:n]))), 0)
    return length if length < len(words) else 0


def is_realm(name: str) -> bool:
    """Whether a name is a country's, or that of a body or region which offices are named after."""
    lower = name.casefold()
    return name in _REALMS or lower in _lands() or lower in _regions()


def land(name: str) -> str | None:
    """Return the code of the country that a whole name is, by any of its names or the capital that speaks for it ("Moskow", "Rusia", "Russia")."""
    return _lands().get(name.casefold())


def spelled_out(name: str) -> str:
    """Return a name in lower case with the short names of bodies spelled out ("Kemenlu X" and "Kementerian Luar Negeri X" are one)."""
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", name.casefold())
    return " ".join(_short().get(word, word) for word in words)


def abbreviates(short: str, name: str) -> bool:
    """Return whether capitals stand for a body's name ("HPD" for "Harle Police" or "Harle Police Department")."""
    if not re.fullmatch(r"[A-Z]{2,6}", short) or " " not in name:
        return False
    words = [w for w in re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", name) if w.casefold() not in _SMALL]
    initials = "".join(w[0].upper() for w in words)
    return short == initials or (words[-1].casefold() == "police" and short == f"{initials}D")
