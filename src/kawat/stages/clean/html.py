"""An HTML page in; a Draft out: what its markup states, the blocks of its report, and a refusal where no report stands in it.

The page is parsed once and that tree is shared by all who read it; htmldate alone, asked only where nothing on the page says
when it was published, parses again.
"""

from __future__ import annotations

import itertools
import re

from lxml import etree

from kawat.lang import dates
from kawat.model import Image, Page, Removed
from kawat.stages.clean import body, bylines, markup, metadata, visible
from kawat.stages.clean.draft import Block, Draft
from kawat.stages.clean.markup import Leaf, Tree
from kawat.stages.clean.metadata import Stated

_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]{0,300}\?>\s*|<!--[^>]{0,300}-->\s*|<!DOCTYPE[^>]{0,300}>\s*)*<(?:rss|feed|rdf:rdf|urlset|sitemapindex)\b", re.I
)
_ERROR = re.compile(
    r"(?i)\b(?:error|kesalahan)\s*:?\s*[45]\d\d\b|\b(?:404|403|410|500|502|503)\b.{0,30}\b(?:not found|error|forbidden|gone|unavailable|gateway|tidak ditemukan)|\b(?:page|article|story) (?:was )?not found|"
    r"(?:halaman|laman|artikel|berita) (?:yang anda cari )?(?:tidak (?:ditemukan|tersedia)|tak ditemukan)|^\s*(?:404|403|500|502|503)\b|access denied|just a moment|attention required|bad gateway|service unavailable|page unavailable"
)
_WALL = re.compile(
    r"(?i)(?:subscribe|sign in|log in|register|sign up)\b.{0,30}\bto (?:continue|read|keep|unlock|view)|already (?:a |an )?(?:subscriber|member)|"
    r"(?:for|to) (?:subscribers|members) only|subscriber[- ]only|(?:reached|used) your .{0,20}(?:limit|articles)|berlangganan (?:untuk|sekarang)|langganan untuk|sudah berlangganan|khusus (?:untuk )?pelanggan|hanya untuk pelanggan|"
    r"untuk (?:membaca|melanjutkan) .{0,30}(?:lengkap|selengkapnya|silakan|berlangganan|masuk)"
)
_COOKIES = re.compile(
    r"(?i)(?:accept|reject|manage|allow|terima|tolak|setujui|kelola)\b.{0,20}\bcookies?|\bcookies?\b.{0,60}\b(?:consent|persetujuan|preferences|settings|partners)|we value your privacy|kami menghargai privasi"
)
_SCRIPTED = re.compile(
    r"(?i)(?:enable|turn on|activate|requires?|need|aktifkan|mengaktifkan|membutuhkan)\b.{0,30}\bjava\s?script|java\s?script\b.{0,40}\b(?:disabled|required|nonaktif|dinonaktifkan|diperlukan)"
)
_CREDIT = re.compile(
    r"\s*[(\[](?P<credit>[^()\[\]]{2,80})[)\]]\W*$|\s*(?:Foto|Photo|Photograph|Credit|Kredit|Sumber)\s*[:：]\s*(?P<after>[^.]{2,60})\W*$"
)
_SLASHED = re.compile(r"^[\w.'’ &-]{2,50}/[\w.'’ &/-]{2,60}$|(?i:^(?:foto|photo|dok|istimewa|credit|getty|reuters|antara|afp|ap)\b)")
_LARGEST = 3_000_000  # characters and
_DEEPEST = 300  # levels of a page that htmldate is asked about
_THIN = 60  # words of prose below which a page may be a notice
_FLASH = 15  # words of prose below which only captions can make a report


def read_html(page: Page) -> Draft:
    """Return the draft of an HTML page; any text whatever gives a draft, with a refusal where it holds no report."""
    if _FEED.match(page.text[:2000]):
        return Draft(blocks=(), url=page.url, refusal="the page is a feed or a site map, not an article; name the reports it links to")
    root = markup.parse(page.text)
    if root is None:
        return Draft(blocks=(), url=page.url, refusal="the page is empty; nothing was read")
    tree = markup.read(root, page.text)
    stated = metadata.collect(tree, page.url)
    title = visible.title(stated, tree.leaves)
    scripted = _scripted(tree)
    found = body.find(tree, body.Hints(title=title, description=stated.description, body=stated.body))
    told = _told(stated) if found.prose < _FLASH else ()
    photos = not told and found.prose < _FLASH and _photo_story(tree, found)
    blocks = told or (_photo_blocks(tree, found) if photos else tuple(_block(tree.leaves[i]) for i in found.kept))
    refusal = None if photos or told else _refusal(tree, found, stated, title, scripted=scripted)
    time = visible.when(stated, tree.leaves, (found.title if found.title is not None else -1, min(found.kept, default=0)), found.elsewhere)
    if time is None and refusal is None:
        time = _guessed(page, tree, stated)
    sites = visible.site_names(stated)
    around = _around(tree, found, sites)
    authors, editors, credits = visible.names(stated, around, sites)
    return Draft(
        blocks=blocks,
        title=title,
        site=visible.site(stated, title),
        url=stated.url or page.url,
        published=time.published if time else None,
        published_raw=time.raw if time else None,
        authors=authors,
        editors=editors,
        credits=credits,
        language=stated.language,
        images=() if photos else _images(tree, found),
        removed=_removed(tree, found, photos=photos),
        refusal=refusal,
    )


def _block(leaf: Leaf) -> Block:
    return Block(text=leaf.text, kind=leaf.kind, linked=round(leaf.linked, 3))


def _removed(tree: Tree, found: body.Body, *, photos: bool) -> tuple[Removed, ...]:
    pieces = dict(found.removed) | ({} if photos else dict.fromkeys(found.captions, "caption"))
    return tuple(Removed(text=tree.leaves[i].text, reason=_reason(tree.leaves[i].text, pieces[i])) for i in sorted(pieces))


def _reason(text: str, reason: str) -> str:
    """Return a more telling reason for a piece that its markup does not name."""
    if reason != "label" or len(text) > 200:
        return reason
    if dates.is_date_line(text):
        return "date-line"
    return "byline" if bylines.read(text) else reason


def _image(text: str) -> Image:
    """Split a caption from the credit at its end: a last bracket, or what follows "Foto:"."""
    match = _CREDIT.search(text)
    if match and (match["after"] or _SLASHED.search(match["credit"])):
        return Image(caption=text[: match.start()].strip() or None, credit=(match["credit"] or match["after"]).strip())
    return Image(caption=text, credit=None)


def _images(tree: Tree, found: body.Body) -> tuple[Image, ...]:
    images = dict.fromkeys(_image(tree.leaves[i].text) for i in found.captions)
    return tuple(image for image in images if image.credit or (image.caption and image.caption.count(" ") >= 2))


def _told(stated: Stated) -> tuple[Block, ...]:
    """Return the text that JSON-LD carries as paragraphs, where it is a report's: the page's own, shown by scripts alone."""
    if not stated.body or len(stated.body.split()) < _THIN:
        return ()
    return tuple(Block(text=text) for line in stated.body.split("\n") if (text := markup.squeeze(line)))


def _photo_story(tree: Tree, found: body.Body) -> bool:
    """Whether the captions of a page are its report: it has a title, no prose, and captions that are sentences."""
    return found.title is not None and sum(body.weigh(tree.leaves[i]) for i in found.captions) >= 8


def _photo_blocks(tree: Tree, found: body.Body) -> tuple[Block, ...]:
    """Return the captions of a picture story as its paragraphs, each once, without their credits."""
    texts = [image.caption for image in (_image(tree.leaves[i].text) for i in found.captions) if image.caption]
    return tuple(Block(text=text) for text in dict.fromkeys(texts) if text)


def _around(tree: Tree, found: body.Body, sites: tuple[str, ...]) -> bylines.Byline:
    """Return what bylines state between the title and a little past the report's end, outside the report's own blocks."""
    authors: list[str] = []
    editors: list[str] = []
    leaves, kept = tree.leaves, set(found.kept)
    first = min(found.kept, default=0)
    start = found.title if found.title is not None else first - 8
    role: str | None = None
    for index in range(max(start, 0), min(max(found.kept, default=-1) + 10, len(leaves))):
        text = leaves[index].text
        if index in kept or index in found.elsewhere or len(text) > 200:
            role = None
            continue
        alone = (
            index < first
            and leaves[index].linked == 0
            and text.count(" ") in (1, 2, 3)
            and bylines.is_person(text)
            and _beside_date(tree, index)
        )
        byline = bylines.read(text)
        if byline is None and (role or alone) and text.count(" ") < 10:
            named = bylines.people(text)
            byline = bylines.Byline(editors=named) if role == "editor" else None if role == "source" else bylines.Byline(authors=named)
        role = bylines.role_alone(text)
        if byline:
            authors.extend(name for name in byline.authors if not visible.names_site(name, sites))
            editors.extend(byline.editors)
    return bylines.Byline(authors=tuple(dict.fromkeys(authors)), editors=tuple(dict.fromkeys(editors)))


def _beside_date(tree: Tree, index: int) -> bool:
    """Whether the line before or after a leaf is a date line: there a name that stands alone is the author's."""
    near = tree.leaves[max(index - 1, 0) : index + 2]
    return any(len(leaf.text) < 80 and dates.is_date_line(leaf.text) for leaf in near)


def _guessed(page: Page, tree: Tree, stated: Stated) -> visible.When | None:
    """Ask htmldate, where nothing on the page says; the day it finds is in a text or address, not a day of change."""
    root = markup.parse(page.text) if len(page.text) <= _LARGEST and tree.deepest < _DEEPEST else None
    if root is None:
        return None
    from htmldate import find_date

    try:
        day = find_date(root, original_date=True, extensive_search=False, url=stated.url or page.url)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
        return None  # it stumbles over broken pages, and no date is an answer too
    value = dates.published(day) if day else None
    return visible.When(published=value, raw=day) if value and day else None


def _scripted(tree: Tree) -> bool:
    """Whether a page says, where scripts do not run, that it needs them; asked before the tree is used up."""
    return any(_SCRIPTED.search(markup.squeeze(element.text_content())[:2000]) for element in list(tree.root.iter("noscript"))[:20])


def _refusal(tree: Tree, found: body.Body, stated: Stated, title: str | None, *, scripted: bool) -> str | None:
    """Return why no report stands in a page, as a sentence, or None."""
    leaves = tree.leaves
    words = sum(leaf.text.count(" ") + 1 for leaf in leaves)
    if words < 12 or (scripted and found.prose < _FLASH and words < 150):
        if scripted or (tree.scripts and found.prose < 5):
            return "the page shows its text only by running scripts; open it in a browser and save the report itself"
        if not leaves:
            return "the page holds no text; nothing was read"
    if found.prose < _THIN:
        if _ERROR.search(title or "") or any(_ERROR.search(leaf.text) for leaf in leaves if leaf.kind == "heading"):
            return "the page is an error page, not an article; check its address"
        said = [leaf.text for leaf in leaves if leaf.linked < 0.9]
        if any(_WALL.search(text) for text in said) and (stated.free is False or found.prose < 2 * _FLASH or words < 250):
            return "the page is a paywall stub, not an article; open it in a browser with a subscription and save the report itself"
        if found.prose < _FLASH and sum(bool(_COOKIES.search(text)) for text in said) > 0 and words < 400:
            return "the page is a cookie wall, not an article; open it in a browser, answer it and save the report itself"
    return _index(tree, found)


def _index(tree: Tree, found: body.Body) -> str | None:
    """Return the refusal of a page that lists other pages: linked headlines between its few or short paragraphs."""
    leaves = tree.leaves
    prose = [i for i in found.kept if body.weigh(leaves[i])]
    heads = [i for i, leaf in enumerate(leaves) if leaf.linked > 0.8 and leaf.text.count(" ") >= 3]
    sentence = f"the page is an index of {len(heads)} headlines, not an article; name the reports it links to"
    if not prose or found.prose < _FLASH:
        return sentence if len(heads) >= 8 else None
    if found.title is not None and found.title < prose[0] and not any(found.title < head < prose[0] for head in heads):
        return None  # a report under its title, with a list of others behind it
    gaps = sum(any(before < head < after for head in heads) for before, after in itertools.pairwise(prose))
    longest = max(leaves[i].text.count(" ") for i in prose)
    between = sum(prose[0] < head < prose[-1] for head in heads)
    listed = len(prose) >= 4 and gaps >= 0.6 * (len(prose) - 1) and longest < 90
    few = found.prose < 100 and ((len(prose) < 4 and between >= 10) or (len(heads) >= 40 and found.title is None))
    return sentence if listed or few else None
