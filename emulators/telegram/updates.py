"""The queue behind `getUpdates`: one true long poll at a time, updates kept until they are confirmed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping
from enum import StrEnum

from emulators.telegram.answers import CONFLICT, Refusal

MAX_POLL = 50.0  # seconds; longer waits are cut to this
MAX_BATCH = 100
# Not sent unless asked for: https://core.telegram.org/bots/api#getupdates
_ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# A second conflict within this many seconds is answered this many seconds later (Client::fail_query_conflict
# of https://github.com/tdlib/telegram-bot-api).
_CONFLICT_PAUSE = 3.0


class ConnectionCut(Exception):
    """The connection the poll came over is to be closed without an answer."""


class _Wake(StrEnum):
    NEWS = "news"
    OTHER_POLL = "other poll"
    CUT = "cut"


class UpdateQueue:
    """Unconfirmed updates, oldest first."""

    def __init__(self) -> None:
        self._pending: list[dict[str, object]] = []
        self._next_id = 1
        self._allowed: frozenset[str] = frozenset()
        self._poll: asyncio.Future[_Wake] | None = None
        self._quiet_until = 0.0

    def __len__(self) -> int:
        return len(self._pending)

    def put(self, kind: str, content: Mapping[str, object]) -> int | None:
        """Queue an update; None when the bot did not ask for this kind in its last poll."""
        if not self._wanted(kind):
            return None
        update_id = self._next_id
        self._next_id += 1
        self._pending.append({"update_id": update_id, kind: dict(content)})
        self._wake(_Wake.NEWS)
        return update_id

    def clear(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        self._pending.clear()

    def cut(self) -> None:
        """Close the connection of the poll that waits, if any."""
        self._wake(_Wake.CUT)

    async def fetch(
        self, offset: int, limit: int, wait: float, allowed: Collection[str] | None
    ) -> list[dict[str, object]]:
        """What `getUpdates` returns: confirms below `offset`, then waits up to `wait` seconds for news.

        A negative `offset` keeps that many from the end. `allowed` None leaves the last choice as it is.

        Raises:
            Refusal: 409, another poll came while this one waited.
            ConnectionCut: the connection was cut while this poll waited.
        """
        self._confirm(offset)
        if allowed is not None:
            self._allowed = frozenset(allowed)
        self._wake(_Wake.OTHER_POLL)
        if not self._pending and wait > 0:
            await self._wait(min(wait, MAX_POLL))
        return self._pending[: max(1, min(limit, MAX_BATCH))]

    def _wanted(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in _ON_REQUEST_ONLY

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._pending = self._pending[offset:]
        elif offset > 0:
            first = self._next_id - len(self._pending)
            self._pending = self._pending[max(offset - first, 0) :]

    def _wake(self, why: _Wake) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(why)

    async def _wait(self, seconds: float) -> None:
        poll: asyncio.Future[_Wake] = asyncio.get_running_loop().create_future()
        self._poll = poll
        await asyncio.wait({poll}, timeout=seconds)
        if not poll.done():
            poll.cancel()
        elif poll.result() is _Wake.CUT:
            raise ConnectionCut
        elif poll.result() is _Wake.OTHER_POLL:
            await self._pause_between_conflicts()
            raise Refusal(409, CONFLICT)

    async def _pause_between_conflicts(self) -> None:
        now = time.monotonic()
        if now < self._quiet_until:
            await asyncio.sleep(_CONFLICT_PAUSE)
        else:
            self._quiet_until = now + _CONFLICT_PAUSE
