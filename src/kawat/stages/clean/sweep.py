"""A Draft's blocks in; the report's paragraphs out, beside every piece taken out with its reason and what those pieces stated.

Each block is first judged by itself (furniture, captions, bylines), then by where it stands: headlines of other stories between
paragraphs, captions said twice, lists of titles at the end. What stands before the last paragraph of prose is taken out only on
evidence in itself; what stands behind it needs less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kawat.lang import dates, outlets
from kawat.model import Image, Removed
from kawat.stages.clean import bylines, captions, furniture, headers
from kawat.stages.clean.draft import Block, Draft

_SOURCE_AT_END = re.compile(r"(?<=[.\"”’])\s*\b[Ss]umber\s?: ?(?P<name>[A-Z][\w./ -]{1,40})$")
_SOURCE_IN_NOTICE = re.compile(
    r"[Ss]umber\s?:\s?(?P<name>[A-Z][\w./ -]{1,40})$|(?i:\b(?:tayang|terbit|naik|appeared|published)\s+(?:di|in|on|at)\s*)(?P<first>[A-Z][\w. ]{1,30}?)(?=\.|,|$|\s(?:dengan|with|pada|under))"
)


# What a heading, an item or a message in the report has and a headline seldom: a colon, a handle, a clock time, a price at its end.
_DETAIL = re.compile(r":|pic\.twitter|\(@|\d{1,2}[.:]\d{2}|(?:Rp|[$€£])\s?[\d.,]+(?: \w+)?$")


@dataclass(slots=True)
class Swept:
    """The report's paragraphs and everything that was learnt on the way."""

    paragraphs: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


def sweep(draft: Draft) -> Swept:
    """Return the paragraphs of a draft without its furniture; every block is either kept or in `removed`."""
    swept = Swept(removed=list(draft.removed), authors=list(draft.authors), editors=list(draft.editors), images=list(draft.images))
    blocks = [b for b in draft.blocks if b.text.strip()]
    reasons = _by_themselves(blocks, draft, swept)
    for index, film in enumerate(furniture.films([block.text.strip() for block in blocks])):
        if film and reasons[index] is None:
            reasons[index] = "embed"
    _nested(blocks, reasons)
    _twice(blocks, reasons)
    _after_pointers(blocks, reasons)
    _captions_again(blocks, reasons, swept)
    _between(blocks, reasons)
    _trailing(blocks, reasons)
    for block, reason in zip(blocks, reasons, strict=True):
        if reason:
            _remove(block.text.strip(), reason, swept)
        else:
            _keep(block.text.strip(), swept)
    return swept


def _remove(text: str, reason: str, swept: Swept) -> None:
    """Take a piece out; a notice may still name where the report comes from."""
    swept.removed.append(Removed(text=text, reason=reason))
    if reason == "promotion" and (found := _SOURCE_IN_NOTICE.search(text)):
        swept.named.append((found["name"] or found["first"]).strip())


def _by_themselves(blocks: list[Block], draft: Draft, swept: Swept) -> list[str | None]:
    """Judge each block by its own words; metadata found in bylines, source lines and captions goes into `swept`."""
    reasons: list[str | None] = []
    title = furniture.key(draft.title) if draft.title else None
    waiting: str | None = None
    for index, block in enumerate(blocks):
        line = block.text.strip()
        if waiting and len(line.split()) <= 8 and (names := bylines.people(line)) and not furniture.is_prose(line):
            _note(
                swept,
                bylines.Byline(authors=names)
                if waiting == "author"
                else bylines.Byline(editors=names)
                if waiting == "editor"
                else bylines.Byline(named=(line,)),
            )
            reasons.append("byline")
            waiting = None
            continue
        waiting = bylines.role_alone(line)
        if waiting:
            reasons.append("byline")
        elif title and (furniture.key(line) == title or (len(line.split()) >= 5 and title.startswith(furniture.key(line)))):
            reasons.append("title")
        elif headers.stamped(line, draft.title):
            reasons.append("date-line")
        else:
            reasons.append(_by_itself(block, line, swept, late=index >= len(blocks) - 12, early=index < 6, opening=index == 0))
    return reasons


def _by_itself(block: Block, line: str, swept: Swept, *, late: bool, early: bool, opening: bool) -> str | None:
    if headers.address(line):
        return "address"
    if len(line.split()) <= 12 and dates.is_date_line(line):
        return "date-line"
    if byline := bylines.read(line):
        _note(swept, byline)
        return "source-line" if byline.named else "editor" if byline.editors and not byline.authors else "byline"
    if late and (byline := bylines.signature(line) or bylines.contact(line)):
        _note(swept, byline)
        return "byline"
    if late and bylines.portrait(line, swept.authors):
        return "byline"
    if block.kind == "caption" or (image := captions.read(line)):
        found = image if block.kind != "caption" else captions.read(line) or Image(caption=line, credit=None)
        if found and found not in swept.images:
            swept.images.append(found)
        return "caption"
    if (late or early) and len(line.split()) <= 4 and (outlet := outlets.by_name(line)) and outlet.kind == "agency":
        swept.named.append(outlet.name)
        return "source-line"
    if reason := furniture.reason(line):
        return None if block.kind == "heading" and reason == "label" and not late else reason
    if early and len(line.split()) <= 12 and headers.read(line):
        return "date-line"
    if opening and block.kind == "paragraph" and 1 < len(line.split()) <= 4 and bylines.is_person(line):
        return "caption"  # a name by itself above the report is whom its picture shows
    return "caption" if early and (captions.opens_as_caption(line) or captions.cut_short(line)) else None


def _note(swept: Swept, byline: bylines.Byline) -> None:
    swept.authors.extend(a for a in byline.authors if a not in swept.authors)
    swept.editors.extend(e for e in byline.editors if e not in swept.editors)
    swept.named.extend(n for n in byline.named if n not in swept.named)


def _after_pointers(blocks: list[Block], reasons: list[str | None]) -> None:
    """Take out the headlines that follow a pointer standing alone ("Baca juga:" and, below it, titles)."""
    pointers = furniture.cues("read_also")
    following = False
    for index, block in enumerate(blocks):
        line = block.text.strip()
        if reasons[index] in ("label", "read-also") and (
            furniture.key(line) in pointers or line[:1] in "•·●▪*-+×" or furniture.elsewhere(line)
        ):
            following = True
        elif (
            following
            and reasons[index] is None
            and not furniture.is_prose(line)
            and (
                furniture.like_headline(line.lstrip("•·●▪*-+× "), least=5)
                or block.linked > 0.8
                or (line[:1] in "•·●▪*-+×" and len(line.split()) <= 24)
            )
            and block.kind != "heading"
            and not line[0].isdigit()
        ):
            reasons[index] = "headline-of-another-story"
        elif reasons[index] is None:
            following = False


def _nested(blocks: list[Block], reasons: list[str | None]) -> None:
    """Take out a block that is the next one and everything behind it: paragraphs left open in a page's markup nest so when copied."""
    squeezed = ["".join(block.text.split()) for block in blocks]
    for index in range(len(blocks) - 1):
        whole, part = squeezed[index], squeezed[index + 1]
        if len(part) > 40 and len(whole) > len(part) and whole.startswith(part):
            rest, behind = whole[len(part) :], ""
            for later in range(index + 2, len(blocks)):
                behind += squeezed[later]
                if rest in behind:
                    reasons[index] = "repetition"
                    break
                if len(behind) > 4 * len(rest):
                    break


def _twice(blocks: list[Block], reasons: list[str | None]) -> None:
    """Take out one of two paragraphs that say the same in a row, and both where they are a teaser of another story.

    Teasers (headline or first sentence, and the same again) stand above the report, several together or on another matter.
    """
    copied = "repetition" in reasons  # a text copied twice over has no teasers
    pairs = [
        (index, index + 1)
        for index in range(len(blocks) - 1)
        if reasons[index] is None and reasons[index + 1] is None and _says_again(blocks[index].text, blocks[index + 1].text)
    ]
    doubled = {index for pair in pairs for index in pair}
    prose = [i for i in _prose_at(blocks, reasons) if i not in doubled]
    vocabulary = _vocabulary(blocks, prose)
    for first, second in pairs:
        longer = len(blocks[second].text) > len(blocks[first].text)
        reasons[first if longer else second] = "repetition"
        above = bool(prose) and first < prose[0] and not copied
        if above and (len(pairs) > 2 or _shared(blocks[first].text, vocabulary) <= 0.35):
            reasons[first] = reasons[second] = "teaser"


def _says_again(first: str, second: str) -> bool:
    """Whether two paragraphs are one, or a headline and itself with more behind it, or a sentence and the same cut short or put otherwise."""
    a, b = furniture.key(first), furniture.key(second)
    if len(a.split()) < 5:
        return False
    if a == b or (len(b) > 0.6 * len(a) and a.startswith(b)) or (b.startswith(a) and not furniture.is_prose(first)):
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared > 0.6 * min(len(a), len(b)) and len(a[:shared].split()) >= 12


def _captions_again(blocks: list[Block], reasons: list[str | None], swept: Swept) -> None:
    known = {furniture.key(image.caption) for image in swept.images if image.caption and len(image.caption) > 20}
    for index, block in enumerate(blocks):
        if reasons[index] is None and known and captions.repeats(block.text, known):
            reasons[index] = "caption"


def _prose_at(blocks: list[Block], reasons: list[str | None]) -> list[int]:
    return [i for i, block in enumerate(blocks) if reasons[i] is None and furniture.is_prose(block.text)]


def _shared(line: str, others: set[str]) -> float:
    """Return the share of a line's longer words that the rest of the report uses too; 0 to 1."""
    words = {w for w in re.findall(r"[^\W\d_]{4,}", line.casefold()) if w not in furniture.cues("small")}
    return len(words & others) / len(words) if words else 1.0


def _vocabulary(blocks: list[Block], prose: list[int]) -> set[str]:
    return {word for i in prose for word in re.findall(r"[^\W\d_]{4,}", blocks[i].text.casefold())}


def _between(blocks: list[Block], reasons: list[str | None]) -> None:
    """Take out headlines of other stories between paragraphs: links, or long lines in title case on another matter.

    A subheading is shorter, or made of the report's own words, or marked as one; it stays.
    """
    prose = _prose_at(blocks, reasons)
    if not prose:
        return
    vocabulary = _vocabulary(blocks, prose)
    for index in range(prose[0] + 1, prose[-1]):
        block = blocks[index]
        line = block.text.strip()
        if reasons[index] is not None or block.kind in ("heading", "item") or (index in prose and not line.endswith(("?", "!"))):
            continue
        if furniture.listed(line) or blocks[index - 1].text.rstrip().endswith(":"):
            continue
        if (block.linked > 0.9 and len(line.split()) >= 4 and not line.endswith(".")) or (
            furniture.like_headline(line, least=8) and not _DETAIL.search(line) and not line.isupper() and _shared(line, vocabulary) <= 0.5
        ):
            reasons[index] = "headline-of-another-story"


def _trailing(blocks: list[Block], reasons: list[str | None]) -> None:
    """Take out what follows the last paragraph: below a label of the page everything that is no list of the report's, else
    titles of other stories from the end upward; a list that a colon announces stays."""
    prose = _prose_at(blocks, reasons)
    if not prose or blocks[prose[-1]].text.rstrip().endswith(":"):
        return
    labelled = False
    for index in range(prose[-1] + 1, len(blocks)):
        line = blocks[index].text.strip()
        if reasons[index] in ("label", "tags", "read-also", "share-bar", "copyright", "pager"):
            labelled = True
        elif labelled and reasons[index] is None and not furniture.listed(line):
            reasons[index] = "trailing-list"
    for index in range(len(blocks) - 1, prose[-1], -1):
        block, line = blocks[index], blocks[index].text.strip()
        if reasons[index] is not None:
            continue
        if (furniture.listed(line) and block.linked < 0.5) or not (block.linked > 0.8 or furniture.like_headline(line, least=5)):
            break
        reasons[index] = "trailing-list"


def _keep(text: str, swept: Swept) -> None:
    """Keep a paragraph, but for what inside it is no part of the report: pointers to other stories, initials, a source."""
    if found := _SOURCE_AT_END.search(text):
        swept.removed.append(Removed(text=text[found.start() :].strip(), reason="source-line"))
        swept.named.append(found["name"].strip())
        text = text[: found.start()]
    for _ in range(4):
        cut = furniture.inline_read_also(text)
        if cut is None:
            break
        swept.removed.append(Removed(text=text[cut[0] : cut[1]].strip(), reason="read-also"))
        text = f"{text[: cut[0]].rstrip()} {text[cut[1] :].lstrip()}".strip()
    if (cut_at := furniture.inline_promotion(text)) is not None:
        _remove(text[cut_at:].strip(), "promotion", swept)
        text = text[:cut_at]
    end = bylines.tail(text)
    if end < len(text) and text[:end].strip():
        swept.removed.append(Removed(text=text[end:].strip(), reason="byline"))
        text = text[:end]
    if text.strip():
        swept.paragraphs.append(text.strip())
