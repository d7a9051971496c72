"""`central matrix`: which material stands on which page."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.central_matrix import load
from app.central_table import NOTHING, details, table
from app.commands.central_items import item_of
from app.commands.fault import CommandFault
from app.config import Settings
from app.speech import say
from app.wiring import frame_of
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """The latest materials over all pages, or one material in words."""
    frame = frame_of(settings)
    with reading(settings.storage.path) as db:
        found = load(db, frame, datetime.now(UTC))
        item = item_of(db, arguments.number) if arguments.number else None
    if item and item.id not in found.dues:
        raise CommandFault(f"материал № {item.number} отозван или получен давно; за ним больше не смотрят")
    if not found.items:
        say(NOTHING)
        return 0
    for line in details(found, item, frame.zone) if item else table(found, frame.zone):
        say(line)
    return 0
