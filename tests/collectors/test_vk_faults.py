"""Stories of a VK that fails: what is tried again, what calls a person, and that no fault becomes a fact."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiohttp import web
from vk_stage import NOW, QUICK, SHORT, Purse, library, stage, wish, wish_for, world_of

from collectors.errors import TryLater
from collectors.vk.lanes import REST, fingerprint
from collectors.vk.session import Limits, Session
from collectors.vk.wire import Broken, Call, Said, wall_call
from domain.page import Openness, Resolution
from domain.reading import Reading, TroubleKind
from emulators.server import LoopbackServer
from emulators.vk import (
    CAPTCHA,
    EMPTY_BODY,
    HTML_BODY,
    IMAGE_CAPTCHA,
    NEITHER,
    NOT_JSON,
    RESET,
    TRUNCATED,
    VALIDATION,
    Fault,
    Habits,
    TokenKind,
    api_error,
    drip,
    hang,
    http_status,
    oversize,
)

pytestmark = pytest.mark.story

PASSING = [
    *(api_error(code) for code in (1, 10, 36, 43)),
    http_status(502),
    http_status(302),
    http_status(404),
    EMPTY_BODY,
    HTML_BODY,
    NOT_JSON,
    NEITHER,
    TRUNCATED,
    RESET,
    oversize(),
]


def _named(fault: Fault) -> str:
    return f"{fault.kind}-{fault.code}"


@pytest.mark.parametrize("fault", PASSING, ids=_named)
async def test_a_passing_fault_is_tried_again(fault: Fault) -> None:
    group = library()
    async with stage(world_of(group)) as scene:
        scene.vk.faults.script(fault, times=3)
        reading = await scene.collect_one(wish_for(group))
        assert scene.vk.count("groups.getById") == 4
    assert reading.trouble is None
    assert reading.posts is not None


@pytest.mark.parametrize("fault", PASSING, ids=_named)
async def test_after_four_tries_the_page_waits_and_nothing_is_said_about_it(fault: Fault) -> None:
    group = library()
    async with stage(world_of(group)) as scene:
        scene.vk.faults.script(fault, times=None)
        reading = await scene.collect_one(wish_for(group))
        assert len(scene.vk.arrivals) == 4
    assert reading.trouble is not None
    assert reading.trouble.kind is TroubleKind.TRY_LATER
    assert (reading.resolution, reading.openness) == (Resolution.PENDING, Openness.UNKNOWN)


@pytest.mark.parametrize("fault", [hang(30), drip(0.1)], ids=_named)
async def test_a_server_that_hangs_or_drips_costs_no_more_than_the_deadlines(fault: Fault) -> None:
    group = library()
    async with stage(world_of(group), limits=SHORT, patience=replace(QUICK, tries=2)) as scene:
        scene.vk.faults.script(fault, times=None)
        began = time.monotonic()
        reading = await scene.collect_one(wish_for(group))
        assert time.monotonic() - began < 2 * 0.8 + 0.5
        scene.vk.faults.clear()
        assert (await scene.collect_one(wish_for(group))).posts is not None
        assert scene.collector._client.crew.lost == 0
    assert reading.trouble is not None
    assert (reading.trouble.kind, reading.trouble.reason) == (
        TroubleKind.TRY_LATER,
        "ВКонтакте не отвечает вовремя",
    )


async def test_too_many_requests_slows_down_and_goes_on() -> None:
    groups = [library(number) for number in range(1, 4)]
    async with stage(world_of(*groups)) as scene:
        scene.vk.faults.script(6, times=5)
        readings = await scene.collect(*(wish_for(group) for group in groups))
        assert all(reading.posts for reading in readings.values())
        first, second = (arrival.monotonic for arrival in scene.vk.arrivals[:2])
        assert second - first >= 0.03


async def test_endless_too_many_requests_end_after_six_tries() -> None:
    async with stage(world_of(library())) as scene:
        scene.vk.faults.script(6, times=None)
        reading = await scene.collect_one(wish_for(library()))
        assert len(scene.vk.arrivals) == 6
    assert reading.trouble is not None
    assert (reading.trouble.kind, reading.trouble.code) == (TroubleKind.TRY_LATER, 6)


async def test_a_throttled_batch_is_not_taken_apart_into_more_requests() -> None:
    groups = [library(number) for number in range(1, 9)]
    async with stage(world_of(*groups)) as scene:
        await scene.collect(*(wish_for(group) for group in groups))
        before = len(scene.vk.arrivals)
        scene.vk.faults.script(6, method="execute", times=None)
        readings = await scene.collect(*(wish_for(group) for group in groups))
        assert len(scene.vk.arrivals) - before < 14
    kinds = Counter(reading.trouble and reading.trouble.kind for reading in readings.values())
    assert kinds == {TroubleKind.TRY_LATER: 8}


async def test_flood_control_is_left_alone_for_minutes() -> None:
    async with stage(world_of(library())) as scene:
        scene.vk.faults.script(9, times=None)
        reading = await scene.collect_one(wish_for(library()))
        assert len(scene.vk.arrivals) == 1
    assert reading.trouble is not None
    assert reading.trouble.until is not None
    assert (reading.trouble.until - NOW).total_seconds() == 300


DEADLY = [api_error(code) for code in (5, 27, 28, 1114, 1116, 1117, 3300, 3301)]


@pytest.mark.parametrize("fault", [*DEADLY, CAPTCHA, IMAGE_CAPTCHA, VALIDATION], ids=_named)
async def test_a_dead_token_is_used_no_more_until_it_has_rested(fault: Fault) -> None:
    now = 1_000.0
    group = library()
    async with stage(world_of(group), monotonic=lambda: now) as scene:
        scene.vk.faults.script(fault)
        reading = await scene.collect_one(wish_for(group))
        again = await scene.collect_one(wish_for(group))
        assert len(scene.vk.arrivals) == 1
        now += REST
        assert (await scene.collect_one(wish_for(group))).posts is not None
    for each in (reading, again):
        assert each.trouble is not None
        assert (each.trouble.kind, each.trouble.code) == (TroubleKind.ACCESS_LOST, fault.code)


async def test_when_one_token_dies_the_other_carries_on() -> None:
    groups = [library(number) for number in range(1, 31)]
    tokens = {"first-token": "service", "second-token": "service"}
    async with stage(world_of(*groups), tokens=list(tokens), habits=Habits()) as scene:
        scene.vk.tokens = {"second-token": "service"}
        for _ in range(2):
            readings = await scene.collect(*(wish_for(group) for group in groups))
            assert all(reading.posts and reading.trouble is None for reading in readings.values())
        assert Counter(each.token for each in scene.vk.arrivals)["first-token"] == 1


async def test_a_token_that_dies_in_the_middle_of_a_batch_hands_its_pages_to_the_other() -> None:
    groups = [library(number) for number in range(1, 9)]
    tokens: dict[str, TokenKind] = {"first-token": "service", "second-token": "service"}
    async with stage(world_of(*groups), tokens=list(tokens)) as scene:
        scene.vk.tokens = tokens
        for _ in range(2):
            await scene.collect(*(wish_for(group) for group in groups))
        scene.vk.faults.script(CAPTCHA, method="execute")
        readings = await scene.collect(*(wish_for(group) for group in groups))
    assert all(reading.posts and reading.trouble is None for reading in readings.values())


async def test_a_community_key_cannot_read_walls_and_a_person_is_called() -> None:
    async with stage(world_of(library())) as scene:
        scene.vk.tokens = {"vk-demo-token": "community"}
        reading = await scene.collect_one(wish_for(library()))
    assert reading.trouble is not None
    assert (reading.trouble.kind, reading.trouble.code) == (TroubleKind.ACCESS_LOST, 27)


async def test_a_refused_token_in_the_words_of_a_refused_page_is_no_fact_about_the_page() -> None:
    async with stage(world_of(library())) as scene:
        fault = api_error(15, "Access denied: no access to call this method")
        scene.vk.faults.script(fault, method="wall.get", times=None)
        reading = await scene.collect_one(wish_for(library()))
    assert reading.openness is Openness.OPEN
    assert reading.trouble is not None
    assert (reading.trouble.kind, reading.trouble.code) == (TroubleKind.ACCESS_LOST, 15)


@pytest.mark.parametrize("pages", [1, 4])
async def test_a_used_up_method_rests_for_half_an_hour_and_the_purse_is_told(pages: int) -> None:
    now = 1_000.0
    groups = [library(number) for number in range(1, pages + 1)]
    async with stage(world_of(*groups), monotonic=lambda: now, daily_wall_get=0) as scene:
        readings = await scene.collect(*(wish_for(group) for group in groups))
        for reading in readings.values():
            assert reading.profile is not None
            assert reading.trouble is not None
            assert (reading.trouble.kind, reading.trouble.code) == (TroubleKind.TRY_LATER, 29)
            assert reading.trouble.until is not None
            assert (reading.trouble.until - NOW).total_seconds() == REST
        assert scene.purse.exhausted == [(fingerprint("vk-demo-token"), "wall.get")]
        asked = scene.vk.count("wall.get")
        await scene.collect(*(wish_for(group) for group in groups))
        assert scene.vk.count("wall.get") == asked
        now += REST
        scene.vk.quota.limit = None
        readings = await scene.collect(*(wish_for(group) for group in groups))
        assert all(reading.posts for reading in readings.values())


@pytest.mark.parametrize("execute_allowed", [True, False])
@pytest.mark.parametrize("limit", [0, 7])
async def test_no_more_walls_are_asked_for_than_the_day_allows(limit: int, execute_allowed: bool) -> None:
    groups = [library(number) for number in range(1, 11)]
    async with stage(world_of(*groups), purse=Purse(limit), execute_allowed=execute_allowed) as scene:
        readings = await scene.collect(*(wish_for(group) for group in groups))
        assert scene.vk.count("wall.get") == limit
    without = [reading for reading in readings.values() if reading.posts is None]
    assert len(without) == 10 - limit
    for reading in without:
        assert reading.trouble is not None
        assert reading.trouble.kind is TroubleKind.TRY_LATER
        assert reading.trouble.until == datetime(2026, 11, 24, tzinfo=UTC)
        assert reading.profile is not None


async def test_each_token_has_its_own_daily_count() -> None:
    groups = [library(number) for number in range(1, 11)]
    tokens = {"first-token": "service", "second-token": "service"}
    async with stage(world_of(*groups), purse=Purse(5), tokens=list(tokens)) as scene:
        scene.vk.tokens = dict(tokens)
        readings = await scene.collect(*(wish_for(group) for group in groups))
        assert all(reading.posts for reading in readings.values())
        assert [scene.vk.wall_get_today(token) for token in tokens] == [5, 5]


async def test_thirty_faults_in_a_hundred_spoil_no_fact() -> None:
    groups = [library(number, posts=9) for number in range(1, 31)]
    groups[3].wall, groups[4].deactivated, groups[5].is_closed = 0, "deleted", 1
    truth = {4: Openness.WALL_OFF, 5: Openness.DELETED, 6: Openness.CLOSED}
    answered = 0
    async with stage(world_of(*groups)) as scene:
        scene.vk.faults.rate(0.3, [*PASSING, api_error(6)], seed=4)
        for execute_allowed in (True, False):
            scene.vk.execute_allowed = execute_allowed
            wishes = [wish(number, f"library_{number}") for number in range(1, 31)]
            for page_id, reading in (await scene.collect(*wishes)).items():
                answered += reading.answered
                assert reading.resolution in (Resolution.FOUND, Resolution.PENDING)
                if reading.openness is not Openness.UNKNOWN:
                    assert reading.openness is truth.get(page_id, Openness.OPEN)
                if reading.posts is not None and reading.posts.covered_since is None:
                    assert len(reading.posts.values) == 9
    assert answered > 50


@pytest.mark.parametrize("fault", [RESET, api_error(6)], ids=_named)
async def test_when_vk_is_down_the_cycle_does_not_wait_out_every_page(fault: Fault) -> None:
    groups = [library(number) for number in range(1, 41)]
    async with stage(world_of(*groups), execute_allowed=False) as scene:
        await scene.collect_one(wish_for(groups[0]))
        before = len(scene.vk.arrivals)
        scene.vk.faults.script(fault, method="wall.get", times=None)
        readings = await scene.collect(*(wish_for(group) for group in groups))
        assert len(scene.vk.arrivals) - before < 25
    kinds = Counter(reading.trouble.kind for reading in readings.values() if reading.trouble)
    assert kinds == {TroubleKind.TRY_LATER: 40}


async def test_the_token_stands_neither_in_logs_nor_in_troubles(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with stage(world_of(library())) as scene:
        for fault in (api_error(5, "invalid access_token=vk-demo-token (4)"), NOT_JSON):
            scene.vk.faults.script(fault)
        reading = await scene.collect_one(wish_for(library()))
    assert reading.trouble is not None
    assert "vk-demo-token" not in caplog.text + repr(reading)
    assert fingerprint("vk-demo-token") in caplog.text


async def test_a_redirect_is_not_followed_not_even_to_vk() -> None:
    paths: list[str] = []

    async def move(request: web.Request) -> web.Response:
        paths.append(request.path)
        return web.Response(status=302, headers={"Location": "https://api.vk.ru/method/elsewhere"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", move)
    async with LoopbackServer(app) as server:
        session = Session(server.url, Limits())
        told = await asyncio.to_thread(session.ask, Call("wall.get"), "vk-demo-token")
        session.close()
    assert isinstance(told, Broken)
    assert paths == ["/method/wall.get"]


async def test_a_wall_asked_for_again_is_counted_again() -> None:
    async with stage(world_of(library()), execute_allowed=False) as scene:
        scene.vk.faults.script(10, method="wall.get", times=2)
        await scene.collect_one(wish_for(library()))
        assert scene.purse.total == 3 == scene.vk.count("wall.get")


async def test_execute_refused_one_day_is_not_asked_for_again() -> None:
    groups = [library(number) for number in range(1, 5)]
    async with stage(world_of(*groups)) as scene:
        asked = []
        for _ in range(3):
            readings = await scene.collect(*(wish_for(group) for group in groups))
            assert all(reading.posts for reading in readings.values())
            asked.append(scene.vk.count("execute"))
            scene.vk.execute_allowed = False
    assert asked == [2, 3, 3]


async def test_two_tokens_share_the_work() -> None:
    groups = [library(number) for number in range(1, 11)]
    tokens: dict[str, TokenKind] = {"first-token": "service", "second-token": "service"}
    async with stage(world_of(*groups), tokens=list(tokens), execute_allowed=False) as scene:
        scene.vk.tokens = tokens
        await scene.collect(*(wish_for(group) for group in groups))
        used = Counter(each.token for each in scene.vk.arrivals if each.method == "wall.get")
    assert sorted(used.values()) == [5, 5]


async def test_a_resting_method_is_not_smuggled_into_a_batch_of_others() -> None:
    async with stage(world_of(library())) as scene:
        batcher, (lane,) = scene.collector._batcher, scene.collector._client.lanes.able("execute")
        lane.rest("wall.get")
        named = [Call("utils.resolveScreenName", {"screen_name": f"library_{each}"}) for each in (101, 102)]
        asked = [batcher.ask(call) for call in (*named, wall_call(-101, count=20))]
        found, missing, wall = await asyncio.gather(*asked, return_exceptions=True)
        assert scene.vk.count("wall.get") == 0
        assert scene.vk.count("execute") == 2
    assert (found, missing) == (Said({"type": "page", "object_id": 101}), Said([]))
    assert isinstance(wall, TryLater)


async def test_of_two_troubles_the_first_is_told() -> None:
    group = library()
    group.extra = {"contacts": "звоните"}
    async with stage(world_of(group)) as scene:
        scene.vk.faults.script(api_error(15), method="wall.get")
        reading = await scene.collect_one(wish_for(group))
    assert (reading.posts, reading.profile) == (None, None)
    assert reading.trouble is not None
    assert reading.trouble.kind is TroubleKind.UNINTELLIGIBLE


async def test_stopping_in_the_middle_of_a_hang_takes_no_time() -> None:
    groups = [library(number) for number in range(1, 9)]
    async with stage(world_of(*groups)) as scene:
        await scene.collect_one(wish_for(groups[0]))
        scene.vk.faults.script(hang(30), times=None)
        collecting = asyncio.create_task(scene.collect(*(wish_for(group) for group in groups)))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        collecting.cancel()
        await asyncio.wait([collecting])
        await scene.collector.close()
        assert time.monotonic() - began < 0.2
    assert collecting.cancelled()


async def test_what_the_receiver_raises_ends_the_collecting() -> None:
    async def deliver(reading: Reading) -> None:
        raise OSError(f"no room for page {reading.page_id}")

    async with stage(world_of(library())) as scene:
        with pytest.raises(ExceptionGroup) as raised:
            await scene.collector.collect([wish_for(library())], deliver)
    assert raised.group_contains(OSError)
