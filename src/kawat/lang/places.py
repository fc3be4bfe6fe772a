"""A word or name in; whether it is a country or a city that datelines use. Names of countries are babel's, in the languages with a table."""

from __future__ import annotations

from functools import cache

from kawat.lang import datelines


@cache
def territories() -> frozenset[str]:
    """Return the names of all countries in Indonesian, English and Malay, in lower case."""
    return frozenset(lands())


@cache
def lands() -> dict[str, str]:
    """Return the country code of each of these names."""
    from babel import Locale

    return {str(name).casefold(): key for code in ("ms", "en", "id") for key, name in Locale(code).territories.items() if len(key) == 2}


def is_place(name: str) -> bool:
    """Whether a name is that of a country, or of a city of the datelines' list, in any case."""
    lower = name.casefold()
    return lower in territories() or lower in datelines.places()
