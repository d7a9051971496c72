"""How fresh a page's data are, and which cycle is the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from small_registry import BUSY, DAY, HOUR, NOON, add_organisation, add_page, reading, save
from sqlite_utils import Database

from domain.overview import Freshness, PageLine, freshness
from domain.view import Collection
from storage import cycles
from storage.overview import overview

FRESH, STALE, UNAVAILABLE = Freshness.FRESH, Freshness.STALE, Freshness.UNAVAILABLE


@pytest.mark.parametrize(
    ("collection", "began", "expected"),
    [
        (Collection(NOON), NOON, FRESH),
        (Collection(NOON - HOUR), NOON, STALE),
        (Collection(NOON - DAY), NOON, STALE),
        (Collection(NOON - DAY - HOUR), NOON - 2 * DAY, UNAVAILABLE),
        (Collection(NOON), NOON - HOUR, FRESH),
        (Collection(NOON, failing_since=NOON), NOON - HOUR, STALE),
        (Collection(NOON), None, FRESH),
        (Collection(), NOON, UNAVAILABLE),
        (Collection(NOON, off=True), NOON, UNAVAILABLE),
    ],
)
def test_data_are_fresh_when_the_last_cycle_brought_them(
    collection: Collection, began: datetime | None, expected: Freshness
) -> None:
    assert freshness(collection, NOON, DAY, began) is expected


def cycle(db: Database, began: datetime, ended: datetime | None) -> None:
    number = cycles.begin(db, began)
    if ended is not None:
        cycles.end(db, number, ended, pages=1, failed=0)


def test_the_last_cycle_is_the_last_by_number_though_the_clock_was_set_back(db: Database) -> None:
    cycle(db, NOON, NOON + HOUR)
    cycle(db, NOON - 3 * HOUR, NOON - 2 * HOUR)
    cycle(db, NOON - HOUR, None)
    assert (cycles.last_ended_began(db), cycles.last_ended(db)) == (NOON - 3 * HOUR, NOON - 2 * HOUR)


def test_before_the_first_cycle_has_ended_there_is_no_last_one(db: Database) -> None:
    cycle(db, NOON, None)
    assert (cycles.last_ended_began(db), cycles.last_ended(db)) == (None, None)


def line(db: Database) -> PageLine:
    (page,) = overview(db, now=NOON + 3 * HOUR, stale_after=DAY, off=frozenset()).pages
    return page


def test_a_page_left_out_of_the_last_cycle_is_stale_and_that_is_said(db: Database) -> None:
    page = add_page(db, add_organisation(db))
    save(db, reading(page, NOON))
    cycle(db, NOON, NOON)
    assert (line(db).data, line(db).reason) == (FRESH, "")
    cycle(db, NOON + HOUR, NOON + HOUR)
    assert (line(db).data, line(db).reason) == (STALE, "в последней проверке не опрашивалась")
    save(db, replace(reading(page, NOON + 2 * HOUR), trouble=BUSY))
    assert (line(db).data, line(db).reason) == (STALE, "сеть занята")


def test_who_was_there_when_the_last_cycle_began_is_judged_even_where_nothing_was_found(db: Database) -> None:
    add_organisation(db)
    assert not is_judged(db)
    cycle(db, NOON - 31 * DAY, NOON - 29 * DAY)
    assert not is_judged(db)
    cycle(db, NOON, None)
    assert not is_judged(db)
    cycle(db, NOON, NOON)
    assert is_judged(db)


def is_judged(db: Database) -> bool:
    (found,) = overview(db, now=NOON, stale_after=DAY, off=frozenset()).organisations
    return found.is_judged
