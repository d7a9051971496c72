"""What the benches of both networks share: the settlement's clock, the wishes of a usual cycle, and its check."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from domain.network import Network
from domain.page import parse_link
from domain.reading import RawAnswer, Reading, Wish

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TEXT = "Приглашаем на занятия кружков"
POSTED = tuple(NOW - timedelta(days=days, hours=1) for days in reversed(range(20)))
"""When every page published, oldest first."""


class Collector(Protocol):
    """Either network's."""

    async def collect(self, wishes: Sequence[Wish], deliver: Callable[[Reading], Awaitable[None]]) -> None:
        """Read the pages, delivering each."""
        ...

    async def close(self) -> None:
        """Let go of the network."""
        ...


def clock() -> datetime:
    """The settlement's present moment, which stands still."""
    return NOW


def refuse(answer: RawAnswer) -> None:
    """A bench measures nothing where the emulator was not understood. Raises RuntimeError."""
    raise RuntimeError(f"the emulator answered {answer.method} not as documented")


def wishes(network: Network, numbers: Sequence[int]) -> list[Wish]:
    """A normal re-reading of pages known before, without comments."""
    return [
        Wish(
            page_id=page_id,
            link=parse_link(network, str(number)),
            network_id=number,
            posts_since=NOW - timedelta(days=7),
            comments_since=NOW,
            usual=True,
        )
        for page_id, number in enumerate(numbers, 1)
    ]


async def collect(collector: Collector, wanted: Sequence[Wish]) -> None:
    """One cycle. Raises RuntimeError when a page was not read: a fast wrong answer is no figure."""
    read: list[Reading] = []

    async def deliver(reading: Reading) -> None:
        read.append(reading)

    try:
        await collector.collect(wanted, deliver)
    finally:
        await collector.close()
    if len(read) != len(wanted) or any(each.posts is None for each in read):
        raise RuntimeError("the collector has not brought every page")
