"""The pace on the wire, and threads that hang: nobody waits for them."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from vk_stage import NOW, Purse, library, stage, wish_for, world_of

from collectors.pacing import Pacer
from collectors.vk import VkCollector
from collectors.vk.crew import GRACE, Crew
from collectors.vk.patience import Patience
from collectors.vk.session import SILENT, Limits
from collectors.vk.wire import Call, Said, Told
from domain.reading import Reading, TroubleKind

pytestmark = pytest.mark.story

CALL = Call("wall.get")


async def test_no_window_holds_more_requests_than_the_rate_allows() -> None:
    groups = [library(number) for number in range(1, 31)]
    async with stage(world_of(*groups), rps=25, execute_allowed=False, latency=0.03) as scene:
        await scene.collect(*(wish_for(group) for group in groups))
        arrivals = sorted(each.monotonic for each in scene.vk.arrivals)
    assert len(arrivals) == 32
    assert max(sum(start <= each < start + 0.95 for each in arrivals) for start in arrivals) <= 25


async def test_a_pushed_pacer_holds_back_those_already_waiting() -> None:
    pacer = Pacer(100)
    await pacer.turn()
    began = time.monotonic()
    waiting = asyncio.create_task(pacer.turn())
    await asyncio.sleep(0)
    pacer.push(0.1)
    await waiting
    assert time.monotonic() - began >= 0.1


async def test_starts_are_never_closer_than_the_rate_allows_and_keep_their_order() -> None:
    pacer, starts = Pacer(100), []

    async def start(number: int) -> None:
        await pacer.turn()
        starts.append((time.monotonic(), number))

    await asyncio.gather(*(start(number) for number in range(12)))
    assert [number for _, number in starts] == list(range(12))
    times = [at for at, _ in starts]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.01


class _Stubborn:
    """A session whose calls hang until they are let go, or answer at once."""

    def __init__(self, gate: threading.Event) -> None:
        self.gate = gate
        self.closed = False

    def ask(self, call: Call, token: str) -> Told:
        if call is not CALL:
            return Said(token)
        self.gate.wait(10)
        return Said("late")

    def close(self) -> None:
        self.closed = True


async def test_a_stuck_worker_is_counted_and_replaced() -> None:
    gate, sessions = threading.Event(), []

    def open_session() -> _Stubborn:
        sessions.append(_Stubborn(gate))
        return sessions[-1]

    crew = Crew(1, 0.05 - GRACE, open_session)
    assert await crew.ask(CALL, "x") is SILENT
    assert crew.lost == 1
    assert await crew.ask(Call("users.get"), "second") == Said("second")
    assert len(sessions) == 2
    gate.set()
    crew.close()
    await _until(lambda: all(each.closed for each in sessions))


async def test_closing_waits_for_no_stuck_worker() -> None:
    gate = threading.Event()
    crew = Crew(2, 30, lambda: _Stubborn(gate))
    asking = asyncio.create_task(crew.ask(CALL, "x"))
    await asyncio.sleep(0.02)
    assert all(each.daemon for each in threading.enumerate() if each.name == "vk-worker")
    began = time.monotonic()
    asking.cancel()
    crew.close()
    assert time.monotonic() - began < 0.05
    gate.set()


async def test_headers_that_drip_are_left_and_the_collector_closes_at_once() -> None:
    """Bytes of a header keep a read timeout from ever tripping; only leaving the thread helps."""
    done = asyncio.Event()

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not done.is_set():
            writer.write(b"a")
            await asyncio.sleep(0.02)
        writer.transport.abort()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    harvest: list[Reading] = []

    async def deliver(reading: Reading) -> None:
        harvest.append(reading)

    collector = VkCollector(
        ["vk-demo-token"],
        quota=Purse(),
        clock=lambda: NOW,
        on_raw=lambda _: None,
        api_url=f"http://127.0.0.1:{port}",
        limits=Limits(connect=0.2, read=0.2, total=0.2),
        patience=Patience(tries=1),
    )
    began = time.monotonic()
    await collector.collect([wish_for(library())], deliver)
    await collector.close()
    assert time.monotonic() - began < 0.2 + GRACE + 0.5
    assert [each.trouble and each.trouble.kind for each in harvest] == [TroubleKind.TRY_LATER]
    done.set()
    server.close()


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came to hold")
