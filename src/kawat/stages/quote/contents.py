"""A cue and its speaker in; which words were said out: the side of the cue on which they stand, where they begin and where they end.

A verb that takes a stand ("criticised the plan") belongs to what it says, as does a "did not"; a verb that only says does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, phrases
from kawat.stages.quote import grammar, speakers
from kawat.stages.quote.grammar import Sentence
from kawat.stages.quote.speakers import Voice

_FEWEST = 3  # words of content
_FURTHEST = 140  # characters behind a cue in which its "that" stands
_NEAR = 8  # characters between a quotation's end and whoever said it: a mark, a space, "Mr. "
ONWARD = re.compile(r"[^,;]{0,60},\s+(?P<word>\w+)(?:\s+\S+){2}")
_ENCLOSED = re.compile(r",\s")
_WILLED = re.compile(
    r"\s+(?:(?!(?:that|to|he|she|they|it|we|I|was|were|is|are|had|has|would|when|if|what|how|why|who|whether)\b)[\w’'.-]+\s+){0,6}?(?:not\s+)?to\s+(?!(?:an?|the|his|her|their|its|my|our|your|this|that|some|all)\b)[a-z]"
)
_COMPLEMENT = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(grammar.COMPLEMENTS)})(?!\w)")
_HEARD = re.compile(r"\s(?:[\w’'.-]+\s){1,7}?(?=(?:he|she|they|it|we|I|there|his|her|their|its|the)\s)")
_ASKED = re.compile(r"\s(?:[\w’'.-]+\s){0,7}?(?P<word>whether|if|what|why|how|who|when|where|which)\s")
_AS = re.compile(r"[,\"”’']\s*\bas$")  # "clause, as X put it"
_BESIDE = re.compile(r"\W*(?:[A-Z]\w{1,3}\.\s)?")
_QUOTED = re.compile(r"[\s,:]*[\"“«]")
_VERDICT = re.compile(
    r"^[^.;]{3,90}?\s(?:as\s(?:an?|the|[“\"‘']|\w+(?:ing|ed|ful|less|ous|ive|ic|al|ary|ent|ant|able|ible)\b)|for\s(?:not\s)?\w+ing\b|for\s(?:his|her|its|their)\b|over\s(?:his|her|its|their|the)\b)"
)
_ASIDE = re.compile(r"(?i)\s+(?:in|at|on|during|after|before|when|while|through|via|from|of)(?:\s+\S+){1,9}\s*$")
# A clause that stands under another ends at its comma; a stand ends where the report goes on, a clause where it turns.
_UNDER = re.compile(
    r"(?i)(?:^|[,;:—–(]\s*|\s(?:and|but)\s+)(?:while|though|although|when|after|as|because|since|if|once|until|even as|even though)\s+$"
)
_TURNED = re.compile(r",\s(?:though|although|even though|even as|whereas)\s|;\s")
_ADDED = re.compile(
    r",\s(?:which|who|whose|but|though|although|even|while|whereas|an?|he|she|they|it|as)\s|\s(?:but|although|though)\s|\s(?:--|—|–)\s|;\s"
)
_TO_WHOM = re.compile(r"\s*(?:kepada|di hadapan|di depan)\s")
_TOKEN = re.compile(r"[\w’'-]+")
_HEAD = 8  # words in which a document is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Content and cue at offsets of the text, and the voice that the cue belongs to; None means whoever spoke last."""

    start: int
    end: int
    cue: tuple[int, int]
    voice: Voice | None
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb of saying with its subject, whose phrase begins at `front`; `refused` is where a "did not" begins that belongs to it."""

    cue: tuple[int, int]
    word: str
    voice: Voice
    front: int
    refused: int | None
    inside: bool

    def is_a(self, kind: str, language: str | None) -> bool:
        """Whether the verb stands in a list of its language."""
        return self.word in speakers.listed(kind, language)


def conditioned(word: str, after: str, language: str | None) -> bool:
    """Whether a verb that takes a stand only with an infinitive, or with its reason, has it behind it."""
    if word in speakers.listed("wills", language) and _WILLED.match(after):
        return True
    return word in speakers.listed("verdicts", language) and bool(_VERDICT.search(after))


def sided(sentence: Sentence, verb: Verb) -> Clause:
    """Choose the side of the cue on which the content stands: in front where a clause or a quotation ended there, else behind."""
    text, start, language = sentence.text, sentence.start, sentence.language
    after, ahead = text[verb.cue[1] : sentence.end], text[start : verb.front].rstrip()
    that = grammar.patterns(language).that.match(after)
    stance = verb.is_a("stances", language)
    willed = conditioned(verb.word, after, language)
    if not stance and not that and _spoken(sentence, verb.front):
        return made(text, start, verb.front, verb.cue, verb.voice, 0.6)
    if (put := _AS.search(ahead)) and not after.strip(' .”"\n'):
        return made(text, start, start + put.start(), verb.cue, verb.voice, 0.6)
    onward = stance and not (verb.is_a("cues", language) or verb.is_a("verbs", language))
    if grammar.malay(language):
        onward = onward or verb.is_a("that_needed", language)
    else:
        onward = onward or willed or grammar.gerund(verb.word, language) or _QUOTED.match(after) is not None
    if not onward and not that and _led(ahead, language) and _closed(after, verb, language):
        again = ONWARD.match(after) if ahead.endswith(",") else None
        return made(text, start, sentence.end if again and _resumes(again["word"], language) else verb.front, verb.cue, verb.voice, 0.6)
    return _following(sentence, verb, stance=stance or willed)


def _spoken(sentence: Sentence, front: int) -> bool:
    """Whether a quotation ends where a speaker is named, which then was said."""
    return not grammar.malay(sentence.language) and any(
        0 <= front - high <= _NEAR and _BESIDE.fullmatch(sentence.text, high, front) for _, high in sentence.quoted
    )


def _led(ahead: str, language: str | None) -> bool:
    return ahead.endswith(grammar.ENDS) and len(ahead.split()) > 1 and not grammar.adverbial(ahead, language)


def _closed(after: str, verb: Verb, language: str | None) -> bool:
    """Whether nothing was said behind a cue: the sentence ends, or goes on with whom it was told, when and where."""
    patterns = grammar.patterns(language)
    if after[:1] == "," or patterns.adverb.match(after):
        return True
    heard = patterns.addressee.match(after)
    if heard is None or not (verb.is_a("told", language) or heard.group().strip().casefold() in speakers.listed("addressees", language)):
        return False
    return bool(patterns.adverb.match(after[heard.end() :]))


def _resumes(word: str, language: str | None) -> bool:
    """Whether a word behind "..., X said, " takes up the clause in front of it again; a link or a participle begins something else."""
    plain = word.casefold()
    return grammar.malay(language) or not (grammar.gerund(plain, language) or plain in grammar.resuming(language))


def _following(sentence: Sentence, verb: Verb, *, stance: bool) -> Clause:
    """The content behind a cue."""
    text, language, cue = sentence.text, sentence.language, verb.cue
    stance = stance or verb.refused is not None or verb.is_a("denials", language)
    end = sentence.end if grammar.malay(language) else _tail(sentence, verb, stance=stance)
    if stance:
        return made(text, cue[0] if verb.refused is None else verb.refused, end, cue, verb.voice, 0.5)
    patterns = grammar.patterns(language)
    begin = _begins(text, cue[1], end, language, told=verb.is_a("told", language))
    that = patterns.that.match(text[begin : min(end, begin + 12)])
    if grammar.malay(language):
        if _TO_WHOM.match(text, begin, end):
            return made(text, begin, begin, cue, verb.voice, 0)  # "X berkata kepada wartawan di lokasi, Rabu"
        that = patterns.that.match(text[cue[1] : begin]) or that
        weak = verb.is_a("that_needed", language) and not (that and that["word"].casefold() in grammar.COMPLEMENTS)
        return made(text, begin, begin if weak else end, cue, verb.voice, 0 if weak else 0.6)
    if not that:
        if when := patterns.when.match(text, begin, end):
            begin = when.end()
        if _ASIDE.match(text, begin, end):
            return made(text, begin, begin, cue, verb.voice, 0)
    opened = that or _COMPLEMENT.search(text, cue[1], begin) or (begin > cue[1] and _ASKED.match(text, cue[1], begin + 8))
    if verb.is_a("that_needed", language) and not opened and not _document(text, verb.voice, cue[0], language):
        return made(text, begin, begin, cue, verb.voice, 0)
    return made(text, begin, end, cue, verb.voice, 0.6)


def _document(text: str, voice: Voice, at: int, language: str | None) -> bool:
    """Whether what says something is a document, a poll or a picture ("the audit found 12 faults")."""
    documents = speakers.listed("documents", language)
    return any(word.casefold() in documents for word in _TOKEN.findall(text, voice.start, at)[:_HEAD])


def _tail(sentence: Sentence, verb: Verb, *, stance: bool) -> int:
    """Where what was said ends before the sentence does."""
    text, at, end = sentence.text, verb.cue[1], sentence.end
    under = verb.inside or _UNDER.search(text[max(sentence.start, verb.front - 20) : verb.front])
    for found in (_ENCLOSED if under else _ADDED if stance else _TURNED).finditer(text, at, end):
        if not sentence.between_marks(found.start()):
            return found.start() if len(text[at : found.start()].split()) >= _FEWEST else end
    return end


def _begins(text: str, at: int, end: int, language: str | None, *, told: bool) -> int:
    """Where the clause behind a cue begins: past whom it was told, when and in what, and past "that"."""
    patterns = grammar.patterns(language)
    if (that := patterns.that.match(text[at:end])) and _complement(that["word"]):
        return at + that.end()
    if (hearer := patterns.addressee.match(text[at:end])) and text[at + hearer.end() : end].strip():
        behind = at + hearer.end()
        if (that := patterns.that.match(text[behind:end])) and _complement(that["word"]):
            return behind + that.end()
        if hearer.group().strip().casefold() in speakers.listed("addressees", language):
            return behind
    if (told and not grammar.malay(language)) or patterns.adverb.match(text[at:end]):
        if complement := _COMPLEMENT.search(text, at, min(end, at + _FURTHEST)):
            return complement.end()
        if told and (asked := _ASKED.match(text, at, end)):
            return asked.start("word")
    if told and (clause := _HEARD.match(text, at, end)):
        return clause.end()
    return at


def _complement(word: str) -> bool:
    return word.casefold() in (*grammar.COMPLEMENTS, "jika", "kalau")


@cache
def _links() -> re.Pattern[str]:
    """The words that only link a sentence to the one before, of all languages together: no part of what is said."""
    every = dict.fromkeys(word for code in languages() for word in speakers.listed("links", code))
    return re.compile(rf"(?i)(?:{phrases.either(every)})(?:,\s+|\s+(?=[A-Za-z]))(?!that\b)")


def made(text: str, start: int, end: int, cue: tuple[int, int], voice: Voice | None, sure: float) -> Clause:
    """Trim a content; it is empty where too little is left, and then only tells whose verb it was."""
    while start < end and text[start] in " ,:;—–-\n\u00a0":
        start += 1
    if linked := _links().match(text, start, end):
        start = linked.end()
    while end > start and text[end - 1] in " ,.;:—–-\n\u00a0":
        end -= 1
    return Clause(start=start, end=end if len(text[start:end].split()) >= _FEWEST else start, cue=cue, voice=voice, sure=sure)
