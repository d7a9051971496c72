"""The local calendar month reports are made for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.week import FIRST_YEAR, LAST_YEAR, local_midnight

_NAMES = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


class MonthFault(ValueError):
    """The text names no month; the message is in Russian."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month in an IANA zone; its borders are local midnights. `first` is its first day."""

    first: date
    zone: ZoneInfo

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo) -> Month:
        """The month that holds an aware moment."""
        return cls(moment.astimezone(zone).date().replace(day=1), zone)

    @classmethod
    def last_complete(cls, now: datetime, zone: ZoneInfo) -> Month:
        """The newest month whose end is not after `now`."""
        return cls.of(now, zone).previous

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Month:
        """From «2026-11». Raises `MonthFault`."""
        found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text.strip())
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise MonthFault(f"«{text}» — не месяц; пишите год и номер: 2026-11")
        return cls(date(int(found[1]), int(found[2]), 1), zone)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def start(self) -> datetime:
        """The first moment, aware UTC."""
        return local_midnight(self.first, self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after the month, aware UTC."""
        return self.next.start

    @property
    def previous(self) -> Month:
        """The month before."""
        return Month((self.first - timedelta(days=1)).replace(day=1), self.zone)

    @property
    def next(self) -> Month:
        """The month after."""
        return Month((self.first + timedelta(days=31)).replace(day=1), self.zone)

    @property
    def name(self) -> str:
        """ISO name: «2026-11»."""
        return f"{self.first:%Y-%m}"

    @property
    def title(self) -> str:
        """For people: «ноябрь 2026 г.»."""
        return f"{_NAMES[self.first.month - 1]} {self.first.year} г."

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end
