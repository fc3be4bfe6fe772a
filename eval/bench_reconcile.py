"""Time and memory of reconciling one event, from ten reports to a thousand.

    python eval/bench_reconcile.py [--most 1000]

The reports are those of eval/cases, all taken for one event; beyond their number they come again with other numbers and days in them, and vectors
turned a little, so that no two are copies. Embedding is apart. Each size runs in a process of its own, whose peak of memory is printed.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from kawat import pipeline
from kawat.config import Settings
from kawat.model import Article
from kawat.stages.acquire import acquire
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.quote import quote
from kawat.stages.reconcile import describe, reconcile

CASES = Path(__file__).resolve().parent / "cases" / "texts"
SIZES = (10, 30, 100, 200, 300, 1000)


def measure(size: int) -> str:
    """Reconcile an event of `size` reports and return a line of the table."""
    found = pipeline._articles(acquire([str(CASES)], settings=Settings()), Settings(), lambda stage, done, total: None).articles
    articles = [_again(found[k % len(found)], k // len(found)) for k in range(size)]
    marks = {a.id: extract(a) for a in articles}
    attributions = {a.id: quote(a, marks[a.id]) for a in articles}
    rng = np.random.default_rng(1)
    embedder = load(Settings().embedder)
    first = {a.id: embedder.embed([s.exact for s in extract(a).sentences]) for a in found[:size]}
    vectors = {}
    for k, article in enumerate(articles):
        rows = first[found[k % len(found)].id][: len(marks[article.id].sentences)]
        rows = rows + rng.normal(0, 0.01 * (k >= len(found)), rows.shape).astype(np.float32)
        vectors[article.id] = (rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)).astype(np.float32)
    event = describe("e", articles, marks)
    begin = time.perf_counter()
    brief = reconcile(event, articles, marks, attributions, vectors)
    took = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    passages = sum(len(v) for v in vectors.values())
    return f"{size:5} reports, {passages:6} passages: {took:7.2f} s, {1000 * took / passages:6.2f} ms a passage, peak {peak:.2f} GB; {len(brief.points)} points, {len(brief.conflicts)} differences"


def _again(article: Article, turn: int) -> Article:
    """The report once more: its numbers moved by the turn."""
    if turn == 0:
        return article
    text = re.sub(r"\d+", lambda m: str(int(m.group()) + turn) if len(m.group()) < 4 else m.group(), article.text)
    return replace(article, id=f"{article.id}-{turn}", text=text, outlet=f"{article.outlet} {turn}")


def main() -> int:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=1000, help="the largest event")
    parser.add_argument("--size", type=int, help="this size alone, in this process")
    options = parser.parse_args()
    if options.size:
        print(measure(options.size))
        return 0
    for size in SIZES:
        if size <= options.most:
            subprocess.run([sys.executable, __file__, "--size", str(size)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
