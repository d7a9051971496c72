"""The loopback server every emulator stands on: one aiohttp application, a port chosen by the system."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web

Clock = Callable[[], datetime]

LOOPBACK = "127.0.0.1"


def wall_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


class LoopbackServer:
    """Serves `app` on 127.0.0.1; `url` (no trailing slash) is known after `start`."""

    def __init__(self, app: web.Application) -> None:
        self._runner = web.AppRunner(app, shutdown_timeout=0.2, access_log=None)
        self.url = ""

    async def start(self, port: int = 0) -> str:
        """Begin to listen and return the base url, e.g. ``http://127.0.0.1:41234``."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, port)
        await site.start()
        bound: int = self._runner.addresses[0][1]
        self.url = f"http://{LOOPBACK}:{bound}"
        return self.url

    async def stop(self) -> None:
        """Stop listening and drop open connections."""
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
