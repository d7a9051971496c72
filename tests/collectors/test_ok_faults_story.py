"""When Odnoklassniki fails: no fact is invented, every wish gets its reading, silence is kept."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from ok_stage import DAY, GID, NOW, Stage, staged, wished

from domain.page import Openness, Resolution
from domain.reading import Reading, TroubleKind, Wish
from emulators.ok import Broken, OkRoutes

pytestmark = pytest.mark.story

PASSING = [
    *(Broken.HTTP_500, Broken.HTTP_502, Broken.EMPTY, Broken.NULL, Broken.HTML, Broken.NOT_JSON, Broken.CUT),
    *(Broken.TRUNCATED, Broken.RESET, 1, 2, 5000, 9999),
]
REFUSALS = [3, 10, 50, 200]
ROADS = [OkRoutes(), OkRoutes(stat_topics=False), OkRoutes(stat_topics=False, get_topics=False)]


def populated(stage: Stage) -> list[Wish]:
    """Six groups, two for each road; half of them linked by name."""
    for each in range(6):
        road = ROADS[each % 3]
        group = stage.group(
            GID + each,
            shortname=f"zarya{each}",
            description="ул. Школьная, 25",
            phone="",
            routes=OkRoutes(road.stat_topics, road.get_topics, road.stream),
        )
        for post in range(1, 40):
            topic = group.topic(NOW - post * DAY * (each + 1) / 4, is_repost=post % 5 == 0)
            for minutes in range(post % 3):
                topic.comment(topic.created + timedelta(minutes=minutes))
    return [wished(each, f"zarya{each}" if each % 2 else GID + each, comments_back=4 * DAY) for each in range(6)]


def check_facts(stage: Stage, reading: Reading) -> None:
    """Whatever is claimed is true; what is not claimed has a trouble."""
    assert reading.resolution in (Resolution.FOUND, Resolution.PENDING)
    assert reading.openness in (Openness.OPEN, Openness.UNKNOWN)
    assert reading.answered or reading.trouble is not None
    if reading.resolution is Resolution.PENDING:
        assert not reading.answered
        return
    assert reading.network_id == GID + reading.page_id
    check_posts(stage, reading)
    check_comments(stage, reading)


def check_posts(stage: Stage, reading: Reading) -> None:
    if reading.posts is None:
        assert not reading.answered
        return
    true = {each.id: each for each in stage.world.groups[str(reading.network_id)].topics}
    seen = {each.id: each for each in reading.posts.values}
    assert {each: true[each].created for each in seen} == {each: post.published_at for each, post in seen.items()}
    assert all((post.kind == "repost") == true[each].is_repost for each, post in seen.items())
    covered = reading.posts.covered_since
    assert {each for each, topic in true.items() if covered is None or topic.created >= covered} <= seen.keys()
    assert (
        not reading.posts.complete
        or {each for each, t in true.items() if t.created >= NOW - 14 * DAY} <= seen.keys()
    )


def check_comments(stage: Stage, reading: Reading) -> None:
    for read in reading.comments:
        topic = stage.world.find_topic(read.post_id)
        assert topic is not None
        assert read.fetched is not None
        told = {each.id for each in read.fetched.values}
        true = {each.id for each in topic.comments}
        assert told == true if read.fetched.complete else told <= true


@pytest.mark.parametrize("seed", range(12))
async def test_a_third_of_answers_broken_makes_no_wrong_fact(seed: int) -> None:
    async with staged() as stage:
        wishes = populated(stage)
        stage.emulator.faults.rate(0.3, PASSING, seed)
        readings = await stage.collect(*wishes)
    assert Counter(each.page_id for each in readings) == Counter(range(6))
    assert sum(each.posts is not None for each in readings) >= 3
    for reading in readings:
        check_facts(stage, reading)


@pytest.mark.parametrize("seed", range(6))
async def test_refusals_at_random_make_no_wrong_fact(seed: int) -> None:
    async with staged() as stage:
        wishes = populated(stage)
        stage.emulator.faults.rate(0.3, [*REFUSALS, Broken.HTTP_502], seed)
        readings = await stage.collect(*wishes)
    assert Counter(each.page_id for each in readings) == Counter(range(6))
    for reading in readings:
        check_facts(stage, reading)


@pytest.mark.parametrize("kind", [*PASSING, *REFUSALS, 7, 8, 9, 11, 100, 101, 102, 103, 104, 210, 453])
async def test_when_nothing_works_every_wish_still_gets_its_reading(kind: Broken | int) -> None:
    async with staged() as stage:
        wishes = populated(stage)
        stage.emulator.faults.rate(1.0, [kind])
        readings = await stage.collect(*wishes)
    assert Counter(each.page_id for each in readings) == Counter(range(6))
    assert not any(each.answered for each in readings)
    for reading in readings:
        check_facts(stage, reading)


@pytest.mark.parametrize("session", ["expired", "revoked"])
async def test_a_dead_token_is_noticed_once_a_cycle(session: str) -> None:
    async with staged() as stage:
        wishes = populated(stage)
        stage.emulator.gate.session = session  # type: ignore[assignment]  # each is one of its literals
        readings = await stage.collect(*wishes)
        assert len(stage.emulator.arrivals) == 1
        assert {each.trouble and each.trouble.kind for each in readings} == {TroubleKind.ACCESS_LOST}
        stage.emulator.gate.session = "alive"
        assert all(each.answered for each in await stage.collect(*wishes))


async def test_a_token_that_dies_on_the_way_keeps_what_was_read() -> None:
    async with staged() as stage:
        wishes = populated(stage)
        told: list[Reading] = []

        async def deliver(reading: Reading) -> None:
            told.append(reading)
            if len(told) == 2:
                stage.emulator.gate.session = "revoked"

        await stage.collector.collect(wishes, deliver)
    assert [each.answered for each in told] == [True, True, False, False, False, False]
    assert all(each.profile is not None for each in told)
    for reading in told:
        check_facts(stage, reading)


@pytest.mark.parametrize(("code", "least"), [(7, 0.4), (8, 0.4), (11, 0.9), (9, 5.9)])
async def test_throttling_stops_the_cycle_and_the_next_ones_till_it_may_go_on(code: int, least: float) -> None:
    async with staged() as stage:
        wishes = populated(stage)
        stage.emulator.faults.script(code, "discussions.getComments")
        readings = await stage.collect(*wishes)
        calls = len(stage.emulator.arrivals)
        assert stage.emulator.arrivals[-1].method == "discussions.getComments"
        await stage.collect(*wishes)
        assert len(stage.emulator.arrivals) == calls
        first, *rest = readings
        assert first.answered
        assert first.comments == ()
        for reading in rest:
            assert reading.trouble is not None
            assert reading.trouble.kind is TroubleKind.TRY_LATER
            assert reading.trouble.until is not None
            assert reading.trouble.until >= NOW + timedelta(hours=least)
            stage.now = reading.trouble.until
        assert all(each.answered for each in await stage.collect(*wishes))


async def test_readings_are_delivered_as_their_pages_are_done() -> None:
    async with staged() as stage:
        wishes = populated(stage)
        calls: list[tuple[int, int]] = []

        async def deliver(reading: Reading) -> None:
            calls.append((len(stage.emulator.arrivals), reading.page_id))

        await stage.collector.collect(wishes, deliver)
    assert [page for _, page in calls] == list(range(6))
    assert len({made for made, _ in calls}) == 6


async def test_no_wishes_are_no_calls() -> None:
    async with staged() as stage:
        assert await stage.collect() == []
        assert stage.emulator.arrivals == []
