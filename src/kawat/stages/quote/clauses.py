"""A sentence in; its clauses of indirect speech out: the cue, whoever the cue belongs to, and what is said.

One sentence may hold several ("X said A and denied B, according to Y"). A cue's place tells which side of it was said: behind it where a
clause follows ("X said that ..."), before it where the sentence ends ("..., X said", "..., kata X"), around it where it stands inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kawat.lang import languages, offices, phrases
from kawat.lang.concordance import Concordance
from kawat.stages.quote import people, speakers
from kawat.stages.quote.speakers import Voice

_LONGEST = 1200  # characters; what is longer is no sentence
_FEWEST = 3  # words of content
_BREAK = re.compile(r"[,;:—–(]\s+|\s[-–—]+\s*|[.,!?][\"”’']+\s+|[.!?]\s+")
_APPOSED = (
    re.compile(r"(?P<who>[^,;:\"“”()\n]{2,90}?)(?:\s*\([^()]{1,40}\))?,\s+[^,;:\"“”\n]{2,140},\s*$"),
    re.compile(r"(?P<who>[^,;:\"“”()\n]{2,90}?)(?:\s*\([^()]{1,40}\))?,\s+[^,;:\"“”\n]{2,90},\s+[^,;:\"“”\n]{2,90},\s*$"),
)
_DESCRIBED = re.compile(r",\s(?:who|which|whose|an?|the|\d+|[a-z]+(?: [a-z]+)* (?:of|at|for|with))\b[^,]*,$")
_ONWARD = re.compile(r"[^,;]{0,60},\s+(?P<word>\w+)(?:\s+\S+){2}")
# "dalam keterangan tertulis, Jumat" says nothing.
_WRITTEN = re.compile(r"(?i)(?:keterangan|pernyataan|jawaban|laporan|penjelasan|rilis|tanggapan|konfirmasi|surat)(?:nya)?\s+tertulis$")
_BY = re.compile(r"\s+(?:oleh\s+)?(?=[A-Z][^,;.]{2,90}?\s(?P<that>bahwa|bahawa)\s)")
# "..., pakar nuklir dari X, ..." behind whom "menurut" names.
_APPOSITION = re.compile(r",\s+(?P<first>[a-z]+)\b[^,;:.]{2,140}(?=,\s)")
_OFFICE = re.compile(r"(?:^|[,;]\s+)(?P<role>[^,;:.\"“”\n]{3,110}),\s*$")
_SUBORDINATE = re.compile(r"(?<!\w)(?:ketika|saat|setelah|karena|sebab|sejak|meski|meskipun|walaupun|sedangkan|sementara)\s+(?=[A-Z])")
_COMPLEMENTS = ("that", "bahwa", "bahawa")
_NEGATION = re.compile(r"(?i)\b(?:not|never|tidak|belum|bukan|enggan)\b")
_DEGREES = re.compile(
    r"(?:,\s+(?:(?:[A-Z][A-Za-z]{0,4}\.\s?)+[A-Za-z]*(?:\s?\(K\))?|MKM|MBA|MM|MH|SH|SE|MSi|PhD|MPH|MARS|LLM|MD|MKes|MPd|SpA|SpPD))+(?=,)"
)
_ENDS = (",", '"', "”", "''", "’", "?", "!")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Content and cue at offsets of the text, and the voice that the cue belongs to; None means whoever spoke last."""

    start: int
    end: int
    cue: tuple[int, int]
    voice: Voice | None
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    cue: re.Pattern[str]
    beside: re.Pattern[str]
    that: re.Pattern[str]
    adverb: re.Pattern[str]
    opener: re.Pattern[str]
    addressee: re.Pattern[str]
    joined: re.Pattern[str]
    join: re.Pattern[str]
    noun: re.Pattern[str]
    pointer: re.Pattern[str]
    apart: re.Pattern[str]
    joint: re.Pattern[str]


@cache
def _patterns(language: str | None) -> _Patterns:
    def either(*names: str) -> str:
        return "|".join(speakers.either(name, language) for name in names)

    return _Patterns(
        cue=re.compile(
            rf"(?i)(?<![\w-])(?:(?P<according>{either('according')})|(?P<cue>{either('cues', 'verbs', 'stances', 'passive')}))(?P<nya>nya)?(?![\w-])"
        ),
        beside=re.compile(rf"(?i)(?:(?:(?<=[\s,])|^)(?:{either('beside')}|\w+ly),?\s+)+$"),
        that=re.compile(rf"(?i)^[\s,:]*(?P<word>{either('that')})(?!\w)"),
        adverb=re.compile(rf"(?i)^[\s,.\"”’')]*(?:$|(?:{either('stops')}|\w+ly)(?!\w))"),
        opener=re.compile(rf"(?i)^(?:{either('never', 'stops')})(?!\w)"),
        addressee=re.compile(rf"(?i)^\s+(?:{either('addressees')}|(?-i:(?:The |the )?(?:[A-Z][\w'’.-]*\s?){{1,4}}))(?!\w)"),
        joined=re.compile(rf"(?i)(?:^|[\s,])(?:{either('joins')})\s*$"),
        join=re.compile(rf"(?i)(?:^|\s)(?:{either('joins')}|{'|'.join(_COMPLEMENTS)})\s+"),
        pointer=re.compile(rf"(?i)(?:^|[\s“\"(])(?P<word>{either('pronouns')})\s*$"),
        apart=re.compile(rf"(?i),\s*(?:{either('joins')})\s*$"),
        joint=re.compile(rf"(?i)[\s,]+(?:{either('joins')})?[\s,]*$"),
        noun=re.compile(rf"(?i)(?:(?<![\w’'])(?:{either('determiners')})|[’']s)\s+$"),
    )


@cache
def _first(language: str | None) -> frozenset[str]:
    """The words that a cue may begin with."""
    every = frozenset().union(*(speakers.first(name, language) for name in ("according", "cues", "verbs", "stances", "passive")))
    return every | {f"{word}nya" for word in every}


def find(
    text: str,
    start: int,
    end: int,
    language: str | None,
    quoted: Sequence[tuple[int, int]],
    words: Concordance,
    known: people.People,
) -> list[Clause]:
    """Return the indirect speech of text[start:end] in order, of whose `words` those in `quoted`, between quotation marks, are no cues.

    `known` are the persons whom the text names.
    """
    if end - start > _LONGEST:
        return []
    patterns = _patterns(language)
    found: list[Clause] = []
    last: Voice | None = None
    floor = start
    for match in words.finditer(patterns.cue, _first(language), start, end):
        if any(low <= match.start() < high for low, high in quoted) or _is_name(text, match.start(), start):
            continue
        clause = (
            _according(text, start, end, match, language, known)
            if match["according"]
            else _read(text, start, end, match, language, last, floor)
        )
        if clause is not None:
            last, floor = clause.voice or last, match.end()
            found.append(clause)
    return _apart(text, found, language)


def _is_name(text: str, at: int, start: int) -> bool:
    """Whether a cue within a sentence is written as a name ("United States"): a capital behind a word that is no quotation."""
    return text[at].isupper() and not text[at : at + 2].isupper() and bool(re.search(r"[^\W_]\s+$", text[start:at]))


def _according(text: str, start: int, end: int, match: re.Match[str], language: str | None, known: people.People) -> Clause | None:
    """Read "according to X, clause", "clause, according to X" and "clause, according to X, goes on"."""
    cue = (match.start(), match.end())
    if match["nya"]:
        return _behind(text, start, end, cue, language, pointing=True)
    voice = speakers.voice(text, match.end(), end, language)
    if voice is None:
        return None
    voice = people.named(text, voice, known, language)
    ahead = text[start : match.start()].strip(" \"“”'(,")
    if len(ahead.split()) < _FEWEST:
        behind = degrees.end() if (degrees := _DEGREES.match(text, voice.end, end)) else voice.end
        if (apposed := _APPOSITION.match(text, behind, end)) and apposed["first"] in speakers.listed("roles", language):
            behind = apposed.end()
        comma = text.find(",", behind, end)
        return _made(text, comma + 1 if 0 < comma < behind + 160 else behind, end, cue, voice, 0.7)
    onward = _ONWARD.match(text[voice.end : end]) if text[start : match.start()].rstrip().endswith(",") else None
    return _made(text, start, end if onward else match.start(), cue, voice, 0.7)


def _read(text: str, start: int, end: int, match: re.Match[str], language: str | None, last: Voice | None, floor: int) -> Clause | None:
    """Read one verb of saying: whose it is, and on which side of it stands what was said."""
    patterns = _patterns(language)
    cue, word, before = (match.start(), match.end()), match["cue"].casefold(), text[start : match.start()]
    if patterns.noun.search(before):
        return None
    if match["nya"] or _bare(word, language):
        return _behind(text, start, end, cue, language, pointing=bool(match["nya"]))
    if word in speakers.listed("passive", language):
        return _written(text, start, end, cue, language)
    if not _malay(language) and word not in speakers.listed("told", language) and before.rstrip().endswith(_ENDS):
        clause = _behind(text, start, end, cue, language, pointing=False)
        if clause is not None:
            return clause
    beside = patterns.beside.search(before)
    subject_end = start + beside.start() if beside else cue[0]
    gerund = _gerund(word, language)
    voice, front = (None, cue[0]) if gerund else _before(text, max(start, min(floor, subject_end)), subject_end, language)
    if voice is None:
        head = text[start:subject_end].rstrip()
        if last is not None and (gerund or patterns.joined.search(head + " ") or head.endswith(",")):
            voice = last
        elif gerund and head.endswith(","):
            voice = _opening(text, start, cue[0], language)
        if voice is None:
            return None
    if role := _office_ahead(text, start, front, language):
        front, voice = start + role.start("role"), replace(voice, role=voice.role or role["role"])
    refused = subject_end if beside and _NEGATION.search(beside.group()) else None
    return _sided(text, (start, end), cue, voice, front, language, refused=refused)


def _office_ahead(text: str, start: int, front: int, language: str | None) -> re.Match[str] | None:
    """The office that stands behind a comma before a subject ("Direktur X, Niken Alamanda mengatakan")."""
    ahead = text[start:front]
    match = _OFFICE.search(ahead) if _malay(language) and ahead.rstrip().endswith(",") else None
    first = match["role"].split()[0].casefold() if match else ""
    return match if first in offices.first_titles() or first in speakers.listed("roles", language) else None


def _malay(language: str | None) -> bool:
    return language in ("id", "ms")


def _gerund(word: str, language: str | None) -> bool:
    return not _malay(language) and word.split()[0].endswith("ing")


def _bare(word: str, language: str | None) -> bool:
    """Whether a verb stands before its speaker only, as an Indonesian root does ("kata X")."""
    return _malay(language) and word in speakers.listed("cues", language) and not word.startswith("ber")


def _written(text: str, start: int, end: int, cue: tuple[int, int], language: str | None) -> Clause | None:
    """Read "dalam surat itu disebutkan bahwa ...": what a document says."""
    named = re.search(r"(?i)(?:^|\s|,)(?:dalam|di|pada|melalui)\s+(?P<what>[^,;]{3,90}?)[,\s]*$", text[start : cue[0]])
    that = _patterns(language).that.match(text[cue[1] : end])
    if named is None and (by := _BY.match(text, cue[1], end)):
        voice = speakers.voice(text, by.end(), by.start("that"), language)
        return _made(text, by.end("that"), end, cue, voice, 0.6) if voice else None
    if named is None or not (that or text[cue[1] : cue[1] + 1] == ",") or _WRITTEN.search(text, max(start, cue[0] - 20), cue[1]):
        return None
    low, high = start + named.start("what"), start + named.end("what")
    voice = Voice(start=low, end=high, name=text[low:high], role=None, kind="unnamed")
    return _made(text, cue[1] + (that.end() if that else 1), end, cue, voice, 0.6)


def _sided(
    text: str, around: tuple[int, int], cue: tuple[int, int], voice: Voice, front: int, language: str | None, *, refused: int | None
) -> Clause:
    """Choose the side of the cue on which the content stands; `refused` is where a "did not" begins that belongs to it."""
    patterns = _patterns(language)
    start, end = around
    word, after, ahead = text[cue[0] : cue[1]].casefold(), text[cue[1] : end], text[start:front].rstrip()
    led = ahead.endswith(_ENDS) and len(ahead.split()) > 1 and not _adverbial(ahead, language)
    heard = patterns.addressee.match(after)
    closed = patterns.adverb.match(after) or (heard and patterns.adverb.match(after[heard.end() :]))
    weak = _malay(language) and word in speakers.listed("that_needed", language)
    if led and not weak and not patterns.that.match(after) and (after[:1] == "," or closed):
        onward = _ONWARD.match(after)
        return _made(text, start, end if onward and not _gerund(onward["word"], language) else front, cue, voice, 0.6)
    if refused is not None or word in speakers.listed("stances", language) or word in speakers.listed("denials", language):
        return _made(text, cue[0] if refused is None else refused, end, cue, voice, 0.5)
    begin = _content(text, cue[1], end, language)
    that = patterns.that.match(text[cue[1] : begin]) or patterns.that.match(text[begin : min(end, begin + 12)])
    if word in speakers.listed("that_needed", language) and not (
        that and (not _malay(language) or that["word"].casefold() in _COMPLEMENTS)
    ):
        return _made(text, begin, begin, cue, voice, 0)
    return _made(text, begin, end, cue, voice, 0.6)


def _adverbial(ahead: str, language: str | None) -> bool:
    """Whether the words before a subject only say when or where ("On Monday, "), and are no clause."""
    return len(ahead.split()) < 9 and bool(_patterns(language).opener.match(ahead))


def _content(text: str, at: int, end: int, language: str | None) -> int:
    """Where the clause behind a cue begins: past whom it was told, when and in what, and past "that"."""
    patterns = _patterns(language)
    if (that := patterns.that.match(text[at:end])) and _complement(that["word"]):
        return at + that.end()
    if (told := patterns.addressee.match(text[at:end])) and text[at + told.end() : end].strip():
        behind = at + told.end()
        if (that := patterns.that.match(text[behind:end])) and _complement(that["word"]):
            return behind + that.end()
        return behind if told.group().strip().casefold() in speakers.listed("addressees", language) else at
    if patterns.adverb.match(text[at:end]):
        that = re.search(rf"(?i)(?<!\w)(?:{'|'.join(_COMPLEMENTS)})(?!\w)", text[at : min(end, at + 140)])
        return at + that.end() if that else at
    return at


def _complement(word: str) -> bool:
    return word.casefold() in (*_COMPLEMENTS, "jika", "kalau")


def _behind(text: str, start: int, end: int, cue: tuple[int, int], language: str | None, *, pointing: bool) -> Clause | None:
    """Read "clause, kata X", "clause, said X" and "clause, ujarnya": the speaker and when it was said follow, or the clause goes on."""
    voice = None if pointing else speakers.voice(text, cue[1], end, language)
    ahead = text[start : cue[0]].rstrip()
    behind = voice.end if voice else cue[1]
    if not pointing and (voice is None or voice.start > cue[1] + 60):
        return None
    if not _malay(language):
        rest = text[behind:end]
        if not re.match(r"[\s\"”’')]*(?:[.,;:(]|$)", rest) and not _patterns(language).adverb.match(rest):
            return None
        if rest.split()[:1] and rest.split()[0].casefold() in speakers.listed("finite", language):
            return None  # "X, said six people were missing": they are what is said, and say nothing
    onward = _ONWARD.match(text[behind:end])
    if ahead and not ahead.endswith(_ENDS):
        return None  # "membahas soal isu itu": a root behind no comma is no cue
    if not ahead and _malay(language) and text[cue[0] : cue[1]].casefold().removesuffix("nya") not in speakers.listed("opening", language):
        return None  # "Begitu kabar itu tiba, ..."
    if not ahead or _adverbial(ahead, language):
        return _made(text, behind + onward.start("word"), end, cue, voice, 0.6) if onward else None
    if not _malay(language) and ahead.endswith(",") and _DESCRIBED.search(ahead) and _APPOSED[0].search(ahead + " "):
        return None
    inside = (
        onward is not None
        and ahead.endswith(",")
        and _malay(language)
        and onward["word"].casefold() not in speakers.listed("stops", language)
    )
    return _made(text, start, end if inside else cue[0], cue, voice, 0.6 if voice else 0.5)


def _before(text: str, start: int, end: int, language: str | None) -> tuple[Voice | None, int]:
    """The voice that a verb at `end` has for its subject, and where its phrase begins: behind the last break, or before an apposition."""
    head = text[start:end]
    if head.rstrip().endswith(","):
        for pattern in _APPOSED:
            if apposed := pattern.search(head.rstrip() + " "):
                low = start + apposed.start("who")
                low += len(text[low:end]) - len(text[low:end].lstrip())
                voice = _phrase(text, low, end, language)
                if voice and (voice.name[:1].isupper() or voice.pronoun or voice.start == low):
                    return voice, low
        return None, end
    if pointer := _patterns(language).pointer.search(head):
        low = start + pointer.start("word")
        return speakers.voice(text, low, end, language), low
    low = max([0, *(m.end() for m in _BREAK.finditer(head))])
    if _malay(language):
        for match in _SUBORDINATE.finditer(head, low):
            voice = _phrase(text, start + match.end(), end, language)
            if voice is not None and not text[voice.end : end].strip():
                return voice, start + match.end()
    for at in [low, *[m.end() for m in _patterns(language).join.finditer(head) if m.end() > low]]:
        voice = _phrase(text, start + at, end, language)
        if voice is not None and _reaches(text, voice, end, language):
            return voice, start + at
    return None, end


def _phrase(text: str, start: int, end: int, language: str | None) -> Voice | None:
    voice = speakers.subject(text, start, end, language)
    if voice is None or voice.pronoun:
        return voice
    if _malay(language) and voice.role and voice.role[0].islower():
        first = voice.role.split()[0]
        if first not in offices.titles() and not any(
            first in speakers.listed(name, language) for name in ("roles", "kin", "unnamed", "media")
        ):
            return None  # "siap membantu Dinas X": no office but what somebody does
    small = voice.kind == "unnamed" and text[voice.start].islower()
    return None if small and len(text[voice.start : voice.end].split()) > 9 else voice


def _reaches(text: str, voice: Voice, end: int, language: str | None) -> bool:
    """Whether a voice is all of the phrase before its verb, but for an aside, where it is from or who it is."""
    rest = text[voice.end : end].strip()
    if _patterns(language).join.match(rest + " ") or _patterns(language).joined.search(" " + rest):
        return False
    return not rest or (
        len(rest.split()) <= 14 and (rest[0] in "(," or rest.startswith("of ") or bool(_patterns(language).opener.match(rest)))
    )


def _opening(text: str, start: int, end: int, language: str | None) -> Voice | None:
    """The subject of a sentence that goes on with a participle (", saying ...")."""
    voice = speakers.voice(text, start, end, language)
    return voice if voice and (voice.pronoun or voice.name[:1].isupper()) else None


@cache
def _links() -> re.Pattern[str]:
    """The words that only link a sentence to the one before, of all languages together: no part of what is said."""
    every = dict.fromkeys(word for code in languages() for word in speakers.listed("links", code))
    return re.compile(rf"(?i)(?:{phrases.either(every)})(?:,\s+|\s+(?=[A-Za-z]))(?!that\b)")


def _made(text: str, start: int, end: int, cue: tuple[int, int], voice: Voice | None, sure: float) -> Clause:
    """Trim a content; it is empty where too little is left, and then only tells whose verb it was."""
    while start < end and text[start] in " ,:;—–-\n\u00a0":
        start += 1
    if linked := _links().match(text, start, end):
        start = linked.end()
    while end > start and text[end - 1] in " ,.;:—–-\n\u00a0":
        end -= 1
    return Clause(start=start, end=end if len(text[start:end].split()) >= _FEWEST else start, cue=cue, voice=voice, sure=sure)


def _apart(text: str, found: list[Clause], language: str | None) -> list[Clause]:
    """End each content where the next clause of the same voice begins ("said A and added that B"), and leave out what another one says."""
    patterns = _patterns(language)
    kept: list[Clause] = []
    for index, one in enumerate(found):
        end = one.end
        for other in found[index + 1 :]:
            if other.cue[0] >= end or other.cue[0] < one.start or other.end == other.start:
                continue
            own = other.voice is not None and (one.voice is None or other.voice.start != one.voice.start)
            begin = other.voice.start if own and other.voice and other.voice.start < other.cue[0] else other.cue[0]
            apart = patterns.apart.search(text[one.start : begin])
            if not own or other.end <= begin or apart:
                joined = patterns.joint.search(text[one.start : begin])
                end = min(end, one.start + joined.start() if joined else begin)
        made = _made(text, one.start, end, one.cue, one.voice, one.sure)
        if made.end > made.start and not any(made.start == k.start and made.end == k.end for k in kept):
            kept.append(made)
    return kept
