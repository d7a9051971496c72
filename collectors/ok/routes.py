"""The roads to a group's posts that were refused lately, kept in memory."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.reading import Route

# In this order: the documented one first (ok.md 3).
IN_ORDER = (Route.STAT_TOPICS, Route.TOPICS, Route.STREAM)

REMEMBERED_FOR = timedelta(days=1)
"""Rights may be given any day: a refused road is tried again after this."""


class Routes:
    """Refusals by group; a method that does not exist is refused for all groups at once."""

    def __init__(self) -> None:
        self._refused: dict[tuple[int | None, Route], datetime] = {}

    def refuse(self, gid: int | None, route: Route, now: datetime) -> None:
        """Remember a refusal; `gid` None: for every group."""
        self._refused[gid, route] = now

    def open_for(self, gid: int, now: datetime) -> list[Route]:
        """The roads worth trying, the best first."""
        return [
            each for each in IN_ORDER if not any(self._is_shut(key, now) for key in ((gid, each), (None, each)))
        ]

    def _is_shut(self, key: tuple[int | None, Route], now: datetime) -> bool:
        refused_at = self._refused.get(key)
        return refused_at is not None and now - refused_at < REMEMBERED_FOR
