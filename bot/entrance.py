"""How people come in: by invitation, and back in after they were lost. All within one transaction each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from domain.person import Person
from storage import outbox, people
from storage.outbox import Occasion

_START = re.compile(r"/start(?:@\w+)?(?:\s+(\S+))?\s*", re.IGNORECASE)


class Refusal(StrEnum):
    """How a stranger is treated."""

    UNKNOWN = "unknown"
    WRONG_CODE = "wrong_code"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody wrote in a private chat at `at` (aware UTC); `code` stood after /start."""

    person_id: int
    chat_id: int
    code: str | None
    at: datetime


def code_in(text: str | None) -> str | None:
    """The invitation code of a «/start CODE», None in any other text."""
    found = _START.fullmatch(text or "")
    return found[1] if found else None


def admit(db: Database, knock: Knock, storm_over: int) -> Person | Refusal:
    """Let a stranger in by their code, or say how they are to be treated; wrong codes are counted."""
    if people.is_silenced(db, knock.chat_id, knock.at):
        return Refusal.SILENCE
    if knock.code is not None:
        person = people.accept(db, knock.code, knock.person_id, knock.chat_id, knock.at)
        if person is not None:
            _catch_up(db, person, knock.at, storm_over)
            return person
        people.note_wrong_code(db, knock.chat_id, knock.at)
        is_heard = people.may_answer_wrong_code(db, knock.chat_id, knock.at)
        return Refusal.WRONG_CODE if is_heard else Refusal.SILENCE
    is_heard = people.may_answer_stranger(db, knock.chat_id, knock.at)
    return Refusal.UNKNOWN if is_heard else Refusal.SILENCE


def welcome_back(db: Database, person: Person, knock: Knock, storm_over: int) -> Person:
    """A /start of somebody let in: they can be reached again; a new valid code changes their role."""
    accepted = None
    if knock.code is not None:
        accepted = people.accept(db, knock.code, knock.person_id, knock.chat_id, knock.at)
    people.greet(db, knock.person_id, knock.chat_id)
    _catch_up(db, accepted or person, knock.at, storm_over)
    return accepted or person


def _catch_up(db: Database, person: Person, at: datetime, storm_over: int) -> None:
    """Contract, "Telegram": the first /start brings one letter with what holds then."""
    if person.role in people.ALERTED:
        outbox.catch_up(db, person, Occasion(at, at), storm_over)
