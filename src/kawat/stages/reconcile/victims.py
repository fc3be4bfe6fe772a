"""A sentence in; how many people it tells to be dead, hurt or shot out: "three men were killed", "a woman is dead", "killed his wife and two children".

A toll need not be a figure. Whoever a sentence counts or names as one person is looked at in turn: what was done to him by the words right before
("killing two"), else what became of him by the first words behind ("two men were wounded"). Whoever is arrested or fires stands aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, cast

from kawat.lang.words import function_words
from kawat.model import Figure
from kawat.stages.reconcile.cues import Cues
from kawat.stages.reconcile.cues import cues as cues_of
from kawat.stages.reconcile.words import listed, roles

Kind = Literal["dead", "injured", "struck"]
How = Literal["counted", "known", "one", "implied"]
_REACH = 110  # characters behind who is counted within which it stands what became of him
_MOST = 500  # of the victims of one happening
_WORD = re.compile(r"[^\W\d_]{2,}")
_NEAR = 16  # characters behind somebody hurt within which "also" tells that he is one more


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many a sentence tells to be dead, hurt or shot, at offsets of the sentence.

    They are `counted` by a number or a list, `known` already ("the three men"), `one` person, or `implied` by what is said of somebody named. `done`
    tells that the words say what somebody did to them, `doer` that it is who did it, `part` that they are some of those counted, `others` that they stand beside others, `elsewhere` that they are of another
    happening or of many, `doubtful` that they may be, `least` that there may be more ("at least four").
    """

    kind: Kind
    number: int
    how: How
    start: int
    end: int
    done: bool = False
    doer: bool = False
    part: bool = False
    others: bool = False
    elsewhere: bool = False
    doubtful: bool = False
    least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Who is counted, at offsets of a sentence."""

    start: int
    end: int
    number: int
    counted: bool
    least: bool = False


def told(sentence: str, offset: int, figures: Sequence[Figure], language: str | None) -> list[Told]:
    """Return what a sentence, `offset` characters into its text, tells of dead, hurt and shot, in text order; `figures` are its own."""
    cues = cues_of(language)
    if cues.unsure.search(sentence) or not any(
        pattern.search(sentence) for pattern in (cues.became, cues.does, cues.multiple, cues.deed, cues.tallied)
    ):
        return []
    heads = _heads(sentence, offset, figures, cues)
    found = _joined(sentence, heads, [_linked(sentence, heads, k, cues) for k in range(len(heads))], cues)
    for match in cues.multiple.finditer(sentence):
        kind = cast(Kind, cues.multiplied[_plain(match["noun"])])
        found.append(Told(kind=kind, number=cues.multiples[_plain(match["times"])], how="counted", start=match.start(), end=match.end()))
    found += _implied(sentence, found, cues)
    elsewhere = bool(cues.elsewhere.search(sentence))
    doubtful = bool(cues.earlier.search(sentence)) or any(role == "tally" for _, _, role in roles(sentence))
    return sorted((replace(t, elsewhere=elsewhere, doubtful=doubtful) for t in found), key=lambda t: (t.start, t.end))


def suicide(sentence: str, language: str | None) -> tuple[int, int] | None:
    """Return where a sentence tells that who did it is dead by his own hand."""
    match = cues_of(language).suicides.search(sentence)
    return match.span() if match else None


def illness(text: str, language: str | None) -> bool:
    """Return whether a text tells of people who fell ill: who lies in hospital then is not injured."""
    return bool(cues_of(language).ill.search(text))


def apart(sentence: str, found: Sequence[Told], language: str | None) -> bool:
    """Return whether a sentence tells of somebody hurt beside the dead: "killing a man and wounding a woman", "another was hurt", "was also shot"."""
    cues = cues_of(language)
    here = [t for t in found if not t.elsewhere and not t.doer]
    dead = [t for t in here if t.kind == "dead" and t.how != "implied"]
    for hurt in (t for t in here if t.kind != "dead"):
        who = sentence[hurt.start : hurt.end]
        if hurt.how == "implied":
            if cues.also_before.search(sentence[: hurt.start]):
                return True
        elif hurt.how == "one":
            one_more = cues.another.match(who) or cues.also.search(sentence[hurt.end : hurt.end + _NEAR])
            if (one_more and not hurt.done) or (cues.other.match(who) and any(t.end < hurt.start for t in dead)):
                return True
            later = (t for t in dead if t.start > hurt.end and t.how == "one")
            if hurt.kind == "injured" and any(cues.other.match(sentence[t.start : t.end]) for t in later):
                return True
        elif dead and hurt.kind == "injured" and hurt.how == "counted":
            return True
    return False


def survives(sentence: str, found: Sequence[Told], language: str | None) -> bool:
    """Return whether a sentence tells that one person hurt is out of danger, and of nobody dead: "he is in stable condition"."""
    one = any(t.kind != "dead" and t.how in ("one", "implied") and not (t.elsewhere or t.doubtful or t.doer) for t in found)
    return one and not any(t.kind == "dead" for t in found) and bool(cues_of(language).survives.search(sentence))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _heads(sentence: str, offset: int, figures: Sequence[Figure], cues: Cues) -> list[_Head]:
    heads: list[_Head] = []
    for figure in figures:
        start, end = figure.span.start - offset, figure.span.end - offset
        if figure.unit in ("people", "household", None) and _is_counted(figure, sentence[:start], sentence[end:], cues):
            one = figure.value == 1 and cues.other.match(sentence[start:end]) is not None  # "seorang pria", "another man"
            noun = None if one else cues.nouns.match(sentence, end)  # "3 teen girls"
            least = figure.low is not None and figure.high is None
            heads.append(_Head(start=start, end=noun.end() if noun else end, number=int(figure.value or 0), counted=not one, least=least))
    counts = [*((h.start, h.end) for h in heads), *(m.span() for m in cues.toll.finditer(sentence))]
    for match in [*cues.single.finditer(sentence), *cues.bare.finditer(sentence)]:
        if not any(start < match.end() and match.start() < end for start, end in counts):
            pair = bool(cues.pair.search(match.group()))
            heads.append(_Head(start=match.start(), end=match.end(), number=2 if pair else 1, counted=pair))
            counts.append(match.span())
    heads.sort(key=lambda h: h.start)
    return [h for k, h in enumerate(heads) if not (k and _is_same(sentence, heads[k - 1], h, cues))]


def _is_same(sentence: str, a: _Head, b: _Head, cues: Cues) -> bool:
    """Whether the second is the first once more, by age and name: "killed his friend, 63-year-old Orla Venn"."""
    return (
        not a.counted
        and not cues.age.search(sentence, a.start, a.end)
        and sentence[a.end : b.start] == ", "
        and bool(cues.age.fullmatch(sentence, b.start, b.end))
        and bool(cues.name.match(sentence, b.end))
    )


def _is_counted(figure: Figure, before: str, behind: str, cues: Cues) -> bool:
    """Whether a number counts people: it stands before a noun for them, before what became of them or right behind what was done to them."""
    if figure.value is None or figure.value % 1 or not 0 < figure.value < _MOST:
        return False
    what = (figure.what or "").casefold()
    if what in cues.determiners or cues.ages.search(before) or behind[:2] in ("'s", "’s") or cues.meaning.get(what) == "aside":
        return False  # "Image 1 of 16 A man died", "ages 24, 25 and 32", "in her 30's", "14 shots"
    named = cues.aged_name.search(before) if what in cues.behind else None
    if named and named["first"].casefold() not in function_words():
        return False  # "Orla Venn, 32, was hurt"
    if cues.not_people.match(behind) or cues.parent_of.search(before):
        return False  # "3 gunshot wounds", "2-year-old", "the mother of four"
    if figure.unit == "people" or what in cues.meaning or what in cues.behind:
        return True
    return (not what or what in function_words()) and bool(cues.did.search(before) or cues.tallied.search(before))


def _linked(sentence: str, heads: Sequence[_Head], k: int, cues: Cues) -> Told | None:
    """What was done to one of those counted by the words right before him, else what became of him by the first words behind; None where neither tells.

    Behind "and" it is told of who is counted there: "431 people fell ill and seven died".
    """
    head = heads[k]
    beyond = (h.start for h in heads[k + 1 :] if cues.joins.search(sentence[head.end : h.start]))
    before, behind = sentence[: head.start], sentence[head.end : next(beyond, len(sentence))]
    exact = sentence[head.start : head.end]
    among = bool(head.counted and head.number > 1 and cues.among.search(before))  # "among six killed" tells of six
    part = (
        bool(cues.of_them.match(sentence, head.start))
        or bool(cues.gravely.search(exact))
        or (any(w in listed("parts") for w in _WORD.findall(before[-18:].casefold())) and not among)
    )
    how: How = "one" if not head.counted else "known" if not among and cues.the_same.search(before) else "counted"
    others = bool(head.counted and cues.another_of.search(exact))
    own = Told(kind="dead", number=head.number, how=how, start=head.start, end=head.end, part=part, others=others, least=head.least)
    inside = [cues.meaning[_plain(m.group())] for m in cues.became.finditer(exact)]
    if inside and inside[-1] != "aside":
        return None if _denied(before) else replace(own, kind=cast(Kind, inside[-1]))
    if done := _done(before, own, cues):
        return done
    if cues.agent.search(before) or (not head.counted and cues.parent.match(behind)):
        return None  # "was shot by two men", "the mother of a boy who was killed"
    clause = cues.clause.split(cues.apposed.sub(" ", behind[:_REACH]), maxsplit=1)[0]
    clause = cues.subordinate.split(clause, maxsplit=1)[0]
    for match in cues.became.finditer(clause):
        if cues.noun.match(clause, match.end()):
            continue  # "men who honoured a slain friend"
        meaning = cues.meaning[_plain(match.group())]
        rest = cues.became.match(clause, match.end() + 1)
        if rest and (meaning, cues.meaning[_plain(rest.group())]) == ("injured", "dead"):
            return None  # "dua korban luka meninggal": two more dead
        if meaning == "aside" or _acts(clause, match, cues):
            return None
        if _denied(clause[: match.start()]) or _denied(before) or cues.is_unreal(clause[: match.start()]):
            return None
        if meaning != "dead" and _later_dead(clause[match.end() :], own, cues):
            meaning = "dead"  # "a boy who was shot in the face has died"
        if own.others and (cues.named_first.search(before) or cues.pronoun_and.search(before)):
            own = replace(own, number=own.number + 1, others=False)  # "he and three others were shot"
        return replace(own, kind=cast(Kind, meaning), doer=bool(cues.doers.search(exact)))
    return None


def _later_dead(rest: str, own: Told, cues: Cues) -> bool:
    """Whether the words go on to tell that somebody hurt or shot is dead; of several only where they say so of all of them."""
    rest = cues.of_another.split(rest, maxsplit=1)[0]  # "was shot by a man who killed himself"
    dead = (m for m in cues.became.finditer(rest) if cues.meaning[_plain(m.group())] == "dead")
    return any(
        not _denied(rest[: m.start()]) and not _acts(rest, m, cues) and (own.how == "one" or cues.they.search(rest[: m.start()]))
        for m in dead
    )


def _done(before: str, own: Told, cues: Cues) -> Told | None:
    """What was done to somebody by the words right before, those that are named beside him counted too: "struck Adams and three others"."""
    if own.how != "one" and (named := cues.named.search(before)):
        before, own = before[: named.start()], replace(own, number=own.number + 1, others=False)
    elif both := cues.himself_and.search(before):
        before, own = before[: both.start()], replace(own, number=own.number + 1, how="counted")
    did = cues.did.search(before)
    if did is None:  # "the death toll of the crash has risen to nine"
        tally = None if own.how == "one" else cues.tallied.search(before)
        if tally is None or cues.became.search(before, tally.end("did")):
            return None  # "dua korban luka mengembuskan napas terakhir sehingga yang tewas kini 11"
        return replace(own, kind=cast(Kind, cues.tallies[_plain(tally["did"])]))
    lead = before[: did.start()]
    nominal = bool(cues.nominal.search(did["did"]))
    if (cues.linking.search(lead) and not nominal) or cues.is_unreal(lead) or _denied(lead):
        return None
    return replace(own, kind=cast(Kind, cues.doing[_plain(did["did"])]), done=not nominal)


def _acts(text: str, verb: re.Match[str], cues: Cues) -> bool:
    """Whether a verb of a text has somebody else right behind it: who stands before did it ("shot a man", "killed two people", "shot Adams")."""
    rest = text[verb.end() :]
    if _plain(verb.group()) not in cues.doing or cues.himself.match(rest):
        return False
    name = cues.name.match(rest) if verb.group()[0].islower() and not cues.linking.search(text[: verb.start()]) else None
    return bool(cues.whom.match(rest)) or (name is not None and name[1].casefold() not in cues.no_name)


def _denied(text: str, words: int = 3) -> bool:
    """Whether one of the last words denies what follows."""
    return any(w in listed("negations") for w in _WORD.findall(text.casefold())[-words:])


def _joined(sentence: str, heads: Sequence[_Head], linked: Sequence[Told | None], cues: Cues) -> list[Told]:
    """What the words tell of each, those whom one list holds as one: "a man and two women were killed" and "killed a man and two women" tell of three."""
    listed_with = [bool(cues.joined.fullmatch(sentence[a.end : b.start])) for a, b in pairwise(heads)]
    every = list(linked)
    for k in range(1, len(heads)):  # "killed A and B"
        last = every[k - 1]
        if every[k] is None and last and last.done and listed_with[k - 1]:
            every[k] = _alike(last, heads[k])
    for k in range(len(heads) - 2, -1, -1):  # "A, B dead"
        after = every[k + 1]
        if every[k] is None and after and not after.done and listed_with[k]:
            every[k] = _alike(after, heads[k])
    joined: list[Told] = []
    for k, one in enumerate(every):
        last = joined[-1] if joined else None
        if one and last and one.others and last.how == "counted" and _one_list(last, one) and not last.others:
            joined[-1] = replace(last, number=last.number + one.number, end=one.end)  # "two were wounded and two others were shot"
        elif one and last and k and listed_with[k - 1] and every[k - 1] and _one_list(last, one):
            joined[-1] = replace(last, number=last.number + one.number, how="counted", end=one.end)
        elif one:
            joined.append(one)
    return joined


def _alike(other: Told, head: _Head) -> Told:
    return replace(other, number=head.number, start=head.start, end=head.end, how="counted" if head.counted else "one")


def _one_list(a: Told, b: Told) -> bool:
    return a.kind == b.kind and a.doer == b.doer and not a.part and not b.part


def _implied(sentence: str, found: Sequence[Told], cues: Cues) -> list[Told]:
    """What the words tell of somebody whom they name or whom the reader knows already: "Adams was pronounced dead", "the slaying"."""
    implied: list[Told] = []
    for match in [*cues.became.finditer(sentence), *cues.deed.finditer(sentence)]:
        before, behind = sentence[: match.start()], sentence[match.end() :]
        if _plain(match.group()) in cues.vague or cues.office.match(behind) or cues.animal.search(sentence):
            continue  # "the homicide unit" tells of nobody, nor does a tiger that is shot dead
        kind = cues.meaning.get(_plain(match.group()), "dead")
        if kind == "aside" or any(t.kind == kind for t in [*found, *implied]) or _denied(before, 6):
            continue
        thing = cues.thing.search(before)
        if thing and not thing["within"]:
            continue  # "the car was struck by gunfire", but "Adams in a car was struck"
        if not cues.is_unreal(before) and not _acts(sentence, match, cues):
            doer = kind == "dead" and bool(cues.himself.match(behind) or cues.doer_before.search(before))
            implied.append(Told(kind=cast(Kind, kind), number=1, how="implied", start=match.start(), end=match.end(), doer=doer))
    return implied
