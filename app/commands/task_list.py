"""`task list [--all]`: what the changes of responsibles ask for, the most urgent first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.config import Settings
from app.speech import say
from app.wiring import wall_clock
from domain.russian import date_title
from domain.task import Task, TaskKind
from storage import tasks
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Open tasks, with `--all` the done ones too."""
    for line in _listed(_found(settings.storage.path, arguments.all), wall_clock(), settings.timezone):
        say(line)
    return 0


def _found(database: Path, done_too: bool) -> Sequence[Task]:
    if not database.exists():
        return ()
    with reading(database) as db:
        return tasks.listed(db, done_too=done_too)


def _listed(found: Sequence[Task], now: datetime, zone: ZoneInfo) -> Iterator[str]:
    for task in found:
        told = _done(task, zone) if task.done_at else _due(task, now, zone)
        yield f"№ {task.id} · {task.organisation} · {task.kind.label} · {told}"
        if task.kind is TaskKind.CUR_NOTICE and task.done_at is None:
            yield f"    готовое письмо: postovoy report letter --about {task.change_id}"
    if all(task.done_at for task in found):
        yield "Открытых задач нет."
    else:
        yield "Сроки — по настройке. Отметить сделанное: postovoy task done НОМЕР"


def _due(task: Task, now: datetime, zone: ZoneInfo) -> str:
    until = f"до {date_title(task.due_at, zone)}"
    return f"{until}, срок прошёл" if task.is_overdue(now) else until


def _done(task: Task, zone: ZoneInfo) -> str:
    told = f"сделано {date_title(task.done_at, zone)}" if task.done_at else ""
    return f"{told}: {task.note}" if task.note else told
