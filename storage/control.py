"""Which pages answered in which week, and what the run log tells of a week of control."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from domain.control import Controlled, UnreadPage
from domain.network import Network
from domain.organisation import Status
from domain.reading import Reading
from domain.week import Week
from storage.sql import Row, moment_or_none, rows, run_many, stamp, value

_TO_READ = """
select page.network, organisation.short_name, page_state.failing_since, page_state.trouble_reason,
       exists (select 1 from page_read where page_read.week = :week and page_read.page_id = page.id) as is_read
from page join organisation on organisation.id = page.organisation_id
left join page_state on page_state.page_id = page.id
where page.archived_at is null and organisation.archived_at is null and page.added_at < :start
  and coalesce(organisation.status, '') != :exempt
order by organisation.short_key, page.network
"""


def note_read(db: Database, answered: Iterable[Reading], zone: ZoneInfo) -> None:
    """These pages answered, each in the local week of its reading."""
    sql = "insert or ignore into page_read (week, page_id) values (?, ?)"
    run_many(db, sql, [(Week.of(each.read_at, zone).name, each.page_id) for each in answered])


def began(db: Database) -> datetime | None:
    """When the program's first cycle started, aware UTC."""
    return moment_or_none(value(db, "select min(started_at) from cycle"))


def recorded_since(db: Database, zone: ZoneInfo) -> datetime | None:
    """Since when the program keeps the journals its papers are made of, aware UTC; None when nothing is kept yet.

    A database that an earlier version began has older cycles, of a time when no paper could be made.
    """
    first_week = value(db, "select min(week) from page_read")
    kept = [
        moment_or_none(value(db, "select min(at) from registry_change")),
        Week.parse(first_week, zone).start if first_week else None,
    ]
    known, first_cycle = [each for each in kept if each is not None], began(db)
    return max(first_cycle, min(known)) if known and first_cycle else None


def of_week(db: Database, week: Week, off: frozenset[Network]) -> Controlled:
    """What is known of a complete week; `off` are networks left out of the settings."""
    values = {"week": week.name, "start": stamp(week.start), "exempt": Status.EXEMPT.value}
    found = rows(db, _TO_READ, values)
    networks = {Network(each["network"]) for each in found}
    asked = [each for each in found if Network(each["network"]) not in off]
    return Controlled(
        week=week,
        began=began(db),
        cycles=_cycles(db, week),
        pages=len(asked),
        unread=tuple(_unread(each, week) for each in asked if not each["is_read"]),
        off=tuple(network for network in Network if network in networks & off),
        is_recorded=value(db, "select 1 from page_read where week <= ?", (week.name,)) is not None,
    )


def _cycles(db: Database, week: Week) -> int:
    sql = "select count(*) from cycle where ended_at >= ? and ended_at < ?"
    return int(value(db, sql, (stamp(week.start), stamp(week.end))))


def _unread(found: Row, week: Week) -> UnreadPage:
    """The reason is told only when the trouble is the same that lasted through the week's end."""
    since = moment_or_none(found["failing_since"])
    lasts = since is not None and since < week.end
    reason = (found["trouble_reason"] or "") if lasts else ""
    return UnreadPage(found["short_name"], Network(found["network"]), reason)
