"""`assistance add`: a help given to an organisation enters the journal."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.commands.dates import past_day
from app.commands.fault import CommandFault
from app.commands.notes import checked_note
from app.commands.organisations import organisation_named
from app.config import Settings
from app.speech import say
from storage import assistance
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """One row; the same help of the same day is refused."""
    topic = checked_note(arguments.topic)
    if not topic:
        raise CommandFault("--topic: напишите, с чем помогли")
    day = past_day(arguments.date, "--date", settings.timezone)
    with writing(settings.storage.path) as db:
        organisation = organisation_named(db, arguments.org)
        if assistance.is_noted(db, organisation.id, day, topic):
            raise CommandFault(f"помощь «{topic}» за {day:%d.%m.%Y} уже записана")
        assistance.add(db, organisation_id=organisation.id, day=day, topic=topic, now=datetime.now(UTC))
    say(f"Записано: {day:%d.%m.%Y}, {organisation.short_name} — {topic}")
    return 0
