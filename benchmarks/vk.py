"""VK: the pace on the wire against the rate allowed and against vk_api's own limiter; what execute saves."""

from __future__ import annotations

import asyncio
import math

from benchmarks.comparison import Comparison, at_least, at_most
from benchmarks.pace import most_within, rate_of
from benchmarks.settlement import POSTED, TEXT, clock, collect, refuse, wishes
from benchmarks.vk_rival import Rival
from collectors.vk import VkCollector
from collectors.vk.execute import MOST_CALLS
from domain.network import Network
from emulators.vk import TokenKind, VkEmulator, VkGroup, VkWorld

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
    async with VkEmulator(world, clock=clock, tokens=TOKENS, execute_allowed=False, latency=latency) as vk:
        rival = Rival(vk.url, RIVALS, rate, [group.owner_id for group in world.groups.values()])
        try:
            await asyncio.gather(_collect(vk, rate, pages), rival.first_call())
        finally:
            await rival.stop()
        return _arrivals(vk, OURS), _arrivals(vk, RIVALS)


async def _sweep(rate: int, pages: int, latency: float) -> tuple[list[float], float]:
    """Arrivals of our calls, and the seconds until everything was read."""
    async with VkEmulator(_world(pages), clock=clock, tokens=TOKENS, latency=latency) as vk:
        began = asyncio.get_running_loop().time()
        await _collect(vk, rate, pages)
        return _arrivals(vk, OURS), asyncio.get_running_loop().time() - began


async def _collect(vk: VkEmulator, rate: int, pages: int) -> None:
    collector = VkCollector(
        [OURS],
        quota=EndlessQuota(),
        clock=clock,
        on_raw=refuse,
        api_url=vk.url,
        rps=rate,
        workers=max(4, rate + 1),
    )
    await collect(collector, wishes(Network.VK, range(1, pages + 1)))


def _arrivals(vk: VkEmulator, token: str) -> list[float]:
    return [each.monotonic for each in vk.arrivals if each.token == token]


def _world(pages: int) -> VkWorld:
    world = VkWorld()
    for number in range(1, pages + 1):
        group = world.add_group(VkGroup(number, f"Клуб № {number}", f"mokdol{number}"))
        for moment in POSTED:
            group.post(moment, TEXT)
    return world
