"""Settings in environment variables: POSTOVOY_<SECTION>__<KEY>, or POSTOVOY_<KEY> outside the sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from app.config.values import EnvText

PREFIX = "POSTOVOY_"
CONFIG = "POSTOVOY_CONFIG"
NAMED = "decree_named"

Path = tuple[str, ...]
Table = dict[str, object]


@dataclass(slots=True)
class Spoken:
    """What the environment says: a table like the file's, and which variable said it."""

    table: Table = field(default_factory=dict[str, object])
    variables: dict[Path, str] = field(default_factory=dict[Path, str])


def read_environment(environ: Mapping[str, str]) -> Spoken:
    """The settings among the variables. Keys are told in lower case, clauses of [decree_named] as written."""
    spoken = Spoken()
    for variable in sorted(environ):
        if variable.startswith(PREFIX) and variable != CONFIG:
            path = _path(variable)
            spoken.variables[path] = variable
            _put(spoken.table, path, EnvText(environ[variable]))
    return spoken


def _path(variable: str) -> Path:
    section, *keys = variable.removeprefix(PREFIX).split("__")
    if section.lower() == NAMED:
        # A shell knows no dots in names: P1_6 is clause P1.6.
        return (NAMED, *(key.replace("_", ".") for key in keys))
    return (section.lower(), *(key.lower() for key in keys))


def _put(table: Table, path: Path, text: EnvText) -> None:
    """A variable that names a section as if it were a key stays, so that it is complained about."""
    *sections, key = path
    for section in sections:
        inner = table.setdefault(section, {})
        if not isinstance(inner, dict):
            return
        table = cast("Table", inner)
    table[key] = text
