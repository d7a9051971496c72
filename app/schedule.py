"""When the weekly digest is due, over the setting and the settlement's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, SA, SU, TH, TU, WE, WEEKLY, rrule

from domain.week import Week
from domain.week_hour import WeekHour

_DAYS = (MO, TU, WE, TH, FR, SA, SU)
# Later than this the digest says that it is late, and how much.
PUNCTUAL = timedelta(hours=1)


def last_before(hour: WeekHour, now: datetime, zone: ZoneInfo) -> datetime:
    """The newest occurrence of a local weekday and time not after `now`, aware UTC."""
    return _aware(_occurrences(hour, now, zone).before(_local(now, zone), inc=True), zone)


def next_after(hour: WeekHour, now: datetime, zone: ZoneInfo) -> datetime:
    """The first occurrence after `now`, aware UTC."""
    return _aware(_occurrences(hour, now, zone).after(_local(now, zone)), zone)


def _occurrences(hour: WeekHour, now: datetime, zone: ZoneInfo) -> rrule:
    start = datetime.combine(_local(now, zone).date() - timedelta(days=14), hour.clock)
    return rrule(WEEKLY, dtstart=start, byweekday=_DAYS[hour.weekday])


def _local(now: datetime, zone: ZoneInfo) -> datetime:
    return now.astimezone(zone).replace(tzinfo=None)


def _aware(found: datetime | None, zone: ZoneInfo) -> datetime:
    if found is None:
        raise ValueError("a weekly rule has an occurrence on either side of any moment")
    return found.replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class DigestCall:
    """The digest of `week` was due at `due` (aware UTC); the one before at `before`."""

    week: Week
    due: datetime
    before: datetime

    def late(self, now: datetime) -> timedelta:
        """How late it is at `now`; zero when punctual."""
        passed = now - self.due
        return passed if passed > PUNCTUAL else timedelta()


def digest_call(hour: WeekHour, now: datetime, zone: ZoneInfo) -> DigestCall:
    """The newest digest that is due at `now`."""
    due = last_before(hour, now, zone)
    before = last_before(hour, due - timedelta(minutes=1), zone)
    return DigestCall(Week.last_complete(due, zone), due, before)


def digest_call_of(week: Week, hour: WeekHour) -> DigestCall:
    """The call that belongs to a week: the first occurrence after its end."""
    due = next_after(hour, week.end - timedelta(seconds=1), week.zone)
    return DigestCall(week, due, next_after(hour, week.start - timedelta(seconds=1), week.zone))
