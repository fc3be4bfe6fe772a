"""Fit the CRF that reads Indonesian names (stages/extract/tagger.py), write its weights, and score it on sentences held out.

    python eval/fit_names.py [--only-score]

Trained on idner-news-2k (MIT) and NERGrit (Apache-2.0), train parts alone. The two do not mean quite the same by a place or a body, so each
feature of NERGrit has a twin that only NERGrit sees (Daumé 2007, "Frustratingly Easy Domain Adaptation"): what they share is learned from
both, and in use idner's meaning holds. A tenth of the sentences stands once more as a headline, every word capitalised. Seeded; a minute.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pages import shared

from kawat.stages.extract import tagger

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "kawat" / "stages" / "extract" / tagger.WEIGHTS
NEWS, GRIT = "idner-news-2k", "nergrit"
LABELS = {"PERSON": "PER", "ORGANISATION": "ORG", "PLACE": "LOC"}  # NERGrit's words for idner's
HEADLINES = 0.1
C1, C2, ROUNDS = 0.1, 0.05, 100
Sentence = tuple[list[str], list[str]]


def read(path: Path) -> Iterator[Sentence]:
    """Yield the words and labels of each sentence of a file of one word a line, cut as in use; labels are B- and I- of PER, ORG and LOC, or O."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        words: list[str] = []
        labels: list[str] = []
        for row in rows:
            for i, (start, end) in enumerate(tagger.tokens(row[0])):
                words.append(row[0][start:end])
                labels.append(_label(row[-1], first=i == 0))
        if words:
            yield words, labels


def _label(printed: str, *, first: bool) -> str:
    """The label of a piece of a word; a line that bears none, as a few do, is outside."""
    kind = LABELS.get(printed[2:], printed[2:])
    return f"{printed[0] if first else 'I'}-{kind}" if kind in tagger.KINDS else "O"


def headlines(sentences: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """Return the sentences and, of some, a copy with every word capitalised."""
    return [*sentences, *(([w[:1].upper() + w[1:] for w in words], labels) for words, labels in sentences if rng.random() < HEADLINES)]


def fit(folder: Path, to: Path) -> None:
    """Train on both sets and write the model."""
    import pycrfsuite

    rng = random.Random(1)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": ROUNDS, "feature.possible_transitions": True})
    for name, file in ((NEWS, "train.txt"), (GRIT, "train_preprocess.txt")):
        for words, labels in headlines(list(read(folder / name / file)), rng):
            for begin, end in tagger.runs(words):
                seen = [tagger.features(words, i) for i in range(begin, end)]
                if name == GRIT:
                    seen = [one + [f"grit:{feature}" for feature in one] for one in seen]
                trainer.append(seen, labels[begin:end])
    trainer.train(str(to))


def score(folder: Path) -> str:
    """Return precision, recall and F1 of whole entities on idner's dev part and NERGrit's valid part, all words as one sentence."""
    lines = []
    for name, file in ((NEWS, "dev.txt"), (GRIT, "valid_preprocess.txt")):
        matched = found = wanted = 0
        for words, labels in read(folder / name / file):
            text = " ".join(words)
            starts = [0]
            for word in words:
                starts.append(starts[-1] + len(word) + 1)
            gold = {(starts[i], starts[j] - 1, tagger.KINDS[kind]) for i, j, kind in tagger.spans(labels)}
            mine = set(tagger.tag(text))
            matched, found, wanted = matched + len(gold & mine), found + len(mine), wanted + len(gold)
        precision, recall = matched / max(1, found), matched / max(1, wanted)
        lines.append(f"{name:14} P {precision:.3f} R {recall:.3f} F1 {2 * matched / max(1, found + wanted):.3f} of {wanted}")
    return "\n".join(lines)


def main() -> int:
    """Fit, write, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only-score", action="store_true", help="score the weights that ship")
    options = parser.parse_args()
    folder = shared() / "data" / "ner-id"
    if not folder.is_dir():
        print(f"no data in {folder}: nothing fitted; set KAWAT_SHARED", file=sys.stderr)
        return 1
    if not options.only_score:
        fit(folder, WEIGHTS)
        print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size / 1e6:.1f} MB")
    print(score(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
