"""What a reading changes about a page itself: its identity, its attempts, its openness and profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from small_registry import (
    BUSY,
    DAY,
    HOUR,
    NOON,
    a_page,
    add_organisation,
    add_page,
    archive_owner,
    archive_page,
    post,
    reading,
    save,
    state,
)
from sqlite_utils import Database

from domain.network import Network
from domain.page import Openness, Resolution
from domain.post import Post
from domain.profile import Match, Presence, Profile, Trait
from domain.reading import Reading, Trouble, TroubleKind
from storage import profiles, readings, sql
from storage.store import Store, transaction

pytestmark = pytest.mark.story

POST = post("1", NOON - DAY)


def resolution(db: Database, page_id: int) -> Resolution:
    return Resolution(sql.value(db, "select resolution from page where id = ?", (page_id,)))


def page(db: Database, page_id: int) -> sql.Row:
    found = sql.row(db, "select * from page where id = ?", (page_id,))
    assert found is not None
    return found


def post_count(db: Database, page_id: int) -> int:
    return int(sql.value(db, "select count(*) from post where page_id = ?", (page_id,)))


def test_a_found_page_gets_its_number_and_title_and_the_time_it_was_first_seen(db: Database) -> None:
    page_id = a_page(db)
    save(
        db, reading(page_id, NOON), replace(reading(page_id, NOON + HOUR), title="Новое имя", created_at=NOON - DAY)
    )
    found = page(db, page_id)
    assert (found["resolution"], found["network_id"], found["title"]) == ("found", 70, "Новое имя")
    assert (found["first_seen_at"], found["created_at"]) == (sql.stamp(NOON), sql.stamp(NOON - DAY))


@pytest.mark.parametrize("told", [Resolution.MISSING, Resolution.NOT_A_PAGE])
def test_of_a_link_that_leads_to_no_page_only_that_is_kept(db: Database, told: Resolution) -> None:
    page_id = a_page(db)
    save(db, replace(reading(page_id, NOON, POST), resolution=told))
    assert resolution(db, page_id) is told
    assert (page(db, page_id)["network_id"], page(db, page_id)["title"], post_count(db, page_id)) == (None, None, 0)
    assert state(db, page_id)["answered_at"] == sql.stamp(NOON)


def test_a_short_name_that_points_elsewhere_is_not_followed(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON), reading(page_id, NOON + HOUR, POST, network_id=71))
    assert resolution(db, page_id) is Resolution.MOVED
    assert (page(db, page_id)["network_id"], post_count(db, page_id)) == (70, 0)


def test_our_own_page_is_read_on_when_its_short_name_moved(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON), replace(reading(page_id, NOON + HOUR, POST), resolution=Resolution.MOVED))
    assert resolution(db, page_id) is Resolution.MOVED
    assert post_count(db, page_id) == 1


def test_a_moved_name_that_came_back_is_found_again(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON), reading(page_id, NOON + HOUR, network_id=71), reading(page_id, NOON + DAY))
    assert resolution(db, page_id) is Resolution.FOUND


def test_a_reading_without_an_answer_leaves_the_identity_alone(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON), Reading(page_id, Network.VK, NOON + HOUR, trouble=BUSY))
    assert resolution(db, page_id) is Resolution.FOUND
    assert page(db, page_id)["network_id"] == 70


def test_of_a_page_that_two_rows_have_nothing_is_stored_and_the_later_row_is_told(db: Database) -> None:
    first, second = a_page(db), a_page(db)
    save(db, reading(first, NOON), reading(second, NOON, POST))
    assert (resolution(db, first), resolution(db, second)) == (Resolution.SHARED, Resolution.DUPLICATE)
    assert post_count(db, second) == 0
    assert state(db, second)["openness"] == Openness.UNKNOWN


def test_it_is_the_later_row_that_is_told_whichever_was_read_first(db: Database) -> None:
    first, second = a_page(db), a_page(db)
    save(db, reading(second, NOON), reading(first, NOON))
    assert (resolution(db, first), resolution(db, second)) == (Resolution.SHARED, Resolution.DUPLICATE)


def test_while_two_rows_have_it_neither_is_stored_in_any_order(db: Database) -> None:
    first, second = a_page(db), a_page(db)
    save(db, reading(first, NOON), reading(second, NOON), reading(first, NOON + HOUR, POST))
    assert (resolution(db, first), post_count(db, first)) == (Resolution.SHARED, 0)


@pytest.mark.parametrize("archive", [archive_page, archive_owner])
def test_a_duplicate_heals_when_the_other_row_is_gone(
    db: Database, archive: Callable[[Database, int], None]
) -> None:
    first, second = a_page(db), a_page(db)
    save(db, reading(first, NOON), reading(second, NOON))
    archive(db, first)
    save(db, reading(second, NOON + HOUR, POST))
    assert (resolution(db, second), post_count(db, second)) == (Resolution.FOUND, 1)


def test_a_duplicate_whose_conflict_is_gone_heals_without_a_new_answer_about_its_link(db: Database) -> None:
    first, second = a_page(db), a_page(db)
    save(db, reading(first, NOON), reading(second, NOON))
    archive_page(db, first)
    save(db, Reading(second, Network.VK, NOON + HOUR, trouble=BUSY))
    assert resolution(db, second) is Resolution.FOUND


def test_a_link_by_number_is_not_followed_to_another_number(db: Database) -> None:
    page_id = add_page(db, add_organisation(db), "vk.com/club70")
    save(db, reading(page_id, NOON, POST, network_id=71))
    assert (resolution(db, page_id), page(db, page_id)["network_id"]) == (Resolution.MOVED, None)
    save(db, reading(page_id, NOON + HOUR, POST))
    assert (resolution(db, page_id), page(db, page_id)["network_id"]) == (Resolution.FOUND, 70)


def test_the_same_number_in_another_network_is_another_page(db: Database) -> None:
    first, second = a_page(db), a_page(db, Network.OK)
    save(db, reading(first, NOON), replace(reading(second, NOON), network=Network.OK))
    assert (resolution(db, first), resolution(db, second)) == (Resolution.FOUND, Resolution.FOUND)


def test_a_reading_of_a_page_archived_meanwhile_changes_nothing(db: Database) -> None:
    page_id = a_page(db)
    archive_page(db, page_id)
    save(db, reading(page_id, NOON, POST))
    assert resolution(db, page_id) is Resolution.PENDING
    assert sql.value(db, "select count(*) from page_state") == 0


def test_failing_counts_from_the_first_failure_until_an_answer(db: Database) -> None:
    page_id = a_page(db)
    failures = [Reading(page_id, Network.VK, NOON + hours * HOUR, trouble=BUSY) for hours in (1, 2)]
    save(db, reading(page_id, NOON), *failures)
    failing = state(db, page_id)
    assert (failing["failing_since"], failing["tried_at"]) == (sql.stamp(NOON + HOUR), sql.stamp(NOON + 2 * HOUR))
    assert (failing["answered_at"], failing["trouble_reason"]) == (sql.stamp(NOON), "сеть занята")
    save(db, reading(page_id, NOON + 3 * HOUR))
    answered = state(db, page_id)
    assert (answered["failing_since"], answered["trouble_kind"], answered["trouble_reason"]) == (None, None, None)
    assert answered["answered_at"] == sql.stamp(NOON + 3 * HOUR)


def test_what_came_before_the_trouble_is_kept(db: Database) -> None:
    page_id = a_page(db)
    save(db, replace(reading(page_id, NOON, POST), trouble=BUSY))
    assert post_count(db, page_id) == 1
    assert state(db, page_id)["answered_at"] is None


def test_a_network_that_is_switched_off_is_no_attempt(db: Database) -> None:
    page_id = a_page(db)
    off = Trouble(TroubleKind.NETWORK_OFF, "сеть выключена в настройках")
    save(db, Reading(page_id, Network.VK, NOON, trouble=off))
    assert sql.value(db, "select count(*) from page_state") == 0


def test_openness_is_dated_by_the_last_time_it_was_told(db: Database) -> None:
    page_id = a_page(db)
    save(
        db,
        replace(reading(page_id, NOON), openness=Openness.CLOSED),
        replace(reading(page_id, NOON + HOUR), openness=Openness.UNKNOWN),
    )
    assert profiles.openness_of(state(db, page_id), NOON) is Openness.CLOSED
    assert profiles.openness_of(state(db, page_id), NOON + timedelta(seconds=1)) is Openness.UNKNOWN


PROFILE = Profile(
    NOON,
    address=Trait(Presence.PRESENT, "в контактах", Match.DIFFERENT),
    phone=Trait(Presence.ABSENT),
    cover=Trait(Presence.UNKNOWN, why="поле не пришло"),
    names_owner=Match.EQUAL,
    about_length=240,
)


def test_a_profile_comes_back_as_it_was_read(db: Database) -> None:
    page_id = a_page(db)
    save(db, replace(reading(page_id, NOON), profile=PROFILE), reading(page_id, NOON + HOUR))
    assert profiles.profile_of(state(db, page_id), NOON) == PROFILE


def test_what_an_older_profile_lacks_is_unknown() -> None:
    assert profiles.from_text('{"names_owner": "equal"}', NOON) == Profile(NOON, names_owner=Match.EQUAL)


async def test_a_reading_that_cannot_be_stored_leaves_no_half_of_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "postovoy.sqlite")
    await store.open()
    page_id = await store.write(a_page)
    naive = Post("1", NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="naive"):
        await store.write(lambda db: readings.save(db, reading(page_id, NOON, naive), NOON))
    assert await store.read(lambda db: resolution(db, page_id)) is Resolution.PENDING
    assert await store.read(lambda db: sql.value(db, "select count(*) from page_state")) == 0
    await store.close()


def test_many_posts_are_stored_in_one_transaction(db: Database) -> None:
    page_id = a_page(db)
    many = [post(str(number), NOON - number * HOUR) for number in range(500)]
    with transaction(db):
        readings.save(db, reading(page_id, NOON, *many), NOON)
    assert post_count(db, page_id) == 500
