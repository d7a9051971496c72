"""A channel for tests of the courier: it answers as told, and keeps what arrived."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from bot.answers import Answer, Delivered
from bot.render import plain


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that reached a chat."""

    chat_id: int
    text: str
    silent: bool


class PaperChannel:
    """Delivers, unless `answers` of the chat (or of 0, any chat) hold something else, used up one by one.

    A callable among them is called with the arrival and its answer given.
    """

    def __init__(self) -> None:
        self.arrived: list[Arrival] = []
        self.asked: list[int] = []
        self.answers: defaultdict[int, list[Answer | Callable[[Arrival], Answer]]] = defaultdict(list)
        self._news = asyncio.Event()

    async def send(self, chat_id: int, html: str, *, silent: bool = False) -> Answer:
        """As a channel does."""
        arrival = Arrival(chat_id, plain(html), silent)
        self.asked.append(chat_id)
        waiting = self.answers[chat_id] or self.answers[0]
        answer = waiting.pop(0) if waiting else self.deliver(arrival)
        self._news.set()
        return answer(arrival) if callable(answer) else answer

    def deliver(self, arrival: Arrival) -> Answer:
        """The message arrives."""
        self.arrived.append(arrival)
        return Delivered(len(self.arrived))

    async def close(self) -> None:
        """Nothing to let go of."""

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something that follows from a message handed over. Raises TimeoutError after five seconds."""
        async with asyncio.timeout(5):
            while not true():
                self._news.clear()
                await self._news.wait()
