"""Each embedder that ships passes the contract; a name nobody knows is an error that says which there are."""

from __future__ import annotations

from collections.abc import Callable

import embedder as contract
import pytest

from kawat.errors import EmbedderError
from kawat.stages.embed import Embedder, load


@pytest.mark.parametrize("name", ["use"])
@pytest.mark.parametrize("claim", contract.SUITE, ids=lambda c: c.__name__)
def test_contract(name: str, claim: Callable[[Embedder], None]) -> None:
    claim(load(name))


def test_an_unknown_embedder_is_told_with_those_there_are() -> None:
    with pytest.raises(EmbedderError, match="'use'"):
        load("tidak-ada")
