"""Plain text as a person gets it by copying a page in; a Draft out: what its first lines state, and its lines as blocks.

What is taken for the title stays in the text as its first paragraph: nothing marks it off here, headlines make claims of their own,
and a sentence mistaken for one must not be lost. The head ends where the report begins: at a dateline, at the first paragraph of prose, or after a dozen lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from kawat.lang import datelines, dates, outlets
from kawat.model import Image, Page, Removed
from kawat.stages.clean import bylines, captions, furniture, headers
from kawat.stages.clean.draft import Block, Draft

_HEAD = 14  # lines
# A gap parts fields of a header however wide it is; patterns that look for them take a quadratic time over one without end.
_GAP = re.compile(r"\s{9,}")
_BULLET = re.compile(r"^\s*(?:[•·●▪◦*]|\d{1,2}[.)])\s+")


@dataclass(slots=True)
class _Head:
    """What has been read of the head so far."""

    title: str | None = None
    url: str | None = None
    site: str | None = None
    published: str | None = None
    raw: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)

    def drop(self, line: str, reason: str) -> None:
        self.removed.append(Removed(text=line.strip(), reason=reason))


def read_pasted(page: Page) -> Draft:
    """Return the draft of a page of plain text."""
    lines = unwrap([_GAP.sub("        ", line.strip()) for line in page.text.split("\n")])
    opening = _opening_title(lines) if page.given.title is None else None
    head = _Head(title=page.given.title or opening, url=page.url)
    rest: list[str] = []
    begun = False
    for index, line in enumerate(lines):
        if not line:
            continue
        if opening and line == opening:
            opening = None  # said again further down, it is furniture
            continue
        if begun or index >= _HEAD * 3 or len(head.removed) >= _HEAD:
            rest.append(line)
            continue
        left, begun = _take(line, head, begun=bool(rest), following=lines[index + 1 : index + 40])
        if left:
            rest.append(left)
    blocks = tuple(Block(text=line, kind="item" if _BULLET.match(line) else "paragraph") for line in rest)
    return Draft(
        blocks=blocks,
        title=head.title,
        site=head.site,
        url=head.url,
        published=head.published,
        published_raw=head.raw,
        authors=tuple(head.authors),
        editors=tuple(head.editors),
        credits=tuple(head.credits),
        images=tuple(head.images),
        removed=tuple(head.removed),
        headed=page.given.title is None and head.title is not None,
    )


def _opening_title(lines: list[str]) -> str | None:
    """Return the first line where the second is the page's date, byline or address: then it is the title, whatever its form."""
    first, second = ([line for line in lines[:_HEAD] if line] + ["", ""])[:2]
    if not 3 <= len(first.split()) <= 40 or not (headers.address(second) or headers.read(second)):
        return None
    if headers.address(first) or headers.outlet_name(first) or headers.leading_field(first) or dates.is_date_line(first):
        return None
    return None if bylines.read(first) and len(first.split()) <= 6 else first


def _take(line: str, head: _Head, *, begun: bool, following: list[str]) -> tuple[str | None, bool]:
    """Read one line of the head; return what of it belongs to the body, if anything, and whether the body has begun."""
    if found := headers.leading_field(line):
        head.published, head.raw = head.published or found[0], head.raw or line[: found[1]].strip()
        line = line[found[1] :]
        if not line:
            return None, False
    if url := headers.address(line):
        head.url = head.url or url
        head.drop(line, "address")
        return None, False
    opening = datelines.find(line)
    stated = headers.stamped(line, head.title)
    if stated is None:
        stated = headers.read(line, own=_own(head))
        if opening and opening.place and not headers.has_date_field(line):
            stated = None  # a report that opens on a place and mentions a day
    if stated:
        if stated.published and (head.published is None or (len(stated.published) > len(head.published) and not stated.changed)):
            head.published, head.raw = stated.published, stated.raw
        head.site = head.site or stated.site
        head.authors.extend(a for a in stated.authors if a not in head.authors)
        head.credits.extend(stated.credits)
        head.drop(line, "date-line")
        return None, False
    if head.title and furniture.key(line) == furniture.key(head.title):
        head.drop(line, "title")
        return None, False
    if (site := headers.outlet_name(line)) and len(line.split()) <= 4:
        head.site = head.site or site
        head.drop(line, "masthead")
        return None, False
    return _take_words(line, head, begun=begun, following=following)


def _take_words(line: str, head: _Head, *, begun: bool, following: list[str]) -> tuple[str | None, bool]:
    """Read a line of the head that is no field: a byline, furniture, a caption, the title, or the report's beginning."""
    dateline = datelines.find(line)
    if dateline or (furniture.is_prose(line) and (head.title or not _title(line, following))):
        if image := captions.read(line):
            head.images.append(image)
            head.drop(line, "caption")
            return None, False
        return line, True
    if byline := bylines.read(line):
        head.authors.extend(a for a in byline.authors if a not in head.authors)
        head.editors.extend(byline.editors)
        head.credits.extend(byline.named)
        head.drop(line, "byline")
        return None, False
    if reason := furniture.reason(line):
        head.drop(line, reason)
        return None, False
    if image := captions.read(line):
        head.images.append(image)
        head.drop(line, "caption")
        return None, False
    if head.title is None and not begun and _title(line, following):
        head.title = line
        return None, False
    return line, False


def _title(line: str, following: list[str]) -> bool:
    """Whether a line may be the title: not too long, more lines follow, and no full stop but where a headline has one."""
    words = line.split()
    if len(words) > 32 or len(line) > 260 or not any(following):
        return False
    return not line.endswith(".") or (len(words) <= 14 and any(furniture.is_prose(later) for later in following[:6]))


def _own(head: _Head) -> str | None:
    known = outlets.by_url(head.url) if head.url else None
    return known.name if known else head.site or (outlets.site_name(head.url) if head.url else None)


def unwrap(lines: list[str]) -> list[str]:
    """Join lines that were broken at a fixed width; text whose lines are paragraphs comes back as it is."""
    wide = [len(line) for line in lines if line]
    if len(wide) < 8:
        return lines
    full = [a for a, b in pairwise(lines) if a and b]
    broken = [a for a in full if 45 <= len(a) <= 100 and not furniture._END.search(a)]
    if len(full) < 6 or len(broken) < 0.55 * len(full) or max(wide) > 110:
        return lines
    joined: list[str] = []
    open_paragraph = False
    for line in lines:
        if open_paragraph and line:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        open_paragraph = bool(line) and len(line) >= 45
    return joined
