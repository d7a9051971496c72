"""What is kept of a week that is long over: its checks, and what was open when it ended."""

from __future__ import annotations

from dataclasses import replace

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
        standing=tuple(_opening(found, week) for found in rows(db, _STANDING, borders)),
    )


def _opening(found: Row, week: Week) -> MatterEvent:
    at = moment(found["e_at"])
    matter = _as_then(found, week)
    return MatterEvent(
        matter, Event.OPENED, at, found["e_note"], bool(found["e_announced"]), found["e_organisation"]
    )


def _as_then(found: Row, week: Week) -> Matter:
    """The matter as its opening had it; of an occurrence that a later one overwrote the deadline is not kept."""
    now = matters.read(found)
    is_kept = now.occurrence == found["e_occurrence"]
    was_muted = is_kept and now.muted_since is not None and now.muted_since < week.end
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
