"""A bench for the tests of the Telegram emulator: one person who has started the bot, and a bare HTTP client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp

from emulators.telegram import TelegramEmulator

TOKEN = "123456:INVENTED"
NOW = datetime(2026, 11, 23, 0, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"  # the width and height follow
GROUP = -1001000000001


@dataclass
class Answer:
    """Status and body of one call."""

    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"] is True, self.body
        return self.body["result"]

    @property
    def refusal(self) -> tuple[int, str]:
        assert self.body["ok"] is False
        assert self.body["error_code"] == self.status
        return self.status, self.body["description"]


class Bench:
    """An emulator whose clock is `now`, and the calls a bot makes."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.now = NOW
        self.telegram = TelegramEmulator(token=TOKEN, clock=lambda: self.now)
        self.person = self.telegram.person(user_id=1001)
        self.http = http

    async def call(self, method: str, token: str = TOKEN, **params: object) -> Answer:
        async with self.http.post(f"{self.telegram.url}/bot{token}/{method}", json=params) as answer:
            return Answer(answer.status, await answer.json())

    async def send(self, text: str = "Слово", **params: object) -> Answer:
        return await self.call("sendMessage", chat_id=self.person.chat_id, text=text, **params)

    async def upload(self, method: str, kind: str, content: bytes, **params: str) -> Answer:
        form = aiohttp.FormData({"chat_id": "1001", kind: "attach://part", **params}, quote_fields=False)
        form.add_field("part", content, filename="Сводка.bin")
        async with self.http.post(f"{self.telegram.url}/bot{TOKEN}/{method}", data=form) as answer:
            return Answer(answer.status, await answer.json())


@asynccontextmanager
async def bench_with_person() -> AsyncIterator[Bench]:
    """A started emulator; its person has said /start."""
    async with aiohttp.ClientSession() as http:
        bench = Bench(http)
        await bench.telegram.start()
        bench.person.say("/start")
        yield bench
    await bench.telegram.stop()


def markup(*texts: str) -> dict[str, object]:
    """An inline keyboard of one row; the data of each button is `d:` and its text."""
    return {"inline_keyboard": [[{"text": text, "callback_data": f"d:{text}"} for text in texts]]}
