"""Listening to Telegram: long polling that outlives every fault and stops within seconds."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import ValidationError

from bot.access import place
from bot.desk import Desk
from bot.dispatcher import NETWORK_FAULTS, build_dispatcher
from bot.menu import put_menu
from bot.pace import Pace, first_of

log = logging.getLogger(__name__)

T = TypeVar("T")
Raw = dict[str, Any]

ALLOWED = ["message", "callback_query", "my_chat_member"]
# Seconds: how long Telegram holds a poll open, how much longer we wait for it, how long the last word may take.
_HOLD, _GRACE, _LAST_WORD = 25, 10, 2


class RawUpdates(TelegramMethod[list[Raw]]):
    """`getUpdates` whose updates are read one by one, so that a strange one spoils only itself."""

    __returning__ = list[Raw]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = _HOLD
    allowed_updates: list[str] = ALLOWED


async def run_polling(bot: Bot, desk: Desk, stop: asyncio.Event, pace: Pace | None = None) -> None:
    """Answer people until `stop` is set. Faults are logged and waited out; updates are confirmed when answered."""
    listener = _Listener(bot, build_dispatcher(desk), stop, pace or Pace())
    await listener.run()


class _Listener:
    def __init__(self, bot: Bot, dispatcher: Dispatcher, stop: asyncio.Event, pace: Pace) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._stop = stop
        self._pace = pace
        self._offset: int | None = None
        self._faults = 0
        self._has_menu = False

    async def run(self) -> None:
        while not self._stop.is_set():
            updates = await self._unless_faulty(self._poll())
            if updates is None:
                continue
            await self._handle(updates)
            if not self._has_menu:
                self._has_menu = await self._unless_faulty(put_menu(self._bot)) is True
        await self._confirm()

    async def _poll(self) -> list[Raw] | None:
        """Updates, none of them when there were none or when it is time to stop."""
        asking = asyncio.ensure_future(self._bot(RawUpdates(offset=self._offset), request_timeout=_HOLD + _GRACE))
        stopping = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else []
        finally:
            asking.cancel()
            stopping.cancel()

    async def _unless_faulty(self, asking: Coroutine[Any, Any, T]) -> T | None:
        """The answer, or None after a fault and a while."""
        try:
            answer = await asking
        except NETWORK_FAULTS as error:
            self._faults += 1
            wait = error.retry_after if isinstance(error, TelegramRetryAfter) else self._pace.delay(self._faults)
            log.warning("listening failed, again in %.0f s: %s", wait, type(error).__name__)
            await first_of(wait, self._stop)
            return None
        if self._faults:
            log.info("listening again after %d faults", self._faults)
        self._faults = 0
        return answer

    async def _handle(self, raw: Sequence[Raw]) -> None:
        """Chats side by side, each chat in order; whoever hears badly holds up nobody for long."""
        by_chat: dict[int, list[Update]] = defaultdict(list)
        for update in filter(None, map(self._read, raw)):
            by_chat[_chat_id(update)].append(update)
        await asyncio.gather(*(self._answer(updates) for updates in by_chat.values()))
        if raw:
            self._offset = max(int(each["update_id"]) for each in raw) + 1

    async def _answer(self, updates: Sequence[Update]) -> None:
        for update in updates:
            await self._dispatcher.feed_update(self._bot, update)

    def _read(self, raw: Raw) -> Update | None:
        try:
            return Update.model_validate(raw, context={"bot": self._bot})
        except ValidationError:
            log.warning("update %s is not as documented and is left out", raw.get("update_id"))
            return None

    async def _confirm(self) -> None:
        """What was answered shall not come again at the next start."""
        if self._offset is None:
            return
        try:
            await self._bot(RawUpdates(offset=self._offset, timeout=0), request_timeout=_LAST_WORD)
        except NETWORK_FAULTS as error:
            log.warning("answered updates could not be confirmed: %s", type(error).__name__)


def _chat_id(update: Update) -> int:
    chat, _ = place(update)
    return chat.id if chat else 0
