"""The stages quote and extract on sets labelled by people: `python eval/quotes.py [--detail SET]`.

    pfsa      Indonesian direct quotations and the person beside their cue (../shared/data/quotes-id-pfsa). Its labels name public figures and
              leave out what anybody else says: of some 300 quotations that Kawat finds beyond them nearly all have a verb of saying behind
              them and no label of any kind near. "ceiling" is what a reader would reach who finds just the labelled ones and these;
              "told" counts a quotation with a saying verb right behind it (", kata X") as no false one
    polnear   English attributions, direct and indirect (quotes-en-polnear, dev)
    wikinews  German direct quotations (quotes-de-wikinews, dev)
    idner     Indonesian names of people, bodies and places (ner-id/idner-news-2k, dev)

Spans are compared by their words, as ../shared/score/briefs.py does: marks and spaces around them count for nothing, nor does a "that"
in front, nor a verb that takes a stand ("criticised the plan"), which Kawat keeps with what it says. Two overlap when the words they share
are at least the named part of the words they cover; each is matched once, best first. A content in pieces ("...," X said, "...") may be one
statement or several: those that lie in it count as one, as the scorer of briefs has it.
None of these sets trains anything that ships.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import sys
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pages import shared

from kawat.model import Article, Attribution
from kawat.stages.extract import extract
from kawat.stages.quote import quote

_WORD = re.compile(r"\w+")
# Independent of the lexicon under test: a mark, and one of the commonest roots or its -nya form.
_SAID = re.compile(
    r"[”“\"] ?(?:kata|ujar|tutur|ucap|ungkap|jelas|imbuh|terang|tegas|tambah|papar|lanjut|keluh|cerita|kenang|jawab|tanya|tulis)(?:nya)?\b"
)
_INSIDE = 0.8  # of the words of a statement that make it a piece of a content
_BEFORE = set(",.;:?!)…’")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A content with whoever is labelled to have said it, as ranges of the text; a content may stand in pieces."""

    content: tuple[Range, ...]
    speaker: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A labelled report."""

    name: str
    text: str
    labelled: tuple[Labelled, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one set."""

    found: int = 0
    wanted: int = 0
    matched: int = 0
    exact: int = 0
    speakers: int = 0
    named: int = 0
    left_out: int = 0

    def f1(self, hits: int, left_out: int = 0) -> float:
        """F1 of `hits` among what was wanted and found, but for what the labels leave out."""
        return 2 * hits / max(1, self.found - left_out + self.wanted)


def article(text: str, language: str, name: str = "") -> Article:
    """Return a text as the clean article that a stage gets."""
    return Article(id=name or "a", path=None, url=None, outlet=None, title=None, text=text, language=language)


def words(text: str, ranges: Sequence[Range]) -> frozenset[int]:
    """Return the places of the words that lie in the ranges, without a leading "that"."""
    at = sorted(m.start() for low, high in ranges for m in _WORD.finditer(text, low, high))
    if at and text[at[0] : at[0] + 5].casefold() in ("that ", "dass "):
        at = at[1:]
    return frozenset(at)


def same(form: str, label: str) -> bool:
    """Whether a speaker's form is a labelled name, or one holds all words of the other."""
    mine, theirs = set(_WORD.findall(form.casefold())), set(_WORD.findall(label.casefold()))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def compare(one: Text, found: Attribution, overlap: float, tally: Tally, missed: list[str], *, direct: bool) -> None:
    """Match statements with labels, best first, and count; a speaker is right by the words beside the cue or by any of the forms."""
    said = [s for s in found.statements if s.mode == "direct" or not direct]
    forms = {s.id: (s.name, *s.aliases) for s in found.speakers}
    spans = [words(one.text, [(s.cue.end if s.cue and s.cue.start == s.span.start else s.span.start, s.span.end)]) for s in said]
    golds = [words(one.text, g.content) for g in one.labelled]
    for gold in golds:
        pieces = [i for i, span in enumerate(spans) if span and len(span & gold) >= _INSIDE * len(span)]
        if len(pieces) > 1:
            spans[pieces[0]] = frozenset().union(*(spans[i] for i in pieces))
            said = [s for i, s in enumerate(said) if i not in pieces[1:]]
            spans = [span for i, span in enumerate(spans) if i not in pieces[1:]]
    pairs = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(spans) for j, b in enumerate(golds) if a & b), key=lambda p: (-p[0], p[1])
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for share, i, j in pairs:
        if share >= overlap and i not in taken and j not in used:
            taken[i] = j
            used.add(j)
            tally.exact += share == 1
    tally.found, tally.wanted, tally.matched = tally.found + len(spans), tally.wanted + len(golds), tally.matched + len(taken)
    for i, j in taken.items():
        speaker = one.labelled[j].speaker
        if speaker:
            named = said[i].voice
            right = named is not None and any(named.start < high and low < named.end for low, high in speaker)
            right = right or any(same(form, one.text[low:high]) for low, high in speaker for form in forms.get(said[i].speaker or "", ()))
            tally.named += 1
            tally.speakers += right
            if not right:
                want = " ".join(one.text[low:high] for low, high in speaker)
                missed.append(f"{one.name} speaker: want {want!r} got {named and named.exact!r} for {said[i].span.exact[:70]!r}")
    for i, statement in enumerate(said):
        if i not in taken:
            tally.left_out += bool(_SAID.match(one.text, statement.span.end)) and not any(spans[i] & gold for gold in golds)
            missed.append(
                f"{one.name} not wanted ({statement.mode}): {statement.span.exact[:160]!r} cue {statement.cue and statement.cue.exact!r}"
            )
    for j, label in enumerate(one.labelled):
        if j not in used:
            low, high = label.content[0][0], label.content[-1][1]
            missed.append(
                f"{one.name} missed: {one.text[max(0, low - 60) : low]}[[{one.text[low:high][:200]}]]{one.text[high : high + 70]}".replace(
                    "\n", "⏎"
                )
            )


def tokens(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """Yield the articles of quotes-id-pfsa as sentences of (token, label); a dateline begins one."""
    held: list[list[tuple[str, str]]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().split("\n\n"):
            sentence = [(line.split("\t")[0], line.split("\t")[1].strip()) for line in block.splitlines() if "\t" in line]
            if not sentence:
                continue
            if held and "—" in [word for word, _ in sentence[:8]] and sentence[0][0].isupper():
                yield held
                held = []
            held.append(sentence)
    if held:
        yield held


def printed(sentences: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, list[tuple[int, int, str]]]:
    """Return tokens as the text that they were made of, with the place and label of each: marks of quotation alternate.

    One between a comma and a small letter closes even where the text lacks the mark that opened.
    """
    text, placed = io.StringIO(), []
    at, opened, tight, before = 0, False, True, ""
    for sentence in sentences:
        for index, (word, label) in enumerate(sentence):
            rest = [token for token, _ in sentence[index + 1 :]]
            stray = before == "," and bool(rest) and rest[0][:1].islower() and "”" not in rest
            opening = word == "“" or (word == "”" and not opened and not stray)
            closing = word == "”" and not opening
            before = word
            opened = (opened or opening) and not closing
            if not (tight or closing or word in _BEFORE or word in "-/"):
                text.write(" ")
                at += 1
            text.write(word)
            placed.append((at, at + len(word), label))
            at += len(word)
            tight = opening or word in "(-/"
    return text.getvalue(), placed


def runs(placed: Sequence[tuple[int, int, str]], kind: str) -> list[Range]:
    """Return the spans of one label."""
    found: list[Range] = []
    for start, end, label in placed:
        if label in (f"B-{kind}", f"U-{kind}"):
            found.append((start, end))
        elif label in (f"I-{kind}", f"L-{kind}") and found:
            found[-1] = (found[-1][0], end)
    return found


def pfsa(folder: Path) -> Iterator[Text]:
    """Yield the reports of quotes-id-pfsa; a statement's speaker is the person or pointer nearest to the cue that stands beside it."""
    for index, sentences in enumerate(tokens(folder / "quotes-id-pfsa" / "dev-40.txt.gz")):
        text, placed = printed(sentences)
        cues = [r for kind in ("CUE", "CUECOREF") for r in runs(placed, kind)]
        people = [r for kind in ("PERSON", "PERSONCOREF") for r in runs(placed, kind)]
        labelled = []
        for start, end in runs(placed, "STATEMENT"):
            beside = [c for c in cues if 0 <= c[0] - end <= 3 or 0 <= start - c[1] <= 60]
            speaker: tuple[Range, ...] = ()
            if beside:
                cue = min(beside, key=lambda c: min(abs(c[0] - end), abs(start - c[1])))
                near = [p for p in people if 0 <= p[0] - cue[1] <= 60 or 0 <= cue[0] - p[1] <= 160]
                if near and text[cue[0] : cue[1]].endswith("nya"):
                    near = []  # the cue itself points at whoever was named last
                if near:
                    speaker = (min(near, key=lambda p: min(abs(p[0] - cue[1]), abs(cue[0] - p[1]))),)
            labelled.append(Labelled(content=((start, end),), speaker=speaker))
        yield Text(name=f"pfsa-{index}", text=text, labelled=tuple(labelled))


def polnear(folder: Path) -> Iterator[Text]:
    """Yield the reports of quotes-en-polnear dev, once for each person who labelled them."""
    texts: dict[str, str] = {}
    labels: dict[str, str] = {}
    with tarfile.open(folder / "quotes-en-polnear" / "dev.tar.gz") as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.isfile() else None
            if handle is None:
                continue
            name = Path(member.name).name
            if name.endswith(".txt"):
                texts[name[:-4]] = handle.read().decode("utf-8")
            elif name.endswith(".ann") and "attribution" in member.name:
                labels[name[:-4]] = handle.read().decode("utf-8")
    for name, lines in sorted(labels.items()):
        text = texts.get(name) or texts.get(name.rpartition("_")[0])
        if text is None:
            continue
        spans: dict[str, tuple[Range, ...]] = {}
        links: list[list[tuple[str, str]]] = []
        for line in lines.splitlines():
            if line.startswith("T"):
                key, where, _ = line.split("\t", 2)
                ranges = where.split(" ", 1)[1].split(";")
                spans[key] = tuple((int(r.split()[0]), int(r.split()[1])) for r in ranges)
            elif line.startswith("E"):
                links.append([(re.sub(r"\d+$", "", role), key) for role, key in (part.split(":") for part in line.split("\t")[1].split())])
        labelled = []
        for link in links:
            content = tuple(sorted(r for role, key in link if role == "Content" for r in spans[key]))
            if content:
                labelled.append(Labelled(content=content, speaker=tuple(r for role, key in link if role == "Source" for r in spans[key])))
        yield Text(name=name, text=text, labelled=tuple(labelled))


def wikinews(folder: Path) -> Iterator[Text]:
    """Yield the reports of quotes-de-wikinews dev with their direct quotations."""
    with gzip.open(folder / "quotes-de-wikinews" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            labelled = tuple(
                Labelled(
                    content=tuple((s["charBegin"], s["charEnd"]) for s in a["quote"]["spans"]),
                    speaker=tuple((s["charBegin"], s["charEnd"]) for s in a["speaker"]["spans"]),
                )
                for a in one["annotations"]
                if a["type"] == "Direct" and a["quote"]["spans"]
            )
            once = {label.content: label for label in labelled}  # a quotation within another's words is labelled twice
            yield Text(name=one["documentName"], text=one["originalText"], labelled=tuple(once.values()))


def measured(texts: Iterator[Text], language: str, overlap: float, *, direct: bool, missed: list[str]) -> Tally:
    """Attribute every text and compare."""
    tally = Tally()
    for one in texts:
        report = article(one.text, language, one.name)
        compare(one, quote(report, extract(report)), overlap, tally, missed, direct=direct)
    return tally


def names(folder: Path, missed: list[str]) -> Tally:
    """Find the names of idner-news-2k dev: an entity is right when its kind and all its words are; names of unknown kind claim nothing."""
    tally = Tally()
    for block in (folder / "ner-id" / "idner-news-2k" / "dev.txt").read_text("utf-8").split("\n\n"):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        if not rows:
            continue
        text = " ".join(row[0] for row in rows)
        starts = [0]
        for row in rows:
            starts.append(starts[-1] + len(row[0]) + 1)
        gold: list[tuple[int, int, str]] = []
        for i, row in enumerate(rows):
            if row[-1].startswith("B-"):
                gold.append((starts[i], starts[i] + len(row[0]), row[-1][2:]))
            elif row[-1].startswith("I-") and gold:
                gold[-1] = (gold[-1][0], starts[i] + len(row[0]), gold[-1][2])
        kinds = {"person": "PER", "organisation": "ORG", "place": "LOC"}
        wanted = {(words(text, [(a, b)]), kind) for a, b, kind in gold}
        marked = extract(article(text, "id")).names
        found = {(words(text, [(n.span.start, n.span.end)]), kinds[n.kind]) for n in marked if n.kind in kinds}
        tally.found, tally.wanted, tally.matched = tally.found + len(found), tally.wanted + len(wanted), tally.matched + len(found & wanted)
        for verb, some in (("missed", wanted - found), ("not wanted", found - wanted)):
            missed.extend(f"{verb}: {text[min(at) : max(at) + 25]!r} {kind} in {text[:90]!r}" for at, kind in some if at)
    return tally


def main() -> int:
    """Print a line for each set, beside what was published of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--detail",
        choices=("pfsa", "polnear", "wikinews", "idner"),
        help="measure this set only, and print what was missed and what was false",
    )
    options = parser.parse_args()
    folder = shared() / "data"
    if not folder.is_dir():
        print(f"no data in {folder}: nothing measured; set KAWAT_SHARED", file=sys.stderr)
        return 0
    missed: list[str] = []

    def spoken(read: Callable[[Path], Iterator[Text]], language: str, overlap: float, *, direct: bool, told: bool = False) -> str:
        tally = measured(read(folder), language, overlap, direct=direct, missed=missed)
        ceiling = 2 * tally.wanted / max(1, 2 * tally.wanted + tally.left_out)
        outside = f", ceiling {ceiling:.3f}, told {tally.f1(tally.matched, tally.left_out):.3f}" if told else ""
        return (
            f"content F1 {tally.f1(tally.matched):.3f} (overlap {overlap:g}){outside}, exact {tally.f1(tally.exact):.3f}, "
            f"speaker {tally.speakers / max(1, tally.named):.3f} of {tally.named} matched"
        )

    lines: dict[str, Callable[[], str]] = {
        "pfsa": lambda: spoken(pfsa, "id", 0.8, direct=True, told=True),
        "polnear": lambda: spoken(polnear, "en", 0.5, direct=False) + "; published: BERT tagger exact .729, rules .175",
        "wikinews": lambda: spoken(wikinews, "de", 0.5, direct=True),
        "idner": lambda: f"entity F1 {(t := names(folder, missed)).f1(t.matched):.3f}",
    }
    for name, line in lines.items():
        if options.detail in (None, name):
            begin = time.perf_counter()
            print(f"{name:9} {line()}; {time.perf_counter() - begin:.1f} s", flush=True)
    if options.detail:
        print(*missed, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
