"""The local calendar week of P2.2: Monday 00:00 included to the next Monday 00:00 excluded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


# Of times before it no clock of ours tells anything, and next to the calendar's ends there is no week beside.
FIRST_YEAR, LAST_YEAR = 1970, 9998


class WeekFault(ValueError):
    """The text names no ISO week; the message is in Russian."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week in an IANA zone. Its borders are local midnights, so it may last 167 or 169 hours."""

    monday: date
    zone: ZoneInfo

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo) -> Week:
        """The week that holds an aware moment."""
        local = moment.astimezone(zone).date()
        return cls(local - timedelta(days=local.weekday()), zone)

    @classmethod
    def last_complete(cls, now: datetime, zone: ZoneInfo) -> Week:
        """The newest week whose end is not after `now`."""
        return cls.of(now, zone).previous

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Week:
        """From «2026-W47». Raises `WeekFault`."""
        found = re.fullmatch(r"(\d{4})-W(\d{2})", text.strip())
        fault = WeekFault(f"«{text}» — не неделя; пишите год и номер: 2026-W47")
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise fault
        try:
            return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1), zone)
        except ValueError:
            raise fault from None

    @property
    def start(self) -> datetime:
        """The first moment, aware UTC."""
        return local_midnight(self.monday, self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after the week, aware UTC."""
        return local_midnight(self.monday + timedelta(days=7), self.zone)

    @property
    def previous(self) -> Week:
        """The week before."""
        return Week(self.monday - timedelta(days=7), self.zone)

    @property
    def next(self) -> Week:
        """The week after."""
        return Week(self.monday + timedelta(days=7), self.zone)

    @property
    def name(self) -> str:
        """ISO name: «2026-W47»."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02d}"

    @property
    def title(self) -> str:
        """For people: «16–22 ноября»."""
        sunday = self.monday + timedelta(days=6)
        if self.monday.month == sunday.month:
            return f"{self.monday.day}–{sunday.day} {MONTHS[sunday.month - 1]}"
        return f"{day_title(self.monday)} – {day_title(sunday)}"

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


def local_midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a local day, aware UTC, also where the clock skips midnight."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def day_title(day: date) -> str:
    """«23 ноября»."""
    return f"{day.day} {MONTHS[day.month - 1]}"
