"""An event's people in; what became of one from report to report out: wounded, critical, dead; sought, held, charged, convicted.

What a report leaves somebody in last, the dead before all, is set beside what other reports do; only what moves on in order of time is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kawat.model import Article
from kawat.stages.reconcile.befell import Fate, Followed, called
from kawat.stages.reconcile.passages import Passage, holding
from kawat.stages.reconcile.values import Difference, conflict, moment

# The states of each group in the order in which they outdo each other within a report.
_ORDER: Final = {
    "health": ("well", "hurt", "ward", "surgery", "grave", "better", "home", "dead"),
    "custody": ("free", "questioned", "held", "accused", "convicted", "cleared"),
}
_ENDS: Final = ("home", "dead")  # what being hurt moves on to; that somebody hurt is in hospital says more of one state
_SURE = 0.6


def differences(people: Sequence[Sequence[Followed]], found: Sequence[Passage], articles: Mapping[str, Article]) -> list[Difference]:
    """Return where later reports leave a person in another state than earlier ones."""
    every = (_series(group, one, found, articles) for one in people for group in _ORDER)
    return [entry for entry in every if entry]


def _series(group: str, one: Sequence[Followed], found: Sequence[Passage], articles: Mapping[str, Article]) -> Difference | None:
    order = _ORDER[group]
    left: dict[str, Fate] = {}
    for there in one:
        for fate in (f for f in there.fates if f.told.group == group and f.told.name in order):
            held = left.get(there.article)
            if held is None or order.index(fate.told.name) > order.index(held.told.name):
                left[there.article] = fate
    timed = [(at, order.index(fate.told.name), fate) for a, fate in left.items() if (at := moment(articles[a].published)) is not None]
    steps: list[Fate] = []
    for _, step, fate in sorted(timed, key=lambda entry: entry[:2]):  # reports of one day in the order in which states usually come
        if not steps or step >= order.index(steps[-1].told.name):
            steps.append(fate)
    last = steps[-1].told.name if steps else ""
    before = {f.told.name for f in steps} - {last, "well"}
    if not before or (before == {"hurt"} and last not in _ENDS):
        return None
    words: dict[str, str] = {}
    for fate in steps:
        words.setdefault(fate.told.name, found[fate.passage].sentence.exact[fate.told.start : fate.told.end])
    sides = []
    for fate in steps:
        passage = found[fate.passage]
        sides.append((words[fate.told.name], holding(passage, passage.sentence.exact[fate.told.start : fate.told.end])))
    what = f"{called(one, found)}: {' → '.join(dict.fromkeys(value for value, _ in sides))}"
    entry = conflict("other", "update", what, sides, "superseded", _SURE)
    return Difference(conflict=entry, passages=tuple(sorted({fate.passage for fate in steps})))
