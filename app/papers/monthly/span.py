"""The stretch of time a monthly report is about, and what happened in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlite_utils import Database

from app.frame import Frame
from bot.render.book import Book
from domain.matter import MatterEvent
from domain.month import Month
from domain.week import Week
from storage import history, matters

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class MonthSpan:
    """A month as it is known at `now` (aware UTC): until its end, or until now while it runs."""

    db: Database
    frame: Frame
    month: Month
    now: datetime

    @property
    def until(self) -> datetime:
        """The first moment that the report knows nothing of (aware UTC)."""
        return min(self.now + _INSTANT, self.month.end)

    @property
    def last_day(self) -> date:
        """The last local day that the report is about."""
        return (self.until - _INSTANT).astimezone(self.month.zone).date()

    @property
    def today(self) -> date:
        """The local day by which it is told what is overdue: a month that is over looks back on all its days."""
        return self.until.astimezone(self.month.zone).date()

    @property
    def book(self) -> Book:
        """What words are looked up in, at the end of the stretch."""
        return Book(self.frame.decree, self.month.zone, self.until)

    @property
    def is_newest(self) -> bool:
        """It is the last complete month or the running one, so the last check tells how things stand."""
        return self.month >= Month.last_complete(self.now, self.month.zone)

    @cached_property
    def checked(self) -> list[datetime]:
        """When its whole checks ended (aware UTC): without any, nothing is known of it."""
        return history.checked_at(self.db, self.month.start, self.until)

    @property
    def began(self) -> date | None:
        """The local day of the first whole check there ever was, None before any."""
        first = history.first_checked_at(self.db)
        return first.astimezone(self.month.zone).date() if first else None

    @cached_property
    def events(self) -> list[MatterEvent]:
        """What the journal of matters holds of it."""
        return matters.events_between(self.db, self.month.start - _INSTANT, self.until - _INSTANT)

    @cached_property
    def standing(self) -> tuple[MatterEvent, ...]:
        """The openings of what was open at its end."""
        return history.standing(self.db, self.until)

    @cached_property
    def later(self) -> list[MatterEvent]:
        """What has happened since."""
        return matters.events_between(self.db, self.until - _INSTANT, self.now)

    @property
    def weeks(self) -> list[Week]:
        """The complete weeks that ended in it, oldest first."""
        week, found = Week.of(self.month.start, self.month.zone), list[Week]()
        while week.end <= self.until:
            found.append(week)
            week = week.next
        return [each for each in found if each.end > self.month.start]

    @property
    def before(self) -> MonthSpan:
        """The month before."""
        return MonthSpan(self.db, self.frame, self.month.previous, self.now)
