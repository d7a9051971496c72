"""When the weekly digest is due."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.schedule import digest_call, digest_call_of, last_before, next_after
from domain.week import Week
from domain.week_hour import WeekHour

ZONE = ZoneInfo("Asia/Vladivostok")
MONDAY_NINE = WeekHour(0, time(9))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (local(23, 8, 59), local(16, 9)),
        (local(23, 9), local(23, 9)),
        (local(29, 23), local(23, 9)),
    ],
)
def test_the_newest_monday_nine_that_has_come(now: datetime, due: datetime) -> None:
    assert last_before(MONDAY_NINE, now, ZONE) == due


def test_the_next_occurrence_is_never_the_present_one() -> None:
    assert next_after(MONDAY_NINE, local(23, 9), ZONE) == local(30, 9)


def test_a_digest_tells_of_the_week_that_has_just_ended() -> None:
    call = digest_call(MONDAY_NINE, local(23, 9, 1), ZONE)
    assert call.week.name == "2026-W47"
    assert call.before == local(16, 9)


def test_an_hour_is_punctual_and_more_is_late() -> None:
    call = digest_call(MONDAY_NINE, local(23, 12), ZONE)
    assert call.late(local(23, 10)) == timedelta()
    assert call.late(local(25, 9)) == timedelta(days=2)


def test_the_hour_stays_local_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    summer_ends = datetime(2026, 10, 26, 12, tzinfo=berlin)
    assert last_before(MONDAY_NINE, summer_ends, berlin) == datetime(2026, 10, 26, 8, tzinfo=UTC)
    assert next_after(MONDAY_NINE, datetime(2026, 10, 19, 12, tzinfo=berlin), berlin) == datetime(
        2026, 10, 26, 8, tzinfo=UTC
    )


def test_the_call_of_an_older_week_is_the_first_after_its_end() -> None:
    week = Week.parse("2026-W45", ZONE)
    call = digest_call_of(week, MONDAY_NINE)
    assert (call.before, call.due) == (local(2, 9), local(9, 9))
