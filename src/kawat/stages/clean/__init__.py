"""Page in; Article or Rejection out: furniture taken out and kept with its reason, metadata found.

HTML and pasted text are read by different rooms (html, pasted) into the same Draft; one sweep then cleans both, so that a
"Baca juga" goes for the same reason wherever it stood. What the page's own fields state outranks its markup, its markup its words.
"""

from __future__ import annotations

from dataclasses import replace

from kawat.config import Settings
from kawat.lang import datelines, dates, outlets
from kawat.lang.datelines import Dateline
from kawat.model import Article, Page, Rejection, Removed, content_id
from kawat.stages.clean import credits, furniture
from kawat.stages.clean.draft import Draft
from kawat.stages.clean.pasted import read_pasted
from kawat.stages.clean.sweep import Swept, sweep
from kawat.stages.clean.verdict import verdict

_LONGEST = 600_000  # characters of a report: the longest live pages have half of it


def clean(page: Page, *, settings: Settings | None = None) -> Article | Rejection:
    """Return the article that stands in a page, or a Rejection whose reason says what the page is instead; never raises."""
    if page.media_type == "text/plain" and len(page.text) > 3 * _LONGEST:
        return _too_long(page, len(page.text))
    if page.media_type == "text/html":
        from kawat.stages.clean.html import read_html  # the HTML readers take longer to load than most texts to read

        draft = read_html(page)
    else:
        draft = read_pasted(page)
    draft = _with_given(draft, page)
    if draft.refusal:
        return Rejection(path=page.path, stage="clean", reason=draft.refusal, text=page.text)
    if (length := sum(len(block.text) for block in draft.blocks)) > _LONGEST:
        return _too_long(page, length)
    swept = sweep(draft)
    if reason := verdict(swept.paragraphs, draft.blocks, title=draft.title):
        return Rejection(path=page.path, stage="clean", reason=reason, text=page.text)
    return _article(page, draft, swept)


def _too_long(page: Page, length: int) -> Rejection:
    return Rejection(
        path=page.path,
        stage="clean",
        reason=f"its text is {length:,} characters long, which no report is; save each report by itself",
        text=page.text,
    )


def _with_given(draft: Draft, page: Page) -> Draft:
    """Return the draft with what the page's own fields state put first."""
    given = page.given
    published, raw = draft.published, draft.published_raw
    if given.published_raw and (stated := dates.published(given.published_raw)):
        published, raw = stated, given.published_raw
    return replace(
        draft,
        title=given.title or draft.title,
        site=given.outlet or draft.site,
        url=page.url or draft.url,
        published=published,
        published_raw=raw,
        authors=given.authors or draft.authors,
        editors=given.editors or draft.editors,
        images=(*given.images, *(image for image in draft.images if image not in given.images)),
        language=given.language or draft.language,
    )


def _article(page: Page, draft: Draft, swept: Swept) -> Article:
    dateline = _dateline(swept.paragraphs)
    own = _outlet(draft, dateline, swept.removed)
    known = outlets.by_name(own) if own else None
    stated = [*page.given.credits, *draft.credits]
    if dateline:
        stated.extend(name for name in (*dateline.outlets, *dateline.agencies) if outlets.by_name(name) and not _network(name, draft.url))
    for author in draft.authors:
        outlet = outlets.by_name(author)
        if outlet and outlet != known:
            stated.append(outlet.name)
    headline = outlets.bare_title(draft.title, own) if draft.headed and draft.title else None
    if headline and draft.title and (hung := draft.title[len(headline) :].strip(" -|–—")):
        swept.removed.append(Removed(text=hung, reason="masthead"))
    text = "\n\n".join([headline, *swept.paragraphs] if headline else swept.paragraphs)
    return Article(
        id=content_id("a", draft.url, own, draft.title, draft.published, text),
        path=page.path,
        url=draft.url,
        outlet=own,
        title=draft.title,
        text=text,
        published=draft.published,
        published_raw=draft.published_raw,
        authors=_without_own(swept.authors, own),
        editors=tuple(swept.editors),
        dateline=page.given.dateline or (dateline.place if dateline else None),
        credits=credits.find(
            [p[_opening(p) :] for p in swept.paragraphs[:4]] + swept.paragraphs[4:], own=own, stated=stated, named=swept.named
        ),
        language=draft.language,
        images=tuple(swept.images),
        removed=tuple(swept.removed),
        page=page.hash,
    )


def _without_own(authors: list[str], own: str | None) -> tuple[str, ...]:
    """An outlet that signs its own reports names no author."""
    return tuple(a for a in authors if own is None or furniture.key(a).removesuffix(".com") != furniture.key(own).removesuffix(".com"))


def _dateline(paragraphs: list[str]) -> Dateline | None:
    """The dateline opens the first paragraph, or a later one where a standfirst, a note or newer developments come before it."""
    for index, paragraph in enumerate(paragraphs[:12]):
        found = datelines.find(paragraph)
        if found is None or (index and found.place is None):
            continue
        city, _, region = (found.place or "").partition(",")
        capitals = city.isupper() and len(city) > 3
        if index == 0 or (index < 4 and (found.outlets or found.agencies or capitals)):
            return found
        if capitals and (region or found.agencies or city.casefold() in datelines.places()):
            return found
    return None


def _opening(paragraph: str) -> int:
    """Return where a paragraph goes on behind its dateline."""
    found = datelines.find(paragraph)
    return found.end if found else 0


def _network(name: str, url: str | None) -> bool:
    """Whether a dateline's "(CBS)" is the network of the station whose address bears its name."""
    host = url.split("/")[2] if url and url.count("/") >= 2 else ""
    return 2 < len(name) <= 4 and name.isupper() and name.casefold() in host.casefold()


def _outlet(draft: Draft, dateline: Dateline | None, removed: list[Removed]) -> str | None:
    """Return the publishing outlet: by address, then the name the site gives itself, the dateline, the copyright line."""
    if draft.url and (known := outlets.by_url(draft.url)):
        return known.name
    if draft.site:
        known = outlets.by_name(draft.site)
        return known.name if known else draft.site
    if dateline and dateline.outlets:
        return dateline.outlets[0]
    for piece in removed:
        if piece.reason == "copyright":
            for _, _, outlet in outlets.mentions(piece.text):
                return outlet.name
    return outlets.site_name(draft.url) if draft.url else None
