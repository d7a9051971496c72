"""Calling OK over a real socket: signing, patience, silence, and what may be said of it."""

from __future__ import annotations

import logging

import pytest
from aiohttp import web
from ok_stage import KEYS, QUICK, staged, wished

from collectors.errors import AccessLost, CollectingError, NoAccess, TryLater, Unintelligible
from collectors.ok import OkClient
from collectors.ok.client import Patience
from collectors.ok.errors import Gone, Throttled
from emulators.ok import Broken
from emulators.server import LoopbackServer, wall_clock

pytestmark = pytest.mark.story

PASSING = [each for each in Broken if each not in (Broken.HANG, Broken.DRIP, Broken.NULL)]


def as_is(answer: object) -> object:
    return answer


@pytest.mark.parametrize("kind", PASSING)
async def test_a_passing_fault_is_outlived(kind: Broken) -> None:
    async with staged() as stage:
        stage.emulator.faults.script(kind, times=2)
        assert await stage.client.ask("users.getCurrentUser", {}, as_is) == {"uid": stage.world.me.uid}
        assert stage.emulator.count("users.getCurrentUser") == 3


@pytest.mark.parametrize("kind", [Broken.HANG, Broken.DRIP])
async def test_a_server_that_never_finishes_is_left_by_the_deadline(kind: Broken) -> None:
    async with staged(deadline=0.1) as stage:
        stage.emulator.faults.script(kind)
        assert await stage.client.ask("users.getCurrentUser", {}, as_is) == {"uid": stage.world.me.uid}


@pytest.mark.parametrize("fault", [Broken.HTTP_500, Broken.CUT, 2, 9999])
async def test_four_tries_are_all(fault: Broken | int) -> None:
    async with staged() as stage:
        stage.emulator.faults.script(fault, times=9)
        with pytest.raises(TryLater) as caught:
            await stage.client.ask("users.getCurrentUser", {}, as_is)
        assert stage.emulator.count("users.getCurrentUser") == 4
        assert caught.value.until is not None


async def test_a_null_is_believed_the_second_time() -> None:
    async with staged() as stage:
        stage.emulator.faults.script(Broken.NULL)
        assert await stage.client.ask("users.getCurrentUser", {}, as_is) == {"uid": stage.world.me.uid}
        stage.emulator.faults.script(Broken.NULL, times=2)
        assert await stage.client.ask("users.getCurrentUser", {}, as_is) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [(10, NoAccess), (3, NoAccess), (100, Unintelligible), (103, AccessLost), (8, Throttled), (300, Gone)],
)
async def test_what_asking_again_cannot_mend_is_asked_once(code: int, fault: type[Exception]) -> None:
    async with staged() as stage:
        stage.emulator.faults.script(code, times=9)
        with pytest.raises(fault):
            await stage.client.ask("users.getCurrentUser", {}, as_is)
        assert stage.emulator.count("users.getCurrentUser") == 1


@pytest.mark.parametrize(
    ("given", "wanted"), [("session-secret", "session-secret"), ("stale-secret", None), ("", None)]
)
async def test_either_secret_will_do(given: str, wanted: str | None) -> None:
    async with staged(given_secret=given, wanted_secret=wanted) as stage:
        for _ in range(3):
            assert await stage.client.ask("users.getCurrentUser", {}, as_is) == {"uid": stage.world.me.uid}
        assert stage.emulator.count("users.getCurrentUser") == (4 if given == "stale-secret" else 3)


@pytest.mark.parametrize(("given", "calls"), [("wrong", 2), ("", 1)])
async def test_when_no_secret_will_do_access_is_lost(given: str, calls: int) -> None:
    async with staged(given_secret=given, wanted_secret="unknown-to-us") as stage:
        with pytest.raises(AccessLost) as caught:
            await stage.client.ask("users.getCurrentUser", {}, as_is)
        assert caught.value.code == 104
        assert stage.emulator.count("users.getCurrentUser") == calls


async def test_a_throttled_client_is_silent_till_it_may_speak() -> None:
    async with staged() as stage:
        stage.emulator.faults.script(8)
        with pytest.raises(Throttled) as first:
            await stage.client.ask("users.getCurrentUser", {}, as_is)
        stage.client.begin()
        with pytest.raises(Throttled) as second:
            await stage.client.ask("users.getCurrentUser", {}, as_is)
        assert first.value.until == second.value.until
        assert stage.emulator.count("users.getCurrentUser") == 1
        assert second.value.until is not None
        stage.now = second.value.until
        assert await stage.client.ask("users.getCurrentUser", {}, as_is) == {"uid": stage.world.me.uid}


async def test_a_server_that_is_down_is_not_asked_for_every_page() -> None:
    async with staged() as stage:
        stage.emulator.faults.rate(1.0, [Broken.HTTP_502])
        for _ in range(10):
            with pytest.raises(TryLater):
                await stage.client.ask("users.getCurrentUser", {}, as_is)
        assert len(stage.emulator.arrivals) == 3 * QUICK.tries


async def test_a_code_in_every_answer_is_as_good_as_down() -> None:
    async with staged() as stage:
        stage.emulator.faults.rate(1.0, [2])
        for _ in range(10):
            with pytest.raises(TryLater):
                await stage.client.ask("users.getCurrentUser", {}, as_is)
        assert len(stage.emulator.arrivals) == 3 * QUICK.tries


async def test_nothing_secret_reaches_the_log_or_an_exception(caplog: pytest.LogCaptureFixture) -> None:
    """Error 104 echoes everything that was signed (ok.md 6)."""
    caplog.set_level(logging.DEBUG)
    async with staged(wanted_secret="unknown-to-us") as stage:
        with pytest.raises(CollectingError) as caught:
            await stage.client.ask("group.getInfo", {"uids": "53000000000001"}, as_is)
        told = caplog.text + str(caught.value) + repr(caught.value.trouble)
    assert "104" in caplog.text
    assert not [secret for secret in KEYS.private if secret in told]


async def test_an_answer_of_another_shape_is_handed_on_without_its_words() -> None:
    async with staged() as stage:
        stage.group(description="Тайное слово", extra={"uid": ""})
        await stage.read(wished(network_id=53000000000001))
        (raw,) = stage.raw
    assert raw.method == "group.getInfo"
    assert raw.at == stage.now
    assert "description" in raw.body
    assert "Тайное" not in raw.body


async def test_empty_values_are_neither_signed_nor_sent() -> None:
    async with staged() as stage:
        await stage.client.ask("users.getCurrentUser", {"fields": "", "anchor": None, "count": 0}, as_is)
        assert dict(stage.emulator.arrivals[0].params) == {"__online": "false", "format": "json", "count": "0"}


async def test_a_redirect_is_not_followed_with_the_token() -> None:
    asked: list[str] = []

    async def redirect(request: web.Request) -> web.Response:
        asked.append(request.path)
        raise web.HTTPTemporaryRedirect("/elsewhere")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", redirect)
    async with LoopbackServer(app) as server:
        client = OkClient(
            KEYS, clock=wall_clock, api_url=server.url, rps=10_000, on_raw=print, patience=Patience(1, 0.001)
        )
        with pytest.raises(TryLater):
            await client.ask("users.getCurrentUser", {}, as_is)
        await client.close()
    assert asked == ["/fb.do"]


async def test_a_client_without_a_server_has_no_answer_and_no_other_fault() -> None:
    client = OkClient(
        KEYS, clock=wall_clock, api_url="http://127.0.0.1:9", rps=10_000, on_raw=print, patience=Patience(2, 0.001)
    )
    with pytest.raises(TryLater, match="нет связи"):
        await client.ask("users.getCurrentUser", {}, as_is)
    await client.close()
