"""A page's tree in; out, what its markup states of its report: meta elements, JSON-LD, microdata, RDFa, links.

Nothing is decided here but the order in which statements are believed; the visible page is asked in `visible`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml import html

from kawat.stages.clean import jsonld
from kawat.stages.clean.markup import Tree, flat_text, squeeze

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "schema:datepublished", "parsely-pub-date",
    "publish-date", "publishdate", "publish_date", "published-date", "published_time", "publication_date", "publicationdate", "pubdate", "pub_date",
    "article.published", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "sailthru.date",
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "bt:pubdate", "rnews:datepublished", "og:pubdate",
    "article:post_time", "content_published_date", "contentpublisheddate", "posted-date", "lpdate", "shareaholic:article_published_time", "og:publish_date",
)  # fmt: skip
_WEAK_DATES = ("date", "article:create_time", "datecreated", "dc.created", "created", "displaydate", "timestamp")
_OTHER_DATES = ("datecreated", "datemodified", "article:modified_time", "og:updated_time", "lastmod", "last-modified")
_TITLES = ("og:title", "twitter:title", "title", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_AUTHORS = (
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "content_author",
    "twitter:data1",
)
_EDITORS = ("editor", "content_editor", "article:editor")
_ITEM_DATES = frozenset(("datepublished", "schema:datepublished", "dc:date", "dcterms:issued", "pubdate"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the markup states, each list in the order of trust; `dates` are raw, `others` raw dates that are not the publication's.

    `items` are authors in microdata, which on many pages are other stories' too.
    """

    titles: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    weak_dates: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    description: str | None = None
    body: str | None = None
    article: bool = False
    free: bool | None = None


def collect(tree: Tree, page_url: str | None) -> Stated:
    """Return what a page's markup states; `page_url` is where it came from, against which addresses are completed."""
    metas: dict[str, list[str]] = {}
    scripts: list[str] = []
    titles: list[str] = []
    canonical: str | None = None
    base = page_url
    for element in tree.root.iter("meta", "script", "title", "link", "base"):
        tag = element.tag
        if tag == "meta":
            _meta(element, metas)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text:
                scripts.append(element.text)
        elif tag == "title" and not titles:
            titles.append(flat_text(element))
        elif tag == "link" and (element.get("rel") or "").lower() == "canonical" and canonical is None:
            canonical = element.get("href")
        elif tag == "base" and element.get("href"):
            base = _join(page_url, element.get("href")) or page_url
    items = _items(tree)
    own = [t for key in _TITLES for t in metas.get(key, ())] + titles
    headings = [leaf.text for leaf in tree.leaves if leaf.kind == "heading" and leaf.linked < 0.9][:12]
    linked = jsonld.read(scripts, " ".join(own + headings))
    urls = [_join(base, u) for u in (canonical, *metas.get("og:url", ()), linked.url) if u]
    root = tree.root
    stated_language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    named = [n for key in ("og:site_name", "application-name", "publisher", "dc.publisher") for n in metas.get(key, ())]
    described = [d for key in ("og:description", "description", "twitter:description") for d in metas.get(key, ())]
    return Stated(
        titles=_unique([linked.headline, *own]),
        sites=_unique([*named[:1], linked.publisher, *named[1:]]),
        url=next((u for u in urls if u and urlsplit(u).path.strip("/")), None) or next((u for u in urls if u), None),
        language=_language(stated_language, *metas.get("og:locale", ()), *metas.get("content-language", ()), linked.language),
        authors=_unique([*linked.authors, *(a for key in _AUTHORS for a in metas.get(key, ()))]),
        items=_unique([*items["author"][:4]]),
        editors=_unique([*linked.editors, *items["editor"], *(e for key in _EDITORS for e in metas.get(key, ()))]),
        dates=_unique([linked.published, *(d for key in _PUBLISHED for d in metas.get(key, ())), *items["date"]]),
        weak_dates=_unique([linked.created, *(d for key in _WEAK_DATES for d in metas.get(key, ()))]),
        others=_unique([linked.created, linked.modified, *(d for key in _OTHER_DATES for d in metas.get(key, ()))]),
        description=next(iter(described), linked.description),
        body=linked.body,
        article=linked.article or any(t.casefold() == "article" for t in metas.get("og:type", ())),
        free=linked.free,
    )


def _meta(element: html.HtmlElement, metas: dict[str, list[str]]) -> None:
    content = unescape(squeeze(element.get("content")))
    if not content:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        for key in (element.get(attribute) or "").lower().split():
            values = metas.setdefault(key, [])
            if content not in values and len(values) < 12:
                values.append(content)


def _items(tree: Tree) -> dict[str, list[str]]:
    """Return microdata and RDFa that stand in the visible page: dates, authors, editors."""
    found: dict[str, list[str]] = {"date": [], "author": [], "editor": []}
    for element in tree.elements:
        attributes = element.attrib
        if not attributes or not ("itemprop" in attributes or "property" in attributes or "rel" in attributes):
            continue
        names = f"{attributes.get('itemprop', '')} {attributes.get('property', '')}".lower().split()
        if any(name in _ITEM_DATES for name in names):
            found["date"].append(attributes.get("content") or attributes.get("datetime") or flat_text(element)[:200])
        elif "author" in names or "creator" in names or "author" in attributes.get("rel", "").lower().split():
            text = attributes.get("content") or flat_text(element)[:200]
            if 0 < len(text) < 120:
                found["author"].append(text)
        elif "editor" in names:
            found["editor"].append(attributes.get("content") or flat_text(element)[:120])
    return found


def _unique(values: list[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for raw in values if raw and (value := squeeze(raw))))


def _join(base: str | None, url: str | None) -> str | None:
    """Return an absolute http(s) address, or None."""
    try:
        joined = urljoin(base or "", (url or "").strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def _language(*stated: str | None) -> str | None:
    """Return the first stated language as its primary BCP 47 tag; "in" is how Indonesian was written once."""
    for tag in stated:
        found = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_]|\s*$)", tag or "")
        if found:
            primary = found[1].lower()
            return "id" if primary == "in" else primary
    return None
