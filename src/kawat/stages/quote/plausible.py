"""A voice in; the voice of whom or what can say something out, cut to it, or None where the words name nobody who could.

A reader is harmed more by words in the wrong mouth than by words in nobody's: "The attacks" says nothing, "a fact investigators" are the investigators. Who
can speak is told by the head of a phrase, of which the tables have a list; a name needs none, but for a word that opens a sentence and stands small elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kawat.lang import dates, offices
from kawat.lang.words import function_words, run_on
from kawat.stages.quote import speakers
from kawat.stages.quote.speakers import Voice

_WORD = re.compile(r"[^\s,;:()\"“”]+")
_MALAY_DOER = re.compile(r"pe(?:m[bp]?|n[gcdjy]?|ng|l|r)?[a-z]{3,}(?<!an)")
_MALAY_VERB = re.compile(r"(?:me(?:m|n|ng|ny|l|r)?|ber|di|ter)[a-z]{4,}")
_MALAY_NOUN = re.compile(r"(?:ke|pe|per)[a-z]{4,}an")
_OBJECTS = {"him": "he", "her": "she", "them": "they"}
_CLAUSE = re.compile(r"[’'](?:re|m|ve|ll|d)$")
_NOUN = re.compile(r"(?:tion|ness|ment|ing|ity)$")
_NAMING = re.compile(r"(?i)(?:^|,?\s+)(?:bernama|berinisial|inisial|named|called|identified as)$")  # "a resident named"
_RUN_ON = re.compile(r"(?P<role>.*?[a-z]{3})(?P<name>[A-Z][a-z]{2}.*)")
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_LONGEST_FUNCTION = 9  # letters of a word that a lost space has joined to a name
_LONGEST_SHORT = 7  # letters of a body's short name
_FEW = 5  # words of a phrase in which another's name was left
_OWNER = re.compile(r".+[’']s?$")


def able(text: str, voice: Voice, language: str | None) -> Voice | None:
    """Return a voice cut to whom it names, or None where that is nobody who could say anything."""
    if voice.pronoun or language not in ("en", "id", "ms"):
        return voice
    malay = language != "en"
    if malay:
        voice = _spaced(text, voice)
    if voice.role:
        voice = replace(voice, role=_NAMING.sub("", voice.role) or None)
    if own := _OBJECTS.get(voice.name.casefold()):
        return replace(voice, name=own, kind="unnamed", pronoun=True)
    if voice.role and voice.name.startswith("for "):
        start = text.rfind(voice.role, 0, voice.start)
        return replace(voice, start=start, name=f"{voice.role} {voice.name}", role=None, kind="unnamed") if start >= 0 else voice
    words = voice.name.split()
    if voice.kind == "unnamed":
        return _described(text, voice, language, malay=malay)
    if _never(words, language) or _shouted(words):
        return None
    small = [w for w in words[1:] if w[0].isalpha() and not w[0].isupper()]
    if voice.role is None and voice.kind == "person" and len(small) == len(words) - 1 and _common(text, words[0], language, malay=malay):
        if small:
            return _described(text, replace(voice, kind="unnamed"), language, malay=malay)
        return voice if _heads(words[0].casefold(), language, malay=malay) else None
    owner = next((k for k, w in enumerate(words[:-1]) if _OWNER.match(w)), None)
    if not malay and owner is not None and voice.kind == "person" and small and words[-1] == small[-1]:
        rest = [w.casefold() for w in words[owner + 1 :]]
        return replace(voice, kind="unnamed") if _heads(_head(rest, language), language, malay=False) else None
    return _cut(text, _parted(voice) if malay and voice.role else voice, language, malay=malay)


def _spaced(text: str, voice: Voice) -> Voice:
    """A voice whose page has lost a space: behind its office ("Menteri KelautanNiken Alamanda"), or behind its name, which stands without it elsewhere."""
    if (run := _RUN_ON.fullmatch(voice.name)) and run["role"].split()[0].casefold() in offices.titles():
        role = " ".join(part for part in (voice.role, run["role"]) if part)
        name = _CAMEL.sub(" ", run["name"])
        voice = replace(voice, start=voice.end - len(run["name"]), name=name, role=role, kind="person")
    ahead, _, last = voice.name.rpartition(" ")
    for cut in range(2, min(len(last) - 3, _LONGEST_FUNCTION)):
        stem = last[:-cut]
        if last[0].isupper() and run_on(last, stem) and re.search(rf"(?<!\w){re.escape(stem)}(?!\w)", text):
            return replace(voice, end=voice.end - cut, name=f"{ahead} {stem}".strip())
    return voice


def _parted(voice: Voice) -> Voice:
    """A name without the words of its office that were left before it ("Menteri | Perdagangan Niken Alamanda", "Gubernur | BM Niken Alamanda")."""
    words = voice.name.split()
    first = 0
    held = (voice.role or "").casefold().split()
    if words[0].casefold() in speakers.listed("bodies", "id"):
        return voice
    if all(_MALAY_NOUN.fullmatch(w.casefold()) for w in words) and voice.role:
        return replace(voice, name=f"{voice.role} {voice.name}", role=None, kind="unnamed")  # an office without its holder
    while first < len(words) - 1 and (
        _MALAY_NOUN.fullmatch(words[first].casefold())
        or words[first].casefold() in held
        or (words[first].isupper() and 1 < len(words[first]) < _LONGEST_SHORT and len(words) - first > 2)
    ):
        first += 1
    if not first:
        return voice
    name = " ".join(words[first:])
    at = voice.end - len(name)
    return replace(voice, start=at, name=name, role=f"{voice.role} {' '.join(words[:first])}") if at > voice.start else voice


def _described(text: str, voice: Voice, language: str | None, *, malay: bool) -> Voice | None:
    """Somebody unnamed, as far as the head of the phrase may speak."""
    words = list(_WORD.finditer(voice.name))
    low = [w.group().casefold() for w in words]
    if not low:
        return None
    capital = any(w[0].isupper() for w in voice.name.split()[1:])
    if malay:
        head = next((w for w in low if w not in speakers.listed("counting", language)), low[-1])
        return voice if capital or _heads(head, language, malay=True) else None
    last = low[-1] in speakers.listed("unnamed", language) and _plural(low[-1], language)
    asked = max((k for k, w in enumerate(low[:-1]) if w in speakers.listed("asking", language)), default=-1)
    if asked >= 0 and last:
        return _from(text, voice, words[asked + 1].start())  # "sustained what police"
    opened = low[0] in speakers.listed("finite", language) or (
        low[0] in speakers.listed("one", language) and "of" not in low and len(low) < _FEW
    )
    if last and len(low) > 1 and low[-2] not in speakers.listed("one", language) and opened:
        return _from(text, voice, words[-1].start())  # "a fact investigators", "a young man police"
    return voice if capital or _heads(_head(low, language), language, malay=False) else None


def _from(text: str, voice: Voice, at: int) -> Voice:
    """A voice without its first words; `at` is where the rest begins in its name."""
    rest = voice.name[at:]
    start = text.rfind(rest, voice.start, voice.end)
    return replace(voice, start=start, name=rest) if start >= 0 else voice


def _head(words: list[str], language: str | None) -> str:
    """The head of an English phrase in small letters: its last word before what goes on from it ("of", "who", "named", "pushed")."""

    def ends(k: int) -> bool:
        return words[k] in speakers.listed("behind", language) or (
            words[k].endswith(("ed", "ing")) and (k > 1 or _heads(words[k - 1], language, malay=False))
        )

    until = next((k for k in range(1, len(words)) if ends(k)), len(words))
    return words[until - 1] if words else ""


def _plural(word: str, language: str | None) -> bool:
    return word in speakers.listed("many", language) or (word.endswith("s") and not word.endswith(("ss", "’s", "'s", "us")))


def _heads(word: str, language: str | None, *, malay: bool) -> bool:
    """Whether a word may be the head of what says something."""
    plain = word.strip(".,").removesuffix("’s").removesuffix("'s").replace("’", "'")
    heads = _listed(language)
    if plain[:1].isdigit():
        return True  # "the 56-year-old"
    if malay:
        plain = plain if plain in heads else re.sub(r"(?<=\w{3})nya$", "", plain)
        return plain in heads or bool(_MALAY_DOER.fullmatch(plain)) or plain.endswith(tuple(speakers.listed("heads_end", language)))
    plain = re.sub(r"children$", "child", plain.rpartition("-")[2] or plain)
    endings = ((r"s$", ""), (r"es$", ""), (r"ies$", "y"), (r"men$", "man"), (r"ves$", "f"))
    single = {plain, *(re.sub(ending, instead, plain) for ending, instead in endings)}
    if single & heads or word in heads:
        return True
    return not single & speakers.listed("no_heads", language) and any(
        w.endswith(tuple(speakers.listed("heads_end", language))) for w in single
    )


@cache
def _listed(language: str | None) -> frozenset[str]:
    lists = ("heads", "bodies", "roles", "kin", "documents", "unnamed")
    return (
        offices.titles()
        | offices.bodies()
        | frozenset().union(*(speakers.listed(name, language) for name in lists)) - frozenset(("the", "a", "an"))
    )


def _cut(text: str, voice: Voice, language: str | None, *, malay: bool) -> Voice | None:
    """A name without the verb and all that follows it ("Ministry X suspends Y", "Tarrow carrying a child")."""
    words = list(_WORD.finditer(voice.name))
    for k, word in enumerate(words):
        plain = word.group()
        if (
            not k
            or not plain[0].islower()
            or plain in speakers.listed("particles", language)
            or not (words[k - 1].group()[0].isupper() or words[k - 1].group().isdigit())
        ):
            continue
        if (
            (not malay and voice.kind != "person")
            or (malay and not (_MALAY_VERB.fullmatch(plain) or plain in speakers.listed("small_verbs", language)))
            or _heads(plain, language, malay=malay)
        ):
            continue
        if not malay and (_OWNER.match(words[k - 1].group()) or any(w.group()[0].isupper() for w in words[k + 1 :])):
            continue
        name = voice.name[: words[k - 1].end()]
        start = text.find(name, voice.start, voice.end)
        if k == 1 and not _within(text, name):
            return voice if _heads(name.casefold(), language, malay=malay) else None  # "Broken glass"
        return replace(voice, start=start, end=start + len(name), name=name) if start >= 0 else voice
    return voice


def _within(text: str, word: str) -> bool:
    """Whether a word has its capital within a sentence."""
    return re.search(rf"[\w,] {re.escape(word)}(?![\w-])", text) is not None


def _never(words: list[str], language: str | None) -> bool:
    """Whether a name is a day, a caption's number or a clause ("Friday 7 p.m.", "Image 4 of 8", "We're")."""
    plain = words[0].casefold().strip(".,")
    if plain in dates.weekdays() or _CLAUSE.search(plain):
        return True
    if len(words) > 1 and words[1][0].isupper():
        return False  # "June Tarrow" and "Will Tarrow" are persons, "Next Harbour" is a company
    return plain in dates.months() or plain in speakers.listed("never", language) or plain in speakers.listed("no_names", language)


def _shouted(words: list[str]) -> bool:
    """Whether several words are all in capitals, as captions of television are."""
    letters = [w for w in words if w.isalpha()]
    return len(letters) > 3 and all(w.isupper() for w in letters)


def _common(text: str, word: str, language: str | None, *, malay: bool) -> bool:
    """Whether a word that opens a sentence is a word like any other, and no name: it stands small elsewhere or is made as a noun is, and never has its
    capital within a sentence."""
    plain = word.casefold()
    if plain in function_words() or plain in _listed(language) or (malay and plain.endswith("nya")):
        return True
    if _within(text, word):
        return False
    return bool((malay and _MALAY_NOUN.fullmatch(plain)) or _NOUN.search(word) or re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text))
