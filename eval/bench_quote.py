"""What the stages extract and quote cost: `python eval/bench_quote.py`.

First articles of 400 words a second on one core, over quotes-id-pfsa (or KAWAT_SHARED) and the samples in examples/; then seconds for texts
of 10 KB to 10 MB in one line: prose with quotations, nothing but marks, no full stop, and numbers throughout. Embedding apart.
"""

from __future__ import annotations

import time

from pages import shared
from quotes import article, pfsa

import kawat
from kawat.model import Article
from kawat.stages.extract import extract
from kawat.stages.quote import quote

WORDS = 400
KINDS = {
    "prose": ("en", 'Harrow said the pump had failed, and "we are sorry," he added. '),
    "marks": ("en", '"'),
    "no stop": ("id", "kata dia bahwa air naik dan "),
    "figures": ("id", "Dua orang tewas dan 12 rumah rusak pada 3 Mei lalu. "),
}
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def cost(report: Article) -> tuple[float, float]:
    """Return the seconds of processor time that extract and quote take."""
    begin = time.process_time()
    marks = extract(report)
    between = time.process_time()
    quote(report, marks)
    return between - begin, time.process_time() - between


def main() -> None:
    """Print a line for each measurement."""
    reports = {"examples": list(kawat.read(["examples"]).articles)}
    if (folder := shared() / "data").is_dir():
        reports["quotes-id-pfsa"] = [article(one.text, "id", one.name) for one in pfsa(folder)]
    for name, every in reports.items():
        cost(every[0])
        costs = [cost(one) for one in every]
        share = WORDS / sum(len(one.text.split()) for one in every)
        found, said = (1000 * share * sum(c[i] for c in costs) for i in (0, 1))
        print(
            f"{name:15} {len(every)} articles; for {WORDS} words: extract {found:.2f} ms, quote {said:.2f} ms, {1000 / (found + said):.0f} a second"
        )
    for name, (language, unit) in KINDS.items():
        for size in SIZES:
            found, said = cost(article((unit * (size // len(unit) + 1))[:size], language))
            print(f"{name:15} {size:>10,} characters: extract {found:.2f} s, quote {said:.2f} s", flush=True)


if __name__ == "__main__":
    main()
