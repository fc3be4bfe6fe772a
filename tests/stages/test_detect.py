"""The language of a report: Indonesian and Malay told apart, and nothing claimed of a scrap."""

from __future__ import annotations

import pytest

from kawat.stages.detect import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Empat orang tewas ketika sebuah feri terbalik di teluk itu pada Sabtu pagi, ujar kepala kantor pelabuhan.", "id"),
        (
            "Empat orang maut apabila sebuah feri terbalik di teluk itu pagi Sabtu, kata ketua pejabat pelabuhan ketika dihubungi semalam.",
            "ms",
        ),
        ("Warga memberi bunga kepada tim yang pulang ketika pesta usai, tiga hari setelah kejadian di bandara itu.", "id"),
        ("Four people died when a ferry turned over in the bay on Saturday morning, the harbour master said.", "en"),
        ("Vier Menschen starben, als am Samstagmorgen eine Fähre in der Bucht kenterte, sagte der Hafenmeister.", "de"),
        ("في صباح يوم السبت لقي أربعة أشخاص مصرعهم عندما انقلبت عبارة في الخليج", "ar"),
        ("Feri itu", None),
        ("12 34 56 78 90 12 34 56 78 90", None),
        ("\x00\x01 \ud800", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect(text) == language
