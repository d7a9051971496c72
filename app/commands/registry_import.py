"""`registry import FILE`: all of the file or nothing of it, in one short transaction beside a running service."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.config import Settings
from app.files import read_bytes
from app.speech import say
from domain.registry_import import ImportPlan, plan_import
from reports.registry_file import read_registry
from storage import registry
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take the registry over from the file and say what has changed."""
    file: Path = arguments.file
    read = read_registry(file.name, read_bytes(file))
    with writing(settings.storage.path) as db:
        plan = plan_import(registry.known(db), read, remove_missing=arguments.remove_missing)
        registry.apply_import(db, plan, datetime.now(UTC))
    for line in summary(plan):
        say(line)
    return 0


def summary(plan: ImportPlan) -> Iterator[str]:
    """What an import did, for people: names of organisations and columns, no values of cells."""
    yield f"Добавлено: {len(plan.added)}"
    yield from (f"  {row.short_name}" for row in plan.added)
    yield f"Изменено: {len(plan.changed)}"
    for change in plan.changed:
        yield f"  {change.organisation.short_name}: {', '.join(change.columns)}"
    yield f"Без изменений: {len(plan.unchanged)}"
    if plan.absent:
        fate = "Убраны в архив, их" if plan.remove_missing else "Остались в реестре, хотя их"
        yield f"{fate} нет в файле: {len(plan.absent)}"
        yield from (f"  {organisation.short_name}" for organisation in plan.absent)
    if plan.officers is not None:
        yield f"Ответственных записано: {len(plan.officers)}"
