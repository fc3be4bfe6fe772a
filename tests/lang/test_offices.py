"""Short names of bodies beside their full ones."""

from __future__ import annotations

import pytest

from kawat.lang import offices


@pytest.mark.parametrize(
    ("short", "name", "same"),
    [
        ("HPD", "Harle Police Department", True),
        ("HPD", "Harle Police", True),
        ("TBI", "Tidewater Bureau of Investigation", True),
        ("HPD", "Merrow Police", False),
        ("AP", "Police", False),
        ("Hpd", "Harle Police", False),
    ],
)
def test_capitals_abbreviate_a_body(short: str, name: str, same: bool) -> None:
    assert offices.abbreviates(short, name) is same
