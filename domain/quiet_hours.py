"""Local hours in which nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local hours in which nothing is sent, e.g. 20:00-08:00; equal ends mean none."""

    begin: time
    end: time

    def until(self, now: datetime, zone: ZoneInfo) -> datetime:
        """`now` itself outside quiet hours, else their end, aware UTC."""
        local = now.astimezone(zone)
        if not self._holds(local.timetz().replace(tzinfo=None)):
            return now
        day = local.date() + timedelta(days=self._ends_next_day(local))
        return _local(day, self.end, zone).astimezone(now.tzinfo)

    def since(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet hours that hold `now` began, aware UTC; None outside them."""
        local = now.astimezone(zone)
        if not self._holds(local.timetz().replace(tzinfo=None)):
            return None
        began_yesterday = self.begin > self.end and not self._ends_next_day(local)
        return _local(local.date() - timedelta(days=began_yesterday), self.begin, zone).astimezone(now.tzinfo)

    def _holds(self, clock: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def _ends_next_day(self, local: datetime) -> bool:
        return self.begin > self.end and local.timetz().replace(tzinfo=None) >= self.begin


NO_QUIET = QuietHours(time(), time())


def _local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone)
