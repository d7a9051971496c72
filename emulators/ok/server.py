"""The OK REST API on loopback: both spellings of an address, GET and POST, what came, what went wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from aiohttp import web

from emulators.ok.breakage import break_answer
from emulators.ok.call import Call
from emulators.ok.errors import OkError
from emulators.ok.faults import Broken, Faults
from emulators.ok.gate import Gate, Pace
from emulators.ok.habits import Habits
from emulators.ok.methods import METHODS, RIGHTS
from emulators.ok.world import OkWorld
from emulators.server import Clock, LoopbackServer, wall_clock

_SECRET = frozenset({"application_key", "access_token", "session_key", "sig"})
_MARKING = frozenset({"discussions.getComments", "stream.get"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A call as it came: `monotonic` seconds, the method, its parameters without keys and signature."""

    monotonic: float
    method: str
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadMark:
    """A call that leaves a trace on the token's user: which parameter let it."""

    method: str
    parameter: str


class OkEmulator(LoopbackServer):
    """Serves `world` as it is at `clock()`; use ``async with``, then ``emulator.url`` as the api address.

    `gate` holds the keys: set ``emulator.gate.session`` to "expired" (102) or "revoked" (103). `latency`
    is in seconds, `rps` the calls a second before error 8. `habits` are the unsourced shapes,
    `page_limit_stream` the most stream.get gives at once; all may be changed while it runs.
    """

    def __init__(
        self,
        world: OkWorld,
        *,
        clock: Clock = wall_clock,
        application_key: str,
        application_secret_key: str,
        access_token: str,
        session_secret_key: str | None = None,
        latency: float = 0.0,
        rps: int | None = None,
        page_limit_stream: int = 15,
    ) -> None:
        self.world = world
        self.clock = clock
        self.gate = Gate(application_key, application_secret_key, access_token, session_secret_key)
        self.latency = latency
        self.pace = Pace(rps)
        self.page_limit_stream = page_limit_stream
        self.habits = Habits()
        self.faults = Faults()
        self.arrivals: list[Arrival] = []
        self.read_marks: list[ReadMark] = []
        super().__init__(self._application())

    def count(self, method: str) -> int:
        """How many calls of this method came, answered or not."""
        return sum(each.method == method for each in self.arrivals)

    def _application(self) -> web.Application:
        app = web.Application()
        for path in ("/fb.do", "/api/{group}/{name}"):
            app.router.add_get(path, self._serve)
            app.router.add_post(path, self._serve)
        return app

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        params = await _params(request)
        method = _method(request, params)
        self._note(method, params)
        if self.latency:
            await asyncio.sleep(self.latency)
        fault = self.faults.next_for(method)
        if isinstance(fault, Broken):
            return await break_answer(request, fault, self._answer(method, params).body_bytes())
        if fault is not None:
            return _Answer.failed(OkError(fault)).response()
        return self._answer(method, params).response()

    def _note(self, method: str, params: Mapping[str, str]) -> None:
        told = {key: value for key, value in params.items() if key not in _SECRET | {"method"}}
        self.arrivals.append(Arrival(monotonic(), method, told))
        self.read_marks.extend(ReadMark(method, each) for each in _traces(method, params))

    def _answer(self, method: str, params: Mapping[str, str]) -> _Answer:
        try:
            return _Answer(self._result(method, params))
        except OkError as error:
            return _Answer.failed(error)

    def _result(self, method: str, params: Mapping[str, str]) -> object:
        if self.pace.exceeded(monotonic()):
            raise OkError(self.habits.over_rate_code)
        self.gate.admit(params)
        if method not in METHODS:
            raise OkError(3)
        if RIGHTS.get(method, frozenset()) - self.world.permissions:
            raise OkError(self.habits.no_right_code)
        return METHODS[method](Call(self.world, self.habits, self.clock(), params, self.page_limit_stream))


@dataclass(frozen=True, slots=True)
class _Answer:
    """A JSON value for the client, and the code for the header when it is an error."""

    value: object
    code: int | None = None

    @classmethod
    def failed(cls, error: OkError) -> _Answer:
        return cls(error.body(), error.code)

    def body_bytes(self) -> bytes:
        return json.dumps(self.value, ensure_ascii=False).encode()

    def response(self) -> web.Response:
        """HTTP 200 whatever happened; an error repeats its code in the header Invocation-Error."""
        headers = {} if self.code is None else {"Invocation-Error": str(self.code)}
        return web.Response(body=self.body_bytes(), content_type="application/json", headers=headers)


async def _params(request: web.Request) -> dict[str, str]:
    form = await request.post()
    posted = {key: value for key, value in form.items() if isinstance(value, str)}
    return {**request.query, **posted}


def _method(request: web.Request, params: Mapping[str, str]) -> str:
    spelled = request.match_info
    return f"{spelled['group']}.{spelled['name']}" if "group" in spelled else params.get("method", "")


def _traces(method: str, params: Mapping[str, str]) -> list[str]:
    """Parameters that clear the user's unread mark, show him online, or move the group in his list."""
    traces = ["__online"] if params.get("__online") != "false" else []
    if method in _MARKING and params.get("mark_as_read") != "false":
        traces.append("mark_as_read")
    if params.get("move_to_top", "false") != "false":
        traces.append("move_to_top")
    return traces
