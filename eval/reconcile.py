"""Measure reconciling: on the invented events that nothing was fitted on, on registered tolls, and on labelled contradictions.

    python eval/reconcile.py [held] [tolls] [contradictions]

    held            the third of eval/cases that is held out, by the scorer of briefs; events whose gold has differences alone beside the others
    tolls           events-en-gva: the number of killed and of injured that stands last in the brief against the registry's, for events of two
                    articles and more, and beside them for events of one, which no rule was made from
    contradictions  nli-id: pairs of sentences as two reports; contradiction is told where the comparison of values or of denials finds a
                    collision (diagnostic pairs tagged NUM, TEMP or NEG; test_lay pairs of which both have a figure or a date, or one denies)

Tolls are read as the brief reads them, from reports pasted with their headlines. An event counts for killed, or for injured, where its articles
state the registry's number, or where the brief gives one and the registry has nobody: a number that the brief gives for nobody is wrong, one that it leaves
out is wrong, and only where no article states the registry's number - somebody hurt died after the last of them - is nothing asked. Whether
articles state it is found without the brief's reading and widely: the number as a figure or a word within some words of a word for dying or
being hurt; one, by such a word alone; or all of the registry's victims by surname. The registry counts who did it among the
killed; no other number passes. Beside it stands the share of all events where either has a number, the articles' silence included.

The gold events are measured by `python eval/gold.py`. Sets in the folder that KAWAT_SHARED names; without it only the first that needs none.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fit_reconcile import CASES, HELD
from pages import shared

import kawat
from kawat.config import Settings
from kawat.model import Article, Brief, Briefing
from kawat.stages import write
from kawat.stages.embed import load
from kawat.stages.extract import extract
from kawat.stages.quote import quote
from kawat.stages.reconcile import describe, passages, polarity, reconcile, speakers, stated, values
from kawat.stages.reconcile import tolls as tolls_of

TOLLS = {"dead": ("num_killed", "Killed"), "injured": ("num_injured", "Injured")}
# What tells in an article that it states a number of killed or of injured.
STATED = {
    "dead": r"kill\w*|dead|d[iy](?:ed|es|ing)|deaths?|fatal\w*|slain|slaying\w*|murder\w*|homicides?|bodies",
    "injured": r"injur\w*|wound\w*|hurt|shot|shooting|hospital\w*|condition|gunshot|struck|hit|gunfire",
}
SUFFIX = re.compile(r"(?i)(?:jr|sr|ii|iii|iv)\.?")
WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
NUMBERS = {n: [word] for n, word in enumerate(WORDS.split(), 2)}
for n, more in {2: ["double", "couple", "both"], 3: ["triple"], 4: ["quadruple"], 5: ["quintuple"]}.items():
    NUMBERS[n] += more


def held() -> Iterator[str]:
    """Yield the scorer's table of the invented events held out, those with points apart from those with differences alone."""
    path = shared() / "score" / "briefs.py"
    if not path.exists():
        yield f"no scorer in {path}: the invented events are not measured"
        return
    spec = importlib.util.spec_from_file_location("briefs", path)
    assert spec and spec.loader
    briefs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(briefs)
    whole, alone = briefs.Tally(), briefs.Tally()
    for stem in sorted(HELD):
        gold = json.loads((CASES / f"{stem}.json").read_text("utf-8"))
        briefing = kawat.read([str(CASES / "texts" / stem)])
        if len(briefing.briefs) > 1:  # whether they are grouped as one is measured elsewhere
            briefing = together(briefing)
        briefs.score(json.loads(write.json(briefing)), gold, whole if gold["points"] else alone, list[str]())
    yield f"{'':12} events with points, events with differences alone"
    for row in ("aligned", "aligned-p", "status", "origins"):
        yield f"{row:12} {briefs.value(whole, row):.3f}"
    for row in ("conflict", "conflict-p", "update", "precision", "verdict"):
        yield f"{row:12} {briefs.value(whole, row):.3f}  {briefs.value(alone, row):.3f}"


def together(briefing: Briefing) -> Briefing:
    """Return the briefing with all its articles as one event."""
    return Briefing(articles=briefing.articles, rejections=(), briefs=(brief_of(briefing.articles),))


def brief_of(articles: Sequence[Article]) -> Brief:
    """Return the brief of articles that are one event."""
    marks = {a.id: extract(a) for a in articles}
    embedder = load(Settings().embedder)
    return reconcile(
        describe("e", articles, marks),
        articles,
        marks,
        {a.id: quote(a, marks[a.id]) for a in articles},
        {a.id: embedder.embed([s.exact for s in marks[a.id].sentences]) for a in articles},
    )


def tolls() -> Iterator[str]:
    """Yield the share of events whose last toll in the brief is the registry's."""
    folder = shared() / "data" / "events-en-gva"
    if not folder.is_dir():
        yield f"no data in {folder}: nothing measured"
        return
    articles = {r["id"]: r for r in _rows(folder / "articles.jsonl.gz")}
    incidents = {r["incident_uri"]: r for r in _rows(folder / "incidents.jsonl.gz")}
    events: dict[str, list[Article]] = {}
    for row in _rows(folder / "gold.jsonl.gz"):
        told = articles[row["id"]]
        events.setdefault(row["event"], []).append(
            Article(
                id=row["id"], path=None, url=told["url"], outlet=told["url"], title=told["title"], text=f"{told['title'] or ''}\n\n{told['text']}".strip(),
                published=told["published"], language="en",
            )
        )  # fmt: skip
    right, asked, all_right, every = (Counter[tuple[str, str]]() for _ in range(4))
    for event, reports in sorted(events.items()):
        if event not in incidents:
            continue
        found = last(reports)
        size = "one report" if len(reports) == 1 else "several"
        for count, (number, status) in TOLLS.items():
            registered = incidents[event][number]
            if not registered and not found.get(count):
                continue
            same = found.get(count, 0) == registered
            every[count, size] += 1
            all_right[count, size] += same
            if (
                states_all(reports, incidents[event])
                if not registered
                else states(reports, registered, count, victims_of(incidents[event], status))
            ):
                asked[count, size] += 1
                right[count, size] += same
    for size in ("several", "one report"):
        for count in TOLLS:
            key = count, size
            share = all_right[key] / max(1, every[key])
            yield f"{count:8} {size:10} {right[key] / max(1, asked[key]):.3f} of {asked[key]} events that state it ({share:.3f} of {every[key]})"


def last(reports: Sequence[Article]) -> Mapping[str, int]:
    """Return the number of dead and of injured that stands last in the brief of reports."""
    ordered = sorted(reports, key=lambda a: (a.published or "9999", a.id))
    marks = {a.id: extract(a) for a in ordered}
    return {toll.count: toll.number for toll in tolls_of.find(ordered, marks, [])}


def victims_of(incident: Mapping[str, Any], status: str) -> list[str]:
    """Return the names of the people of an incident whose status is the one asked for, empty where the registry has none."""
    return [p.get("Name", "").strip() for p in incident["participants"] if status in p.get("Status", "")]


def states_all(reports: Sequence[Article], incident: Mapping[str, Any]) -> bool:
    """Return whether reports state whatever killed and injured the registry has: else who is hurt in them may have died since."""
    return all(
        states(reports, incident[number], count, victims_of(incident, status))
        for count, (number, status) in TOLLS.items()
        if incident[number]
    )


def states(reports: Sequence[Article], number: int, count: str, names: Sequence[str]) -> bool:
    """Return whether reports state a number of killed or of injured, read widely and without the brief's own reading."""
    text = "\n".join(a.text for a in reports)
    surnames = [[w for w in name.split() if not SUFFIX.fullmatch(w)][-1:] for name in names]
    if len(names) == number and all(surnames) and all(re.search(rf"\b{re.escape(s[0])}\b", text) for s in surnames):
        return True
    word = STATED[count]
    if number == 1:
        return bool(re.search(rf"(?i)\b(?:{word})\b", text))
    printed = "|".join([str(number), *NUMBERS.get(number, ())])
    return bool(re.search(rf"(?i)\b(?:{printed})\b[^.\n]{{0,60}}\b(?:{word})\b|\b(?:{word})\b[^.\n]{{0,40}}\b(?:{printed})\b", text))


def contradictions() -> Iterator[str]:
    """Yield precision, recall and F1 of contradiction by the comparisons of the brief."""
    folder = shared() / "data" / "nli-id"
    if not folder.is_dir():
        yield f"no data in {folder}: nothing measured"
        return
    with gzip.open(folder / "diagnostic.jsonl.gz", "rt", encoding="utf-8") as file:
        diagnostic = json.load(file)
    for tag in ("NUM", "TEMP", "NEG"):
        yield f"{tag:12} " + _judged([r for r in diagnostic if tag in r["inference_phenomena"]])
    lay = list(_rows(folder / "test_lay.jsonl.gz"))
    yield f"{'test_lay':12} " + _judged([r for r in lay if _touches(r)])


def _touches(row: Mapping[str, Any]) -> bool:
    both = [extract(_article(i, row[side])) for i, side in enumerate(("premise", "hypothesis"))]
    return all(m.figures or m.dates for m in both) or any(polarity.is_denial(row[side], "id") for side in ("premise", "hypothesis"))


def _judged(rows: Sequence[Mapping[str, Any]]) -> str:
    told = [collides(r["premise"], r["hypothesis"]) for r in rows]
    truth = [r["label"] == "c" for r in rows]
    both = sum(a and b for a, b in zip(told, truth, strict=True))
    precision, recall = both / max(1, sum(told)), both / max(1, sum(truth))
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * both / max(1, sum(told) + sum(truth)):.3f} of {sum(truth)} in {len(rows)}"


def collides(premise: str, hypothesis: str) -> bool:
    """Whether the brief's comparisons find a collision in two sentences, taken as two reports of one thing."""
    reports = [_article(0, premise), _article(1, hypothesis)]
    marks = {a.id: extract(a) for a in reports}
    embedder = load(Settings().embedder)
    rows = {a.id: embedder.embed([s.exact for s in marks[a.id].sentences]) for a in reports}
    said = {a.id: quote(a, marks[a.id]) for a in reports}
    found = passages.find(reports, marks, said, rows, speakers.merge(said)[1])
    by_id = {a.id: a for a in reports}
    told = {(i, j): 0.9 for i, p in enumerate(found) for j, q in enumerate(found) if i < j and p.article != q.article}
    cosines = {(i, j): float(rows[found[i].article][found[i].row] @ rows[found[j].article][found[j].row]) for i, j in told}
    every = stated.find(found, by_id)
    differing = [
        *values.differences(every, found, told, by_id, (), values.fill(every, found, told)),
        *polarity.differences(found, told, cosines, by_id),
    ]
    return any(d.conflict.verdict != "precision" for d in differing)


def _article(number: int, text: str) -> Article:
    return Article(id=f"a{number}", path=None, url=None, outlet=f"o{number}", title=None, text=text, published="2020-01-01", language="id")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def main() -> int:
    """Print what is asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=["held", "tolls", "contradictions", []], help="all by default")
    options = parser.parse_args()
    measures = {"held": held, "tolls": tolls, "contradictions": contradictions}
    for name, measure in measures.items():
        if not options.what or name in options.what:
            print(name)
            for line in measure():
                print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
