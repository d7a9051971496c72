"""Start times at an even distance, so that no window of a second holds more calls than a network allows."""

from __future__ import annotations

import asyncio
import time

# A little under the limit: network jitter bunches arrivals (vk.md 6.2, point 3).
MARGIN = 1.02


class Pacer:
    """Grants start times `1/rate` seconds apart, on the monotonic clock."""

    def __init__(self, rate: float) -> None:
        self._spacing = MARGIN / rate
        self._next = 0.0
        self._queue = asyncio.Lock()

    async def turn(self) -> None:
        """Wait for this caller's start time; callers start in the order they asked."""
        async with self._queue:
            while (wait := self._next - time.monotonic()) > 0:  # noqa: ASYNC110 -- push() may move the start meanwhile
                await asyncio.sleep(wait)
            self._next = time.monotonic() + self._spacing

    def push(self, seconds: float) -> None:
        """Let nobody start for `seconds` from now (the network said: too many), those already waiting too."""
        self._next = max(self._next, time.monotonic() + seconds)
