"""A share with the interval it is known to: how much a few dozen examples prove."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.96
"""Two-sided, 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `total`, `total` not 0; the bounds are Wilson's (1927), which hold at 0 and 1 too."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return self.hits / self.total

    @property
    def bounds(self) -> tuple[float, float]:
        """The 95 % interval."""
        n, p, square = self.total, self.value, _Z * _Z
        middle = (p + square / (2 * n)) / (1 + square / n)
        reach = _Z * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def __str__(self) -> str:
        low, high = self.bounds
        return f"{self.value:.3f} ({self.hits} of {self.total}, 95 % {low:.3f}-{high:.3f})"
