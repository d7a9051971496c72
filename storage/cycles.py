"""The program's own run log: cycles and digests."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.sql import inserted, moment, row, run, stamp, value


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
    ended = value(db, "select max(ended_at) from cycle")
    return moment(ended) if ended else None


def note_digest(db: Database, week: str, now: datetime) -> bool:
    """Mark the digest of a week as made; False when it was made before."""
    return run(db, "insert or ignore into digest_run (week, at) values (?, ?)", (week, stamp(now))) == 1


def digest_made_at(db: Database, week: str) -> datetime | None:
    """When the digest of a week was made."""
    found = row(db, "select at from digest_run where week = ?", (week,))
    return moment(found["at"]) if found else None
