"""The VK emulator over a real socket: tokens, versions, limits, execute, what it remembers."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from emulators.vk import Habits, TokenKind, VkEmulator, VkGroup, VkWorld

pytestmark = pytest.mark.story

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
TOKENS: dict[str, TokenKind] = {
    "service-token": "service",
    "user-token": "user",
    "community-token": "community",
}
SERVICE = "service-token"
FIVE_WALLS = [{"owner_id": -owner} for owner in (7, 8, 7, 99, 7)]


class Clock:
    """A clock a test moves by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def vk(clock: Clock) -> AsyncIterator[VkEmulator]:
    world = VkWorld()
    group = world.add_group(VkGroup(7, "Библиотека «Заря»", "zarya_library"))
    group.post(NOON - timedelta(days=1), "Встреча читателей")
    world.add_group(VkGroup(8, "Клуб", wall=0))
    async with VkEmulator(world, clock=clock, tokens=TOKENS) as emulator:
        yield emulator


async def ask(vk: VkEmulator, method: str, token: str = SERVICE, /, **values: str) -> Any:
    form = {"access_token": token, "v": "5.199"} | values
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{vk.url}/method/{method}", data=form) as answer,
    ):
        assert answer.status == 200
        return await answer.json()


async def read_wall(vk: VkEmulator, token: str = SERVICE) -> Any:
    return await ask(vk, "wall.get", token, owner_id="-7")


async def read_walls(vk: VkEmulator, token: str = SERVICE) -> Any:
    return await ask(vk, "execute", token, code=walls(FIVE_WALLS))


def walls(parameters: list[dict[str, int]]) -> str:
    return f"return [{','.join(f'API.wall.get({json.dumps(each)})' for each in parameters)}];"


def code_of(answer: Any) -> int:
    code: int = answer["error"]["error_code"]
    return code


async def test_a_get_request_and_a_bearer_header_work_too(vk: VkEmulator) -> None:
    url, headers = f"{vk.url}/method/wall.get?owner_id=-7&v=5.199", {"Authorization": "Bearer user-token"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        body = await answer.json()
    assert body["response"]["count"] == 1
    assert vk.arrivals[0].token == "user-token"


async def test_a_multipart_form_works_too(vk: VkEmulator) -> None:
    with aiohttp.MultipartWriter("form-data") as form:
        for name, value in {"access_token": "service-token", "v": "5.199", "owner_id": "-7"}.items():
            form.append(value).set_content_disposition("form-data", name=name)
    async with aiohttp.ClientSession() as session, session.post(f"{vk.url}/method/wall.get", data=form) as answer:
        body = await answer.json()
    assert body["response"]["count"] == 1


async def test_an_error_echoes_the_request_with_its_token(vk: VkEmulator) -> None:
    answer = await ask(vk, "wall.get", owner_id="-8")
    assert set(answer) == {"error"}
    error = answer["error"]
    assert (error["error_code"], error["error_msg"]) == (15, "Access denied: wall is disabled")
    assert {each["key"]: each["value"] for each in error["request_params"]} == {
        "method": "wall.get",
        "oauth": "1",
        "access_token": "service-token",
        "v": "5.199",
        "owner_id": "-8",
    }


@pytest.mark.parametrize(
    ("method", "token", "values", "expected"),
    [
        ("wall.get", "stolen-token", {}, 5),
        ("wall.get", "", {}, 5),
        ("wall.get", "community-token", {}, 27),
        ("wall.get", "service-token", {"v": ""}, 8),
        ("wall.get", "service-token", {"v": "5.92"}, 8),
        ("wall.erase", "service-token", {}, 3),
        ("execute", "service-token", {}, 100),
        ("execute", "service-token", {"code": "return"}, 12),
    ],
)
async def test_wrong_requests_are_refused_by_code(
    vk: VkEmulator, method: str, token: str, values: dict[str, str], expected: int
) -> None:
    assert code_of(await ask(vk, method, token, **values)) == expected


async def test_a_later_version_is_served(vk: VkEmulator) -> None:
    assert (await ask(vk, "wall.get", owner_id="-7", v="5.217"))["response"]["count"] == 1


async def test_a_community_token_may_still_ask_who_a_page_is(vk: VkEmulator) -> None:
    answer = await ask(vk, "groups.getById", "community-token", group_ids="7")
    assert answer["response"]["groups"][0]["name"] == "Библиотека «Заря»"


async def test_the_world_may_change_between_requests(vk: VkEmulator, clock: Clock) -> None:
    vk.world.groups[7].post(NOON + timedelta(days=1))
    before = await read_wall(vk)
    clock.now += timedelta(days=2)
    after = await read_wall(vk)
    assert (before["response"]["count"], after["response"]["count"]) == (1, 2)


async def test_execute_maps_failures_to_false_without_an_index(vk: VkEmulator) -> None:
    answer = await read_walls(vk)
    read = [each if each is False else each["count"] for each in answer["response"]]
    assert read == [1, False, 1, False, 1]
    told = [(each["method"], each["error_code"]) for each in answer["execute_errors"]]
    assert told == [("wall.get", 15), ("wall.get", 100), ("execute", 100)]
    assert {key for each in answer["execute_errors"] for key in each} == {"method", "error_code", "error_msg"}


async def test_execute_can_be_probed_and_refused(vk: VkEmulator) -> None:
    probe = {"code": "return 1;"}
    assert await ask(vk, "execute", **probe) == {"response": 1}
    vk.habits = Habits(execute_for_service=False)
    assert code_of(await ask(vk, "execute", **probe)) == 28
    assert await ask(vk, "execute", "user-token", **probe) == {"response": 1}
    vk.execute_allowed = False
    assert code_of(await ask(vk, "execute", "user-token", **probe)) == 28


async def test_a_script_whose_answer_is_too_big_fails_whole(vk: VkEmulator) -> None:
    whole = len(json.dumps(await read_walls(vk), ensure_ascii=False).encode())
    vk.response_limit_bytes = whole - 1
    answer = await read_walls(vk)
    assert (code_of(answer), answer["error"]["error_msg"].endswith("response size is too big")) == (13, True)
    assert (await ask(vk, "execute", code=walls(FIVE_WALLS[:2])))["response"][0]["count"] == 1


async def test_too_many_requests_in_a_second_are_error_6(vk: VkEmulator) -> None:
    vk.rate_limit.rps = 3
    codes = [each.get("error", {}).get("error_code") for each in [await read_wall(vk) for _ in range(4)]]
    assert codes == [None, None, None, 6]
    assert "response" in await read_wall(vk, "user-token")


async def test_the_daily_quota_counts_inner_calls_and_resets_with_the_utc_day(vk: VkEmulator, clock: Clock) -> None:
    vk.quota.limit = 7
    assert [await read_wall(vk), await read_walls(vk), await read_wall(vk)][-1]["response"]["count"] == 1
    assert vk.wall_get_today("service-token") == 7
    assert code_of(await read_wall(vk)) == 29
    late = await read_walls(vk)
    assert late["response"] == [False] * 5
    assert {each["error_code"] for each in late["execute_errors"]} == {29}
    assert vk.wall_get_today("user-token") == 0
    clock.now += timedelta(hours=12)
    assert ((await read_wall(vk))["response"]["count"], vk.wall_get_today("service-token")) == (1, 1)


async def test_arrivals_and_calls_are_remembered(vk: VkEmulator) -> None:
    began = time.monotonic()
    await read_walls(vk)
    await read_wall(vk, "user-token")
    assert [each[1:] for each in vk.arrivals] == [
        ("execute", "service-token", ["wall.get"] * 5),
        ("wall.get", "user-token", []),
    ]
    assert began <= vk.arrivals[0].monotonic <= vk.arrivals[1].monotonic <= time.monotonic()
    assert (vk.count("wall.get"), vk.count("execute"), vk.count("wall.getById")) == (6, 1, 0)
    assert [each["owner_id"] for each in vk.calls("wall.get")] == ["-7", "-8", "-7", "-99", "-7", "-7"]


async def test_an_answer_takes_the_latency_it_is_told(vk: VkEmulator) -> None:
    vk.latency = 0.05
    began = time.monotonic()
    await read_wall(vk)
    assert time.monotonic() - began >= 0.05
