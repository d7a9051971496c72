"""`backup FILE`: a consistent copy of the database, also beside a running service."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.config import Settings
from app.speech import say
from storage.backup import backup


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Copy the database to the file named."""
    file: Path = arguments.file
    size = backup(settings.storage.path, file)
    say(f"Копия базы записана: {file} ({size // 1024 + 1} КБ). Храните её как базу: в ней личные сведения.")
    return 0
