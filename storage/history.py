"""What is kept of a stretch of time that is over: its checks, and what was open when it ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from domain.digest import Past
from domain.matter import Event, Matter, MatterEvent
from domain.week import Week
from storage import matters
from storage.sql import Row, moment, moment_or_none, row, rows, stamp

_CHECKS = """
select count(*) as checks, max(ended_at) as last from cycle where ended_at >= :start and ended_at < :end
"""

_LAST_CHECK = """
select pages, failed from cycle where ended_at >= :start and ended_at < :end order by ended_at desc, id desc limit 1
"""

_CHECKED_AT = "select ended_at from cycle where ended_at >= :start and ended_at < :end order by ended_at"

_FIRST_CHECK = "select min(ended_at) as first from cycle"

_TOLD = """
select distinct letter.id, letter.sent_at from letter_item join letter on letter.id = letter_item.letter_id
where letter_item.matter_id = ? and letter.sent_at is not null order by letter.sent_at, letter.id
"""

# An opening stands when the same occurrence had not ended by then; later occurrences overwrite the matter's row.
_STANDING = f"""
select {matters.COLUMNS}, e.occurrence as e_occurrence, e.at as e_at, e.note as e_note, e.announced as e_announced,
       (select short_name from organisation where id = matter.organisation_id) as e_organisation
from matter_event e join matter on matter.id = e.matter_id
where e.event = 'opened' and e.at < :end and not exists (
    select 1 from matter_event later where later.matter_id = e.matter_id and later.occurrence = e.occurrence
    and later.event in ('resolved', 'withdrawn', 'expired', 'followed') and later.at < :end)
order by e.at, e.id
"""


def past(db: Database, week: Week) -> Past:
    """The week by the program's own run log and the journal of matters."""
    borders = {"start": stamp(week.start), "end": stamp(week.end)}
    counted = row(db, _CHECKS, borders)
    last = row(db, _LAST_CHECK, borders)
    return Past(
        checks=counted["checks"] if counted else 0,
        last=moment_or_none(counted["last"]) if counted else None,
        pages=last["pages"] if last else 0,
        failed=last["failed"] if last else 0,
        standing=standing(db, week.end),
    )


def standing(db: Database, end: datetime) -> tuple[MatterEvent, ...]:
    """The openings of what was open just before `end` (aware UTC), oldest first."""
    return tuple(_opening(found, end) for found in rows(db, _STANDING, {"end": stamp(end)}))


def checked_at(db: Database, start: datetime, end: datetime) -> list[datetime]:
    """When the checks of [start, end) ended, aware UTC, oldest first."""
    found = rows(db, _CHECKED_AT, {"start": stamp(start), "end": stamp(end)})
    return [moment(each["ended_at"]) for each in found]


def first_checked_at(db: Database) -> datetime | None:
    """When the first check there ever was ended (aware UTC), None before any."""
    found = row(db, _FIRST_CHECK)
    return moment_or_none(found["first"]) if found else None


def _opening(found: Row, end: datetime) -> MatterEvent:
    at = moment(found["e_at"])
    matter = _as_then(found, end)
    return MatterEvent(
        matter, Event.OPENED, at, found["e_note"], bool(found["e_announced"]), found["e_organisation"]
    )


def _as_then(found: Row, end: datetime) -> Matter:
    """The matter as its opening had it; of an occurrence that a later one overwrote the deadline is not kept."""
    now = matters.read(found)
    is_kept = now.occurrence == found["e_occurrence"]
    was_muted = is_kept and now.muted_since is not None and now.muted_since < end
    return replace(
        now,
        occurrence=found["e_occurrence"],
        opened_at=moment(found["e_at"]),
        evidence=found["e_note"],
        due_at=now.due_at if is_kept else None,
        due_source=now.due_source if is_kept else None,
        muted_since=now.muted_since if was_muted else None,
        ended_at=None,
        ending=None,
        ending_note="",
    )


def journal(db: Database, matter_id: int) -> list[tuple[Event, datetime, str]]:
    """All that happened to a matter, in all its occurrences, oldest first: event, moment (aware UTC), note."""
    found = rows(db, "select event, at, note from matter_event where matter_id = ? order by at, id", (matter_id,))
    return [(Event(each["event"]), moment(each["at"]), each["note"]) for each in found]


def told(db: Database, matter_id: int) -> list[tuple[int, datetime]]:
    """The letters that spoke of a matter and arrived, oldest first: number, moment (aware UTC)."""
    found = rows(db, _TOLD, (matter_id,))
    return [(each["id"], moment(each["sent_at"])) for each in found]
