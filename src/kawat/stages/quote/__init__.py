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
from kawat.model import Article, Attribution, Link, Marks, Speaker, Statement, content_id
from kawat.stages.quote import chain, clauses, marks, speakers
from kawat.stages.quote.contents import Clause
from kawat.stages.quote.marks import Quotation
from kawat.stages.quote.speakers import Said, Voice

BY = "quote/rules@3"
_LED_INTO = 2  # words of a clause before a quotation that make it a part of what the clause says
_SHORTEST = 3  # words: a quotation of one or two is a name, a title or a word held at arm's length, unless a cue stands beside it
_WIDEST = 1_000  # characters around a quotation that may say through whom it came: what is longer is no sentence
_NAMED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:bin |binti )?[A-ZÀ-ÖØ-Þ][\w'’-]+){1,3}")
_OWNED = re.compile(r"[’']s?\s$")
_SCARED = 5  # words of a fragment that, with no cue beside it, is held at arm's length
_SUBHEAD = 7  # words of a quotation that is a line of its own and heads a section
_INITIAL = re.compile(r"^(?:Dr|Mr|Mrs|Ms)\.?\s+")


@dataclass(slots=True)
class _Cast:
    """The speakers of one article as they are met, and who spoke last."""

    article: Article
    found: dict[str, list[str]]
    roles: dict[str, str | None]
    kinds: dict[str, str]
    last: str | None = None
    person: str | None = None

    def meet(self, voice: Voice | None) -> str | None:
        """Return the name under which a voice is known in this article, entering it if it is new."""
        if voice is None:
            return None
        if voice.pronoun:
            singular = voice.name.casefold() in speakers.listed("persons", self.article.language)
            return (self.person if singular else None) or self.last
        name = self._known(voice) or voice.name
        printed = self.article.text[voice.start : voice.end]
        forms = self.found.setdefault(name, [])
        for form in (voice.name, printed):
            if form not in forms:
                forms.append(form)
        self.roles[name] = self.roles.get(name) or voice.role
        self.kinds.setdefault(name, voice.kind)
        self.point(name)
        return name

    def point(self, name: str) -> None:
        """Make a name the one that "he" or "ujarnya" means from here on."""
        self.last = name
        if self.kinds.get(name) == "person":
            self.person = name

    def _known(self, voice: Voice) -> str | None:
        """A name met before that this one shortens or lengthens, by whole words."""
        mine = _words(voice.name)
        if voice.kind == "unnamed" and not mine <= speakers.listed("bodies", self.article.language):
            return None  # "kementerian" is the ministry named before, "seorang pejabat" nobody who was
        if offices.is_realm(voice.name):
            return voice.name if voice.name in self.found else None  # a country is no short form of its ministry
        for name in reversed(self.found):
            if offices.is_realm(name):
                continue
            theirs = _words(name)
            if mine and theirs and self.kinds.get(name) != "unnamed" and (mine <= theirs or theirs < mine):
                if len(theirs) < len(mine):
                    self._rename(name, voice.name)
                    return voice.name
                return name
        return None

    def _rename(self, old: str, new: str) -> None:
        self.found[new] = self.found.pop(old)
        self.roles[new] = self.roles.pop(old, None)
        self.kinds[new] = self.kinds.pop(old, "person")
        self.last = new if self.last == old else self.last
        self.person = new if self.person == old else self.person


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in offices.spelled_out(_INITIAL.sub("", name)).split() if len(w.strip(".,")) > 1)


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
    cast = _Cast(article=article, found={}, roles={}, kinds={})
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
        told = clauses.find(text, start, end, language, [(q.start, q.end) for q in around])
        for quotation in mine:
            if read and any(_holds(text, clause, quotation) for clause in told):
                continue  # words of a clause that says more: one statement, not two
            previous = _direct(article, quotation, bounds, index, cast, previous, told)
            heard.append(previous)
        if end <= headline:
            continue  # what it claims, the report says with its speaker
        if statements := _indirect(text, start, end, told, cast, around):
            heard.extend(statements)
            previous = statements[-1]
        elif not mine:
            _mention(text, start, end, marks_, cast)
    return _attribution(article, heard, cast)


def _statements(article: Article, bounds: list[tuple[int, int]]) -> list[Quotation]:
    """The quotations that are statements: not titles of works, nicknames, words held at arm's length, nor the headline's."""
    text, language = article.text, article.language
    kept = []
    headline = _headline(article)
    patterns = speakers.patterns(language)
    read = bool(speakers.listed("stances", language))
    works = re.compile(rf"(?i)(?<!\w)(?:{speakers.either('works', language)})\W*$")
    for quotation in marks.find(text):
        content = text[quotation.start : quotation.end]
        count = len(content.split())
        before, after = text[max(0, quotation.start - 60) : quotation.start - 1], text[quotation.end + 1 : quotation.end + 80]
        if quotation.end <= headline or not any(c.isalnum() for c in content):
            continue
        cued = bool(patterns["nya"].match(after) or patterns["cue first"].match(after) or patterns["before"].search(before))
        if count < _SHORTEST and not (cued and content.rstrip()[-1:] in ",.!?"):
            continue
        if not cued and (works.search(before) or _title_like(content)):
            continue
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
    cast: _Cast,
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
    speaker = cast.meet(said.voice) if said else None
    if said and speaker is None:
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
        return Said(start=begin + match.start("cue"), end=begin + match.end("cue"), voice=None)
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
    every = list(patterns["cue within"].finditer(before))
    for found in reversed(every):
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


def _indirect(text: str, start: int, end: int, told: Sequence[Clause], cast: _Cast, quotations: Sequence[Quotation]) -> list[_Heard]:
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
    return not _fragment(
        text, clause, quotation
    )  # "would harshly punish “those who break the rules”" says more than the words between the marks


def _holds(text: str, clause: Clause, quotation: Quotation) -> bool:
    """Whether a quotation is only some words of a clause, which led into it and is no statement of the quotation alone."""
    if not clause.start < quotation.start < quotation.end <= clause.end or clause.sure < 0.5:
        return False
    return _fragment(text, clause, quotation)


def _fragment(text: str, clause: Clause, quotation: Quotation) -> bool:
    """Whether a quotation goes on from the words of the clause in front of it."""
    low = max(clause.start, clause.cue[1] if clause.cue[0] == clause.start else 0)
    return text[quotation.start : quotation.start + 1].islower() and len(text[low : quotation.start].split()) >= _LED_INTO


def _mention(text: str, start: int, end: int, marks_: Marks, cast: _Cast) -> None:
    """A person whom a sentence makes its subject is whom a following "he" or "ujarnya" may mean."""
    if passive := speakers.patterns(cast.article.language)["passive"].search(text, start, end):
        cast.meet(speakers.voice(text, passive.end(), end, cast.article.language))
        return
    names = marks_.names
    at = bisect_right(names, start - 1, key=lambda n: n.span.start)
    near = [n for n in names[at : at + 3] if n.span.start < min(end, start + 60)]
    person = next((n.span for n in near if n.kind == "person"), None)
    if person:
        known = cast._known(Voice(start=person.start, end=person.end, name=person.exact, role=None, kind="person"))
        if known:
            cast.point(known)
            return
    run = person.end if person else next((n.span.end for n in near[:1] if n.span.start == start), min(end, start + 120))
    subject = speakers.voice(text, start, run, cast.article.language)
    if subject and subject.role and subject.kind == "person" and (named := _NAMED.match(text, subject.start, subject.end)):
        cast.meet(replace(subject, end=named.end(), name=named.group()))


def _attribution(article: Article, heard: list[_Heard], cast: _Cast) -> Attribution:
    ids = {name: content_id("s", article.id, name) for name in cast.found}
    renamed = {form: name for name, forms in cast.found.items() for form in forms}
    statements = []
    media: dict[str, str] = {}
    for one in heard:
        name = one.speaker if one.speaker in ids else renamed.get(one.speaker or "")
        if one.end <= one.start:
            continue
        medium = chain.medium(article, *one.around)
        if name and medium:
            media[name] = medium.name
        elif name in media:
            medium = Link(name=media[name], span=None)  # said once, what a speaker spoke in holds for what follows
        statements.append(
            Statement(
                id=content_id("q", article.id, one.start, one.end, one.mode),
                article=article.id,
                speaker=ids[name] if name else None,
                mode="direct" if one.mode == "direct" else "indirect",
                span=article.span(one.start, one.end),
                cue=article.span(*one.cue) if one.cue else None,
                voice=article.span(*one.voice) if one.voice else None,
                chain=chain.links(article, name, medium, *one.around),
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
