"""Run `kawat read` over every gold event and print the scorer's table: `python eval/gold.py [--detail] [EVENT ...]`.

The gold stands in the folder that KAWAT_SHARED names (default ../shared from the project's root); without it nothing is
measured, and that is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import kawat
from kawat.stages import write

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KAWAT_SHARED", ROOT.parent / "shared"))


def inputs(event: Path) -> Path:
    """Return the folder of an event's reports: its own texts, or the seeds."""
    texts = SHARED / "gold" / "texts" / event.stem
    return texts if texts.is_dir() else SHARED / "seeds"


def main() -> int:
    """Print the table and return the scorer's exit status, or 0 where there is no gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="*", metavar="EVENT", help="names of gold files without .json; all by default")
    parser.add_argument("--detail", action="store_true", help="also print what was missed and what was false")
    parser.add_argument("--each", action="store_true", help="a table for each event")
    options = parser.parse_args()
    gold = sorted((SHARED / "gold").glob("*.json"))
    if not gold:
        print(f"no gold under {SHARED}: nothing measured; set KAWAT_SHARED", file=sys.stderr)
        return 0
    chosen = [path for path in gold if not options.events or path.stem in options.events]
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for path in chosen:
            out = Path(folder) / path.name
            out.write_text(write.json(kawat.read([str(inputs(path))])), "utf-8")
            pairs.append(f"{out}:{path}")
            print(f"read {path.stem}", file=sys.stderr)
        command = [sys.executable, str(SHARED / "score" / "briefs.py"), *(["--detail"] if options.detail else [])]
        if options.each:
            for pair in pairs:
                print(Path(pair.split(":")[1]).stem)
                subprocess.run([*command, pair], check=True)
        return subprocess.run([*command, *pairs], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
