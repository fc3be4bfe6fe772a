"""The table of news organisations: an address or a name as printed in, the organisation out.

A form that is also an everyday word ("Antara", "Time") matches only in the capitals that the table has; all others match in any.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

Kind = Literal["agency", "newspaper", "broadcaster", "site"]
_SLOGAN = re.compile(r"\bNews(?:, | and | & )(?:Breaking )?(?:Weather|Sports?)\b|\bNews Station\b|\bBreaking News\b")
# A station that no table lists, by its call sign with what it is, or by its address.
_STATION = re.compile(
    r"^(?:\| )?[KW][A-Z]{2,3}(?:-TV|tv)?(?:\.com)?(?:\s(?:\||\d|News|Action|Channel|[A-Z][a-z]+).*)?$|\b(?:Action|Channel|NewsChannel|NewsCenter) ?(?:News )?\d{1,2}\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A news organisation: canonical name, kind, country or region of the table, domains, printed forms and owner where known.

    `ambiguous` tells that its name alone may mean something else.
    """

    name: str
    kind: Kind
    region: str
    domains: tuple[str, ...]
    forms: tuple[str, ...]
    owner: str | None
    ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    domains: dict[str, Outlet]
    exact: dict[str, Outlet]
    folded: dict[str, Outlet]
    starts: dict[str, tuple[str, ...]]
    media_words: frozenset[str]
    not_media: frozenset[str]
    nicknames: frozenset[str]


_COUNTRY_SECOND = frozenset({"co", "com", "go", "or", "org", "web", "ac", "sch", "my", "gov", "net", "edu", "desa", "mil"})
_WORD = re.compile(r"[^\W_]+")
# Scrapers lose the space before a link: behind these words a name may stand glued ("dilansir dariAntara").
_LOST = "|".join(f"(?<={word})" for word in ("dari", "dilansir", "dikutip", "melansir", "mengutip", "kepada", "menurut", "oleh"))
_MENTIONED = re.compile(
    rf"(?:(?<![\w@#/.-])|{_LOST})(?:[A-ZÀ-ÞĀ-Ž]|\d+[A-Za-z]|[a-z][a-z0-9-]*\.[a-z]|detik|kumparan|jpnn|news\.com|suara)"
)
_BEFORE = re.compile(
    r"(?i)^(?:the|kantor berita|agensi berita|news agency|media|harian|koran|majalah|situs|laman|portal|stasiun televisi|surat kabar|televisi)\s+"
)
_AFTER = re.compile(r"(?i)(?:\s+(?:news agency|newspaper|website|photo|foto)|-(?:tv|fm|am|dt))$")
_CALL_SIGN = re.compile(r"^[KW][A-Z]{2,3}$")  # of American stations; most mean something else elsewhere
_SITE = re.compile(r"(?i)^(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/.*)?$")


def _names(entry: str) -> tuple[str, tuple[str, ...], tuple[str, ...], str | None]:
    parts = [part.strip() for part in entry.split(";")]
    parts += [""] * (4 - len(parts))
    split = [tuple(item.strip() for item in part.split(",") if item.strip()) for part in parts[1:3]]
    return parts[0], split[0], (parts[0], *(form for form in split[1] if form != parts[0])), parts[3] or None


@cache
def _table() -> _Table:
    stated = tomllib.loads(resources.files("kawat.lang").joinpath("outlets.toml").read_text("utf-8"))
    ambiguous = set(stated.pop("ambiguous"))
    media_words, not_media, nicknames = (frozenset(stated.pop(name)) for name in ("media_words", "not_media", "nicknames"))
    domains: dict[str, Outlet] = {}
    exact: dict[str, Outlet] = {}
    folded: dict[str, Outlet] = {}
    for kind, regions in stated.items():
        for region, entries in regions.items():
            for entry in entries:
                name, sites, forms, owner = _names(entry)
                outlet = Outlet(
                    name=name,
                    kind=cast(Kind, kind),
                    region=region,
                    domains=sites,
                    forms=forms,
                    owner=owner,
                    ambiguous=name in ambiguous or bool(_CALL_SIGN.match(name)),
                )
                for site in sites:
                    domains.setdefault(site, outlet)
                for form in (*forms, *(s for s in sites if "/" not in s)):
                    exact.setdefault(form, outlet)
                    # Call signs and initials are words in small letters ("WAVE", "SANA").
                    if form not in ambiguous and len(form) > 2 and not form.isupper():
                        folded.setdefault(form.casefold(), outlet)
    starts: dict[str, list[str]] = {}
    for form in sorted(exact, key=lambda f: (-len(f), f)):
        starts.setdefault(_first_word(form), []).append(form)
    return _Table(
        domains=domains,
        exact=exact,
        folded=folded,
        starts={word: tuple(forms) for word, forms in starts.items()},
        media_words=media_words,
        not_media=not_media,
        nicknames=nicknames,
    )


def _first_word(form: str) -> str:
    match = _WORD.match(form)
    return match.group().casefold() if match else form.casefold()


def by_url(url: str) -> Outlet | None:
    """Return the organisation that an address belongs to, by the longest domain listed, or None."""
    host, path = _host(url)
    if host is None:
        return None
    domains = _table().domains
    labels = host.split(".")
    first = path.strip("/").split("/")[0]
    for index in range(len(labels) - 1):
        domain = ".".join(labels[index:])
        if first and (found := domains.get(f"{domain}/{first}")):
            return found
        if found := domains.get(domain):
            return found
    return None


def by_name(name: str) -> Outlet | None:
    """Return the organisation that a printed name means, or None; "KOMPAS.com", "the Guardian" and "kantor berita TASS" are found."""
    text = " ".join(name.split()).strip(" .,:;()[]\"'“”")
    if not 1 < len(text) <= 60:
        return None
    table = _table()
    short = _AFTER.sub("", _BEFORE.sub("", text))
    for form in (text, short):
        if found := table.exact.get(form) or table.folded.get(form.casefold()):
            return found
    if site := _SITE.match(text):
        return by_url(f"https://{site.group(1)}")
    return None


def canonical(name: str) -> str | None:
    """Return the canonical name of an organisation, or None where the table does not list it."""
    found = by_name(name)
    return found.name if found else None


def bare_title(title: str, own: str | None) -> str:
    """Return a title without the site's name that some pages hang on it ("... - City News, OUTLET TV", "... - OUTLET News, Weather")."""
    known = by_name(own) if own else None
    names = [form.casefold().split(".")[0] for form in (known.forms if known else (own,) if own else ())]
    named = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in names if len(n) > 2) or '(?!)'})(?!\w)")
    for mark in re.finditer(r" [-|–—] ", title):
        before, after = title[: mark.start()], title[mark.end() :]
        site = named.search(after.casefold()) or by_name(after) or _SLOGAN.search(after) or _STATION.search(after)
        if len(before.split()) >= 4 and site:
            return before.rstrip(" -|–—")
    return title


def reads_as_media(name: str) -> bool:
    """Whether a name that the table need not list has a word that only news organisations carry ("Xyz Daily", "Kabar Xyz")."""
    table = _table()
    words = [w.casefold().strip("'’") for w in re.split(r"[\s-]+", name) if w]
    if not 2 <= len(words) <= 5 or (
        any(w in table.not_media for w in words) and "news agency" not in name.casefold() and words[0] != "kantor"
    ):
        return False
    # What is left of "FOX43 News" or "69 News" without its number names any station.
    own = all(re.sub(r"\d+", "", w) in table.nicknames or w.isdigit() for w in words)
    return not own and any(w in table.media_words for w in words)


def site_name(url: str) -> str | None:
    """Return the label of an address's domain under which its owner registered it ("example" of https://www.example.co.id/x)."""
    host, _ = _host(url)
    if host is None:
        return None
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _COUNTRY_SECOND:
        return labels[-3]
    return labels[-2]


def _host(url: str) -> tuple[str | None, str]:
    match = re.match(r"(?i)^(?:https?:)?//(?:[^/@\s]*@)?([^/:?#\s]+)(?::\d+)?([^?#]*)", url.strip())
    if not match:
        return None, ""
    host = match.group(1).casefold().rstrip(".")
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", host), match.group(2)


def doubtful(outlet: Outlet, printed: str) -> bool:
    """Whether an organisation's name as printed may mean something else: a word of its own, or an American station's call sign."""
    return outlet.ambiguous or bool(_CALL_SIGN.match(printed))


def mentions(text: str) -> Iterator[tuple[int, int, Outlet]]:
    """Yield (start, end, organisation) for each listed form in a text, longest first at each place, whole words only."""
    table = _table()
    position = 0
    while match := _MENTIONED.search(text, position):
        start = match.start()
        word = _WORD.match(text, start)
        position = word.end() if word else match.end()
        for form in table.starts.get(word.group().casefold() if word else "", ()):
            end = start + len(form)
            printed = text[start:end]
            found = (
                table.exact.get(printed)
                if printed == form
                else table.folded.get(form.casefold())
                if printed.casefold() == form.casefold()
                else None
            )
            if found and not _goes_on(text, end, printed, found):
                yield start, end, found
                position = end
                break


def _goes_on(text: str, end: int, printed: str, outlet: Outlet) -> bool:
    """Whether what a form begins is a longer word or name: "Antara-", "CBS 58", "The Times Argus"."""
    after = text[end : end + 24]
    if after[:1].isalnum() or (after[:1] in ("_", "-") and after[1:2].isalnum()):
        return True
    if printed.isupper() and len(printed) <= 4 and re.match(r" \d{1,2}\b(?![.,%]\d)", after):
        return True
    return doubtful(outlet, printed) and bool(re.match(r" [A-Z][a-z]+", after)) and outlet.kind != "agency"
