"""The JSON-LD of a page in; out, the one object in it that describes the page's own report, and what that object states.

Sites write JSON-LD by hand: objects run together, commas trail, line breaks stand raw in strings, another story's object comes
first. Broken pieces are skipped, and of several articles the one whose headline the page itself carries is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from kawat.stages.clean.markup import squeeze

_LARGEST = 2_000_000  # characters of one script
_MANY = 20_000  # nodes
_TRAILING = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_FIELD = re.compile(r"\"(headline|datePublished|dateCreated)\"\s*:\s*\"((?:[^\"\\\n]|\\.){4,400})\"")
_ARTICLE = re.compile(r"(?i)(?:article|posting|report|newsarticle|liveblogposting)$")
_OTHERS = ("WebPage", "CreativeWork", "VideoObject", "ImageGallery", "MediaGallery")  # what carries a report's date at times
_MARKUP = re.compile(r"</?([a-zA-Z]{1,10})(?:\s[^<>]{0,500})?/?>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the JSON-LD object of the page's report states; empty or None where it states nothing."""

    headline: str | None = None
    published: str | None = None
    created: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    description: str | None = None
    body: str | None = None
    free: bool | None = None
    article: bool = False


def read(scripts: list[str], heard: str) -> Linked:
    """Return what the scripts of a page state of its report; `heard` is what the page calls itself (titles and headings)."""
    nodes = [node for script in scripts for node in _nodes(script)]
    words = set(_WORD.findall(heard.casefold()))
    best, most = None, 0.0
    for index, node in enumerate(nodes):
        score = _score(node, words)
        if score > most + index * 1e-9:
            best, most = node, score
    if best is None:
        return _salvaged(scripts) if not any(_score(node, set()) for node in nodes) else Linked()
    return _stated(best, nodes)


def _nodes(script: str) -> Iterator[dict[str, object]]:
    """Yield every object in a script, without recursion."""
    stack: list[object] = list(_values(script))
    seen = 0
    while stack and seen < _MANY:
        value = stack.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
            stack.extend(
                v
                for k, v in reversed(value.items())
                if isinstance(v, dict | list) and k not in ("itemListElement", "comment", "relatedLink")
            )
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _values(script: str) -> Iterator[object]:
    text = script[:_LARGEST]
    for _ in range(2):
        text = _WRAPPING.sub("", text)
    text = text.strip().rstrip(";")
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            repaired = _TRAILING.sub(r"\1", text[at:])
            if repaired == text[at:]:
                return
            text, at = repaired, 0
            continue
        yield value
        while at < len(text) and text[at] in ", \t\r\n;":
            at += 1


def _types(node: dict[str, object]) -> list[str]:
    kind = node.get("@type")
    return [str(k) for k in (kind if isinstance(kind, list) else [kind]) if k]


def _score(node: dict[str, object], words: set[str]) -> float:
    """How likely an object describes the page's report; 0 where it describes something else."""
    types = _types(node)
    article = any(_ARTICLE.search(kind) for kind in types)
    if not article and not (
        "datePublished" in node
        and any(kind.endswith(("WebPage", "CreativeWork", "VideoObject", "ImageGallery", "MediaGallery")) for kind in types)
    ):
        return 0.0
    score = 2.0 if article else 0.5
    if any(kind.endswith("VideoObject") for kind in types):
        score = 0.1
    headline = set(_WORD.findall((_text(node.get("headline")) or _text(node.get("name")) or "").casefold()))
    if headline:
        share = len(headline & words) / len(headline)
        score += 2.0 * share
        if words and share < 0.4:
            return 0.0
    return score + (0.5 if "datePublished" in node else 0.0)


def _text(value: object) -> str | None:
    """Return the words of a value: a string, or the first of several, or an object's name."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("@id")
        else:
            break
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return squeeze(unescape(str(value))) or None


def _paragraphs(value: object) -> str | None:
    """Return a text with its line breaks, and without what markup it may hold."""
    if not isinstance(value, str):
        return None
    text = _MARKUP.sub(lambda tag: "\n" if tag[1].lower() in ("p", "br", "div", "li") else "", unescape(value))
    return "\n".join(line for raw in text.splitlines() if (line := squeeze(raw))) or None


def _names(value: object, nodes: list[dict[str, object]]) -> tuple[str, ...]:
    """Return the names that an author's value gives; a bare reference is looked up among the objects of the page."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "name" not in item and "@id" in item:
            item = next((n for n in nodes if n.get("@id") == item["@id"] and "name" in n), None)
        names = item.get("name") if isinstance(item, dict) else item
        for name in names if isinstance(names, list) else [names]:
            if (text := _text(name)) and text not in found:
                found.append(text)
    return tuple(found)


def _stated(node: dict[str, object], nodes: list[dict[str, object]]) -> Linked:
    url = node.get("url") or node.get("mainEntityOfPage")
    if isinstance(url, dict):
        url = url.get("@id") or url.get("url")
    free = node.get("isAccessibleForFree")
    return Linked(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")),
        created=_text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        authors=_names(node.get("author") or node.get("creator"), nodes),
        editors=_names(node.get("editor"), nodes),
        publisher=next(iter(_names(node.get("publisher"), nodes)), None),
        url=_text(url),
        language=_text(node.get("inLanguage")),
        description=_text(node.get("description")),
        body=_paragraphs(node.get("articleBody")),
        free=None if free is None else str(free).casefold() not in ("false", "0", "no"),
        article=any(_ARTICLE.search(kind) for kind in _types(node)),
    )


def _salvaged(scripts: list[str]) -> Linked:
    """Return the headline and dates of a script that is no JSON, if exactly one article stands in it."""
    for script in scripts:
        if "Article" not in script[:_LARGEST]:
            continue
        found: dict[str, list[str]] = {}
        for match in _FIELD.finditer(script[:_LARGEST]):
            found.setdefault(match[1], []).append(squeeze(match[2].replace("\\/", "/").replace('\\"', '"')))
        if found and all(len(set(values)) == 1 for values in found.values()):
            return Linked(
                headline=found.get("headline", [None])[0],
                published=found.get("datePublished", [None])[0],
                created=found.get("dateCreated", [None])[0],
                article=True,
            )
    return Linked()
