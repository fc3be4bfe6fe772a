"""Briefing in; one text out, in the form asked for: terminal, Markdown, one HTML page, or JSON of format 1.

What the brief says is decided once, in `outline`; the forms only set it.
"""

from __future__ import annotations

from kawat import wire
from kawat.model import Briefing


def json(briefing: Briefing) -> str:
    """Return the briefing as JSON of format 1 (schema/brief-1.schema.json)."""
    return wire.encode(briefing).decode("utf-8")


def text(briefing: Briefing, *, width: int = 80, color: bool = False) -> str:
    """Return the briefing for a terminal of `width` columns, with ANSI colours only if `color`."""
    from kawat.stages.write import terminal

    return terminal.render(briefing, width=width, color=color)


def markdown(briefing: Briefing) -> str:
    """Return the briefing as CommonMark, text from reports escaped."""
    from kawat.stages.write import commonmark

    return commonmark.render(briefing)


def html(briefing: Briefing) -> str:
    """Return the briefing as one HTML page that needs nothing else: no script, no network."""
    from kawat.stages.write import page

    return page.render(briefing)
