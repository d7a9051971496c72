"""A minute that comes once a week, as settings write it: «TH 10:00»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from domain.week import Week

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WRITTEN = re.compile(rf"({'|'.join(WEEKDAYS)}) ([01]\d|2[0-3]):([0-5]\d)")


class WeekHourFault(ValueError):
    """The text names no minute of a week; the message is in Russian."""


@dataclass(frozen=True, slots=True)
class WeekHour:
    """A local minute of every week; `weekday` 0 is Monday."""

    weekday: int
    clock: time

    @classmethod
    def parse(cls, text: str) -> WeekHour:
        """From «TH 10:00». Raises `WeekHourFault`."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise WeekHourFault(f"«{text}» — не день недели и час; пишите MO…SU и время: TH 10:00")
        return cls(WEEKDAYS.index(found[1]), time(int(found[2]), int(found[3])))

    def within(self, week: Week) -> datetime:
        """That minute of the given week, aware UTC."""
        day = week.monday + timedelta(days=self.weekday)
        return datetime.combine(day, self.clock, week.zone).astimezone(UTC)
