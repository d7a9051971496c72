"""Materials of «Госпаблики» and whom they are for (P1.5.4)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database

from domain.central import CentralItem
from domain.finding import DueSource
from storage.sql import Row, Value, inserted, moment, row, rows, run, run_many, stamp

_ITEMS = """
select central_item.*, group_concat(organisation_id) as addressed
from central_item left join central_address on central_address.item_id = central_item.id
where withdrawn_at is null and received_at >= :since
group by central_item.id order by received_at, central_item.id
"""
_OF_NUMBER = """
select central_item.*, group_concat(organisation_id) as addressed
from central_item left join central_address on central_address.item_id = central_item.id
where number = ? group by central_item.id
"""


def add(
    db: Database,
    *,
    number: str,
    title: str,
    text: str,
    links: Sequence[str],
    received_at: datetime,
    due_at: datetime,
    due_source: DueSource,
    addressed: Iterable[int],
    now: datetime,
) -> int:
    """Register an item (times aware UTC) and return its id. Raises `sqlite3.IntegrityError` on a known number."""
    values: dict[str, Value] = {
        "number": number,
        "title": title,
        "text": text,
        "links": json.dumps(list(links), ensure_ascii=False),
        "received_at": stamp(received_at),
        "due_at": stamp(due_at),
        "due_source": due_source,
        "noted_at": stamp(now),
    }
    item_id = inserted(db, "central_item", values)
    run_many(
        db, "insert into central_address (item_id, organisation_id) values (?, ?)", _addresses(item_id, addressed)
    )
    return item_id


def _addresses(item_id: int, organisation_ids: Iterable[int]) -> list[tuple[int, int]]:
    return [(item_id, each) for each in dict.fromkeys(organisation_ids)]


def items(db: Database, since: datetime) -> list[CentralItem]:
    """Those received since then and not withdrawn, the earliest first."""
    return [_item(each) for each in rows(db, _ITEMS, {"since": stamp(since)})]


def items_for(db: Database, organisation_id: int, since: datetime) -> list[CentralItem]:
    """As `items`, those the organisation has to publish."""
    return [item for item in items(db, since) if item.is_for(organisation_id)]


def find(db: Database, number: str) -> CentralItem | None:
    """The item of that number, a withdrawn one too."""
    found = row(db, _OF_NUMBER, (number,))
    return _item(found) if found else None


def is_withdrawn(db: Database, item_id: int) -> bool:
    """Whether nobody has to publish it any more."""
    return row(db, "select 1 from central_item where id = ? and withdrawn_at is not null", (item_id,)) is not None


def withdraw(db: Database, item_id: int, now: datetime) -> None:
    """Nobody has to publish it any more; what was found stays known."""
    run(db, "update central_item set withdrawn_at = ? where id = ? and withdrawn_at is null", (stamp(now), item_id))


def _item(found: Row) -> CentralItem:
    return CentralItem(
        id=found["id"],
        number=found["number"],
        title=found["title"],
        text=found["text"],
        links=tuple(json.loads(found["links"])),
        received_at=moment(found["received_at"]),
        due_at=moment(found["due_at"]),
        due_source=DueSource(found["due_source"]),
        addressed=frozenset(map(int, (found["addressed"] or "").split(",")) if found["addressed"] else ()),
    )
