"""One report in the templates that news sites are made of: whatever stands around it, the same paragraphs come out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kawat.model import Article, Page, Rejection
from kawat.stages.clean import clean

TITLE = "Four die as ferry turns over in Sawangan Bay"
BODY = [
    "Four people died when a wooden ferry turned over in Sawangan Bay early on Saturday, the harbour master said.",
    "The boat had left the market pier at six in the morning with more passengers than its papers allow, he told reporters.",
    "Divers brought eleven people ashore before noon. Nine others were still being looked for when the light went.",
    "“We heard a crack and then the deck was standing upright,” said a fishmonger who had been on her way to the island market.",
    "The owner of the ferry could not be reached. His office in Tirtaloka stayed closed all day.",
]
OTHERS = [
    (
        "Bakery sells its last loaf after ninety years",
        "The ovens on Pandan Street went cold on Friday after three generations of one family had kept them lit.",
    ),
    (
        "Mangroves return to the northern shore",
        "Volunteers planted two thousand seedlings over the long weekend, and the crabs have come back with them.",
    ),
    (
        "Night market moves to the old rope works",
        "Stall holders say the new site has better drains, although the rent is higher than they were promised.",
    ),
    (
        "Council votes down a second bridge",
        "The proposal failed by one vote after a debate that went on until shortly before midnight on Thursday.",
    ),
]
MENU = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("news", "harbour", "sport", "weather", "opinion"))


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(inner: str) -> str:
    return f"<html><head><title>{TITLE} - Bay Ledger</title><meta property='og:title' content='{TITLE}'></head><body><nav><ul>{MENU}</ul></nav>{inner}</body></html>"


def beside_cards() -> str:
    cards = "".join(
        f'<div class="cell"><h3><a href="/n/{i}">{head}</a></h3><p>{text}</p></div>' for i, (head, text) in enumerate(OTHERS * 2)
    )
    told = "".join(f'<div class="graf">{text}</div>' for text in BODY)
    return page(f'<div class="wrap"><div class="wide"><h1>{TITLE}</h1>{told}</div><div class="narrow">{cards}</div></div>')


def above_another_report() -> str:
    longer = [text for _, text in OTHERS] * 3
    return page(
        f"<main><article><h1>{TITLE}</h1><div class='story-body'>{paragraphs(BODY)}</div></article>"
        f"<article><h1>{OTHERS[0][0]}</h1><div class='story-body'>{paragraphs(longer)}</div></article></main>"
    )


def named_by_schema() -> str:
    side = "".join(f'<p><a href="/n/{i}">{head}</a> {text}</p>' for i, (head, text) in enumerate(OTHERS))
    return page(f"<div itemprop='articleBody'>{'<br><br>'.join(BODY)}</div><div class='col'>{side}</div>")


def with_a_form_inside() -> str:
    box = "<div class='box'><p>Have the harbour in your inbox before you leave the house, every weekday at six.</p><form><input type='email'><button>Go</button></form></div>"
    return page(f"<div class='pg'><h1>{TITLE}</h1><div class='txt'>{paragraphs(BODY[:2])}{box}{paragraphs(BODY[2:])}</div></div>")


def with_a_note_behind() -> str:
    note = "<div class='ft'><p>The Bay Ledger has covered the harbour towns since 1911 and belongs to the people who write it.</p></div>"
    return page(f"<div class='pg'><h1>{TITLE}</h1><div class='txt'>{paragraphs(BODY)}</div></div>{note}")


def as_it_happened() -> str:
    entries = "".join(f"<div class='entry'><time>{6 + i}:{15 + i}</time><p>{text}</p></div>" for i, text in enumerate(BODY))
    return page(f"<article><h1>{TITLE}</h1>{entries}</article>")


def in_tables() -> str:
    links = "<br>".join(f'<a href="/n/{i}">{head}</a>' for i, (head, _) in enumerate(OTHERS * 3))
    return page(f"<table><tr><td>{links}</td><td><font size=5>{TITLE}</font><br><br>{'<br><br>'.join(BODY)}</td></tr></table>")


def under_many_comments() -> str:
    said = "".join(f"<div class='c'><b>reader{i}</b><p>{text} {text}</p></div>" for i, (_, text) in enumerate(OTHERS * 3))
    return page(f"<div class='content'><h1>{TITLE}</h1>{paragraphs(BODY)}</div><section class='reader-comments'>{said}</section>")


@pytest.mark.parametrize(
    "layout",
    [
        beside_cards,
        above_another_report,
        named_by_schema,
        with_a_form_inside,
        with_a_note_behind,
        as_it_happened,
        in_tables,
        under_many_comments,
    ],
)
def test_the_report_comes_out_whole_and_alone(layout: Callable[[], str]) -> None:
    read = clean(Page(path="x.html", url="https://www.ledger.example/2026/03/14/ferry", media_type="text/html", text=layout(), hash="0"))
    assert isinstance(read, Article), read
    assert read.text.split("\n\n") == BODY
    assert read.title == TITLE


def test_a_page_of_cards_is_an_index() -> None:
    cards = "".join(
        f'<div class="cell"><h3><a href="/n/{i}">{head}</a></h3><p>{text}</p></div>' for i, (head, text) in enumerate(OTHERS * 3)
    )
    read = clean(Page(path="x.html", url=None, media_type="text/html", text=page(f"<div class='grid'>{cards}</div>"), hash="0"))
    assert isinstance(read, Rejection)
    assert "index" in read.reason


def test_a_list_with_linked_headings_among_the_reports_own_paragraphs_stays() -> None:
    items = "".join(f'<div class="item"><h3><a href="/n/{i}">{head}</a></h3><p>{text}</p></div>' for i, (head, text) in enumerate(OTHERS))
    read = clean(
        Page(
            path="x.html",
            url=None,
            media_type="text/html",
            text=page(f"<div class='txt'><h1>{TITLE}</h1>{paragraphs(BODY)}{items}</div>"),
            hash="0",
        )
    )
    assert isinstance(read, Article)
    assert OTHERS[1][1] in read.text
