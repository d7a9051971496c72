"""The demo's clock: it stands where the story puts it, and may run on from there in real time."""

from __future__ import annotations

import time
from datetime import datetime, timedelta


class StoryClock:
    """Aware UTC; only the demo has one, and the screen says that time is sped up."""

    def __init__(self, start: datetime) -> None:
        self._moment = start
        self._since: float | None = None

    def __call__(self) -> datetime:
        if self._since is None:
            return self._moment
        return self._moment + timedelta(seconds=time.monotonic() - self._since)

    def move(self, moment: datetime) -> None:
        """Jump to a later moment. Raises ValueError on a step back."""
        if moment < self():
            raise ValueError("a story goes forward")
        self._moment = moment

    def let_run(self) -> None:
        """From now on time passes as usual."""
        self._moment = self()
        self._since = time.monotonic()
