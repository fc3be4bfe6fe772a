"""For any text and any bytes: nothing raises, and every span lies inside its article and is its words."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import article, page
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.config import Settings
from kawat.model import Article, Page, Rejection
from kawat.stages.acquire import acquire
from kawat.stages.clean import clean
from kawat.stages.extract import extract
from kawat.stages.quote import quote

# Pieces that rules look for, between pieces that nothing looks for.
PIECES = st.sampled_from(
    [
        "Baca juga: ", "“", "”", '"', "'", "(", ")", "Rp", " 1,2 triliun", " 14/3/2026", " kata ", " said ", "Menteri ", "Kepala ", "Dilansir dari ", "Reuters", " orang", " tewas",
        "JAKARTA - ", "\n\n", ". ", ", ", ": ", "menurut ", "X", "Ny.", "4", "…", "—", " WIB", "Penulis: ", "told ", "<p>", "</p>", "<div class='related'>", "&amp;", "\u202e", "😀", "ا",
    ]
)  # fmt: skip
TEXT = st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=40).map("".join)


def within(told: Article) -> None:
    marks = extract(told)
    spans = [*marks.sentences, *(m.span for m in (*marks.names, *marks.dates, *marks.figures))]
    attribution = quote(told, marks)
    for statement in attribution.statements:
        spans.append(statement.span)
        spans.extend(span for span in (statement.cue, *(link.span for link in statement.chain)) if span)
    for span in spans:
        assert span.article == told.id
        assert 0 <= span.start < span.end <= len(told.text)
        assert told.text[span.start : span.end] == span.exact
    assert {s.speaker for s in attribution.statements if s.speaker} == {s.id for s in attribution.speakers}


@settings(max_examples=120, deadline=None)
@given(text=TEXT, language=st.sampled_from(["id", "en", "ms", "de", None]))
def test_spans_of_any_text_lie_inside_it(text: str, language: str | None) -> None:
    within(article(text, language=language))


@settings(max_examples=120, deadline=None)
@given(text=TEXT, html=st.booleans())
def test_any_page_becomes_an_article_or_a_rejection_that_says_why(text: str, html: bool) -> None:
    found = clean(page(text, html=html))
    if isinstance(found, Rejection):
        assert found.reason and "\n" not in found.reason
    else:
        assert found.text.strip()
        within(found)


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=400) | TEXT.map(str.encode))
def test_any_bytes_become_pages_or_rejections(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        found = list(acquire([str(path)], settings=Settings()))
    assert found
    for one in found:
        if isinstance(one, Page):
            one.text.encode("utf-8")
            assert "\x00" not in one.text
        else:
            assert one.reason
