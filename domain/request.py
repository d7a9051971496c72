"""Requests for information: from ЦУР to the administration (P1.5.3), from it to an organisation (P1.6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.finding import DueSource
from domain.workdays import Calendar, end_of_day


class RequestFrom(StrEnum):
    """Who asks; the value is stored and given on the command line, `label` is shown."""

    CUR = "cur"
    ADMINISTRATION = "administration"

    @property
    def label(self) -> str:
        """Russian, as it stands after «запрос»."""
        return "ЦУР" if self is RequestFrom.CUR else "администрации"


@dataclass(frozen=True, slots=True)
class Request:
    """A request. `received` and `answered` are local days, `due_at` is aware UTC with whose deadline it is.

    `organisation_id` is whom the administration asks; None for a request of ЦУР. `file_hash` and `answer_hash` are
    the SHA-256 of the request's and the answer's file as hexadecimal text; the files themselves are not kept.
    """

    id: int
    asked_by: RequestFrom
    number: str
    received: date
    due_at: datetime
    due_source: DueSource
    organisation_id: int | None = None
    answered: date | None = None
    answer_number: str = ""
    file_hash: str = ""
    answer_hash: str = ""

    @property
    def case(self) -> str:
        """The name of its case in a verdict."""
        return f"request:{self.id}"

    @property
    def title(self) -> str:
        """«запрос ЦУР № 15-04/123 от 20.11.2026»."""
        return f"запрос {self.asked_by.label} № {self.number} от {self.received:%d.%m.%Y}"

    def last_day(self, zone: ZoneInfo) -> date:
        """The local day on which the answer is due at the latest."""
        return self.due_at.astimezone(zone).date()

    def is_late(self, zone: ZoneInfo) -> bool:
        """It was answered, but after its last day."""
        return self.answered is not None and self.answered > self.last_day(zone)


def due_by_setting(received: date, workdays: int, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The end of the `workdays`-th working day after the day a request without a date of its own was received."""
    return end_of_day(calendar.after(received, workdays), zone)


def is_soon(last_day: date, today: date, calendar: Calendar) -> bool:
    """At most one working day is left after today until the last day, which is not over."""
    # Not counted day by day: a slip of the pen makes a deadline of the year 9999.
    return today <= last_day < calendar.after(today, 2)
