"""The demo's stage: the page shows the time that passes, and every performance tells in the same order."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.commands import demo
from app.cycle import Deliver
from app.demo import settlement
from app.demo.in_turn import in_turn
from app.demo.stage import Stage, stage
from domain.network import Network
from domain.page import parse_link
from domain.reading import Reading, Wish

NOON = datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.mark.story
async def test_while_the_page_stays_open_its_heading_goes_with_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "TICK", 0.01)
    stop = asyncio.Event()
    async with stage(tmp_path) as on:
        on.clock.move(settlement.at(date(2026, 11, 24), 10))
        staying = asyncio.create_task(demo.remain(on, stop))
        await until(on, "24 ноября 10:00")
        on.clock.move(on.clock() + timedelta(minutes=5))
        await until(on, "24 ноября 10:05")
        stop.set()
        await staying


async def until(on: Stage, words: str) -> None:
    """Raises TimeoutError after five seconds."""
    async with asyncio.timeout(5):
        while words not in on.telegram.notice:  # noqa: ASYNC110 -- the heading has no event
            await asyncio.sleep(0.01)


class Muddled:
    """A collector whose pages answer in the opposite order, each a while later."""

    def __init__(self, network: Network, pause: float) -> None:
        self.network = network
        self._pause = pause

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        for wish in reversed(wishes):
            await asyncio.sleep(self._pause)
            await deliver(Reading(wish.page_id, self.network, NOON))

    async def close(self) -> None:
        """Nothing to let go of."""


def wish(page_id: int) -> Wish:
    link = parse_link(Network.VK, f"vk.com/club{page_id}")
    return Wish(page_id, link, None, NOON, NOON)


async def test_pages_are_delivered_in_the_order_of_the_wishes_one_network_after_the_other() -> None:
    arranged = in_turn({Network.VK: Muddled(Network.VK, 0.01), Network.OK: Muddled(Network.OK, 0.0)})
    heard: list[int] = []

    async def deliver(reading: Reading) -> None:
        heard.append(reading.page_id)

    wishes = {Network.VK: [wish(1), wish(2), wish(3)], Network.OK: [wish(4), wish(5)]}
    await asyncio.gather(*(arranged[network].collect(wishes[network], deliver) for network in wishes))
    assert heard == [1, 2, 3, 4, 5]
