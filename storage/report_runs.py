"""The log of papers that were made: which kind, for which period, when, and the file's hash."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.sql import inserted, moment, moment_or_none, rows, stamp, value

MONTH = "month"
"""The kind of the monthly report to the head (D3)."""


def note(db: Database, kind: str, period: str, at: datetime, file_hash: str) -> int:
    """A paper was made at `at` (aware UTC); returns the row's id.

    `period` is as the paper's own, e.g. «2026-11» or «2026-W47», empty for a paper without one. `file_hash` is
    the SHA-256 of the file as hexadecimal text; the file itself is not kept.
    """
    return inserted(
        db,
        "report_run",
        {"kind": kind, "period": period, "at": stamp(at), "file_hash": file_hash},
    )


def first_made(db: Database, kind: str) -> dict[str, datetime]:
    """For each period when its paper of that kind was first made (aware UTC)."""
    found = rows(db, "select period, min(at) as at from report_run where kind = ? group by period", (kind,))
    return {each["period"]: moment(each["at"]) for each in found}


def made(db: Database, kind: str, period: str) -> datetime | None:
    """When a paper of that kind and period was first made (aware UTC), None when never."""
    return moment_or_none(value(db, "select min(at) from report_run where kind = ? and period = ?", (kind, period)))
