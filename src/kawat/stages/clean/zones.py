"""A page's tree in; out, for each of its elements, the kind of furniture its tag, role, class or id says it is.

What templates call their parts is stable across outlets and languages, but names also mislead ("has-sidebar" on a whole page,
"paywall" on every paragraph), so that a name under which much of the page's prose stands is not believed.
"""

from __future__ import annotations

import itertools
import re
import statistics
from functools import lru_cache

from lxml import etree

from kawat.stages.clean.markup import Tree

_TAG_ZONES = {
    "nav": "navigation",
    "aside": "related",
    "footer": "navigation",
    "menu": "navigation",
    "address": "address",
}
_ROLE_ZONES = {
    "navigation": "navigation",
    "complementary": "related",
    "contentinfo": "navigation",
    "banner": "navigation",
    "search": "form",
    "dialog": "notice",
    "alertdialog": "notice",
}
# What classes and ids are called in the templates of news sites, English and Indonesian; a word matches as a whole.
_WORDS = {
    "related": "related relateds terkait rekomendasi recommend recommended recommendation recommendations recirc recirculation readmore readalso bacajuga simakjuga lihatjuga terpopuler popular populer trending "
    "mostread mostpopular mostviewed lainnya outbrain taboola mgid dable revcontent zergnet sidebar rail teaser teasers morestories morefrom latest terbaru terkini upnext newsfeed mores",
    "share-bar": "share sharing sharebar shares social socials sosial sosmed addthis sharethis shareaholic a2a bagikan follow medsos socialmedia sociable sharedaddy",
    "comments": "comment comments komentar disqus respond commentlist usercomments fbcomments livefyre",
    "navigation": "nav navbar navigation breadcrumb breadcrumbs crumb crumbs menu footer pagination pager paging sitemap toolbar skip masthead topbar",
    "tags": "tags tagcloud taglist keywords topik taglinks posttags",
    "promotion": "newsletter subscribe subscription signup promo promobox promos paywall regwall piano optin donate donation mailchimp appbanner apppromo",
    "advertisement": "ad ads advert adverts advertisement advertorial iklan banner adsbygoogle adslot adbox sponsor sponsored gpt dfp parallax adsense leaderboard",
    "notice": "cookie cookies consent gdpr modal popup overlay lightbox onetrust disclaimer",
    "caption": "caption captions figcaption wpcaption photocaption imagecaption imgcaption fotocaption cutline photocredit imagecredit credit credits mediacaption pictitle keteranganfoto",
    "form": "form login search poll polling survey",
    "byline": "authorbio authorbox aboutauthor biography bio",
}
_PAIRS = {
    "related": "read-also read-more also-read baca-juga simak-juga lihat-juga berita-terkait artikel-terkait berita-lainnya more-stories most-read most-popular most-viewed more-from more-on see-also you-may "
    "up-next other-news read-next next-story linked-articles inline-related story-list news-list list-news list-berita in-read story-package related-article external-links further-reading",
    "share-bar": "social-media addthis-toolbox follow-us share-this jp-relatedposts like-button",
    "comments": "fb-comments user-comments comment-list",
    "tags": "tag-list post-tags article-tags entry-tags tags-links topic-list list-tag tag-links",
    "promotion": "sign-up call-to email-alert app-download",
    "caption": "wp-caption photo-caption image-caption img-caption foto-caption photo-credit image-credit picture-caption caption-text media-caption foto-keterangan keterangan-foto photo-description image-description",
    "byline": "author-bio author-box about-author author-info author-description author-profile post-author",
    "notice": "cookie-notice cookie-banner",
}
_ZONE_OF = {word: zone for table in (_WORDS, _PAIRS) for zone, words in table.items() for word in words.split()}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MOST = 0.4  # an element, or all elements of one name, with a larger share of the page's prose are no furniture,
_CARD = ("card", "related")
_FORM = ("fields", "form")
_TYPED = frozenset(("text", "email", "tel", "password"))
_CARD_WORDS = 90
_CARD_LEAVES = 7
_LEAST = 40  # words: readers may write more than the reporter, as long as so much prose is left beside their comments


@lru_cache(maxsize=8192)
def _named(name: str) -> tuple[str, str] | None:
    """Return the word of a class or id that names furniture, and which; pairs of words are looked up before words."""
    words = [w for w in _SPLIT.split(_CAMEL.sub("-", name).lower()) if w]
    for first, second in itertools.pairwise(words):
        for pair in (f"{first}-{second}", first + second):
            if zone := _ZONE_OF.get(pair):
                return pair, zone
    for word in words:
        if zone := _ZONE_OF.get(word):
            return word, zone
    return None


def zones(tree: Tree, prose: list[float]) -> list[str | None]:
    """Return for each element the kind of furniture it is or stands in, or None; `prose` is each element's prose.

    A name under which a large share of the page's prose stands names no furniture on this page, be it one element or many.
    """
    if not prose:
        return []
    whole = max(prose[0], 1.0)

    def most(named: tuple[str, str]) -> float:
        return max(whole - _LEAST, whole * _MOST) if named == _CARD or named[1] == "comments" else whole * _MOST

    cards = _cards(tree, prose)
    forms = _forms(tree, prose, most(_FORM))
    own = [_CARD if index in cards else _FORM if index in forms else _own_zone(element) for index, element in enumerate(tree.elements)]
    found: list[str | None] = [None] * len(own)
    for _ in range(3):
        under: dict[tuple[str, str], float] = {}
        for index, named in enumerate(own):
            parent = tree.parents[index]
            inherited = found[parent] if parent >= 0 else None
            if inherited:
                found[index] = inherited
            elif named and prose[index] < most(named):
                found[index] = named[1]
                under[named] = under.get(named, 0.0) + prose[index]
            else:
                found[index] = None
        wrong = {named for named, words in under.items() if words >= most(named)}
        if not wrong:
            break
        own = [None if named in wrong else named for named in own]
    return found


def _cards(tree: Tree, prose: list[float]) -> set[int]:
    """Return the elements that are teasers of other stories by their form: three or more alike in a row, each a linked headline
    and a few words of prose, in an element that holds hardly any other."""
    some = tree.totals([1.0] * len(tree.leaves))
    heads = tree.totals([float(leaf.linked > 0.9 and leaf.text.count(" ") >= 2) for leaf in tree.leaves])
    alike: dict[tuple[int, str, str | None], list[int]] = {}
    for index in range(1, len(tree.elements)):
        if prose[index] > 0 and 1 <= heads[index] <= 2 and 2 <= some[index] <= _CARD_LEAVES:
            element = tree.elements[index]
            if any("#" not in (link.get("href") or "#") for link in element.iter("a")):
                alike.setdefault((tree.parents[index], element.tag, element.get("class")), []).append(index)
    found: set[int] = set()
    for (parent, _, _), cards in alike.items():
        if (
            len(cards) >= 3
            and statistics.median(prose[card] for card in cards) <= _CARD_WORDS
            and sum(prose[card] for card in cards) >= 0.8 * prose[parent]
        ):
            found.update(cards)
    return found


def _forms(tree: Tree, prose: list[float], most: float) -> set[int]:
    """Return the elements around a form with a field to fill in that hold little else: sign-up boxes, polls, logins."""
    found: set[int] = set()
    for index, element in enumerate(tree.elements):
        if element.tag == "form" and any(field.get("type", "text") in _TYPED for field in element.iter("input")):
            box = -1
            for at in tree.chain(index):
                if prose[at] > min(_CARD_WORDS, most) or tree.elements[at].tag in ("html", "body", "article", "main"):
                    break
                box = at
            if box >= 0:
                found.add(box)
    return found


def _own_zone(element: etree._Element) -> tuple[str, str] | None:
    attributes = element.attrib
    tag = element.tag
    if zone := _TAG_ZONES.get(tag):
        return f"<{tag}>", zone
    if tag == "figcaption":
        return "<figcaption>", "caption"
    if not attributes or tag in ("html", "body", "article", "main"):
        return None
    if zone := _ROLE_ZONES.get(attributes.get("role", "")):
        return f"role {zone}", zone
    if "hidden" in attributes or ("style" in attributes and _HIDDEN.search(attributes["style"])):
        return "hidden", "hidden"
    if "articleBody" in attributes.get("itemprop", ""):
        return None
    for key in ("class", "id"):
        if (value := attributes.get(key)) and (named := _named(value)):
            return named
    return None
