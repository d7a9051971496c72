"""VK: the pace on the wire against the rate allowed and against vk_api's own limiter; what execute saves."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from benchmarks.comparison import Comparison, at_least, at_most
from benchmarks.pace import most_within, rate_of
from benchmarks.vk_rival import Rival
from collectors.vk import VkCollector
from collectors.vk.execute import MOST_CALLS
from domain.network import Network
from domain.page import parse_link
from domain.reading import RawAnswer, Reading, Wish
from emulators.vk import TokenKind, VkEmulator, VkGroup, VkWorld

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OURS, RIVALS = "vk-bench-token", "vk-rival-token"
TOKENS: dict[str, TokenKind] = {OURS: "service", RIVALS: "service"}
LATENCY = 0.3
"""Seconds before every answer."""

PAGES = 60
WINDOW = 0.95
"""Seconds in which there may never be more calls than a second allows: 50 ms are left for the network's jitter."""


class EndlessQuota:
    """A day without a limit on wall.get."""

    async def reserve(self, credential: str, method: str, wanted: int) -> int:  # noqa: ARG002 -- the protocol's
        """Everything wanted."""
        return wanted

    async def exhaust(self, credential: str, method: str) -> None:
        """Nothing to remember."""


def one_by_one(rate: int, *, pages: int = PAGES, latency: float = LATENCY) -> list[Comparison]:
    """Every wall by a call of its own, because execute is refused; a bare vk_api does the same beside us."""
    own, rivals = asyncio.run(_race(rate, pages, latency))
    paced, theirs = rate_of(own), rate_of(rivals)
    fastest = _fastest(rate, pages, latency)
    return [
        Comparison(
            f"pace at {rate}/s, {pages} pages", "requests/s", paced, fastest, "the fastest allowed", at_least(0.9)
        ),
        Comparison(
            f"most arrivals in {WINDOW * 1000:.0f} ms at {rate}/s",
            "requests",
            most_within(own, WINDOW),
            rate,
            "the arrivals allowed",
            at_most(1),
        ),
        Comparison(f"pace at {rate}/s, {pages} pages", "requests/s", paced, theirs, "vk_api with its own limiter"),
    ]


def _fastest(rate: int, pages: int, latency: float) -> float:
    """The rate over a whole sweep whose first two calls (communities, may we execute) must be answered first."""
    return (pages + 1) / (2 * max(latency, 1 / rate) + (pages - 1) / rate)


def by_execute(rate: int, *, pages: int = PAGES, latency: float = LATENCY) -> list[Comparison]:
    """Walls by execute, as many in a call as VK takes."""
    arrivals, seconds = asyncio.run(_sweep(rate, pages, latency))
    fewest = 1 + math.ceil(pages / MOST_CALLS)
    return [
        Comparison(
            f"requests for {pages} pages by execute", "requests", len(arrivals), fewest, "the fewest there can be"
        ),
        Comparison(
            f"time for {pages} pages by execute, {rate}/s",
            "seconds",
            seconds,
            pages / rate,
            "one by one at that rate",
        ),
    ]


async def _race(rate: int, pages: int, latency: float) -> tuple[list[float], list[float]]:
    """When our calls and the rival's arrived, until ours were done."""
    world = _world(pages)
    async with VkEmulator(world, clock=_clock, tokens=TOKENS, execute_allowed=False, latency=latency) as vk:
        rival = Rival(vk.url, RIVALS, rate, [group.owner_id for group in world.groups.values()])
        try:
            await asyncio.gather(_collect(vk, rate, pages), rival.first_call())
        finally:
            await rival.stop()
        return _arrivals(vk, OURS), _arrivals(vk, RIVALS)


async def _sweep(rate: int, pages: int, latency: float) -> tuple[list[float], float]:
    """Arrivals of our calls, and the seconds until everything was read."""
    async with VkEmulator(_world(pages), clock=_clock, tokens=TOKENS, latency=latency) as vk:
        began = asyncio.get_running_loop().time()
        await _collect(vk, rate, pages)
        return _arrivals(vk, OURS), asyncio.get_running_loop().time() - began


async def _collect(vk: VkEmulator, rate: int, pages: int) -> None:
    """One cycle. Raises RuntimeError when a page was not read: a fast wrong answer is no figure."""
    read: list[Reading] = []

    async def deliver(reading: Reading) -> None:
        read.append(reading)

    collector = VkCollector(
        [OURS],
        quota=EndlessQuota(),
        clock=_clock,
        on_raw=_refuse,
        api_url=vk.url,
        rps=rate,
        workers=max(4, rate + 1),
    )
    try:
        await collector.collect(_wishes(pages), deliver)
    finally:
        await collector.close()
    if len(read) != pages or any(each.posts is None for each in read):
        raise RuntimeError("the collector has not brought every page")


def _arrivals(vk: VkEmulator, token: str) -> list[float]:
    return [each.monotonic for each in vk.arrivals if each.token == token]


def _world(pages: int) -> VkWorld:
    world = VkWorld()
    for number in range(1, pages + 1):
        group = world.add_group(VkGroup(number, f"Клуб № {number}", f"mokdol{number}"))
        for days in reversed(range(20)):
            group.post(NOW - timedelta(days=days, hours=1), "Приглашаем на занятия кружков")
    return world


def _wishes(pages: int) -> Sequence[Wish]:
    """A normal re-reading of pages known before, without comments."""
    return [
        Wish(
            page_id=number,
            link=parse_link(Network.VK, f"vk.com/club{number}"),
            network_id=number,
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
