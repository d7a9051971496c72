"""How long a courier waits: between messages, after faults, and on a clock that never stands still."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. A letter that failed for the n-th time waits the n-th of `delays` (the last one from then on).

    Contract: within 1–15 s at first, later at most a minute apart. `look` is how often a courier with nothing to
    do looks for letters that nobody woke it for; `between` keeps it below Telegram's 30 messages a second.
    """

    delays: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 55.0)
    between: float = 0.05
    look: float = 5.0

    def delay(self, faults: int) -> float:
        """The wait after so many faults, a little longer by chance."""
        step = self.delays[min(faults, len(self.delays)) - 1]
        return step * random.uniform(1.0, 1.08)

    def pause(self, faults: int) -> float:
        """How long nobody is written to after so many faults in a row.

        Shorter than the failed letter's own wait: should the fault be that letter's, the others go first then.
        """
        return 0.6 * self.delays[min(faults, len(self.delays)) - 1]


def _never(_now: datetime) -> datetime | None:
    return None


def _at_once(now: datetime) -> datetime:
    return now


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours: when those that hold a moment began (None outside them), and when one may send again.

    Times are aware UTC.
    """

    since: Callable[[datetime], datetime | None] = _never
    until: Callable[[datetime], datetime] = _at_once


class SteadyClock:
    """The wall clock, but never slower than real time and never back.

    Letters wait by it: a clock that stands still (a test, a demonstration) or is set back must not hold them.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock()
        self._at = time.monotonic()

    def now(self) -> datetime:
        """Aware UTC."""
        at = time.monotonic()
        self._last = max(self._clock(), self._last + timedelta(seconds=at - self._at))
        self._at = at
        return self._last


async def first_of(seconds: float, *events: asyncio.Event) -> None:
    """Return when one of the events is set, or after so many seconds."""
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()
