"""Russia's production calendar from a kept library, with the settings laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

from domain.workdays import SATURDAY, Calendar

# The service may run for years without a restart; transfers are published a year ahead.
YEARS_BACK, YEARS_AHEAD = 1, 5


def production_calendar(today: date, off: Iterable[date] = (), work: Iterable[date] = ()) -> Calendar:
    """Days off and working days around `today`; `off` and `work` of the settings win over the library."""
    years = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    country = holidays.country_holidays("RU", years=years)
    known_off = {day for day in country if day.weekday() < SATURDAY}
    # The library lists every weekend day that a transfer took from, holidays among them; those stay days off.
    known_work = {day for day in country.weekend_workdays if day not in country}
    set_off, set_work = set(off), set(work)
    return Calendar(frozenset((known_off | set_off) - set_work), frozenset((known_work | set_work) - set_off))
