"""A statement's surroundings in; the chain it came through out: speaker, what it was said in, the agency that had it first, the outlet.

What a sentence names has its span; a credit of the report as a whole fills a chain that the sentence leaves open, without one.
"""

from __future__ import annotations

import re
from functools import cache

from kawat.lang import outlets
from kawat.lang.concordance import Concordance, openings
from kawat.model import Article, Link
from kawat.stages.quote import speakers
from kawat.stages.quote.speakers import either

_DATELINE = 80  # characters within which a dateline names an agency
_OPENING = 700  # characters, or a quarter of the report, in which it tells what it draws on
_BESIDE = 40  # characters in which a cue stands before a name
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


def links(article: Article, speaker: str | None, medium: Link | None, start: int, end: int, through: str | None) -> tuple[Link, ...]:
    """Return the chain of a statement that was made in `medium` and whose surroundings (its sentence or paragraph) are at text[start:end]; `through` is whom
    it came from where they name nobody."""
    chain: list[Link] = [Link(name=speaker, span=None)] if speaker else []
    if medium:
        chain.append(medium)
    agencies = [link for link in named(article, start, end) if link.name != speaker]
    chain.extend(agencies)
    posted = medium is not None and any(w in speakers.listed("social", article.language) for w in medium.name.casefold().split())
    if not agencies and through and through != speaker and not (posted and not _is_agency(through)):
        chain.append(Link(name=through, span=None))
    if article.outlet:
        chain.append(Link(name=article.outlet, span=None))
    return tuple(chain)


def whole(article: Article) -> str | None:
    """Return the one organisation that a report credits where it stands for all of it: it is named beside the text, in its dateline, at its end, or where the
    report opens and draws on it, an agency in its first half. Named in passing, it has given that sentence, and nothing else."""
    if len(article.credits) != 1:
        return None
    (name,) = article.credits
    text = article.text
    met = [(start, end) for start, end, outlet in outlets.mentions(text) if outlet.name == name]
    places = met or [m.span() for m in re.finditer(re.escape(name), text)]
    if not places or places[0][0] < _DATELINE or not any(c.isalnum() for c in text[places[-1][1] :]):
        return name
    opening = max(_OPENING, len(text) // (2 if _is_agency(name) else 4))
    before, behind = _drawn(article.language)
    drawn = (before.search(text, max(0, at - _BESIDE), at) or behind.match(text, end) for at, end in places if at < opening)
    return name if any(drawn) else None


def _is_agency(name: str) -> bool:
    outlet = outlets.by_name(name)
    return outlet is not None and outlet.kind == "agency"


@cache
def _drawn(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    if not speakers.listed("drawn", language):
        return re.compile(r"(?!)"), re.compile(r"(?!)")
    before = rf"(?i)(?<!\w)(?:{either('drawn', language)})\s*(?:the\s|kantor\sberita\s|laman\s|situs\s)?[\"“'(]?$"
    return re.compile(before), re.compile(
        rf"(?i)\s(?:{either('drawn_behind', language)})(?!\w)" if speakers.listed("drawn_behind", language) else r"(?!)"
    )


def named(article: Article, start: int, end: int) -> list[Link]:
    """Return the credited organisations that text[start:end] names, in text order, each once."""
    return _agencies(article, article.text[start:end], start) if article.credits else []


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
