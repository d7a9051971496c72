"""`registry history [--org NAME]`: every change of a value of the registry; an answer for this machine."""

from __future__ import annotations

import argparse
from pathlib import Path
from zoneinfo import ZoneInfo

from app.commands.organisations import organisation_named
from app.config import Settings
from app.speech import say
from domain.registry_change import FieldChange, RegistryChange
from storage import registry_history
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """A line a change, oldest first: when, whose, which column, before → after, who."""
    found = _found(settings.storage.path, arguments.org)
    for each in found:
        say(_line(each, settings.timezone))
    if not found:
        say("Изменений не записано.")
    return 0


def _found(database: Path, name: str | None) -> list[RegistryChange]:
    if not database.exists():
        return []
    with reading(database) as db:
        return registry_history.listed(db, organisation_named(db, name).id if name is not None else 0)


def _line(each: RegistryChange, zone: ZoneInfo) -> str:
    at = f"{each.at.astimezone(zone):%d.%m.%Y %H:%M}"
    return f"{at} · {each.organisation} · {each.change.field}: {_values(each.change)} ({each.who.label})"


def _values(change: FieldChange) -> str:
    """Of officers only the roles are kept, which may be the same before and after."""
    before, after = change.before or "пусто", change.after or "пусто"
    return f"{before} → {after}" if before != after else f"изменено, {after}"
