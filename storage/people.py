"""People let in to the bot, invitations, and strangers. No names: a Telegram id and a role."""

from __future__ import annotations

import hashlib
import secrets
import string
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from domain.attestation import Role
from domain.person import Person
from storage.sql import Row, moment_or_none, row, rows, run, stamp

CODE_ALPHABET = string.ascii_letters + string.digits
CODE_LENGTH = 24
INVITATION_LIFE = timedelta(hours=24)
WRONG_CODES = 5
SILENCE = timedelta(hours=1)
STRANGER_HEARS_EVERY = timedelta(days=1)
WRONG_CODES_ANSWERED = 1
ALERTED = (Role.SPECIALIST, Role.DEPUTY)

_COLUMNS = "id, role, organisation_id, chat_id, reachable"


def let_in_configured(db: Database, ids: Iterable[int], now: datetime) -> None:
    """Make the people of the settings, and only they, specialists by setting.

    A person taken out of the settings loses the access that came from there, and keeps that of an invitation.
    """
    wanted = sorted(set(ids))
    for person_id in wanted:
        run(
            db,
            """insert into person (id, role, chat_id, configured, joined_at) values (?, ?, ?, 1, ?)
            on conflict (id) do update set role = excluded.role, organisation_id = null, configured = 1,
                revoked_at = null where configured = 0 or revoked_at is not null""",
            (person_id, Role.SPECIALIST.value, person_id, stamp(now)),
        )
    marks = ",".join("?" * len(wanted))
    taken_out = f"configured = 1 and revoked_at is null and id not in ({marks})"
    run(
        db,
        f"""update person set role = invited_role, organisation_id = invited_organisation_id, configured = 0
        where invited_role is not null and {taken_out}""",
        wanted,
    )
    run(db, f"update person set revoked_at = ? where {taken_out}", [stamp(now), *wanted])


def find(db: Database, person_id: int) -> Person | None:
    """A person who is let in, or None."""
    found = row(db, f"select {_COLUMNS} from person where id = ? and revoked_at is null", (person_id,))
    return _read(found) if found else None


def is_left_without_organisation(db: Database, person: Person) -> bool:
    """Somebody of an organisation that is in the registry no more."""
    if person.role is not Role.ORGANISATION:
        return False
    held = "select 1 from organisation where id is ? and archived_at is null"
    return row(db, held, (person.organisation_id,)) is None


def alerted(db: Database) -> list[Person]:
    """Those who get alerts and can be reached."""
    marks = ",".join("?" * len(ALERTED))
    found = rows(
        db,
        f"""select {_COLUMNS} from person where revoked_at is null and reachable = 1 and role in ({marks})
        order by id""",
        [role.value for role in ALERTED],
    )
    return [_read(item) for item in found]


def is_anybody_let_in(db: Database) -> bool:
    """Whether anybody who gets alerts is let in, reachable or not."""
    marks = ",".join("?" * len(ALERTED))
    roles = [role.value for role in ALERTED]
    return row(db, f"select 1 from person where revoked_at is null and role in ({marks})", roles) is not None


def greet(db: Database, person_id: int, chat_id: int) -> None:
    """A person spoke to us in this private chat: letters may go there again."""
    run(
        db,
        "update person set chat_id = ?, reachable = 1, unreachable_why = '' where id = ? and revoked_at is null",
        (chat_id, person_id),
    )


def lose(db: Database, person_id: int, why: str) -> None:
    """Telegram said the chat is gone: until the next /start nothing is sent there."""
    run(db, "update person set reachable = 0, unreachable_why = ? where id = ?", (why, person_id))


def move_chat(db: Database, person_id: int, chat_id: int) -> None:
    """The chat has a new id."""
    run(db, "update person set chat_id = ? where id = ?", (chat_id, person_id))


def invite(db: Database, role: Role, organisation_id: int | None, now: datetime) -> str:
    """A new one-time code, valid for 24 hours; only its hash is kept."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    run(
        db,
        "insert into invitation (code_hash, role, organisation_id, created_at, expires_at) values (?, ?, ?, ?, ?)",
        (_hash(code), role.value, organisation_id, stamp(now), stamp(now + INVITATION_LIFE)),
    )
    return code


def accept(db: Database, code: str, person_id: int, chat_id: int, now: datetime) -> Person | None:
    """Let a person in by a code, using the code up; None when it is unknown, used or too old."""
    used = rows(
        db,
        """update invitation set used_at = :now where code_hash = :hash and used_at is null and expires_at > :now
        returning role, organisation_id""",
        {"now": stamp(now), "hash": _hash(code)},
    )
    if not used:
        return None
    run(
        db,
        """insert into person (id, role, organisation_id, invited_role, invited_organisation_id, chat_id, joined_at)
        values (:id, :role, :organisation_id, :role, :organisation_id, :chat_id, :now)
        on conflict (id) do update set role = excluded.role, organisation_id = excluded.organisation_id,
            invited_role = excluded.invited_role, invited_organisation_id = excluded.invited_organisation_id,
            chat_id = excluded.chat_id, reachable = 1, unreachable_why = '', revoked_at = null, configured = 0""",
        {
            "id": person_id,
            "role": used[0]["role"],
            "organisation_id": used[0]["organisation_id"],
            "chat_id": chat_id,
            "now": stamp(now),
        },
    )
    return find(db, person_id)


def is_silenced(db: Database, chat_id: int, now: datetime) -> bool:
    """Five wrong codes were sent from this chat within the last hour."""
    found = row(db, "select silent_until from stranger where chat_id = ?", (chat_id,))
    until = moment_or_none(found["silent_until"]) if found else None
    return until is not None and until > now


def note_wrong_code(db: Database, chat_id: int, now: datetime) -> None:
    """Count a wrong code; the fifth brings an hour of silence."""
    counted = rows(
        db,
        """insert into stranger (chat_id, wrong_codes) values (?, 1)
        on conflict (chat_id) do update set wrong_codes = wrong_codes + 1 returning wrong_codes""",
        (chat_id,),
    )
    if counted[0]["wrong_codes"] >= WRONG_CODES:
        run(
            db,
            "update stranger set wrong_codes = 0, silent_until = ? where chat_id = ?",
            (stamp(now + SILENCE), chat_id),
        )


def may_answer_stranger(db: Database, chat_id: int, now: datetime) -> bool:
    """Once a day: True, and noted, when the stranger's words were not answered for a day; codes count apart."""
    found = row(db, "select answered_at from stranger where chat_id = ?", (chat_id,))
    answered = moment_or_none(found["answered_at"]) if found else None
    if answered is not None and now - answered < STRANGER_HEARS_EVERY:
        return False
    run(
        db,
        """insert into stranger (chat_id, answered_at) values (?, ?)
        on conflict (chat_id) do update set answered_at = excluded.answered_at""",
        (chat_id, stamp(now)),
    )
    return True


def may_answer_wrong_code(db: Database, chat_id: int, now: datetime) -> bool:
    """At most `WRONG_CODES_ANSWERED` times in the day that the first of them began: True, and noted."""
    found = row(db, "select codes_answered, codes_answered_since from stranger where chat_id = ?", (chat_id,))
    since = moment_or_none(found["codes_answered_since"]) if found else None
    is_same_day = since is not None and now - since < STRANGER_HEARS_EVERY
    answered = int(found["codes_answered"]) if found and is_same_day else 0
    if answered >= WRONG_CODES_ANSWERED:
        return False
    began = since if since is not None and is_same_day else now
    run(
        db,
        """insert into stranger (chat_id, codes_answered, codes_answered_since) values (?, ?, ?)
        on conflict (chat_id) do update set codes_answered = excluded.codes_answered,
            codes_answered_since = excluded.codes_answered_since""",
        (chat_id, answered + 1, stamp(began)),
    )
    return True


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _read(item: Row) -> Person:
    return Person(item["id"], Role(item["role"]), item["organisation_id"], item["chat_id"], bool(item["reachable"]))
