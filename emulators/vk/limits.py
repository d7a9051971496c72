"""VK's two counts: requests a second and wall.get a day, each by token."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from datetime import date


class RateLimit:
    """At most `rps` requests in any second; None is no limit."""

    def __init__(self, rps: float | None) -> None:
        self.rps = rps
        self._granted: defaultdict[str, deque[float]] = defaultdict(deque)

    def grant(self, token: str, at: float) -> bool:
        """Whether a request that came at monotonic second `at` is within the rate; a refused one is not counted."""
        if self.rps is None:
            return True
        room = max(1, int(self.rps))
        recent = self._granted[token]
        while recent and recent[0] <= at - room / self.rps:
            recent.popleft()
        if len(recent) >= room:
            return False
        recent.append(at)
        return True


class DailyQuota:
    """At most `limit` calls a token and day (UTC, by the injected clock); None is no limit."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self._spent: Counter[tuple[str, date]] = Counter()

    def spend(self, token: str, day: date) -> bool:
        """Whether one more call is left today; a refused one is not counted."""
        if self.limit is not None and self.spent(token, day) >= self.limit:
            return False
        self._spent[token, day] += 1
        return True

    def spent(self, token: str, day: date) -> int:
        """Calls granted to `token` that day."""
        return self._spent[token, day]
