"""Requests for information: until when, when they are asked about, and what is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import DueSource, MatterKind, Outcome, Verdict
from domain.request import Request, RequestFrom, due_by_setting
from domain.workdays import Calendar, end_of_day
from rules.requests import cur_request_due, org_request_due
from tests.rules.world import ZONE, admin_view, at, org_view

# A day off in the middle of the week, and a Saturday that is worked.
CALENDAR = Calendar(off=frozenset({date(2026, 11, 25)}), work=frozenset({date(2026, 11, 28)}))
ON_FRIDAY = Request(
    7,
    RequestFrom.CUR,
    "15-04/123",
    date(2026, 11, 20),
    end_of_day(date(2026, 11, 27), ZONE),
    DueSource.REQUEST,
)
BY_SETTING = replace(ON_FRIDAY, due_source=DueSource.SETTING, due_at=end_of_day(date(2026, 1, 1), ZONE))


def judged(request: Request, now: datetime, **params: int) -> Verdict:
    whole = cur_request_due(admin_view(requests=(request,), now=now, calendar=CALENDAR), **params)
    assert whole.cases is not None
    (case,) = whole.cases
    assert case.period == "request:7"
    assert (whole.outcome, whole.evidence) == (case.outcome, case.evidence)
    return case


@pytest.mark.parametrize(
    ("now", "outcome", "opens", "evidence"),
    [
        # Friday is the last day; Wednesday is off, so Thursday is the one working day before.
        (at(20, 9), Outcome.OK, None, "ответ на запрос ЦУР № 15-04/123 от 20.11.2026 нужен до 27.11.2026"),
        (at(25, 23, 59), Outcome.OK, None, "ответ на запрос ЦУР № 15-04/123 от 20.11.2026 нужен до 27.11.2026"),
        (
            at(26, 0),
            Outcome.UNKNOWN,
            MatterKind.CONFIRMATION,
            "ответ на запрос ЦУР № 15-04/123 от 20.11.2026 нужен до 27.11.2026 и ещё не отмечен",
        ),
        (
            at(27, 23, 59),
            Outcome.UNKNOWN,
            MatterKind.CONFIRMATION,
            "ответ на запрос ЦУР № 15-04/123 от 20.11.2026 нужен до 27.11.2026 и ещё не отмечен",
        ),
        (
            at(28, 0),
            Outcome.VIOLATED,
            MatterKind.VIOLATION,
            "ответ на запрос ЦУР № 15-04/123 от 20.11.2026 не отмечен, дать его нужно было до 27.11.2026",
        ),
    ],
)
def test_a_request_waits_then_is_asked_about_then_is_late(
    now: datetime, outcome: Outcome, opens: MatterKind | None, evidence: str
) -> None:
    verdict = judged(ON_FRIDAY, now)
    assert (verdict.outcome, verdict.opens, verdict.evidence) == (outcome, opens, evidence)
    if opens:
        assert (verdict.due, verdict.due_source) == (ON_FRIDAY.due_at, DueSource.REQUEST)


def test_a_day_to_come_accuses_nobody_and_remedies_nothing() -> None:
    assert not judged(ON_FRIDAY, at(20, 9)).closes
    assert judged(replace(ON_FRIDAY, answered=date(2026, 11, 23)), at(23)).closes


@pytest.mark.parametrize(
    ("day", "evidence"),
    [
        (27, "на запрос ЦУР № 15-04/123 от 20.11.2026 ответ дан 27.11.2026"),
        (
            28,
            "на запрос ЦУР № 15-04/123 от 20.11.2026 ответ дан 28.11.2026, с опозданием: нужен был до 27.11.2026",
        ),
    ],
)
def test_an_answer_settles_it_and_a_late_one_says_so(day: int, evidence: str) -> None:
    verdict = judged(replace(ON_FRIDAY, answered=date(2026, 11, day)), at(30))
    assert (verdict.outcome, verdict.evidence) == (Outcome.OK, evidence)


@pytest.mark.parametrize(("workdays", "last"), [(1, "23.11.2026"), (3, "26.11.2026"), (5, "28.11.2026")])
def test_without_a_day_of_its_own_the_settings_and_the_calendar_give_one(workdays: int, last: str) -> None:
    verdict = judged(BY_SETTING, at(20), workdays=workdays)
    assert f"нужен до {last}" in verdict.evidence
    late = judged(BY_SETTING, at(30), workdays=workdays)
    assert (late.outcome, late.due_source) == (Outcome.VIOLATED, DueSource.SETTING)


def test_every_request_is_a_case_of_its_own_and_the_worst_speaks_first() -> None:
    late = replace(ON_FRIDAY, id=1, number="1", due_at=at(20))
    soon = replace(ON_FRIDAY, id=2, number="2")
    done = replace(ON_FRIDAY, id=3, number="3", answered=date(2026, 11, 21))
    whole = org_request_due(org_view(requests=(done, soon, late), now=at(26), calendar=CALENDAR))
    assert whole.cases is not None
    assert [(case.period, case.outcome) for case in whole.cases] == [
        ("request:3", Outcome.OK),
        ("request:2", Outcome.UNKNOWN),
        ("request:1", Outcome.VIOLATED),
    ]
    assert (whole.outcome, whole.due) == (Outcome.VIOLATED, late.due_at)


def test_an_empty_journal_is_in_order() -> None:
    for verdict in (cur_request_due(admin_view()), org_request_due(org_view())):
        assert (verdict.outcome, verdict.cases, verdict.evidence) == (Outcome.OK, (), "запросов без ответа нет")


days = st.integers(0, 40).map(lambda number: date(2026, 11, 1) + timedelta(days=number))
calendars = st.builds(Calendar, off=st.frozensets(days, max_size=12), work=st.frozensets(days, max_size=12))


@given(days, st.integers(1, 10), calendars)
def test_a_request_is_always_asked_about_before_it_is_late(
    received: date, workdays: int, calendar: Calendar
) -> None:
    """Day by day the verdict only goes forward: waits, is asked about, the last day too, is late."""
    due_at = due_by_setting(received, workdays, calendar, ZONE)
    request = replace(ON_FRIDAY, received=received, due_at=due_at, due_source=DueSource.SETTING)
    last = request.last_day(ZONE)
    assert calendar.between(received, last) == workdays
    order = [Outcome.OK, Outcome.UNKNOWN, Outcome.VIOLATED]
    seen: list[Outcome] = []
    day = received
    while day <= last + timedelta(days=1):
        now = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE).astimezone(UTC)
        view = admin_view(requests=(request,), now=now, calendar=calendar)
        seen.append(cur_request_due(view, workdays=workdays).outcome)
        day += timedelta(days=1)
    assert seen == sorted(seen, key=order.index)
    assert seen[-2:] == [Outcome.UNKNOWN, Outcome.VIOLATED]
    asked = [received + timedelta(days=place) for place, outcome in enumerate(seen) if outcome is Outcome.UNKNOWN]
    assert calendar.between(asked[0], last) <= 1
    assert asked[0] == received or calendar.between(asked[0] - timedelta(days=1), last) > 1
