"""The registry in the database: organisations, their pages, and who keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from domain.attestation import Role
from domain.organisation import Kind, Organisation
from domain.page import Page
from domain.registry import OfficerRow, RegistryFile, RegistryRow, name_key
from domain.registry_change import TO_ARCHIVE, of_rows
from domain.registry_import import ImportPlan, KnownOrganisation, row_of
from domain.task import USUAL_TERMS, Task, Terms
from storage import registry_history
from storage.officers import named, take_over
from storage.registry_links import set_links
from storage.registry_rows import organisation_of, organisation_values, page_of
from storage.sql import inserted, rows, run, run_many, stamp

_PAGES = """
select page.* from page join organisation on organisation.id = page.organisation_id
where page.archived_at is null and organisation.archived_at is null
"""


@dataclass(frozen=True, slots=True)
class Applied:
    """Ids of what an import added and archived.

    A page whose link surely means another one is archived and another one added; one whose new link may mean the
    same page stays until the network is asked (`storage.succession`). `tasks` are those that a change of a
    responsible has opened.
    """

    added_organisations: tuple[int, ...] = ()
    archived_organisations: tuple[int, ...] = ()
    added_pages: tuple[int, ...] = ()
    archived_pages: tuple[int, ...] = ()
    tasks: tuple[Task, ...] = ()


def organisations(db: Database) -> list[Organisation]:
    """All that are not archived, in the order they were added."""
    return [
        organisation_of(each)
        for each in rows(db, "select * from organisation where archived_at is null order by id")
    ]


def organisation(db: Database, organisation_id: int) -> Organisation | None:
    """One of them; None when it is archived or was never there."""
    found = rows(db, "select * from organisation where id = ? and archived_at is null", [organisation_id])
    return organisation_of(found[0]) if found else None


def founders(db: Database) -> list[Organisation]:
    """Those that are the administration, in the order they were added."""
    found = "select * from organisation where archived_at is null and kind = ? order by id"
    return [organisation_of(each) for each in rows(db, found, [Kind.ADMINISTRATION])]


def find_organisation(db: Database, name: str) -> Organisation | None:
    """By short name, else by a full name that only one has; case and ё/е do not matter."""
    key = name_key(name)
    known = organisations(db)
    short = [each for each in known if name_key(each.short_name) == key]
    full = [each for each in known if name_key(each.full_name) == key]
    found = short or full
    return found[0] if len(found) == 1 else None


def pages(db: Database, organisation_id: int | None = None) -> list[Page]:
    """Pages that are not archived, of one organisation or of all."""
    if organisation_id is None:
        return [page_of(each) for each in rows(db, f"{_PAGES} order by page.id")]
    return [
        page_of(each) for each in rows(db, f"{_PAGES} and organisation_id = ? order by page.id", [organisation_id])
    ]


def known(db: Database) -> list[KnownOrganisation]:
    """What an import is planned against."""
    owned: dict[int, list[Page]] = {}
    for page in pages(db):
        owned.setdefault(page.organisation_id, []).append(page)
    return [KnownOrganisation(each, tuple(owned.get(each.id, ()))) for each in organisations(db)]


def officers(db: Database) -> list[OfficerRow]:
    """Officers of all organisations that are not archived, as the file names them."""
    return named(db)


def as_file(db: Database, people: bool = False) -> RegistryFile:
    """The registry as a file would hold it; officers only with `people`."""
    return RegistryFile(
        rows=tuple(row_of(each.organisation, each.pages) for each in known(db)),
        officers=tuple(officers(db)) if people else None,
    )


def apply_import(db: Database, plan: ImportPlan, now: datetime, terms: Terms = USUAL_TERMS) -> Applied:
    """Do what was planned, inside the caller's transaction. The plan must have been made in the same one.

    `terms` say how long the tasks after a change of a responsible may take, and by whose day it is seen.
    """
    before = {each.organisation.id: row_of(each.organisation, each.pages) for each in known(db)}
    archived = tuple(each.id for each in plan.absent) if plan.remove_missing else ()
    archived_pages = [page.id for each in archived for page in pages(db, each)]
    _archive(db, "organisation", archived, now)
    _archive(db, "page", archived_pages, now)
    _free_names(db, [change.organisation.id for change in plan.changed])
    for change in plan.changed:
        _rewrite(db, change.organisation.id, change.row)
    added = [_insert(db, each, now) for each in plan.added]
    owners = [change.organisation.id for change in plan.changed] + added
    found = [change.row for change in plan.changed] + list(plan.added)
    moves = [set_links(db, owner, pages(db, owner), each, now) for owner, each in zip(owners, found, strict=True)]
    cells = [
        (owner, cell) for owner, row in zip(owners, found, strict=True) for cell in of_rows(before.get(owner), row)
    ]
    registry_history.note(db, [*cells, *((each, TO_ARCHIVE) for each in archived)], now, Role.OPERATOR)
    return Applied(
        added_organisations=tuple(added),
        archived_organisations=archived,
        added_pages=tuple(page for new, _ in moves for page in new),
        archived_pages=(*archived_pages, *(page for _, old in moves for page in old)),
        tasks=_take_over_officers(db, plan, added, now, terms),
    )


def _take_over_officers(
    db: Database, plan: ImportPlan, added: Iterable[int], now: datetime, terms: Terms
) -> tuple[Task, ...]:
    """A file without officers changes none; one with them, those of every organisation it names."""
    if plan.officers is None:
        return ()
    mentioned = {*added, *_named(db, plan)}
    return take_over(db, plan.officers, [each for each in organisations(db) if each.id in mentioned], now, terms)


def _named(db: Database, plan: ImportPlan) -> set[int]:
    """Organisations that the file names on either sheet."""
    names = {name_key(each.short_name) for each in plan.officers or ()}
    on_officers = {each.id for each in organisations(db) if name_key(each.short_name) in names}
    return {each.organisation.id for each in plan.changed} | {each.id for each in plan.unchanged} | on_officers


def _archive(db: Database, table: str, ids: Iterable[int], now: datetime) -> None:
    run_many(db, f"update {table} set archived_at = ? where id = ?", [(stamp(now), each) for each in ids])


def _free_names(db: Database, ids: Iterable[int]) -> None:
    """Organisations may exchange names within one file, and each name is unique at every moment."""
    run_many(
        db, "update organisation set short_key = ' ' || id, ogrn = null where id = ?", [(each,) for each in ids]
    )


def _insert(db: Database, each: RegistryRow, now: datetime) -> int:
    return inserted(db, "organisation", {**organisation_values(each), "added_at": stamp(now)})


def _rewrite(db: Database, organisation_id: int, each: RegistryRow) -> None:
    values = organisation_values(each)
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    run(db, f"update organisation set {assignments} where id = :id", {**values, "id": organisation_id})
