"""Check the invented events: that every span stands in its report, that every field has its form.

    python eval/check_cases.py [EVENT ...]

Prints what is wrong, a line each, and exits 1; prints how many of what kind there are where nothing is.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

CASES = Path(__file__).with_name("cases")
STATUS = {"agreed", "single", "disputed", "updated"}
KINDS = {"number", "money", "date", "time", "place", "name", "attribution", "polarity", "other"}
VERDICTS = {"conflict", "update", "precision"}


def faults(path: Path) -> list[str]:
    """Return what is wrong with one event, a sentence each."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    texts = {a["key"]: (CASES / "texts" / a["file"]).read_text(encoding="utf-8") for a in gold["articles"]}
    wrong = [] if gold["event"] == path.stem else [f"event is {gold['event']}, the file {path.stem}"]

    def span(account: dict[str, str], where: str) -> None:
        if account["article"] not in texts:
            wrong.append(f"{where}: no article {account['article']}")
        elif account["exact"] not in texts[account["article"]]:
            wrong.append(f"{where}: not in {account['article']}: {account['exact'][:90]!r}")

    for article in gold["articles"]:
        for piece in article["furniture"]:
            span({"article": article["key"], "exact": piece}, "furniture")
        if article["title"] not in texts[article["key"]]:
            wrong.append(f"title of {article['key']} not in its text")
    for voice in gold["voices"]:
        for statement in voice["statements"]:
            span(statement, f"statement of {voice['name']}")
            if statement["mode"] not in ("direct", "indirect") or not statement["chain"]:
                wrong.append(f"statement of {voice['name']}: mode or chain: {statement['exact'][:60]!r}")
    for point in gold["points"]:
        outlets = {next(a["outlet"] for a in gold["articles"] if a["key"] == account["article"]) for account in point["accounts"]}
        if point["status"] not in STATUS or (point["status"] == "single") != (len(outlets) == 1):
            wrong.append(f"point {point['label'][:60]!r}: {point['status']} of {len(outlets)} outlets")
        if not point["origins"]:
            wrong.append(f"point {point['label'][:60]!r}: no origins")
        for account in point["accounts"]:
            span(account, f"point {point['label'][:60]!r}")
    for entry in gold["conflicts"]:
        if entry["kind"] not in KINDS or entry["verdict"] not in VERDICTS or len(entry["sides"]) < 2:
            wrong.append(f"conflict {entry['what'][:60]!r}: kind, verdict or sides")
        for side in entry["sides"]:
            if "value" not in side or not side["accounts"]:
                wrong.append(f"conflict {entry['what'][:60]!r}: a side without value or accounts")
            for account in side["accounts"]:
                span(account, f"conflict {entry['what'][:60]!r}")
    for figure in gold["figures"]:
        span(figure, f"figure {figure['what'][:40]!r}")
        if not isinstance(figure["value"], (int, float, str, list)) or not figure["unit"]:
            wrong.append(f"figure {figure['exact'][:60]!r}: value or unit")
    return wrong


def main() -> int:
    """Check the named events, or all."""
    paths = [CASES / f"{name}.json" for name in sys.argv[1:]] or sorted(CASES.glob("*.json"))
    wrong = []
    counts: Counter[str] = Counter()
    for path in paths:
        try:
            wrong += [f"{path.stem}: {fault}" for fault in faults(path)]
            gold = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            wrong.append(f"{path.stem}: {type(error).__name__}: {error}")
            continue
        counts.update(events=1, articles=len(gold["articles"]), points=len(gold["points"]), figures=len(gold["figures"]))
        counts.update(f"statements {s['mode']}" for voice in gold["voices"] for s in voice["statements"])
        counts.update(f"{entry['verdict']} {entry['kind']}" for entry in gold["conflicts"])
    print(*(wrong or [f"{count:6} {what}" for what, count in sorted(counts.items())]), sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
