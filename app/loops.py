"""What the service does over and over; a failing loop is logged, counted and tried again."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

FIRST_RETRY, LAST_RETRY = 2.0, 60.0


async def repeat(name: str, job: Callable[[], Awaitable[None]], every: float, stop: asyncio.Event) -> None:
    """Run `job` at once and then every `every` seconds from start to start, until `stop` is set."""
    failures = 0
    while not stop.is_set():
        started = time.monotonic()
        try:
            await job()
        except Exception:  # a bulkhead: one failing loop must not take the others down
            failures += 1
            log.exception("%s failed, %d in a row", name, failures)
            pause = retry_pause(failures)
        else:
            failures = 0
            pause = max(0.0, every - (time.monotonic() - started))
        await sleep_or_stop(pause, stop)


async def sleep_or_stop(seconds: float, stop: asyncio.Event) -> None:
    """Sleep, but not past `stop`."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def retry_pause(failures: int) -> float:
    """Seconds before the next try: doubling with jitter, between FIRST_RETRY and LAST_RETRY."""
    capped = min(LAST_RETRY, FIRST_RETRY * 2 ** min(failures - 1, 10))
    return float(capped * random.uniform(0.7, 1.0))
