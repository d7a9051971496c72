"""The Bot API over HTTP: reads a call, fails it where a fault is ordered, carries it out, answers."""

from __future__ import annotations

import asyncio
import contextlib

from aiohttp import web

from emulators.telegram.answers import Refusal
from emulators.telegram.connection import cut
from emulators.telegram.faults import Fault, FaultKind, FaultPlan
from emulators.telegram.messenger import Messenger
from emulators.telegram.methods import METHODS
from emulators.telegram.params import Params, read_params
from emulators.telegram.updates import ConnectionCut

_PROXY_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502 Bad Gateway</body>\r\n</html>\r\n"


class _PageInstead(Exception):
    """A web page is answered where JSON was expected."""


class BotApi:
    """`/bot<token>/<method>` and `/file/bot<token>/<path>` for one token; `latency` is seconds before an answer."""

    def __init__(self, messenger: Messenger, token: str) -> None:
        self.latency = 0.0
        self.is_down = False
        self.faults = FaultPlan()
        self._messenger = messenger
        self._token = token
        self._closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """All routes of the Bot API."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self._call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self._download),
        ]

    async def release(self, _app: web.Application) -> None:
        """Let go of everybody who waits, so that stopping is quick."""
        self._closing.set()
        self._messenger.updates.cut()
        self._messenger.changes.bump()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response({"ok": True, "result": await self._result(request)})
        except Refusal as refusal:
            return web.json_response(refusal.body(), status=refusal.code)
        except _PageInstead:
            return web.Response(text=_PROXY_PAGE, status=502, content_type="text/html")
        except ConnectionCut:
            return cut(request)

    async def _result(self, request: web.Request) -> object:
        params = await read_params(request)
        method = request.match_info["method"]
        self._messenger.note_call(method, params.chat_id(), params.values)
        await asyncio.sleep(self.latency)
        self._check_up()
        self._check_token(request)
        fault = self.faults.pick(method.lower(), params.chat_id())
        if fault is not None:
            await self._suffer(fault)
        result = await self._carry_out(method.lower(), params)
        if fault is not None:
            raise ConnectionCut
        return result

    async def _suffer(self, fault: Fault) -> None:
        """Fail as ordered; returns only for the fault that strikes after the call is carried out."""
        if refusal := fault.refusal():
            raise refusal
        if fault.kind is FaultKind.HTML:
            raise _PageInstead
        if fault.kind is FaultKind.HANG:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), fault.seconds)
        if fault.kind is not FaultKind.RESET_AFTER:
            raise ConnectionCut

    async def _carry_out(self, method: str, params: Params) -> object:
        if method == "getupdates":
            return await self._updates(params)
        known = METHODS.get(method)
        if known is None:
            raise Refusal(404, "Not Found: method not found")
        return known(self._messenger, params)

    async def _updates(self, params: Params) -> object:
        """https://core.telegram.org/bots/api#getupdates"""
        kinds = params.structure("allowed_updates")
        allowed = [kind for kind in kinds if isinstance(kind, str)] if isinstance(kinds, list) else None
        offset, limit = params.whole("offset", 0), params.whole("limit", 100)
        return await self._messenger.updates.fetch(offset, limit, params.whole("timeout", 0), allowed)

    async def _download(self, request: web.Request) -> web.Response:
        if self.is_down:
            return cut(request)
        file = self._messenger.files.at(request.match_info["path"])
        if file is None or request.match_info["token"] != self._token:
            return web.json_response(Refusal(404, "Not Found").body(), status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _check_up(self) -> None:
        if self.is_down:
            raise ConnectionCut

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if ":" not in token:
            raise Refusal(404, "Not Found")
        if token != self._token:
            raise Refusal(401, "Unauthorized")
