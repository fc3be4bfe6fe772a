"""An event's passages in; where two reports put one scene at two numbers of one street out ("the 1000 block of Alder Street" / "the 1500 block ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

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


def differences(found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return the streets of which each of two reports has numbers that the other has not."""
    streets: dict[str, dict[str, list[tuple[int, Span]]]] = {}
    for index, passage in enumerate(found):
        for street, number, span in _printed(passage, articles[passage.article]):
            streets.setdefault(street, {}).setdefault(number, []).append((index, span))
    made = []
    for numbers in streets.values():
        by_article: dict[str, set[str]] = {}
        for number, places in numbers.items():
            for _, span in places:
                by_article.setdefault(span.article, set()).add(number)
        if len(numbers) < 2 or any(len(own) > 1 for own in by_article.values()):
            continue  # a report with both has two scenes
        every = [(number, index, span) for number, places in numbers.items() for index, span in places]
        every.sort(key=lambda entry: (articles[entry[2].article].published or "9", entry[2].article, entry[2].start))
        sides = [(_value(number, numbers), Account(span=span, statement=found[index].account.statement)) for number, index, span in every]
        entry = conflict("place", "conflict", " ".join(every[0][2].exact.split()), sides, "placed", 0.6)
        made.append(Difference(conflict=entry, passages=tuple(sorted({index for _, index, _ in every}))))
    return made


def _printed(passage: Passage, article: Article) -> Iterator[tuple[str, str, Span]]:
    for pattern in _PRINTED:
        for match in pattern.finditer(article.text, passage.sentence.start, passage.sentence.end):
            street = " ".join(_KIND.sub(" ", match["street"]).casefold().split())
            if street:
                yield street, match["number"].replace(",", ""), article.span(match.start(), match.end())


def _value(number: str, numbers: Mapping[str, Sequence[tuple[int, Span]]]) -> str:
    """A number as it is printed first, with its street."""
    return " ".join(numbers[number][0][1].exact.split())
