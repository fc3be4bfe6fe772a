"""The direct quotations of an event in; where two reports print one utterance in different words out.

A quotation that one report cut short is no difference; what counts is a word within it that the other has not, or has another for. Most are a
matter of precision; a "not" that stands in one alone is a conflict.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from kawat.lang.words import function_words
from kawat.model import Account, Article, Span, Statement
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.values import Difference, conflict
from kawat.stages.reconcile.words import listed

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_TURN = 3  # words in a row that two share before they are compared
_COMMON = 40  # quotations of one turn beyond which it tells nothing
_LEAST = 4  # words that two have in common in one order
_MOST = 200  # words of a sentence: what is longer is none
_SAME = 0.6  # of the shorter's words
_LONGEST = 14  # words of a side's value
_BESIDE = 2  # words on either side of what differs
_TYPED = 88.0  # per cent of the letters from which two stretches differ by a slip of the keys
_SLIP = 0.8  # of the shorter's words in common, so that one "not" more is a slip and no other sentence
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A sentence of a quotation: its words as compared, the span of each, and the passage it stands in."""

    statement: Statement
    passage: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def differences(statements: Sequence[Statement], found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return where two reports print one utterance in different words; `statements` have the event's speakers."""
    pieces = list(_pieces(statements, found, articles))
    turns: dict[tuple[str, ...], list[int]] = {}
    for k, piece in enumerate(pieces):
        for turn in {piece.words[i : i + _TURN] for i in range(len(piece.words) - _TURN + 1)}:
            turns.setdefault(turn, []).append(k)
    near = sorted({pair for some in turns.values() if len(some) <= _COMMON for pair in combinations(some, 2)})
    beside: dict[int, list[int]] = {}
    for i, j in near:
        if _one_voice(pieces[i].statement, pieces[j].statement) and (
            pieces[i].words == pieces[j].words or _changed(pieces[i].words, pieces[j].words)
        ):
            beside.setdefault(i, []).append(j)
    groups: list[list[int]] = []
    taken: set[int] = set()
    for i, others in sorted(beside.items()):
        if i not in taken:
            groups.append([i, *(j for j in others if j not in taken)])
            taken.update(groups[-1])
    made = {frozenset(s.value.casefold() for s in d.conflict.sides): d for d in (_entry([pieces[k] for k in g], articles) for g in groups)}
    return [d for values, d in made.items() if len(values) > 1]


def _pieces(statements: Sequence[Statement], found: Sequence[Passage], articles: Mapping[str, Article]) -> Iterator[_Piece]:
    by_article: dict[str, list[int]] = {}
    for i, passage in enumerate(found):
        by_article.setdefault(passage.article, []).append(i)
    for statement in statements:
        if statement.mode != "direct":
            continue
        for i in by_article.get(statement.article, ()):
            start, end = max(found[i].sentence.start, statement.span.start), min(found[i].sentence.end, statement.span.end)
            if start < end:
                marks = list(_WORD.finditer(articles[statement.article].text, start, end))
                if _LEAST <= len(marks) <= _MOST:
                    words = tuple(_plain(m.group()) for m in marks)
                    yield _Piece(statement=statement, passage=i, words=words, spans=tuple(m.span() for m in marks))


@lru_cache(65_536)
def _plain(word: str) -> str:
    """A word without case, accents and kinds of apostrophe; a Roman numeral as its number."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold().replace("’", "'")) if not unicodedata.combining(c))
    return _ROMAN.get(bare, bare) if len(word) > 1 or (word.isupper() and word != "I") else bare


def _one_voice(a: Statement, b: Statement) -> bool:
    return a.article != b.article and (a.speaker == b.speaker or None in (a.speaker, b.speaker))


@lru_cache(8192)
def _changed(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[int, int, int, int], ...]:
    """Where two pieces differ within, as ranges of words of each; empty where they are not one utterance or differ only in where they were cut, in spaces or
    by a slip of the keys."""
    steps = _steps(a, b)
    common = [i + k for equal, i, i_end, _, _ in steps if equal for k in range(i_end - i)]
    if len(common) < max(_LEAST, _SAME * min(len(a), len(b))) or all(a[i] in function_words() for i in common):
        return ()
    return tuple(
        (i, i_end, j, j_end)
        for equal, i, i_end, j, j_end in steps
        if not equal and fuzz.ratio("".join(a[i:i_end]), "".join(b[j:j_end])) < _TYPED
    )


@lru_cache(8192)
def _steps(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[bool, int, int, int, int], ...]:
    """The ranges of words of two pieces that stand for each other, with whether they are equal, but for what one report cut off at an end."""
    kept = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        at_end = (i == 0 and j == 0) or (i_end == len(a) and j_end == len(b))
        if tag == "equal" or not at_end or (tag == "replace" and max(i_end - i, j_end - j) <= 2):
            kept.append((tag == "equal", i, i_end, j, j_end))
    return tuple(kept)


def _entry(pieces: Sequence[_Piece], articles: Mapping[str, Article]) -> Difference:
    """One utterance with a side for each wording: the stretch of the first that is changed most, and what stands there in each."""
    first = pieces[0]
    changes = [(piece, change) for piece in pieces[1:] for change in _changed(first.words, piece.words)]
    weight: Counter[tuple[int, int]] = Counter()
    for piece, (i, i_end, j, j_end) in changes:
        weight[i, i_end] += sum(w not in function_words() for w in (*first.words[i:i_end], *piece.words[j:j_end]))
    (start, end), telling = min(weight.items(), key=lambda entry: (-entry[1], entry[0])) if weight else ((0, 0), 0)
    start, end = max(0, start - _BESIDE), min(len(first.words), end + _BESIDE)
    stretches = [(piece, _aligned(first.words, piece.words, start, end)) for piece in pieces]
    shown = [(_stretch(piece, *where, articles), _account(piece)) for piece, where in stretches if where[0] < where[1]]
    values = [value for value, _ in shown]  # one that is cut short is the same as the longer
    shown = [(max((v for v in values if value.casefold() in v.casefold()), key=len), account) for value, account in shown]
    what = " ".join(articles[first.statement.article].text[first.spans[0][0] : first.spans[-1][1]].split()[:9])
    if any(_denied(first.words, piece.words) for piece in pieces[1:]):
        made = conflict("polarity", "conflict", what, shown, "denied", 0.6)
    else:
        made = conflict("other", "precision", what, shown, "worded", round(min(0.4 + 0.1 * telling, 0.9), 2))
    return Difference(conflict=made, passages=tuple(sorted({p.passage for p in pieces})))


def _aligned(a: tuple[str, ...], b: tuple[str, ...], start: int, end: int) -> tuple[int, int]:
    """The range of words of the second that stands where a range of the first does."""
    places = []
    for equal, i, i_end, j, j_end in _steps(a, b):
        if i < end and (i_end > start or i == i_end == start):
            places += [j + max(0, start - i), j_end - max(0, i_end - end)] if equal else [j, j_end]
    return (min(places), max(places)) if places else (0, 0)


def _stretch(piece: _Piece, start: int, end: int, articles: Mapping[str, Article]) -> str:
    end = min(end, start + _LONGEST)
    text = articles[piece.statement.article].text[piece.spans[start][0] : piece.spans[end - 1][1]]
    return " ".join(text.split())


def _account(piece: _Piece) -> Account:
    start, end = piece.spans[0][0], piece.spans[-1][1]
    span = piece.statement.span
    exact = span.exact[start - span.start : end - span.start]
    return Account(span=Span(article=span.article, start=start, end=end, exact=exact), statement=piece.statement.id)


def _denied(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two wordings are the same but for one word of denial that stands in one alone."""
    changes = _changed(a, b)
    if len(changes) != 1:
        return False
    i, i_end, j, j_end = changes[0]
    mine, theirs = a[i:i_end], b[j:j_end]
    short = len(mine) + len(theirs) <= 2 and min(len(a), len(b)) - len(mine) >= _SLIP * min(len(a), len(b))
    denies = [any(w in listed("negations") or w.endswith("n't") for w in some) for some in (mine, theirs)]
    return short and denies[0] != denies[1]
