"""A report and an age in it in; whose age it is out: the words of a name, or who somebody is to another ("his grandfather, 35").

Who a name is to another is looked for in the whole report ("Maddock was the boy's grandfather"), so that a report that names him and one that
does not tell of one man. What a reader could not tell from the words stays open.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from kawat.lang.phrases import either
from kawat.model import Article, Span
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.words import kin

_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = r"(?<!\w)(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
_BEFORE = re.compile(r"(?<!\w)(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,3})\s?[,(]\s?$")
_KIN = "~"  # before who somebody is to another, which is no word of a name


def find(passage: Passage, article: Article, span: Span) -> frozenset[str]:
    """Return the words of the name right before or behind an age, and who that is to another, marked; empty where no word tells."""
    named = [n.span for n in passage.marked[2] if n.kind in ("person", "unknown")]
    near = [n for n in named if 0 <= span.start - n.end <= 3 or -len(span.exact) < n.start - span.end <= 1]
    printed = [n.exact for n in near] or [m["name"] for m in [_BEFORE.search(article.text, passage.sentence.start, span.start)] if m]
    words = frozenset(w for name in printed for w in _WORD.findall(name.casefold()) if len(w) > 2)
    beside = _beside().search(article.text, max(passage.sentence.start, span.start - 24), span.start)
    behind = _behind().match(article.text, span.end, passage.sentence.end)
    told = {_KIN + kin()[m["kin"].casefold()] for m in (beside, behind) if m}
    return words | told | {_KIN + who for who, names in relations(article.text) if words & names}


def same(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return whether two ages are of one person: all words of a name, or two of them, stand with both, a surname alone makes brothers; or, where one has no
    name, both are the same to another."""
    names = [frozenset(w for w in owner if w[0] != _KIN) for owner in (a, b)]
    if all(names):
        shared = names[0] & names[1]
        return bool(shared) and (shared in names or len(shared) > 1)
    return bool((a - names[0]) & (b - names[1]))


def known(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return whether words tell of both ages whose they are in terms that can be compared: both by name, or both by what they are to another."""
    kinds = [{word[0] == _KIN for word in owner} for owner in (a, b)]
    return bool(kinds[0] & kinds[1])


@lru_cache(256)
def relations(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return who is what to another in a text, with the words of each name: "Maddock was the boy's grandfather", "his grandfather Orin Maddock"."""
    found = []
    for match in chain(*(pattern.finditer(text) for pattern in _told())):
        found.append((kin()[match["kin"].casefold()], frozenset(w for w in _WORD.findall(match["name"].casefold()) if len(w) > 2)))
    return tuple(dict.fromkeys(found))


@cache
def _either() -> str:
    return rf"(?P<kin>(?i:{either(kin())}))(?:nya)?"


@cache
def _told() -> tuple[re.Pattern[str], ...]:
    whose = r"(?:the|a|an|his|her|their|its|my|\w+['’]s?)"
    return (
        re.compile(rf"{_NAME},?\s(?:was|is|adalah|merupakan)\s(?:{whose}\s){{0,3}}{_either()}(?!\w)"),
        re.compile(rf"{_NAME},\s(?:{whose}\s){{1,3}}{_either()}(?!\w)"),
        re.compile(rf"(?<!\w){whose}\s{_either()},?\s{_NAME}"),
        re.compile(rf"(?<!\w){_either()}(?:\s\w+)?,\s{_NAME}"),
    )


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_either()}(?:\s\w+)?\s?[,(]\s?(?:\w+\s)?$")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[\s-]?(?:old\s)?{_either()}(?!\w)")
