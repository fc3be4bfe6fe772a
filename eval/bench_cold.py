"""A folder of reports in; out, what `kawat read` of it costs as a fresh process: wall time and peak memory, beside Python's own start.

    python eval/bench_cold.py [PATH ...]      default: ../shared/seeds (or KAWAT_SHARED), else the sample reports

Each round starts both processes turn about; printed are the medians, and the ratio to the start of an empty Python.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from pages import shared

ROUNDS = 7
_READ = "import sys; from kawat.cli import main; sys.exit(main())"


def seconds(*arguments: str) -> float:
    """Return how long a Python process takes; raises CalledProcessError where it fails."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> int:
    """Print the costs."""
    seeds = shared() / "seeds"
    paths = sys.argv[1:] or [str(seeds if seeds.is_dir() else Path(__file__).resolve().parent.parent / "examples")]
    ours, empty = [], []
    for _ in range(ROUNDS):
        empty.append(seconds("-c", "pass"))
        ours.append(seconds("-c", _READ, "read", *paths, "--format", "json"))
    # The larger of all children, which is ours; kilobytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024)
    own, start = statistics.median(ours), statistics.median(empty)
    print(f"kawat read {' '.join(paths)}: {own:.2f} s (of {ROUNDS}; {own / start:.0f} x the start of Python), {peak / 1e6:.0f} MB at most")
    return 0


if __name__ == "__main__":
    sys.exit(main())
