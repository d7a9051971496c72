"""`plan import FILE --org NAME`: a month's content plan, all of the file or nothing of it."""

from __future__ import annotations

import argparse
import hashlib
from datetime import UTC, datetime
from pathlib import Path

from app.commands.organisations import organisation_named
from app.config import Settings
from app.files import read_bytes
from app.speech import say
from domain.month import Month
from domain.russian import plural
from reports.plan_file import read_plan
from storage import content_plans
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take the plan over from the file and say for which month."""
    path: Path = arguments.file
    content = read_bytes(path)
    file = read_plan(path.name, content)
    with writing(settings.storage.path) as db:
        organisation = organisation_named(db, arguments.org)
        replaced = content_plans.take_over(
            db, organisation.id, file, now=datetime.now(UTC), file_hash=hashlib.sha256(content).hexdigest()
        )
    count = len(file.posts)
    month = Month.parse(file.month, settings.timezone).title
    number = f"{count} {plural(count, 'публикация', 'публикации', 'публикаций')}"
    say(f"{organisation.short_name}: план на {month}, {number}{', прежний заменён' if replaced else ''}")
    return 0
