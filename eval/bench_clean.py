"""The Indonesian pages in; out, what cleaning them costs beside trafilatura alone, measured turn about in one run.

    python eval/bench_clean.py [rounds]

Reads ../shared/data/pages-id (or KAWAT_SHARED). The ratio compares the fastest of all rounds page by page, so that what else
the machine does in the meantime counts for neither.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from pages import articles, page, shared
from trafilatura import extract

from kawat.stages.clean import clean


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> int:
    """Print the ratio."""
    folder = shared() / "data" / "pages-id"
    if not (folder / "expected.jsonl").is_file():
        print(f"no pages in {folder}; set KAWAT_SHARED to the folder of shared data to measure them")
        return 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    pages = [page(expected.html) for expected in articles(folder)]
    for warm in pages[:3]:
        clean(warm)
        extract(warm.text)
    ours, theirs = [9e9] * len(pages), [9e9] * len(pages)
    for _ in range(rounds):
        for index, one in enumerate(pages):
            theirs[index] = min(theirs[index], seconds(lambda one=one: extract(one.text)))  # type: ignore[misc]
            ours[index] = min(ours[index], seconds(lambda one=one: clean(one)))  # type: ignore[misc]
    print(
        f"{len(pages)} pages: clean {1000 * sum(ours) / len(pages):.1f} ms a page, trafilatura.extract {1000 * sum(theirs) / len(pages):.1f} ms, ratio {sum(ours) / sum(theirs):.2f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
