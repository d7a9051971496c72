"""Publications as stored: seen, changed, gone and back, with the stretch of the feed they prove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_registry import BUSY, DAY, HOUR, NOON, a_page, post, reading, save, state
from sqlite_utils import Database

from domain.network import Network
from domain.post import Post, PostKind
from domain.reading import Fetched, Reading, Route
from domain.view import Feed, ThemeCount
from storage import posts, sql

pytestmark = pytest.mark.story

LONG_AGO = NOON - 365 * DAY
WEEK = 7 * DAY


def stored(db: Database, page_id: int) -> dict[str, Post]:
    return {each.id: each for each in posts.since(db, page_id, LONG_AGO)}


def gone(db: Database, page_id: int) -> dict[str, datetime]:
    return {name: each.deleted_seen_at for name, each in stored(db, page_id).items() if each.deleted_seen_at}


def test_a_post_is_updated_and_keeps_when_it_was_first_seen(db: Database) -> None:
    page_id = a_page(db)
    first = post("1", NOON - DAY, comments=2)
    again = Post("1", NOON - DAY, PostKind.REPOST, edited_at=NOON, comments=3, pinned=True)
    save(db, reading(page_id, NOON, first), reading(page_id, NOON + HOUR, again))
    assert stored(db, page_id) == {"1": again}
    assert sql.value(db, "select first_seen_at from post") == sql.stamp(NOON)


def test_a_counter_that_did_not_come_does_not_wipe_the_known_one(db: Database) -> None:
    page_id = a_page(db)
    edited = replace(post("1", NOON - DAY, comments=2), edited_at=NOON - HOUR)
    save(db, reading(page_id, NOON, edited), reading(page_id, NOON + HOUR, post("1", NOON - DAY)))
    assert (stored(db, page_id)["1"].comments, stored(db, page_id)["1"].edited_at) == (2, NOON - HOUR)


def test_a_post_absent_from_the_covered_stretch_is_gone(db: Database) -> None:
    page_id = a_page(db)
    old, new, kept = post("old", NOON - WEEK), post("new", NOON - DAY), post("kept", NOON - 2 * DAY)
    save(db, reading(page_id, NOON, new, kept, old))
    save(db, reading(page_id, NOON + HOUR, kept, since=NOON - 2 * DAY))
    save(db, reading(page_id, NOON + 2 * HOUR, kept, since=NOON - 2 * DAY))
    assert gone(db, page_id) == {"new": NOON + HOUR}


def test_a_post_published_at_the_very_start_of_the_coverage_counts_as_looked_at(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, post("1", NOON - DAY)), reading(page_id, NOON + HOUR, since=NOON - DAY))
    assert gone(db, page_id) == {"1": NOON + HOUR}


def test_a_wall_that_was_emptied_loses_all_its_posts(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, post("1", NOON - 300 * DAY)), reading(page_id, NOON + HOUR))
    assert set(gone(db, page_id)) == {"1"}


def test_a_post_that_comes_back_is_not_gone_any_more(db: Database) -> None:
    page_id = a_page(db)
    one = post("1", NOON - DAY)
    save(db, reading(page_id, NOON, one), reading(page_id, NOON + HOUR), reading(page_id, NOON + 2 * HOUR, one))
    assert gone(db, page_id) == {}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(lambda page: Reading(page, Network.VK, NOON + HOUR, trouble=BUSY), id="no answer"),
        pytest.param(lambda page: replace(reading(page, NOON + HOUR), posts=None), id="a closed wall"),
        pytest.param(lambda page: reading(page, NOON + HOUR, complete=False), id="broke off at once"),
        pytest.param(lambda page: reading(page, NOON + HOUR, since=NOON), id="did not look that far"),
        pytest.param(lambda page: reading(page, NOON + HOUR, route=Route.STAT_TOPICS), id="late statistics"),
        pytest.param(lambda page: replace(reading(page, NOON + HOUR), route=None), id="an unnamed route"),
    ],
)
def test_absence_that_proves_nothing_deletes_nothing(db: Database, second: Callable[[int], Reading]) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, post("1", NOON - DAY)), second(page_id))
    assert gone(db, page_id) == {}


def test_a_post_published_after_the_reading_was_not_looked_for(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, post("1", NOON - HOUR)), reading(page_id, NOON - 2 * HOUR))
    assert gone(db, page_id) == {}


@pytest.mark.parametrize("kind", [PostKind.SUGGESTED, PostKind.POSTPONED])
def test_what_was_never_published_is_not_deleted(db: Database, kind: PostKind) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, post("1", NOON - DAY, kind)), reading(page_id, NOON + HOUR))
    assert gone(db, page_id) == {}


def test_a_post_the_network_itself_calls_deleted_keeps_the_first_time_it_said_so(db: Database) -> None:
    page_id = a_page(db)
    readings = [
        reading(page_id, at, replace(post("1", NOON - DAY), deleted_seen_at=at)) for at in (NOON, NOON + HOUR)
    ]
    save(db, *readings)
    assert gone(db, page_id) == {"1": NOON}


def test_a_published_post_that_was_hidden_later_keeps_its_kind(db: Database) -> None:
    page_id = a_page(db)
    hidden = post("1", NOON - DAY, PostKind.HIDDEN)
    save(db, reading(page_id, NOON, post("1", NOON - DAY)), reading(page_id, NOON + HOUR, hidden))
    assert stored(db, page_id)["1"].kind is PostKind.POST


def test_posts_of_another_page_are_left_alone(db: Database) -> None:
    first, second = a_page(db), a_page(db)
    save(db, reading(first, NOON, post("1", NOON - DAY)), reading(second, NOON + HOUR, network_id=71))
    assert gone(db, first) == {}


def test_the_newest_countable_post_before_the_window_comes_too(db: Database) -> None:
    page_id = a_page(db)
    many = [
        post("oldest", NOON - 90 * DAY),
        post("older", NOON - 60 * DAY, PostKind.REPOST),
        post("ad", NOON - 50 * DAY, PostKind.AD),
        post("new", NOON - DAY),
    ]
    save(db, reading(page_id, NOON, *many))
    assert [each.id for each in posts.since(db, page_id, NOON - WEEK)] == ["older", "ad", "new"]


def test_the_stretch_is_kept_with_the_page(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, since=NOON - WEEK), reading(page_id, NOON + HOUR, since=NOON - HOUR))
    assert posts.feed_of(state(db, page_id)) == Feed(NOON - WEEK, NOON + HOUR, whole=False, route=Route.WALL)
    save(db, reading(page_id, NOON + DAY))
    assert posts.feed_of(state(db, page_id)) == Feed(None, NOON + DAY, whole=True, route=Route.WALL)


def test_a_page_that_was_tried_in_vain_has_no_stretch(db: Database) -> None:
    page_id = a_page(db)
    save(db, Reading(page_id, Network.VK, NOON, trouble=BUSY))
    assert posts.feed_of(state(db, page_id)) is None


def test_counters_of_topics_are_kept_for_some_weeks(db: Database) -> None:
    page_id = a_page(db, Network.OK)
    for weeks, themes in ((0, 5), (1, 6), (9, 8)):
        bare = replace(reading(page_id, NOON + weeks * WEEK, route=Route.STAT_TOPICS), themes=themes)
        save(db, bare)
    assert posts.theme_counts(db, page_id, LONG_AGO) == (
        ThemeCount(NOON + WEEK, 6),
        ThemeCount(NOON + 9 * WEEK, 8),
    )


zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
first, last = datetime(1900, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001 -- hypothesis wants naive bounds
moments = st.datetimes(first, last, timezones=zones | st.just(UTC))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moments, min_size=2, max_size=6, unique=True))
def test_times_keep_their_order_through_storage(db: Database, times: list[datetime]) -> None:
    page_id = a_page(db)
    values = tuple(Post(str(number), published_at) for number, published_at in enumerate(times))
    fetched = Fetched(values, NOON, None)
    save(db, replace(reading(page_id, NOON, network_id=page_id), posts=fetched))
    kept = sql.rows(db, "select id, published_at from post where page_id = ? order by published_at", (page_id,))
    assert [sql.moment(each["published_at"]) for each in kept] == sorted(times)
    assert {each["id"]: sql.moment(each["published_at"]) for each in kept} == {
        each.id: each.published_at for each in values
    }
