"""What an earlier report leaves open and a later one tells."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import article

from kawat.stages.extract import extract
from kawat.stages.quote import quote
from kawat.stages.reconcile import opened, passages

DAYS = ("2026-03-14T09:00:00+07:00", "2026-03-15T09:00:00+07:00", "2026-03-16T09:00:00+07:00")


def told(language: str, *texts: str) -> list[list[str]]:
    reports = [article(t, outlet=f"Outlet {n}", published=DAYS[n], language=language) for n, t in enumerate(texts)]
    marks = {a.id: extract(a) for a in reports}
    rows = {a.id: np.zeros((len(marks[a.id].sentences), 1), np.float32) for a in reports}
    found = passages.find(reports, marks, {a.id: quote(a, marks[a.id]) for a in reports}, rows, {})
    made = opened.differences(found, {a.id: a for a in reports})
    assert all(d.conflict.verdict == "update" for d in made)
    return [[side.value for side in d.conflict.sides] for d in made]


@pytest.mark.parametrize(
    ("language", "texts", "values"),
    [
        (
            "en",
            ["The cause of the fire at Dunmore Mill is under investigation.", "The fire was caused by a faulty heater, the brigade said."],
            [["cause of the fire at Dunmore Mill is under investigation", "was caused by a faulty heater, the brigade said."]],
        ),
        (
            "en",
            ["The motive was not immediately clear.", "The shooting stemmed from a quarrel over a dog."],
            [["motive was not immediately clear", "stemmed from a quarrel over a dog."]],
        ),
        (
            "en",
            ["Charges are pending, police said.", "Corin Vale was charged with arson."],
            [["Charges are pending", "was charged with arson."]],
        ),
        (
            "id",
            ["Jumlah rumah yang terendam masih didata.", "Banjir merendam 41 rumah.", "Banjir itu merendam 41 rumah warga."],
            [["Jumlah rumah yang terendam masih didata", "41 rumah."]],
        ),
        (
            "id",
            ["Penyebab kebakaran belum diketahui.", "Api dipicu kompor yang meledak, kata polisi."],
            [["Penyebab kebakaran belum diketahui", "dipicu kompor yang meledak, kata polisi."]],
        ),
        (
            "en",
            ["Police are looking for the gunman.", "Corin Vale was arrested in Eastwick on Sunday."],
            [["looking for the gunman", "was arrested in Eastwick on Sunday."]],
        ),
        (
            "en",
            ["No arrests have been made.", "Corin Vale turned himself in. He was charged with murder."],
            [["No arrests", "turned himself in."]],
        ),
        (
            "id",
            ["Polisi masih memburu pelaku penusukan itu.", "Pelaku penusukan dibekuk di rumah kakaknya."],
            [["masih memburu pelaku", "dibekuk di rumah kakaknya."]],
        ),
        (
            "en",
            ["Police did not specify the number of passengers.", "The bus carried 31 passengers."],
            [["did not specify the number of", "31 passengers."]],
        ),
    ],
)
def test_what_is_left_open_and_told_later_is_an_update(language: str, texts: list[str], values: list[list[str]]) -> None:
    assert told(language, *texts) == values


@pytest.mark.parametrize(
    "texts",
    [
        # The later report leaves it open too.
        ["The cause of the fire is under investigation.", "The fire was caused by a heater, a neighbor said. The cause is not yet known, the brigade said."],
        # The answer came first, or stands in the same report.
        ["The fire was caused by a faulty heater.", "The cause of the fire is under investigation."],
        ["The cause is unknown, a neighbor said. The fire was caused by a heater, the brigade said.", "The fire was caused by a heater."],
        # Another matter, and a question.
        ["The motive was not immediately clear.", "The fire was caused by a faulty heater."],
        ["The cause of the fire is under investigation.", "Was it caused by a heater?"],
        # Nobody was caught, or nobody is sought.
        ["Police are looking for the gunman.", "No one was in custody on Sunday."],
        ["Officers are not looking for any other suspects.", "Corin Vale was arrested on Sunday."],
        # What is open is far from the word.
        ["The cause is plain; what the owner did then is not known.", "The fire was caused by a faulty heater."],
    ],
)  # fmt: skip
def test_what_is_not_open_or_not_answered_is_none(texts: list[str]) -> None:
    assert told("en", *texts) == []
