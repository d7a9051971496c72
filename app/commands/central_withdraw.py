"""`central withdraw`: nobody has to publish a material any more."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.commands.central_items import item_of
from app.commands.fault import CommandFault
from app.config import Settings
from app.speech import complain, say
from storage import central
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """One short transaction; open matters about it end at the next cycle."""
    with writing(settings.storage.path) as db:
        item = item_of(db, arguments.number)
        if central.is_withdrawn(db, item.id):
            raise CommandFault(f"материал № {item.number} уже отозван")
        central.withdraw(db, item.id, datetime.now(UTC))
    say(f"Отозван: материал № {item.number} «{item.title}»; размещать его больше не нужно")
    complain("Открытые дела о нём закроет ближайшая проверка: работающей службы или postovoy check.")
    return 0
