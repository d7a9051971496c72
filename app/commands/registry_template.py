"""`registry template FILE`: an empty file to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.fault import CommandFault, making_a_file
from app.config import Settings
from app.files import write_private
from app.speech import say
from reports.registry_file import write_template


def execute(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is called so
    """Write the template where there is no file yet: an empty one must not replace a filled one."""
    file: Path = arguments.file
    with making_a_file():
        content = write_template(file.name)
    if file.exists():
        raise CommandFault(f"файл {file} уже есть; назовите другое имя, чтобы не потерять заполненное")
    write_private(file, content)
    say(f"Пустой реестр записан: {file}. Заполните его и загрузите: postovoy registry import {file}")
    return 0
