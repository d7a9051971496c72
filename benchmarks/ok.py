"""OK: the pace on the wire against the rate allowed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from benchmarks.comparison import Comparison, at_least
from benchmarks.pace import closest, rate_of
from collectors.ok import Keys, OkClient, OkCollector
from domain.network import Network
from domain.page import parse_link
from domain.reading import RawAnswer, Reading, Wish
from emulators.ok import OkEmulator, OkGroup, OkWorld

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FIRST_NUMBER = 54_000_000_000
KEYS = Keys("CBAAAAAAAAAAAAAAA", "0123456789ABCDEF01234567", "tkn-bench-access-token", "")
LATENCY = 0.3
"""Seconds before every answer."""

PAGES = 10


def one_by_one(rate: int, *, pages: int = PAGES, latency: float = LATENCY) -> list[Comparison]:
    """A cycle over groups whose topics come by statistics."""
    arrivals = asyncio.run(_sweep(rate, pages, latency))
    calls = len(arrivals)
    return [
        Comparison(
            f"pace at {rate}/s, {pages} pages, {calls} calls",
            "requests/s",
            rate_of(arrivals),
            rate,
            "the rate allowed",
            at_least(0.9),
        ),
        Comparison(
            f"closest two calls at {rate}/s",
            "ms",
            closest(arrivals) * 1000,
            1000 / rate,
            "the distance of that rate",
            at_least(0.95),
        ),
    ]


async def _sweep(rate: int, pages: int, latency: float) -> list[float]:
    """When calls arrived. Raises RuntimeError when a page was not read."""
    emulator = OkEmulator(
        _world(pages),
        clock=_clock,
        application_key=KEYS.application_key,
        application_secret_key=KEYS.application_secret_key,
        access_token=KEYS.access_token,
        latency=latency,
    )
    read: list[Reading] = []

    async def deliver(reading: Reading) -> None:
        read.append(reading)

    async with emulator:
        client = OkClient(KEYS, clock=_clock, api_url=emulator.url, rps=rate, on_raw=_refuse)
        collector = OkCollector(client)
        try:
            await collector.collect(_wishes(pages), deliver)
        finally:
            await collector.close()
    if len(read) != pages or any(each.posts is None for each in read):
        raise RuntimeError("the collector has not brought every page")
    return [each.monotonic for each in emulator.arrivals]


def _world(pages: int) -> OkWorld:
    world = OkWorld()
    for number in range(1, pages + 1):
        group = world.add_group(OkGroup(str(FIRST_NUMBER + number), f"Клуб № {number}"))
        for days in reversed(range(20)):
            group.topic(NOW - timedelta(days=days, hours=1), "Приглашаем на занятия кружков")
    return world


def _wishes(pages: int) -> list[Wish]:
    """A normal re-reading of pages known before, without comments."""
    return [
        Wish(
            page_id=number,
            link=parse_link(Network.OK, f"https://ok.ru/group/{FIRST_NUMBER + number}"),
            network_id=FIRST_NUMBER + number,
            posts_since=NOW - timedelta(days=7),
            comments_since=NOW,
            usual=True,
        )
        for number in range(1, pages + 1)
    ]


def _clock() -> datetime:
    return NOW


def _refuse(answer: RawAnswer) -> None:
    raise RuntimeError(f"the emulator answered {answer.method} not as documented")
