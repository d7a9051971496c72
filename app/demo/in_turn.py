"""Pages answer in the order they were asked, one network after the other, so that every performance is the same."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from app.cycle import Collector, Deliver
from domain.network import Network
from domain.reading import Reading, Wish


class InTurn:
    """A collector that hands on what another one brings, in the order of the wishes; `turn` is shared by all."""

    def __init__(self, collector: Collector, turn: asyncio.Lock) -> None:
        self._collector = collector
        self._turn = turn

    @property
    def network(self) -> Network:
        """As of the collector."""
        return self._collector.network

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        """Wait for the network's turn and for all its answers, then deliver them."""
        brought: dict[int, Reading] = {}

        async def keep(reading: Reading) -> None:
            brought[reading.page_id] = reading

        async with self._turn:
            await self._collector.collect(wishes, keep)
            for wish in wishes:
                if wish.page_id in brought:
                    await deliver(brought[wish.page_id])

    async def close(self) -> None:
        """As of the collector."""
        await self._collector.close()


def in_turn(collectors: Mapping[Network, Collector]) -> dict[Network, Collector]:
    """All of them, one after the other."""
    turn = asyncio.Lock()
    return {network: InTurn(collector, turn) for network, collector in collectors.items()}
