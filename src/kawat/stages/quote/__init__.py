"""Article and its Marks in; Attribution out: who said what, in which words, and through whom.

Direct speech is found by its marks, indirect speech by its cue and clause. The speaker is looked for at the cue beside the content,
then at the sentence before, then at the statement before; a pronoun points at the last speaker named. First version: rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kawat.lang import offices
from kawat.lang.concordance import Concordance
from kawat.model import Article, Attribution, Link, Marks, Speaker, Statement, content_id
from kawat.stages.quote import chain, clauses, marks, nicknames, people, speakers
from kawat.stages.quote.cast import Cast
from kawat.stages.quote.contents import Clause
from kawat.stages.quote.grammar import Sentence
from kawat.stages.quote.marks import Quotation
from kawat.stages.quote.speakers import Said, Voice

BY = "quote/rules@3"
_LED_INTO = 2  # words of a clause before a quotation that make it a part of what the clause says
_SHORTEST = 3  # words: a quotation of one or two is a name, a title or a word held at arm's length, unless a cue stands beside it
_FEWEST = 5  # words of a sentence that "hal itu" points back to
_POINTS_BACK = re.compile(r"(?:Hal|Informasi|Kabar) (?:itu|ini|tersebut)\b")
_WIDEST = 1_000  # characters around a quotation that may say through whom it came: what is longer is no sentence
_NAMED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:bin |binti )?[A-ZÀ-ÖØ-Þ][\w'’-]+){1,3}")
_OWNED = re.compile(r"[’']s?\s$")
_SCARED = 5  # words of a fragment that, with no cue beside it, is held at arm's length
_SUBHEAD = 7  # words of a quotation that is a line of its own and heads a section


@dataclass(slots=True)
class _Heard:
    """A statement before its speaker has an id."""

    start: int
    end: int
    mode: str
    cue: tuple[int, int] | None
    voice: tuple[int, int] | None
    speaker: str | None
    around: tuple[int, int]
    confidence: float


def quote(article: Article, marks_: Marks) -> Attribution:
    """Return the statements of an article in text order with their speakers; spans lie inside its text, nothing is raised."""
    text, language = article.text, article.language
    words = Concordance(text)
    cast = Cast(
        article=article,
        people=people.People.of(marks_.names, language),
        found={},
        roles={},
        kinds={},
        nicknames=nicknames.find(text, language),
    )
    bounds = [(s.start, s.end) for s in marks_.sentences]
    quotations = _statements(article, bounds)
    heard: list[_Heard] = []
    inside = iter([*quotations, None])
    following = next(inside)
    previous: _Heard | None = None
    headline = _headline(article)
    around: list[Quotation] = []
    read = bool(speakers.listed("stances", language))  # a language whose indirect speech is read, not only its quotations
    for index, (start, end) in enumerate(bounds):
        mine: list[Quotation] = []
        while following is not None and following.start < end:
            if following.start >= start - 1:
                mine.append(following)
            following = next(inside)
        around = [q for q in (*around[-1:], *mine) if q.end > start]
        quoted = [(q.start, q.end) for q in around]
        sentence = Sentence(text=text, start=start, end=end, language=language, quoted=quoted, known=cast.people)
        told = [clause for clause in (_named(clause, cast) for clause in clauses.find(sentence, words)) if clause]
        for quotation in mine:
            if read and any(_holds(text, clause, quotation) for clause in told):
                continue  # words of a clause that says more: one statement, not two
            previous = _direct(article, quotation, bounds, index, cast, previous, told)
            _run_up(text, heard, previous)
            heard.append(previous)
        if end <= headline:
            continue  # what it claims, the report says with its speaker
        if statements := _indirect(text, start, end, told, cast, around):
            heard.extend(statements)
            previous = statements[-1]
        elif not mine:
            _mention(text, start, end, marks_, cast, words)
            if index and (back := _pointed_back(text, bounds[index - 1], (start, end), heard, cast)):
                heard.append(back)
    return _attribution(article, heard, cast, words)


def _named(clause: Clause, cast: Cast) -> Clause | None:
    """A clause whose voice is cut to the person it names; None where it names nobody who could say anything."""
    own = cast.named(clause.voice) if clause.voice else None
    if clause.voice and own is None:
        return None
    return clause if own == clause.voice else replace(clause, voice=own)


def _statements(article: Article, bounds: list[tuple[int, int]]) -> list[Quotation]:
    """The quotations that are statements: not titles of works, nicknames, words held at arm's length, nor the headline's."""
    text, language = article.text, article.language
    kept = []
    headline = _headline(article)
    patterns = speakers.patterns(language)
    read = bool(speakers.listed("stances", language))
    for quotation in marks.find(text):
        if not quotation.closed and (cut := patterns["unclosed"].search(text, quotation.start, quotation.end)):
            quotation = replace(quotation, end=cut.start())
        content = text[quotation.start : quotation.end]
        count = len(content.split())
        before, after = text[max(0, quotation.start - 60) : quotation.start - 1], text[quotation.end + 1 : quotation.end + 80]
        if quotation.end <= headline or not any(c.isalnum() for c in content):
            continue
        behind = bool(patterns["nya"].match(after) or patterns["cue first"].match(after))
        led = None if behind else patterns["before"].search(before)
        cued = behind or led is not None
        beside = behind or (led is not None and not led["rest"].strip())
        if count < _SHORTEST and not (cued and content.rstrip()[-1:] in ",.!?"):
            continue
        if not beside and (patterns["works"].search(before) or (not (cued and language == "de") and _title_like(content))):
            continue  # German writes every noun with a capital
        if language == "en" and ((not cued and before[-2:-1].isalnum()) or _OWNED.search(before)) and _title_like(content.rstrip(".,")):
            continue  # "on CNN's “State of the Harbour,”": the comma belongs to the sentence
        if read and not cued and content[:1].islower() and count < _SCARED and not _stopped(content):
            continue
        if count < _SUBHEAD and (quotation.single or _title_like(content.rstrip("."))) and _alone(text, quotation):
            continue
        if quotation.single and (count < 4 or (not cued and content.rstrip()[-1:] not in ",.!?")):
            continue
        kept.append(quotation)
    return kept


def _stopped(content: str) -> bool:
    return content.rstrip()[-1:] in ".,!?…"


def _alone(text: str, quotation: Quotation) -> bool:
    """Whether a short quotation is a line of its own, as a subheading is."""
    around = text[max(0, quotation.start - 2) : quotation.start - 1], text[quotation.end + 1 : quotation.end + 2]
    return all(mark in ("", "\n") for mark in around) and quotation.start > 1


def _headline(article: Article) -> int:
    """Where a headline that opens the text ends, else 0."""
    return len(article.title) if article.title and article.text.startswith(article.title) else 0


def _title_like(content: str) -> bool:
    """Whether a quotation is a name or title: most of its words have capitals, and it lacks the stop that ends what somebody says."""
    words = [w for w in re.findall(r"[^\W\d_]+", content) if len(w) > 3]
    return 3 * sum(w[0].isupper() for w in words) >= 2 * len(words) > 0 and content.rstrip()[-1:] not in ".,!?…"


def _direct(
    article: Article,
    quotation: Quotation,
    bounds: list[tuple[int, int]],
    index: int,
    cast: Cast,
    previous: _Heard | None,
    told: Sequence[Clause],
) -> _Heard:
    """Find who says a quotation: at the cue behind it, before it, in the sentence around, or whoever spoke last."""
    text, language = article.text, article.language
    start, _end = bounds[index]
    last = index
    while bounds[last][1] < quotation.end and last + 1 < len(bounds):
        last += 1
    around = (max(start, quotation.start - _WIDEST), min(bounds[last][1], quotation.end + _WIDEST))
    line_end = text.find("\n", quotation.end, quotation.end + 220)
    line_end = len(text) if line_end < 0 else line_end
    said = _behind(text, quotation.end, min(line_end, quotation.end + 220), language) or _ahead(
        text, max(start, quotation.start - 200), quotation.start, language
    )
    if said is None and index > 0 and text[start : quotation.start].strip(" \"“‘'«") == "":
        before = bounds[index - 1]
        if text[before[1] - 1 : before[1]] == ":":
            said = _ahead(text, before[0], before[1], language)
    confidence = 0.9
    thing = False  # what says it is no speaker: a sign, an attack
    if said and said.voice:
        said = replace(said, voice=cast.named(said.voice))
        thing = said.voice is None
    speaker = cast.meet(said.voice) if said else None
    if said and speaker is None and not thing:
        speaker, confidence = cast.last, 0.6
    if said is None and (clause := next((c for c in told if c.start <= quotation.start and quotation.end <= c.end), None)):
        said = Said(start=clause.cue[0], end=clause.cue[1], voice=clause.voice)
        speaker, confidence = (cast.meet(clause.voice) if clause.voice else None) or cast.last, 0.7
    if said is None:
        speaker, confidence = cast.last or (previous.speaker if previous else None), 0.5
    content = text[quotation.start : quotation.end]
    begin, finish = quotation.start + len(content) - len(content.lstrip()), quotation.end - len(content) + len(content.rstrip())
    return _Heard(
        start=begin, end=finish, mode="direct", cue=(said.start, said.end) if said else None,
        voice=(said.voice.start, said.voice.end) if said and said.voice else None,
        speaker=speaker, around=_paragraph(text, *around), confidence=confidence if quotation.closed else confidence - 0.2,
    )  # fmt: skip


def _run_up(text: str, heard: list[_Heard], named: _Heard) -> None:
    """Give quotations without a cue, each a paragraph, to whom the next one names ("...", "...," kata X), unless they go on from one with a cue."""
    begin, first = named.start, len(heard)
    while first and heard[first - 1].cue is None and heard[first - 1].mode == "direct" and _adjoin(text, heard[first - 1].end, begin):
        first -= 1
        begin = heard[first].start
    before = heard[first - 1] if first else None
    goes_on = before is not None and before.mode == "direct" and before.cue is not None and text.count("\n\n", before.end, begin) < 2
    if named.voice is not None and not goes_on:
        for one in heard[first:]:
            one.speaker = named.speaker


def _adjoin(text: str, end: int, start: int) -> bool:
    """Whether nothing but marks and a new paragraph lies between two quotations."""
    return start - end < 12 and "\n" in text[end:start] and not any(c.isalnum() for c in text[end:start])


def _pointed_back(text: str, told: tuple[int, int], pointing: tuple[int, int], heard: Sequence[_Heard], cast: Cast) -> _Heard | None:
    """The sentence before "Hal itu disampaikan X", as what X said, where nobody else said it."""
    match = _POINTS_BACK.match(text, *pointing)
    passive = speakers.patterns(cast.article.language)["passive"].search(text, match.end(), pointing[1]) if match else None
    voice = speakers.voice(text, passive.end(), pointing[1], cast.article.language) if passive else None
    start, end = told[0], told[0] + len(text[slice(*told)].rstrip(" .\n"))
    if (
        voice is None
        or passive is None
        or len(text[start:end].split()) < _FEWEST
        or text[start:end].endswith("?")
        or end <= _headline(cast.article)
    ):
        return None
    if any(start < one.end and one.start < end for one in heard[-3:]):
        return None
    voice = cast.named(voice)
    if voice is None:
        return None
    return _Heard(
        start=start, end=end, mode="indirect", cue=(passive.start("cue"), passive.end("cue")), voice=(voice.start, voice.end),
        speaker=cast.meet(voice), around=pointing, confidence=0.5,
    )  # fmt: skip


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend a statement's sentence to the line's end, where the cue's own sentence may say through whom it came."""
    line = text.find("\n", end, end + 160)
    return start, min(len(text) if line < 0 else line, end + 160) if line != end else end


def _behind(text: str, at: int, limit: int, language: str | None) -> Said | None:
    """Read the cue behind a quotation: "...," kata X; "...," X said; "...," ujarnya."""
    patterns = speakers.patterns(language)
    begin = at + 1 if at < len(text) and not text[at].isspace() else at
    rest = text[begin:limit]
    if match := patterns["nya"].match(rest):
        if match["who"] is None:
            return Said(start=begin + match.start("cue"), end=begin + match.end("cue"), voice=None)
        he = Voice(
            start=begin + match.start("who"), end=begin + match.end("who"), name=match["who"], role=None, kind="unnamed", pronoun=True
        )
        return Said(start=begin + match.start("before"), end=begin + match.end("before"), voice=he)
    if match := patterns["cue first"].match(rest):
        voice = speakers.voice(text, begin + match.end(), limit, language)
        if voice:
            return Said(start=begin + match.start("cue"), end=begin + match.end("cue"), voice=voice)
    if match := patterns["cue last"].match(rest):
        voice = speakers.subject(text, begin + match.start("who"), begin + match.end("who"), language)
        return Said(start=begin + match.start("cue"), end=begin + match.end("cue"), voice=voice) if voice else None
    return None


def _ahead(text: str, start: int, end: int, language: str | None) -> Said | None:
    """Read the cue before a quotation: X mengatakan, "..."; X said: "..."; menurut X "...", X quoting Y."""
    patterns = speakers.patterns(language)
    before = text[start:end].rstrip("\"“”‘'«„ ")
    every = patterns["cue ahead"].finditer(before) if patterns["cue"].search(before) else ()
    for found in reversed(list(every)):
        begin, finish = start + found.start("who"), start + found.end("who")
        voice = speakers.subject(text, begin, finish, language)
        if voice:
            return Said(start=start + found.start("cue"), end=start + found.end("cue"), voice=voice)
    if match := patterns["according"].search(before):
        voice = speakers.voice(text, start + match.end(), start + len(before), language)
        if voice:
            return Said(start=start + match.start("cue"), end=start + match.end("cue"), voice=voice)
    for match in reversed(list(patterns["cue"].finditer(before, max(0, len(before) - 120)))):
        voice = speakers.voice(text, start + match.end(), start + len(before), language)
        if voice and text[voice.end : start + len(before)].strip(" ,:") == "":
            return Said(start=start + match.start(), end=start + match.end(), voice=voice)
    return None


def _indirect(text: str, start: int, end: int, told: Sequence[Clause], cast: Cast, quotations: Sequence[Quotation]) -> list[_Heard]:
    """The indirect speech of a sentence; what a quotation already holds most of is not said twice."""
    heard = []
    for clause in told:
        if any(_mostly(text, clause, q) for q in quotations):
            continue
        speaker = cast.meet(clause.voice) if clause.voice else cast.last
        heard.append(
            _Heard(
                start=clause.start, end=clause.end, mode="indirect", cue=clause.cue, speaker=speaker, around=(start, end),
                voice=(clause.voice.start, clause.voice.end) if clause.voice else None, confidence=clause.sure if speaker else clause.sure - 0.2,
            )
        )  # fmt: skip
    return heard


def _mostly(text: str, clause: Clause, quotation: Quotation) -> bool:
    """Whether a quotation says a clause by itself: at least half of it stands between the marks, and it goes on from no words of the clause."""
    low, high = max(clause.start, quotation.start), min(clause.end, quotation.end)
    if high <= low or 2 * len(text[low:high].split()) < len(text[clause.start : clause.end].split()):
        return False
    # "would harshly punish “those who break the rules”" says more than the words between the marks.
    return not _fragment(text, clause, quotation)


def _holds(text: str, clause: Clause, quotation: Quotation) -> bool:
    """Whether a quotation is only some words of a clause, which led into it and is no statement of the quotation alone."""
    if not clause.start < quotation.start < quotation.end <= clause.end or clause.sure < 0.5:
        return False
    return _fragment(text, clause, quotation)


def _fragment(text: str, clause: Clause, quotation: Quotation) -> bool:
    """Whether a quotation goes on from the words of the clause in front of it."""
    low = max(clause.start, clause.cue[1] if clause.cue[0] == clause.start else 0)
    return text[quotation.start : quotation.start + 1].islower() and len(text[low : quotation.start].split()) >= _LED_INTO


def _mention(text: str, start: int, end: int, marks_: Marks, cast: Cast, words: Concordance) -> None:
    """A person whom a sentence makes its subject is whom a following "he" or "ujarnya" may mean."""
    language = cast.article.language
    passives = words.finditer(speakers.patterns(language)["passive"], speakers.first("passive", language), start, end)
    if passive := next(passives, None):
        told = speakers.voice(text, passive.end(), end, language)
        cast.meet(cast.named(told) if told else None)
        return
    names = marks_.names
    at = bisect_right(names, start - 1, key=lambda n: n.span.start)
    near = [n for n in names[at : at + 3] if n.span.start < min(end, start + 60)]
    if not near:
        return
    person = next((n.span for n in near if n.kind == "person"), None)
    if person:
        known = cast.known(Voice(start=person.start, end=person.end, name=person.exact, role=None, kind="person"))
        if known:
            cast.point(known)
            return
    run = person.end if person else next((n.span.end for n in near[:1] if n.span.start == start), min(end, start + 120))
    subject = speakers.voice(text, start, run, language)
    if subject is None:
        return
    own = cast.named(subject)
    lead = text[start : person.start].split() if person else []
    plain = not lead or lead[0].casefold() in offices.titles() or lead[0].casefold() in speakers.listed("roles", language)
    if own and person and plain and own.kind == "person" and (own.start, own.end) == (person.start, person.end) and cast.people.names:
        cast.meet(own)
    elif subject.role and subject.kind == "person" and (named := _NAMED.match(text, subject.start, subject.end)):
        cast.meet(replace(subject, end=named.end(), name=named.group()))


def _attribution(article: Article, heard: list[_Heard], cast: Cast, words: Concordance) -> Attribution:
    ids = {name: content_id("s", article.id, name) for name in cast.found}
    renamed = {form: name for name, forms in cast.found.items() for form in forms}
    statements = []
    media: dict[str, str] = {}
    told: dict[str, str] = {}  # to which outlet somebody spoke last
    spread = chain.whole(article)
    for one in heard:
        name = one.speaker if one.speaker in ids else renamed.get(one.speaker or "")
        if one.end <= one.start:
            continue
        medium = chain.medium(article, words, *one.around)
        if name and medium:
            media[name] = medium.name
        elif name in media:
            medium = Link(name=media[name], span=None)  # said once, what a speaker spoke in holds for what follows
        if name and (heard_by := chain.named(article, *one.around)):
            told[name] = heard_by[-1].name
        statements.append(
            Statement(
                id=content_id("q", article.id, one.start, one.end, one.mode),
                article=article.id,
                speaker=ids[name] if name else None,
                mode="direct" if one.mode == "direct" else "indirect",
                span=article.span(one.start, one.end),
                cue=article.span(*one.cue) if one.cue else None,
                voice=article.span(*one.voice) if one.voice else None,
                chain=chain.links(article, name, medium, *one.around, told.get(name or "") or spread),
                confidence=round(one.confidence, 2),
                by=BY,
            )
        )
    known = tuple(
        Speaker(
            id=ids[name],
            name=name,
            role=cast.roles.get(name),
            aliases=tuple(dict.fromkeys(forms)),
            kind="organisation" if cast.kinds.get(name) == "organisation" else "unnamed" if cast.kinds.get(name) == "unnamed" else "person",
        )
        for name, forms in cast.found.items()
    )
    used = {s.speaker for s in statements}
    return Attribution(statements=tuple(statements), speakers=tuple(s for s in known if s.id in used))
