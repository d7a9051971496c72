"""Every change of a value of the registry: who, when, before, after (P1.5.1); never an officer's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from domain.attestation import Role
from domain.registry import OfficerRole
from domain.registry_change import OFFICERS, FieldChange, RegistryChange
from storage.sql import moment, rows, run_many, stamp, stamp_or_none, value

_INSERT = "insert into registry_change (organisation_id, field, before, after, at, who) values (?, ?, ?, ?, ?, ?)"
_LISTED = """
select organisation.short_name, field, before, after, at, who
from registry_change join organisation on organisation.id = registry_change.organisation_id
where ? in (0, organisation_id) order by registry_change.id
"""
_COUNTED = """
select field, count(*) as n from registry_change where organisation_id = ? and at > ?
group by field order by min(id)
"""
_KEPT_ONCE = """
select exists (select 1 from registry_change where organisation_id = ? and field = ?
               and instr(coalesce(before, '') || coalesce(after, ''), ?))
"""


def note(db: Database, changes: Iterable[tuple[int, FieldChange]], now: datetime, who: Role) -> None:
    """Keep changes of organisations' values, each with the organisation's id, made at `now` (aware UTC)."""
    run_many(
        db,
        _INSERT,
        [(owner, each.field, each.before, each.after, stamp(now), who.value) for owner, each in changes],
    )


def listed(db: Database, organisation_id: int = 0) -> list[RegistryChange]:
    """The changes of one organisation, or of all, oldest first."""
    return [
        RegistryChange(
            each["short_name"],
            FieldChange(each["field"], each["before"], each["after"]),
            moment(each["at"]),
            Role(each["who"]),
        )
        for each in rows(db, _LISTED, (organisation_id,))
    ]


def counted(db: Database, organisation_id: int, since: datetime | None) -> dict[str, int]:
    """How often each field of an organisation was changed after `since` (aware UTC; None: ever)."""
    found = rows(db, _COUNTED, (organisation_id, stamp_or_none(since) or ""))
    return {each["field"]: each["n"] for each in found}


def has_had_a_keeper(db: Database, organisation_id: int) -> bool:
    """The registry named somebody responsible for the organisation at some time, or took them out."""
    return bool(value(db, _KEPT_ONCE, (organisation_id, OFFICERS, OfficerRole.KEEPER)))
