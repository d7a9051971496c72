"""What the moments at which calls arrived say about their pace."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise


def rate_of(arrivals: Sequence[float]) -> float:
    """Calls a second from the first to the last; 0 when there are fewer than two. `arrivals` ascend, in seconds."""
    return (len(arrivals) - 1) / (arrivals[-1] - arrivals[0]) if len(arrivals) > 1 else 0.0


def most_within(arrivals: Sequence[float], window: float) -> int:
    """The most calls in any half-open window of so many seconds."""
    return max((bisect_left(arrivals, at + window) - place for place, at in enumerate(arrivals)), default=0)


def closest(arrivals: Sequence[float]) -> float:
    """The shortest time between two calls that follow each other. Raises ValueError with fewer than two."""
    return min(later - earlier for earlier, later in pairwise(arrivals))
