"""A title in; whether its article gathers several matters, or tells of none: a morning's briefing, a column, a horoscope, recipes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, section
from kawat.lang.phrases import either


@dataclass(frozen=True, slots=True, kw_only=True)
class Roundups:
    """Section [roundups] of a language table: what such titles begin with, and what they hold anywhere; lower case."""

    begin: tuple[str, ...] = ()
    hold: tuple[str, ...] = ()


@cache
def _pattern() -> re.Pattern[str]:
    known = [section(code, "roundups", Roundups) for code in languages()]
    begin, hold = either(w for k in known for w in k.begin), either(w for k in known for w in k.hold)
    return re.compile(rf"\W*(?:the |your )?(?:{begin})(?!\w)|.*(?<!\w)(?:{hold})(?!\w)", re.IGNORECASE | re.DOTALL)


def is_roundup(title: str) -> bool:
    """Return whether a title announces a round-up of several matters, or a piece that tells of no event."""
    return bool(_pattern().match(title[:200]))
