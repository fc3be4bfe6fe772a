"""A statement's surroundings in; the chain it came through out: speaker, what it was said in, the agency that had it first, the outlet.

What a sentence names has its span; a credit of the report as a whole fills a chain that the sentence leaves open, without one.
"""

from __future__ import annotations

import re
from functools import cache

from kawat.lang import outlets
from kawat.lang.concordance import Concordance, openings
from kawat.model import Article, Link
from kawat.stages.quote.speakers import either

_VERBS = "tweeted|cuit|mencuit|cuitnya|kicau"


def _before(language: str | None) -> str:
    return "dalam|melalui|lewat|pada|via|in|on|through|during|at" if language in ("id", "ms") else "in|on|via|through|during|at|from"


@cache
def _medium(language: str | None) -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<!\w)(?:{_before(language)})\s+(?:a|an|the|his|her|its|their|sebuah|suatu)?\s*(?:\w+\s+)?(?P<medium>{either('media', language)})(?:nya)?(?!\w)(?P<more>(?:\s+(?:X|resmi|tertulis|Twitter|Facebook|Instagram|pribadi|@\w+)){{0,3}})"
        rf"|(?<!\w)(?P<verb>{_VERBS})(?!\w)"
    )


@cache
def _first(language: str | None) -> frozenset[str]:
    """The words that a match may begin with."""
    return openings([*_before(language).split("|"), *_VERBS.split("|")])


def medium(article: Article, words: Concordance, start: int, end: int) -> Link | None:
    """Return what a statement was made in ("keterangan tertulis", "a news conference"), as far as text[start:end] around it says."""
    match = next(words.finditer(_medium(article.language), _first(article.language), start, end), None)
    if match is None:
        return None
    malay = article.language in ("id", "ms")
    if match["verb"]:
        return Link(name="Twitter" if malay else "tweet", span=article.span(match.start("verb"), match.end("verb")))
    begin, finish = match.start("medium"), match.end()
    named = article.text[begin:finish]
    return Link(name=re.sub(r"(?<=\w{4})nya$", "", named) if malay else named, span=article.span(begin, finish))


def links(article: Article, speaker: str | None, medium: Link | None, start: int, end: int) -> tuple[Link, ...]:
    """Return the chain of a statement that was made in `medium` and whose surroundings (its sentence or paragraph) are at text[start:end]."""
    chain: list[Link] = [Link(name=speaker, span=None)] if speaker else []
    if medium:
        chain.append(medium)
    agencies = _agencies(article, article.text[start:end], start) if article.credits else []
    names = {link.name for link in agencies}
    chain.extend(link for link in agencies if link.name != speaker)
    if not agencies and len(article.credits) == 1 and article.credits[0] not in names:
        chain.append(Link(name=article.credits[0], span=None))
    if article.outlet:
        chain.append(Link(name=article.outlet, span=None))
    return tuple(chain)


def _agencies(article: Article, around: str, offset: int) -> list[Link]:
    """The credited organisations that the surroundings name, in text order, each once."""
    found: list[Link] = []
    credited = set(article.credits)
    for start, end, outlet in outlets.mentions(around):
        if outlet.name in credited and outlet.name not in {link.name for link in found}:
            found.append(Link(name=outlet.name, span=article.span(offset + start, offset + end)))
    for name in credited - {link.name for link in found}:
        at = around.find(name)
        if at >= 0:
            found.append(Link(name=name, span=article.span(offset + at, offset + at + len(name))))
    return found
