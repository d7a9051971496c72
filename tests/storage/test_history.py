"""What was open when a week ended, by the journal of matters, and the checks of that week."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from small_registry import DAY, HOUR, NOON, ZONE, a_page
from sqlite_utils import Database

from domain.alerting import Ended, Opened
from domain.finding import DueSource, Finding, MatterKind, Subject, Verdict
from domain.matter import Event, Matter
from domain.network import Network
from domain.norm import Force
from domain.week import Week
from storage import cycles, history, matters
from storage.store import transaction

WEEK = Week.last_complete(NOON, ZONE)
INSIDE, AFTER = WEEK.start + DAY, WEEK.end + DAY


def begin(db: Database, at: datetime, evidence: str = "обложки нет", *, muted: bool = False) -> Matter:
    """A matter of the one page opens, or opens again."""
    found = Finding(
        "page_cover", Subject.page(1, Network.VK), 1, Verdict.violated(evidence), "P2.4", ("P2.4",), Force.MANDATORY
    )
    with transaction(db):
        due = Opened(found, MatterKind.VIOLATION, at + 5 * DAY, DueSource.SETTING, muted=muted)
        matters.apply(db, [due], at)
    return matters.open_of(db, 1)[0]


def end(db: Database, matter: Matter, at: datetime) -> None:
    with transaction(db):
        matters.apply(db, [Ended(matter, Event.RESOLVED, "обложка есть")], at)


def standing(db: Database) -> list[Matter]:
    return [each.matter for each in history.past(db, WEEK).standing]


@pytest.mark.parametrize(
    ("opened", "ended", "stood"),
    [
        pytest.param(INSIDE, None, True, id="still open"),
        pytest.param(INSIDE, AFTER, True, id="ended after the week"),
        pytest.param(INSIDE, WEEK.end, True, id="ended at the midnight after it"),
        pytest.param(INSIDE - 30 * DAY, AFTER, True, id="opened long before"),
        pytest.param(INSIDE, INSIDE + HOUR, False, id="ended within the week"),
        pytest.param(WEEK.end, None, False, id="opened when it was over"),
    ],
)
def test_what_stood_at_the_end_of_a_week(
    db: Database, opened: datetime, ended: datetime | None, stood: bool
) -> None:
    a_page(db)
    matter = begin(db, opened)
    if ended:
        end(db, matter, ended)
    assert bool(standing(db)) is stood
    assert all(each.is_open and each.opened_at == opened for each in standing(db))


def test_an_earlier_occurrence_is_told_in_its_own_words_without_a_deadline_that_is_not_kept(db: Database) -> None:
    a_page(db)
    end(db, begin(db, INSIDE, "обложки нет"), AFTER)
    begin(db, AFTER + DAY, "обложка пустая", muted=True)
    (then,) = standing(db)
    assert (then.occurrence, then.evidence, then.opened_at) == (1, "обложки нет", INSIDE)
    assert (then.due_at, then.due_source, then.muted_since) == (None, None, None)
    (opening,) = history.past(db, WEEK).standing
    assert opening.organisation == "Школа № 1"


def test_a_matter_that_is_muted_since_that_week_was_muted_then(db: Database) -> None:
    a_page(db)
    begin(db, INSIDE, muted=True)
    (then,) = standing(db)
    assert (then.muted_since, then.due_at) == (INSIDE, INSIDE + 5 * DAY)


def test_an_event_belongs_to_its_own_occurrence(db: Database) -> None:
    a_page(db)
    end(db, begin(db, INSIDE), AFTER)
    begin(db, AFTER + DAY)
    events = matters.events_between(db, WEEK.start, AFTER + 2 * DAY)
    assert [(each.event, each.matter.occurrence) for each in events] == [
        (Event.OPENED, 1),
        (Event.RESOLVED, 1),
        (Event.OPENED, 2),
    ]


def test_the_checks_of_a_week_are_those_that_ended_in_it(db: Database) -> None:
    for ended, pages, failed in [
        (WEEK.start - HOUR, 9, 9),
        (WEEK.start, 17, 0),
        (WEEK.end - HOUR, 17, 2),
        (WEEK.end, 9, 9),
    ]:
        cycles.end(db, cycles.begin(db, ended - timedelta(minutes=1)), ended, pages=pages, failed=failed)
    cycles.begin(db, INSIDE)
    past = history.past(db, WEEK)
    assert (past.checks, past.last, past.pages, past.failed) == (2, WEEK.end - HOUR, 17, 2)


def test_of_a_week_without_checks_there_is_no_last_one(db: Database) -> None:
    past = history.past(db, WEEK)
    assert (past.checks, past.last, past.standing) == (0, None, ())
