"""The journal of requests: what ЦУР asked of the administration, and the administration of organisations."""

from __future__ import annotations

from datetime import date, datetime

from sqlite_utils import Database

from domain.finding import DueSource
from domain.request import Request, RequestFrom
from storage.sql import Row, inserted, moment, rows, run, stamp, value

_SELECT = """
select id, asked_by, organisation_id, number, received, due_at, due_source, answered, answer_number, file_hash,
       answer_hash
from request
"""


def add(
    db: Database,
    *,
    asked_by: RequestFrom,
    organisation_id: int | None,
    number: str,
    received: date,
    due_at: datetime,
    due_source: DueSource,
    file_hash: str,
    now: datetime,
) -> int:
    """Note a request; returns its id. Raises sqlite3.IntegrityError when it is in the journal already."""
    return inserted(
        db,
        "request",
        {
            "asked_by": asked_by.value,
            "organisation_id": organisation_id,
            "number": number,
            "received": received.isoformat(),
            "due_at": stamp(due_at),
            "due_source": due_source.value,
            "file_hash": file_hash,
            "noted_at": stamp(now),
        },
    )


def answer(db: Database, request_id: int, *, day: date, number: str, file_hash: str) -> None:
    """The answer was given on a local day."""
    run(
        db,
        "update request set answered = ?, answer_number = ?, answer_hash = ? where id = ?",
        (day.isoformat(), number, file_hash, request_id),
    )


def of_number(db: Database, number: str) -> list[Request]:
    """All requests of that number, the newest first."""
    found = rows(db, f"{_SELECT} where number = ? order by received desc, id desc", (number,))
    return [_read(each) for each in found]


def listed(db: Database, *, answered_too: bool) -> list[Request]:
    """All that wait for an answer, the most urgent first; after them, if asked, the answered ones, newest first."""
    waiting = rows(db, f"{_SELECT} where answered is null order by due_at, id")
    done = rows(db, f"{_SELECT} where answered is not null order by answered desc, id desc") if answered_too else []
    return [_read(each) for each in (*waiting, *done)]


def of_view(db: Database, asked_by: RequestFrom, organisation_id: int | None, since: date) -> tuple[Request, ...]:
    """What a rule looks at: all that wait, and those answered on `since` (a local day) or later."""
    found = rows(
        db,
        f"""{_SELECT} where asked_by = ? and organisation_id is ? and (answered is null or answered >= ?)
        order by due_at, id""",
        (asked_by.value, organisation_id, since.isoformat()),
    )
    return tuple(_read(each) for each in found)


def addressee(db: Database, request: Request) -> str:
    """The short name of whom the administration asks, also of one that left the registry; empty for ЦУР's."""
    found = value(db, "select short_name from organisation where id = ?", (request.organisation_id,))
    return str(found or "")


def _read(found: Row) -> Request:
    return Request(
        id=found["id"],
        asked_by=RequestFrom(found["asked_by"]),
        number=found["number"],
        received=date.fromisoformat(found["received"]),
        due_at=moment(found["due_at"]),
        due_source=DueSource(found["due_source"]),
        organisation_id=found["organisation_id"],
        answered=date.fromisoformat(found["answered"]) if found["answered"] else None,
        answer_number=found["answer_number"],
        file_hash=found["file_hash"],
        answer_hash=found["answer_hash"],
    )
