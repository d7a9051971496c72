"""What a registry link leads to, asked of OK only when it must be."""

from __future__ import annotations

from datetime import datetime, timedelta

from collectors.errors import CollectingError
from collectors.ok import parse
from collectors.ok.client import OkClient
from collectors.ok.errors import Gone
from collectors.ok.parse import Target
from domain.page import Resolution
from domain.reading import Wish

RECHECKED_AFTER = timedelta(days=1)
"""How often a known name is followed again, to see whether it leads elsewhere now."""


class Resolver:
    """Remembers in memory when a name was followed last and whether it had moved."""

    def __init__(self, client: OkClient) -> None:
        self._client = client
        self._followed: dict[tuple[str, int], tuple[datetime, Resolution]] = {}

    async def resolve(self, wish: Wish) -> Target:
        """The group of a wish: a number needs no call. Raises `CollectingError` for a name never resolved."""
        number = wish.network_id or wish.link.number
        if wish.link.name is None:
            return Target(Resolution.FOUND, number)
        if number is None:
            return await self._follow(wish.link.name)
        return Target(await self._still(wish.link.name, number), number)

    async def number_of(self, name: str) -> int | None:
        """The group behind a short name, None when it is nobody's or no group's. Raises `CollectingError`."""
        return (await self._follow(name)).number

    async def _follow(self, name: str) -> Target:
        try:
            return await self._client.ask("url.getInfo", {"url": f"https://ok.ru/{name}"}, parse.target)
        except Gone:
            return parse.MISSING

    async def _still(self, name: str, number: int) -> Resolution:
        """FOUND or MOVED. A name that was given up moves nobody: the group lives on under its number."""
        now = self._client.clock()
        followed_at, told = self._followed.get((name, number), (None, Resolution.FOUND))
        if followed_at is not None and now - followed_at < RECHECKED_AFTER:
            return told
        try:
            target = await self._follow(name)
        except CollectingError:
            return told
        told = Resolution.FOUND if target == parse.MISSING or target.number == number else Resolution.MOVED
        self._followed[name, number] = (now, told)
        return told
