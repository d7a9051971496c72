"""Collecting from VK: every wish gets its reading, whatever becomes of the others."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from collectors.errors import CollectingError
from collectors.quota import DailyQuota
from collectors.vk.batcher import Batcher
from collectors.vk.client import API_URL, VkClient
from collectors.vk.enquiry import Enquiry
from collectors.vk.fields import Json
from collectors.vk.naming import communities, resolve
from collectors.vk.page import blank, read_page
from collectors.vk.patience import Patience
from collectors.vk.session import Limits
from domain.network import Network
from domain.page import Resolution
from domain.reading import RawAnswer, Reading, Wish

Deliver = Callable[[Reading], Awaitable[None]]


class VkCollector:
    """Reads pages of VK with one or more tokens.

    `clock` tells aware UTC; `quota` keeps the daily count of wall.get; `on_raw` takes scrubbed answers nobody
    understood; `rps` is requests a second and token, `workers` threads in all. Raises ValueError without a token.
    """

    network = Network.VK

    def __init__(
        self,
        tokens: Sequence[str],
        *,
        quota: DailyQuota,
        clock: Callable[[], datetime],
        on_raw: Callable[[RawAnswer], None],
        api_url: str = API_URL,
        rps: float = 3.0,
        workers: int = 4,
        limits: Limits | None = None,
        patience: Patience | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = VkClient(
            tokens,
            quota,
            clock,
            api_url=api_url,
            rps=rps,
            workers=workers,
            limits=limits,
            patience=patience,
            monotonic=monotonic,
        )
        self._batcher = Batcher(self._client)
        self._singly = Enquiry(self._client.ask, clock, on_raw)
        self._together = Enquiry(self._batcher.ask, clock, on_raw)

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        """Deliver one reading for every wish, each as soon as it is finished. Never raises CollectingError.

        What `deliver` raises ends the collecting, in an exception group.
        """
        numbered = [(wish, number) for wish in wishes if (number := _number(wish))]
        named = [(wish, wish.link.name or "") for wish in wishes if not _number(wish)]
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._sweep(numbered, deliver))
            tasks.create_task(self._introduce(named, deliver))

    async def number_of(self, name: str) -> int | None:
        """The community behind a short name; None for a person or an application, and for nothing.

        Raises CollectingError.
        """
        found = await resolve(self._together, name)
        return None if isinstance(found, Resolution) else found

    async def close(self) -> None:
        """Stop at once: nobody waits for a thread that hangs."""
        self._batcher.close()
        self._client.close()

    async def _introduce(self, named: Sequence[tuple[Wish, str]], deliver: Deliver) -> None:
        """Find the communities behind names seen for the first time, and read them."""
        async with asyncio.TaskGroup() as tasks:
            asked = [(wish, tasks.create_task(self._found(wish, name, deliver))) for wish, name in named]
        await self._sweep([(wish, number) for wish, task in asked if (number := task.result())], deliver)

    async def _found(self, wish: Wish, name: str, deliver: Deliver) -> int | None:
        """The number behind a name; without one the reading is delivered at once."""
        reading = blank(self._together, wish)
        try:
            who = await resolve(self._together, name)
        except CollectingError as error:
            await deliver(replace(reading, trouble=error.trouble))
            return None
        if not isinstance(who, Resolution):
            return who
        await deliver(replace(reading, resolution=who))
        return None

    async def _sweep(self, numbered: Sequence[tuple[Wish, int]], deliver: Deliver) -> None:
        if not numbered:
            return
        found = await communities(self._singly, [number for _, number in numbered])
        async with asyncio.TaskGroup() as tasks:
            for wish, number in numbered:
                tasks.create_task(self._read(wish, number, found.get(number), deliver))

    async def _read(self, wish: Wish, number: int, group: Json | CollectingError | None, deliver: Deliver) -> None:
        """Read one page and deliver it; None is a number VK does not know."""
        reading = replace(blank(self._together, wish), network_id=wish.network_id)
        if group is None:
            await deliver(replace(reading, resolution=Resolution.MISSING))
        elif isinstance(group, CollectingError):
            await deliver(replace(reading, trouble=group.trouble))
        else:
            await deliver(await read_page(self._together, wish, number, group))


def _number(wish: Wish) -> int | None:
    return wish.network_id or wish.link.number
