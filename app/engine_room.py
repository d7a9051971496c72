"""Everything a working program holds while it runs: the store, the cycle, the courier and its channel."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from app import digesting
from app.config import Settings
from app.cycle import Collector, Cycle
from app.frame import Clock, Frame
from app.glance import glance
from app.wiring import channel_of, collectors_of, frame_of, let_in, site_reader_of, wall_clock
from bot.answers import Channel
from bot.courier import Courier
from bot.pace import Quiet
from bot.render import Book
from bot.switched_off import FolderPace, SwitchedOff
from domain.digest import Digest
from domain.network import Network
from domain.overview import Overview
from domain.week import Week
from storage.store import Store

Arrange = Callable[[dict[Network, Collector]], dict[Network, Collector]]


@dataclass(slots=True)
class EngineRoom:
    """Parts of one working program. `wake` tells the courier that something was posted."""

    settings: Settings
    frame: Frame
    store: Store
    cycle: Cycle
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _channel: Channel | None = None
    _courier: Courier | None = None

    @property
    def channel(self) -> Channel | None:
        """Telegram, made at the first need: importing its library costs seconds.

        While it is switched off a stand-in where letters go into the outbox folder, else None.
        """
        if self._channel is None and self.settings.telegram is not None:
            self._channel = channel_of(self.settings.telegram)
        elif self._channel is None and self.settings.storage.outbox_folder is not None:
            self._channel = SwitchedOff()
        return self._channel

    @property
    def courier(self) -> Courier | None:
        """Delivers letters; None while there is no channel."""
        channel = self.channel
        if self._courier is None and channel is not None:
            self._courier = Courier(
                self.store,
                channel,
                self.book,
                self.frame.clock,
                self.digest_of,
                outbox_folder=self.settings.storage.outbox_folder,
                give_up_after=self.frame.give_up_after,
                pace=FolderPace() if isinstance(channel, SwitchedOff) else None,
                quiet=Quiet(self.frame.quiet_since, self.frame.may_send_at),
            )
        return self._courier

    def book(self) -> Book:
        """The surroundings of words at this moment."""
        return Book(self.frame.decree, self.frame.zone, self.frame.clock())

    async def glance(self) -> Overview:
        """The registry as it stands."""
        return await self.store.read(lambda db: glance(db, self.settings, self.frame))

    async def digest_of(self, name: str) -> Digest:
        """The digest of a complete week («2026-W47»)."""
        week, hour = Week.parse(name, self.frame.zone), self.settings.schedule.digest
        return await self.store.read(lambda db: digesting.compose(db, week, self.frame, hour))

    async def deliver_due(self) -> None:
        """Deliver what is due now, if anything is; nothing heavy is imported otherwise."""
        if not await self.store.read(lambda db: digesting.anything_due(db, self.frame.clock())):
            return
        if self.courier is not None:
            await self.courier.deliver_due()

    async def close(self) -> None:
        """Let go of the channel."""
        if self._channel is not None:
            await self._channel.close()


def _as_they_are(collectors: dict[Network, Collector]) -> dict[Network, Collector]:
    return collectors


@asynccontextmanager
async def engine_room(
    settings: Settings, clock: Clock = wall_clock, arrange: Arrange = _as_they_are
) -> AsyncGenerator[EngineRoom, None]:
    """Open everything and close it again; the caller holds the database's lock. Raises `StoreFault`.

    `arrange` may put something of its own around the collectors.
    """
    frame = frame_of(settings, clock)
    store = Store(settings.storage.path)
    await store.open()
    built = collectors_of(settings, store, clock)
    sites = site_reader_of(settings, store, clock, built)
    collectors = arrange(built)
    room = EngineRoom(settings, frame, store, Cycle(store, collectors, frame, sites))
    try:
        await let_in(settings, store, clock)
        yield room
    finally:
        await room.close()
        for collector in collectors.values():
            await collector.close()
        await store.close()
