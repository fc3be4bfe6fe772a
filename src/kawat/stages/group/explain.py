"""Two live articles in; what they share and where they differ out, in words a person can check."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kawat.stages.group.features import FEATURES, features, wording
from kawat.stages.group.live import Live

_SHOWN = {
    "entities": "names",
    "names": "words of names",
    "words": "rare words",
    "digits": "numbers",
    "counts": "figures",
    "days": "days named",
}
_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What speaks for and against two articles telling of one event; `score` is the probability that they do, `together` what was decided."""

    a: str
    b: str
    score: float
    together: bool
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


def shared(live: Live, a: int, b: int, field: str) -> list[str]:
    """Return what two live articles share of a field of TOLD, the rarest first."""
    theirs = set(live.printed(b, field))
    both = [item for item in live.printed(a, field) if item in theirs]
    return [both[at] for at in np.argsort(-live.telling(field, both), kind="stable").tolist()]


def why(live: Live, a: int, b: int) -> str:
    """Return what two reports share, in a few words."""
    whole = shared(live, a, b, "entities")
    found = [*whole, *(n for n in shared(live, a, b, "names") if not any(n in w.split() for w in whole))] or shared(live, a, b, "words")
    return f"shares {', '.join(found[:5])}" if found else "its wording is near"


def explain(live: Live, a: int, b: int, score: float, *, together: bool) -> Explanation:
    """Return the explanation of a pair of live articles whose probability is known."""
    good, bad = [], []
    for field, name in _SHOWN.items():
        found = shared(live, a, b, field)
        if found:
            good.append(f"{name}: {', '.join(found[:_MOST])}" + (f" and {len(found) - _MOST} more" if len(found) > _MOST else ""))
        elif live.printed(a, field) and live.printed(b, field):
            bad.append(f"{name}: none in common")
    pair = features(live, a, np.array([b]))[0]
    copied, vector, title = float(wording(live, a, np.array([b]))[0]), *(float(pair[FEATURES.index(n)]) for n in ("vector", "title vector"))
    (good if copied >= 0.1 else bad).append(f"wording: {copied:.0%} of the shorter text's runs of five words")
    if live.vectors is not None:
        (good if vector >= 0.5 else bad).append(f"meaning: {vector:.2f} alike, titles {title:.2f}")
    hours = abs(float(live.hour.rows[a - live.first] - live.hour.rows[b - live.first]))
    if np.isnan(hours):
        bad.append("time apart: unknown, a date is missing")
    else:
        (good if hours <= 48 else bad).append(f"time apart: {hours:.0f} h" if hours < 72 else f"time apart: {hours / 24:.0f} days")
    if live.apart.rows[a - live.first] or live.apart.rows[b - live.first]:
        bad.append("one of them is a round-up, or too short to tell of anything")
    names = live.articles[a - live.first], live.articles[b - live.first]
    return Explanation(a=names[0], b=names[1], score=round(score, 4), together=together, speaks_for=tuple(good), speaks_against=tuple(bad))
