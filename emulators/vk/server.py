"""The VK emulator: an invented world behind ``/method/<name>`` of API 5.199, with VK's limits and faults."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import NamedTuple

from aiohttp import web

from emulators.server import Clock, LoopbackServer, wall_clock
from emulators.vk import execute, methods, wire
from emulators.vk.call import Call, Habits, Params, TokenKind, refuse_kind
from emulators.vk.errors import VkError, error_body
from emulators.vk.faults import REACHES_THE_API, Fault, FaultKind, Faults
from emulators.vk.limits import DailyQuota, RateLimit
from emulators.vk.post import JsonObject
from emulators.vk.world import VkWorld

DEMO_TOKENS: dict[str, TokenKind] = {"vk-demo-token": "service"}


class Arrival(NamedTuple):
    """One request: monotonic second, method, token as sent, methods called inside execute."""

    monotonic: float
    method: str
    token: str
    inner_calls: list[str]


class VkEmulator(LoopbackServer):
    """Serves `world` as it is at `clock()`.

    `tokens` may be changed while it runs, as may `execute_allowed`, `latency` (seconds before every answer),
    `response_limit_bytes` (of one execute), `habits`, `quota.limit` and `rate_limit.rps`.
    """

    def __init__(
        self,
        world: VkWorld,
        *,
        clock: Clock = wall_clock,
        tokens: Mapping[str, TokenKind] | None = None,
        execute_allowed: bool = True,
        rps: float | None = None,
        daily_wall_get: int | None = 5000,
        latency: float = 0.0,
        response_limit_bytes: int = 5 * 1024 * 1024,
        habits: Habits | None = None,
    ) -> None:
        app = web.Application()
        app.router.add_route("GET", "/method/{name}", self._serve)
        app.router.add_route("POST", "/method/{name}", self._serve)
        super().__init__(app)
        self.world = world
        self.clock = clock
        self.tokens = dict(DEMO_TOKENS if tokens is None else tokens)
        self.execute_allowed = execute_allowed
        self.latency = latency
        self.response_limit_bytes = response_limit_bytes
        self.habits = habits or Habits()
        self.faults = Faults()
        self.rate_limit = RateLimit(rps)
        self.quota = DailyQuota(daily_wall_get)
        self.arrivals: list[Arrival] = []
        self.asked: list[tuple[str, dict[str, str]]] = []

    def count(self, method: str) -> int:
        """How often `method` was called, alone or inside execute, whatever came of it."""
        return sum(name == method for name, _ in self.asked)

    def calls(self, method: str) -> list[dict[str, str]]:
        """The parameters of every such call, as text, in order."""
        return [values for name, values in self.asked if name == method]

    def wall_get_today(self, token: str) -> int:
        """Calls of wall.get granted to `token` on the clock's UTC day."""
        return self.quota.spent(token, self.clock().date())

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        ask = await wire.read(request)
        arrival = self._note(ask)
        fault = self.faults.for_request(ask.method, ask.values)
        reached = fault is None or fault.kind in REACHES_THE_API
        text = json.dumps(self._body(ask, arrival, fault), ensure_ascii=False) if reached else ""
        await asyncio.sleep(self.latency)
        return await wire.send(request, text, fault)

    def _note(self, ask: wire.Ask) -> Arrival:
        inner = _inner_calls(ask)
        arrival = Arrival(time.monotonic(), ask.method, ask.token, [each.method for each in inner])
        self.arrivals.append(arrival)
        self.asked.append((ask.method, ask.values))
        self.asked.extend((each.method, each.values) for each in inner)
        return arrival

    def _body(self, ask: wire.Ask, arrival: Arrival, fault: Fault | None) -> JsonObject:
        try:
            if fault is not None and fault.kind is FaultKind.API:
                raise fault.error()
            return self._respond(ask, arrival)
        except VkError as error:
            return error_body(error, ask.method, ask.values)

    def _respond(self, ask: wire.Ask, arrival: Arrival) -> JsonObject:
        _check_version(ask.values)
        kind = self.tokens.get(ask.token)
        if kind is None:
            raise VkError(5)
        if not self.rate_limit.grant(ask.token, arrival.monotonic):
            raise VkError(6)
        if ask.method == "execute":
            return self._execute(ask, kind)
        return {"response": self._answer(ask.method, ask.values, ask.token)}

    def _answer(self, method: str, values: Mapping[str, str], token: str) -> object:
        now = self.clock()
        if method == "wall.get" and not self.quota.spend(token, now.date()):
            raise VkError(29)
        call = Call(self.world, Params(values), self.tokens[token], now, self.habits)
        return methods.answer(method, call)

    def _execute(self, ask: wire.Ask, kind: TokenKind) -> JsonObject:
        if not self.execute_allowed or (kind == "service" and not self.habits.execute_for_service):
            raise refuse_kind("service")
        script = execute.parse(Params(ask.values).text("code"))
        if isinstance(script, int):
            return {"response": script}

        def perform(call: execute.InnerCall) -> object:
            if error := self.faults.for_inner(call.method, call.values):
                raise error
            return self._answer(call.method, call.values, ask.token)

        body = execute.run(script, perform, self.habits)
        execute.check_size(body, self.response_limit_bytes)
        return body


def _check_version(values: Mapping[str, str]) -> None:
    # Code and words: Dementiy/vkR#45 (absent), dartshader/vk-photo-download#4 (too old).
    version = values.get("v", "")
    if not version:
        raise VkError(8, 'Invalid request: v is required. Version param should be passed as "v".')
    if _parts(version) < (5, 199):
        raise VkError(8, "Invalid request: versions below 5.199 are not emulated.")


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in version.split(".") if each.isdecimal())


def _inner_calls(ask: wire.Ask) -> list[execute.InnerCall]:
    if ask.method != "execute":
        return []
    try:
        script = execute.parse(ask.values.get("code", ""))
    except VkError:
        return []
    return [] if isinstance(script, int) else script
