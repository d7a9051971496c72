"""`plan template FILE`: an empty content plan to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.fault import CommandFault, making_a_file
from app.config import Settings
from app.files import write_private
from app.speech import say
from reports.plan_file import write_plan_template


def execute(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is called so
    """Write the template where there is no file yet: an empty one must not replace a filled one."""
    file: Path = arguments.file
    with making_a_file():
        content = write_plan_template(file.name)
    if file.exists():
        raise CommandFault(f"файл {file} уже есть; назовите другое имя, чтобы не потерять заполненное")
    write_private(file, content)
    say(f"Пустой контент-план записан: {file}. Заполните и загрузите: postovoy plan import {file} --org НАЗВАНИЕ")
    return 0
