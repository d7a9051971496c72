"""Judging whole organisations and planning a cycle: against VK's daily limit, and as the registry grows."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from benchmarks import registry_world as world
from benchmarks.comparison import Comparison, at_least, at_most
from benchmarks.stopwatch import seconds
from domain import polling
from domain.network import Network
from storage import registry, views

DAILY_WALL_GET = 5_000
"""A token may call wall.get so often a day (vk.com/dev/data_limits); one call reads one page."""

GROWTH = at_most(2)
"""What one of many may cost over one of few; reading the whole registry each time would cost ten times as much."""


def settling(*, organisations: int = 2_000, few: int = 200, sample: int = 200) -> list[Comparison]:
    """A second cycle over a registry all of whose organisations were judged and written about before."""
    many_settle, many_plan = _costs(organisations, sample)
    few_settle, few_plan = _costs(few, sample)
    pages_an_hour = 2 * 3_600 / many_settle
    title = f"{organisations:,} organisations"
    return [
        Comparison(
            f"judging, {title}, {1 / many_settle:.0f} a second",
            "pages/h",
            pages_an_hour,
            DAILY_WALL_GET / 24,
            "VK's daily wall.get of a token",
            at_least(1),
        ),
        Comparison(f"judging one of {title}", "ms", many_settle * 1000, few_settle * 1000, f"one of {few}", GROWTH),
        Comparison(
            f"planning a page of {title}", "ms", many_plan * 1000, few_plan * 1000, f"a page of {few}", GROWTH
        ),
    ]


def _costs(organisations: int, sample: int) -> tuple[float, float]:
    """Seconds to settle one organisation, and to plan one page, in a registry of that size."""
    later = world.NOW + world.HOUR
    with world.database() as db:
        world.found(db, organisations)
        known = registry.organisations(db)
        world.settle(db, world.brought(db, known, world.NOW), world.NOW)
        again = world.brought(db, known[-sample:], later)
        settled = seconds(lambda: world.settle(db, again, later))
        planned = seconds(lambda: _plan(db, later))
    return settled / len(again), planned / (2 * organisations)


def _plan(db: Database, now: datetime) -> None:
    """Which pages to ask next, as the cycle does before every sweep."""
    law = world.frame(now)
    for network in Network:
        found = views.candidates(
            db, network, now=now, zone=law.zone, comments_days=law.comments_days, minimum=law.minimum
        )
        polling.due_pages(
            found, now=now, daily_limit=DAILY_WALL_GET, spent_today=0, collect_every=law.collect_every
        )
