"""Journals: requests, help, papers that were made, and which pages answered in which week."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

import pytest
from small_registry import BUSY, DAY, HOUR, NOON, ZONE, add_organisation, add_page
from sqlite_utils import Database

from domain.control import UnreadPage
from domain.finding import DueSource
from domain.network import Network
from domain.organisation import Status
from domain.page import Resolution
from domain.reading import Reading
from domain.request import RequestFrom
from domain.week import Week
from domain.workdays import end_of_day
from storage import assistance, control, cycles, readings, registry, report_runs, requests, views

pytestmark = pytest.mark.story

TODAY = date(2026, 11, 18)
WEEK = Week.of(NOON, ZONE)
CUR, ADMINISTRATION = RequestFrom


def ask(
    db: Database,
    number: str = "15-04/123",
    *,
    by: RequestFrom = CUR,
    organisation: int | None = None,
    received: date = TODAY,
    days: int = 3,
) -> int:
    return requests.add(
        db,
        asked_by=by,
        organisation_id=organisation,
        number=number,
        received=received,
        due_at=end_of_day(received + timedelta(days=days), ZONE),
        due_source=DueSource.SETTING,
        file_hash="",
        now=NOON,
    )


# Requests.


def test_a_request_comes_back_as_it_was_noted_and_answered(db: Database) -> None:
    number = ask(db)
    requests.answer(db, number, day=TODAY + timedelta(days=1), number="77", file_hash="ab")
    (found,) = requests.of_number(db, "15-04/123")
    assert (found.id, found.asked_by, found.received, found.due_source) == (number, CUR, TODAY, DueSource.SETTING)
    assert found.due_at == end_of_day(date(2026, 11, 21), ZONE)
    assert (found.answered, found.answer_number, found.answer_hash) == (date(2026, 11, 19), "77", "ab")


def test_one_number_of_one_day_is_taken_once_for_each_who_is_asked(db: Database) -> None:
    club, school = add_organisation(db, "Клуб"), add_organisation(db, "Школа")
    ask(db)
    ask(db, received=TODAY - timedelta(days=365))
    for organisation in (club, school):
        ask(db, by=ADMINISTRATION, organisation=organisation)
    with pytest.raises(sqlite3.IntegrityError):
        ask(db, days=9)
    with pytest.raises(sqlite3.IntegrityError):
        ask(db, by=ADMINISTRATION, organisation=club)
    assert len(requests.of_number(db, "15-04/123")) == 4


def test_what_waits_is_listed_by_urgency_and_what_was_answered_after_it(db: Database) -> None:
    late, done, soon = ask(db, "3", days=9), ask(db, "2", days=1), ask(db, "1", days=2)
    requests.answer(db, done, day=TODAY, number="", file_hash="")
    assert [each.id for each in requests.listed(db, answered_too=False)] == [soon, late]
    assert [each.id for each in requests.listed(db, answered_too=True)] == [soon, late, done]


def test_a_view_holds_what_waits_and_what_was_answered_in_the_last_four_weeks(db: Database) -> None:
    club = add_organisation(db, "Клуб")
    waiting, fresh, old = ask(db, "1"), ask(db, "2"), ask(db, "3")
    own = ask(db, "4", by=ADMINISTRATION, organisation=club)
    requests.answer(db, fresh, day=TODAY, number="", file_hash="")
    requests.answer(db, old, day=TODAY - timedelta(days=1), number="", file_hash="")
    now = NOON + timedelta(weeks=4)
    seen = views.administration_view(db, now=now, zone=ZONE)
    assert {each.id for each in seen.requests} == {waiting, fresh}
    (organisation,) = registry.organisations(db)
    of_club = views.organisation_view(db, organisation, now=now, zone=ZONE, off=frozenset())
    assert [each.id for each in of_club.requests] == [own]
    assert requests.addressee(db, of_club.requests[0]) == "Клуб"


# Help.


def test_help_is_told_by_day_with_the_name_of_whom_it_was_given(db: Database) -> None:
    club = add_organisation(db, "Клуб")
    for day, topic in ((30, "обложка"), (1, "описание"), (1, "виджеты")):
        assistance.add(db, organisation_id=club, day=date(2026, 11, day), topic=topic, now=NOON)
    assistance.add(db, organisation_id=club, day=date(2026, 12, 1), topic="план", now=NOON)
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    assert assistance.of_month(db, first, last) == [
        (date(2026, 11, 1), "Клуб", "описание"),
        (date(2026, 11, 1), "Клуб", "виджеты"),
        (date(2026, 11, 30), "Клуб", "обложка"),
    ]
    assert assistance.count(db, first, last) == 3
    assert assistance.is_noted(db, club, first, "описание")
    assert not assistance.is_noted(db, club, last, "описание")
    assert views.administration_view(db, now=NOON, zone=ZONE).assisted == 3


# Papers.


def test_of_a_paper_made_twice_the_first_time_counts(db: Database) -> None:
    for at in (NOON, NOON - DAY, NOON + DAY):
        report_runs.note(db, report_runs.MONTH, "2026-10", at, "ab")
    report_runs.note(db, "control", "2026-W46", NOON, "cd")
    assert report_runs.made(db, report_runs.MONTH, "2026-10") == NOON - DAY
    assert report_runs.made(db, report_runs.MONTH, "2026-11") is None
    assert views.administration_view(db, now=NOON, zone=ZONE).head_reports == {"2026-10": NOON - DAY}


# The week of control.


def read(db: Database, page: int, at: datetime, *, answers: bool = True) -> None:
    """A reading as a cycle stores it."""
    trouble = None if answers else BUSY
    reading = Reading(page, Network.VK, at, Resolution.FOUND, 700 + page, trouble=trouble)
    readings.save(db, reading, at)
    control.note_read(db, [reading] if answers else [], ZONE)


def a_cycle(db: Database, at: datetime) -> None:
    cycles.end(db, cycles.begin(db, at), at + HOUR, pages=1, failed=0)


def test_a_page_counts_as_read_in_the_week_in_which_it_answered(db: Database) -> None:
    club = add_organisation(db, "Клуб")
    page = add_page(db, club)
    a_cycle(db, NOON - 7 * DAY)
    a_cycle(db, NOON)
    read(db, page, WEEK.start - timedelta(seconds=1))
    read(db, page, WEEK.start)
    for week in (WEEK.previous, WEEK):
        found = control.of_week(db, week, frozenset())
        assert (found.cycles, found.pages, found.unread, found.began) == (1, 1, (), NOON - 7 * DAY)
    later = control.of_week(db, WEEK.next, frozenset())
    assert later.unread == (UnreadPage("Клуб", Network.VK),)
    assert later.is_recorded


def test_cycles_of_an_earlier_version_are_no_record_to_make_papers_of(db: Database) -> None:
    a_cycle(db, NOON - 70 * DAY)
    assert control.recorded_since(db, ZONE) is None
    page = add_page(db, add_organisation(db, "Клуб"))
    a_cycle(db, NOON)
    read(db, page, NOON)
    assert control.recorded_since(db, ZONE) == WEEK.start
    assert views.administration_view(db, now=NOON, zone=ZONE).began == WEEK.start


def test_a_program_that_was_new_from_its_first_cycle_has_a_record_since_then(db: Database) -> None:
    page = add_page(db, add_organisation(db, "Клуб"))
    a_cycle(db, NOON)
    read(db, page, NOON)
    assert control.recorded_since(db, ZONE) == NOON


def test_an_unread_page_is_told_with_the_trouble_that_lasted_through_the_week(db: Database) -> None:
    page = add_page(db, add_organisation(db, "Клуб"))
    read(db, page, NOON - 7 * DAY)
    read(db, page, NOON, answers=False)
    assert control.of_week(db, WEEK, frozenset()).unread == (UnreadPage("Клуб", Network.VK, BUSY.reason),)
    assert control.of_week(db, WEEK.previous, frozenset()).unread == ()


def test_only_pages_that_were_to_be_read_the_whole_week_are_asked_about(db: Database) -> None:
    club = add_organisation(db, "Клуб")
    add_page(db, club)
    add_page(db, add_organisation(db, "Счёты", status=Status.EXEMPT), "vk.com/club5")
    fresh = add_page(db, add_organisation(db, "Школа"), "vk.com/club6")
    db.execute("update page set added_at = '2026-11-17T00:00:00.000000Z' where id = ?", [fresh])
    gone = add_page(db, add_organisation(db, "Музей"), "vk.com/club7")
    db.execute("update page set archived_at = added_at where id = ?", [gone])
    found = control.of_week(db, WEEK, frozenset())
    assert [each.organisation for each in found.unread] == ["Клуб"]
    assert found.pages == 1


def test_a_network_that_is_off_is_told_and_not_counted(db: Database) -> None:
    club = add_organisation(db, "Клуб")
    add_page(db, club)
    add_page(db, club, "ok.ru/group/5", Network.OK)
    found = control.of_week(db, WEEK, frozenset({Network.OK}))
    assert (found.pages, found.off) == (1, (Network.OK,))


def test_before_anything_was_recorded_the_log_says_so(db: Database) -> None:
    page = add_page(db, add_organisation(db, "Клуб"))
    assert not control.of_week(db, WEEK, frozenset()).is_recorded
    read(db, page, NOON)
    assert control.of_week(db, WEEK, frozenset()).is_recorded
    assert not control.of_week(db, WEEK.previous, frozenset()).is_recorded
