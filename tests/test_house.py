"""The house: imports point down only, stages meet in the pipeline alone, and rooms stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kawat

SOURCE = Path(kawat.__file__).parent
STAGES = ("acquire", "clean", "detect", "embed", "extract", "group", "quote", "reconcile", "write")
# From the foundation up: a module may import from its own floor's room and from floors below.
FLOORS = (
    ("model", "errors"),
    ("config",),
    ("lang",),
    ("wire",),
    ("stages",),
    ("store",),
    ("pipeline",),
    ("feed",),
    ("backfill",),
    ("web",),
    ("__init__",),
    ("cli",),
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_down_only(path: Path) -> None:
    mine = room(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "kawat" or len(parts) < 2 or parts[1] not in LEVEL:
            continue
        assert parts[1] == mine or LEVEL[parts[1]] < LEVEL[mine], f"{path.name} imports {name} from above"


@pytest.mark.parametrize(
    "path", [p for p in modules() if room(p) == "stages" and len(p.relative_to(SOURCE).parts) > 1], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_no_stage_imports_another(path: Path) -> None:
    stage = path.relative_to(SOURCE).parts[1].removesuffix(".py")
    for name in imported(path):
        parts = name.split(".")
        if parts[:2] == ["kawat", "stages"] and len(parts) > 2 and parts[2] in STAGES:
            assert parts[2] == stage, f"stage {stage} imports {name}; stages meet in pipeline.py"


def test_only_acquire_meets_the_network_and_only_wire_knows_msgspec() -> None:
    for path in modules():
        names = {name.split(".")[0] for name in imported(path)}
        if "acquire" not in path.parts:
            assert not names & {"httpx", "urllib3", "requests", "socket", "http"}, path
        if path.name != "wire.py":
            assert "msgspec" not in names, path


def test_the_listing_of_stages_is_the_pipeline() -> None:
    found = sorted(p.name.removesuffix(".py") for p in (SOURCE / "stages").iterdir() if not p.name.startswith("__"))
    assert tuple(found) == STAGES


def test_no_room_has_grown_too_large() -> None:
    large = {str(p.relative_to(SOURCE)): n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 450}
    assert not large, f"split these into folders whose files read in order: {large}"


def test_the_public_names_are_these() -> None:
    assert kawat.__all__ == ["Article", "Assignment", "Brief", "Briefing", "KawatError", "Rejection", "Settings", "group", "read"]
    assert all(hasattr(kawat, name) for name in kawat.__all__)
