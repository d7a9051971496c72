"""`registry export FILE [--people]`: the registry as a file for its owner's eyes only."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.fault import CommandFault, making_a_file
from app.config import Settings
from app.files import write_private
from app.speech import say
from reports.registry_file import write_registry
from storage import registry
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the registry as it is stored where there is no file yet; officers only when they are asked for."""
    file: Path = arguments.file
    people: bool = arguments.people
    with reading(settings.storage.path) as db:
        held = registry.as_file(db, people)
        left_out = 0 if people else len(registry.officers(db))
    with making_a_file():
        content = write_registry(file.name, held, people)
    if file.exists():
        raise CommandFault(f"файл {file} уже есть; назовите другое имя, чтобы не потерять то, что в нём")
    write_private(file, content)
    say(f"Реестр записан: {file}; организаций: {len(held.rows)}")
    if people:
        say("В файле личные сведения ответственных: не пересылайте его в мессенджерах.")
    if left_out:
        say(f"Ответственные не выгружены: {left_out}; с ними — --people (.xlsx).")
    return 0
