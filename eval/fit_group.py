"""Fit the network of stages/group on labelled pairs, cross-validate it, and write its weights.

    python eval/fit_group.py [--folds 3] [--only-score] [--cache DIR]

Every set streams through the grouper's own candidates and features in time order, so that terms weigh what they will weigh in use; so do
mixtures of all sets, small folders, and the invented streams of eval/invented. Folds are of events (of topics for ECB+, of neighbourhoods of
the Indonesian gold's list, where sagas stand together); a fold is scored by a network that saw none of its events, in the stream of the
whole set. Seeded; numpy alone. Only labels of the sets train numbers, no text survives in them.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
import pickle
import random
import re
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pages import shared

from kawat import pipeline
from kawat.lang import dates
from kawat.model import Article
from kawat.stages import group
from kawat.stages.detect import detect
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.group.features import FEATURES, features
from kawat.stages.group.gist import Gist, gist
from kawat.stages.group.grain import Running, called_for, settled, shifted
from kawat.stages.group.live import Live, Rows
from kawat.stages.group.recluster import nearness, recluster
from kawat.stages.group.scorer import Network

ROOT = Path(__file__).resolve().parent.parent
INVENTED = Path(__file__).resolve().parent / "invented"
SETS = {"gva": "events-en-gva", "id": "events-id-2025-06", "ecb": "events-en-ecbplus", "meantime": "events-xling-meantime"}
WEIGHTS = ROOT / "src" / "kawat" / "stages" / "group" / "weights.npz"
BINS, HIDDEN, NETWORKS, EPOCHS, BATCH, DECAY = 5, 48, 3, 8, 1024, 7e-4
MIXTURES, MIXED, INVENTED_MIXED = 4, 300, 900  # streams of all sets together, and labelled articles of each set in one, of the invented
HANDFULS = 800  # small folders of each set
STRANGERS = 8_000  # pairs of unlabelled articles at most
EASY = 0.25  # of the pairs that a first, small network is sure are two events stay, each for four
# Shares of pairs from which these are hidden in training, so that no set is known by lacking them.
HIDE = {
    ("apart", "undated"): 0.3, ("days alike", "days held", "days best", "days size"): 0.3, ("outlet",): 0.3, ("length", "shortest"): 0.3,
}  # fmt: skip
_EPOCH = 24 * 365 * 50  # the hour at which mixed streams begin

Floats = NDArray[np.float32]
Pairs = tuple[Floats, Floats, Floats]  # features, labels, and the grain of the stream that each is of
Kept = Callable[[str, str], bool]
Score = Callable[[Floats], NDArray[np.float64]]


@dataclass(slots=True)
class Stream:
    """Articles as they streamed: the set and gold event of each (None: unlabelled), and its candidates and their features twice.

    `arriving` is what was known when it arrived, `later` what is known at the end.
    """

    name: str
    ids: list[str]
    sets: list[str]
    gold: list[str | None]
    arriving: list[tuple[Rows, Floats]]
    later: list[tuple[Rows, Floats]]


def gists(name: str, cache: Path | None) -> tuple[list[Gist], dict[str, str]]:
    """Return a set's gists in time order and the gold event of each labelled article."""
    if cache and (cache / f"{name}.pickle").exists():
        return pickle.loads((cache / f"{name}.pickle").read_bytes())  # type: ignore[no-any-return]
    gold: dict[str, str] = {}
    if name in SETS:
        folder = shared() / "data" / SETS[name]
        articles: list[dict[str, Any]] = list(_lines(folder / "articles.jsonl.gz"))
        for path in sorted(folder.glob("gold.jsonl*")):
            for label in _lines(path):
                gold[str(label.get("id") or label.get("url"))] = str(label.get("event") or label.get("cluster"))
    else:
        articles = list(_lines(INVENTED / f"{name}.jsonl"))
        gold = {one["id"]: f"{name}:{one['event'] or one['id']}" for one in articles}
    for one in articles:
        one["id"] = str(one.get("id") or one.get("url"))
        one["published"] = dates.published(one.get("published") or one.get("published_raw") or "")
    made = [
        Article(
            id=one["id"], path=None, url=None, outlet=one.get("outlet"), title=one["title"], text=one["text"],
            published=one["published"], language=detect(f"{one['title']}\n{one['text']}"),
        )
        for one in articles
    ]  # fmt: skip
    made = pipeline.in_time_order(made)
    found = [gist(one, extract(one), vector) for one, vector in zip(made, pipeline.vectors(made, load()), strict=True)]
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
        (cache / f"{name}.pickle").write_bytes(pickle.dumps((found, gold)))
    return found, gold


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def stream(name: str, articles: Sequence[tuple[str, Gist]], gold: dict[str, str]) -> Stream:
    """Stream articles, each with the name of its set, through the grouper's candidates and features."""
    live = Live(most=group.MOST)
    arriving = []
    for _, one in articles:
        number = live.enter(one)
        others = live.candidates(number)
        arriving.append((others, features(live, number, others)))
    later = [(others, features(live, number, others)) for number in range(len(articles)) for others in (live.candidates(number),)]
    ids = [one.article for _, one in articles]
    return Stream(name=name, ids=ids, sets=[s for s, _ in articles], gold=[gold.get(i) for i in ids], arriving=arriving, later=later)


@dataclass(slots=True)
class Material:
    """All streams: those that are scored, and those that only train."""

    scored: list[Stream]
    mixed: list[Stream]
    handfuls: dict[str, list[Stream]]


def material(cache: Path | None) -> Material:
    """Return all streams; the invented files are one of the scored, aligned in time, and each trains by itself too."""
    known: dict[str, tuple[list[Gist], dict[str, str]]] = {}
    invented = sorted(path.stem for path in INVENTED.glob("*.jsonl"))
    for name in (*SETS, *invented):
        began = time.perf_counter()
        known[name] = gists(name, cache)
        print(f"{name}: {len(known[name][0])} articles in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    scored = [stream(name, [(name, one) for one in known[name][0]], known[name][1]) for name in SETS]
    everything: dict[str, str] = {}
    together: list[tuple[str, Gist]] = []
    for name in invented:
        together += [("invented", one) for one in _shifted(known[name][0])]
        everything |= known[name][1]
    scored.append(stream("invented", _in_order(together, random.Random(0)), everything))
    single = [stream(name, [("invented", one) for one in known[name][0]], known[name][1]) for name in invented]
    mixed = single + [_mixture(seed, known, everything) for seed in range(MIXTURES)]
    by_set = {name: known[name] for name in SETS} | {"invented": ([one for _, one in together], everything)}
    return Material(scored=scored, mixed=mixed, handfuls={one.name: _handfuls(one, *by_set[one.name]) for one in scored})


def _shifted(articles: Sequence[Gist]) -> list[Gist]:
    """Articles with their hours moved, so that streams of different years run side by side."""
    first = min((one.hour for one in articles if one.hour is not None), default=0.0)
    return [dataclasses.replace(one, hour=None if one.hour is None else one.hour - first + _EPOCH) for one in articles]


def _in_order(articles: list[tuple[str, Gist]], rng: random.Random) -> list[tuple[str, Gist]]:
    hours = [one.hour if one.hour is not None else _EPOCH + 100 * rng.random() for _, one in articles]
    return [articles[i] for i in sorted(range(len(articles)), key=lambda i: hours[i])]


def _mixture(seed: int, known: dict[str, tuple[list[Gist], dict[str, str]]], invented: dict[str, str]) -> Stream:
    """Whole events of every set in one stream: news of all kinds together, as a desk reads it."""
    rng = random.Random(seed)
    chosen: list[tuple[str, Gist]] = []
    gold: dict[str, str] = dict(invented)
    files = sum(name not in SETS for name in known)
    for name, (articles, labels) in known.items():
        most = MIXED if name in SETS else INVENTED_MIXED // files
        events = sorted(set(labels.values()))
        rng.shuffle(events)
        by_event: dict[str | None, list[Gist]] = defaultdict(list)
        for one in articles:
            by_event[labels.get(one.article)].append(one)
        some: list[Gist] = []
        for event in events:
            if len(some) >= most:
                break
            some += by_event[event]
        some += rng.sample(by_event[None], min(len(by_event[None]), MIXED))
        chosen += [(name if name in SETS else "invented", one) for one in _shifted(some)]
        gold |= labels
    return stream(f"mixture {seed}", _in_order(chosen, rng), gold)


def _handfuls(one: Stream, articles: Sequence[Gist], gold: dict[str, str]) -> list[Stream]:
    """Small folders: one report of an event or some, beside none to sixteen of others, half of these look-alikes.

    A person's folder is no stream: few articles tell how rare a word is, and few candidates how a pair stands out.
    """
    rng = random.Random(11)
    known = {a.article: a for a in articles}
    near = {i: [one.ids[j] for j in others] for i, (others, _) in zip(one.ids, one.arriving, strict=True)}
    labelled = [i for i in one.ids if i in gold]
    members: dict[str, list[str]] = defaultdict(list)
    for i in labelled:
        members[gold[i]].append(i)
    several = sorted(event for event, inside in members.items() if len(inside) > 1)
    made = []
    for _ in range(HANDFULS):
        event = rng.choice(several)
        inside = rng.sample(members[event], min(len(members[event]), rng.randint(1, 6)))
        alike = [j for i in inside for j in near[i] if gold.get(j, event) != event]
        count = rng.choice([0, 1, 1, 2, 2, 3, 4, 8, 16])
        beside = [rng.choice(alike) if alike and rng.random() < 0.5 else rng.choice(labelled) for _ in range(count)]
        folder = sorted({*inside, *beside}, key=lambda i: (known[i].hour or 9e9, i))
        made.append(stream("handful", [(one.name, known[i]) for i in folder], gold))
    return made


def fold(name: str, event: str, folds: int) -> int:
    """Return the fold of an event; the two events of an ECB+ topic share theirs, and so do neighbours in the Indonesian list."""
    if name == "ecb" and (topic := re.match(r"\d+", event)):
        event = topic.group()
    if name == "id":
        event = str(int(event[1:]) // 12)
    return zlib.crc32(f"{name}{event}".encode()) % folds


def pairs(streams: Sequence[Stream], kept: Kept) -> Pairs:
    """Return the features, labels and grains of all pairs whose events are both kept.

    What is counted as seen of a stream is all candidates of its kept articles: of an unlabelled one, or one that is not kept, it is known that
    it tells of another event, since the labels of an event are whole.
    """
    rows, labels, grains = [np.zeros((0, len(FEATURES)), dtype=np.float32)], [np.zeros(0)], [np.zeros(0)]
    for one in streams:
        places = {(s, e): place for place, (s, e) in enumerate(dict.fromkeys(zip(one.sets, one.gold, strict=True)))}
        event = np.array([places[s, e] if e is not None and kept(s, e) else -1 for s, e in zip(one.sets, one.gold, strict=True)])
        for known in (one.arriving, one.later):
            looked, true, begin = 0, 0.0, len(labels)
            for number, (others, found) in enumerate(known):
                if event[number] < 0:
                    continue
                usable = event[others] >= 0
                rows.append(found[usable])
                labels.append(event[others[usable]] == event[number])
                looked, true = looked + len(others), true + float(labels[-1].sum())
            grains += [np.full(len(some), called_for(true, looked)) for some in labels[begin:]]
    return np.concatenate(rows), np.concatenate(labels).astype(np.float32), np.concatenate(grains).astype(np.float32)


def strangers(one: Stream) -> Pairs:
    """Return pairs of unlabelled articles that cannot be of one event: hardly a word in common, none of it in their titles.

    What people label are events; a stream is full of recipes and lists, which must not be joined for want of anything nearer.
    """
    words, title = FEATURES.index("words alike"), FEATURES.index("title alike")
    unlabelled = np.array([event is None for event in one.gold])
    found = [
        rows[unlabelled[others] & (rows[:, words] < 0.12) & (rows[:, title] == 0)]
        for number, (others, rows) in enumerate(one.arriving)
        if unlabelled[number] and len(others)
    ]
    every = np.concatenate(found) if found else np.zeros((0, len(FEATURES)), dtype=np.float32)
    chosen = every[np.random.RandomState(5).permutation(len(every))[:STRANGERS]]
    return chosen, np.zeros(len(chosen), dtype=np.float32), np.zeros(len(chosen), dtype=np.float32)


def examples(known: Material, kept: Kept, without: str | None = None) -> tuple[Floats, Floats, Floats, Floats]:
    """Return all training pairs with labels, grains and weights; each kind of stream weighs by the root of its pairs."""
    scored = [one for one in known.scored if one.name != without]
    parts = [pairs([one], kept) for one in scored]
    parts += [pairs([one], kept) for one in known.mixed if one.name.startswith("mixture")]
    parts += [pairs([one for one in known.mixed if not one.name.startswith("mixture")], kept)]
    parts += [pairs(known.handfuls[one.name], kept) for one in scored]
    parts += [strangers(one) for one in scored]
    weights = [np.full(len(labels), max(len(labels), 1) ** -0.5, dtype=np.float32) for _, labels, _ in parts]
    rows, labels, grains = (np.concatenate(column) for column in zip(*parts, strict=True))
    return rows, labels, grains, np.concatenate(weights)


def fit(rows: Floats, labels: Floats, grains: Floats, weights: Floats) -> Network:
    """Return NETWORKS networks as one, each fitted from another beginning; easy negatives are thinned out first."""
    small = _edges(rows, labels, 2)
    first = _fit(rows[::7], labels[::7], grains[::7], weights[::7], small, units=16, epochs=2, seed=0)
    said = np.concatenate([first.weighed(part) for part in np.array_split(rows, 1 + len(rows) // 20_000)])
    easy = (labels == 0) & (shifted(said, grains) < 0.02)
    keep = ~easy | (np.random.RandomState(0).rand(len(rows)) < EASY)
    weights = np.where(easy, weights / EASY, weights).astype(np.float32)[keep]
    rows, labels, grains = rows[keep], labels[keep], grains[keep]
    edges = _edges(rows, labels, BINS)
    fitted = [_fit(rows, labels, grains, weights, edges, units=HIDDEN, epochs=EPOCHS, seed=seed) for seed in range(NETWORKS)]
    return Network(
        edges=edges,
        hidden=np.concatenate([one.hidden for one in fitted], axis=1),
        hidden_bias=np.concatenate([one.hidden_bias for one in fitted]),
        output=(np.concatenate([one.output for one in fitted]) / NETWORKS).astype(np.float32),
        output_bias=np.mean([one.output_bias for one in fitted], axis=0),
    )


def _edges(rows: Floats, labels: Floats, bins: int) -> Floats:
    """Quantiles of every feature over as many pairs of one event as of two, no two edges of a feature alike."""
    rng = np.random.RandomState(1)
    halves = [kind[rng.permutation(len(kind))[:20_000]] for kind in (rows[labels == 1], rows[labels == 0])]
    some = np.concatenate(halves)
    edges = np.quantile(some, np.linspace(0.01, 0.99, bins + 1), axis=0)
    least = (some.max(0) - some.min(0) + 1e-6) / 200
    for place in range(1, bins + 1):
        edges[place] = np.maximum(edges[place], edges[place - 1] + least)
    found: Floats = edges.astype(np.float32)
    return found


def _fit(rows: Floats, labels: Floats, grains: Floats, weights: Floats, edges: Floats, *, units: int, epochs: int, seed: int) -> Network:
    """One network by Adam (Kingma and Ba 2015) on the weighted log loss; the grain of a pair's stream is given, not learnt."""
    rng = np.random.RandomState(seed)
    rows = rows.copy()
    for names, share in HIDE.items():
        hidden = rng.rand(len(rows)) < share
        for name in names:
            rows[hidden, FEATURES.index(name)] = float(name == "undated")
    weights = weights / weights.mean()
    wide = edges[1:].size
    shapes: list[tuple[int, ...]] = [(wide, units), (units,), (units, 1), (1,)]
    net = [rng.randn(*s).astype(np.float32) / np.float32(s[0] ** 0.5) if len(s) > 1 else np.zeros(s, dtype=np.float32) for s in shapes]
    encode = Network(edges=edges, hidden=net[0], hidden_bias=net[1], output=net[2][:, 0], output_bias=net[3]).encode
    first, second = [0 * p for p in net], [0 * p for p in net]
    step = 0
    for epoch in range(epochs):
        order = rng.permutation(len(rows))
        for begin in range(0, len(rows), BATCH):
            step += 1
            rate = 3e-3 * (1 - (epoch + begin / len(rows)) / epochs) + 5e-5
            chosen = order[begin : begin + BATCH]
            encoded = encode(rows[chosen])
            inner = np.tanh(encoded @ net[0] + net[1])
            said = 1 / (1 + np.exp(-(inner @ net[2] + net[3])[:, 0] - grains[chosen]))
            error = ((said - labels[chosen]) * weights[chosen] / len(chosen))[:, None]
            back = (error @ net[2].T) * (1 - inner**2)
            slopes = [encoded.T @ back + DECAY * net[0], back.sum(0), inner.T @ error + DECAY * net[2], error.sum(0)]
            for k, slope in enumerate(slopes):
                first[k] = 0.9 * first[k] + 0.1 * slope
                second[k] = 0.999 * second[k] + 0.001 * slope**2
                net[k] = net[k] - np.float32(rate) * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
    return Network(edges=edges, hidden=net[0], hidden_bias=net[1], output=net[2][:, 0], output_bias=net[3])


def at_once(one: Stream, score: Score) -> list[int]:
    """Return each article's event as it is assigned on arrival, as the place of the article that opened it."""
    event: list[int] = []
    arriving = Running()
    for number, (others, rows) in enumerate(one.arriving):
        found: dict[int, list[float]] = defaultdict(list)
        for other, value in zip(others.tolist(), arriving.add(score(rows)).tolist() if len(rows) else (), strict=True):
            found[event[other]].append(value)
        best = max(found, key=lambda e: nearness(found[e]), default=None)
        event.append(best if best is not None and nearness(found[best]) >= group.THRESHOLD else number)
    return event


def in_the_end(one: Stream, score: Score) -> list[int]:
    """Return each article's event after second thoughts, as `kawat group FILE` prints it."""
    links: dict[int, dict[int, float]] = defaultdict(dict)
    scores = [score(rows) if len(rows) else np.zeros(0) for _, rows in one.later]
    coarse = settled(scores)
    for number, ((others, _), some) in enumerate(zip(one.later, scores, strict=True)):
        for other, value in zip(others.tolist(), shifted(some, coarse).tolist(), strict=True):
            links[number][other] = links[other][number] = max(value, links[number].get(other, 0.0))
    found = recluster([[n] for n in range(len(one.ids))], links, threshold=group.THRESHOLD, apart={})
    place = {number: k for k, members in enumerate(found) for number in members}
    return [place[number] for number in range(len(one.ids))]


def bcubed(assigned: Sequence[int], one: Stream, held: set[int], *, strict: bool, several: bool = False) -> list[tuple[int, int, int]]:
    """Return for each held article how many of its cluster are of its event, of how many, and of how many it should be.

    BCubed (Bagga and Baldwin 1998). As the scorer counts, only held articles stand in a cluster; `strict` counts all labelled ones.
    """
    counted = [n for n, event in enumerate(one.gold) if event is not None and (strict or n in held)]
    mine, true = defaultdict(set), defaultdict(set)
    for n in counted:
        mine[assigned[n]].add(n)
        true[one.gold[n]].add(n)
    return [
        (len(mine[assigned[n]] & true[one.gold[n]]), len(mine[assigned[n]]), len(true[one.gold[n]]))
        for n in sorted(held)
        if not several or len(true[one.gold[n]]) > 1
    ]


def f1(hits: Sequence[tuple[int, int, int]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of what `bcubed` returned."""
    precision = sum(h / m for h, m, _ in hits) / len(hits)
    recall = sum(h / t for h, _, t in hits) / len(hits)
    return precision, recall, 2 * precision * recall / (precision + recall)


def cross_validate(known: Material, folds: int) -> None:
    """Print each set's scores by networks that saw none of the events they are scored on, then by ones that saw none of the set."""
    hits: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for number in range(folds):
        network = fit(*examples(known, lambda name, event, number=number: fold(name, event, folds) != number))  # type: ignore[misc]
        for one in known.scored:
            held = {n for n, e in enumerate(one.gold) if e is not None and fold(one.name, e, folds) == number}
            last, first = in_the_end(one, network), at_once(one, network)
            hits[one.name, "end"] += bcubed(last, one, held, strict=False)
            hits[one.name, "several"] += bcubed(last, one, held, strict=False, several=True)
            hits[one.name, "strict"] += bcubed(last, one, held, strict=True)
            hits[one.name, "once"] += bcubed(first, one, held, strict=False)
    print(f"cross-validated over {folds} folds (P, R, F1; of events of two and more; with other folds' articles counted; on arrival):")
    for one in known.scored:
        p, r, f = f1(hits[one.name, "end"])
        rest = " ".join(f"{kind} {f1(hits[one.name, kind])[2]:.3f}" for kind in ("several", "strict", "once"))
        print(f"  {one.name:10} P {p:.3f} R {r:.3f} F1 {f:.3f} {rest}", flush=True)
    print("each set by a network fitted on the others:")
    for one in known.scored:
        network = fit(*examples(known, lambda name, event, out=one.name: name != out, one.name))  # type: ignore[misc]
        held = {n for n, e in enumerate(one.gold) if e is not None}
        p, r, f = f1(bcubed(in_the_end(one, network), one, held, strict=True))
        print(f"  {one.name:10} P {p:.3f} R {r:.3f} F1 {f:.3f}", flush=True)


def marks(cache: Path | None) -> None:
    """Print how many copies and round-ups of the invented streams are marked, and how much else is.

    Translations are no copies of wording. A column or a list with a name of its own is no round-up that its title could tell.
    """
    found = told = true = gathered = gathered_told = wrong = 0
    for path in sorted(INVENTED.glob("*.jsonl")):
        stated = {row["id"]: row for row in _lines(path)}
        grouper = group.Grouper(each=0)
        for one in gists(path.stem, cache)[0]:
            source = stated[one.article]["copy_of"]
            copied = grouper.take(one).copy_of
            same = source and stated[source]["language"] == stated[one.article]["language"]
            true += bool(same)
            told += copied is not None
            found += bool(
                copied and stated[copied]["event"] == stated[one.article]["event"] and (same or stated[copied]["copy_of"] == one.article)
            )
            loose = stated[one.article]["event"] is None
            gathered += loose
            gathered_told += loose and one.roundup
            wrong += one.roundup and not loose
    print(
        f"invented: {found} of {told} marked copies are copies, of {true} copies of wording; {gathered_told} of {gathered} round-ups, lists and"
    )
    print(f"columns are told by their titles, and {wrong} reports are taken for one")


def main() -> int:
    """Cross-validate, fit on everything, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--only-score", action="store_true", help="write no weights")
    parser.add_argument("--only-fit", action="store_true", help="cross-validate nothing")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep what reading and embedding the sets gave, for the next run")
    options = parser.parse_args()
    if not (shared() / "data").is_dir():
        print(f"no data under {shared()}: nothing fitted; set KAWAT_SHARED", file=sys.stderr)
        return 0
    known = material(options.cache)
    if not options.only_score:
        network = fit(*examples(known, lambda name, event: True))
        halved = {name: getattr(network, name).astype(np.float16) for name in ("hidden", "hidden_bias", "output")}
        np.savez_compressed(WEIGHTS, features=np.array(FEATURES), edges=network.edges, output_bias=network.output_bias, **halved)
        print(f"wrote {WEIGHTS.relative_to(ROOT)}", flush=True)
    marks(options.cache)
    if not options.only_fit:
        cross_validate(known, options.folds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
