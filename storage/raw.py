"""Answers that were not as documented, kept for a look: few, small, scrubbed before they come here, for a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from domain.network import Network
from domain.reading import RawAnswer
from storage.sql import inserted, moment, rows, run, stamp

KEPT_FOR = timedelta(days=7)
MOST_ROWS = 500
LARGEST_BYTES = 64 * 1024


def keep(db: Database, answer: RawAnswer, now: datetime) -> None:
    """Store an answer, cut to 64 KB, and drop what is too old or too many."""
    body = answer.body.encode()[:LARGEST_BYTES].decode(errors="ignore")
    inserted(
        db,
        "raw_answer",
        {"network": answer.network, "method": answer.method, "at": stamp(answer.at), "body": body},
    )
    purge(db, now)


def purge(db: Database, now: datetime) -> int:
    """Drop answers older than seven days and all but the newest 500; how many went."""
    old = run(db, "delete from raw_answer where at < ?", (stamp(now - KEPT_FOR),))
    newest = "select id from raw_answer order by id desc limit ?"
    return old + run(db, f"delete from raw_answer where id not in ({newest})", (MOST_ROWS,))


def kept(db: Database) -> list[RawAnswer]:
    """The newest first."""
    found = rows(db, "select network, method, at, body from raw_answer order by id desc")
    return [RawAnswer(Network(each["network"]), each["method"], moment(each["at"]), each["body"]) for each in found]
