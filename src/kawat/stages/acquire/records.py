"""JSON in; the reports in it out: Kawat's own objects and documents, schema.org articles, IPTC ninjs, one object or a line each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kawat.model import Given, Image

_ARTICLE = re.compile(
    r"(?i)(?:news|blog|report|opinion|analysis|review|liveblog|background|askpublic|satirical|scholarly|tech)?(?:article|posting|newsarticle)$"
)
_MARKUP = re.compile(r"(?i)<(?:p|br|div|h[1-6]|ul|ol|span|a|strong|em|figure|article|body|html)\b[^<>]{0,400}>")
_DEEPEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One report of a JSON text: its body, whether that is HTML, its address, and what its other fields state."""

    text: str
    html: bool
    url: str | None
    given: Given


def looks_like(text: str) -> bool:
    """Whether a text may be JSON by its first character; only parsing can tell."""
    return text.lstrip()[:1] in "{["


def records(value: Any) -> Iterator[Record]:
    """Yield the reports in a parsed JSON value, in order."""
    yield from _walk(value, 0)


def _walk(value: Any, depth: int) -> Iterator[Record]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
        return
    if not isinstance(value, dict):
        return
    if value.get("format") == 1 and isinstance(value.get("articles"), list):
        yield from _walk(value["articles"], depth + 1)
        return
    record = _schema(value) if _is_schema(value) else _ninjs(value) if _is_ninjs(value) else _own(value)
    if record:
        yield record
        return
    for key in ("@graph", "mainEntity", "articles", "items", "data", "results", "docs", "hits"):
        if key in value:
            yield from _walk(value[key], depth + 1)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _texts(value: Any, *keys: str) -> tuple[str, ...]:
    """The names in a string, an object with one of `keys`, or a list of either."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = _text(item)
        if isinstance(item, dict):
            name = next((n for key in keys if (n := _text(item.get(key)))), None)
        if name and name not in found:
            found.append(name)
    return tuple(found)


def _first(value: Any, *keys: str) -> str | None:
    names = _texts(value, *keys)
    return names[0] if names else None


def _record(text: str | None, url: str | None, given: Given) -> Record | None:
    if text is None:
        return None
    return Record(
        text=text,
        html=bool(_MARKUP.search(text[:20_000])),
        url=url if url and url.startswith(("http://", "https://")) else None,
        given=given,
    )


def _is_schema(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _schema(value: dict[str, Any]) -> Record | None:
    url = _first(value.get("url") or value.get("mainEntityOfPage"), "@id", "url")
    given = Given(
        id=_text(value.get("@id")) or _text(value.get("identifier")),
        title=_text(value.get("headline")) or _text(value.get("name")),
        outlet=_first(value.get("publisher") or value.get("sourceOrganization"), "name"),
        published_raw=_text(value.get("datePublished")) or _text(value.get("dateCreated")),
        authors=_texts(value.get("author"), "name"),
        editors=_texts(value.get("editor"), "name"),
        dateline=_text(value.get("dateline")),
        language=_language(_first(value.get("inLanguage"), "alternateName", "name")),
        images=_images(value.get("image")),
    )
    return _record(_text(value.get("articleBody")) or _text(value.get("text")), url, given)


def _images(value: Any) -> tuple[Image, ...]:
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and (caption := _text(item.get("caption")) or _text(item.get("description"))):
            found.append(Image(caption=caption, credit=_first(item.get("creditText") or item.get("creator") or item.get("credit"), "name")))
    return tuple(found)


def _is_ninjs(value: dict[str, Any]) -> bool:
    return any(
        key in value for key in ("body_text", "body_xhtml", "body_html", "bodies", "versioncreated", "versionCreated", "headlines", "uri")
    )


def _ninjs(value: dict[str, Any]) -> Record | None:
    bodies = value.get("bodies")
    body = _text(value.get("body_text")) or _text(value.get("body_xhtml")) or _text(value.get("body_html")) or _first(bodies, "value")
    given = Given(
        id=_text(value.get("uri")) or _text(value.get("guid")),
        title=_text(value.get("headline")) or _first(value.get("headlines"), "value") or _text(value.get("title")),
        outlet=_first(value.get("infosource") or value.get("infoSources") or value.get("source"), "name")
        or _text(value.get("copyrightholder")),
        published_raw=next(
            (
                t
                for k in ("firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentcreated", "contentCreated")
                if (t := _text(value.get(k)))
            ),
            None,
        ),
        authors=_by(value.get("byline")) or _texts(value.get("bylines"), "value", "byline", "name"),
        dateline=_text(value.get("located")),
        language=_language(_text(value.get("language"))),
    )
    return _record(body, _text(value.get("uri")) or _text(value.get("url")), given)


def _by(value: Any) -> tuple[str, ...]:
    line = _text(value)
    return (re.sub(r"(?i)^(?:by|oleh)\s+", "", line),) if line else ()


def _own(value: dict[str, Any]) -> Record | None:
    given = Given(
        id=_text(value.get("id")) or (str(value["id"]) if isinstance(value.get("id"), int) else None),
        title=_text(value.get("title")),
        outlet=_text(value.get("outlet")),
        published_raw=_text(value.get("published_raw")) or _text(value.get("published")) or _text(value.get("date")),
        authors=_texts(value.get("authors") or value.get("author"), "name"),
        editors=_texts(value.get("editors"), "name"),
        dateline=_text(value.get("dateline")),
        credits=_texts(value.get("credits"), "name"),
        language=_language(_text(value.get("language"))),
        images=tuple(
            Image(caption=_text(i.get("caption")), credit=_text(i.get("credit"))) for i in value.get("images") or () if isinstance(i, dict)
        )
        if isinstance(value.get("images"), list)
        else (),
    )
    return _record(
        _text(value.get("text")) or _text(value.get("content")) or _text(value.get("body")) or _text(value.get("html")),
        _text(value.get("url")) or _text(value.get("link")),
        given,
    )


def _language(tag: str | None) -> str | None:
    """The primary tag of a language, in lower case; words such as "Indonesian" are left to detection."""
    primary = re.split(r"[-_]", tag)[0].casefold() if tag else ""
    return primary if 2 <= len(primary) <= 3 else None


def parse(text: str) -> Any:
    """Return the value of a JSON text; raises ValueError with a sentence where it is none, or nests too deeply."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise ValueError("it nests too deeply to be read") from error
