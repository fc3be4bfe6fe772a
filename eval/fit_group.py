"""Fit the weights of stages/group.py on labelled pairs and score them: `python eval/fit_group.py [--score]`.

Pairs are drawn while each set streams through a Grouper, so that the weights of terms are the online ones that it will meet. Seeded;
fitted by Newton's method with a small ridge, no library. Only labels are used of the sets that may train numeric weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
from pathlib import Path

import numpy as np

from kawat.lang import dates
from kawat.model import Article
from kawat.stages import group
from kawat.stages.detect import detect
from kawat.stages.embed import load
from kawat.stages.extract import extract

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KAWAT_SHARED", ROOT.parent / "shared"))
SETS = {"gva": "events-en-gva", "id": "events-id-2025-06", "ecb": "events-en-ecbplus", "meantime": "events-xling-meantime"}


def rows(name: str, limit: int) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Return the articles of a set in time order and the gold event of those that are labelled."""
    folder = SHARED / "data" / SETS[name]
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf8") as stream:
        articles = [json.loads(line) for line in stream]
    gold: dict[str, str] = {}
    for name in ("gold.jsonl", "gold.jsonl.gz"):
        if (folder / name).exists():
            with gzip.open(folder / name, "rt", encoding="utf8") if name.endswith("gz") else (folder / name).open(encoding="utf8") as lines:
                for line in lines:
                    label = json.loads(line)
                    gold[str(label.get("id") or label.get("url"))] = str(label.get("event") or label.get("cluster"))
    for article in articles:
        article["id"] = str(article.get("id") or article.get("url"))
        article["published"] = dates.published(article.get("published") or article.get("published_raw") or "") or ""
    labelled = [a for a in articles if a["id"] in gold]
    rest = [a for a in articles if a["id"] not in gold]
    random.Random(7).shuffle(rest)
    chosen = labelled[:limit] + rest[: max(0, min(limit - len(labelled), 800))]
    return sorted(chosen, key=lambda a: a["published"] or "9999"), gold


def stream(name: str, limit: int) -> tuple[list[tuple[tuple[float, ...], int]], dict[str, str], dict[str, str]]:
    """Stream a set; return labelled pairs as (features, same event), the events assigned, and the gold."""
    chosen, gold = rows(name, limit)
    grouper, embedder = group.Grouper(), load()
    vectors = embedder.embed([f"{a['title']}. {a['text'][:800]}" for a in chosen])
    pairs: list[tuple[tuple[float, ...], int]] = []
    assigned: dict[str, str] = {}
    owner: dict[str, str] = {}
    for row, vector in zip(chosen, vectors, strict=True):
        text = row["text"]
        article = Article(
            id=row["id"],
            path=None,
            url=None,
            outlet=row.get("outlet"),
            title=row["title"],
            text=text,
            published=row["published"] or None,
            language=detect(f"{row['title']}\n{text}"),
        )
        marks = extract(article)
        mine = group.gist(article, marks, vector)
        weights = {t: grouper._weight(t) for t in mine.terms}
        if row["id"] in gold:
            for other in grouper._candidates(mine, weights):
                if other in gold:
                    pairs.append((grouper.features(mine, grouper.state.gists[other]), int(gold[other] == gold[row["id"]])))
        assigned[row["id"]] = grouper.add(article, marks, vector).event
        owner[row["id"]] = row["id"]
    return pairs, assigned, gold


def fit(pairs: list[tuple[tuple[float, ...], int]]) -> np.ndarray:
    """Return bias and weights of a logistic regression, classes balanced to one in four."""
    x = np.array([[1.0, *f] for f, _ in pairs])
    y = np.array([label for _, label in pairs], dtype=float)
    w = np.where(y == 1, 0.25 / max(y.mean(), 1e-6), 0.75 / max(1 - y.mean(), 1e-6))
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (w * (y - p)) - 1e-2 * beta
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def bcubed(assigned: dict[str, str], gold: dict[str, str]) -> float:
    """Return BCubed F1 over the labelled articles that were streamed."""
    known = [a for a in assigned if a in gold]
    precision = recall = 0.0
    for a in known:
        same = [b for b in known if assigned[b] == assigned[a]]
        true = [b for b in known if gold[b] == gold[a]]
        hit = sum(gold[b] == gold[a] for b in same)
        precision += hit / len(same)
        recall += hit / len(true)
    p, r = precision / len(known), recall / len(known)
    return 2 * p * r / (p + r)


def main() -> int:
    """Fit or score, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", action="store_true", help="only score the weights that ship")
    parser.add_argument("--limit", type=int, default=900, help="labelled articles of each set (default 900)")
    parser.add_argument("sets", nargs="*", default=list(SETS))
    options = parser.parse_args()
    if not (SHARED / "data").is_dir():
        print(f"no data under {SHARED}: nothing measured; set KAWAT_SHARED", file=sys.stderr)
        return 0
    every: list[tuple[tuple[float, ...], int]] = []
    for name in options.sets:
        pairs, assigned, gold = stream(name, options.limit)
        print(
            f"{name:10} {len(assigned)} articles, {len(pairs)} pairs, {sum(y for _, y in pairs)} of one event, BCubed F1 {bcubed(assigned, gold):.3f}"
        )
        sample = random.Random(3).sample(pairs, min(len(pairs), 6000))
        every.extend(sample)
    if not options.score:
        beta = fit(every)
        print("BIAS =", round(float(beta[0]), 3))
        print("WEIGHTS =", dict(zip(group.FEATURES, (round(float(b), 3) for b in beta[1:]), strict=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
