"""What every Embedder keeps: unit rows of its width, zero for what is blank, and a text's row whatever stands beside it."""

from __future__ import annotations

import numpy as np

from kawat.stages.embed import Embedder

TEXTS = (
    "Empat orang tewas ketika sebuah feri terbalik di Teluk Sawangan.",
    "Four people died when a ferry turned over in Sawangan Bay.",
    "Harga cabai rawit di Pasar Tirtaloka naik dua kali lipat.",
    "x",
)


def names_itself(embedder: Embedder) -> None:
    assert isinstance(embedder, Embedder)
    assert embedder.name and embedder.dimensions > 0


def gives_unit_rows(embedder: Embedder) -> None:
    rows = embedder.embed(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-4)


def gives_zero_rows_for_blank_texts(embedder: Embedder) -> None:
    rows = embedder.embed(["", " \n\t", TEXTS[0]])
    assert not rows[:2].any()
    assert rows[2].any()
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def gives_a_text_the_same_row_whatever_stands_beside_it(embedder: Embedder) -> None:
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert np.allclose(alone, embedder.embed(TEXTS), atol=1e-5)
    assert np.array_equal(embedder.embed(TEXTS), embedder.embed(TEXTS))


def bears_any_text(embedder: Embedder) -> None:
    rows = embedder.embed(["\U0001f6a2" * 50, "a" * 100_000, "\u202e\u0301\ud800".encode("utf-8", "replace").decode(), "ﷺ"])
    assert np.isfinite(rows).all()


def ranks_a_translation_above_another_matter(embedder: Embedder) -> None:
    rows = embedder.embed(TEXTS)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


SUITE = (
    names_itself,
    gives_unit_rows,
    gives_zero_rows_for_blank_texts,
    gives_a_text_the_same_row_whatever_stands_beside_it,
    bears_any_text,
    ranks_a_translation_above_another_matter,
)
