"""Contents of publications as stored: joined to posts, changed with them, gone after their time, nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_registry import DAY, HOUR, NOON, a_page, post, reading, save
from sqlite_utils import Database

from domain.content import Content, Format
from domain.post import Post
from storage import post_content, posts, readings, sql
from storage.store import transaction

pytestmark = pytest.mark.story

AFISHA = Content(
    "Афиша: zarya.example.ru", "Приходите", ("zarya.example.ru",), (Format.TEXT, Format.PHOTO, Format.POLL)
)
LONG_AGO = NOON - 365 * DAY


def with_content(content: Content | None, name: str = "1", age: timedelta = DAY) -> Post:
    return replace(post(name, NOON - age), content=content)


def contents(db: Database, page_id: int) -> dict[str, Content | None]:
    return {each.id: each.content for each in posts.since(db, page_id, LONG_AGO)}


def test_a_content_and_counters_come_back_with_their_post(db: Database) -> None:
    page_id = a_page(db)
    one = replace(with_content(AFISHA), likes=5, reposts=2, views=140)
    save(db, reading(page_id, NOON, one, with_content(None, "2")))
    assert {each.id: each for each in posts.since(db, page_id, LONG_AGO)} == {
        "1": one,
        "2": with_content(None, "2"),
    }


def test_a_counter_that_did_not_come_does_not_wipe_the_known_one(db: Database) -> None:
    page_id = a_page(db)
    told = replace(post("1", NOON - DAY), likes=5, reposts=2, views=140)
    save(db, reading(page_id, NOON, told), reading(page_id, NOON + HOUR, post("1", NOON - DAY)))
    (stored,) = posts.since(db, page_id, LONG_AGO)
    assert (stored.likes, stored.reposts, stored.views) == (5, 2, 140)


def test_a_changed_text_replaces_the_old_one_and_the_same_is_left_alone(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, with_content(AFISHA)))
    save(db, reading(page_id, NOON + HOUR, with_content(AFISHA)))
    assert sql.value(db, "select read_at from post_content") == sql.stamp(NOON)
    changed = replace(AFISHA, text="Концерт перенесён", links=())
    save(db, reading(page_id, NOON + 2 * HOUR, with_content(changed)))
    assert contents(db, page_id) == {"1": changed}
    assert sql.value(db, "select read_at from post_content") == sql.stamp(NOON + 2 * HOUR)


def test_a_road_without_bodies_leaves_what_was_known(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, with_content(AFISHA)), reading(page_id, NOON + HOUR, with_content(None)))
    assert contents(db, page_id) == {"1": AFISHA}


def test_a_part_does_not_replace_the_whole_it_is_the_beginning_of(db: Database) -> None:
    page_id = a_page(db)
    part = Content("Афиша", formats=(Format.TEXT,), cut=True)
    save(db, reading(page_id, NOON, with_content(part)))
    assert contents(db, page_id) == {"1": part}
    save(db, reading(page_id, NOON + HOUR, with_content(AFISHA)))
    save(db, reading(page_id, NOON + 2 * HOUR, with_content(part)))
    assert contents(db, page_id) == {"1": AFISHA}
    rewritten = replace(part, text="Отменяется")
    save(db, reading(page_id, NOON + 3 * HOUR, with_content(rewritten)))
    assert contents(db, page_id) == {"1": rewritten}


def test_a_deleted_publication_keeps_its_content_until_its_time(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, with_content(AFISHA)), reading(page_id, NOON + HOUR))
    (stored,) = posts.since(db, page_id, LONG_AGO)
    assert (stored.deleted_seen_at, stored.content) == (NOON + HOUR, AFISHA)


def test_contents_go_by_the_time_of_publication_and_posts_stay(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, with_content(AFISHA, "old", 20 * DAY), with_content(AFISHA, "new")))
    with transaction(db):
        assert post_content.purge(db, NOON - 10 * DAY) == 1
        assert post_content.purge(db, NOON - 10 * DAY) == 0
    assert contents(db, page_id) == {"old": None, "new": AFISHA}


def test_what_is_too_old_to_be_kept_is_not_stored_again_by_a_pinned_post(db: Database) -> None:
    page_id = a_page(db)
    pinned = replace(with_content(AFISHA, "old", 20 * DAY), pinned=True)
    with transaction(db):
        readings.save(db, reading(page_id, NOON, pinned, with_content(AFISHA, "new")), NOON, 10 * DAY)
    assert contents(db, page_id) == {"old": None, "new": AFISHA}


def test_purged_words_are_not_left_in_the_file(db: Database, tmp_path: Path) -> None:
    page_id = a_page(db)
    told = replace(AFISHA, text="Приметное слово")
    save(db, reading(page_id, NOON, with_content(told, age=20 * DAY)))
    assert _holds(db, tmp_path, "Приметное слово")
    with transaction(db):
        post_content.purge(db, NOON)
    assert not _holds(db, tmp_path, "Приметное слово")


def _holds(db: Database, folder: Path, words: str) -> bool:
    """Whether the words stand in the bytes of the database; the journal is written back first."""
    db.execute("pragma wal_checkpoint(truncate)")
    return any(words.encode() in file.read_bytes() for file in folder.iterdir())


CONTENTS = st.builds(
    Content,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    st.sampled_from(["", "Приходите", "«Заря» \\ \" '"]),
    st.lists(st.sampled_from(["https://a.example.ru/?a=[1]", "заря.рф", '"'])).map(tuple),
    st.lists(st.sampled_from(Format), unique=True).map(tuple),
    st.booleans(),
)


@given(CONTENTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_content_survives_storage(db: Database, content: Content) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, with_content(content), network_id=page_id))
    assert contents(db, page_id) == {"1": content}
