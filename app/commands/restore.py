"""`restore FILE [--force]`: puts a copy in the database's place while no service holds it."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from app.config import Settings
from app.speech import say
from storage.backup import restore


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Put the file in the database's place."""
    file: Path = arguments.file
    now = datetime.now(settings.timezone)
    aside = restore(file, settings.storage.path, now, force=arguments.force)
    say(f"База {settings.storage.path} восстановлена из {file}.")
    if aside is not None:
        say(f"Прежняя лежит рядом: {aside} (в имени день и время по поясу {settings.timezone.key}).")
    return 0
