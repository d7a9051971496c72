"""Working days as the government moved them, and as a settlement may move them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.production_calendar import production_calendar
from domain.workdays import deadline

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 3), True),
        (date(2026, 11, 4), False),  # the Day of National Unity
        (date(2026, 1, 9), False),  # moved here from 3 January 2026
        (date(2026, 12, 31), False),  # moved here from 4 January 2026
        (date(2027, 2, 20), True),  # a Saturday that works for Monday, 22 February
        (date(2027, 2, 22), False),
        (date(2026, 11, 22), False),
    ],
)
def test_the_calendar_knows_the_transfers(day: date, works: bool) -> None:
    assert production_calendar(TODAY).is_workday(day) is works


def test_a_weekend_day_that_is_a_holiday_is_no_working_day_though_a_transfer_took_from_it() -> None:
    assert not production_calendar(TODAY).is_workday(date(2026, 1, 3))


def test_the_settings_win_over_the_library() -> None:
    calendar = production_calendar(TODAY, off=[date(2026, 11, 24)], work=[date(2026, 11, 4), date(2026, 11, 28)])
    assert not calendar.is_workday(date(2026, 11, 24))
    assert calendar.is_workday(date(2026, 11, 4))
    assert calendar.is_workday(date(2026, 11, 28))


def test_a_deadline_steps_over_a_holiday() -> None:
    opened = datetime(2026, 11, 3, 1, tzinfo=UTC)
    due = deadline(opened, 1, production_calendar(TODAY), ZoneInfo("Asia/Vladivostok"))
    assert due == datetime(2026, 11, 5, 13, 59, 59, tzinfo=UTC)
