"""Kawat: many reports of one event, one accountable brief.

import kawat
briefing = kawat.read(["reports/"])
for brief in briefing.briefs:
    for conflict in brief.conflicts:
        print(conflict.what, [side.value for side in conflict.sides])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kawat.config import Settings
from kawat.errors import KawatError
from kawat.model import Article, Assignment, Brief, Briefing, Rejection

if TYPE_CHECKING:
    from kawat.pipeline import group, read

__version__ = "0.1.0"
__all__ = ["Article", "Assignment", "Brief", "Briefing", "KawatError", "Rejection", "Settings", "group", "read"]


def __getattr__(name: str) -> object:
    # The stages take half a second to load; `kawat --help` and the nouns need none of them.
    if name in ("group", "read"):
        from kawat import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'kawat' has no attribute {name!r}")
