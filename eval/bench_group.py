"""What grouping costs: decisions a second with many live articles, memory, saving and restoring; and what others would do in its place.

    python eval/bench_group.py [--live 10000 50000 500000] [--beside] [--cache DIR]

The stream is synthetic: gists of the invented articles over and over, each copy under new names, numbers and rarer words, a new vector
near its own, and a later hour. So the numbers of events, terms and links grow as in news, and no text of others is needed. Embedding,
extraction and cleaning are apart; decisions are measured in processor time, so that a busy machine says nearly the same. `--beside` groups
the Indonesian and the US set by TF-IDF single pass and by HDBSCAN over the same vectors, which needs scikit-learn (`pip install
scikit-learn`), beside Kawat in one run; TF-IDF is given the threshold that suits it best on the very labels, and Kawat's network was fitted
on these labels: see `make group` for cross-validated figures.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from fit_group import INVENTED, bcubed, f1, gists

from kawat.stages.group import Grouper
from kawat.stages.group.gist import FIELDS, Gist
from kawat.stages.group.state import restore, save

_MEASURED = 1_500  # decisions that are timed at each size


def replicated(count: int, cache: Path | None) -> Iterator[Gist]:
    """Yield `count` gists: the invented ones, every round under other names and numbers."""
    known = [one for path in sorted(INVENTED.glob("*.jsonl")) for one in gists(path.stem, cache)[0]]
    rng = np.random.RandomState(0)
    first = [rng.permutation(len(known)) for _ in range(count // len(known) + 1)]
    renamed = {FIELDS.index(name) for name in ("names", "entities", "lead", "digits", "counts", "wording")}
    for number in range(count):
        turn, place = divmod(number, len(known))
        one = known[first[turn][place]]
        # Of every three words the rarest tells one round's event from another's; the rest stay the words of all news.
        words = [
            tuple(f"{turn:x}{item}"[-8:] if k == len(FIELDS) - 1 else f"{item} {turn}" for item in items)
            if k in renamed
            else tuple(item if hash_of(item) % 3 else f"{item}{turn}" for item in items)
            for k, items in enumerate(one.fields)
        ]
        vector = one.vector
        if vector is not None:
            moved = vector.reshape(2, -1) + rng.randn(1, vector.size // 2).astype(np.float32) * 0.03
            vector = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).ravel()
        yield dataclasses.replace(one, article=f"a{number}", fields=tuple(words), hour=number / 150, vector=vector)


def hash_of(item: str) -> int:
    """A hash of an item that is the same in every run."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(item))


def measure(sizes: list[int], cache: Path | None) -> None:
    """Print decisions a second at each size of the window, then what the largest state costs."""
    print(f"{'live':>9} {'decisions/s':>12} {'with second thoughts':>21} {'ms each':>8} {'memory MB':>10}")
    for size in sizes:
        grouper = Grouper(most=size, each=0)
        stream = replicated(size + 2 * _MEASURED, cache)
        for _ in range(size):
            grouper.live.enter(one := next(stream))
            number = grouper.live.first + len(grouper.live) - 1
            grouper.number[one.article] = number
            grouper._enter(number, grouper._open(number))
        some = [next(stream) for _ in range(_MEASURED)]
        began = time.process_time()
        for one in some:
            grouper.take(one)
        once = time.process_time() - began
        began = time.process_time()
        grouper.think_again(latest=_MEASURED)
        again = time.process_time() - began
        print(
            f"{size:>9,} {_MEASURED / once:>12.0f} {_MEASURED / (once + again):>21.0f} {1000 * once / _MEASURED:>8.2f} "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>10.0f}",
            flush=True,
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state"
        began = time.perf_counter()
        save(grouper, path)
        saved = time.perf_counter() - began
        began = time.perf_counter()
        other = restore(path)
        print(
            f"state of {len(other.live):,}: saved in {saved:.1f} s, restored in {time.perf_counter() - began:.1f} s, {path.stat().st_size / 1e6:.0f} MB"
        )


def beside(cache: Path | None) -> None:
    """Print the table of what users would pick instead, on two whole sets."""
    from fit_group import SETS, Stream
    from sklearn.cluster import HDBSCAN
    from sklearn.feature_extraction.text import TfidfVectorizer

    print(f"{'set':10} {'method':34} {'F1':>6} {'articles/s':>11}")
    for name in [name for name in SETS if name in ("gva", "id")]:
        articles, gold = gists(name, cache)
        one = Stream(
            name=name, ids=[a.article for a in articles], sets=[], gold=[gold.get(a.article) for a in articles], arriving=[], later=[]
        )
        held = {n for n, event in enumerate(one.gold) if event is not None}

        def shown(method: str, events: list[int], seconds: float, one: Stream = one, held: set[int] = held) -> None:
            print(
                f"{one.name:10} {method:34} {f1(bcubed(events, one, held, strict=True))[2]:>6.3f} {len(one.ids) / seconds:>11.0f}",
                flush=True,
            )

        began = time.perf_counter()
        texts = [" ".join(w.replace(" ", "_") for w in (*a.field("words"), *a.field("names"), *a.field("title"))) for a in articles]
        matrix = TfidfVectorizer(analyzer=str.split, sublinear_tf=True).fit_transform(texts)
        alike = np.asarray((matrix @ matrix.T).todense(), dtype=np.float32)
        best = max(
            (single_pass(alike, limit) for limit in np.arange(0.2, 0.7, 0.05)), key=lambda e: f1(bcubed(e, one, held, strict=True))[2]
        )
        shown("TF-IDF single pass, best threshold", best, (time.perf_counter() - began) / 10)
        began = time.perf_counter()
        half = articles[0].vector.size // 2 if articles[0].vector is not None else 0
        vectors = np.stack([a.vector[:half] if a.vector is not None else np.zeros(half) for a in articles])
        found = [
            int(label) if label >= 0 else -1 - n for n, label in enumerate(HDBSCAN(min_cluster_size=2, copy=True).fit_predict(vectors))
        ]
        shown("HDBSCAN over the same vectors", found, time.perf_counter() - began)
        began = time.perf_counter()
        kawat = Grouper(each=0)
        for a in articles:
            kawat.take(a)
        kawat.think_again()
        shown("Kawat (fitted on these labels)", kawat.live.event.rows.tolist(), time.perf_counter() - began)


def single_pass(alike: np.ndarray[tuple[int, int], np.dtype[np.float32]], limit: float) -> list[int]:
    """Join each article to the event of the nearest earlier one, or open an event."""
    events: list[int] = []
    for number in range(len(alike)):
        nearest = int(np.argmax(alike[number, :number])) if number else -1
        events.append(events[nearest] if nearest >= 0 and alike[number, nearest] >= limit else number)
    return events


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--live", type=int, nargs="*", default=[10_000, 50_000, 500_000])
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--cache", type=Path, metavar="DIR")
    options = parser.parse_args()
    if options.beside:
        beside(options.cache)
    if options.live:
        measure(options.live, options.cache)
    return 0


if __name__ == "__main__":
    sys.exit(main())
