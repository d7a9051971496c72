"""Working days over a production calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off on weekdays and working days on weekends; anything else goes by the day of the week."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """A listed working day, or a weekday that is not listed as off."""
        if day in self.work:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (not counting `day` itself)."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day

    def between(self, earlier: date, later: date) -> int:
        """How many working days lie after `earlier` up to and including `later`; 0 when not after."""
        days = (later - earlier).days
        return sum(self.is_workday(earlier + timedelta(days=n)) for n in range(1, days + 1))


WEEKDAYS = Calendar()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a local day, aware UTC."""
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)


def deadline(opened_at: datetime, count: int, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The last second of the `count`-th local working day after `opened_at`, aware UTC."""
    day = calendar.after(opened_at.astimezone(zone).date(), count)
    return end_of_day(day, zone)
