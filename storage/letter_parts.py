"""What of a letter still holds, for the person it goes to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from domain.letter import Item, Part
from domain.matter import Event, Matter
from storage import matters
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
    for item in sorted(items, key=lambda item: item.matter.worst_first):
        own.setdefault(item.matter.organisation_id, []).append(item)
    return tuple(_part(db, organisation_id, those) for organisation_id, those in own.items())


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
    return Item(matter, event, card_of(db, matter))


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


def knows_it_open(db: Database, person_id: int, matter_id: int) -> bool:
    """The last this person was told of the matter was its opening."""
    told = value(
        db,
        """select event from letter_item join letter on letter.id = letter_item.letter_id
        where letter_item.person_id = ? and matter_id = ? and letter.state = 'sent' and event not like 'reminder%'
        order by letter.id desc, event = 'opened' desc limit 1""",
        (person_id, matter_id),
    )
    return bool(told == Event.OPENED.value)


def _part(db: Database, organisation_id: int | None, items: Sequence[Item]) -> Part:
    name = value(db, "select short_name from organisation where id = ?", (organisation_id,))
    return Part(organisation_id, name, tuple(items))
