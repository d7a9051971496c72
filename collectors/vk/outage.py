"""Noticing that VK as a whole is down or throttles us, so that a cycle does not wait out every page's retries."""

from __future__ import annotations

from collections.abc import Callable

from collectors.vk.consequences import TOO_FAST
from collectors.vk.wire import Broken, Refused, Told

ENOUGH = 12
"""Calls in a row; at three faults in ten this comes by chance once in two million calls."""

PAUSE = 60.0
"""Seconds in which nothing is sent; afterwards one more such call in a row is enough."""


class Outage:
    """Counts calls in a row without an answer, or answered «too many requests», whatever the method or token."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.reason = ""
        self._monotonic = monotonic
        self._in_a_row = 0
        self._until = 0.0

    def wait(self) -> float:
        """Seconds nothing shall be sent; 0 when VK may be asked."""
        return max(0.0, self._until - self._monotonic())

    def note(self, told: Told) -> None:
        """Take an answer into account."""
        match told:
            case Broken(reason):
                self._count(reason)
            case Refused(6):
                self._count(TOO_FAST)
            case _:
                self._in_a_row = 0

    def _count(self, reason: str) -> None:
        self.reason = reason
        self._in_a_row += 1
        if self._in_a_row >= ENOUGH:
            self._until = self._monotonic() + PAUSE
