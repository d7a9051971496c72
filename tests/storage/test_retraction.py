"""An opening taken back leaves the matter as its earlier occurrence was."""

from __future__ import annotations

from datetime import datetime

import pytest
from small_registry import DAY, HOUR, NOON, a_page
from sqlite_utils import Database

from domain.alerting import Ended, Opened
from domain.finding import DueSource, Finding, MatterKind, Subject, Verdict
from domain.matter import Event, Matter
from domain.network import Network
from domain.norm import Force
from storage import cycles, matters, retraction, sql


def open_with(db: Database, page: int, evidence: str, at: datetime) -> Matter:
    subject = Subject.page(page, Network.VK)
    found = Finding("page_cover", subject, 1, Verdict.violated(evidence), "P1", ("P1",), Force.MANDATORY)
    matters.apply(db, [Opened(found, MatterKind.VIOLATION, at + 7 * DAY, DueSource.SETTING)], at)
    (matter,) = matters.open_of(db, 1)
    return matter


@pytest.mark.parametrize("was_announced", [True, False])
def test_the_earlier_occurrence_comes_back_as_far_as_the_journal_tells(
    db: Database, *, was_announced: bool
) -> None:
    page = a_page(db)
    first = open_with(db, page, "нет обложки", NOON)
    if was_announced:
        matters.announce(db, first.id, first.occurrence, NOON + HOUR)
    (stood,) = matters.open_of(db, 1)
    matters.apply(db, [Ended(stood, Event.RESOLVED, "обложка есть")], NOON + 2 * HOUR)
    sql.run(db, "update page set resolution = 'shared'")
    cycles.begin(db, NOON + DAY)
    assert open_with(db, page, "обложка чужой страницы", NOON + DAY).occurrence == 2
    retraction.take_back(db, [1])
    back = matters.by_id(db, first.id)
    assert back is not None
    assert (back.occurrence, back.opened_at, back.evidence) == (1, NOON, "нет обложки")
    assert (back.ended_at, back.ending, back.ending_note) == (NOON + 2 * HOUR, Event.RESOLVED, "обложка есть")
    assert (back.due_at, back.due_source) == (None, None)
    assert back.announced_at == (NOON if was_announced else None)
    assert [each.id for each in matters.speakable(db, 1)] == [first.id] * was_announced
