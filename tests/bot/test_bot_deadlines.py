"""Deadlines of single things, such as requests, stand in the digest like any other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bot_world import NOW, ZONE, a_matter, an_overview, local_day

from domain.digest import Tally, compose
from domain.finding import DueSource
from domain.matter import Matter
from domain.week import Week


@pytest.mark.parametrize(("day", "part"), [(20, "overdue"), (27, "deadlines")])
def test_the_deadline_of_a_request_is_told(day: int, part: str) -> None:
    request = a_matter(
        rule="cur_request_due", period="request:3", due_at=local_day(day), due_source=DueSource.REQUEST
    )
    week = Week.parse("2026-W47", ZONE)
    digest = compose(week, Tally(1, 0, 0), an_overview([], request), [], now=NOW, late=timedelta())
    told: dict[str, tuple[Matter, ...]] = {"overdue": digest.overdue, "deadlines": digest.deadlines}
    assert [name for name, matters in told.items() if matters] == [part]
