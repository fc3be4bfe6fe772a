"""An event's people in; where two reports tell one person apart out: another hometown, another number of children, an age of 29 and one "in her 30s", dead at the scene and in hospital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

from kawat.lang import languages, numbers
from kawat.lang.phrases import either
from kawat.model import Article, ConflictKind
from kawat.stages.reconcile.befell import Followed, called
from kawat.stages.reconcile.passages import Passage, holding
from kawat.stages.reconcile.persons import Mention, listed, meaning, offspring
from kawat.stages.reconcile.values import Difference, conflict, moment

Trait = Literal["home", "children", "age", "wound", "died"]
_NEAR = 60  # characters behind a mention in which a trait of it stands
_SURE = 0.55
_PLACE = r"(?:(?:St|Mt|Ft)\.\s)?[A-ZÀ-ÖØ-Þ][\w-]+(?:\s[A-ZÀ-ÖØ-Þ][\w-]+){0,2}(?!\.)"
_SPANS = {"all": (0, 9), "early": (0, 4), "mid": (3, 7), "late": (5, 9)}  # years of a decade
_BIRTHDAY = 30  # days after which somebody may have turned a year older


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a passage tells of somebody: a place, a number of children, the least and the most years of age."""

    trait: Trait
    value: str | tuple[int, int]
    words: str
    passage: int


def differences(people: Sequence[Sequence[Followed]], found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return where reports give one person two hometowns, numbers of children, ages, wounds or places of death that cannot both be."""
    made = []
    for one in people:
        told = {there.article: [t for i, m in there.mentions for t in _traits(i, m, found[i].sentence.exact)] for there in one}
        for trait, kind in _KINDS.items():
            if any(len({t.value for t in some if t.trait == trait}) > 1 for some in told.values()):
                continue  # a report that has both tells of two people, or corrects itself
            apart = [
                (a, b)
                for x, y in combinations(told, 2)
                if trait != "age" or not _later(articles[x], articles[y])
                for a in told[x]
                for b in told[y]
                if a.trait == b.trait == trait and _apart(a, b, articles.values())
            ]
            if apart:
                a, b = sorted(apart[0], key=lambda t: articles[found[t.passage].article].published or "9")
                sides = [(t.words, holding(found[t.passage], t.words)) for t in (a, b)]
                entry = conflict(kind, "conflict", f"{called(one, found)}: {a.words} / {b.words}", sides, "told_apart", _SURE)
                made.append(Difference(conflict=entry, passages=tuple(sorted({a.passage, b.passage}))))
    return made


_KINDS: Mapping[Trait, ConflictKind] = {"home": "place", "children": "number", "age": "number", "wound": "other", "died": "place"}


def _traits(passage: int, mention: Mention, text: str) -> Iterator[_Told]:
    behind = text[mention.end : mention.end + _NEAR]
    for pattern, before in ((_home_behind(), False), (_home_before(), True)):
        match = pattern.search(text[: mention.start]) if before else pattern.match(behind)
        if match and not any(w in listed("no_home") for w in match["place"].casefold().split()):
            yield _Told(trait="home", value=match["place"], words=match["place"], passage=passage)
    for match in offspring().finditer(text, max(0, mention.start - 1), min(len(text), mention.end + _NEAR)):
        number = match["of"] or match["has"]
        count = int(number) if number.isdigit() else next((v for code in languages() if (v := numbers.in_words(number, code))), None)
        if count:
            yield _Told(trait="children", value=(int(count), int(count)), words=match.group().strip(), passage=passage)
    clause = re.split(r"[.;:]|,?\s(?:while|but|who|sedangkan)\s", text[mention.end : mention.end + 2 * _NEAR])[0]
    if match := _wound().search(clause):
        yield _Told(trait="wound", value=meaning("limbs")[match["part"].casefold()], words=match["all"], passage=passage)
    if match := _deathbed().search(clause):
        yield _Told(trait="died", value="scene" if match["scene"] else "hospital", words=match["all"], passage=passage)
    if mention.age is not None:
        yield _Told(trait="age", value=(mention.age, mention.age), words=str(mention.age), passage=passage)
    elif match := _decade().match(behind):
        low = int(match["n"])
        first, last = _SPANS[meaning("decade_parts").get((match["part"] or "").casefold(), "all")]
        yield _Told(trait="age", value=(low + first, low + last), words=match["all"], passage=passage)


def _later(a: Article, b: Article) -> bool:
    """Whether somebody may have turned a year older between two reports."""
    one, other = (moment(article.published) for article in (a, b))
    return one is None or other is None or abs((one - other).days) > _BIRTHDAY


def _apart(a: _Told, b: _Told, articles: Iterable[Article]) -> bool:
    if a.trait in ("wound", "died"):
        return a.value != b.value
    if isinstance(a.value, str) or isinstance(b.value, str):
        words = [frozenset(str(v).casefold().split()) for v in (a.value, b.value)]
        inside = re.compile(rf"(?:{re.escape(a.words)}.{{0,12}}{re.escape(b.words)}|{re.escape(b.words)}.{{0,12}}{re.escape(a.words)})")
        return not (words[0] & words[1]) and not any(inside.search(article.text) for article in articles)
    return a.value[0] > b.value[1] or b.value[0] > a.value[1]


@cache
def _home_behind() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s\(?\d{{1,3}}\)?)?,\s(?:{either(listed('home_behind'))})\s(?P<place>{_PLACE})(?=[,.;]|\s[a-z])")


@cache
def _home_before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:A|An|The|a|an|the)\s(?P<place>{_PLACE})\s$")


@cache
def _wound() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<!\w)(?:{either(listed('struck_by'))})\s(?:\w+\s){{0,3}}?(?P<all>(?:{either(listed('struck_in'))})\s(?:(?!and|dan)\w+\s){{0,2}}?(?P<part>{either(meaning('limbs'))}))(?!\w|,?\s(?:and|dan|serta)\s)"
    )


@cache
def _deathbed() -> re.Pattern[str]:
    """The pattern of dying at the scene or in a hospital."""
    at, scene, hospital = either(listed("dying_at")), either(listed("scene")), either(listed("hospital"))
    return re.compile(
        rf"(?i)(?<!\w)(?:{either(listed('dying'))})(?:\s[\w:.,’']+){{0,4}}?\s(?P<all>(?:(?P<scene>{scene})|(?:{at})\s(?:[\w.’'&-]+\s){{0,5}}?(?:{hospital})))(?!\w)"
    )


@cache
def _decade() -> re.Pattern[str]:
    before, part, behind = either(listed("decade")), either(meaning("decade_parts")), either(listed("decade_behind"))
    return re.compile(rf"(?i),?\s(?P<all>(?:{before})\s(?:(?P<part>{part})[\s-])?(?P<n>[2-9]0)(?:{behind}))(?!\w)")
