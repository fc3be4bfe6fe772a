"""The words beside a quotation in; who speaks out: a name with its office, a body, somebody unnamed, or a pronoun to resolve.

The cue is what tells the speaker ("kata X", "X said", "menurut X"); the name is cut where words begin that belong to neither name
nor office, and the office is peeled off its front.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kawat.lang import dates, has, offices, phrases, places, section
from kawat.lang.concordance import openings
from kawat.model import SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteWords:
    """Section [quote] of a language table; all entries are lower case."""

    cues: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    that_needed: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    drawn_behind: tuple[str, ...] = ()
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
    kin: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    heads_end: tuple[str, ...] = ()
    no_heads: tuple[str, ...] = ()
    no_names: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    small_verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, at offsets of the text; `pronoun` says that the words only point at somebody named before.

    `aside` says that only a relative clause tells of them ("condemned an official who said"): "he" behind it means somebody else.
    """

    start: int
    end: int
    name: str
    role: str | None
    kind: SpeakerKind
    pronoun: bool = False
    aside: bool = False


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
def first(name: str, language: str | None) -> frozenset[str]:
    """Return the words that the entries of a list begin with."""
    return openings(listed(name, language))


@cache
def _patterns(language: str | None) -> dict[str, re.Pattern[str]]:
    cue, verb = either("cues", language), either("verbs", language)
    every = f"{cue}|{verb}"
    nya = rf"(?:(?P<cue>(?:{cue})nya)|(?P<before>{cue})\s+(?P<who>dia|ia|beliau))" if language in ("id", "ms") else r"(?!)"
    return {
        "cue": re.compile(rf"(?i)(?<!\w)(?:{every})(?!\w)"),
        "pronoun": re.compile(rf"(?i)(?!nya)(?:{either('pronouns', language)})(?!\w)"),
        "never": re.compile(rf"(?i)(?:{either('never', language)})(?!\w)"),
        "nya": re.compile(rf"(?i)^[\s,.!?)]*{nya}(?!\w)"),
        # "kata X", "said X"; an Indonesian verb ("X mengatakan") never stands before its speaker.
        "cue first": re.compile(
            rf"(?i)^[\s,.!?)–—-]*(?:(?:begitu|demikian|lanjut|juga|also|(?-i:as))\s+)?(?P<cue>{cue}|(?:{either('passive', language)})(?:\s+oleh)?|(?-i:{either('according', language)}))(?!\w)\s*,?\s*"
        ),
        "cue last": re.compile(
            rf"(?i)[\s,.!?)–—-]*(?P<who>[^,.;:\"“”\n]{{2,90}}?(?:,[^,.;:\"“”\n]{{2,60}},)?)\s+(?:has\s+|have\s+|had\s+|also\s+|later\s+|then\s+|juga\s+|kemudian\s+|lantas\s+|pun\s+)?(?P<cue>{every})(?!\w)"
        ),
        "cue ahead": re.compile(
            rf"(?i)(?<!\w)(?P<who>[^\s,.;:\"“”\n][^,.;:\"“”\n]{{1,90}}?(?:,[^,.;:\"“”\n]{{2,60}},)?)\s+(?:has\s+|have\s+|had\s+|also\s+|later\s+|then\s+|juga\s+|kemudian\s+|lantas\s+|pun\s+)?(?P<cue>{every})(?!\w)"
        ),
        "before": re.compile(rf"(?i)(?P<cue>{every})(?!\w)(?P<rest>[^\"“”]{{0,60}}?)[\s,:]*(?:that|bahwa)?[\s,:(]*$"),
        # Where a quotation that nothing closes ends: "..., kata X", "..., Harrow said".
        "unclosed": re.compile(rf"(?<=[,!?…])\s+(?:(?:[A-Z][\w'’.-]+\s+){{1,3}}|(?:he|she|they)\s+)?(?:{cue})(?:nya)?(?!\w)"),
        "according": re.compile(rf"(?i)(?<!\w)(?P<cue>{either('according', language)})\s+"),
        "quoting": re.compile(rf"(?i)^[\s,]*(?P<cue>{either('quoting', language)})\s+"),
        "stop": re.compile(rf"(?i)(?<!\w)(?:{either('stops', language)})(?!\w)"),
        "passive": re.compile(rf"(?i)(?<!\w)(?P<cue>{either('passive', language)})(?!\w)(?:\s+(?:langsung\s+)?oleh)?\s+(?=[A-Z])"),
        "works": re.compile(rf"(?i)(?<!\w)(?:{either('works', language)})\W*$"),
        "spokesperson": re.compile(rf"(?i)(?<!\w)(?:{either('spokesperson', language)})(?!\w)"),
    }


def patterns(language: str | None) -> dict[str, re.Pattern[str]]:
    """Return the compiled patterns of a language."""
    return _patterns(language)


# An office with its holder or its body behind it ("the spokesman, Jon Hale", "der Sprecher der Hafenpolizei") points at nobody named before.
_NAMED_ON = re.compile(r",?\s+(?:(?:of|for|der|des|de|del|della|di|van|da|do)\s|[A-ZÀ-ÖØ-Þ][\w'’-]+)")
# "pria itu", "politikus Partai X tersebut": whoever was named before; not with a clause of its own, but for what somebody is called.
_POINTING = re.compile(r"(?P<who>[^\W\d_][^,.;:\"“”()\n]{1,80}?)\s(?:itu|ini|tersebut)(?!\w)")
# "Sementara Otoritas X melaporkan": the word only links the sentence to the one before.
_LINKED = re.compile(
    r"(?:Sementara|Sedangkan|Namun|Tetapi|Tapi|Bahkan|Adapun|Kemudian|Lalu|Meski|Meskipun|Walaupun|Dan|Sebab|Karena)\s+(?:itu,?\s+)?(?=[A-Z]|(?:otoritas|pemerintah|pihak|para|sejumlah|seorang|juru bicara)\b)"
)
_CLAUSE = re.compile(
    r"(?i)\b(?:yang(?!\s+(?:akrab|kerap|biasa|juga|pernah)\b)|dan(?=\s(?-i:[a-z]))|saat|ketika|setelah|seusai|usai|dalam|di|pada|kepada|dari(?!\s+(?:fraksi|partai)\b)|untuk|soal|terkait|tentang)\b"
)
_PARTICIPLE = re.compile(r"[a-z]+ing\b")
_CHANNELS = frozenset(("akun", "laman", "situs", "kanal", "unggahan", "postingan"))
_LONGEST = 300  # characters in which a name with its office ends
_ABBREVIATED = re.compile(
    r"\b(Dr|Mr|Mrs|Ms|Prof|Ir|H|Hj|Sgt|Lt|Col|Gen|St|Jr|Sr|Drs|Dra|KH|Gov|Sen|Rep|Plh|Plt|Pj|Pjs|Ust|Tgk|Tn|Ny|Pdt|dr|drg|drs|dra|drh|prof|ir|hj|ust|plh|plt|[A-Z])\."
)
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)")
# The space before "diESPN" alone is lost.
_CLOSING = re.compile(
    r"[,.;:!?\"“”\n](?!\w)|(?<=[a-z]{2})\.(?=[A-Z][a-z])|\s[–—-]+\s|\s(?=(?:di|ke|kepada|dari|pada|dilansir|dikutip)[A-Z])"
)
_NAMED_LAST = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+)+$")
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
    phrase = text[start : min(end, start + _LONGEST)]
    lead = len(phrase) - len(phrase.lstrip(" ,\u00a0"))
    start, phrase = start + lead, phrase[lead:]
    pointing = patterns(language)["pronoun"].match(phrase)
    if pointing and not (" " in pointing.group() and _NAMED_ON.match(phrase, pointing.end())):
        return Voice(start=start, end=start + pointing.end(), name=pointing.group(), role=None, kind="unnamed", pronoun=True)
    if linked := _LINKED.match(phrase):
        start, phrase = start + linked.end(), phrase[linked.end() :]
    if patterns(language)["never"].match(phrase):
        return None
    if described := _described(phrase, start, language):
        return described
    limit = _run_out(phrase, _limit(phrase, language), language)
    held = phrase[:limit].rstrip(" ,.;:–—-\u00a0")
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


def _described(phrase: str, start: int, language: str | None) -> Voice | None:
    """Somebody named before, by what they are: "pria itu", "politikus Partai X tersebut", "lembaga itu"."""
    if language not in ("id", "ms") or not phrase or phrase[0].isspace():
        return None
    head = phrase.split(None, 1)[0].casefold()
    human = head in listed("roles", language) or head in offices.titles()
    if not human and head not in listed("bodies", language):
        return None
    match = _POINTING.match(phrase)
    if match is None or _CLAUSE.search(match["who"]) or not (human or head == match["who"].casefold()):
        return None
    return Voice(start=start, end=start + match.end(), name=match.group(), role=None, kind="unnamed", pronoun=True)


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
        found = voice(text, start + one.start(), start + one.end(), language) if one else None
        return replace(found, aside=True) if found else None
    if office := re.match(r"(?i)(?:the|a|an|one)\s[^,]{3,80},\s+(?-i:(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})),?\s*$", phrase):
        begin, finish = start + office.start("name"), start + office.end("name")
        return Voice(start=begin, end=finish, name=text[begin:finish], role=phrase[: office.start("name")].rstrip(" ,"), kind="person")
    for at in [0, *(m.end() for m in re.finditer(r",\s+", phrase))]:
        if found := voice(text, start + at, end, language):
            return found
    return None


def _stops(name: str, language: str | None) -> bool:
    return name.split()[0].casefold() in listed("stops", language)


_PIECE = re.compile(r"\S+")
_UNBROKEN = re.compile(r"[^\s,]+")


def _limit(phrase: str, language: str | None) -> int:
    """Where a name with its office ends: at punctuation, at a stop word that is not inside the office, or after a dozen words."""
    phrase = _ABBREVIATED.sub(r"\1_", phrase) if "." in phrase else phrase
    if "(" in phrase:
        phrase = _BRACKETED.sub(lambda aside: "_" * len(aside.group()), phrase)
    closing = _CLOSING.search(phrase)
    limit = closing.start() if closing else len(phrase)
    for stop in patterns(language)["stop"].finditer(phrase, 0, limit):
        before = phrase[: stop.start()].strip()
        word = stop.group().casefold()
        if stop.group()[0].isupper() and before and word not in dates.weekdays() and word not in dates.months():
            continue  # "Kasat Lantas", "Jawa Tengah"
        if before and not (
            (word == "dalam" and re.match(r"\s+[Nn]egeri", phrase[stop.end() :]))
            or (word in ("dan", "and") and re.match(r"\s+[A-Z]", phrase[stop.end() :]) and not _ended(before))
        ):
            limit = stop.start()
            break
    if (aside := phrase.find("(", 0, limit)) > 0 and ")" not in phrase[aside:limit]:
        limit = aside
    words_in = list(_PIECE.finditer(phrase, 0, limit))
    return words_in[13].end() if len(words_in) > 14 else limit


@cache
def _offices(language: str | None) -> frozenset[str]:
    return offices.titles() | listed("bodies", language) | listed("unnamed", language)


def _run_out(phrase: str, limit: int, language: str | None) -> int:
    """Where an English name that begins with its capitals ends: before a verb in small letters ("Fox railed against Y"), or at `limit`."""
    if language != "en" or not phrase[:1].isupper():
        return limit
    office = _offices(language)
    for word in _UNBROKEN.finditer(phrase):
        plain = word.group()
        if word.start() >= limit or (word.start() == 0 and plain.strip(".").casefold() in office):
            return limit
        if plain[0].islower() and plain.endswith(("ed", "ing")) and plain not in office:
            return word.start()
    return limit


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
    if (
        first
        and len(rest) > 1
        and rest[-2].isupper()
        and rest[-2][1:].isalpha()
        and rest[-1].istitle()
        and not places.is_place(rest[-1])
        and language in ("id", "ms")
    ):
        return len(words_in) - 1  # "Ketua Komisi III DPR RI Habib"
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


def _short_body(words_in: list[str], at: int) -> bool:
    """Whether a word is the short name of a body between an office and its holder ("Ketua Umum HKI Niken Alamanda")."""
    rest = words_in[at + 1 :]
    return (
        2 < len(words_in[at]) < 7 and words_in[at].isupper() and 1 < len(rest) < 5 and all(w[0].isupper() and not w.isupper() for w in rest)
    )


def _office(phrase: str) -> bool:
    return any(word.strip("()").casefold() in offices.titles() for word in phrase.split())


def _led(words_in: list[str], language: str | None) -> int:
    """How many words before a name are titles, the country or region or body that these are of, or written small."""
    first = 0
    office = any(w.strip(".,").casefold() in offices.titles() for w in words_in[:-1])
    while first < len(words_in) - 1:
        word = words_in[first]
        realm = (
            offices.realm(words_in[first:]) if first and office else 0
        )  # of "the US Geological Survey" the country is a part of the name
        if not (
            realm
            or word.strip(".,").casefold() in offices.titles()
            or (word[0].islower() and word not in ("bin", "binti"))
            or (first and office and language in ("id", "ms") and _short_body(words_in, first))
            or (first and words_in[0].casefold() in _CHANNELS and word.casefold() in listed("media", language))
        ):
            break
        first += realm or 1
    return first


def _named(held: str, start: int, language: str | None) -> Voice:
    """Split "office Name" into both; a phrase without a capital is somebody unnamed."""
    shown = " ".join((_BRACKETED.sub("", held) if "(" in held else held).split())
    words_in = shown.split()
    capital = [i for i, w in enumerate(words_in) if w[0].isupper()]
    lower = shown.casefold()
    unnamed = words_in[0].casefold() in listed("unnamed", language)
    counted = words_in[0][0].isdigit()
    if not capital or (unnamed and language in ("id", "ms")) or ((unnamed or counted) and not _NAMED_LAST.search(shown)):
        return Voice(start=start, end=start + len(held), name=shown, role=None, kind="unnamed")
    if words_in[0].casefold() in listed("bodies", language):
        return Voice(start=start, end=start + len(held), name=shown, role=None, kind="organisation")
    if language in ("id", "ms") and offices.of_another(shown):
        return Voice(start=start, end=start + len(held), name=shown, role=None, kind="unnamed")  # "kuasa hukum Rehan"
    first = _led(words_in, language)
    if first and words_in[first - 1].casefold() in listed("kin", language) and (first == 1 or words_in[first - 1][0].islower()):
        return Voice(start=start, end=start + len(held), name=shown, role=None, kind="unnamed")  # "ayah Rehan" is not Rehan
    first = _past_office(words_in, first, language) or _behind_small(words_in, language)
    if first == 1 and lower.startswith("the "):
        return Voice(
            start=start + held.index(words_in[1]), end=start + len(held), name=" ".join(words_in[1:]), role=None, kind="organisation"
        )
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
    organisation = body or (shown.isupper() and " " not in shown) or offices.is_realm(shown) or words_in[0].casefold() in offices.bodies()
    return Voice(start=start, end=start + len(held), name=shown, role=None, kind="organisation" if organisation else "person")
