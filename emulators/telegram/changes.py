"""A counter of changes that people, tests and the page can wait on."""

from __future__ import annotations

import asyncio
import time


class Changes:
    """`revision` grows by one with every change in any chat."""

    def __init__(self) -> None:
        self.revision = 0
        self._next = asyncio.Event()

    def bump(self) -> int:
        """Count a change, wake whoever waits, return the new revision."""
        self.revision += 1
        happened, self._next = self._next, asyncio.Event()
        happened.set()
        return self.revision

    async def after(self, revision: int, seconds: float) -> bool:
        """Wait up to `seconds` until there is a change later than `revision`; whether there is."""
        deadline = time.monotonic() + seconds
        while self.revision <= revision and (left := deadline - time.monotonic()) > 0:
            try:
                await asyncio.wait_for(self._next.wait(), left)
            except TimeoutError:
                break
        return self.revision > revision
