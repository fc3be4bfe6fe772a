"""The 26 Indonesian pages in; a table of title, day, minute and body F1 out, and which index pages are refused.

    python eval/pages.py [folder]

Reads ../shared/data/pages-id (or KAWAT_SHARED); body F1 is over 4-word shingles, after the whole of clean where it is there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from kawat.model import Page, Rejection
from kawat.stages.clean import clean

_LOCAL = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One page and what should be read from it; `at` is an aware time."""

    name: str
    html: str
    title: str
    body: str
    at: datetime


def shared() -> Path:
    """Return the folder of shared data, which need not exist."""
    return Path(os.environ.get("KAWAT_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def articles(folder: Path) -> Iterator[Expected]:
    """Yield every article page of the set with what is expected of it."""
    for line in (folder / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        path = folder / row["html"]
        yield Expected(
            name=path.stem,
            html=path.read_bytes().decode("utf-8", "replace"),
            title=row["title"],
            body=row["content"],
            at=datetime.fromisoformat(row["date_utc"]),
        )
    for path in sorted((folder / "fundus_mediaindonesia").glob("*.html.gz")):
        row = json.loads((path.parent / "MediaIndonesia.json").read_text("utf-8"))["V1"]
        parts = [
            *row["body"]["summary"],
            *(p for section in row["body"]["sections"] for p in (*section["headline"], *section["paragraphs"])),
        ]
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield Expected(
                name="mediaindonesia",
                html=file.read(),
                title=row["title"],
                body="\n".join(parts),
                at=datetime.fromisoformat(row["publishing_date"]),
            )


def indexes(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every index page of the set."""
    for path in sorted(folder.glob("html/websites/*/*mainpage*.html")):
        yield path.stem, path.read_bytes().decode("utf-8", "replace")


def page(html: str) -> Page:
    """Return a page as acquire would hand it on."""
    text = html.replace("\r\n", "\n").replace("\0", "")
    return Page(path=None, url=None, media_type="text/html", text=text, hash=hashlib.sha256(html.encode("utf-8", "replace")).hexdigest())


def f1(found: str, expected: str, size: int = 4) -> float:
    """Return the F1 of two texts over shingles of `size` words, each counted as often as it stands."""
    a, b = (
        Counter(zip(*(words[i:] for i in range(size)), strict=False))
        for words in (re.findall(r"\w+", text.casefold()) for text in (found, expected))
    )
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def same_title(found: str | None, expected: str) -> bool:
    """Whether two titles have the same words and signs, whatever their quotation marks and spaces."""
    return [re.sub(r"[\s'\"“”‘’`]+", " ", t or "").strip().casefold() for t in (found,)] == [
        re.sub(r"[\s'\"“”‘’`]+", " ", expected).strip().casefold()
    ]


def utc(published: str | None) -> datetime | None:
    """Return a publication time in UTC; a time without zone is the page's own, here western Indonesian."""
    if published is None or "T" not in published:
        return None
    at = datetime.fromisoformat(published)
    return (at if at.tzinfo else at.replace(tzinfo=_LOCAL)).astimezone(UTC)


@dataclass(slots=True)
class Totals:
    """Counts over the set."""

    pages: int = 0
    titles: int = 0
    days: int = 0
    minutes: int = 0
    body: float = 0.0
    refused: int = 0


def measure(folder: Path, *, verbose: bool = True) -> tuple[Totals, int, int]:
    """Return the totals over all article pages, how many index pages were refused, and how many there are."""
    totals = Totals()
    for expected in articles(folder):
        read = clean(page(expected.html))
        totals.pages += 1
        if isinstance(read, Rejection):
            totals.refused += 1
            if verbose:
                print(f"{expected.name:28} REFUSED: {read.reason}")
            continue
        at = utc(read.published)
        title = same_title(read.title, expected.title)
        day = (read.published or "")[:10] in (
            expected.at.astimezone(_LOCAL).date().isoformat(),
            expected.at.astimezone(UTC).date().isoformat(),
        )
        minute = at is not None and at.replace(second=0) == expected.at.astimezone(UTC).replace(second=0)
        score = f1(read.text, expected.body)
        totals.titles += title
        totals.days += day
        totals.minutes += minute
        totals.body += score
        if verbose:
            print(
                f"{expected.name:28} title {'ok' if title else '--'}  day {'ok' if day else '--'}  minute {'ok' if minute else '--'}  body {score:.3f}  {read.published or '-':25}  {'' if title else read.title}"
            )
    verdicts = [(name, clean(page(html))) for name, html in indexes(folder)]
    for name, verdict in verdicts:
        if verbose:
            print(f"{name:28} {'refused: ' + verdict.reason if isinstance(verdict, Rejection) else 'READ AS AN ARTICLE'}")
    return totals, sum(isinstance(v, Rejection) for _, v in verdicts), len(verdicts)


def main() -> int:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared() / "data" / "pages-id"
    if not (folder / "expected.jsonl").is_file():
        print(f"no pages in {folder}; set KAWAT_SHARED to the folder of shared data to measure them")
        return 0
    totals, refused, all_indexes = measure(folder)
    n = totals.pages
    print(
        f"\n{n} articles: title {totals.titles}, day {totals.days}, minute {totals.minutes}, body F1 {totals.body / n:.3f}, refused {totals.refused}; index pages refused {refused} of {all_indexes}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
