"""The journal of help given to organisations (D2.c, P1.5.1)."""

from __future__ import annotations

from datetime import date, datetime

from sqlite_utils import Database

from storage.sql import inserted, rows, stamp, value

_OF_DAYS = """
select day, organisation.short_name as organisation, topic
from assistance join organisation on organisation.id = assistance.organisation_id
where day between ? and ? order by day, assistance.id
"""


def add(db: Database, *, organisation_id: int, day: date, topic: str, now: datetime) -> int:
    """Note a help given on a local day; returns its id. The caller sees to it that the topic is fit to keep."""
    return inserted(
        db,
        "assistance",
        {"day": day.isoformat(), "organisation_id": organisation_id, "topic": topic, "noted_at": stamp(now)},
    )


def is_noted(db: Database, organisation_id: int, day: date, topic: str) -> bool:
    """The same help of the same day is in the journal already."""
    sql = "select 1 from assistance where organisation_id = ? and day = ? and topic = ?"
    return value(db, sql, (organisation_id, day.isoformat(), topic)) is not None


def of_month(db: Database, first_day: date, last_day: date) -> list[tuple[date, str, str]]:
    """Local day, organisation's short name and topic of each help from `first_day` to `last_day`, both included."""
    found = rows(db, _OF_DAYS, (first_day.isoformat(), last_day.isoformat()))
    return [(date.fromisoformat(each["day"]), each["organisation"], each["topic"]) for each in found]


def count(db: Database, first_day: date, last_day: date) -> int:
    """How many there are from `first_day` to `last_day`, both included."""
    sql = "select count(*) from assistance where day between ? and ?"
    return int(value(db, sql, (first_day.isoformat(), last_day.isoformat())))
