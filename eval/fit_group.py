"""Fit the network of stages/group on labelled pairs, cross-validate it, and write its weights.

    python eval/fit_group.py [--folds 3] [--only-score]

Every set streams through a Grouper's candidates and features in time order, so that terms weigh what they will weigh in use. Folds are
of events (of topics for ECB+); a fold's articles are scored by a network that saw none of its events, in the stream of the whole
set. Seeded; numpy alone. Only labels of the sets train numbers, no text survives in them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kawat.lang import dates
from kawat.model import Article
from kawat.stages import group
from kawat.stages.detect import detect
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.group.features import FEATURES, Terms, matrix
from kawat.stages.group.gist import Gist, gist
from kawat.stages.group.scorer import Network

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KAWAT_SHARED", ROOT.parent / "shared"))
SETS = {"gva": "events-en-gva", "id": "events-id-2025-06", "ecb": "events-en-ecbplus", "meantime": "events-xling-meantime"}
WEIGHTS = ROOT / "src" / "kawat" / "stages" / "group" / "weights.json"
HIDDEN, EPOCHS, BATCH, DECAY = 24, 30, 512, 2e-4
HANDFULS = 400  # small folders of each set
STRANGERS = 8_000  # pairs of unlabelled articles at most
# Shares of pairs from which dates and outlets are hidden in training, so that no set is known by lacking them.
HIDE = {("apart", "undated"): 0.3, ("days shared", "days apart"): 0.3, ("outlet",): 0.3}
Score = Callable[[NDArray[np.float32]], NDArray[np.float64]]


@dataclass(slots=True)
class Stream:
    """A set as it streamed: ids in order, gold events of those labelled, each article's candidates by place, and their features."""

    name: str
    ids: list[str]
    gold: dict[str, str]
    gists: list[Gist]
    candidates: list[list[int]]
    rows: list[NDArray[np.float32]]


def stream(name: str) -> Stream:
    """Stream a set through the grouper's candidates and features."""
    folder = SHARED / "data" / SETS[name]
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf8") as lines:
        articles = [json.loads(line) for line in lines]
    gold: dict[str, str] = {}
    for path in folder.glob("gold.jsonl*"):
        with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
            for line in lines:
                label = json.loads(line)
                gold[str(label.get("id") or label.get("url"))] = str(label.get("event") or label.get("cluster"))
    for one in articles:
        one["id"] = str(one.get("id") or one.get("url"))
        one["published"] = dates.published(one.get("published") or one.get("published_raw") or "") or ""
    articles.sort(key=lambda one: one["published"] or "9999")
    vectors = load().embed([f"{one['title']}. {one['text'][:800]}" for one in articles])
    grouper, terms = group.Grouper(), Terms(Counter(), 0)
    grouper._terms = terms
    place: dict[str, int] = {}
    gists, candidates, rows = [], [], []
    for one, vector in zip(articles, vectors, strict=True):
        language = detect(f"{one['title']}\n{one['text']}")
        article = Article(
            id=one["id"], path=None, url=None, outlet=one.get("outlet"), title=one["title"], text=one["text"], published=one["published"] or None, language=language
        )  # fmt: skip
        mine = gist(article, extract(article), vector)
        others = grouper.candidates(mine)
        candidates.append([place[other] for other in others])
        rows.append(matrix(mine, [grouper.state.gists[other] for other in others], terms))
        place[mine.article] = len(place)
        gists.append(mine)
        terms.add(mine)
        grouper.state.gists[mine.article] = mine
        grouper._enter(mine)
    return Stream(name=name, ids=[one["id"] for one in articles], gold=gold, gists=gists, candidates=candidates, rows=rows)


def fold(name: str, event: str, folds: int) -> int:
    """Return the fold of an event; the two events of one ECB+ topic share theirs."""
    topic = re.match(r"\d+", event) if name == "ecb" else None
    return zlib.crc32(f"{name}{topic.group() if topic else event}".encode()) % folds


def pairs(one: Stream, kept: Callable[[str], bool]) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return the features and labels of all pairs whose events are both kept."""
    features, labels = [], []
    for mine, others, rows in zip(one.ids, one.candidates, one.rows, strict=True):
        event = one.gold.get(mine)
        if event is None or not kept(event):
            continue
        for other, row in zip(others, rows, strict=True):
            theirs = one.gold.get(one.ids[other])
            if theirs is not None and kept(theirs):
                features.append(row)
                labels.append(float(theirs == event))
    return np.array(features, dtype=np.float32), np.array(labels)


def strangers(one: Stream) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return pairs of unlabelled articles that cannot be of one event: hardly a word in common, none of it in their titles.

    What people label are events; a stream is full of recipes and lists, which must not be joined for want of anything nearer.
    """
    words, title = FEATURES.index("words"), FEATURES.index("title")
    found = [
        row
        for mine, others, rows in zip(one.ids, one.candidates, one.rows, strict=True)
        if mine not in one.gold
        for other, row in zip(others, rows, strict=True)
        if one.ids[other] not in one.gold and row[words] < 0.15 and row[title] == 0
    ]
    chosen = random.Random(5).sample(found, min(len(found), STRANGERS))
    return np.array(chosen, dtype=np.float32).reshape(-1, len(FEATURES)), np.zeros(len(chosen))


def handfuls(one: Stream, kept: Callable[[str], bool]) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return the pairs of small folders: some reports of one event, beside none to four of others, half of these look-alikes.

    A person's folder is no stream: few articles tell how rare a word is, and few candidates how a pair stands out.
    """
    rng = random.Random(11)
    labelled = [i for i, name in enumerate(one.ids) if name in one.gold and kept(one.gold[name])]
    members: dict[str, list[int]] = defaultdict(list)
    for i in labelled:
        members[one.gold[one.ids[i]]].append(i)
    several = sorted(event for event, inside in members.items() if len(inside) > 1)
    features: list[NDArray[np.float32]] = []
    labels: list[float] = []
    for _ in range(HANDFULS if several else 0):
        event = rng.choice(several)
        inside = rng.sample(members[event], min(len(members[event]), rng.randint(2, 5)))
        near = [
            j
            for i in inside
            for j in one.candidates[i]
            if one.ids[j] in one.gold and kept(one.gold[one.ids[j]]) and j not in members[event]
        ]
        beside = [rng.choice(near) if near and rng.random() < 0.5 else rng.choice(labelled) for _ in range(rng.randint(0, 4))]
        folder = sorted({*inside, *beside})
        terms = Terms(Counter(), 0)
        seen: list[int] = []
        for i in folder:
            _pair(one, i, seen, terms, features, labels)
            terms.add(one.gists[i])
            seen.append(i)
        for i in folder:
            _pair(one, i, [j for j in folder if j != i], terms, features, labels)
    return np.array(features, dtype=np.float32).reshape(-1, len(FEATURES)), np.array(labels)


def _pair(one: Stream, mine: int, others: list[int], terms: Terms, features: list[NDArray[np.float32]], labels: list[float]) -> None:
    features.extend(matrix(one.gists[mine], [one.gists[j] for j in others], terms))
    labels.extend(float(one.gold[one.ids[mine]] == one.gold[one.ids[j]]) for j in others)


def examples(
    streams: list[Stream], kept: Callable[[Stream], Callable[[str], bool]]
) -> list[tuple[NDArray[np.float32], NDArray[np.float64]]]:
    """Return all training pairs, of streams, of handfuls and of strangers, each kind with its own weight."""
    made = [some for one in streams for some in (pairs(one, kept(one)), handfuls(one, kept(one)), strangers(one))]
    return [(features, labels) for features, labels in made if len(labels)]


def fit(data: list[tuple[NDArray[np.float32], NDArray[np.float64]]]) -> Network:
    """Return the network fitted by Adam (Kingma and Ba 2015) on the log loss; each set weighs by the root of its pairs."""
    rng = np.random.RandomState(0)
    x = np.concatenate([features for features, _ in data])
    y = np.concatenate([labels for _, labels in data])
    weight = np.concatenate([np.full(len(labels), 1 / np.sqrt(len(labels))) for _, labels in data])
    weight /= weight.mean()
    for names, share in HIDE.items():
        hidden = rng.rand(len(x)) < share
        for name in names:
            x[hidden, FEATURES.index(name)] = float(name == "undated")
    mean, scale = x.mean(0).astype(np.float64), x.std(0).astype(np.float64) + 1e-3
    z = (x - mean) / scale
    parameters = [
        rng.randn(z.shape[1], HIDDEN) / np.sqrt(z.shape[1]),
        np.zeros(HIDDEN),
        rng.randn(HIDDEN, 1) / np.sqrt(HIDDEN),
        np.zeros(1),
    ]
    first, second = [0 * p for p in parameters], [0 * p for p in parameters]
    step = 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(z))
        rate = 3e-3 * (1 - epoch / EPOCHS) + 1e-4
        for begin in range(0, len(z), BATCH):
            chosen = order[begin : begin + BATCH]
            inner = np.tanh(z[chosen] @ parameters[0] + parameters[1])
            said = 1 / (1 + np.exp(-(inner @ parameters[2] + parameters[3])[:, 0]))
            error = ((said - y[chosen]) * weight[chosen] / len(chosen))[:, None]
            back = (error @ parameters[2].T) * (1 - inner**2)
            gradients = [z[chosen].T @ back + DECAY * parameters[0], back.sum(0), inner.T @ error + DECAY * parameters[2], error.sum(0)]
            step += 1
            for k, gradient in enumerate(gradients):
                first[k] = 0.9 * first[k] + 0.1 * gradient
                second[k] = 0.999 * second[k] + 0.001 * gradient**2
                parameters[k] = parameters[k] - rate * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
    return Network(
        mean=mean,
        scale=scale,
        hidden=parameters[0],
        hidden_bias=parameters[1],
        output=parameters[2][:, 0],
        output_bias=float(parameters[3][0]),
    )


def assign(one: Stream, score: Score) -> list[int]:
    """Return each article's event by the grouper's own rule, as the place of the article that opened it."""
    event: list[int] = []
    for index, (others, rows) in enumerate(zip(one.candidates, one.rows, strict=True)):
        scores: dict[int, list[float]] = defaultdict(list)
        for other, value in zip(others, score(rows) if len(rows) else (), strict=True):
            scores[event[other]].append(float(value))
        best = max(scores, key=lambda e: group._together(scores[e]), default=None)
        event.append(best if best is not None and group._together(scores[best]) >= group.THRESHOLD else index)
    return event


def bcubed(assigned: dict[str, object], gold: dict[str, str], *, several: bool = False) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 (Bagga and Baldwin 1998); `several` keeps events of two articles and more."""
    mine, true = defaultdict(set), defaultdict(set)
    for item, event in gold.items():
        mine[assigned[item]].add(item)
        true[event].add(item)
    items = [item for item, event in gold.items() if not several or len(true[event]) > 1]
    hits = [(len(mine[assigned[i]] & true[gold[i]]), len(mine[assigned[i]]), len(true[gold[i]])) for i in items]
    precision = sum(h / p for h, p, _ in hits) / len(hits)
    recall = sum(h / t for h, _, t in hits) / len(hits)
    return precision, recall, 2 * precision * recall / (precision + recall)


def shown(one: Stream, assigned: dict[str, object]) -> str:
    """Return a set's line of the table."""
    precision, recall, f1 = bcubed(assigned, one.gold)
    return f"{one.name:10} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, of events of two and more {bcubed(assigned, one.gold, several=True)[2]:.3f}"


def outside(folds: int, number: int) -> Callable[[Stream], Callable[[str], bool]]:
    """Return, for a set, whether an event stands outside a fold."""
    return lambda one: lambda event: fold(one.name, event, folds) != number


def everything(one: Stream) -> Callable[[str], bool]:
    """Keep every event of a set."""
    return lambda event: True


def cross_validate(streams: list[Stream], folds: int) -> None:
    """Print each set's scores by networks that saw none of the events they are scored on, then by ones that saw none of the set."""
    held: dict[str, dict[str, object]] = {one.name: {} for one in streams}
    for number in range(folds):
        network = fit(examples(streams, outside(folds, number)))
        for one in streams:
            events = assign(one, network)
            held[one.name].update(
                {
                    i: (number, e)
                    for i, e in zip(one.ids, events, strict=True)
                    if i in one.gold and fold(one.name, one.gold[i], folds) == number
                }
            )
    print(f"cross-validated over {folds} folds of events:")
    for one in streams:
        print(" ", shown(one, held[one.name]))
    print("each set by a network fitted on the others:")
    for one in streams:
        network = fit(examples([other for other in streams if other is not one], everything))
        print(" ", shown(one, dict(zip(one.ids, assign(one, network), strict=True))))


def main() -> int:
    """Cross-validate, fit on everything, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--only-score", action="store_true", help="write no weights")
    options = parser.parse_args()
    if not (SHARED / "data").is_dir():
        print(f"no data under {SHARED}: nothing fitted; set KAWAT_SHARED", file=sys.stderr)
        return 0
    streams = []
    for name in SETS:
        began = time.perf_counter()
        streams.append(stream(name))
        print(f"{name}: {len(streams[-1].ids)} articles in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    cross_validate(streams, options.folds)
    if not options.only_score:
        network = fit(examples(streams, everything))
        stated = {"by": group.BY, "features": list(FEATURES)} | {
            name: np.round(getattr(network, name), 4).tolist()
            for name in ("mean", "scale", "hidden", "hidden_bias", "output", "output_bias")
        }
        WEIGHTS.write_text(json.dumps(stated, separators=(",", ":")) + "\n", "utf-8")
        print(f"wrote {WEIGHTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
