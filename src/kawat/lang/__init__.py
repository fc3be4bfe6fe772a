"""Language tables: one TOML file a language, read once; a new language is a new file and no code.

Each section of a table is read into a frozen dataclass that the module using it defines, so that a misspelt or missing word
list fails at once and by name. A language without a file, or a file without a section, falls back on an empty section.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Hashable
from functools import cache
from importlib import resources
from typing import Any, TypeVar, cast

from kawat.errors import LanguageDataError

Words = TypeVar("Words")


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have a table, sorted."""
    return tuple(sorted(f.name[:-5] for f in resources.files(__name__).iterdir() if f.name.endswith(".toml") and len(f.name) == 7))


@cache
def _table(code: str) -> dict[str, Any]:
    if code not in languages():
        return {}
    return tomllib.loads(resources.files(__name__).joinpath(f"{code}.toml").read_text("utf-8"))


def has(code: str | None, name: str) -> bool:
    """Whether a language has a section `name`; some have little more than their function words."""
    return bool(code) and name in _table(code or "")


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def section(code: str, name: str, shape: type[Words]) -> Words:
    """Return section `name` of language `code` as a `shape`, a frozen dataclass whose fields are the word lists.

    Lists become tuples, tables stay dicts. All fields of `shape` need defaults: a language without the section gets them.
    Raises LanguageDataError for a key that `shape` does not have.
    """
    return cast(Words, _section(code, name, cast(Hashable, shape)))


@cache
def _section(code: str, name: str, shape: Any) -> Any:
    stated = _table(code).get(name, {})
    known = {f.name for f in dataclasses.fields(shape)}
    if surplus := sorted(set(stated) - known):
        raise LanguageDataError(f"lang/{code}.toml [{name}] has {', '.join(surplus)}, which nothing reads; remove or rename it")
    return shape(**{key: _frozen(value) for key, value in stated.items()})
