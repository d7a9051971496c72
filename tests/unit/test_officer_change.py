"""Whether another person became responsible, told by two states of the sheet «Ответственные»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.officer import Tenure, acting
from domain.officer_change import Succession, same_person, successions
from domain.registry import OfficerRole, OfficerRow

TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LONG_AGO, LATER = date(2025, 1, 9), date(2026, 12, 14)
KEEPER, DEPUTY = OfficerRole.KEEPER, OfficerRole.DEPUTY
NOW_ON = Succession()


def line(
    name: str | None, since: date | None = None, until: date | None = None, order: str | None = None
) -> OfficerRow:
    dated = LONG_AGO if order else None
    return OfficerRow("Клуб", KEEPER, name, order_number=order, order_date=dated, valid_from=since, valid_to=until)


ANNA, BORIS, VERA = line("Выдумкина Анна Петровна"), line("Придумкин Борис"), line("Небывалова Вера")
STAND_IN = replace(VERA, role=DEPUTY, valid_from=TODAY, valid_to=LATER)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([ANNA], [ANNA], []),
        ([ANNA], [BORIS], [NOW_ON]),
        ([ANNA], [], [NOW_ON]),
        ([ANNA], [ANNA, BORIS], [NOW_ON]),
        ([ANNA, BORIS], [ANNA], []),
        ([ANNA], [replace(BORIS, valid_from=YESTERDAY)], [Succession(YESTERDAY)]),
        ([ANNA], [replace(ANNA, valid_to=YESTERDAY)], [NOW_ON]),
        ([ANNA], [replace(ANNA, valid_to=TODAY)], []),
        ([ANNA], [replace(ANNA, valid_to=TODAY), replace(BORIS, valid_from=TOMORROW)], [Succession(TOMORROW)]),
        ([ANNA], [replace(BORIS, valid_from=TOMORROW)], [NOW_ON]),
        ([ANNA], [BORIS, replace(VERA, valid_from=LATER)], [NOW_ON, Succession(LATER)]),
        ([replace(ANNA, valid_to=YESTERDAY)], [BORIS], [NOW_ON]),
        ([replace(ANNA, valid_to=YESTERDAY)], [], []),
        ([replace(ANNA, valid_to=LONG_AGO), BORIS], [replace(ANNA, valid_from=YESTERDAY)], [Succession(YESTERDAY)]),
        ([replace(ANNA, valid_to=LONG_AGO), BORIS], [BORIS], []),
        ([ANNA], [ANNA, STAND_IN], []),
        ([ANNA, STAND_IN], [ANNA], []),
        ([ANNA], [STAND_IN], [NOW_ON]),
        ([replace(ANNA, role=None)], [BORIS], [NOW_ON]),
        ([], [BORIS], [NOW_ON]),
    ],
    ids=[
        "nothing changed",
        "another person",
        "nobody is left",
        "one more person",
        "one of two leaves",
        "another person since yesterday",
        "the term was ended",
        "the term ends today",
        "another person from tomorrow",
        "gone at once though the next one comes tomorrow",
        "one now and one later",
        "after a gap another person",
        "an ended line is cleared away",
        "somebody comes back",
        "an old line is cleared away",
        "a substitute comes",
        "a substitute goes",
        "only a substitute is left",
        "a line without a role is the keeper's",
        "after a time without anybody",
    ],
)
def test_a_change_is_told_by_the_lines(
    before: list[OfficerRow], after: list[OfficerRow], changes: list[Succession]
) -> None:
    assert successions(before, after, TODAY, is_first=False) == changes


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        ([ANNA], []),
        ([ANNA, BORIS], []),
        ([replace(ANNA, valid_from=LATER)], []),
        ([ANNA, replace(BORIS, valid_from=LATER)], [Succession(LATER)]),
        ([replace(ANNA, valid_from=TOMORROW), replace(BORIS, valid_from=LATER)], [Succession(LATER)]),
        ([], []),
    ],
)
def test_the_first_filling_is_no_change_but_who_is_to_come_later_is(
    after: list[OfficerRow], changes: list[Succession]
) -> None:
    assert successions([], after, TODAY, is_first=True) == changes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Выдумкина Анна Петровна", "ВЫДУМКИНА  анна петровна", True),
        ("Выдумкина Анна Петровна", "Выдумкина А. П.", True),
        ("Выдумкина Анна Петровна", "А.П. Выдумкина", True),
        ("Выдумкина Анна Петровна", "Анна Петровна Выдумкина", True),
        ("Выдумкина Анна Петровна", "Выдумкина Анна", True),
        ("Выдумкина Алёна", "Выдумкина Алена", True),
        ("Выдумкина Анна Петровна", "Выдумкена Анна Петровна", True),
        ("Выдумкина Анна Петровна", "Вдумкина Анна Петровна", True),
        ("Выдумкина Анна Петровна", "Вдумкина Анна Питровна", False),
        ("Придумкин А. П.", "Придумкина А. П.", False),
        ("Придумкин Александр", "Придумкина Александра", False),
        ("Выдумкина Анна Петровна", "Выдумкина Ольга Петровна", False),
        ("Выдумкина Анна Петровна", "Небывалова Анна Петровна", False),
        ("Ива А.", "Ира А.", False),
    ],
)
def test_a_person_is_told_by_the_name_however_it_is_spelt(one: str, other: str, same: bool) -> None:
    assert same_person(line(one), line(other)) is same
    assert same_person(line(other), line(one)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (line("Выдумкина Анна Петровна", order="5"), line("Небывалова Анна Петровна", order="№ 5"), True),
        (line("Выдумкина Анна Петровна", order="5"), line("Небывалова Анна Петровна", order="6"), False),
        (line("Выдумкина Анна Петровна", order="5"), line("Выдумкина Ольга Петровна", order="5"), False),
        (line("Придуманова Мария", order="5"), line("Придуманова Марья", order="5"), True),
        (line("Придуманова Мария", order="5"), line("Придуманова Марья", order="6"), False),
        (line("Выдумкина Анна", order="5"), line("Выдумкина А.", order="6"), True),
        (line(None, order="5"), line("Выдумкина Анна", order="5"), True),
        (line(None, order="5"), line(None, order="6"), False),
        (line(None), line("Выдумкина Анна", order="6"), True),
    ],
)
def test_the_order_decides_where_the_name_leaves_a_doubt(one: OfficerRow, other: OfficerRow, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_phone_position_and_dates_are_no_change() -> None:
    moved = replace(ANNA, phone="84266600000", position="методист", order_number="7", order_date=TODAY)
    assert successions([ANNA], [replace(moved, valid_from=TODAY)], TODAY, is_first=False) == []


days = st.none() | st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))
names = st.none() | st.sampled_from(["Выдумкина Анна", "Придумкин Борис", "Небывалова Вера", "Сочинин Глеб"])
rows = st.builds(
    OfficerRow,
    short_name=st.just("Клуб"),
    role=st.none() | st.sampled_from(OfficerRole),
    name=names,
    order_number=st.none() | st.sampled_from("56"),
    order_date=st.none() | st.just(LONG_AGO),
    valid_from=days,
    valid_to=days,
)
sheets = st.lists(rows, max_size=5)
today = st.integers(-30, 30).map(lambda n: TODAY + timedelta(days=n))


@given(sheets, today, today)
def test_the_same_sheet_again_is_no_change_on_whatever_day(
    sheet: list[OfficerRow], first: date, then: date
) -> None:
    assert successions(sheet, sheet, first, is_first=False) == []
    assert successions(sheet, [*reversed(sheet)], then, is_first=False) == []


@given(sheets, sheets, today, st.booleans(), st.randoms())
def test_the_order_of_lines_does_not_matter(
    before: list[OfficerRow], after: list[OfficerRow], day: date, is_first: bool, chance: st.random.Random
) -> None:
    told = successions(before, after, day, is_first=is_first)
    chance.shuffle(before)
    chance.shuffle(after)
    assert successions(before, after, day, is_first=is_first) == told


@given(sheets, sheets, today)
def test_changes_are_dated_once_each_in_order(before: list[OfficerRow], after: list[OfficerRow], day: date) -> None:
    told = successions(before, after, day, is_first=False)
    later = [each.begins for each in told[1:]]
    assert all(begins is not None and begins > day for begins in later)
    assert later == sorted(set(later))


@given(rows, rows)
def test_two_lines_mean_one_person_whichever_stands_first(one: OfficerRow, other: OfficerRow) -> None:
    assert same_person(one, one)
    assert same_person(one, other) is same_person(other, one)


# ------------------------------------------------------------------ who acts

HEAD = Tenure(KEEPER, since=LONG_AGO)
LEAVE = Tenure(DEPUTY, since=YESTERDAY, until=TOMORROW)
ALWAYS = Tenure(DEPUTY)


@pytest.mark.parametrize(
    ("tenures", "day", "acts"),
    [
        ([HEAD], TODAY, HEAD),
        ([HEAD, LEAVE], TODAY, LEAVE),
        ([HEAD, LEAVE], LATER, HEAD),
        ([HEAD, ALWAYS], TODAY, HEAD),
        ([ALWAYS], TODAY, ALWAYS),
        ([LEAVE], LATER, None),
        ([HEAD], LONG_AGO - timedelta(days=1), None),
        ([], TODAY, None),
    ],
)
def test_a_substitute_acts_for_the_days_named_and_where_there_is_nobody_else(
    tenures: list[Tenure], day: date, acts: Tenure | None
) -> None:
    assert acting(tenures, day) is acts
    assert acting([*reversed(tenures)], day) is acts
