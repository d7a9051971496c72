"""What rules see and what collectors are asked, made of what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from small_registry import (
    BUSY,
    DAY,
    HOUR,
    NOON,
    ZONE,
    a_page,
    add_organisation,
    add_page,
    archive_page,
    post,
    reading,
    save,
)
from sqlite_utils import Database

from domain.attestation import Role
from domain.finding import Subject, SubjectKind
from domain.network import Network
from domain.organisation import Kind, Organisation, Status
from domain.page import Openness
from domain.polling import Candidate
from domain.profile import Expected, Profile
from domain.reading import Reading, Route, Wish
from domain.view import Collection, Feed, PageView, ThemeCount
from domain.week import Week
from storage import attestations, registry, store, views

pytestmark = pytest.mark.story

LAST_WEEK = Week.last_complete(NOON, ZONE)
STALE_AFTER = timedelta(hours=24)


def organisation_of(db: Database, page_id: int) -> Organisation:
    owner = next(page.organisation_id for page in registry.pages(db) if page.id == page_id)
    return next(each for each in registry.organisations(db) if each.id == owner)


def view(db: Database, page_id: int, *, now: datetime = NOON, off: frozenset[Network] = frozenset()) -> PageView:
    (only,) = views.page_views(
        db,
        organisation_of(db, page_id),
        now=now,
        zone=ZONE,
        stale_after=STALE_AFTER,
        settle_hours=36,
        off=off,
        expected=Expected(("Школа",)),
    )
    return only


def test_a_page_that_was_never_tried_is_a_bare_view(db: Database) -> None:
    page_id = a_page(db)
    page = registry.pages(db)[0]
    assert view(db, page_id) == PageView(
        organisation_of(db, page_id), page, NOON, ZONE, settle_hours=36, expected=Expected(("Школа",))
    )


def test_a_view_holds_all_that_was_read(db: Database) -> None:
    page_id = a_page(db, Network.OK)
    one, old, older = (post(name, NOON - days * DAY) for name, days in (("1", 1), ("old", 43), ("older", 44)))
    profile = Profile(NOON, about_length=12)
    save(
        db,
        replace(
            reading(page_id, NOON, one, old, older, since=NOON - 50 * DAY, route=Route.STAT_TOPICS),
            profile=profile,
            themes=9,
        ),
    )
    seen = view(db, page_id)
    assert (seen.openness, seen.profile, seen.posts) == (Openness.OPEN, profile, (old, one))
    assert seen.feed is not None
    assert (seen.feed.since, seen.feed.route) == (NOON - 50 * DAY, Route.STAT_TOPICS)
    assert seen.theme_counts == (ThemeCount(NOON, 9),)
    assert seen.collection == Collection(NOON)


@pytest.mark.parametrize(
    ("hours", "profile", "openness"),
    [(24, Profile(NOON), Openness.OPEN), (24.01, None, Openness.UNKNOWN)],
)
def test_what_is_older_than_stale_after_is_not_known_any_more(
    db: Database, hours: float, profile: Profile | None, openness: Openness
) -> None:
    page_id = a_page(db)
    save(db, replace(reading(page_id, NOON, post("1", NOON - DAY)), profile=Profile(NOON)))
    seen = view(db, page_id, now=NOON + hours * HOUR)
    assert (seen.profile, seen.openness) == (profile, openness)
    assert (len(seen.posts), seen.feed) == (1, Feed(None, NOON, whole=True, route=Route.WALL))


def test_a_failing_page_says_since_when_and_why(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON), Reading(page_id, Network.VK, NOON + HOUR, trouble=BUSY))
    assert view(db, page_id).collection == Collection(NOON, NOON + HOUR, "сеть занята")


@pytest.mark.parametrize(("network", "off"), [(Network.VK, True), (Network.OK, False)])
def test_a_network_left_out_of_the_settings_is_marked(db: Database, network: Network, off: bool) -> None:
    page_id = a_page(db)
    assert view(db, page_id, off=frozenset({network})).collection.off is off
    save(db, reading(page_id, NOON))
    assert view(db, page_id, off=frozenset({network})).collection.off is off


def attest(db: Database, subject: Subject) -> None:
    attestations.record(
        db, rule="design", subject=subject, answer=True, at=NOON, valid_until=NOON + DAY, role=Role.HEAD
    )


def test_every_view_has_the_attestations_of_its_own_subject(db: Database) -> None:
    page_id = a_page(db)
    owner = organisation_of(db, page_id)
    subjects = [
        Subject.page(page_id, Network.VK),
        Subject.organisation(owner.id),
        Subject(SubjectKind.ADMINISTRATION),
    ]
    for subject in subjects:
        attest(db, subject)
    seen = [
        view(db, page_id).attestations,
        views.organisation_view(db, owner, now=NOON, zone=ZONE, off=frozenset()).attestations,
        views.administration_view(db, now=NOON, zone=ZONE).attestations,
    ]
    assert [each["design"].subject for each in seen] == [subject.key for subject in subjects]


def test_an_organisation_is_seen_with_its_own_pages(db: Database) -> None:
    page_id, _ = a_page(db), a_page(db)
    owner = organisation_of(db, page_id)
    seen = views.organisation_view(db, owner, now=NOON, zone=ZONE, off=frozenset({Network.OK}))
    assert [page.id for page in seen.pages] == [page_id]
    assert seen.networks_off == {Network.OK}


@pytest.mark.parametrize(
    ("own_site", "sites"),
    [("https://school.example", ("https://school.example",)), (None, ("https://mockdale.example",))],
)
def test_an_organisation_is_compared_with_its_own_site_or_its_founders(
    db: Database, own_site: str | None, sites: tuple[str, ...]
) -> None:
    add_organisation(db, "Администрация", kind=Kind.ADMINISTRATION, site="https://mockdale.example")
    add_organisation(db, "Школа", site=own_site)
    school = next(each for each in registry.organisations(db) if each.short_name == "Школа")
    names = ("Полное имя: Школа", "Школа", "Полное имя: Администрация", "Администрация")
    assert views.expected(db, school) == Expected(names, sites)


def test_the_administration_is_named_once_and_nothing_is_made_up(db: Database) -> None:
    add_organisation(db, "Администрация", kind=Kind.ADMINISTRATION)
    (administration,) = registry.organisations(db)
    assert views.expected(db, administration) == Expected(("Полное имя: Администрация", "Администрация"), ())


def wishes(db: Database, network: Network = Network.VK) -> list[Wish]:
    return views.wishes(db, network, now=NOON, zone=ZONE, comments_days=10, minimum=2)


def candidate(db: Database) -> Candidate:
    (only,) = views.candidates(db, Network.VK, now=NOON, zone=ZONE, comments_days=10, minimum=2)
    return only


def test_every_page_that_is_collected_is_wished_for(db: Database) -> None:
    wanted, creating = a_page(db), add_page(db, add_organisation(db, "Клуб", status=Status.CREATING), "club8")
    add_page(db, add_organisation(db, "Архив", status=Status.EXEMPT), "club9")
    archive_page(db, a_page(db))
    other_network = a_page(db, Network.OK)
    assert {wish.page_id for wish in wishes(db)} == {wanted, creating}
    assert [wish.page_id for wish in wishes(db, Network.OK)] == [other_network]


def test_a_page_that_was_never_read_comes_first(db: Database) -> None:
    read, unread = a_page(db), a_page(db)
    save(db, reading(read, NOON - HOUR))
    assert [wish.page_id for wish in wishes(db)] == [unread, read]


def test_a_wish_knows_the_stored_feed_and_the_posts_read_for_comments(db: Database) -> None:
    page_id = a_page(db)
    many = [post(str(days), NOON - days * DAY, comments=1) for days in (1, 2, 8, 9, 30)]
    save(db, reading(page_id, NOON - HOUR, *many))
    (wish,) = wishes(db)
    assert (wish.network_id, wish.usual, wish.posts_since) == (70, True, LAST_WEEK.end)
    assert wish.known_posts == {"1": None, "2": None, "8": None, "9": None}
    assert wish.expected.names == ("Полное имя: Школа № 1", "Школа № 1")


@pytest.mark.parametrize(
    ("days", "since", "settled"),
    [
        pytest.param((1, 2, 8, 9), LAST_WEEK.end, True, id="both weeks hold the minimum"),
        pytest.param((1, 8, 9), LAST_WEEK.end, False, id="the current week is short"),
        pytest.param((1, 2, 8), LAST_WEEK.start, False, id="the last week is short"),
    ],
)
def test_a_page_is_settled_when_both_weeks_hold_the_minimum(
    db: Database, days: tuple[int, ...], since: datetime, settled: bool
) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON - HOUR, *[post(str(each), NOON - each * DAY) for each in days]))
    assert (candidate(db).wish.posts_since, candidate(db).settled) == (since, settled)
    assert candidate(db).answered_at == NOON - HOUR


def test_views_and_wishes_are_read_over_a_read_only_connection(tmp_path: Path) -> None:
    path = tmp_path / "postovoy.sqlite"
    db = store.connect(path)
    page_id = a_page(db)
    save(db, reading(page_id, NOON - HOUR, post("1", NOON - DAY)))
    with store.reading(path) as read_only:
        assert len(view(read_only, page_id).posts) == 1
        assert len(wishes(read_only)) == 1
    db.conn.close()
