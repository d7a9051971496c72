"""Who was told what: what the letters that arrived make a person believe of a matter."""

from __future__ import annotations

from sqlite_utils import Database

from domain.matter import Event
from storage import people
from storage.sql import value


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


def is_known_to_a_reader(db: Database, matter_id: int) -> bool:
    """Somebody who gets alerts now knows of the matter; those who were told of it may be gone."""
    return any(knows_it_open(db, person.id, matter_id) for person in people.alerted(db))
