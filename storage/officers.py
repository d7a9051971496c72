"""Who keeps the pages: the registry's «Ответственные», their terms without names, and what a new sheet changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database

from domain.attestation import Role
from domain.officer import Tenure, tenure_of
from domain.officer_change import successions
from domain.organisation import Organisation
from domain.registry import OfficerRole, OfficerRow, name_key
from domain.registry_change import of_officers
from domain.task import Task, Terms
from storage import registry_history, tasks
from storage.registry_rows import officer_of, officer_values
from storage.sql import inserted, rows, run

_OFFICERS = """
select organisation.short_name, officer.* from officer
join organisation on organisation.id = officer.organisation_id
where organisation.archived_at is null
"""


def named(db: Database) -> list[OfficerRow]:
    """Officers of all organisations that are not archived, as the file names them."""
    return [officer_of(each) for each in rows(db, f"{_OFFICERS} order by officer.id")]


def named_of(db: Database, organisation_id: int) -> list[OfficerRow]:
    """Officers of one organisation, as the file names them."""
    found = rows(db, f"{_OFFICERS} and organisation_id = ? order by officer.id", (organisation_id,))
    return [officer_of(each) for each in found]


def tenures_of(db: Database, organisation_id: int) -> tuple[Tenure, ...]:
    """The terms of one organisation's officers, without their names."""
    return tuple(map(tenure_of, named_of(db, organisation_id)))


def take_over(
    db: Database, found: Iterable[OfficerRow], organisations: Sequence[Organisation], now: datetime, terms: Terms
) -> tuple[Task, ...]:
    """Put `found` in place of the officers these organisations had; returns the tasks that this opens.

    Rows find their organisation by its short name, those of other organisations are left out.
    """
    given = _by_organisation(found)
    opened: list[Task] = []
    for organisation in organisations:
        before, after = named_of(db, organisation.id), given.get(name_key(organisation.short_name), [])
        changes = list(of_officers(before, after))
        if not changes:
            continue
        is_first = not _is_kept(before) and not registry_history.has_had_a_keeper(db, organisation.id)
        registry_history.note(db, [(organisation.id, each) for each in changes], now, Role.OPERATOR)
        _replace(db, organisation.id, after)
        for succession in successions(before, after, terms.today(now), is_first=is_first):
            opened += tasks.open_for(db, organisation, succession, now, terms)
    return tuple(opened)


def _by_organisation(found: Iterable[OfficerRow]) -> Mapping[str, list[OfficerRow]]:
    by_name: dict[str, list[OfficerRow]] = {}
    for officer in found:
        by_name.setdefault(name_key(officer.short_name), []).append(officer)
    return by_name


def _is_kept(rows: Sequence[OfficerRow]) -> bool:
    return any(tenure_of(row).role is OfficerRole.KEEPER for row in rows)


def _replace(db: Database, organisation_id: int, found: Sequence[OfficerRow]) -> None:
    run(db, "delete from officer where organisation_id = ?", (organisation_id,))
    for officer in found:
        inserted(db, "officer", officer_values(officer, organisation_id))
