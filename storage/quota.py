"""What was spent today of methods that networks ration by the day; kept here, it survives a restart."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from storage.sql import run, value

_RAISE_TO = """
insert into quota (credential, method, day, spent) values (?, ?, ?, ?)
on conflict (credential, method, day) do update set spent = max(quota.spent, excluded.spent)
"""


def reserve(db: Database, credential: str, method: str, wanted: int, limit: int, day: date) -> int:
    """Book up to `wanted` calls of the UTC day's `limit` before they are made; how many may be made.

    `credential` is a short fingerprint of a token, never the token.
    """
    already = spent(db, credential, method, day)
    granted = max(0, min(wanted, limit - already))
    if granted:
        run(db, _RAISE_TO, (credential, method, day.isoformat(), already + granted))
    return granted


def exhaust(db: Database, credential: str, method: str, limit: int, day: date) -> None:
    """The network itself says that nothing is left for that UTC day."""
    run(db, _RAISE_TO, (credential, method, day.isoformat(), limit))


def spent(db: Database, credential: str, method: str, day: date) -> int:
    """Calls booked on that UTC day."""
    found = value(
        db,
        "select spent from quota where credential = ? and method = ? and day = ?",
        (credential, method, day.isoformat()),
    )
    return int(found or 0)


def spent_by_all(db: Database, method: str, day: date) -> int:
    """Calls booked on that UTC day by all credentials together."""
    found = value(db, "select sum(spent) from quota where method = ? and day = ?", (method, day.isoformat()))
    return int(found or 0)
