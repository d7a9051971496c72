"""How far back pages are asked, in what order, and which stretch of a feed is known afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.network import Network
from domain.page import Page, parse_link
from domain.polling import (
    Candidate,
    due_pages,
    holds_minimum,
    order,
    stretch,
    sweep_cost,
    wish_for,
)
from domain.post import Post, PostKind
from domain.reading import Fetched, Route, Wish
from domain.view import Feed
from domain.week import Week

ZONE = ZoneInfo("Asia/Vladivostok")
THURSDAY = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)  # 13:00 local
CURRENT_WEEK = datetime(2026, 11, 15, 14, 0, tzinfo=UTC)  # Monday 00:00 local
LAST_WEEK = CURRENT_WEEK - timedelta(days=7)
LONG_AGO = LAST_WEEK - timedelta(days=30)
HOUR = timedelta(hours=1)
PAGE = Page(7, 3, parse_link(Network.VK, "vk.com/mockdale_school"), network_id=70)


def at(day: int) -> datetime:
    return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day)


def fetched(since: int | None, until: int, *, complete: bool = True) -> Fetched[Post]:
    return Fetched((), at(until), None if since is None else at(since), complete)


def feed(since: int | None, until: int, route: Route = Route.WALL) -> Feed:
    return read(None if since is None else at(since), at(until), route)


def read(since: datetime | None, until: datetime, route: Route = Route.WALL) -> Feed:
    return Feed(since, until, since is None, route)


@pytest.mark.parametrize(
    ("stored", "since", "until", "expected"),
    [
        pytest.param(None, 3, 5, feed(3, 5), id="the first reading is the stretch"),
        pytest.param(None, None, 5, feed(None, 5), id="a first reading to the beginning is whole"),
        pytest.param(feed(1, 5), 4, 8, feed(1, 8), id="an overlapping reading prolongs"),
        pytest.param(feed(1, 5), 5, 8, feed(1, 8), id="a touching reading prolongs"),
        pytest.param(feed(1, 5), 6, 8, feed(6, 8), id="a hole replaces"),
        pytest.param(feed(3, 5), 1, 8, feed(1, 8), id="a deeper reading reaches further back"),
        pytest.param(feed(None, 5), 4, 8, feed(None, 8), id="a whole stretch stays whole"),
        pytest.param(feed(None, 5), 6, 8, feed(6, 8), id="a whole stretch with a hole is whole no more"),
        pytest.param(feed(3, 5), None, 8, feed(None, 8), id="a reading to the beginning makes it whole"),
        pytest.param(feed(1, 9), 4, 6, feed(1, 6), id="a clock set back shortens the stretch"),
    ],
)
def test_a_reading_changes_the_known_stretch(
    stored: Feed | None, since: int | None, until: int, expected: Feed
) -> None:
    assert stretch(stored, fetched(since, until), Route.WALL) == expected


@pytest.mark.parametrize("since", [None, 8])
def test_a_reading_that_broke_off_at_once_leaves_the_stretch_alone(since: int | None) -> None:
    assert stretch(feed(1, 5), fetched(since, 8, complete=False), Route.WALL) == feed(1, 5)
    assert stretch(None, fetched(since, 8, complete=False), Route.WALL) is None


def test_a_reading_that_broke_off_midway_still_covers_what_it_reached() -> None:
    assert stretch(feed(1, 5), fetched(4, 8, complete=False), Route.WALL) == feed(1, 8)


def test_statistics_make_the_whole_stretch_doubtful() -> None:
    assert stretch(feed(1, 5, Route.TOPICS), fetched(4, 8), Route.STAT_TOPICS) == feed(1, 8, Route.STAT_TOPICS)


def test_a_stretch_from_statistics_does_not_become_sure_by_a_short_sure_reading() -> None:
    assert stretch(feed(1, 5, Route.STAT_TOPICS), fetched(4, 8), Route.TOPICS) == feed(4, 8, Route.TOPICS)


@st.composite
def readings(draw: st.DrawFn) -> tuple[int | None, int, bool, Route]:
    until = draw(st.integers(0, 40))
    since = draw(st.none() | st.integers(0, 45))
    route = draw(st.sampled_from([Route.STAT_TOPICS, Route.TOPICS]))
    return since, until, draw(st.booleans()), route


def is_covered(moment: int, reading: tuple[int | None, int, bool, Route], *, surely: bool) -> bool:
    since, until, complete, route = reading
    if surely and route is Route.STAT_TOPICS:
        return False
    reaches = complete if since is None else since <= moment
    return reaches and moment < until


@given(st.lists(readings(), min_size=1, max_size=8))
def test_the_stretch_never_claims_a_moment_no_reading_covered(
    done: Sequence[tuple[int | None, int, bool, Route]],
) -> None:
    known: Feed | None = None
    for since, until, complete, route in done:
        known = stretch(known, fetched(since, until, complete=complete), route)
    claimed = [day for day in range(-5, 45) if known and known.covers(at(day), at(day + 1))]
    surely = known is not None and known.route is not Route.STAT_TOPICS
    assert all(any(is_covered(day, reading, surely=surely) for reading in done) for day in claimed)


@given(st.lists(st.integers(1, 24) | st.integers(24, 500), min_size=1, max_size=20))
def test_readings_that_obey_their_wishes_leave_no_hole(gaps: Sequence[int]) -> None:
    known = stretch(None, Fetched((), LAST_WEEK, LONG_AGO), Route.WALL)
    now = LAST_WEEK
    for hours in gaps:
        now += hours * HOUR
        asked = wish(known, now=now, decided=True)
        known = stretch(known, Fetched((), now, asked.posts_since), Route.WALL)
        week = Week.last_complete(now, ZONE)
        assert known is not None
        assert known.covers(week.start, week.end)


def wish(known: Feed | None, *, now: datetime = THURSDAY, decided: bool = False) -> Wish:
    return wish_for(PAGE, known, now=now, zone=ZONE, comments_days=10, weekly_decided=decided)


@pytest.mark.parametrize(
    ("known", "decided", "since", "usual"),
    [
        pytest.param(None, False, LAST_WEEK, False, id="never read"),
        pytest.param(read(LAST_WEEK + HOUR, THURSDAY - HOUR), True, LAST_WEEK, False, id="a gap"),
        pytest.param(read(LONG_AGO, LAST_WEEK - HOUR), True, LAST_WEEK, False, id="long unread"),
        pytest.param(read(LONG_AGO, THURSDAY - HOUR), False, LAST_WEEK, True, id="week is open"),
        pytest.param(read(LONG_AGO, THURSDAY - HOUR), True, CURRENT_WEEK, True, id="decided"),
        pytest.param(read(None, THURSDAY - HOUR), True, CURRENT_WEEK, True, id="decided, whole"),
        pytest.param(read(LONG_AGO, THURSDAY - 14 * HOUR), True, LAST_WEEK, True, id="first of the day"),
        pytest.param(read(LONG_AGO, THURSDAY - HOUR, Route.STAT_TOPICS), True, LAST_WEEK, True, id="statistics"),
    ],
)
def test_a_page_is_asked_only_as_far_back_as_something_may_change(
    known: Feed | None, decided: bool, since: datetime, usual: bool
) -> None:
    asked = wish(known, decided=decided)
    assert (asked.posts_since, asked.usual) == (since, usual)


def test_a_wish_names_the_page_and_the_days_of_comments() -> None:
    asked = wish_for(
        PAGE, None, now=THURSDAY, zone=ZONE, comments_days=10, weekly_decided=False, known_posts={"5": 2}
    )
    assert (asked.page_id, asked.link, asked.network_id) == (7, PAGE.link, 70)
    assert asked.comments_since == THURSDAY - timedelta(days=10)
    assert asked.known_posts == {"5": 2}


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((PostKind.POST, PostKind.POST), True),
        ((PostKind.POST, PostKind.REPOST), False),
        ((PostKind.POST, PostKind.AD), False),
    ],
)
def test_only_undisputed_posts_decide_a_week(kinds: Sequence[PostKind], expected: bool) -> None:
    posts = [Post(str(number), LAST_WEEK + HOUR, kind) for number, kind in enumerate(kinds)]
    outside = Post("late", CURRENT_WEEK)
    assert holds_minimum([*posts, outside], Week.of(LAST_WEEK, ZONE), 2) is expected


def candidate(name: int, hours_ago: float | None, *, settled: bool = False, usual: bool = True) -> Candidate:
    asked = Wish(name, PAGE.link, 70, LAST_WEEK, LAST_WEEK, usual=usual)
    return Candidate(asked, None if hours_ago is None else THURSDAY - hours_ago * HOUR, settled)


def names(candidates: Sequence[Candidate]) -> list[int]:
    return [each.wish.page_id for each in candidates]


def test_pages_are_asked_by_urgency_and_then_by_how_long_they_are_unread() -> None:
    pages = [
        candidate(1, 2, settled=True),
        candidate(2, 1),
        candidate(3, 5),
        candidate(4, 12, settled=True),
        candidate(5, None),
        candidate(6, 30),
        candidate(7, 11, settled=True),
    ]
    assert names(order(pages, THURSDAY)) == [5, 6, 4, 3, 2, 7, 1]


def test_a_page_that_must_be_read_far_back_costs_more() -> None:
    assert sweep_cost([candidate(1, 1), candidate(2, None, usual=False)]) == 3


def due(pages: Sequence[Candidate], *, limit: int | None, spent: int = 0, now: datetime = THURSDAY) -> list[int]:
    return names(due_pages(pages, now=now, daily_limit=limit, spent_today=spent, collect_every=HOUR))


def test_a_small_registry_is_asked_whole_each_cycle() -> None:
    pages = [candidate(number, 1, settled=True) for number in range(60)]
    assert len(due(pages, limit=4500)) == 60


def test_a_network_without_a_daily_limit_is_asked_whole() -> None:
    pages = [candidate(number, 1, settled=True) for number in range(5000)]
    assert len(due(pages, limit=None)) == 5000


@pytest.mark.parametrize(
    ("limit", "spent", "expected"),
    [
        pytest.param(210, 0, 10, id="21 cycles of the UTC day are left"),
        pytest.param(210, 189, 1, id="what was spent is gone"),
        pytest.param(211, 0, 11, id="a rest is not kept back"),
        pytest.param(210, 210, 0, id="nothing left"),
        pytest.param(210, 999, 0, id="overspent by an older limit"),
    ],
)
def test_the_rest_of_the_quota_is_shared_among_the_rest_of_the_day(limit: int, spent: int, expected: int) -> None:
    pages = [candidate(number, 1) for number in range(40)]
    assert len(due(pages, limit=limit, spent=spent)) == expected


def test_what_cannot_change_a_verdict_is_skipped_first() -> None:
    pages = [candidate(1, 3, settled=True), candidate(2, 1), candidate(3, 13, settled=True)]
    assert due(pages, limit=42) == [3, 2]


def test_a_page_that_was_never_read_is_due_even_when_the_quota_is_gone() -> None:
    assert due([candidate(1, None), candidate(2, 1)], limit=100, spent=100) == [1]


def test_the_last_cycle_of_the_day_may_spend_all_that_is_left() -> None:
    pages = [candidate(number, 1) for number in range(40)]
    last = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert len(due(pages, limit=100, spent=70, now=last)) == 30


@pytest.mark.parametrize(("spent", "expected"), [(0, 40), (70, 30), (100, 0)])
def test_a_cycle_that_somebody_asked_for_may_have_all_that_is_left_of_the_day(spent: int, expected: int) -> None:
    pages = [candidate(number, 1, settled=True) for number in range(40)]
    found = due_pages(pages, now=THURSDAY, daily_limit=100, spent_today=spent, collect_every=None)
    assert len(found) == expected


def test_every_page_is_read_within_the_day_when_the_quota_allows_one_reading_each() -> None:
    pages = {number: candidate(number, 1, settled=number % 2 == 0) for number in range(48)}
    midnight = datetime(2026, 11, 20, tzinfo=UTC)
    read: set[int] = set()
    for hour in range(24):
        now = midnight + hour * HOUR
        for name in due(list(pages.values()), limit=96, spent=4 * hour, now=now):
            read.add(name)
            pages[name] = Candidate(pages[name].wish, now, pages[name].settled)
    assert read == set(pages)
