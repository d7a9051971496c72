"""The emulator over a real socket: who is let in, how errors look, what is observed, what breaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from emulators.ok import Broken, Fault, OkEmulator, OkGroup, OkWorld
from emulators.ok.breakage import OVERSIZE
from emulators.ok.signature import session_secret, sign

pytestmark = pytest.mark.story

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
GID = "70000000000001"
KEY, SECRET, TOKEN = "INVENTED_KEY", "invented application secret", "invented token"
QUIET = {"__online": "false"}


@dataclass
class Clock:
    """A clock a test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Caller:
    """An honest client of one emulator; `secret` signs."""

    emulator: OkEmulator
    http: aiohttp.ClientSession
    secret: str = session_secret(TOKEN, SECRET)

    def signed(self, method: str, **params: str) -> dict[str, str]:
        """The parameters a client sends; those given go over the usual ones, an empty one is left out."""
        told = {"application_key": KEY, "access_token": TOKEN, "format": "json", "method": method} | QUIET | params
        told = {key: value for key, value in told.items() if value}
        return {"sig": sign(told, self.secret)} | told

    async def ask(self, method: str, **params: str) -> Any:
        """The JSON value of an answer."""
        async with self.http.post(f"{self.emulator.url}/fb.do", data=self.signed(method, **params)) as answer:
            return await answer.json()

    async def code(self, method: str = "users.getCurrentUser", **params: str) -> int:
        """The error code of an answer; 0 when it is none."""
        return int((await self.ask(method, **params)).get("error_code", 0))


@pytest.fixture
def world() -> OkWorld:
    world = OkWorld()
    world.add_group(OkGroup(GID, name="Дом культуры «Кедр»")).topic(NOW - timedelta(days=1), "Концерт")
    return world


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def caller(world: OkWorld, clock: Clock) -> AsyncIterator[Caller]:
    emulator = OkEmulator(
        world, clock=clock, application_key=KEY, application_secret_key=SECRET, access_token=TOKEN
    )
    async with emulator, aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as http:
        yield Caller(emulator, http)


async def test_both_spellings_and_both_verbs_give_the_same_answer(caller: Caller) -> None:
    asked = caller.signed("group.getInfo", uids=GID, fields="name")
    bare = {key: value for key, value in asked.items() if key not in {"method", "sig"}}
    bare |= {"sig": sign(bare, caller.secret)}
    url = caller.emulator.url
    answers = [
        await (await caller.http.post(f"{url}/fb.do", data=asked)).json(),
        await (await caller.http.get(f"{url}/fb.do", params=asked)).json(),
        await (await caller.http.post(f"{url}/api/group/getInfo", data=bare)).json(),
        await (await caller.http.get(f"{url}/api/group/getInfo", params=bare)).json(),
    ]
    assert answers == [[{"name": "Дом культуры «Кедр»"}]] * 4
    assert caller.emulator.count("group.getInfo") == 4


async def test_a_given_session_secret_is_the_only_one_that_signs(caller: Caller) -> None:
    caller.emulator.gate.session_secret_key = "invented session secret"
    assert await caller.code() == 104
    caller.secret = "invented session secret"
    assert await caller.code() == 0


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, 0),
        ({"application_key": ""}, 101),
        ({"application_key": "ANOTHER"}, 101),
        ({"access_token": ""}, 453),
        ({"access_token": "another"}, 103),
        ({"sig": "0123456789abcdef0123456789abcdef"}, 104),
        ({"access_token": "", "session_key": TOKEN}, 0),
    ],
)
async def test_only_the_right_keys_let_in(caller: Caller, params: dict[str, str], expected: int) -> None:
    assert await caller.code(**params) == expected


async def test_an_expired_session_and_a_revoked_one_have_codes_of_their_own(caller: Caller) -> None:
    caller.emulator.gate.session = "expired"
    assert await caller.code() == 102
    caller.emulator.gate.session = "revoked"
    assert await caller.code() == 103


async def test_a_signature_refused_echoes_what_was_signed_but_no_secret(caller: Caller) -> None:
    told = await caller.ask("group.getInfo", uids=GID, fields="name", sig="wrong")
    assert told["error_code"] == 104
    assert f"uids={GID}********SECRET KEY*******" in told["error_msg"]
    assert SECRET not in told["error_msg"]
    assert TOKEN not in told["error_msg"]


async def test_an_error_is_http_200_with_its_code_in_a_header(caller: Caller) -> None:
    async with caller.http.post(f"{caller.emulator.url}/fb.do", data={"method": "group.getInfo"}) as answer:
        assert (answer.status, answer.headers["invocation-error"]) == (200, "101")
        assert await answer.json() == {
            "error_code": 101,
            "error_data": None,
            "error_msg": "PARAM_API_KEY : No application key",
        }


async def test_a_method_nobody_knows_is_error_3(caller: Caller) -> None:
    assert await caller.code("batch.execute") == 3


async def test_a_permission_not_granted_is_refused_with_the_code_set(caller: Caller) -> None:
    caller.emulator.world.permissions.remove("GROUP_CONTENT")
    caller.emulator.habits.no_right_code = 200
    assert await caller.code("group.getStatTopics", gid=GID) == 200


async def test_a_bare_truth_value_comes_over_the_wire(caller: Caller) -> None:
    assert await caller.ask("users.hasAppPermission", ext_perm="VALUABLE_ACCESS") is True


async def test_the_clock_decides_what_is_published(caller: Caller, clock: Clock) -> None:
    caller.emulator.world.groups[GID].topic(NOW + timedelta(hours=1))
    before = await caller.ask("group.getStatTopics", gid=GID)
    clock.now += timedelta(hours=1)
    after = await caller.ask("group.getStatTopics", gid=GID)
    assert (before["totalCount"], after["totalCount"]) == (1, 2)


async def test_arrivals_hold_what_was_asked_and_no_key(caller: Caller) -> None:
    await caller.ask("group.getInfo", uids=GID, fields="name")
    await caller.ask("users.getCurrentUser")
    first, second = caller.emulator.arrivals
    assert first.params == {"format": "json", "__online": "false", "uids": GID, "fields": "name"}
    assert (second.method, first.monotonic <= second.monotonic) == ("users.getCurrentUser", True)


@pytest.mark.parametrize(
    ("method", "params", "expected"),
    [
        ("discussions.getComments", {"mark_as_read": "false"}, []),
        ("discussions.getComments", {"mark_as_read": "true"}, ["mark_as_read"]),
        ("discussions.getComments", {}, ["mark_as_read"]),
        ("stream.get", {}, ["mark_as_read"]),
        ("users.getCurrentUser", {}, []),
        ("users.getCurrentUser", {"__online": ""}, ["__online"]),
        ("users.getCurrentUser", {"__online": "true"}, ["__online"]),
        ("group.getInfo", {"move_to_top": "true"}, ["move_to_top"]),
    ],
)
async def test_a_call_that_leaves_a_trace_on_the_user_is_noted(
    caller: Caller, method: str, params: dict[str, str], expected: list[str]
) -> None:
    await caller.ask(method, **params)
    assert [each.parameter for each in caller.emulator.read_marks] == expected


async def test_calls_beyond_the_pace_are_flood(caller: Caller) -> None:
    caller.emulator.pace.rps = 2
    assert [await caller.code() for _ in range(4)] == [0, 0, 8, 8]


async def test_latency_holds_an_answer_back(caller: Caller) -> None:
    caller.emulator.latency = 0.15
    started = asyncio.get_running_loop().time()
    await caller.ask("users.getCurrentUser")
    assert asyncio.get_running_loop().time() - started >= 0.15


@pytest.mark.parametrize("code", [1, 2, 3, 7, 8, 9, 10, 11, 50, 100, 101, 102, 103, 104, 200, 300, 453, 5000, 9999])
async def test_any_error_can_be_scripted_and_comes_once(caller: Caller, code: int) -> None:
    caller.emulator.faults.script(code)
    assert [await caller.code(), await caller.code()] == [code, 0]


async def test_a_script_waits_for_its_method_and_lasts_its_times(caller: Caller) -> None:
    caller.emulator.faults.script(8, method="group.getCounters", times=2)
    asked = {"group_id": GID, "counterTypes": "THEMES"}
    assert await caller.code() == 0
    assert [await caller.code("group.getCounters", **asked) for _ in range(3)] == [8, 8, 0]


async def test_the_same_seed_gives_the_same_failures(caller: Caller) -> None:
    async def some() -> list[int]:
        caller.emulator.faults.rate(0.5, [2, 8], seed=7)
        return [await caller.code() for _ in range(20)]

    first = await some()
    assert first == await some()
    assert set(first) == {0, 2, 8}
    caller.emulator.faults.clear()
    assert await caller.code() == 0


@pytest.mark.parametrize(
    ("fault", "status", "opening"),
    [
        (Broken.HTTP_500, 500, "<!DOCTYPE html>"),
        (Broken.HTTP_502, 502, "<!DOCTYPE html>"),
        (Broken.HTML, 200, "<!DOCTYPE html>"),
        (Broken.EMPTY, 200, ""),
        (Broken.NULL, 200, "null"),
        (Broken.NOT_JSON, 200, "{'topics'"),
        (Broken.CUT, 200, '{"uid'),
    ],
)
async def test_a_broken_body_is_what_it_says(caller: Caller, fault: Fault, status: int, opening: str) -> None:
    caller.emulator.faults.script(fault)
    async with caller.http.post(f"{caller.emulator.url}/fb.do", data=caller.signed("users.getCurrentUser")) as got:
        text = await got.text()
    assert (got.status, text[: len(opening)]) == (status, opening)
    if fault is not Broken.NULL:
        with pytest.raises(json.JSONDecodeError):
            json.loads(text)
    assert await caller.code() == 0


async def test_a_truncated_answer_ends_before_its_length(caller: Caller) -> None:
    caller.emulator.faults.script(Broken.TRUNCATED)
    with pytest.raises(aiohttp.ClientPayloadError):
        await caller.ask("users.getCurrentUser")


async def test_a_reset_connection_gives_no_answer(caller: Caller) -> None:
    caller.emulator.faults.script(Broken.RESET)
    with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
        await caller.ask("users.getCurrentUser")
    assert await caller.code() == 0


@pytest.mark.parametrize("fault", [Broken.HANG, Broken.DRIP])
async def test_an_answer_that_never_ends_outlasts_the_client(caller: Caller, fault: Fault) -> None:
    caller.emulator.faults.script(fault)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(caller.ask("users.getCurrentUser"), 0.15)
    assert await caller.code() == 0


async def test_an_oversized_answer_is_right_but_for_its_size(caller: Caller) -> None:
    caller.emulator.faults.script(Broken.OVERSIZED)
    async with caller.http.post(f"{caller.emulator.url}/fb.do", data=caller.signed("users.getCurrentUser")) as got:
        body = await got.read()
    assert len(body) > OVERSIZE
    assert json.loads(body) == {"uid": caller.emulator.world.me.uid}
