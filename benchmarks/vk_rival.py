"""The rival in VK: one bare vk_api.VkApi that asks for one wall after another, paced by its own limiter."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import cycle
from threading import Event
from typing import Any

import requests
from jconfig import MemoryConfig
from requests.adapters import HTTPAdapter
from vk_api import VkApi

HOST = "https://api.vk.ru"
OWN_LIMIT = 3
"""Requests a second vk_api is made for; its pause is a class constant of 0.34 s."""


class _Redirect(HTTPAdapter):
    """Sends what is meant for VK to the emulator."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        request.url = (request.url or "").replace(HOST, self._base, 1)
        return super().send(request, *args, **kwargs)


class Rival:
    """Asks in a thread of its own until it is stopped; at another rate than its own its pause is set to match."""

    def __init__(self, base: str, token: str, rate: int, owners: Sequence[int]) -> None:
        http = requests.Session()
        http.trust_env = False
        http.mount(HOST, _Redirect(base))
        self._api = VkApi(token=token, session=http, api_version="5.199", config=MemoryConfig)
        if rate != OWN_LIMIT:
            self._api.RPS_DELAY = 1 / rate
        self._owners = owners
        self._stopped = Event()
        self._asking: asyncio.Task[None] | None = None

    async def first_call(self) -> None:
        """Set out."""
        self._asking = asyncio.create_task(asyncio.to_thread(self._ask))

    async def stop(self) -> None:
        """Wait for the last answer."""
        self._stopped.set()
        if self._asking is not None:
            await self._asking

    def _ask(self) -> None:
        for owner in cycle(self._owners):
            if self._stopped.is_set():
                return
            self._api.method("wall.get", {"owner_id": owner, "count": 20, "filter": "owner"})
