"""Typed rows and times between Python and SQLite.

Times are stored as UTC text of one width («2026-11-23T21:11:00.123456Z»), so that text order is time order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

Value = str | int | float | bytes | None
Values = Sequence[Value] | Mapping[str, Value]
Row = sqlite3.Row

# «YYYY-MM-DDTHH:MM:SS.ffffffZ»
_WIDTH = 27


def stamp(moment: datetime) -> str:
    """An aware time as stored text. Raises ValueError on a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a naive time cannot be stored")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def stamp_or_none(moment: datetime | None) -> str | None:
    """`stamp`, keeping None."""
    return None if moment is None else stamp(moment)


def moment(text: str) -> datetime:
    """Stored text as an aware UTC time. Raises ValueError when it is not in our form."""
    if len(text) != _WIDTH or not text.endswith("Z"):
        raise ValueError("a stored time is not in our form")
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """`moment`, keeping None."""
    return None if text is None else moment(text)


def rows(db: Database, sql: str, values: Values = ()) -> list[Row]:
    """All rows of a SELECT (or of a statement with RETURNING), addressable by column name."""
    cursor = db.execute(sql, _plain(values))
    cursor.row_factory = sqlite3.Row
    return list(cursor)


def row(db: Database, sql: str, values: Values = ()) -> Row | None:
    """The first row, or None."""
    found = rows(db, sql, values)
    return found[0] if found else None


def value(db: Database, sql: str, values: Values = ()) -> Any:
    """The first column of the first row, or None."""
    found = row(db, sql, values)
    return None if found is None else found[0]


def run(db: Database, sql: str, values: Values = ()) -> int:
    """Execute a writing statement; returns how many rows it touched."""
    return db.execute(sql, _plain(values)).rowcount


def run_many(db: Database, sql: str, batches: Iterable[Values]) -> None:
    """One writing statement over many rows: three times as fast as `upsert_all` (libraries.md 2.2)."""
    db.conn.executemany(sql, batches)


def inserted(db: Database, table: str, values: Mapping[str, Value]) -> int:
    """Insert one row and return its id."""
    key = db.table(table).insert(dict(values)).last_pk
    return int(key) if isinstance(key, int) else 0


def _plain(values: Values) -> Sequence[Value] | dict[str, Value]:
    return dict(values) if isinstance(values, Mapping) else values
