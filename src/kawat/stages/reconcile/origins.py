"""The accounts of a point in; its independent roots out: whoever said it first hand, whatever number of outlets carried it.

A spokesman and his body are one root, so are two officers of one force, an agency and those who reprint it, and whoever has the same words.
What outlets tell in their own voice rests, for all that their words say, on the source that others name for it; where none names any, nothing shows
that one did not have it from another: it counts once, as not stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from rapidfuzz import fuzz

from kawat.lang import offices, outlets
from kawat.model import NOT_STATED, Article, Speaker, Statement
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.speakers import bodies_of

_ANYBODY = "official"  # a body that is told by no more
_COPIED = 85.0  # per cent of the words that make two passages one


class Origins:
    """Finds the roots of the points of one event."""

    def __init__(self, articles: Mapping[str, Article], statements: Mapping[str, Statement], speakers: Mapping[str, Speaker]) -> None:
        self._articles = articles
        self._statements = statements
        self._speakers = speakers

    def of(self, group: Sequence[Passage]) -> tuple[str, ...]:
        """Return the names of a point's roots in order of publication; never none for a point with accounts."""
        said: list[tuple[Speaker, str]] = []
        own: list[tuple[str, str]] = []
        for passage in group:
            statement = self._statements.get(passage.account.statement or "")
            speaker = self._speakers.get(statement.speaker or "") if statement else None
            if speaker:
                said.append((speaker, passage.account.span.exact if statement and statement.mode == "direct" else passage.sentence.exact))
            else:
                own.append((self._own(passage), passage.sentence.exact))
        roots: list[tuple[Speaker, str]] = []
        for speaker, words in said:
            known = next((k for k, (o, theirs) in enumerate(roots) if _one_root(speaker, o) or fuzz.ratio(words, theirs) > _COPIED), None)
            if known is None:
                roots.append((speaker, words))
            elif roots[known][0].kind == "unnamed" and speaker.kind != "unnamed":
                roots[known] = speaker, roots[known][1]  # "authorities" in one report are the body that another names
        if roots:
            return tuple(dict.fromkeys(speaker.name for speaker, _ in roots))
        first, words = own[0]
        known = all(name == first or fuzz.ratio(words, theirs) > _COPIED for name, theirs in own)
        return (first if known else NOT_STATED,)

    def _own(self, passage: Passage) -> str:
        """Whose word an outlet's own voice is: the one agency that the report credits, else the outlet's."""
        article = self._articles[passage.article]
        return article.credits[0] if len(article.credits) == 1 else article.outlet or article.path or article.id


def circles(articles: Iterable[Article]) -> tuple[tuple[str, ...], ...]:
    """Return the rings of outlets that credit each other, directly or through others: none of them is anybody's first source.

    Rings are the strongly connected parts of the graph of who credits whom, names sorted; most often two ("A, quoting B" and "B, quoting A").
    """
    shown: dict[str, str] = {}
    credits: dict[str, set[str]] = {}
    for article in articles:
        if article.outlet:
            shown.setdefault(_outlet(article.outlet), article.outlet)
            credits.setdefault(_outlet(article.outlet), set()).update(map(_outlet, article.credits))
    reached = {name: _reached(name, credits) for name in credits}
    rings = {tuple(sorted(other for other in reached[name] if name in reached.get(other, ()))) for name in credits if name in reached[name]}
    return tuple(tuple(shown[name] for name in ring) for ring in sorted(rings) if len(ring) > 1)


def _outlet(name: str) -> str:
    return (outlets.canonical(name) or name).casefold().removesuffix(".com").removesuffix(".co.id")


def _reached(start: str, credits: Mapping[str, Set[str]]) -> set[str]:
    """All outlets that one credits, and those that they credit, and so on."""
    reached: set[str] = set()
    open_ = [start]
    while open_:
        for name in credits.get(open_.pop(), ()):
            if name not in reached:
                reached.add(name)
                open_.append(name)
    return reached


def _one_root(a: Speaker, b: Speaker) -> bool:
    if a.id == b.id:
        return True
    mine, theirs = bodies_of(a), bodies_of(b)
    if mine & theirs or any(_ANYBODY in one and other for one, other in ((mine, theirs), (theirs, mine))):
        return True  # "officials" are whichever officials another report names
    return bool(_realm(a) and _realm(b) and (_realm(a) <= _realm(b) or _realm(b) <= _realm(a)))


def _realm(speaker: Speaker) -> frozenset[str]:
    """The words of the body that speaks, or of a spokesman's office without the words for his office itself."""
    if speaker.kind == "organisation":
        return _spelled(speaker.name)
    return _spelled(speaker.role) - offices.titles() if speaker.role else frozenset()


@lru_cache(16_384)
def _spelled(name: str) -> frozenset[str]:
    return frozenset(w for w in offices.spelled_out(name).split() if len(w) > 2)
