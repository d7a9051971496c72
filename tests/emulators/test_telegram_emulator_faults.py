"""Faults on order in the Telegram emulator: codes, floods, broken and hanging connections, downtime."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from telegram_bench import TOKEN, Bench, bench_with_person

from emulators.telegram import Fault, FaultKind, TelegramEmulator

pytestmark = pytest.mark.story


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with bench_with_person() as made:
        yield made


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (FaultKind.SERVER_ERROR, 500),
        (FaultKind.BAD_GATEWAY, 502),
        (FaultKind.UNAUTHORIZED, 401),
        (FaultKind.FORBIDDEN, 403),
        (FaultKind.NOT_FOUND, 404),
        (FaultKind.CONFLICT, 409),
        (FaultKind.BAD_REQUEST, 400),
    ],
)
async def test_a_scripted_fault_strikes_the_next_call_alone(bench: Bench, kind: FaultKind, status: int) -> None:
    bench.telegram.faults.script(kind, method="sendMessage", chat_id=1001)
    assert (await bench.call("getMe")).status == 200
    assert (await bench.send()).refusal[0] == status
    assert (await bench.send()).status == 200
    assert len(bench.telegram.sent) == 1


async def test_a_fault_for_one_chat_leaves_the_others_alone(bench: Bench) -> None:
    bench.telegram.faults.script(FaultKind.FORBIDDEN, chat_id=1002)
    assert (await bench.send()).status == 200
    assert (await bench.call("sendMessage", chat_id=1002, text="Слово")).refusal[0] == 403


async def test_a_flood_on_order_names_the_seconds(bench: Bench) -> None:
    bench.telegram.faults.script(Fault(FaultKind.FLOOD, retry_after=7), times=2)
    assert [(await bench.send()).body["parameters"] for _ in range(2)] == [{"retry_after": 7}] * 2
    assert (await bench.send()).status == 200


async def test_a_proxys_page_is_not_json(bench: Bench) -> None:
    bench.telegram.faults.script(FaultKind.HTML)
    async with bench.http.get(f"{bench.telegram.url}/bot{TOKEN}/getMe") as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")


@pytest.mark.parametrize(("kind", "stored"), [(FaultKind.RESET_BEFORE, []), (FaultKind.RESET_AFTER, ["Слово"])])
async def test_a_broken_connection_loses_the_call_or_only_its_answer(
    bench: Bench, kind: FaultKind, stored: list[str]
) -> None:
    bench.telegram.faults.script(kind, method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await bench.send()
    assert [sent.text for sent in bench.telegram.sent] == stored
    assert (await bench.send()).status == 200


async def test_a_hang_ends_in_a_closed_connection(bench: Bench) -> None:
    bench.telegram.faults.script(Fault(FaultKind.HANG, seconds=0.1))
    began = time.monotonic()
    with pytest.raises(aiohttp.ClientError):
        await bench.send()
    assert time.monotonic() - began >= 0.1


async def test_faults_at_a_rate_follow_the_seed(bench: Bench) -> None:
    async def statuses(seed: int) -> list[int]:
        bench.telegram.faults.rate(0.5, [FaultKind.SERVER_ERROR, FaultKind.FLOOD], seed)
        return [(await bench.send()).status for _ in range(20)]

    first = await statuses(7)
    assert set(first) == {200, 429, 500}
    assert await statuses(7) == first
    assert await statuses(8) != first
    bench.telegram.faults.clear()
    assert {(await bench.send()).status for _ in range(5)} == {200}


async def test_while_telegram_is_down_connections_are_closed_and_polls_cut(bench: Bench) -> None:
    await bench.call("deleteWebhook", drop_pending_updates=True)
    poll = asyncio.create_task(bench.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    bench.telegram.down(is_down=True)
    with pytest.raises(aiohttp.ClientError):
        await poll
    with pytest.raises(aiohttp.ClientError):
        await bench.send()
    assert (bench.telegram.calls[-1].method, bench.telegram.sent) == ("sendMessage", [])
    bench.telegram.down(is_down=False)
    assert (await bench.send()).status == 200


async def test_latency_delays_every_answer() -> None:
    telegram = TelegramEmulator(token=TOKEN, latency=0.1)
    async with telegram, aiohttp.ClientSession() as http:
        began = time.monotonic()
        async with http.get(f"{telegram.url}/bot{TOKEN}/getMe") as answer:
            assert (await answer.json())["result"]["username"] == "postovoy_demo_bot"
        assert time.monotonic() - began >= 0.1


async def test_stopping_does_not_wait_for_a_poll_or_a_hang() -> None:
    telegram = TelegramEmulator(token=TOKEN)
    await telegram.start()
    telegram.faults.script(FaultKind.HANG, method="sendMessage")
    async with aiohttp.ClientSession() as http:
        calls = [
            asyncio.ensure_future(http.get(f"{telegram.url}/bot{TOKEN}/{method}"))
            for method in ("getUpdates?timeout=20", "sendMessage")
        ]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await telegram.stop()
        assert time.monotonic() - began < 1
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(outcome, aiohttp.ClientError) for outcome in outcomes)
