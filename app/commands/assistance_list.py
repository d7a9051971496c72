"""`assistance list`: help given in a month."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.commands.fault import CommandFault
from app.config import Settings
from app.speech import say
from domain.month import Month, MonthFault
from storage import assistance
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """A line each, the oldest first; the present month unless another is named."""
    try:
        named = Month.parse(arguments.month, settings.timezone) if arguments.month else None
    except MonthFault as fault:
        raise CommandFault(f"--month: {fault}") from None
    month = named or Month.of(datetime.now(UTC), settings.timezone)
    lines = _lines(settings, month) if settings.storage.path.exists() else []
    say("\n".join(lines) if lines else f"{month.title}: помощь организациям не отмечена.")
    return 0


def _lines(settings: Settings, month: Month) -> list[str]:
    with reading(settings.storage.path) as db:
        found = assistance.of_month(db, month.first, month.last)
    return [f"{day:%d.%m.%Y}  {organisation}: {topic}" for day, organisation, topic in found]
