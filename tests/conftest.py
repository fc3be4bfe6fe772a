"""What several tests share: invented articles, and the folder of measurement data where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kawat.model import Article, Page, content_id

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of sample reports."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of measurement data; skip where it is missing."""
    folder = Path(os.environ.get("KAWAT_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"no measurement data under {folder}; set KAWAT_SHARED")
    return folder


def article(
    text: str,
    *,
    language: str | None = "id",
    published: str | None = "2026-03-14T10:00:00+07:00",
    title: str | None = None,
    outlet: str | None = "Kabar Uji",
    credits: tuple[str, ...] = (),
) -> Article:
    """Return an article of invented text."""
    return Article(
        id=content_id("a", text, outlet),
        path=None,
        url=None,
        outlet=outlet,
        title=title,
        text=text,
        published=published,
        language=language,
        credits=credits,
    )


def page(text: str, *, html: bool = False) -> Page:
    """Return a page of invented text."""
    return Page(path="uji.txt", url=None, media_type="text/html" if html else "text/plain", text=text, hash="0")
