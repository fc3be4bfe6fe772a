"""The words beside a quotation in; who speaks out: a name with its office, a body, somebody unnamed, or a pronoun to resolve.

The cue is what tells the speaker ("kata X", "X said", "menurut X"); the name is cut where words begin that belong to neither name
nor office, and the office is peeled off its front.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kawat.lang import has, offices, phrases, places, section
from kawat.model import SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteWords:
    """Section [quote] of a language table; all entries are lower case."""

    cues: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    that_needed: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    spokesperson: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    wills: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, at offsets of the text; `pronoun` says that the words only point at somebody named before."""

    start: int
    end: int
    name: str
    role: str | None
    kind: SpeakerKind
    pronoun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A cue at offsets of the text, with the voice it names, if any."""

    start: int
    end: int
    voice: Voice | None


_SHARED = {"ms": ("ms", "id"), "id": ("id", "ms")}


@cache
def listed(name: str, language: str | None) -> frozenset[str]:
    """Return one list of quote words as a set: Indonesian and Malay share theirs, a language without a table has the English ones."""
    codes = _SHARED.get(language or "", (language,)) if has(language, "quote") else ("en",)
    return frozenset(word for code in codes for word in getattr(section(code or "en", "quote", QuoteWords), name))


@cache
def either(name: str, language: str | None, *more: str) -> str:
    """Return a pattern that matches any entry of a list, or of several, the longest that fits."""
    return phrases.either(frozenset().union(*(listed(one, language) for one in (name, *more))))


@cache
def _patterns(language: str | None) -> dict[str, re.Pattern[str]]:
    cue, verb = either("cues", language), either("verbs", language)
    every = f"{cue}|{verb}"
    nya = rf"(?:{cue})nya|(?:{cue})\s+(?:dia|ia|beliau)" if language in ("id", "ms") else r"(?!)"
    last = rf"(?P<who>[^,.;:\"“”\n]{{2,90}}?(?:,[^,.;:\"“”\n]{{2,60}},)?)\s+(?:has\s+|have\s+|had\s+|also\s+|later\s+|then\s+|juga\s+|kemudian\s+|lantas\s+|pun\s+)?(?P<cue>{every})(?!\w)"
    return {
        "cue": re.compile(rf"(?i)(?<!\w)(?:{every})(?!\w)"),
        "pronoun": re.compile(rf"(?i)(?!nya)(?:{either('pronouns', language)})(?!\w)"),
        "never": re.compile(rf"(?i)(?:{either('never', language)})(?!\w)"),
        "nya": re.compile(rf"(?i)^[\s,.!?)]*(?P<cue>{nya})(?!\w)"),
        # "kata X", "said X"; an Indonesian verb ("X mengatakan") never stands before its speaker.
        "cue first": re.compile(rf"(?i)^[\s,.!?)–—-]*(?:(?:begitu|demikian|lanjut|juga|also|(?-i:as))\s+)?(?P<cue>{cue})(?!\w)\s*,?\s*"),
        "cue last": re.compile(rf"(?i)^[\s,.!?)–—-]*{last}"),
        "cue within": re.compile(rf"(?i)[\s,.!?)–—-]*{last}"),
        "before": re.compile(rf"(?i)(?P<cue>{every})(?!\w)(?P<rest>[^\"“”]{{0,60}}?)[\s,:]*(?:that|bahwa)?[\s,:(]*$"),
        "according": re.compile(rf"(?i)(?<!\w)(?P<cue>{either('according', language)})\s+"),
        "quoting": re.compile(rf"(?i)^[\s,]*(?P<cue>{either('quoting', language)})\s+"),
        "stop": re.compile(rf"(?i)(?<!\w)(?:{either('stops', language)})(?!\w)"),
        "passive": re.compile(rf"(?i)(?<!\w)(?P<cue>{either('passive', language)})(?!\w)(?:\s+(?:langsung\s+)?oleh)?\s+(?=[A-Z])"),
        "spokesperson": re.compile(rf"(?i)(?<!\w)(?:{either('spokesperson', language)})(?!\w)"),
    }


def patterns(language: str | None) -> dict[str, re.Pattern[str]]:
    """Return the compiled patterns of a language."""
    return _patterns(language)


# An office with its holder or its body behind it ("the spokesman, Jon Hale", "der Sprecher der Hafenpolizei") points at nobody named before.
_NAMED_ON = re.compile(r",?\s+(?:(?:of|for|der|des|de|del|della|di|van|da|do)\s|[A-ZÀ-ÖØ-Þ][\w'’-]+)")
_PARTICIPLE = re.compile(r"[a-z]+ing\b")
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)")
_SHORT = re.compile(r"\b(Dr|Mr|Mrs|Ms|Prof|Ir|H|Hj|Sgt|Lt|Col|Gen|St|Jr|Sr|Drs|KH|Gov|Sen|Rep|[A-Z])\.")  # what a full stop only shortens
# The space before "diESPN" alone is lost.
_CLOSING = re.compile(r"[,.;:!?\"“”\n](?!\w)|\s[–—-]+\s|\s(?=(?:di|ke|kepada|dari|pada|dilansir|dikutip)[A-Z])")
_SHARE = re.compile(r"\d[\d.,]*\s?(?:%|per\s?cent\b|in\s\w+|[a-z]{3,})")


def voice(text: str, start: int, end: int, language: str | None) -> Voice | None:
    """Return the voice that text[start:end] begins with, or None where it names nobody.

    Where one voice quotes another ("TASS mengutip Kementerian X") it is the inner one that speaks.
    """
    found = _voice(text, start, end, language)
    if found is None or found.pronoun:
        return found
    rest = text[found.end : end]
    if quoting := _patterns(language)["quoting"].match(rest):
        return _voice(text, found.end + quoting.end(), end, language) or found
    return found


def _voice(text: str, start: int, end: int, language: str | None) -> Voice | None:
    """The phrase is cut at its first stop word or bracketed aside; "office, Name" keeps the name behind its comma."""
    phrase = text[start:end]
    lead = len(phrase) - len(phrase.lstrip(" ,"))
    start, phrase = start + lead, phrase[lead:]
    pointing = patterns(language)["pronoun"].match(phrase)
    if pointing and not (" " in pointing.group() and _NAMED_ON.match(phrase, pointing.end())):
        return Voice(start=start, end=start + pointing.end(), name=pointing.group(), role=None, kind="unnamed", pronoun=True)
    if patterns(language)["never"].match(phrase):
        return None
    limit = min(_limit(phrase, language), _run_out(phrase, language))
    held = phrase[:limit].rstrip(" ,.;:–—-")
    if not (held[:1].isalpha() or _SHARE.match(held)) or (language == "en" and _PARTICIPLE.match(held) and not _plural(held)):
        return None
    comma = phrase[limit:].lstrip()
    if (
        comma.startswith(",")
        and (behind := re.match(r",\s*((?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|bin|binti)(?:\s+(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|bin|binti)){0,4})", comma))
        and _office(held)
        and not _stops(behind.group(1), language)
    ):
        name_at = phrase.index(behind.group(1), limit)
        name = behind.group(1).rstrip(".,")
        return Voice(start=start + name_at, end=start + name_at + len(name), name=name, role=_BRACKETED.sub("", held), kind="person")
    if len(held) < 2 or held.casefold() in listed("media", language):
        return None
    return _named(held, start, language)


def _plural(held: str) -> bool:
    """Whether a word in -ing belongs to a noun behind it or is one ("visiting doctors"), and begins no clause."""
    words = held.split()
    return words[0] in offices.titles() or (len(words) == 2 and words[1].endswith("s"))


def subject(text: str, start: int, end: int, language: str | None) -> Voice | None:
    """Return the voice of what stands before a cue: the phrase itself, or what follows its last comma ("Earlier this year, X said")."""
    phrase = text[start:end]
    if phrase.rstrip().casefold().endswith((" yang", " who", " which", " that")):
        # "seorang pejabat yang mengatakan": whoever the clause belongs to stands somewhere before it.
        one = re.search(r"(?i)\b(?:seorang|sejumlah|an?|one)\s+[^,.;]{3,60}$", phrase[: phrase.rstrip().rfind(" ")])
        return voice(text, start + one.start(), start + one.end(), language) if one else None
    if office := re.match(r"(?i)(?:the|a|an|one)\s[^,]{3,80},\s+(?-i:(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})),?\s*$", phrase):
        begin, finish = start + office.start("name"), start + office.end("name")
        return Voice(start=begin, end=finish, name=text[begin:finish], role=phrase[: office.start("name")].rstrip(" ,"), kind="person")
    for at in [0, *(m.end() for m in re.finditer(r",\s+", phrase))]:
        if found := voice(text, start + at, end, language):
            return found
    return None


def _stops(name: str, language: str | None) -> bool:
    return name.split()[0].casefold() in listed("stops", language)


def _limit(phrase: str, language: str | None) -> int:
    """Where a name with its office ends: at punctuation, at a stop word that is not inside the office, or after a dozen words."""
    phrase = _SHORT.sub(r"\1_", phrase) if "." in phrase else phrase
    if "(" in phrase:
        phrase = _BRACKETED.sub(lambda aside: "_" * len(aside.group()), phrase)
    closing = _CLOSING.search(phrase)
    limit = closing.start() if closing else len(phrase)
    for stop in patterns(language)["stop"].finditer(phrase, 0, limit):
        before = phrase[: stop.start()].strip()
        if stop.group()[0].isupper() and before and before.split()[-1].casefold() in offices.titles():
            continue  # "Kasat Lantas"
        if before and not (
            stop.group().casefold() in ("dalam", "dan", "and")
            and re.match(r"\s+(?:[A-Z]|negeri)", phrase[stop.end() :])
            and not _ended(before)
        ):
            limit = stop.start()
            break
    words_in = list(re.finditer(r"\S+", phrase[:limit]))
    return words_in[13].end() if len(words_in) > 14 else limit


def _run_out(phrase: str, language: str | None) -> int:
    """Where an English name that begins with its capitals ends: before a verb in small letters ("Fox railed against Y")."""
    if language != "en" or not phrase[:1].isupper():
        return len(phrase)
    words_in = list(re.finditer(r"[^\s,]+", phrase))
    office = {*offices.titles(), *listed("bodies", language), *listed("unnamed", language)}
    if words_in and words_in[0].group().strip(".").casefold() in office:
        return len(phrase)
    for word in words_in:
        plain = word.group()
        if plain[0].islower() and plain.endswith(("ed", "ing")) and plain not in office:
            return word.start()
    return len(phrase)


def _ended(before: str) -> bool:
    """Whether words already hold a personal name, so that "dan" begins another."""
    capitals = [w for w in before.split() if w[0].isupper() and w.casefold() not in offices.titles()]
    return len(capitals) >= 2


def _past_office(words_in: list[str], first: int, language: str | None) -> int:
    """Where the name begins behind an office: behind its last title, or the last two words where the office names its body."""
    inner = [i for i in range(first, len(words_in) - 1) if words_in[i].strip(".,").casefold() in offices.titles()]
    if inner:
        first = inner[-1] + 1
    rest = words_in[first:]
    if first and len(rest) > 3 and any(w.casefold() in listed("bodies", language) for w in rest[:2]):
        last = rest[-2:]
        named = (
            all(w[0].isupper() and not w.isupper() for w in last)
            and not places.is_place(" ".join(last))
            and not any(places.is_place(w) for w in last)
        )
        return len(words_in) - 2 if named else 0
    return first


def _behind_small(words_in: list[str], language: str | None) -> int:
    """Where a name of two or three words begins behind a role that is written small ("Harbour master Tom Harrow"), else 0."""
    small = [i for i, w in enumerate(words_in) if w[0].islower()]
    name = words_in[small[-1] + 1 :] if small else []
    if not 2 <= len(name) <= 3 or words_in[small[-1]] in ("of", "the", "and", "dan", "bin", "binti", "de", "al", "di", "van", "von", "for"):
        return 0
    body = any(w.casefold() in listed("bodies", language) for w in name)
    return 0 if body or any(w.isupper() for w in name) or places.is_place(" ".join(name)) else small[-1] + 1


def _office(phrase: str) -> bool:
    return any(word.strip("()").casefold() in offices.titles() for word in phrase.split())


def _named(held: str, start: int, language: str | None) -> Voice:
    """Split "office Name" into both; a phrase without a capital is somebody unnamed."""
    shown = _BRACKETED.sub("", held) if "(" in held else held
    words_in = shown.split()
    capital = [i for i, w in enumerate(words_in) if w[0].isupper()]
    lower = shown.casefold()
    if not capital or (
        (words_in[0][0].isdigit() or words_in[0].casefold() in listed("unnamed", language))
        and not re.search(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+)+$", shown)
    ):
        return Voice(start=start, end=start + len(held), name=shown, role=None, kind="unnamed")
    if words_in[0].casefold() in listed("bodies", language):
        return Voice(start=start, end=start + len(held), name=shown, role=None, kind="organisation")
    first = 0
    while first < len(words_in) - 1 and (
        offices.realm(words_in, first)
        or words_in[first].strip(".,").casefold() in offices.titles()
        or (words_in[first][0].islower() and words_in[first] not in ("bin", "binti"))
    ):
        first += 1
    first = _past_office(words_in, first, language) or _behind_small(words_in, language)
    if first and first < len(words_in):
        name = " ".join(words_in[first:])
        role = " ".join(words_in[:first])
        at = held.rfind(name)
        if at >= 0:
            body = (
                any(w.casefold() in ("juru", "jubir", "spokesman", "spokeswoman", "spokesperson") for w in words_in[:first])
                and len(words_in) - first == 1
            )
            return Voice(start=start + at, end=start + at + len(name), name=name, role=role, kind="person" if not body else "unnamed")
    body = any(word in listed("bodies", language) for word in lower.split())
    organisation = body or (shown.isupper() and " " not in shown)
    return Voice(start=start, end=start + len(held), name=shown, role=None, kind="organisation" if organisation else "person")
