"""What of a letter still holds, for the person it goes to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from domain.letter import Item, Part
from domain.matter import Event, Matter
from storage import matters
from storage.knowledge import knows_it_open
from storage.pagecards import card_of
from storage.sql import Row, rows, run, value


def parts_that_hold(db: Database, letter: Row) -> tuple[Part, ...]:
    """A letter's items that still hold for its reader, by organisation, worst first; the rest leaves the letter."""
    items: list[Item] = []
    for line in rows(db, "select * from letter_item where letter_id = ?", (letter["id"],)):
        item = _item_that_holds(db, line, letter)
        if item is None:
            _drop(db, line)
        else:
            items.append(item)
    own: dict[int | None, list[Item]] = {}
    for item in sorted(_without_older_reminders(items), key=lambda item: item.matter.worst_first):
        own.setdefault(item.matter.organisation_id, []).append(item)
    return tuple(_part(db, organisation_id, those) for organisation_id, those in own.items())


def _without_older_reminders(items: Sequence[Item]) -> list[Item]:
    """Of several reminders of one matter, gathered while nothing could be sent, the newest is enough."""
    newest = {
        item.matter.id: item.event for item in sorted(items, key=lambda item: item.event) if item.event.is_reminder
    }
    return [item for item in items if not item.event.is_reminder or item.event is newest[item.matter.id]]


def _drop(db: Database, line: Row) -> None:
    """What does not hold now leaves the letter, so that a repetition of it says the same."""
    run(
        db,
        "delete from letter_item where person_id = ? and matter_id = ? and event = ? and occurrence = ?",
        (line["person_id"], line["matter_id"], line["event"], line["occurrence"]),
    )


def _item_that_holds(db: Database, line: Row, letter: Row) -> Item | None:
    matter = matters.by_id(db, line["matter_id"])
    event = Event(line["event"])
    # After a try with an unknown outcome the reader may have the letter: it is repeated as it was.
    repeated = letter["uncertain"] > 0 or letter["progress"] > 0
    if matter is None or not (_holds(db, matter, event, line) or repeated):
        return None
    return Item(matter, event, card_of(db, matter, line["person_id"]))


def _holds(db: Database, matter: Matter, event: Event, line: Row) -> bool:
    knows = knows_it_open(db, line["person_id"], matter.id)
    is_same = matter.occurrence == line["occurrence"]
    if event.is_ending:
        return knows and is_same and not matter.is_open
    is_current = is_same and matter.is_open and matter.muted_since is None
    if event is Event.OPENED and is_current and knows:
        matters.announce(db, matter.id, matter.occurrence, matter.opened_at)
        return False
    return is_current and (event is Event.OPENED or knows)


def _part(db: Database, organisation_id: int | None, items: Sequence[Item]) -> Part:
    name = value(db, "select short_name from organisation where id = ?", (organisation_id,))
    return Part(organisation_id, name, tuple(items))
