"""Settings: one frozen value, built once from `kawat.toml` and then `KAWAT_*`, and passed as an argument."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kawat.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set. Sizes are bytes, times seconds.

    `max_bytes` bounds one page, unpacked; `timeout` one request from start to last byte; `embedder` names the sentence embedder
    ("use" is the bundled one); `workers` is the number of processes, 0 for one per core.
    """

    user_agent: str = "Kawat/0.1 (+https://github.com/kawat/kawat; news verification; obeys robots.txt)"
    timeout: float = 20.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    cache: str = ""
    embedder: str = "use"
    workers: int = 0


def load(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of `path` (default `kawat.toml` here, if there is one), overridden by KAWAT_* variables.

    Raises SettingsError for an unknown key, a value of the wrong type, or a file that was named and cannot be read.
    """
    environ = os.environ if environ is None else environ
    stated: dict[str, object] = {}
    file = path or Path("kawat.toml")
    if path is not None or file.is_file():
        try:
            stated = tomllib.loads(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"settings file {file} cannot be read: {error}") from error
    fields: dict[str, Callable[[object], object]] = {f.name: type(getattr(Settings(), f.name)) for f in dataclasses.fields(Settings)}
    for name in fields:
        if (given := environ.get(f"KAWAT_{name.upper()}")) is not None:
            stated[name] = given
    if surplus := sorted(set(stated) - set(fields)):
        raise SettingsError(f"{file}: there is no setting {', '.join(surplus)}; known are {', '.join(fields)}")
    built: dict[str, object] = {}
    for name, value in stated.items():
        try:
            built[name] = fields[name](value)
        except (TypeError, ValueError) as error:
            raise SettingsError(f"setting {name} is {value!r}, which is no {getattr(fields[name], '__name__', 'value')}") from error
    return Settings(**built)  # type: ignore[arg-type]
