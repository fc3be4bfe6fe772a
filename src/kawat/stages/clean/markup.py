"""Decoded HTML in; out, its tree, and the tree's text as leaves: runs of text between the borders of blocks, in reading order.

The tree is walked once, without recursion, and everything later is arithmetic over lists indexed by element, because pages
nest as deep as they like and a second parse would cost as much as the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from kawat.stages.clean.draft import BlockKind

_DEEPEST = 2000  # levels; what lies deeper is read flat
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "object",
        "embed",
        "iframe",
        "frame",
        "frameset",
        "noframes",
        "applet",
        "audio",
        "video",
        "map",
        "select",
        "option",
        "optgroup",
        "button",
        "input",
        "textarea",
        "datalist",
        "progress",
        "meter",
        "head",
        "link",
        "meta",
        "base",
        "dialog",
        "rp",
        "rt",
    ]
)
_BORDERS = frozenset(
    ["embed", "iframe", "object", "video", "audio", "map", "select", "textarea", "button", "dialog"]
)  # skipped, but text does not run on past them
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "picture",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-img",
        "tooltip",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_SPACES = re.compile(r"[\s\u00a0\u200b\u2060\ufeff\u00ad]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_FLAT = frozenset(
    ["html", "head", "body", "title", "meta", "link", "script", "style", "noscript", "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "time"]
)
_GOES_ON = re.compile(r"[,;–—&/(-]$")
_OVERLONG = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/])[^<>]{30000,}>"
)  # the parser's time grows with the square of a tag's attributes
_TAG = re.compile(r"<[^<>]{0,1000}>")


@dataclass(slots=True)
class Leaf:
    """A run of text between two borders of blocks; `owner` is the index of the element it stands in, `bold` whether all of it is."""

    text: str
    kind: BlockKind
    linked: float
    owner: int
    bold: bool = False


@dataclass(slots=True)
class Tree:
    """A parsed page: its elements in document order, the parent and the last descendant of each by index, and its leaves."""

    root: html.HtmlElement
    elements: list[html.HtmlElement] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    deepest: int = 0
    scripts: int = 0

    def chain(self, index: int) -> Iterator[int]:
        """Yield an element's index and those of all elements around it, innermost first."""
        while index >= 0:
            yield index
            index = self.parents[index]

    def totals(self, weights: list[float]) -> list[float]:
        """Return for each element the sum of the weights of the leaves in it; `weights` has one entry a leaf."""
        sums = [0.0] * len(self.elements)
        for leaf, weight in zip(self.leaves, weights, strict=True):
            sums[leaf.owner] += weight
        for index in range(len(sums) - 1, 0, -1):
            sums[self.parents[index]] += sums[index]
        return sums


def parse(text: str) -> html.HtmlElement | None:
    """Return the root element of a page, or None where it has no markup that could be read."""
    text = _OVERLONG.sub(r"<\1>", _CONTROL.sub(" ", _DECLARATION.sub("", text)))
    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root if isinstance(root.tag, str) else None


def squeeze(text: str | None) -> str:
    """Return a text with single spaces and nothing invisible in it."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip() if text else ""


def flat_text(element: html.HtmlElement) -> str:
    """Return the text of an element and all in it but scripts, with single spaces."""
    parts: list[str] = []
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "noscript"):
            if node.text:
                parts.append(node.text)
            if node.tag not in _INLINE:
                parts.append(" ")
        if node is not element and node.tail:
            parts.append(node.tail)
    return squeeze("".join(parts))


class _Run:
    """The text gathered since the last border."""

    __slots__ = ("bold", "breaks", "linked", "parts", "total")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.total = self.linked = self.bold = 0
        self.breaks: list[int] = []

    def add(self, text: str, *, linked: bool, bold: bool) -> None:
        self.parts.append(text)
        solid = len(text) - text.count(" ")
        if solid > 0 and not text.isspace():
            self.total += solid
            self.linked += solid if linked else 0
            self.bold += solid if bold else 0


class _Walker:
    """The walk over a tree; it holds what is open: links, bold type, list items, the run of text."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.run = _Run()
        self.open: list[int] = []
        self.links = self.bolds = self.items = self.headings = self.captions = self.pre = 0
        self.broken = False

    def walk(self) -> None:
        tree = self.tree
        walker = etree.iterwalk(tree.root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if not isinstance(tag, str):
                if event == "end" and element.tail:
                    self._text(element.tail)
                continue
            if event == "start":
                if tag in _SKIPPED:
                    # Its end event still comes, so the tail is read there.
                    walker.skip_subtree()
                    tree.scripts += tag == "script"
                    if tag in _BORDERS:
                        self._border()
                    continue
                self._start(element, tag)
            elif tag in _SKIPPED:
                if element.tail and element is not tree.root:
                    self._text(element.tail)
            else:
                self._end(element, tag)
        self._border()

    def _start(self, element: html.HtmlElement, tag: str) -> None:
        if tag == "br":
            self._break()
        elif tag not in _INLINE:
            self._border()
        tree = self.tree
        tree.elements.append(element)
        tree.parents.append(self.open[-1] if self.open else -1)
        tree.ends.append(0)
        self.open.append(len(tree.elements) - 1)
        tree.deepest = max(tree.deepest, len(self.open))
        self._count(tag, 1)
        if element.text:
            self._text(element.text)

    def _end(self, element: html.HtmlElement, tag: str) -> None:
        if tag not in _INLINE and tag != "br":
            self._border()
        self._count(tag, -1)
        self.tree.ends[self.open.pop()] = len(self.tree.elements) - 1
        if element.tail and self.open:
            self._text(element.tail)

    def _count(self, tag: str, step: int) -> None:
        if tag == "a":
            self.links += step
        elif tag in ("b", "strong"):
            self.bolds += step
        elif tag in ("li", "dd", "dt"):
            self.items += step
        elif tag in _HEADINGS:
            self.headings += step
        elif tag == "figcaption":
            self.captions += step
        elif tag == "pre":
            self.pre += step

    def _text(self, text: str) -> None:
        if self.broken and not text.isspace():
            self._settle(text)
        if self.pre and "\n\n" in text:
            for part in re.split(r"\n\s*\n", text):
                self.run.add(part, linked=self.links > 0, bold=self.bolds > 0)
                self._border()
            return
        self.run.add(text, linked=self.links > 0, bold=self.bolds > 0)

    def _break(self) -> None:
        """Note a line break; two in a row end a paragraph, and what one does depends on the words around it."""
        if self.broken:
            self._border()
        elif self.run.total:
            self.broken = True
            self.run.add(" ", linked=False, bold=False)

    def _settle(self, following: str) -> None:
        """A single line break ends a paragraph, unless the sentence plainly goes on after it."""
        self.broken = False
        before = "".join(self.run.parts[-4:]).rstrip()
        after = following.lstrip()[:1]
        if after.islower() or (_GOES_ON.search(before) and not before.endswith("--")):
            return
        self._border()

    def _border(self) -> None:
        self.broken = False
        run = self.run
        if run.total:
            text = squeeze("".join(run.parts))
            kind: BlockKind = "paragraph"
            if self.captions:
                kind = "caption"
            elif self.headings:
                kind = "heading"
            elif self.items:
                kind = "item"
            if text:
                leaf = Leaf(text, kind, run.linked / run.total, self.open[-1] if self.open else 0, run.bold >= run.total)
                self.tree.leaves.append(leaf)
        if run.parts:
            self.run = _Run()


def read(root: html.HtmlElement, text: str) -> Tree:
    """Return the tree of a page with its leaves; `text` is the page, read again without its nesting where that is too deep."""
    tree = Tree(root=root)
    _Walker(tree).walk()
    if tree.deepest >= _DEEPEST:
        flat = parse(_TAG.sub(_flattened, text))
        if flat is not None:
            tree = Tree(root=flat)
            _Walker(tree).walk()
    return tree


def _flattened(tag: re.Match[str]) -> str:
    name = re.match(r"</?\s*([a-zA-Z0-9]+)", tag.group())
    return tag.group() if name and name[1].lower() in _FLAT else " " if name and name[1].lower() in _INLINE else "<p>"
