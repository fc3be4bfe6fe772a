"""A Grouper in, a file out, and back: one archive of arrays that names its version; resumed it gives the same assignments."""

from __future__ import annotations

import dataclasses
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from kawat.errors import StateError
from kawat.model import Regrouping
from kawat.stages.group import BY, Grouper
from kawat.stages.group.columns import Column, Ragged
from kawat.stages.group.grain import Running

_FORMAT = f"kawat group state 2, {BY}"


def save(grouper: Grouper, path: str | Path) -> None:
    """Write all that a Grouper knows to a file, whole or not at all; raises StateError where it cannot be written."""
    live = grouper.live
    arrays: dict[str, Any] = {}
    for name, held in live.columns().items():
        if isinstance(held, Ragged):
            arrays[f"{name}.values"], arrays[f"{name}.ends"] = held.values.rows, held.ends.rows
        else:
            arrays[name] = held.rows
    known = {
        "most": live.most, "first": live.first, "each": grouper.each, "arriving": [grouper.arriving.true, grouper.arriving.pairs], "articles": live.articles,
        "counters": len(live.holders), "slots": len(live.single), "labels": live.labels, "merged": grouper.merged, "pinned": list(grouper.pinned.items()), "copies": list(grouper.copies.items()), "events": list(grouper.named.items()),
        "members": list(grouper.members.items()), "regroupings": [dataclasses.asdict(row) for row in grouper.regroupings],
    }  # fmt: skip
    arrays |= {k: np.frombuffer(v.encode(), np.uint8) for k, v in (("format", _FORMAT), ("known", json.dumps(known)))}
    path = Path(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            np.savez(file, **arrays)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StateError(f"{path} cannot be written: {error.strerror}") from error


def restore(path: str | Path) -> Grouper:
    """Return the Grouper that `save` wrote; raises StateError for a file that is missing, cut short, or of another version."""
    try:
        with Path(path).open("rb") as file, np.load(file) as arrays:
            stated = arrays["format"].tobytes().decode()
            if stated != _FORMAT:
                raise StateError(f"{path} was written by another version ({stated[:80]}; this is {_FORMAT}); group the articles anew")
            return _grouper(arrays)
    except OSError as error:
        raise StateError(f"{path} cannot be read: {error.strerror or error}") from error
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
        raise StateError(f"{path} is cut short or no state of `kawat group`; group the articles anew") from error


def _grouper(arrays: Any) -> Grouper:
    known = json.loads(arrays["known"].tobytes())
    grouper = Grouper(most=known["most"], each=known["each"])
    live = grouper.live
    if "vectors" in arrays:
        live.vectors = Column("int8", arrays["vectors"].shape[1])
        live.scales = Column("float32", 2)
        live.signs = Column("uint64", arrays["signs"].shape[1])
    for name, held in live.columns().items():
        if isinstance(held, Ragged):
            held.values.extend(arrays[f"{name}.values"])
            held.ends.extend(arrays[f"{name}.ends"])
        else:
            held.extend(arrays[name])
    live.first, live.articles, live.labels = (known[k] for k in ("first", "articles", "labels"))
    live.recount(known["counters"])
    live.reindex(known["slots"])
    grouper.arriving = Running(*known["arriving"])
    grouper.merged = known["merged"]
    grouper.pinned = dict(map(tuple, known["pinned"]))
    grouper.copies = dict(map(tuple, known["copies"]))
    grouper.named = dict(map(tuple, known["events"]))
    grouper.members = dict(map(tuple, known["members"]))
    grouper.numbered = {name: event for event, name in grouper.named.items()}
    grouper.number = {article: live.first + row for row, article in enumerate(live.articles)}
    grouper.regroupings = [Regrouping(**{**row, "articles": tuple(row["articles"])}) for row in known["regroupings"]]
    return grouper
