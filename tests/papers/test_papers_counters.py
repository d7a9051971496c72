"""Parts of a month, and sums in which what is unknown never becomes 0."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_world import ZONE, local

from domain.counters import Amount, amount_of, stretches, total
from domain.month import Month, MonthFault

months = st.dates(date(1971, 1, 1), date(2100, 12, 31)).map(lambda day: Month(day.replace(day=1), ZONE))


@given(months)
def test_every_day_of_a_month_lies_in_exactly_one_part(month: Month) -> None:
    days = [month.first + timedelta(days=n) for n in range((month.last - month.first).days + 1)]

    covered = [day for part in stretches(month) for day in days if part.first <= day <= part.last]

    assert covered == days


@pytest.mark.parametrize(
    ("name", "rest", "is_empty"),
    [("2027-02", 0, True), ("2028-02", 1, False), ("2026-11", 2, False), ("2026-10", 3, False)],
)
def test_days_left_over_are_as_many_as_the_month_has(name: str, rest: int, is_empty: bool) -> None:
    last = stretches(Month.parse(name, ZONE))[-1]

    assert ((last.last - last.first).days + 1, last.is_empty) == (rest, is_empty)


def test_a_part_ends_at_the_settlement_s_midnight() -> None:
    first, second, *_ = stretches(Month.parse("2026-11", ZONE))

    assert local("11-07 23:59") in first
    assert local("11-08 00:00") in second
    assert first.end == second.start == local("11-08 00:00")


@pytest.mark.parametrize(
    ("values", "gap", "found"),
    [
        ([], None, Amount(0)),
        ([3, 4], None, Amount(7, told=2)),
        ([0, 0], None, Amount(0, told=2)),
        ([], "не прочитано", Amount(None, is_partial=True)),
        ([2], "не прочитано", Amount(2, is_partial=True, told=1)),
        ([None], None, Amount(None, is_partial=True)),
        ([None, 5], None, Amount(5, is_partial=True, told=1)),
        ([None, 0], None, Amount(None, is_partial=True, told=1)),
    ],
)
def test_a_sum_knows_what_it_lacks(values: list[int | None], gap: str | None, found: Amount) -> None:
    assert amount_of(values, gap) == found


amounts = st.builds(
    lambda value, is_partial: Amount(None if is_partial and not value else value, is_partial),
    st.integers(0, 1000),
    st.booleans(),
)


@given(st.lists(amounts))
def test_a_sum_of_sums_is_whole_only_where_all_are(each: list[Amount]) -> None:
    found = total(each)

    assert found.is_partial is any(amount.is_partial for amount in each)
    assert found.value == (sum(amount.value or 0 for amount in each) or (None if found.is_partial else 0))


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "11-2026", "ноябрь", "", "0001-01", "２０２６-11"])
def test_what_is_no_month_is_refused_in_russian(text: str) -> None:
    with pytest.raises(MonthFault, match="не месяц"):
        Month.parse(text, ZONE)


def test_the_last_complete_month_is_the_one_before() -> None:
    assert Month.last_complete(local("11-01 00:00"), ZONE).name == "2026-10"
    assert Month.last_complete(local("10-31 23:59"), ZONE).name == "2026-09"
    assert Month.parse("2026-12", ZONE).next.title == "январь 2027 г."
