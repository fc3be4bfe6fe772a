"""What a user names in; the files that it means out, in order, or a sentence why it means none."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kawat.model import Rejection

_SKIPPED = frozenset({"__pycache__", "node_modules", "__MACOSX", "Thumbs.db", "desktop.ini"})
_NO_REPORTS = frozenset(
    {".md", ".markdown", ".css", ".js", ".py", ".toml", ".yaml", ".yml", ".lock", ".ico", ".map", ".woff", ".woff2", ".ttf"}
)


def is_address(name: str) -> bool:
    """Whether a name is an address of the web rather than of a file."""
    return "://" in name[:12] or name.casefold().startswith(("http:", "https:"))


def files(name: str) -> Iterator[Path | Rejection]:
    """Yield the files that a path, folder or glob means; what cannot be read is a Rejection.

    Folders are read with all below them, hidden files and what plainly holds no report (a README, style sheets) left out.
    """
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield from _absent(name, path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISREG(mode):
        yield path
    else:
        yield _rejected(name, f"it is {_kind(mode)}, not a file; save what it holds to a file and name that")


def _absent(name: str, path: Path, error: OSError | ValueError) -> Iterator[Path | Rejection]:
    """Explain a name that is no file: a glob's matches, a broken link, or nothing."""
    if any(c in name for c in "*?["):
        matched = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - the pattern may be absolute, which Path.glob refuses
        for match in matched:
            yield from files(match)
        if not matched:
            yield _rejected(name, "no file matches; check the pattern")
    elif _is_link(path):
        yield _rejected(name, "it is a link to a file that is not there; mend the link or name the file itself")
    elif isinstance(error, PermissionError):
        yield _rejected(name, "it may not be read; ask for permission or copy it")
    else:
        yield _rejected(name, "there is no such file or folder; check the path")


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except (OSError, ValueError):
        return False


def _folder(path: Path) -> Iterator[Path | Rejection]:
    found = 0
    problems: list[Rejection] = []

    def refused(error: OSError) -> None:
        problems.append(_rejected(str(error.filename), "the folder may not be read; ask for permission or copy it"))

    for folder, folders, names in os.walk(path, onerror=refused):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        for name in sorted(names):
            if name.startswith(".") or name in _SKIPPED or Path(name).suffix.casefold() in _NO_REPORTS:
                continue
            found += 1
            yield from files(str(Path(folder) / name))
    yield from problems
    if not found and not problems:
        yield _rejected(str(path), "the folder holds no file that may be a report")


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def _rejected(name: str, reason: str) -> Rejection:
    return Rejection(path=name, stage="acquire", reason=reason)
