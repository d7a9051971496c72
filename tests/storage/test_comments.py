"""Comments as stored: seen, missed once, missed twice, tombstones, and what is to be read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from small_registry import DAY, HOUR, NOON, a_page, post, reading, save
from sqlite_utils import Database

from domain.comment import Comment
from domain.post import PostKind
from domain.reading import CommentsRead, Fetched, Reading
from storage import comments, sql

pytestmark = pytest.mark.story


def comment(name: str, *, deleted: bool = False) -> Comment:
    return Comment(name, "1", None if deleted else NOON - 2 * HOUR, deleted=deleted)


def read(
    page_id: int,
    hours: int,
    *values: Comment,
    counter: int | None = 2,
    complete: bool = True,
    since: datetime | None = None,
) -> Reading:
    at = NOON + hours * HOUR
    looked_at = CommentsRead("1", Fetched(values, at, since, complete), counter)
    return replace(reading(page_id, at, post("1", NOON - DAY, comments=counter)), comments=(looked_at,))


def gone(db: Database) -> dict[str, datetime]:
    found = sql.rows(db, "select id, deleted_seen_at from comment where deleted_seen_at is not null")
    return {each["id"]: sql.moment(each["deleted_seen_at"]) for each in found}


ONE, TWO = comment("one"), comment("two")


@pytest.fixture
def page_id(db: Database) -> int:
    return a_page(db)


def test_a_comment_missed_once_is_not_taken_for_deleted(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), read(page_id, 1, ONE))
    assert gone(db) == {}


def test_a_comment_missed_twice_is_deleted_since_the_second_time(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), *[read(page_id, hours, ONE) for hours in (1, 2, 3)])
    assert gone(db) == {"two": NOON + 2 * HOUR}


def test_two_misses_count_only_in_a_row(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), read(page_id, 1, ONE), read(page_id, 2, ONE, TWO), read(page_id, 3, ONE))
    assert gone(db) == {}


def test_the_same_reading_told_twice_is_one_miss(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), read(page_id, 1, ONE), read(page_id, 1, ONE))
    assert gone(db) == {}


def test_a_reading_that_broke_off_misses_nothing(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), *[read(page_id, hours, ONE, complete=False) for hours in (1, 2)])
    assert gone(db) == {}


def test_a_comment_older_than_what_was_read_is_not_missed(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), *[read(page_id, hours, ONE, since=NOON - HOUR) for hours in (1, 2)])
    assert gone(db) == {}


def test_a_tombstone_is_a_deletion_at_once_and_keeps_what_was_known(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE), *[read(page_id, hours, comment("one", deleted=True)) for hours in (1, 2)])
    assert gone(db) == {"one": NOON + HOUR}
    assert sql.value(db, "select published_at from comment") == sql.stamp(NOON - 2 * HOUR)


def test_a_restored_comment_is_there_again(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE), read(page_id, 1, comment("one", deleted=True)), read(page_id, 2, ONE))
    assert gone(db) == {}


def test_a_comment_keeps_when_it_was_first_seen_and_who_answered(db: Database, page_id: int) -> None:
    answered = replace(ONE, by_page=True, parent_id="0")
    save(db, read(page_id, 0, answered), read(page_id, 1, ONE))
    found = sql.row(db, "select first_seen_at, seen_at, by_page, parent_id from comment")
    assert found is not None
    assert tuple(found) == (sql.stamp(NOON), sql.stamp(NOON + HOUR), 1, "0")


def counters(db: Database, page_id: int) -> dict[str, int | None]:
    return comments.counters(db, page_id, NOON - 10 * DAY)


def test_a_post_is_known_by_the_counter_of_its_last_complete_reading(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), read(page_id, 1, ONE, TWO, counter=7, complete=False))
    assert counters(db, page_id) == {"1": 2}


def test_a_post_whose_comments_were_never_read_has_no_counter(db: Database, page_id: int) -> None:
    save(db, reading(page_id, NOON, post("1", NOON - DAY, comments=4), post("old", NOON - 11 * DAY)))
    assert counters(db, page_id) == {"1": None}


def test_a_missed_comment_keeps_the_older_counter_until_a_second_look(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), read(page_id, 1, ONE, counter=1))
    assert counters(db, page_id) == {"1": 2}
    save(db, read(page_id, 2, ONE, counter=1))
    assert counters(db, page_id) == {"1": 1}


def test_a_missed_comment_does_not_keep_a_closed_discussion_asked_for(db: Database, page_id: int) -> None:
    save(db, read(page_id, 0, ONE, TWO), read(page_id, 1, ONE, counter=1))
    closed = (CommentsRead("1", None, 1, closed=True),)
    save(db, replace(reading(page_id, NOON + 2 * HOUR, post("1", NOON - DAY, comments=1)), comments=closed))
    assert counters(db, page_id) == {"1": 1}


def test_without_a_counter_of_its_own_a_reading_goes_by_the_feed(db: Database, page_id: int) -> None:
    bare = read(page_id, 0, ONE, counter=None)
    save(db, reading(page_id, NOON - HOUR, post("1", NOON - DAY, comments=4)), bare)
    assert counters(db, page_id) == {"1": 4}


def test_closed_comments_are_a_fact_and_not_read_again(db: Database, page_id: int) -> None:
    one = post("1", NOON - DAY, comments=4)
    closed = replace(reading(page_id, NOON, one), comments=(CommentsRead("1", None, 4, closed=True),))
    save(db, closed)
    assert sql.value(db, "select comments_closed from post") == 1
    assert counters(db, page_id) == {"1": 4}
    save(db, read(page_id, 1, ONE))
    assert sql.value(db, "select comments_closed from post") == 0


def test_comments_that_could_not_be_read_change_nothing(db: Database, page_id: int) -> None:
    one = post("1", NOON - DAY, comments=4)
    save(db, replace(reading(page_id, NOON, one), comments=(CommentsRead("1", None, 4),)))
    assert counters(db, page_id) == {"1": None}


def test_a_deleted_or_unpublished_post_is_not_asked_for_comments(db: Database, page_id: int) -> None:
    save(db, reading(page_id, NOON, post("1", NOON - DAY), post("2", NOON - DAY, PostKind.SUGGESTED)))
    save(db, reading(page_id, NOON + HOUR))
    assert counters(db, page_id) == {}
