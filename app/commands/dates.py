"""Days as people write them on the command line."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.commands.fault import CommandFault


def day_of(written: str, option: str) -> date:
    """From «24.11.2026». Raises `CommandFault` that names the option."""
    found = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", written.strip())
    try:
        if found and int(found[3]) >= date(1970, 1, 1).year:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise CommandFault(f"{option}: «{written}» — не дата; пишите ДД.ММ.ГГГГ, например 24.11.2026")


def past_day(written: str | None, option: str, zone: ZoneInfo) -> date:
    """A local day up to today, which it is when nothing was written. Raises `CommandFault`."""
    today = datetime.now(UTC).astimezone(zone).date()
    day = today if written is None else day_of(written, option)
    if day > today:
        raise CommandFault(f"{option}: {day:%d.%m.%Y} ещё не наступило")
    return day
