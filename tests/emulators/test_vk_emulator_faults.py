"""Faults of the VK emulator over a real socket."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from emulators.vk import (
    CAPTCHA,
    EMPTY_BODY,
    HTML_BODY,
    IMAGE_CAPTCHA,
    NEITHER,
    NOT_JSON,
    RESET,
    TRUNCATED,
    Fault,
    Faults,
    VkEmulator,
    VkGroup,
    VkWorld,
    api_error,
    drip,
    hang,
    http_status,
    oversize,
)

pytestmark = pytest.mark.story

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
TOKEN = "vk-demo-token"


@pytest.fixture
async def vk() -> AsyncIterator[VkEmulator]:
    world = VkWorld()
    for number in (7, 8):
        world.add_group(VkGroup(number, "Клуб")).post(NOON)
    async with VkEmulator(world, clock=lambda: NOON) as emulator:
        yield emulator


async def send(
    vk: VkEmulator, method: str = "wall.get", patience: float = 2.0, /, **values: str
) -> tuple[int, str]:
    form = {"access_token": TOKEN, "v": "5.199", "owner_id": "-7"} | values
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(patience)) as session,
        session.post(f"{vk.url}/method/{method}", data=form) as answer,
    ):
        return answer.status, await answer.text()


async def ask(vk: VkEmulator, method: str = "wall.get", **values: str) -> Any:
    return json.loads((await send(vk, method, 2.0, **values))[1])


async def code(vk: VkEmulator, method: str = "wall.get", **values: str) -> int | None:
    found: int | None = (await ask(vk, method, **values)).get("error", {}).get("error_code")
    return found


@pytest.mark.parametrize("number", [1, 5, 6, 9, 10, 13, 14, 17, 18, 19, 27, 28, 29, 36, 203, 212])
async def test_any_api_error_can_be_scripted_once(vk: VkEmulator, number: int) -> None:
    vk.faults.script(number)
    first = await ask(vk)
    assert (first["error"]["error_code"], bool(first["error"]["error_msg"])) == (number, True)
    assert await code(vk) is None
    assert (vk.faults.pending, vk.wall_get_today(TOKEN)) == (0, 1)


async def test_error_10_comes_without_request_params_and_others_with_them(vk: VkEmulator) -> None:
    vk.faults.script(10)
    vk.faults.script(1)
    assert "request_params" not in (await ask(vk))["error"]
    echoed = (await ask(vk))["error"]["request_params"]
    assert {"key": "access_token", "value": TOKEN} in echoed


@pytest.mark.parametrize(
    ("fault", "keys"),
    [
        (CAPTCHA, {"redirect_uri", "remixstlid"}),
        (IMAGE_CAPTCHA, {"captcha_sid", "captcha_img"}),
        (api_error(17), {"redirect_uri"}),
        (api_error(5, "User authorization failed", ban_info="{}"), {"ban_info"}),
    ],
)
async def test_errors_a_person_must_solve_have_their_own_keys(vk: VkEmulator, fault: Fault, keys: set[str]) -> None:
    vk.faults.script(fault)
    assert set((await ask(vk))["error"]) - {"error_code", "error_msg", "request_params"} == keys


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_an_http_error_is_a_page_of_html(vk: VkEmulator, status: int) -> None:
    vk.faults.script(http_status(status))
    answered, text = await send(vk)
    assert (answered, text[:6]) == (status, "<html>")
    assert vk.wall_get_today(TOKEN) == 0


@pytest.mark.parametrize("fault", [EMPTY_BODY, NOT_JSON, HTML_BODY, TRUNCATED])
async def test_a_body_can_be_no_json_at_all(vk: VkEmulator, fault: Fault) -> None:
    vk.faults.script(fault)
    status, text = await send(vk)
    assert status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


async def test_a_body_can_have_neither_response_nor_error(vk: VkEmulator) -> None:
    vk.faults.script(NEITHER)
    assert {"response", "error"} & set(await ask(vk)) == set()


async def test_a_body_can_be_larger_than_a_client_should_read(vk: VkEmulator) -> None:
    vk.faults.script(oversize(200_000))
    status, text = await send(vk)
    assert (status, len(text) > 200_000, list(json.loads(text))) == (200, True, ["response"])


async def test_a_connection_can_be_reset(vk: VkEmulator) -> None:
    vk.faults.script(RESET)
    host, port = vk.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET /method/wall.get HTTP/1.1\r\nHost: vk\r\n\r\n")
    with pytest.raises(ConnectionResetError):
        await reader.read()
    writer.close()
    assert await code(vk) is None


async def test_a_hang_outlasts_the_clients_patience_and_then_closes(vk: VkEmulator) -> None:
    vk.faults.script(hang(0.15))
    with pytest.raises(TimeoutError):
        await send(vk, "wall.get", 0.05)
    vk.faults.script(hang(0.05))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await send(vk)
    assert vk.count("wall.get") == 2


async def test_a_stopping_emulator_does_not_wait_for_a_hang() -> None:
    emulator = VkEmulator(VkWorld())
    await emulator.start()
    emulator.faults.script(hang(60))
    with pytest.raises(TimeoutError):
        await send(emulator, "wall.get", 0.05)
    began = time.monotonic()
    await emulator.stop()
    assert time.monotonic() - began < 5


async def test_a_drip_gives_byte_by_byte_the_proper_answer(vk: VkEmulator) -> None:
    vk.faults.script(drip(0.0001), method="execute")
    began = time.monotonic()
    answer = await ask(vk, "execute", code="return 1234567890;")
    assert (answer, time.monotonic() - began > 0.002) == ({"response": 1234567890}, True)


async def test_a_client_may_leave_a_drip_before_its_end(vk: VkEmulator) -> None:
    vk.faults.script(drip(0.02))
    with pytest.raises(TimeoutError):
        await send(vk, "wall.get", 0.05)
    assert await code(vk) is None


async def test_a_fault_strikes_the_method_and_the_parameters_it_names(vk: VkEmulator) -> None:
    vk.faults.script(9, method="wall.get", having={"owner_id": "-8"}, times=2)
    answers = [
        await code(vk, "groups.getById", group_ids="7"),
        await code(vk),
        await code(vk, owner_id="-8"),
        await code(vk, owner_id="-8"),
        await code(vk, owner_id="-8"),
    ]
    assert answers == [None, None, 9, 9, None]


async def test_a_lasting_fault_lasts_until_it_is_cleared(vk: VkEmulator) -> None:
    vk.faults.script(29, method="wall.get", times=None)
    assert [await code(vk) for _ in range(5)] == [29] * 5
    vk.faults.clear()
    assert await code(vk) is None


async def test_a_scripted_api_error_strikes_the_call_inside_execute(vk: VkEmulator) -> None:
    script = 'return [API.wall.get({"owner_id":-7}),API.wall.get({"owner_id":-8}),API.wall.get({"owner_id":-7})];'
    vk.faults.script(10, method="wall.get", having={"owner_id": "-8"})
    vk.faults.script(http_status(502), method="wall.get")
    answer = await ask(vk, "execute", code=script)
    assert [each is False for each in answer["response"]] == [False, True, False]
    assert [each["error_code"] for each in answer["execute_errors"]] == [10, 10]
    assert (vk.faults.pending, vk.wall_get_today(TOKEN)) == (1, 2)


async def test_a_fault_without_a_method_strikes_the_whole_script(vk: VkEmulator) -> None:
    vk.faults.script(36)
    assert await code(vk, "execute", code="return [API.wall.get({})];") == 36


def test_chance_is_the_same_for_the_same_seed_and_near_its_probability() -> None:
    def draw(seed: int) -> list[Fault | None]:
        faults = Faults()
        faults.rate(0.3, [6, RESET, NOT_JSON], seed)
        return [faults.for_request("wall.get", {}) for _ in range(1000)]

    struck = [each for each in draw(1) if each is not None]
    assert 200 < len(struck) < 400
    assert set(struck) == {api_error(6), RESET, NOT_JSON}
    assert draw(1) == draw(1) != draw(2)


def test_what_is_scripted_comes_before_chance_and_a_rate_of_nothing_ends_it() -> None:
    faults = Faults()
    faults.rate(1.0, [6])
    faults.script(RESET)
    assert faults.for_request("wall.get", {}) == RESET
    assert faults.for_request("wall.get", {}) == api_error(6)
    faults.rate(0.0, [])
    assert faults.for_request("wall.get", {}) is None
