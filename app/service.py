"""The service: collect, judge, deliver, answer, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlite_utils import Database

from app import digesting
from app.answering import Listen
from app.cycle import Cycle
from app.frame import Frame
from app.loops import repeat
from app.speech import complain
from bot.courier import Courier
from domain.week_hour import WeekHour
from storage import outbox, raw
from storage.store import Store

log = logging.getLogger(__name__)

DIGEST_LOOK = 20.0
HOUSEKEEPING_EVERY = 3600.0
# Of the ten seconds promised (contract, "run"); the rest is for closing down on a slow machine.
STOP_WITHIN = 5.0
RAW_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that runs side by side; `listen` is None while Telegram is switched off, `courier` when there is
    no folder for letters either.

    `wake` is set when something was posted, so that the courier need not wait for its next look.
    """

    store: Store
    cycle: Cycle
    frame: Frame
    digest_hour: WeekHour
    wake: asyncio.Event
    courier: Courier | None = None
    listen: Listen | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; then at most `STOP_WITHIN` seconds for what is under way."""
        swept = asyncio.Event()
        works = [
            repeat("collecting", lambda: self._collect(swept), self.frame.collect_every.total_seconds(), stop),
            repeat("digest", lambda: self._digest(swept), DIGEST_LOOK, stop),
            repeat("housekeeping", self._tidy, HOUSEKEEPING_EVERY, stop),
        ]
        if self.courier is not None:
            works.append(repeat("delivering", partial(self.courier.run, stop, self.wake), 1.0, stop))
        if self.listen is not None:
            works.append(repeat("listening", partial(self.listen, stop), 1.0, stop))
        tasks = [asyncio.create_task(work) for work in works]
        await _until_stopped(tasks, stop)

    async def _collect(self, swept: asyncio.Event) -> None:
        await self.cycle.run()
        swept.set()
        self.wake.set()

    async def _digest(self, swept: asyncio.Event) -> None:
        if not swept.is_set():
            return
        if await self.store.write(lambda db: digesting.post_due(db, self.frame, self.digest_hour)):
            self.wake.set()

    async def _tidy(self) -> None:
        now = self.frame.clock()

        def tidy(db: Database) -> None:
            raw.purge(db, now - RAW_KEPT)
            outbox.give_up_old(db, now, self.frame.give_up_after)

        await self.store.write(tidy)


async def _until_stopped(tasks: list[asyncio.Task[None]], stop: asyncio.Event) -> None:
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    _, hanging = await asyncio.wait(tasks, timeout=STOP_WITHIN)
    for task in hanging:
        log.warning("cut off while stopping: %s", task.get_name())
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT set `stop`, and a person at a terminal reads so.

    On Windows, where loops take no signal handlers, Ctrl+C does it in its own way.
    """
    loop = asyncio.get_running_loop()

    def heard() -> None:
        if not stop.is_set() and sys.stderr.isatty():
            complain("останавливаюсь…")
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, heard)
        except NotImplementedError:
            signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(heard))
