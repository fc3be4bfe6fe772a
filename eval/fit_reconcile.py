"""Fit the scorers of stages/reconcile on the invented events, write their weights, and score them on the events held out.

    python eval/fit_reconcile.py [--only-score]

Two thirds of eval/cases train, the rest, listed in eval/cases/held.txt, is held out of all fitting and tuning. Logistic regressions by Newton's
method, ridge RIDGE; nothing is random. Half a minute, most of it embedding.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kawat import pipeline
from kawat.config import Settings
from kawat.model import Article, Attribution, Marks
from kawat.stages.acquire import acquire
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.quote import quote
from kawat.stages.reconcile import likeness, passages, polarity, slots, speakers, stated, states, values
from kawat.stages.reconcile.passages import Passage
from kawat.stages.reconcile.scorer import Scorer, shipped

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "eval" / "cases"
WEIGHTS = ROOT / "src" / "kawat" / "stages" / "reconcile" / "weights.json"
EVENTS = sorted(path.stem for path in CASES.glob("*.json"))
HELD = frozenset((CASES / "held.txt").read_text("utf-8").split())
RIDGE = 3.0
# What weighs a pair that shares no point of the gold: both told in it, one, or none; the gold does not list every point.
UNLISTED = (1.0, 0.3, 0.1)
Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An invented event as the stages before reconcile see it, beside its gold."""

    gold: dict[str, Any]
    articles: list[Article]
    marks: dict[str, Marks]
    attributions: dict[str, Attribution]
    vectors: dict[str, NDArray[np.float32]]

    def passages(self) -> list[Passage]:
        """Return its passages."""
        return passages.find(self.articles, self.marks, self.attributions, self.vectors, speakers.merge(self.attributions)[1])

    def told(self) -> tuple[list[Passage], dict[tuple[int, int], float], dict[tuple[int, int], float]]:
        """Return its passages, the chance of each pair to tell the same, and the cosine of its vectors."""
        found = self.passages()
        near = likeness.pairs(found, self.vectors)
        indices = [(int(i), int(j)) for i, j in near.indices]
        chances = shipped("points", likeness.FEATURES)(near.rows).tolist()
        return found, dict(zip(indices, chances, strict=True)), dict(zip(indices, near.rows[:, 0].tolist(), strict=True))

    def article(self, key: str) -> Article:
        """Return the article of a key of the gold."""
        file = next(a["file"] for a in self.gold["articles"] if a["key"] == key)
        return next(a for a in self.articles if (a.path or "").endswith(file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Rows of features, (n, features), with 1 or 0 and a weight for each."""

    rows: Rows
    truth: NDArray[np.float64]
    weight: NDArray[np.float64]


def read(stem: str) -> Read:
    """Read an invented event up to its statements and vectors."""
    silent: Callable[[str, int, int | None], None] = lambda stage, done, total: None  # noqa: E731
    settings = Settings()
    found = pipeline._articles(acquire([str(CASES / "texts" / stem)], settings=settings), settings, silent)
    articles = sorted(found.articles, key=lambda a: (a.published or "9999", a.id))
    marks = {a.id: extract(a) for a in articles}
    embedder = load(settings.embedder)
    return Read(
        gold=json.loads((CASES / f"{stem}.json").read_text("utf-8")),
        articles=articles,
        marks=marks,
        attributions={a.id: quote(a, marks[a.id]) for a in articles},
        vectors={a.id: embedder.embed([s.exact for s in marks[a.id].sentences]) for a in articles},
    )


def places(event: Read, accounts: Sequence[dict[str, str]]) -> Iterator[tuple[str, int, int]]:
    """Yield article, start and end of every place where the words of gold accounts stand."""
    for account in accounts:
        article = event.article(account["article"])
        for match in re.finditer(r"\s+".join(map(re.escape, account["exact"].split())), article.text):
            yield article.id, match.start(), match.end()


def points(event: Read) -> Examples:
    """Pairs of passages: whether a point of the gold holds both; none of an event whose gold has differences alone."""
    found = event.passages() if event.gold["points"] else []
    held: list[set[int]] = [set() for _ in found]
    for number, point in enumerate(event.gold["points"]):
        for article, start, end in places(event, point["accounts"]):
            for i, passage in enumerate(found):
                if passage.article == article and passage.sentence.start < end and start < passage.sentence.end:
                    held[i].add(number)
    pairs = likeness.pairs(found, event.vectors)
    truth = np.array([float(bool(held[i] & held[j])) for i, j in pairs.indices])
    weight = np.array([1.0 if held[i] & held[j] else UNLISTED[2 - bool(held[i]) - bool(held[j])] for i, j in pairs.indices])
    return Examples(rows=pairs.rows, truth=truth, weight=weight)


def sides(event: Read, every: Sequence[stated.Value]) -> list[list[set[int]]]:
    """For each difference in the gold, for each of its sides, the values that stand in its accounts.

    Of an account that holds several values those count whose number the side states; where that does not tell, none does.
    """
    entries = []
    for conflict in event.gold["conflicts"]:
        entry = []
        for side in conflict["sides"]:
            printed = str(side["value"]).replace(",", "")
            stated = {float(n) for form in (printed, printed.replace(".", "")) for n in re.findall(r"\d+(?:\.\d+)?", form)}
            holds: set[int] = set()
            for article, start, end in places(event, side["accounts"]):
                inside = [k for k, v in enumerate(every) if v.article == article and v.span.start < end and start < v.span.end]
                told = [
                    k
                    for k in inside
                    if _printed(every[k]) in stated or _clock(every[k]) in str(side["value"]) or every[k].text in str(side["value"])
                ]
                holds.update(told or (inside if len(inside) == 1 else []))
            entry.append(holds)
        entries.append(entry)
    return entries


def _printed(value: stated.Value) -> float:
    """The number of a figure in the unit that is printed; -1 of a range and of what is no figure."""
    digits = value.text.split()[0].replace(",", "")
    return float(digits) if value.family == "figure" and re.fullmatch(r"[\d.e+]+", digits) else -1.0


def _clock(value: stated.Value) -> str:
    return f"{int(value.number) // 60:02}:{int(value.number) % 60:02}" if value.family == "time" else "\0"


def same_slot(event: Read, question: str) -> Examples:
    """Pairs of values of one family that differ: whether the gold holds them against each other."""
    found, told, _ = event.told()
    every = stated.find(found, {a.id: a for a in event.articles})
    indices, rows = slots.pairs(every, found, told)
    against = {
        (min(a, b), max(a, b))
        for entry in sides(event, every)
        for x, one in enumerate(entry)
        for other in entry[:x]
        for a in one
        for b in other
    }
    truth = np.array([float(pair in against) for pair in indices])
    weight = np.array([float(every[a].number != every[b].number or every[a].unit != every[b].unit) for a, b in indices])
    asked = np.array([slots.question(every[a], every[b]) == question for a, b in indices], dtype=bool) & (weight > 0)
    return Examples(rows=rows[asked], truth=truth[asked], weight=weight[asked])


def opposed(event: Read, found: Sequence[Passage]) -> Iterator[tuple[str, list[set[int]]]]:
    """Yield the verdict of each difference in the gold that is none of a value, with the passages of each of its sides."""
    for difference in event.gold["conflicts"]:
        if difference["kind"] not in ("number", "money", "date", "time") and difference["verdict"] != "precision":
            yield difference["verdict"], [_passages(event, side["accounts"], found) for side in difference["sides"]]


def _passages(event: Read, accounts: Sequence[dict[str, str]], found: Sequence[Passage]) -> set[int]:
    """The passages that accounts stand in."""
    return {
        i
        for article, start, end in places(event, accounts)
        for i, p in enumerate(found)
        if p.article == article and p.sentence.start < end and start < p.sentence.end
    }


def in_states(event: Read) -> Examples:
    """Pairs of passages that tell two states of one group: whether the gold holds them against each other."""
    found, told, cosines = event.told()
    indices, rows = states.pairs(found, told, cosines, {a.id: a for a in event.articles})
    against = {pair for _, entry in opposed(event, found) for pair in _across(entry)}
    return Examples(rows=rows, truth=np.array([float((i, j) in against) for i, j, _, _ in indices]), weight=np.ones(len(indices)))


def moved_on(event: Read) -> Examples:
    """Pairs of passages in two states that the gold holds against each other: whether it calls that an update."""
    found, told, cosines = event.told()
    articles = {a.id: a for a in event.articles}
    indices, _ = states.pairs(found, told, cosines, articles)
    verdict = {pair: verdict for verdict, entry in opposed(event, found) for pair in _across(entry)}
    chosen = [entry for entry in indices if entry[:2] in verdict]
    rows = [states.change(found[i], found[j], one, other, articles) for i, j, one, other in chosen]
    return Examples(
        rows=np.array(rows, dtype=np.float32).reshape(-1, len(states.VERDICTS)),
        truth=np.array([float(verdict[i, j] == "update") for i, j, _, _ in chosen]),
        weight=np.ones(len(chosen)),
    )


def _across(sides: Sequence[set[int]]) -> Iterator[tuple[int, int]]:
    """Every pair of passages of two sides, both ways round."""
    for x, one in enumerate(sides):
        for y, other in enumerate(sides):
            if x != y:
                yield from ((a, b) for a in one for b in other)


def denied(event: Read) -> Examples:
    """Pairs of passages of which one denies: whether the gold holds them against each other."""
    found, told, cosines = event.told()
    indices, rows = polarity.pairs(found, told, cosines, {a.id: a for a in event.articles})
    against = {pair for _, entry in opposed(event, found) for pair in _across(entry)}
    return Examples(rows=rows, truth=np.array([float(pair in against) for pair in indices]), weight=np.ones(len(indices)))


def overtaken(event: Read) -> Examples:
    """Pairs of passages that the gold holds against each other: whether it calls that an update."""
    found, told, cosines = event.told()
    articles = {a.id: a for a in event.articles}
    indices, _ = polarity.pairs(found, told, cosines, articles)
    verdict = {pair: verdict for verdict, entry in opposed(event, found) for pair in _across(entry)}
    chosen = [pair for pair in indices if pair in verdict]
    rows = [polarity.change(found[a], found[b], articles) for a, b in chosen]
    return Examples(
        rows=np.array(rows, dtype=np.float32).reshape(-1, len(polarity.VERDICTS)),
        truth=np.array([float(verdict[pair] == "update") for pair in chosen]),
        weight=np.ones(len(chosen)),
    )


def superseded(event: Read) -> Examples:
    """Pairs of values that the gold holds against each other, in order of time: whether it calls that an update, not a conflict."""
    found = event.passages()
    articles = {a.id: a for a in event.articles}
    every = stated.find(found, articles)
    rows, truth = [], []
    for entry, difference in zip(sides(event, every), event.gold["conflicts"], strict=True):
        if difference["verdict"] == "precision":
            continue
        for x, one in enumerate(entry):
            for a, b in ((a, b) for other in entry[x + 1 :] for a in one for b in other):
                if every[a].article == every[b].article or every[a].family != every[b].family or every[a].number == every[b].number:
                    continue
                early, late = sorted((every[a], every[b]), key=lambda v: (values.of_time(v, articles) or "9", v.number))
                rows.append(values.change(early, late, found, articles))
                truth.append(float(difference["verdict"] == "update"))
    table = np.array(rows, dtype=np.float32).reshape(-1, len(values.VERDICTS))
    return Examples(rows=table, truth=np.array(truth), weight=np.ones(len(truth)))


QUESTIONS: dict[str, tuple[Callable[[Read], Examples], Sequence[str]]] = {
    "points": (points, likeness.FEATURES),
    **{
        name: (partial(same_slot, question=name), slots.FEATURES)
        for name in ("slots figure", "slots toll", "slots age", "slots day", "slots period", "slots time")
    },
    "states": (in_states, states.FEATURES),
    "states verdict": (moved_on, states.VERDICTS),
    "polarity": (denied, polarity.FEATURES),
    "polarity verdict": (overtaken, polarity.VERDICTS),
    "verdict": (superseded, values.VERDICTS),
}


def fitted(some: Sequence[Examples]) -> Scorer:
    """Return the logistic regression of examples, by Newton's method with a ridge on all weights but the bias."""
    rows = np.concatenate([e.rows for e in some]).astype(np.float64)
    truth, weight = np.concatenate([e.truth for e in some]), np.concatenate([e.weight for e in some])
    centre, spread = rows.mean(0), rows.std(0) + 1e-6
    drawn = np.hstack([np.clip((rows - centre) / spread, -4, 4), np.ones((len(rows), 1))])
    ridge = np.diag([RIDGE] * rows.shape[1] + [1e-6])
    beta = np.zeros(drawn.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-drawn @ beta))
        slope = drawn.T @ (weight * (chance - truth)) + ridge @ beta
        curve = (drawn * (weight * chance * (1 - chance))[:, None]).T @ drawn + ridge
        beta -= np.linalg.solve(curve, slope)
    return Scorer(
        bias=float(beta[-1]), centre=centre.astype(np.float32), spread=spread.astype(np.float32), weight=beta[:-1].astype(np.float32)
    )


def readable(scorer: Scorer, features: Sequence[str]) -> dict[str, Any]:
    """Return a scorer as weights.json states it: by name, centre, spread and weight to four digits."""
    table = zip(features, scorer.centre, scorer.spread, scorer.weight, strict=True)
    return {
        "bias": round(scorer.bias, 4),
        "features": {name: [float(f"{x:.4g}") for x in numbers] for name, *numbers in table},
    }


def judged(scorer: Scorer, some: Sequence[Examples]) -> str:
    """Return average precision and the best F1, over the examples of full weight."""
    rows, truth = np.concatenate([e.rows for e in some]), np.concatenate([e.truth for e in some])
    full = np.concatenate([e.weight for e in some]) >= 1
    chance, truth = scorer(rows[full]), truth[full]
    right = truth[np.argsort(-chance, kind="stable")].cumsum()
    at = np.arange(len(right)) + 1
    hits = np.diff(np.concatenate([[0.0], right])) > 0
    best = 2 * right / (at + truth.sum())
    k = int(best.argmax())
    return (
        f"average precision {float((right / at)[hits].mean()):.3f}, best F1 {best[k]:.3f} at {np.sort(chance)[::-1][k]:.2f} "
        f"of {int(truth.sum())} in {len(truth)}"
    )


def main() -> int:
    """Fit, write and judge each question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only-score", action="store_true", help="judge the weights that ship")
    options = parser.parse_args()
    events = {stem: read(stem) for stem in EVENTS}
    print(f"{len(events) - len(HELD)} events train, {len(HELD)} are held out", file=sys.stderr)
    weights = json.loads(WEIGHTS.read_text("utf-8")) if WEIGHTS.exists() else {}
    weights = {name: weights[name] for name in QUESTIONS if name in weights}
    for name, (examples, features) in QUESTIONS.items():
        seen = {stem: examples(event) for stem, event in events.items()}
        train = [e for stem, e in seen.items() if stem not in HELD]
        if not options.only_score:
            weights[name] = readable(fitted(train), features)
            WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
        table = np.array([weights[name]["features"][f] for f in features], dtype=np.float32)
        scorer = Scorer(bias=weights[name]["bias"], centre=table[:, 0], spread=table[:, 1], weight=table[:, 2])
        print(f"{name:16} trained  {judged(scorer, train)}")
        print(f"{name:16} held out {judged(scorer, [e for stem, e in seen.items() if stem in HELD])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
