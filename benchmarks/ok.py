"""OK: the pace on the wire against the rate allowed."""

from __future__ import annotations

import asyncio

from benchmarks.comparison import Comparison, at_least
from benchmarks.pace import closest, rate_of
from benchmarks.settlement import POSTED, TEXT, clock, collect, refuse, wishes
from collectors.ok import Keys, OkClient, OkCollector
from domain.network import Network
from emulators.ok import OkEmulator, OkGroup, OkWorld

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
        clock=clock,
        application_key=KEYS.application_key,
        application_secret_key=KEYS.application_secret_key,
        access_token=KEYS.access_token,
        latency=latency,
    )
    async with emulator:
        client = OkClient(KEYS, clock=clock, api_url=emulator.url, rps=rate, on_raw=refuse)
        await collect(OkCollector(client), wishes(Network.OK, _numbers(pages)))
    return [each.monotonic for each in emulator.arrivals]


def _numbers(pages: int) -> range:
    return range(FIRST_NUMBER + 1, FIRST_NUMBER + pages + 1)


def _world(pages: int) -> OkWorld:
    world = OkWorld()
    for number in _numbers(pages):
        group = world.add_group(OkGroup(str(number), f"Клуб № {number - FIRST_NUMBER}"))
        for moment in POSTED:
            group.topic(moment, TEXT)
    return world
