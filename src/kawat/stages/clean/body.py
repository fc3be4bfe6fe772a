"""A page's tree in; out, the leaves of its report and, of those beside them, what the markup itself calls furniture.

Two opinions are heard. The first is ours: the smallest element that holds most of the page's prose. The second is
trafilatura's text, mapped back onto our leaves, so that links keep their words and every sentence is whole. The report is the
element on which both agree best; where they do not agree at all, what the page says of its report (title, description, text
in JSON-LD) decides. Within the report's element a paragraph is kept if either opinion has it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from kawat.stages.clean.markup import Leaf, Tree, squeeze
from kawat.stages.clean.zones import zones

_END = re.compile(r"[.!?…。！？][\"'”’»)\]*]*$")
_WORD = re.compile(r"\w+")
_BODIES = re.compile(
    r"(?i)(?:^|[\s_])(?:article|story|entry|post|news|content|detail|read)[-_]{0,2}(?:body|content|text|copy)(?:[-_]{1,2}(?:text|content|copy|wrapper|inner|container))?(?=$|\s)"
)
_ENOUGH = 40  # words of prose that make a report out of an element which the page announces
_DENSE = 0.66  # an element is left for its child when the child holds at least this share of its prose
_TRUSTED = 0.55  # from this agreement on the second opinion may take leaves out
_LISTED = 4  # links in a row that make a list, not a passage of the report
_LARGEST = 1_500_000  # characters of text,
_MANY = 25_000  # elements and
_DEEP = 300  # levels, above which the second opinion is not asked: its time is not linear, and it recurses
_NOT_CONTAINERS = frozenset(("p", "ul", "ol", "dl", "li", "dd", "blockquote", "table", "tbody", "tr", "h1", "h2", "h3"))
_TYPE = frozenset(("a", "b", "strong", "em", "i", "span", "font", "u", "big", "small"))
_SOFT = frozenset(("advertisement", "promotion", "navigation", "form", "notice", "related", "share-bar", "tags", "hidden", "byline"))
_REASONS = {"related": "headline-of-another-story", "notice": "promotion", "hidden": "label", "form": "label", "address": "label"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the page's metadata says of its report: title, description and, where JSON-LD carries it, the whole text."""

    title: str | None = None
    description: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What `find` found, by index of leaf, in reading order.

    `kept` is the report, `removed` what stood among it and is furniture by markup, with its reason, `captions` the captions from
    the title to the report's end, `title` the title's leaf, `elsewhere` all leaves in furniture about other stories. `prose` is
    the report's prose in words; `agreement` how far both opinions agree, 0 to 1.
    """

    kept: tuple[int, ...]
    removed: tuple[tuple[int, str], ...]
    captions: tuple[int, ...]
    title: int | None
    elsewhere: frozenset[int]
    prose: float
    agreement: float


def weigh(leaf: Leaf) -> float:
    """Return how much prose a leaf is, in words; links and fragments weigh nothing."""
    if leaf.linked > 0.5 or leaf.kind == "heading":
        return 0.0
    words = max(leaf.text.count(" ") + 1, len(leaf.text) // 8)  # not all scripts part their words
    if words < 5:
        return 0.0
    ends = bool(_END.search(leaf.text))
    if words < 12 and not ends:
        return 0.0
    share = 1.0 if ends or words >= 30 else 0.3
    return words * share * (1.0 - leaf.linked)


@dataclass(slots=True)
class _Page:
    """What both opinions are weighed with: prose by leaf and by element, and the furniture zones."""

    tree: Tree
    weights: list[float]
    zone: list[str | None]
    clean: list[float]
    sums: list[float]
    times: frozenset[int]


def find(tree: Tree, hints: Hints) -> Body:
    """Return the report that stands in a page; its tree is used up."""
    weights = [weigh(leaf) for leaf in tree.leaves]
    zone = zones(tree, tree.totals(weights))
    clean = [0.0 if zone[leaf.owner] else weight for leaf, weight in zip(tree.leaves, weights, strict=True)]
    page = _Page(tree, weights, zone, clean, tree.totals(clean), _times(tree))
    within = _announced(page, hints)
    dense = _densest(page, within or 0)
    second = second_opinion(tree)
    region, agreement = _agree(page, dense, second, within or 0)
    if agreement < 0.5:
        region, agreement = dense if within else _arbitrate(page, dense, second, hints), 0.0
    title = _title_leaf(tree, region, hints.title)
    kept = _choose(page, region, second if agreement >= _TRUSTED else None, title)
    return _finish(page, region, kept, title, agreement)


def _times(tree: Tree) -> frozenset[int]:
    """Return the leaves that are a <time> element and nothing else: when an entry was put up."""
    stated = {(tree.parents[i], squeeze(element.text_content())) for i, element in enumerate(tree.elements) if element.tag == "time"}
    return frozenset(i for i, leaf in enumerate(tree.leaves) if (leaf.owner, leaf.text) in stated)


def _announced(page: _Page, hints: Hints) -> int | None:
    """Return the element that the page itself announces as its report, or None: of several articles on the page the one with the
    page's title, else the one that markup names the article's body."""
    tree, sums = page.tree, page.sums
    enough = max(_ENOUGH, 0.25 * sums[0]) if sums else 0.0
    articles = _outermost(tree, [i for i, element in enumerate(tree.elements) if element.tag == "article" and sums[i] >= _ENOUGH])
    title = _title_leaf(tree, 0, hints.title) if len(articles) > 1 else None
    if title is not None and (under := [i for i in articles if i <= tree.leaves[title].owner <= tree.ends[i]]):
        return under[0]
    bodies = _outermost(tree, [i for i, element in enumerate(tree.elements) if sums[i] >= enough and _body_name(element)])
    return bodies[0] if len(bodies) == 1 else None


def _outermost(tree: Tree, elements: list[int]) -> list[int]:
    """Return, of elements in document order, those that stand in no other of them."""
    found: list[int] = []
    for index in elements:
        if not found or index > tree.ends[found[-1]]:
            found.append(index)
    return found


def _body_name(element: etree._Element) -> bool:
    """Whether an element is named an article's body: by schema.org, or as templates call it."""
    attributes = element.attrib
    if "articleBody" in attributes.get("itemprop", "") or attributes.get("name") == "articleBody":
        return True
    named = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('data-testid', '')}"
    return bool(_BODIES.search(named)) if named.strip() else False


def _densest(page: _Page, start: int = 0) -> int:
    """Return the smallest element that holds most of the prose: descend while one child holds nearly all of its parent's."""
    parents, sums, elements = page.tree.parents, page.sums, page.tree.elements
    best: dict[int, int] = {}
    for index in range(1, len(parents)):
        if sums[index] > 0 and (parents[index] not in best or sums[index] > sums[best[parents[index]]]):
            best[parents[index]] = index
    at = start
    while at in best and sums[best[at]] >= _DENSE * sums[at]:
        at = best[at]
    while elements[at].tag in _NOT_CONTAINERS and page.tree.parents[at] >= 0 and at > start:
        at = parents[at]
    return at


def second_opinion(tree: Tree) -> frozenset[int]:
    """Return the leaves whose words stand in trafilatura's extraction of the same tree, which is used up by it."""
    if not tree.leaves or len(tree.elements) > _MANY or tree.deepest > _DEEP or sum(len(leaf.text) for leaf in tree.leaves) > _LARGEST:
        return frozenset()
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(tree.root, include_comments=False, with_metadata=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
        return frozenset()  # what it meets in broken pages is not ours to repair: the first opinion stands alone
    text = document.text if document is not None else None
    if not text:
        return frozenset()
    grams = _grams(_WORD.findall(text.casefold()))
    lines = {" ".join(_WORD.findall(line.casefold())) for line in text.split("\n")}
    return frozenset(index for index, leaf in enumerate(tree.leaves) if _stands_in(_WORD.findall(leaf.text.casefold()), grams, lines))


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _stands_in(words: list[str], grams: set[tuple[str, ...]], lines: Iterable[str]) -> bool:
    if len(words) < 6:
        return " ".join(words) in lines
    return sum(gram in grams for gram in zip(words, words[1:], words[2:], strict=False)) >= 0.7 * (len(words) - 2)


def _agree(page: _Page, dense: int, second: frozenset[int], within: int) -> tuple[int, float]:
    """Return which element around the densest one holds best what the second opinion holds, and how well (F1 over prose).

    What either has outside the element `within` counts for nothing.
    """
    inside = range(within, page.tree.ends[within] + 1) if page.tree.ends else range(0)
    both = page.tree.totals([weight if i in second and page.tree.leaves[i].owner in inside else 0.0 for i, weight in enumerate(page.clean)])
    if not both or both[0] <= 0:
        return dense, 0.0
    best, most = dense, 0.0
    for index in page.tree.chain(dense):
        if index < within:
            break
        share = 2 * both[index] / (page.sums[index] + both[0]) if page.sums[index] else 0.0
        if share > most + 0.01:
            best, most = index, share
    return best, most


def _arbitrate(page: _Page, dense: int, second: frozenset[int], hints: Hints) -> int:
    """Return the element that the page's own words about its report speak for, where the two opinions differ."""
    both = page.tree.totals([weight if i in second else 0.0 for i, weight in enumerate(page.clean)])
    if not both or both[0] <= 0:
        return dense
    other = 0
    while child := next((i for i in _children(page.tree, other) if both[i] >= 0.85 * both[0]), 0):
        other = child
    words = " ".join(filter(None, (hints.description, hints.body))) or hints.title or ""
    said = _grams(_WORD.findall(words.casefold()))
    title = frozenset(_WORD.findall((hints.title or "").casefold()))

    def spoken_for(region: int, chosen: frozenset[int] | None) -> float:
        words: list[str] = []
        for index, leaf in _leaves(page.tree, region):
            if page.clean[index] and (chosen is None or index in chosen):
                words.extend(_WORD.findall(leaf.text.casefold()))
        if not words:
            return -1.0
        return len(said & _grams(words)) / max(len(said), 1) + len(title & set(words)) / max(len(title), 1)

    return dense if spoken_for(dense, None) > 2 * spoken_for(other, second) + 0.1 else other


def _children(tree: Tree, index: int) -> list[int]:
    found = []
    child = index + 1
    while child <= tree.ends[index]:
        found.append(child)
        child = tree.ends[child] + 1
    return found


def _leaves(tree: Tree, region: int) -> list[tuple[int, Leaf]]:
    return [(i, leaf) for i, leaf in enumerate(tree.leaves) if region <= leaf.owner <= tree.ends[region]]


def _title_leaf(tree: Tree, region: int, title: str | None) -> int | None:
    """Return the last heading, no later than the region's end, that says the title, or the first line that does."""
    if not title:
        return None
    wanted = " ".join(_WORD.findall(title.casefold()))
    if not wanted:
        return None
    last = tree.ends[region]
    plain = None
    for index, leaf in enumerate(tree.leaves):
        if leaf.owner > last:
            break
        if (leaf.linked > 0.9 and leaf.kind != "heading") or len(leaf.text) > 2 * len(title) + 40:
            continue
        if " ".join(_WORD.findall(leaf.text.casefold())) == wanted:
            if leaf.kind == "heading":
                return index
            plain = index if plain is None else plain
    return plain


def _choose(page: _Page, region: int, second: frozenset[int] | None, title: int | None) -> set[int]:
    """Return the leaves of the region that are the report's."""
    tree, zone = page.tree, page.zone
    leaves = _leaves(tree, region)
    core = [i for i, leaf in leaves if page.clean[i] and (second is None or i in second)]
    if not core:
        return {i for i, leaf in leaves if not zone[leaf.owner]}
    core = _largest_run(tree, core, region)
    strays = set(core)
    core = _without_strays(tree, core, region)
    strays.difference_update(core)
    homes = set().union(*(_homes(tree, i, region) for i in core))
    first, last = core[0], core[-1]
    kept = set(core)
    for i, leaf in leaves:
        if i in kept or i in strays or i in page.times or (title is not None and i <= title and not page.clean[i]):
            continue
        beside = not homes.isdisjoint(_homes(tree, i, region))
        if zone[leaf.owner]:
            # A name misleads when both the second opinion and the place say that this is a paragraph of the report.
            told = second is not None and i in second and beside and zone[leaf.owner] in _SOFT
            if told and leaf.linked < 0.5 and (page.weights[i] or leaf.kind == "heading"):
                kept.add(i)
        elif second is None:
            if page.clean[i] or first <= i <= last or (i > last and i - last <= 3):
                kept.add(i)
        elif (
            (first < i < last and i in second)
            or (beside and (page.clean[i] or (leaf.linked <= 0.5 and (i in second or first < i < last))))
            or (i > last and i in second and leaf.linked <= 0.5 and not kept.isdisjoint(range(i - 2, i)))
        ):
            kept.add(i)
    return kept


def _largest_run(tree: Tree, core: list[int], region: int) -> list[int]:
    """Return the prose without what comes after most of it, past a list of links, and in elements of another look."""
    runs: list[list[int]] = [core[:1]]
    for before, index in itertools.pairwise(core):
        if sum(leaf.linked > 0.8 for leaf in tree.leaves[before + 1 : index]) >= _LISTED:
            runs.append([])
        runs[-1].append(index)
    main = max(range(len(runs)), key=lambda n: sum(len(tree.leaves[i].text) for i in runs[n]))
    looks = {_look(tree, at) for i in runs[main] for at in _homes(tree, i, region)}
    kept = [i for run in runs[: main + 1] for i in run]
    for run in runs[main + 1 :]:
        if not looks.isdisjoint(_look(tree, at) for i in run for at in _homes(tree, i, region) - {region}):
            kept.extend(run)
    return kept


def _without_strays(tree: Tree, core: list[int], region: int) -> list[int]:
    """Return the prose without single paragraphs behind it that stand elsewhere, in an element of another look: notes of the site."""

    def around(leaf: int) -> tuple[str, str | None]:
        owner = tree.leaves[leaf].owner
        while tree.elements[owner].tag in _TYPE or tree.elements[owner].tag in _NOT_CONTAINERS:
            if tree.parents[owner] < region:
                break
            owner = tree.parents[owner]
        return _look(tree, owner)

    looks = [around(leaf) for leaf in core]
    counts = Counter(looks)
    main, often = counts.most_common(1)[0]
    end = len(core)
    while end > 3 and often >= 3 and looks[end - 1] != main and counts[looks[end - 1]] == 1:
        end -= 1
    return core[:end]


def _look(tree: Tree, index: int) -> tuple[str, str | None]:
    return tree.elements[index].tag, tree.elements[index].get("class")


def _homes(tree: Tree, index: int, region: int) -> set[int]:
    """Return the elements, within the region, whose children a leaf's paragraph stands among."""
    owner = tree.leaves[index].owner
    while tree.elements[owner].tag in _TYPE and tree.parents[owner] > region:
        owner = tree.parents[owner]
    return {at for at in (owner, tree.parents[owner]) if at >= region}


def _finish(page: _Page, region: int, kept: set[int], title: int | None, agreement: float) -> Body:
    """Sort what is not kept into furniture and captions; what stands before the region is read for captions only."""
    tree = page.tree
    removed: list[tuple[int, str]] = []
    captions: list[int] = []
    start = min(kept, default=0) if title is None else title
    inside = {i for i, _ in _leaves(tree, region)}
    end = max(kept, default=-1)
    for index, leaf in enumerate(tree.leaves):
        if index in kept:
            continue
        zone = page.zone[leaf.owner]
        if (leaf.kind == "caption" or zone == "caption") and (index in inside or start <= index <= end):
            captions.append(index)
        elif index in inside:
            reason = "date-line" if index in page.times else _REASONS.get(zone, zone) if zone else None
            removed.append(
                (
                    index,
                    reason
                    or (
                        "title"
                        if index == title
                        else "headline-of-another-story"
                        if leaf.linked > 0.5 and leaf.text.count(" ") >= 2
                        else "label"
                    ),
                )
            )
    return Body(
        kept=tuple(sorted(kept)),
        removed=tuple(removed),
        captions=tuple(captions),
        title=title,
        elsewhere=frozenset(
            i
            for i, leaf in enumerate(tree.leaves)
            if page.zone[leaf.owner] in ("related", "comments", "navigation", "advertisement", "promotion")
        ),
        prose=sum(page.weights[i] for i in kept),
        agreement=agreement,
    )
