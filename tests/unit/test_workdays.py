"""Working days over a calendar of transfers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import Calendar, deadline

# 4 November 2026 is a Wednesday off; Saturday the 7th is worked in its stead (invented).
MOVED = Calendar(off=frozenset({date(2026, 11, 4)}), work=frozenset({date(2026, 11, 7)}))
PLAIN = Calendar()


@pytest.mark.parametrize(
    ("day", "plain", "moved"),
    [
        (date(2026, 11, 4), True, False),
        (date(2026, 11, 6), True, True),
        (date(2026, 11, 7), False, True),
        (date(2026, 11, 8), False, False),
    ],
)
def test_listed_days_win_over_the_day_of_the_week(day: date, plain: bool, moved: bool) -> None:
    assert (PLAIN.is_workday(day), MOVED.is_workday(day)) == (plain, moved)


@pytest.mark.parametrize(
    ("calendar", "count", "day"),
    [
        (PLAIN, 0, date(2026, 11, 3)),
        (PLAIN, 1, date(2026, 11, 4)),
        (PLAIN, 4, date(2026, 11, 9)),
        (MOVED, 1, date(2026, 11, 5)),
        (MOVED, 3, date(2026, 11, 7)),
        (MOVED, 4, date(2026, 11, 9)),
    ],
)
def test_the_day_itself_is_not_counted(calendar: Calendar, count: int, day: date) -> None:
    assert calendar.after(date(2026, 11, 3), count) == day


@given(st.dates(date(2026, 10, 1), date(2026, 12, 1)), st.integers(1, 20))
def test_counting_forth_and_back_agree(day: date, count: int) -> None:
    later = MOVED.after(day, count)
    assert MOVED.between(day, later) == count
    assert MOVED.is_workday(later)
    assert MOVED.between(later, day) == 0


@pytest.mark.parametrize(
    ("zone", "opened", "due"),
    [
        ("Asia/Vladivostok", "2026-11-02T13:59:59Z", "2026-11-03T13:59:59Z"),
        ("Asia/Vladivostok", "2026-11-02T14:00:00Z", "2026-11-05T13:59:59Z"),
        ("Europe/Kaliningrad", "2026-11-02T14:00:00Z", "2026-11-03T21:59:59Z"),
    ],
)
def test_a_deadline_is_the_last_second_of_a_local_day(zone: str, opened: str, due: str) -> None:
    expected = datetime.fromisoformat(due)
    found = deadline(datetime.fromisoformat(opened), 1, MOVED, ZoneInfo(zone))
    assert found == expected
    assert found.utcoffset() == timedelta(0)
    assert found.tzinfo is UTC
