"""How often and after what pauses a call that failed is repeated."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """`pause` seconds at first, doubled up to `longest`, each time by chance half to one and a half of it.

    `tries` of a call in all; `hurries` answers «too many requests», each pushing the pace by `push` seconds.
    """

    pause: float = 0.5
    longest: float = 8.0
    tries: int = 4
    hurries: int = 5
    push: float = 1.0

    def before(self, retry: int) -> float:
        """Seconds to wait before the `retry`-th repetition (from 1)."""
        growing: float = self.pause * 2 ** (retry - 1)
        return min(self.longest, growing) * random.uniform(0.5, 1.5)
