"""`task done NUMBER …`: a person marks tasks as done, with the number and day of the letter where there was one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from app.commands.dates import past_day
from app.commands.fault import CommandFault
from app.commands.notes import checked_note
from app.commands.request_numbers import number_of
from app.config import Settings
from app.speech import complain, say
from app.wiring import wall_clock
from domain.russian import date_title
from domain.task import Task
from domain.workdays import end_of_day
from storage import tasks
from storage.store import writing

# SQLite's numbers have an end, and no journal is that long.
_MOST_DIGITS = 9


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """All of the named tasks, or none of them."""
    now = wall_clock()
    done_at = _done_at(arguments.date, now, settings)
    note = _note(arguments, date_title(done_at, settings.timezone))
    with writing(settings.storage.path) as db:
        found = [_open_task(db, number, settings) for number in dict.fromkeys(arguments.numbers)]
        for task in found:
            tasks.finish(db, task.id, done_at, note)
    _tell(found, note)
    return 0


def _tell(found: Sequence[Task], note: str) -> None:
    for task in found:
        say(f"Отмечено: № {task.id} · {task.organisation} · {task.kind.label}{f' · {note}' if note else ''}")
    # Judging and telling are the lock's holder's; this command works beside it.
    complain("Отметку учтёт ближайшая проверка: работающей службы или postovoy check.")


def _done_at(written: str | None, now: datetime, settings: Settings) -> datetime:
    return min(now, end_of_day(past_day(written, "--date", settings.timezone), settings.timezone))


def _note(arguments: argparse.Namespace, day: str) -> str:
    """«исх. № 12 от 25.11.2026; передано на совещании». Raises `CommandFault` when it is not fit to keep."""
    number = f"исх. № {number_of(arguments.number, '--number')} от {day}" if arguments.number else ""
    return checked_note("; ".join(part for part in (number, arguments.note.strip()) if part))


def _open_task(db: Database, written: str, settings: Settings) -> Task:
    number = written.lstrip("№").strip()
    task = tasks.find(db, int(number)) if number.isdecimal() and len(number) <= _MOST_DIGITS else None
    if task is None:
        raise CommandFault(f"задачи № {number} нет; какие есть, покажет postovoy task list")
    if task.done_at is not None:
        raise CommandFault(f"задача № {task.id} уже отмечена {date_title(task.done_at, settings.timezone)}")
    return task
