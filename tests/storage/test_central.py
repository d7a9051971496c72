"""Materials in a real database: recognised once, kept in step with edits, never against a person's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from small_registry import DAY, HOUR, NOON, a_page, add_organisation, post, reading, save
from sqlite_utils import Database

from app.recognising import recognise_items
from domain.central import Placement, Resemblance
from domain.content import Content
from domain.finding import DueSource
from domain.organisation import Status
from domain.page import Resolution
from domain.post import Post, PostKind
from storage import central, placements, registry, sql
from storage.placements import NOTHING_SEEN
from storage.store import transaction

pytestmark = pytest.mark.story

FAIR = (
    "В субботу, 5 декабря, на Торговой площади Мокдола пройдёт ярмарка мёда.\n"
    "Пасечники из девяти сёл привезут липовый, гречишный и луговой мёд. Торговля с 9:00 до 15:00."
)
LATER = FAIR.replace("5 декабря", "12 декабря")
OWN = "У нас новый кружок лепки, приходите"


def item(db: Database, number: str = "1", *, at: datetime = NOON, addressed: tuple[int, ...] = ()) -> int:
    """A material received and noted at that moment; its id."""
    with transaction(db):
        return central.add(
            db,
            number=number,
            title="Ярмарка мёда",
            text=FAIR,
            links=(),
            received_at=at,
            due_at=at + DAY,
            due_source=DueSource.SETTING,
            addressed=addressed,
            now=at,
        )


def confirm(db: Database, item_id: int, page_id: int, post_id: str, at: datetime) -> None:
    with transaction(db):
        placements.confirm(db, item_id, page_id, post_id, NOON, at)


def refuse(db: Database, item_id: int, page_id: int, at: datetime) -> int:
    with transaction(db):
        return placements.refuse(db, item_id, page_id, at)


def told(name: str, published_at: datetime, text: str = FAIR, kind: PostKind = PostKind.POST) -> Post:
    return replace(post(name, published_at, kind), content=Content(text))


def read(db: Database, page_id: int, at: datetime, *posts: Post) -> None:
    """The page is read whole at that moment, and looked through."""
    save(db, reading(page_id, at, *posts))
    look(db, page_id, at)


def look(db: Database, page_id: int, at: datetime) -> None:
    """The organisation of the page is looked through."""
    owner = sql.value(db, "select organisation_id from page where id = ?", (page_id,))
    [organisation] = [each for each in registry.organisations(db) if each.id == owner]
    with transaction(db):
        recognise_items(db, organisation, at)


def placed(db: Database, page_id: int) -> dict[int, str]:
    """Posts by item, those still standing."""
    found = placements.of_page(db, page_id).items()
    return {item_id: each.post_id for item_id, each in found if not (each.lost_at or each.removed_at)}


def test_a_material_is_found_with_its_time(db: Database) -> None:
    page_id, item_id = a_page(db), item(db)
    read(db, page_id, NOON + HOUR, told("7", NOON + HOUR / 2), told("8", NOON, OWN))
    assert placements.of_page(db, page_id) == {
        item_id: Placement(item_id, page_id, "7", NOON + HOUR / 2, NOON + HOUR)
    }


def test_the_earliest_publication_is_its_place_also_when_it_is_read_last(db: Database) -> None:
    page_id, item_id = a_page(db), item(db)
    read(db, page_id, NOON + HOUR, told("8", NOON + HOUR / 2), replace(post("7", NOON), content=None))
    assert placed(db, page_id) == {item_id: "8"}
    read(db, page_id, NOON + 2 * HOUR, told("8", NOON + HOUR / 2), told("7", NOON))
    assert placed(db, page_id) == {item_id: "7"}


def test_a_day_before_its_receipt_counts_and_no_more(db: Database) -> None:
    page_id, item_id = a_page(db), item(db)
    read(db, page_id, NOON + HOUR, told("6", NOON - DAY - HOUR), told("7", NOON - DAY))
    assert placed(db, page_id) == {item_id: "7"}


@pytest.mark.parametrize("kind", [PostKind.VISITOR, PostKind.SUGGESTED, PostKind.HIDDEN])
def test_what_is_not_the_page_s_own_places_nothing(db: Database, kind: PostKind) -> None:
    page_id = a_page(db)
    item(db)
    read(db, page_id, NOON + HOUR, told("7", NOON, kind=kind))
    assert placed(db, page_id) == {}


def test_only_what_is_new_is_compared(db: Database) -> None:
    page_id, first = a_page(db), item(db)
    old = told("7", NOON)
    read(db, page_id, NOON + HOUR, old)
    seen = placements.look_of(db, page_id)
    assert (seen.read_at, seen.item_id) == (NOON + HOUR, first)
    assert placements.publications(db, page_id, NOON - DAY, seen.read_at) == []

    read(db, page_id, NOON + 2 * HOUR, old, told("8", NOON + HOUR, OWN))
    assert [each.post_id for each in placements.publications(db, page_id, NOON - DAY, seen.read_at)] == ["8"]
    assert placements.look_of(db, page_id).read_at == NOON + 2 * HOUR


def test_a_new_material_is_compared_with_what_was_read_before_it(db: Database) -> None:
    page_id, first = a_page(db), item(db)
    read(db, page_id, NOON + HOUR, told("7", NOON))
    second = item(db, "2", at=NOON + 2 * HOUR)
    look(db, page_id, NOON + 3 * HOUR)
    assert placed(db, page_id) == {first: "7", second: "7"}


def test_an_edit_loses_it_and_another_gives_it_back(db: Database) -> None:
    page_id, item_id = a_page(db), item(db)
    read(db, page_id, NOON + HOUR, told("7", NOON))
    read(db, page_id, NOON + 2 * HOUR, told("7", NOON, OWN))
    assert placements.of_page(db, page_id)[item_id].lost_at == NOON + 2 * HOUR
    read(db, page_id, NOON + 3 * HOUR, told("7", NOON, OWN))
    assert placements.of_page(db, page_id)[item_id].lost_at == NOON + 2 * HOUR
    read(db, page_id, NOON + 4 * HOUR, told("7", NOON, f"{FAIR}\n\n#мёд"))
    assert placed(db, page_id) == {item_id: "7"}


def test_a_deleted_post_gives_way_to_another_that_was_there_all_along(db: Database) -> None:
    page_id, item_id = a_page(db), item(db)
    again = told("8", NOON + HOUR / 2)
    read(db, page_id, NOON + HOUR, told("7", NOON), again)
    assert placed(db, page_id) == {item_id: "7"}
    read(db, page_id, NOON + 2 * HOUR, again)
    assert placed(db, page_id) == {item_id: "8"}
    read(db, page_id, NOON + 3 * HOUR)
    assert placed(db, page_id) == {}
    assert placements.of_page(db, page_id)[item_id].removed_at == NOON + 3 * HOUR
    read(db, page_id, NOON + 4 * HOUR, again)
    assert placed(db, page_id) == {item_id: "8"}


class TestMuchAlike:
    def test_it_is_kept_with_its_reason_until_it_is_gone(self, db: Database) -> None:
        page_id, item_id = a_page(db), item(db)
        read(db, page_id, NOON + HOUR, told("7", NOON, LATER))
        [each] = placements.addressed(db, page_id, central.items(db, NOON))
        why = "другая дата, время или число (12.12)"
        assert each.alike == Resemblance(item_id, page_id, "7", NOON, why)
        read(db, page_id, NOON + 2 * HOUR)
        [each] = placements.addressed(db, page_id, central.items(db, NOON))
        assert each.alike is None

    def test_edited_into_the_material_it_becomes_its_place(self, db: Database) -> None:
        page_id, item_id = a_page(db), item(db)
        read(db, page_id, NOON + HOUR, told("7", NOON, LATER))
        read(db, page_id, NOON + 2 * HOUR, told("7", NOON))
        [each] = placements.addressed(db, page_id, central.items(db, NOON))
        assert (placed(db, page_id), each.alike) == ({item_id: "7"}, None)


class TestAPersonsWord:
    def test_a_confirmed_place_stays_whatever_the_text_says(self, db: Database) -> None:
        page_id, item_id = a_page(db), item(db)
        read(db, page_id, NOON + HOUR, told("7", NOON, LATER))
        confirm(db, item_id, page_id, "7", NOON + 2 * HOUR)
        read(db, page_id, NOON + 3 * HOUR, told("7", NOON, OWN), told("8", NOON + HOUR))
        [each] = placements.addressed(db, page_id, central.items(db, NOON))
        assert each.placement is not None
        assert (each.placement.post_id, each.placement.confirmed, each.alike) == ("7", True, None)

    def test_its_deletion_is_a_fact_all_the_same(self, db: Database) -> None:
        page_id, item_id = a_page(db), item(db)
        read(db, page_id, NOON + HOUR, told("7", NOON, OWN))
        confirm(db, item_id, page_id, "7", NOON + 2 * HOUR)
        read(db, page_id, NOON + 3 * HOUR)
        assert placements.of_page(db, page_id)[item_id].removed_at == NOON + 3 * HOUR

    def test_a_refused_post_is_never_taken_again_but_another_is(self, db: Database) -> None:
        page_id, item_id = a_page(db), item(db)
        both = (told("7", NOON), told("8", NOON + HOUR / 2))
        read(db, page_id, NOON + HOUR, *both)
        assert refuse(db, item_id, page_id, NOON + 2 * HOUR) == 1
        look(db, page_id, NOON + 3 * HOUR)
        assert placed(db, page_id) == {item_id: "8"}
        refuse(db, item_id, page_id, NOON + 4 * HOUR)
        read(db, page_id, NOON + 5 * HOUR, *both)
        read(db, page_id, NOON + 6 * HOUR, told("7", NOON, f"{FAIR}!"), both[1])
        assert placed(db, page_id) == {}

    def test_who_refused_may_confirm_later(self, db: Database) -> None:
        page_id, item_id = a_page(db), item(db)
        read(db, page_id, NOON + HOUR, told("7", NOON))
        refuse(db, item_id, page_id, NOON + 2 * HOUR)
        confirm(db, item_id, page_id, "7", NOON + 3 * HOUR)
        look(db, page_id, NOON + 4 * HOUR)
        assert placed(db, page_id) == {item_id: "7"}
        assert placements.refused(db, page_id) == frozenset()


class TestWhoIsLookedAt:
    def test_an_item_for_others_is_not_looked_for(self, db: Database) -> None:
        page_id, other = a_page(db), add_organisation(db)
        item(db, addressed=(other,))
        read(db, page_id, NOON + HOUR, told("7", NOON))
        assert placed(db, page_id) == {}

    def test_neither_an_exempt_organisation_nor_a_contested_page(self, db: Database) -> None:
        exempt, contested = a_page(db), a_page(db)
        item(db)
        save(db, reading(exempt, NOON + HOUR, told("7", NOON)))
        save(db, reading(contested, NOON + HOUR, told("7", NOON), network_id=71))
        owner = sql.value(db, "select organisation_id from page where id = ?", (exempt,))
        with transaction(db):
            sql.run(db, "update organisation set status = ? where id = ?", (Status.EXEMPT, owner))
            sql.run(db, "update page set resolution = ? where id = ?", (Resolution.SHARED, contested))
        for page_id in (exempt, contested):
            look(db, page_id, NOON + HOUR)
            assert placed(db, page_id) == {}
            assert placements.look_of(db, page_id) == NOTHING_SEEN

    def test_withdrawn_and_old_items_are_left_alone(self, db: Database) -> None:
        page_id, withdrawn, old = a_page(db), item(db), item(db, "2", at=NOON - timedelta(days=60))
        with transaction(db):
            central.withdraw(db, withdrawn, NOON)
        assert central.is_withdrawn(db, withdrawn)
        assert not central.is_withdrawn(db, old)
        read(db, page_id, NOON + HOUR, told("7", NOON))
        assert placed(db, page_id) == {}


def test_an_item_comes_back_as_it_was_noted(db: Database) -> None:
    first, second = add_organisation(db, "Клуб"), add_organisation(db, "Музей")
    item_id = item(db, addressed=(second, first, second))
    found = central.find(db, "1")
    assert found is not None
    assert (found.id, found.text, found.addressed, found.due_at) == (item_id, FAIR, {first, second}, NOON + DAY)
    assert found.is_for(first)
    assert not found.is_for(999)
    assert central.find(db, "2") is None
