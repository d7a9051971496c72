"""When a site is due, what is kept of a reading, and what is known afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from small_registry import DAY, HOUR, NOON, add_organisation, add_page
from sqlite_utils import Database

from domain.network import Network
from domain.organisation import Status
from domain.page import Link
from domain.site import SiteReading, SiteTrouble, site_key
from storage import sites, sql

WEEK = 7 * DAY
SITE = "zarya.example"
CLUB = Link(Network.VK, "https://vk.com/club5", number=5)
NAMED = Link(Network.OK, "https://ok.ru/zarya", 77, "zarya")


def reading(days: float = 0, trouble: SiteTrouble | None = None, **more: object) -> SiteReading:
    """A look at the site so many days after noon."""
    return SiteReading(SITE, NOON + timedelta(days=days), trouble=trouble, **more)  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zarya.example", " Zarya.Example/ "),
        ("https://zarya.example/", "HTTPS://ZARYA.EXAMPLE"),
        ("заря.рф", "Заря.РФ."),
        ("zarya.example/Club", "ZARYA.example/Club/"),
    ],
)
def test_a_site_is_one_however_it_is_written(one: str, other: str) -> None:
    assert site_key(one) == site_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://zarya.example", "https://zarya.example"),
        ("zarya.example/club", "zarya.example/library"),
        ("zarya.example/club", "zarya.example/Club"),
    ],
)
def test_what_may_be_another_site_is_another(one: str, other: str) -> None:
    assert site_key(one) != site_key(other)


def test_every_site_of_the_registry_is_due_once_at_first(db: Database) -> None:
    add_organisation(db, "Клуб", site="Zarya.example/")
    add_organisation(db, "Музей", site="zarya.example")
    add_organisation(db, "Школа", site="shkola.example")
    add_organisation(db, "Без сайта")
    add_organisation(db, "Освобождена", site="free.example", status=Status.EXEMPT)
    assert sites.due(db, NOON, WEEK) == ["zarya.example", "shkola.example"]


@pytest.mark.parametrize(
    ("last", "after", "is_due"),
    [
        (reading(), WEEK - HOUR, False),
        (reading(), WEEK, True),
        (reading(trouble=SiteTrouble.TLS), DAY - HOUR, False),
        (reading(trouble=SiteTrouble.TLS), DAY, True),
        (reading(unclear=frozenset({Network.VK})), DAY, True),
    ],
)
def test_a_site_is_read_weekly_and_tried_again_daily(
    db: Database, last: SiteReading, after: timedelta, is_due: bool
) -> None:
    add_organisation(db, site=SITE)
    sites.save(db, last)
    assert bool(sites.due(db, NOON + after, WEEK)) is is_due


def test_the_site_tried_longest_ago_comes_first(db: Database) -> None:
    for name in ("a.example", "b.example", SITE):
        add_organisation(db, name, site=name)
    sites.save(db, reading(1))
    sites.save(db, SiteReading("a.example", NOON + 2 * DAY))
    assert sites.due(db, NOON + 3 * WEEK, WEEK) == ["b.example", SITE, "a.example"]


def test_a_reading_comes_back_as_it_was_kept(db: Database) -> None:
    told = reading(pages=(CLUB, NAMED), unclear=frozenset({Network.OK}), looked=2, page_hash="ab", secure=False)
    sites.save(db, told)
    known = sites.knowledge(db, "ZARYA.example/", NOON, WEEK)
    assert (known.reading, known.trouble, known.failing_since, known.off) == (told, None, None, False)


def test_a_failure_leaves_what_was_read_and_counts_from_its_first_day(db: Database) -> None:
    sites.save(db, reading(pages=(CLUB,)))
    sites.save(db, reading(7, SiteTrouble.UNREACHABLE))
    sites.save(db, reading(8, SiteTrouble.TLS))
    known = sites.knowledge(db, SITE, NOON + 8 * DAY, WEEK)
    assert known.reading == reading(pages=(CLUB,))
    assert (known.trouble, known.failing_since) == (SiteTrouble.TLS, NOON + 7 * DAY)
    assert sites.failing(db) == 1

    sites.save(db, reading(9))
    known = sites.knowledge(db, SITE, NOON + 9 * DAY, WEEK)
    assert (known.reading, known.trouble, known.failing_since) == (reading(9), None, None)
    assert sites.failing(db) == 0


def test_a_reading_older_than_three_intervals_is_known_no_more(db: Database) -> None:
    sites.save(db, reading())
    assert sites.knowledge(db, SITE, NOON + 3 * WEEK, WEEK).reading is not None
    assert sites.knowledge(db, SITE, NOON + 3 * WEEK + HOUR, WEEK).reading is None


def test_while_sites_are_off_nothing_is_known(db: Database) -> None:
    sites.save(db, reading(pages=(CLUB,)))
    known = sites.knowledge(db, SITE, NOON, None)
    assert (known.off, known.reading) == (True, None)


def test_pages_that_links_may_mean_are_found_in_the_whole_registry(db: Database) -> None:
    club = add_page(db, add_organisation(db, "Клуб", site=SITE), "vk.com/club5")
    named = add_page(db, add_organisation(db, "Музей"), "ok.ru/zarya", Network.OK)
    numbered = add_page(db, add_organisation(db, "Школа"), "ok.ru/group/77", Network.OK)
    resolved = add_page(db, add_organisation(db, "Библиотека"), "vk.com/some_name")
    sql.run(db, "update page set network_id = 5, resolution = 'found' where id = ?", [resolved])
    add_page(db, add_organisation(db, "Бассейн"), "vk.com/zarya")
    sites.save(db, reading(pages=(CLUB, NAMED)))
    found = {page.id for page in sites.knowledge(db, SITE, NOON, WEEK).registered}
    assert found == {club, named, numbered, resolved}


def test_readings_of_sites_that_left_the_registry_are_forgotten(db: Database) -> None:
    owner = add_organisation(db, site="Zarya.example")
    sites.save(db, reading())
    sites.save(db, SiteReading("gone.example", NOON))
    sites.forget_others(db)
    assert [each["site"] for each in sql.rows(db, "select site from site_reading")] == [SITE]
    assert sites.owners(db, [SITE, "gone.example"]) == [owner]
