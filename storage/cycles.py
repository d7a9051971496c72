"""The program's own run log: cycles and digests."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.sql import Row, inserted, moment, row, run, stamp


def begin(db: Database, now: datetime) -> int:
    """A cycle starts; returns its id."""
    return inserted(db, "cycle", {"started_at": stamp(now)})


def end(db: Database, cycle_id: int, now: datetime, *, pages: int, failed: int) -> None:
    """A cycle has ended."""
    run(
        db,
        "update cycle set ended_at = ?, pages = ?, failed = ? where id = ?",
        (stamp(now), pages, failed, cycle_id),
    )


def last_ended(db: Database) -> datetime | None:
    """The end of the last complete cycle, aware UTC."""
    found = _last_complete(db)
    return moment(found["ended_at"]) if found else None


def last_ended_began(db: Database) -> datetime | None:
    """The beginning of the last complete cycle, aware UTC."""
    found = _last_complete(db)
    return moment(found["started_at"]) if found else None


def _last_complete(db: Database) -> Row | None:
    """By number: a clock that was set back does not make an older cycle the last one."""
    return row(db, "select started_at, ended_at from cycle where ended_at is not null order by id desc limit 1")


def note_digest(db: Database, week: str, now: datetime) -> bool:
    """Mark the digest of a week as made; False when it was made before."""
    return run(db, "insert or ignore into digest_run (week, at) values (?, ?)", (week, stamp(now))) == 1


def digest_made_at(db: Database, week: str) -> datetime | None:
    """When the digest of a week was made."""
    found = row(db, "select at from digest_run where week = ?", (week,))
    return moment(found["at"]) if found else None
