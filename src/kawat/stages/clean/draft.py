"""What the two readers of pages, HTML and plain text, hand on: blocks of text in reading order and what the markup states.

A Draft is not yet clean: furniture still stands among its blocks. What a reader itself took out is already in `removed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kawat.model import Image, Removed

BlockKind = Literal["paragraph", "heading", "item", "caption"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, subheading, list item or caption; `linked` is the share of its characters that stand in links, 0 to 1."""

    text: str
    kind: BlockKind = "paragraph"
    linked: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page as read: what its markup or its first lines state, and its blocks.

    `published` is ISO 8601, only as precise as stated; `published_raw` the words or attribute it was read from. `site` is the
    name that the site gives itself; `credits` are outlets named in the byline's place. `refusal` is a sentence where the page plainly holds no article (index, paywall, error).
    `headed` says that the title is a line of the text and stays its first paragraph.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None
    published_raw: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    language: str | None = None
    images: tuple[Image, ...] = ()
    removed: tuple[Removed, ...] = ()
    refusal: str | None = None
    headed: bool = False
