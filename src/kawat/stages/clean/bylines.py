"""A line in; who wrote it, who edited it and what it names as its origin out, where the line is a byline or a source line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, outlets, section
from kawat.lang.phrases import either


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineCues:
    """Section [bylines] of a language table; all entries are lower case."""

    author: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a byline states; `named` is what a source line names ("Sumber: ..."), unchecked."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(cue for code in languages() for cue in getattr(section(code, "bylines", BylineCues), name))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    author, editor, source = (either(_cues(name)) for name in ("author", "editor", "source"))
    roles = re.compile(rf"(?i)(?:^|(?<=[\s|/•;,)]))(?:(?P<author>{author})|(?P<editor>{editor})|(?P<source>{source}))\s*[:：]\s*")
    bare = re.compile(
        r"^\W*(?i:(?P<author>by|oleh|laporan(?:\s+(?:wartawan|kontributor|jurnalis|reporter))?|written by|story by|reported by)|(?P<editor>edited by|editing by|disunting oleh|diedit oleh))\s+(?=[A-Z@])"
    )
    return roles, bare


_LONGEST = 400  # characters of a byline
_SOURCE = 5  # words of an unlisted name behind "Source:"
_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\||\bdan\b|\band\b|\bserta\b|\bwith\b|\bbersama\b)\s*")
_PERSON = re.compile(r"^[^\W\d_][\w.'’`-]*(?: (?:[^\W\d_][\w.'’`-]*|\([^\W\d_]+\))){0,5}$")
_PARTICLE = {
    "bin",
    "binti",
    "van",
    "von",
    "der",
    "den",
    "de",
    "da",
    "di",
    "del",
    "la",
    "al",
    "el",
    "ibn",
    "dos",
    "du",
    "le",
    "ter",
    "ten",
    "bint",
}
_INITIALS = re.compile(r"^\(?\s*(?:[A-Za-z]{2,5}\d?)(?:\s*[/\-*,]\s*[A-Za-z]{2,5}\d?){0,3}\s*\)?[*.\s]*$")
_NAMED_END = re.compile(r"^\(\s*(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3})\s*\)[*.\s]*$")
_HELPED = re.compile(r"^\W*With (?:reporting (?:by|from) )?(?P<names>[A-Z][^.:;!?\d]{3,60})$")
_TAIL = re.compile(r"\s*(?:\*{2,}|\((?:[a-z]{2,5}|[A-Z]{2,4})(?:[/*-](?:[a-z]{2,5}|[A-Z]{2,4})){0,3}\))\s*$")


def people(text: str) -> tuple[str, ...]:
    """Return the persons' names in a byline's list, as printed; outlets, roles and addresses are left out."""
    found: list[str] = []
    for part in _BETWEEN.split(re.sub(r"\S{1,64}@\S{1,255}|https?://\S+|@\w+", " ", text)):
        name = part.strip(" .,-–—|:()*•\u00a0")
        if name and is_person(name) and name not in found:
            found.append(name)
    return tuple(found)


def is_person(name: str) -> bool:
    """Whether a byline's part may be a person's name: one to six capitalised words, no role and no outlet."""
    words = name.split()
    if not _PERSON.match(name) or not 1 <= len(words) <= 6 or name.casefold() in _cues("nobody") | _cues("sections"):
        return False
    if any(w[0].islower() and w not in _PARTICLE for w in words if w[0].isalpha()) or (
        "." in name and re.search(r"\.(?:com|co|id|net|org|tv)\b", name)
    ):
        return False
    return outlets.by_name(name) is None and not all(w.casefold() in _cues("nobody") for w in words)


def is_nobody(word: str) -> bool:
    """Whether a word in a name's place names nobody ("Jurnalis", "Staff", "Diperbarui")."""
    return word.strip(" .,:").casefold() in _cues("nobody") | _cues("author") | _cues("editor")


def is_section(name: str) -> bool:
    """Whether a part beside the byline is a section of the site ("Sepakbola", "World")."""
    return name.strip(" .,:").casefold() in _cues("sections")


def read(line: str) -> Byline | None:
    """Return what a byline or source line states, or None where the line is none.

    A cue needs its colon ("Penulis: A | Editor: B"), but for "By A" and "Oleh A"; the whole line must be made of such parts.
    """
    text = line.strip(" \t\u00a0•·●*-–—|>")
    if not text or len(text) > _LONGEST or len(text.split()) > 24:
        return None
    roles, bare = _patterns()
    if found := bare.match(text):
        rest = re.split(
            r"\s[|•·–—-]\s|,\s*(?=[A-Z][\w ]*(?:Writer|Reporter|Correspondent|Staff|News|Editor|Press)\b)", text[found.end() :]
        )[0]
        if outlet := outlets.by_name(rest):
            return Byline(named=(outlet.name,))
        if len(rest.split()) <= 7 and rest.split()[-1].casefold() in ("staff", "newsroom", "desk", "team") and not rest.endswith("."):
            return Byline()
        names = people(rest)
        if names and len(text.split()) <= 14 and not text.endswith((".", "!", "?", '"', "”")) and _only_names(rest):
            return Byline(authors=names) if found["author"] else Byline(editors=names)
    parts = list(roles.finditer(text))
    if not parts or parts[0].start() > 0:
        return None
    authors: list[str] = []
    editors: list[str] = []
    named: list[str] = []
    for index, part in enumerate(parts):
        value = text[part.end() : parts[index + 1].start() if index + 1 < len(parts) else len(text)].strip(" |/•;,.-")
        if part["source"]:
            if len(value.split()) > _SOURCE and not _only_names(value) and next(outlets.mentions(value), None) is None:
                return None  # "Sources: suspect in custody" is a headline
            named.append(value)
        else:
            (authors if part["author"] else editors).extend(people(value))
        if len(value.split()) > 12:
            return None
    if any(p["source"] for p in parts) or authors or editors or len(text.split()) <= 6:
        return Byline(authors=tuple(authors), editors=tuple(editors), named=tuple(named))
    return None


def _only_names(text: str) -> bool:
    words = [w for w in re.split(r"[\s,&]+", text) if w]
    return all(w[0].isupper() or not w[0].isalpha() or w in _PARTICLE or w in {"and", "dan", "with"} for w in words)


def role_alone(line: str) -> str | None:
    """Return "author", "editor" or "source" where a line is that cue and nothing else: the name stands on the next line."""
    bare = line.strip(" \t\u00a0•·:*-–—|").casefold()
    for name in ("author", "editor", "source"):
        if bare in _cues(name) and bare not in {"by", "oleh", "via", "text", "teks", "laporan", "from"}:
            return name
    return None


def signature(line: str) -> Byline | None:
    """Return the byline that a line of initials or a bracketed name makes at a report's end ("(abc/de)", "(Nama Orang)")."""
    text = line.strip()
    if (found := _HELPED.match(text)) and all(is_person(name) for name in _BETWEEN.split(found["names"])):
        return Byline(authors=people(found["names"]))
    if found := _NAMED_END.match(text):
        return Byline(editors=(found["name"],)) if is_person(found["name"]) else None
    if _INITIALS.match(text) and ((text.startswith("(") and text.rstrip("*. ").endswith(")")) or "/" in text):
        return Byline() if outlets.by_name(text.strip("()*. ")) is None else None
    return None


_REACHED = re.compile(
    r"(?i)[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])@\w{2,}|\b(?:twitter|facebook|instagram)\.com/\S+|\+?\(?\d{3,4}\)?[-. ]*\d{3,4}[-. ]?\d{3,5}\b|\b\d{3}-\d{4}\b"
)
_REACHABLE = re.compile(r"^(?P<name>[^\W\d_][\w.'’ -]{2,40}?) (?:can|may) be (?:reached|contacted) (?:at|by|via|on)\b")
_JOINS = frozenset(["or", "and", "on", "at", "via", "&", "to", "by", "in", "phone", "call", "dan", "atau", "di"])


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(
        rf"^\W*(?i:{either(_cues('contact'))})\s+(?P<name>[^\W\d_][^\d@:;,()]{{1,50}}?)(?P<apart>\s*[:,(]|\s+(?=@)|\s+(?i:at|on|via|di|by|or)\b)"
    )


def contact(line: str) -> Byline | None:
    """Return the byline that a line at a report's end makes by telling how to reach its writer ("Contact A B: a@b.com"), or None.

    A line of nothing but addresses, numbers and handles is one too; where the police are to be called is the report's business.
    """
    text = line.strip()
    if len(text) > _LONGEST or len(text.split()) > 30 or not (reached := list(_REACHED.finditer(text)) or _channel(text)):
        return None
    rest = [w for w in re.split(r"[\s:;,.|/()–—-]+", _REACHED.sub(" ", text).casefold()) if w]
    if reached is True or all(w in _cues("channels") or w in _JOINS for w in rest):
        return Byline()
    found = _contact().match(text) or _REACHABLE.match(text)
    if not found:
        # "A B: a@b.com, 555-0142": a name, and nothing else but how to reach it.
        name = text[: reached[0].start()].strip(" :,-–—|")
        others = [w for w in rest if w not in _cues("channels") and w not in _JOINS]
        alone = others == [w.casefold().strip(".") for w in name.split()] or others == [w.casefold() for w in name.split()]
        return Byline(authors=(name,)) if alone and "@" in text and 1 < len(name.split()) <= 4 and is_person(name) else None
    name = found["name"].strip(" .")
    if any(w.casefold().strip(".,'’s") in _cues("not_people") for w in name.split()):
        return None
    if len(name.split()) > 1 and is_person(name):
        return Byline(authors=(name,))
    return Byline() if name.casefold() in _cues("nobody") | {"him", "her", "them", "me"} or (is_person(name) and "@" in text) else None


def portrait(line: str, authors: Sequence[str]) -> bool:
    """Whether a line at a report's end says who its author is ("A B is a correspondent based in ...")."""
    if not authors or len(line.split()) > 60:
        return False
    found = re.match(
        rf"^(?:{'|'.join(map(re.escape, authors))}) (?i:is|was|covers|writes|reports|joined|has been|adalah|merupakan)\b", line
    )
    return bool(found) and any(w.strip(".,") in _cues("nobody") for w in line.casefold().split())


def _channel(text: str) -> bool:
    """Whether a short line is a channel and somebody's name on it ("Twitter: A B")."""
    name, colon, rest = text.partition(":")
    return bool(colon) and name.strip().casefold() in _cues("channels") and 0 < len(rest.split()) <= 5 and not rest.rstrip().endswith(".")


def tail(text: str) -> int:
    """Return where the initials or stars begin that close a paragraph ("... ujarnya. (abc/de)", "... NATO.***"), else its length."""
    end = len(text)
    while found := _TAIL.search(text, 0, end):
        inside = text[found.start() : end].strip(" ()*")
        before = text[: found.start()].rstrip()
        if inside and (outlets.by_name(inside) is not None or not before or before[-1] not in '.!?"”’)…*'):
            break
        if found.start() == end or not before:
            break
        end = len(before)
    return end
