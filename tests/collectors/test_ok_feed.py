"""How far back a feed was provably read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.ok.feed import MOST_PAGES, Bounds, Heap, fetched, reaches, read_on
from collectors.ok.parse_posts import Topic
from collectors.ok.routes import REMEMBERED_FOR, Routes
from collectors.ok.shapes import Listed
from domain.post import Post
from domain.reading import Route

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SINCE = NOW - 10 * DAY


def topic(age: float, *, pinned: bool = False) -> Topic:
    return Topic(Post(f"{age}{pinned}", NOW - age * DAY, pinned=pinned))


def aged(*ages: float) -> list[Topic]:
    return [topic(age) for age in ages]


@pytest.mark.parametrize(
    ("topics", "reached"),
    [
        (aged(1, 5, 11), True),
        (aged(1, 5, 9), False),
        (aged(), False),
        (aged(30), False),
        ([topic(300, pinned=True), *aged(1, 2)], False),
        ([topic(300, pinned=True), *aged(1, 12)], True),
        (aged(300, 1, 2), False),
        (aged(300, 1, 12), True),
        ([*aged(1, 2), topic(300, pinned=True)], False),
        (aged(1, 12, 3), False),
        (aged(1, 3, 2, 12, 13), False),
        (aged(1, 3, 2, 12, 13, 11, 14, 15), True),
        (aged(90, 89, 88, 87, 86, 85, 84, 83), False),
        (aged(1, 90, 89, 88, 87, 86, 85, 84), False),
    ],
)
def test_a_feed_reaches_back_by_an_unpinned_topic_in_its_order(topics: Sequence[Topic], reached: bool) -> None:
    assert reaches(topics, SINCE) is reached


def heap(*ages: float, ended: bool, came: bool = True) -> Heap[Topic]:
    return Heap(aged(*ages), ended, came, pages=1)


@pytest.mark.parametrize(
    ("read", "bounds", "covered", "complete"),
    [
        (heap(1, 5, ended=True), Bounds(SINCE, NOW), None, True),
        (heap(1, 5, ended=True), Bounds(SINCE, NOW, start=NOW - 90 * DAY), SINCE, True),
        (heap(1, 40, ended=True), Bounds(SINCE, NOW, start=NOW - 90 * DAY), NOW - 40 * DAY, True),
        (heap(1, 91, ended=True), Bounds(SINCE, NOW, start=NOW - 90 * DAY), NOW - 90 * DAY, True),
        (heap(ended=True), Bounds(SINCE, NOW, start=NOW - 90 * DAY), SINCE, True),
        (heap(ended=True), Bounds(SINCE, NOW, start=NOW - 90 * DAY, themes=0), NOW - 90 * DAY, True),
        (heap(1, 5, ended=True), Bounds(SINCE, NOW, start=NOW - 90 * DAY, themes=2), NOW - 90 * DAY, True),
        (heap(1, 12, ended=False), Bounds(SINCE, NOW), NOW - 12 * DAY, True),
        (heap(1, 5, ended=False), Bounds(SINCE, NOW), NOW - 5 * DAY, False),
        (heap(300, ended=False), Bounds(SINCE, NOW), NOW, False),
        (heap(ended=True), Bounds(SINCE, NOW), None, True),
        (heap(ended=True), Bounds(SINCE, NOW, themes=0), None, True),
        (heap(ended=True), Bounds(SINCE, NOW, themes=3), NOW, False),
        (heap(ended=True), Bounds(SINCE, NOW, expected=True), NOW, False),
        (heap(ended=True, came=False), Bounds(SINCE, NOW), NOW, False),
        (heap(ended=True, came=False), Bounds(SINCE, NOW, themes=0), None, True),
        (heap(1, 5, ended=True), Bounds(SINCE, NOW, themes=2), None, True),
        (heap(1, 5, ended=True), Bounds(SINCE, NOW, themes=7), NOW - 5 * DAY, False),
        (heap(1, 5, ended=True), Bounds(SINCE, NOW, start=NOW - 90 * DAY, themes=7), SINCE, True),
        (heap(1, 5, 3, ended=False), Bounds(SINCE, NOW), NOW, False),
    ],
)
def test_coverage_is_claimed_only_as_far_as_it_is_proved(
    read: Heap[Topic], bounds: Bounds, covered: datetime | None, complete: bool
) -> None:
    told = fetched(read, read.values, bounds)
    assert (told.covered_since, told.complete) == (covered, complete)
    assert told.read_at == NOW


def test_a_list_none_of_whose_topics_could_be_had_is_no_silence() -> None:
    told = fetched(heap(1, 5, ended=True), [], Bounds(SINCE, NOW, start=NOW - 90 * DAY))
    assert (told.covered_since, told.complete) == (NOW, False)


def test_a_topic_met_on_two_pages_is_one() -> None:
    read = heap(1, 2, 2, 12, ended=False)
    assert len(fetched(read, read.values, Bounds(SINCE, NOW)).values) == 3


@given(st.lists(st.floats(0, 100), max_size=30), st.integers(1, 8), st.booleans())
async def test_a_feed_in_order_loses_no_topic_it_claims_to_cover(
    ages: list[float], size: int, pinned: bool
) -> None:
    feed = aged(*sorted(set(ages)))
    shown = [feed[-1], *feed[:-1]] if feed and pinned else feed

    async def ask(anchor: str | None) -> Listed[Topic]:
        start = int(anchor or 0)
        return Listed(tuple(shown[start : start + size]), str(start + size))

    read = await read_on(ask, lambda topics: reaches(topics, SINCE))
    told = fetched(read, read.values, Bounds(SINCE, NOW))
    assert told.complete
    covered = {each for each in feed if told.covered_since is None or each.post.published_at >= told.covered_since}
    assert covered <= set(told.values)
    assert {each for each in feed if each.post.published_at >= SINCE} <= covered


async def test_a_feed_that_leads_in_circles_is_left_as_broken_off() -> None:
    async def ask(anchor: str | None) -> Listed[Topic]:
        return Listed((topic(1),), "b" if anchor == "a" else "a", has_more=True)

    read = await read_on(ask, lambda _: False)
    assert (read.ended, read.pages) == (False, 3)


async def test_a_feed_without_end_is_left_some_time() -> None:
    async def ask(anchor: str | None) -> Listed[Topic]:
        return Listed((topic(1),), f"{anchor}+")

    read = await read_on(ask, lambda _: False)
    assert (read.ended, read.pages) == (False, MOST_PAGES)


async def test_nothing_after_a_promise_of_more_is_no_end() -> None:
    async def ask(anchor: str | None) -> Listed[Topic]:
        return Listed((), came=False) if anchor else Listed((topic(1),), "a", has_more=True)

    assert not (await read_on(ask, lambda _: False)).ended


def test_a_refused_road_is_tried_again_after_a_day_and_others_stay_open() -> None:
    routes = Routes()
    routes.refuse(7, Route.STAT_TOPICS, NOW)
    assert routes.open_for(7, NOW) == [Route.TOPICS, Route.STREAM]
    assert routes.open_for(8, NOW) == [Route.STAT_TOPICS, Route.TOPICS, Route.STREAM]
    assert routes.open_for(7, NOW + REMEMBERED_FOR)[0] is Route.STAT_TOPICS


def test_a_method_that_does_not_exist_is_shut_for_everybody() -> None:
    routes = Routes()
    routes.refuse(None, Route.TOPICS, NOW)
    assert routes.open_for(7, NOW) == routes.open_for(8, NOW) == [Route.STAT_TOPICS, Route.STREAM]
