"""What people stated about rules and subjects; every answer is kept, the latest counts."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from domain.attestation import Attestation, Role
from domain.finding import Subject
from storage.sql import Row, inserted, moment, rows, stamp

_LATEST = """
select rule, subject, answer, at, valid_until, role, note from attestation
where id in (select max(id) from attestation where subject = ? group by rule)
"""


def record(
    db: Database,
    *,
    rule: str,
    subject: Subject,
    answer: bool,
    at: datetime,
    valid_until: datetime,
    role: Role,
    person_id: int | None = None,
    note: str = "",
) -> int:
    """Add an answer (times aware UTC) and return its id; the caller sees to it that the note is fit to keep."""
    return inserted(
        db,
        "attestation",
        {
            "rule": rule,
            "subject": subject.key,
            "answer": answer,
            "at": stamp(at),
            "valid_until": stamp(valid_until),
            "role": role,
            "person_id": person_id,
            "note": note,
        },
    )


def latest(db: Database, subject: Subject) -> dict[str, Attestation]:
    """The last recorded answer of every rule about a subject, expired ones too."""
    return {each["rule"]: _attestation(each) for each in rows(db, _LATEST, (subject.key,))}


def _attestation(found: Row) -> Attestation:
    return Attestation(
        rule=found["rule"],
        subject=found["subject"],
        answer=bool(found["answer"]),
        at=moment(found["at"]),
        valid_until=moment(found["valid_until"]),
        role=Role(found["role"]),
        note=found["note"],
    )
