"""An event's passages in; where two reports put one scene at two numbers of one street out ("the 1000 block of Alder Street" / "the 1500 block ..."), or on two
streets of one name ("Alder Street" / "Alder Avenue")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kawat.lang.words import function_words
from kawat.model import Account, Article, Span
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.values import Difference, conflict

_NAME = r"(?P<street>(?:[NSEW]\.? |North |South |East |West )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
_PRINTED = (
    re.compile(rf"(?P<number>\d{{1,3}},\d{{3}}|\d{{2,5}})[\s-]+block (?:of |on )?{_NAME}"),
    re.compile(rf"(?<!\w)(?:Jalan|Jl\.?|Jln\.?) {_NAME},? (?:Nomor|No\.?|nomor|no\.?) ?(?P<number>\d{{1,4}})(?![\d/])"),
)
_KIND = re.compile(
    r"(?i)\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|way|court|ct|place|pl|north|south|east|west|[nsew])\b\.?"
)
_KINDS: Final = {
    "Street": "street", "St": "street", "Avenue": "avenue", "Ave": "avenue", "Road": "road", "Rd": "road", "Drive": "drive", "Dr": "drive", "Lane": "lane",
    "Ln": "lane", "Boulevard": "boulevard", "Blvd": "boulevard", "Court": "court", "Ct": "court", "Place": "place", "Circle": "circle", "Terrace": "terrace",
    "Trail": "trail", "Parkway": "parkway", "Pkwy": "parkway",
}  # fmt: skip
_KINDRED = re.compile(
    rf"(?<!\w)(?P<side>(?:North|South|East|West|[NSEW]\.?) )?(?P<street>[A-Z][a-z’']+(?: [A-Z][a-z’']+)?) (?P<kind>{'|'.join(_KINDS)})\b(?! [A-Z][a-z])"
)
# No street's name before "Court" or "Road" alone.
_NONE = frozenset(
    [
        "county",
        "state",
        "district",
        "superior",
        "high",
        "supreme",
        "municipal",
        "city",
        "federal",
        "circuit",
        "crown",
        "juvenile",
        "appeals",
        "magistrate",
        "the",
        "this",
        "that",
        "park",
    ]
)


def differences(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return the streets of which each of two reports has numbers that the other has not, and the names that each of two gives another kind of street."""
    streets: dict[str, dict[str, list[tuple[int, Span]]]] = {}
    kinds: dict[str, dict[str, list[tuple[int, Span]]]] = {}
    for index, passage in enumerate(found):
        for street, number, span in _printed(passage, articles[passage.article]):
            streets.setdefault(street, {}).setdefault(number, []).append((index, span))
        for street, kind, span in _of_kind(passage, articles[passage.article]):
            kinds.setdefault(street, {}).setdefault(kind, []).append((index, span))
    made = [_entry(numbers, found, articles, "placed") for numbers in streets.values() if _collide(numbers)]
    return made + [_entry(some, found, articles, "located") for some in kinds.values() if _collide(some)]


def _collide(places: Mapping[str, Sequence[tuple[int, Span]]]) -> bool:
    """Whether reports differ and none has two, which would be two scenes or a corner."""
    by_article: dict[str, set[str]] = {}
    for place, spans in places.items():
        for _, span in spans:
            by_article.setdefault(span.article, set()).add(place)
    return len(places) > 1 and all(len(own) == 1 for own in by_article.values())


def _entry(
    places: Mapping[str, Sequence[tuple[int, Span]]], found: Sequence[Passage], articles: Mapping[str, Article], reason: str
) -> Difference:
    every = [(place, index, span) for place, spans in places.items() for index, span in spans]
    every.sort(key=lambda entry: (articles[entry[2].article].published or "9", entry[2].article, entry[2].start))
    sides = [(_value(place, places), Account(span=span, statement=found[index].account.statement)) for place, index, span in every]
    entry = conflict("place", "conflict", " ".join(every[0][2].exact.split()), sides, reason, 0.6)
    return Difference(conflict=entry, passages=tuple(sorted({index for _, index, _ in every})))


def numbers(passage: Passage, article: Article) -> list[tuple[str, str]]:
    """Return the streets in a passage, without the word for what kind of street it is, each with its number."""
    return [(street, number) for street, number, _ in _printed(passage, article)]


def _printed(passage: Passage, article: Article) -> Iterator[tuple[str, str, Span]]:
    for pattern in _PRINTED:
        for match in pattern.finditer(article.text, passage.sentence.start, passage.sentence.end):
            street = " ".join(_KIND.sub(" ", match["street"]).casefold().split())
            if street:
                yield street, match["number"].replace(",", ""), article.span(match.start(), match.end())


def _of_kind(passage: Passage, article: Article) -> Iterator[tuple[str, str, Span]]:
    """The streets in a passage by their names, each with the kind that its last word tells; in a list of a day's calls each entry is a scene."""
    if passage.sentence.exact.count(";") > 1:
        return
    for match in _KINDRED.finditer(article.text, passage.sentence.start, passage.sentence.end):
        words = [w for w in match["street"].casefold().split() if w not in function_words()]
        if words and words[-1] not in _NONE:
            yield " ".join(words), _KINDS[match["kind"]], article.span(match.start("street"), match.end())


def _value(place: str, places: Mapping[str, Sequence[tuple[int, Span]]]) -> str:
    """A number or kind as it is printed first, with its street."""
    return " ".join(places[place][0][1].exact.split())
