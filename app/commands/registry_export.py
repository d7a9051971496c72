"""`registry export FILE [--people]`: the registry as a file for its owner's eyes only."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.config import Settings
from app.files import write_private
from app.speech import say
from reports.registry_file import write_registry
from storage import registry
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the registry as it is stored; officers only when they are asked for."""
    file: Path = arguments.file
    people: bool = arguments.people
    with reading(settings.storage.path) as db:
        held = registry.as_file(db, people)
    write_private(file, write_registry(file.name, held, people))
    say(f"Реестр записан: {file}; организаций: {len(held.rows)}")
    if people:
        say("В файле личные сведения ответственных: не пересылайте его в мессенджерах.")
    return 0
