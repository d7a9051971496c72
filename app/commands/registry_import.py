"""`registry import FILE`: all of the file or nothing of it, in one short transaction beside a running service."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.config import Settings
from app.files import read_bytes
from app.officer_terms import terms_of
from app.speech import say
from app.wiring import frame_of
from domain.link_doubts import doubt
from domain.network import Network
from domain.registry import LINK_COLUMNS
from domain.registry_import import ImportPlan, plan_import
from domain.russian import date_title
from domain.task import USUAL_TERMS, Task
from reports.registry_file import read_registry
from storage import registry
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take the registry over from the file and say what has changed."""
    file: Path = arguments.file
    read = read_registry(file.name, read_bytes(file))
    # Only officers bring tasks, and only tasks need the decree pack and the calendar.
    terms = terms_of(frame_of(settings)) if read.officers else USUAL_TERMS
    with writing(settings.storage.path) as db:
        plan = plan_import(registry.known(db), read, remove_missing=arguments.remove_missing)
        applied = registry.apply_import(db, plan, datetime.now(UTC), terms)
    for line in (*summary(plan), *_opened(applied.tasks, settings.timezone)):
        say(line)
    return 0


def _opened(tasks: Sequence[Task], zone: ZoneInfo) -> Iterator[str]:
    """What a change of a responsible asks for now; no names."""
    if not tasks:
        return
    changes = len({task.change_id for task in tasks})
    yield f"Сменились ответственные: {changes}. Открыты задачи (сроки — по настройке):"
    for task in tasks:
        yield f"  № {task.id} · {task.organisation} · {task.kind.label} · до {date_title(task.due_at, zone)}"
    yield "  Список — postovoy task list, отметить — postovoy task done НОМЕР"


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
    yield from _renames(plan)
    yield from _doubts(plan)
    if plan.officers is not None:
        yield f"Ответственных записано: {len(plan.officers)}"


def _renames(plan: ImportPlan) -> Iterator[str]:
    """An organisation without ОГРН is known by its name alone (contract), so a new name makes a new one."""
    if not plan.renames:
        return
    yield f"Похоже на переименование (это теперь разные организации, история начата заново): {len(plan.renames)}"
    for rename in plan.renames:
        yield f"  было «{rename.was.short_name}», в файле «{rename.now.short_name}»: {rename.why}"
    if plan.remove_missing:
        yield "  Если это так, восстановите базу из копии, впишите ОГРН под прежним названием и загрузите файл до"
        yield "  переименования: postovoy restore КОПИЯ --force"
        return
    yield "  Если это так, верните в файле прежнее краткое название, впишите ОГРН и загрузите файл"
    yield "  с --remove-missing: после этого название можно менять."


def _doubts(plan: ImportPlan) -> Iterator[str]:
    """Links that were taken as they are and look mistyped."""
    found = [
        f"  строка {row.row_number}, столбец «{LINK_COLUMNS[network]}»: {said}"
        for row in sorted((*plan.added, *(change.row for change in plan.changed)), key=lambda row: row.row_number)
        for network in Network
        if (link := row.link(network)) is not None and (said := doubt(link)) is not None
    ]
    if found:
        yield f"Проверьте ссылки, они похожи на опечатку: {len(found)}"
        yield from found
