"""Format 1 and back: what is written is what is read, and the schema that is published is the one that the code makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import article
from hypothesis import given
from hypothesis import strategies as st

from kawat import pipeline, wire
from kawat.model import Briefing, Image, Rejection, Removed

ROOT = Path(__file__).resolve().parent.parent
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_the_published_schema_is_current() -> None:
    assert (ROOT / "schema" / "brief-1.schema.json").read_bytes() == wire.schema(), "run `make schema`"


def test_a_whole_briefing_comes_back_as_it_was() -> None:
    briefing = pipeline.read([str(ROOT / "examples")])
    assert wire.decode(wire.encode(briefing)) == briefing


@given(text=TEXT, title=st.none() | TEXT, piece=TEXT, credits=st.lists(TEXT, max_size=3))
def test_any_text_comes_back_as_it_was(text: str, title: str | None, piece: str, credits: list[str]) -> None:
    from dataclasses import replace

    told = replace(
        article(text, title=title, credits=tuple(credits)),
        removed=(Removed(text=piece, reason="label"),),
        images=(Image(caption=piece, credit=None),),
    )
    briefing = Briefing(articles=(told,), rejections=(Rejection(path=piece, stage="acquire", reason=text, text=title),), briefs=())
    assert wire.decode(wire.encode(briefing)) == briefing


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"format": 2, "articles": [], "rejections": [], "events": []}', b'{"format": 1}', b"\xff"]
)
def test_what_is_no_brief_is_told_by_its_field(data: bytes) -> None:
    with pytest.raises(ValueError, match="no brief of format 1"):
        wire.decode(data)


def test_fields_that_a_newer_version_added_are_left_alone() -> None:
    document = wire.encode(Briefing(articles=(), rejections=(), briefs=())).replace(b'"format"', b'"later": {"x": [1]}, "format"')
    assert wire.decode(document) == Briefing(articles=(), rejections=(), briefs=())
