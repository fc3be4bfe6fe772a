"""A verb of saying in; whose it is out: the subject in front of it, whom its "who" means, or whose a noun is.

The subject is what the verb's own phrase holds: from the last break, or from the name before an apposition, up to the verb.
"""

from __future__ import annotations

import re

from kawat.lang import offices
from kawat.stages.quote import grammar, speakers
from kawat.stages.quote.speakers import Voice

_LONGEST_POINTER = 60  # characters of a pronoun, or of an office that points at its holder
_FEW_ADVERBS = 3  # words between a subject and its verb that are no phrase of their own
_LONGEST_ASIDE = 14  # words between a subject and its verb
_LONGEST_HEAD = 6  # words of a noun with its adjectives
_LONGEST_PHRASE = 9  # words of somebody unnamed
_APPOSED = (
    re.compile(r"(?P<who>[^,;:\"“”()\n]{2,90}?)(?:\s*\([^()]{1,40}\))?,\s+[^,;:\"“”\n]{2,140},\s*$"),
    re.compile(r"(?P<who>[^,;:\"“”()\n]{2,90}?)(?:\s*\([^()]{1,40}\))?,\s+[^,;:\"“”\n]{2,90},\s+[^,;:\"“”\n]{2,90},\s*$"),
)
_DESCRIBED = re.compile(r",\s(?:who|which|whose|an?|the|\d+|[a-z]+(?: [a-z]+)* (?:of|at|for|with))\b[^,]*,$")
_DASHED = re.compile(r"(?P<who>[^,;:\"“”()\n]{2,90}?)\s*(?:--|[–—]|\s-\s)[^\"“”\n]{2,160}(?:--|[–—]|\s-)\s*$")
_DASHES = ("--", "–", "—", " -")
# What may stand between a subject and its verb: who else, from where, or what is done with it.
_TOGETHER = re.compile(
    r"(?:and|or|dan|serta)\s+(?:even\s+)?(?:(?:its|his|her|their|the|some|other|several|many|para)\s+)?[a-z][\w-]+(?:\s[a-z][\w-]+)?$"
)
_REDUCED = re.compile(r"[a-z]+(?:ed|ing|own)\s+(?:by|on|in|with|for|at|to|as|from|about|$)")
_AT = re.compile(
    r"(?:of|in|on|at|from|with|for|near|outside|who|which|whose|where|during|after|before|by|to|as|when|while|via|through|about)\s"
)
_OFFICE = re.compile(r"(?:^|[,;]\s+)(?P<role>[^,;:.\"“”\n]{3,110}),\s*$")
_SUBORDINATE = re.compile(r"(?<!\w)(?:ketika|saat|setelah|karena|sebab|sejak|meski|meskipun|walaupun|sedangkan|sementara)\s+(?=[A-Z])")
_WORD = re.compile(r"\S+")
WHOSE = re.compile(
    r"(?i)(?:\b(?P<who>his|her|their|its|(?-i:(?:[Tt]he\s)?(?:[A-Z][\w.-]*\s){0,4}[A-Z][\w.-]*|[Tt]he\s(?:\w+\s)?\w+))(?:(?<=his)|(?<=her)|(?<=their)|(?<=its)|[’']s?))\s+(?:\w+\s)?$"
)
_OWNER = {"his": "he", "her": "she", "their": "they", "its": "it"}


def before(text: str, start: int, end: int, language: str | None) -> tuple[Voice | None, int]:
    """The voice that a verb at `end` has for its subject, and where its phrase begins: behind the last break, or before an apposition."""
    head = text[start:end]
    told = head.rstrip()
    if told.endswith(","):
        for pattern in _APPOSED:
            if apposed := pattern.search(told + " "):
                low = start + apposed.start("who")
                low += len(text[low:end]) - len(text[low:end].lstrip())
                voice = _phrase(text, low, end, language)
                if voice and (voice.name[:1].isupper() or voice.pronoun or voice.start == low):
                    return voice, low
        return None, end
    if told.endswith(_DASHES) and (dashed := _DASHED.search(head)):
        low = start + dashed.start("who")
        voice = _phrase(text, low, start + dashed.end("who"), language)
        return (voice, low) if voice else (None, end)
    patterns = grammar.patterns(language)
    if pointer := patterns.pointer.search(head, max(0, len(head) - _LONGEST_POINTER)):
        low = start + pointer.start("word")
        return speakers.voice(text, low, end, language), low
    low = max([0, *(m.end() for m in grammar.BREAK.finditer(head))])
    if grammar.malay(language):
        for match in _SUBORDINATE.finditer(head, low):
            voice = _phrase(text, start + match.end(), end, language)
            if voice is not None and not text[voice.end : end].strip():
                return voice, start + match.end()
    for at in [low, *[m.end() for m in patterns.clause.finditer(head, max(0, low - 1)) if m.end() > low]]:
        voice = _phrase(text, start + at, end, language)
        if voice is not None and _reaches(text, voice, end, language):
            return voice, start + at
    return None, end


def described(ahead: str) -> bool:
    """Whether a name stands in front with who it is behind a comma, so that the verb that follows is its own."""
    return bool(ahead.endswith(",") and _DESCRIBED.search(ahead) and _APPOSED[0].search(ahead + " "))


def office_ahead(text: str, start: int, front: int, language: str | None) -> re.Match[str] | None:
    """The office that stands behind a comma before a subject ("Direktur X, Niken Alamanda mengatakan")."""
    ahead = text[start:front]
    match = _OFFICE.search(ahead) if grammar.malay(language) and ahead.rstrip().endswith(",") else None
    first = match["role"].split()[0].casefold() if match else ""
    return match if first in offices.first_titles() or first in speakers.listed("roles", language) else None


def _phrase(text: str, start: int, end: int, language: str | None) -> Voice | None:
    voice = speakers.subject(text, start, end, language)
    if voice is None or voice.pronoun:
        return voice
    if grammar.malay(language) and voice.role and voice.role[0].islower():
        first = voice.role.split()[0]
        if first not in offices.titles() and not any(
            first in speakers.listed(name, language) for name in ("roles", "kin", "unnamed", "media")
        ):
            return None  # "siap membantu Dinas X": no office but what somebody does
    small = voice.kind == "unnamed" and text[voice.start].islower()
    return None if small and len(text[voice.start : voice.end].split()) > _LONGEST_PHRASE else voice


def _reaches(text: str, voice: Voice, end: int, language: str | None) -> bool:
    """Whether a voice is all of the phrase before its verb, but for an aside, where it is from or who it is."""
    rest = text[voice.end : end].strip()
    if not rest or _TOGETHER.match(rest):
        return True
    patterns = grammar.patterns(language)
    if patterns.join.match(rest + " ") or patterns.joined.search(" " + rest):
        return False
    if _REDUCED.match(rest):
        return True
    count = len(rest.split())
    if count > _LONGEST_ASIDE:
        return False
    if rest[0] in "(," or rest.startswith("of "):
        return True
    moved = language in (None, "en") and count > _FEW_ADVERBS and not _AT.match(rest)
    return not moved and bool(patterns.opener.match(rest))


def opening(text: str, start: int, end: int, language: str | None) -> Voice | None:
    """The subject of a sentence that goes on with a participle (", saying ...") or another verb ("and said ...")."""
    voice = speakers.voice(text, start, end, language)
    return voice if voice and (voice.pronoun or voice.name[:1].isupper()) else None


def antecedent(text: str, start: int, end: int, language: str | None) -> Voice | None:
    """Whom a "who" in front of a verb means: the last words before it, up to a comma or a word that no name holds."""
    head = text[start:end].rstrip(" ,")
    low = max([0, *(m.end() for m in grammar.BREAK.finditer(head))])
    begin = len(head)
    for one in list(_WORD.finditer(head, low))[-_LONGEST_HEAD:][::-1]:
        if grammar.patterns(language).opener.match(one.group()) or one.group().endswith(("ed", "ing")):
            break
        begin = one.start()
    return speakers.voice(text, start + begin, start + len(head), language)


def owner(text: str, start: int, whose: re.Match[str], language: str | None) -> Voice | None:
    """Whose a noun is ("his claim", "the mayor's promise"); `whose` was matched from `start` on."""
    low, high = start + whose.start("who"), start + whose.end("who")
    if pronoun := _OWNER.get(whose["who"].casefold()):
        return Voice(start=low, end=high, name=pronoun, role=None, kind="unnamed", pronoun=True)
    return speakers.voice(text, low, high, language)
