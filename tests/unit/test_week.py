"""Local weeks: borders, names, and clocks that are moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.week import Week, WeekFault
from domain.week_hour import WeekHour, WeekHourFault

VLADIVOSTOK = ZoneInfo("Asia/Vladivostok")
NEW_YORK = ZoneInfo("America/New_York")
KALININGRAD = ZoneInfo("Europe/Kaliningrad")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("zone", "monday", "start", "end", "hours"),
    [
        (VLADIVOSTOK, date(2026, 11, 16), "2026-11-15T14:00Z", "2026-11-22T14:00Z", 168),
        (KALININGRAD, date(2026, 11, 16), "2026-11-15T22:00Z", "2026-11-22T22:00Z", 168),
        (NEW_YORK, date(2026, 10, 26), "2026-10-26T04:00Z", "2026-11-02T05:00Z", 169),
        (NEW_YORK, date(2026, 3, 2), "2026-03-02T05:00Z", "2026-03-09T04:00Z", 167),
    ],
)
def test_borders_are_local_midnights(zone: ZoneInfo, monday: date, start: str, end: str, hours: int) -> None:
    week = Week(monday, zone)
    assert (week.start, week.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert week.end - week.start == timedelta(hours=hours)


def test_the_first_second_is_in_and_the_last_border_is_out() -> None:
    week = Week(date(2026, 11, 16), VLADIVOSTOK)
    moments = [week.start - SECOND, week.start, week.end - SECOND, week.end]
    assert [moment in week for moment in moments] == [False, True, True, False]


@pytest.mark.parametrize(
    ("now", "name"),
    [
        ("2026-11-22T13:59:59Z", "2026-W46"),
        ("2026-11-22T14:00:00Z", "2026-W47"),
        ("2027-01-03T13:59:59Z", "2026-W52"),
        ("2027-01-03T14:00:00Z", "2026-W53"),
    ],
)
def test_a_week_is_complete_from_its_local_end(now: str, name: str) -> None:
    assert Week.last_complete(datetime.fromisoformat(now), VLADIVOSTOK).name == name


@pytest.mark.parametrize(
    ("monday", "name", "title"),
    [
        (date(2026, 11, 16), "2026-W47", "16–22 ноября"),
        (date(2026, 11, 30), "2026-W49", "30 ноября – 6 декабря"),
        (date(2026, 12, 28), "2026-W53", "28 декабря – 3 января"),
        (date(2024, 12, 30), "2025-W01", "30 декабря – 5 января"),
    ],
)
def test_a_week_has_an_iso_name_and_a_title_for_people(monday: date, name: str, title: str) -> None:
    week = Week(monday, VLADIVOSTOK)
    assert (week.name, week.title) == (name, title)
    assert Week.parse(f" {name} ", VLADIVOSTOK) == week


@pytest.mark.parametrize("text", ["", "47", "2026-47", "2026-W7", "2026-W00", "2026-W54", "2025-W53", "2026-W471"])
def test_what_is_no_week_is_refused_in_russian(text: str) -> None:
    with pytest.raises(WeekFault, match="не неделя"):
        Week.parse(text, VLADIVOSTOK)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- bounds of hypothesis are naive
    st.sampled_from([VLADIVOSTOK, KALININGRAD, NEW_YORK, ZoneInfo("Africa/Cairo")]),
)
def test_every_moment_is_in_exactly_one_week(moment: datetime, zone: ZoneInfo) -> None:
    week = Week.of(moment, zone)
    assert moment in week
    assert moment not in week.previous
    assert moment not in week.next
    assert (week.previous.end, week.next.start) == (week.start, week.end)


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("MO 00:00", VLADIVOSTOK, "2026-11-15T14:00Z"),
        ("TH 10:00", VLADIVOSTOK, "2026-11-19T00:00Z"),
        (" SU 23:59 ", KALININGRAD, "2026-11-22T21:59Z"),
    ],
)
def test_an_hour_of_the_week_is_local(text: str, zone: ZoneInfo, moment: str) -> None:
    assert WeekHour.parse(text).within(Week(date(2026, 11, 16), zone)) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", ["", "TH", "10:00", "ЧТ 10:00", "th 10:00", "TH 24:00", "TH 9:00", "TH 10:60"])
def test_what_is_no_hour_of_the_week_is_refused_in_russian(text: str) -> None:
    with pytest.raises(WeekHourFault, match="не день недели и час"):
        WeekHour.parse(text)
