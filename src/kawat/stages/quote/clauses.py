"""A sentence in; its clauses of indirect speech out: the cue, whoever the cue belongs to, and what is said.

One sentence may hold several ("X said A and denied B, according to Y"). A cue's place tells which side of it was said: behind it where a
clause follows ("X said that ..."), before it where the sentence ends ("..., X said", "..., kata X"), around it where it stands inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kawat.lang import offices
from kawat.lang.concordance import Concordance
from kawat.stages.quote import contents, grammar, people, speakers, subjects
from kawat.stages.quote.contents import Clause, Verb
from kawat.stages.quote.grammar import Sentence
from kawat.stages.quote.speakers import Voice

_LONGEST = 1200  # characters; what is longer is no sentence
_FEWEST = 3  # words of content
_LONGEST_ROLE = 4  # words of somebody unnamed behind a verb
_DETERMINED = 30  # characters of an article or a pronoun in front of a noun
_AROUND = 120  # characters in front of a verb that may belong to it
_NEGATION = re.compile(r"(?i)\b(?:not|never|tidak|belum|bukan|enggan)\b|n[’']t\b")
_RELATIVE = re.compile(r"(?i)\b(?:who|which|that)\s+(?:(?:has|have|had|also|later|then|already|once|\w+ly)\s+)*$")
_WHO = re.compile(r"[WTwt]h(?:o|ich|at)\b")
_BY = re.compile(r"(?i)\b(?:by|while|when|in|and|then|also)$")
_PARTICLE = re.compile(r"\s+(?:up|off|down|into|along|away|over|back|onto|together|by|through)\b")
_NEXT = re.compile(r",\s|\s(?:and|but)\s(?:on\s\w+\s)?(?:he|she|they|it|the|[A-Z]\w+)\s")  # where another clause begins
_PASSIVE = re.compile(r"[’'](?:re|m)\s$")
_OPENED = re.compile(r"\s(?:(?P<that>that)\s|(?P<to>to)\s[a-z])")
_ONE = re.compile(r"(?i)(?:the|a|an|this|one|each|every)\s")
_CLAUSE = re.compile(r"(?i)\s(?:that|whether|it|he|she|they|there|his|her)\b")
_LETTER = re.compile(r"[^\W_]\s+$")
_STOPPED = re.compile(r"[\s\"”’')]*(?:[.,;:(]|$)")
# "dalam keterangan tertulis, Jumat" says nothing.
_WRITTEN = re.compile(r"(?i)(?:keterangan|pernyataan|jawaban|laporan|penjelasan|rilis|tanggapan|konfirmasi|surat)(?:nya)?\s+tertulis$")
_BY_WHOM = re.compile(r"\s+(?:oleh\s+)?(?=[A-Z][^,;.]{2,90}?\s(?P<that>bahwa|bahawa)\s)")
# "..., pakar nuklir dari X, ..." behind whom "menurut" names.
_APPOSITION = re.compile(r",\s+(?P<first>[a-z]+)\b[^,;:.]{2,140}(?=,\s)")
_DEGREES = re.compile(
    r"(?:,\s+(?:(?:[A-Z][A-Za-z]{0,4}\.\s?)+[A-Za-z]*(?:\s?\(K\))?|MKM|MBA|MM|MH|SH|SE|MSi|PhD|MPH|MARS|LLM|MD|MKes|MPd|SpA|SpPD))+(?=,)"
)
_IN = re.compile(r"(?i)(?:^|\s|,)(?:dalam|di|pada|melalui)\s+(?P<what>[^,;]{3,90}?)[,\s]*$")


@dataclass(slots=True)
class _Met:
    """What was read of a sentence so far: whose the last verb was, and where it ended."""

    last: Voice | None
    floor: int


def find(sentence: Sentence, words: Concordance) -> list[Clause]:
    """Return the indirect speech of a sentence in order; `words` are those of its text. Between quotation marks no cue counts."""
    text, start, end, language = sentence.text, sentence.start, sentence.end, sentence.language
    if end - start > _LONGEST:
        return []
    found: list[Clause] = []
    met = _Met(last=None, floor=start)
    for match in words.finditer(grammar.patterns(language).cue, grammar.first(language), start, end):
        if sentence.between_marks(match.start()) or _is_name(text, match.start(), start):
            continue
        clause = _according(sentence, match) if match["according"] else _read(sentence, match, met)
        if clause is not None:
            met.last, met.floor = clause.voice or met.last, match.end()
            found.append(clause)
    return _apart(text, found, language)


def _is_name(text: str, at: int, start: int) -> bool:
    """Whether a cue within a sentence is written as a name ("United States"): a capital behind a word that is no quotation."""
    return text[at].isupper() and not text[at : at + 2].isupper() and bool(_LETTER.search(text, max(start, at - 4), at))


def _according(sentence: Sentence, match: re.Match[str]) -> Clause | None:
    """Read "according to X, clause", "clause, according to X" and "clause, according to X, goes on"."""
    text, start, end, language = sentence.text, sentence.start, sentence.end, sentence.language
    cue = (match.start(), match.end())
    if match["nya"]:
        return _behind(sentence, cue, pointing=True)
    voice = speakers.voice(text, match.end(), end, language)
    if voice is None:
        return None
    voice = people.named(text, voice, sentence.known, language)
    if len(text[start : match.start()].strip(" \"“”'(,").split()) < _FEWEST:
        behind = degrees.end() if (degrees := _DEGREES.match(text, voice.end, end)) else voice.end
        if (apposed := _APPOSITION.match(text, behind, end)) and apposed["first"] in speakers.listed("roles", language):
            behind = apposed.end()
        comma = text.find(",", behind, end)
        if comma < 0 and not grammar.malay(language):
            return None
        return contents.made(text, comma + 1 if 0 < comma < behind + 160 else behind, end, cue, voice, 0.7)
    onward = contents.ONWARD.match(text, voice.end, end) if text[start : match.start()].rstrip().endswith(",") else None
    return contents.made(text, start, end if onward else match.start(), cue, voice, 0.7)


def _read(sentence: Sentence, match: re.Match[str], met: _Met) -> Clause | None:
    """Read one word of saying: a noun behind whose it is, a root before its speaker, or a verb."""
    text, start, language = sentence.text, sentence.start, sentence.language
    cue, word = (match.start(), match.end()), match["cue"].casefold()
    if not grammar.malay(language) and _PARTICLE.match(text, cue[1], sentence.end):
        return None
    low = max(start, cue[0] - _AROUND)
    before = text[low : cue[0]]
    if word in grammar.nouns(language) and (whose := subjects.WHOSE.search(before)):
        return _noun(sentence, cue, subjects.owner(text, low, whose, language))
    patterns = grammar.patterns(language)
    going_on = patterns.going_on.search(before) if grammar.gerund(word, language) else None
    relative = _RELATIVE.search(before) if _WHO.search(before) and not grammar.malay(language) else None
    if (
        going_on is None
        and relative is None
        and (
            patterns.noun.search(before, max(0, len(before) - _DETERMINED))
            or (word.endswith("ed") and (_PASSIVE.search(before) or text.startswith(" as ", cue[1])))
        )
    ):
        return None
    if word not in grammar.sayings(language) and not contents.conditioned(word, text[cue[1] : sentence.end], language):
        return None
    if match["nya"] or grammar.bare(word, language):
        return _behind(sentence, cue, pointing=bool(match["nya"]))
    if word in speakers.listed("passive", language):
        return _written(sentence, cue)
    if not grammar.malay(language) and not grammar.takes_object(word, language) and before.rstrip().endswith(grammar.ENDS):
        clause = _behind(sentence, cue, pointing=False)
        if clause is not None:
            return clause
    verb = _verb(sentence, cue, word, met, low=low, going_on=going_on, relative=relative)
    return contents.sided(sentence, verb) if verb else None


def _verb(
    sentence: Sentence,
    cue: tuple[int, int],
    word: str,
    met: _Met,
    *,
    low: int,
    going_on: re.Match[str] | None,
    relative: re.Match[str] | None,
) -> Verb | None:
    """Find whose a verb is; what was matched in front of it was matched from `low` on."""
    text, start, language = sentence.text, sentence.start, sentence.language
    patterns = grammar.patterns(language)
    before = text[low : low + going_on.start()] if going_on else text[low : cue[0]]
    beside = patterns.beside.search(before) if grammar.may_stand_beside(before, language) else None
    near = beside or going_on
    subject_end = low + near.start() if near else cue[0]
    gerund = grammar.gerund(word, language) and going_on is None
    front, voice = cue[0], None
    if relative:
        voice = subjects.antecedent(text, start, low + relative.start(), language)
    elif not gerund:
        voice, front = subjects.before(text, max(start, min(met.floor, subject_end)), subject_end, language)
    if voice is None:
        head = text[start:subject_end].rstrip()
        joined = patterns.joined.search(head[-_AROUND:] + " ")
        told = gerund and (word not in speakers.listed("stances", language) or bool(_BY.search(head[-_AROUND:])))
        if met.last is not None and (told or joined or head.endswith(",")):
            voice = met.last
        elif (gerund and head.endswith(",")) or (joined and met.last is None):
            voice = subjects.opening(text, start, cue[0], language)
    if voice is None:
        return None
    if role := subjects.office_ahead(text, start, front, language):
        front, voice = start + role.start("role"), replace(voice, role=voice.role or role["role"])
    if word in speakers.listed("plurals", language) and not beside and not _verbal(text, voice, cue[1]):
        return None
    return Verb(
        cue=cue,
        word=word,
        voice=voice,
        front=front,
        refused=subject_end if _NEGATION.search(text, subject_end, cue[0]) else None,
        inside=relative is not None and text[start : low + relative.start()].rstrip().endswith(","),
    )


def _verbal(text: str, voice: Voice, at: int) -> bool:
    """Whether a word that may be a plural noun is a verb: behind a name or a pronoun, or before "that"."""
    last = text[voice.start : voice.end].split()[-1]
    if voice.pronoun or not last[0].islower() or _CLAUSE.match(text, at):
        return True
    if last.endswith("s"):
        return text[at - 1] != "s"
    return text[at : at + 4] == " to " and bool(_ONE.match(text, voice.start))


def _noun(sentence: Sentence, cue: tuple[int, int], voice: Voice | None) -> Clause | None:
    """Read "his claim that ..." and "the mayor's promise to ...": what a noun says, up to a comma."""
    text, end = sentence.text, sentence.end
    opened = _OPENED.match(text, cue[1], end)
    if voice is None or opened is None:
        return None
    if text[cue[0] : cue[1]].casefold() not in speakers.listed("nouns" if opened["that"] else "offers", sentence.language):
        return None
    comma = _NEXT.search(text, opened.end(), end)
    begin = opened.end("that") if opened["that"] else opened.start("to")
    return contents.made(text, begin, comma.start() if comma else end, cue, voice, 0.5)


def _written(sentence: Sentence, cue: tuple[int, int]) -> Clause | None:
    """Read "dalam surat itu disebutkan bahwa ...": what a document says."""
    text, start, end = sentence.text, sentence.start, sentence.end
    named = _IN.search(text[start : cue[0]])
    that = grammar.patterns(sentence.language).that.match(text[cue[1] : end])
    if named is None and (by := _BY_WHOM.match(text, cue[1], end)):
        voice = speakers.voice(text, by.end(), by.start("that"), sentence.language)
        return contents.made(text, by.end("that"), end, cue, voice, 0.6) if voice else None
    if named is None or not (that or text[cue[1] : cue[1] + 1] == ",") or _WRITTEN.search(text, max(start, cue[0] - 20), cue[1]):
        return None
    low, high = start + named.start("what"), start + named.end("what")
    voice = Voice(start=low, end=high, name=text[low:high], role=None, kind="unnamed")
    return contents.made(text, cue[1] + (that.end() if that else 1), end, cue, voice, 0.6)


def _behind(sentence: Sentence, cue: tuple[int, int], *, pointing: bool) -> Clause | None:
    """Read "clause, kata X", "clause, said X" and "clause, ujarnya": the speaker and when it was said follow, or the clause goes on."""
    text, start, end, language = sentence.text, sentence.start, sentence.end, sentence.language
    voice = None if pointing else speakers.voice(text, cue[1], end, language)
    ahead = text[start : cue[0]].rstrip()
    if not pointing and (voice is None or voice.start > cue[1] + 60):
        return None
    if ahead and not ahead.endswith(grammar.ENDS):
        return None  # "membahas soal isu itu": a root behind no comma is no cue
    behind = voice.end if voice else cue[1]
    malay = grammar.malay(language)
    if not malay and not _inverted(text[behind:end], voice, language):
        return None
    if not ahead and malay and text[cue[0] : cue[1]].casefold().removesuffix("nya") not in speakers.listed("opening", language):
        return None  # "Begitu kabar itu tiba, ..."
    onward = contents.ONWARD.match(text, behind, end)
    if not ahead or grammar.adverbial(ahead, language):
        return contents.made(text, onward.start("word"), end, cue, voice, 0.6) if onward else None
    if not malay and subjects.described(ahead):
        return None
    inside = onward is not None and ahead.endswith(",") and malay and onward["word"].casefold() not in speakers.listed("stops", language)
    return contents.made(text, start, end if inside else cue[0], cue, voice, 0.6 if voice else 0.5)


def _inverted(rest: str, voice: Voice | None, language: str | None) -> bool:
    """Whether a voice behind its verb is its subject, and no part of what is said; `rest` follows it."""
    if voice and voice.kind == "unnamed" and len(voice.name.split()) > _LONGEST_ROLE and not offices.titles() & set(voice.name.split()):
        return False  # "X, said the videos show the crew leaving": a clause, and nobody's name
    if not _STOPPED.match(rest) and not grammar.patterns(language).adverb.match(rest):
        return False
    # "X, said six people were missing": they are what is said, and say nothing.
    return not (rest.split()[:1] and rest.split(maxsplit=1)[0].casefold() in speakers.listed("finite", language))


def _apart(text: str, found: list[Clause], language: str | None) -> list[Clause]:
    """End each content where the next clause of the same voice begins ("said A and added that B"), and leave out what another one says."""
    patterns = grammar.patterns(language)
    kept: list[Clause] = []
    for index, one in enumerate(found):
        end = one.end
        for other in found[index + 1 :]:
            if other.cue[0] >= end or other.cue[0] < one.start or other.end == other.start:
                continue
            own = other.voice is not None and (one.voice is None or other.voice.start != one.voice.start)
            begin = other.voice.start if own and other.voice and other.voice.start < other.cue[0] else other.cue[0]
            if one.start < other.start < begin <= other.end:
                begin = other.start  # "but do not believe ...": the refusal belongs to what is said next
            within = text[one.start : begin]
            if not own or other.end <= begin or patterns.parted.search(within):
                joined = patterns.linked.search(within)
                end = min(end, one.start + joined.start() if joined else begin)
        made = contents.made(text, one.start, end, one.cue, one.voice, one.sure)
        if made.end > made.start and not any(made.start == k.start and made.end == k.end for k in kept):
            kept.append(made)
    return kept
