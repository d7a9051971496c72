"""The registry in the database: organisations, their pages, and who keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from domain.network import Network
from domain.organisation import Kind, Organisation
from domain.page import Page
from domain.registry import OfficerRow, RegistryFile, RegistryRow, name_key
from domain.registry_import import ImportPlan, KnownOrganisation, row_of
from domain.same_page import may_be_same_community, same_community
from storage.registry_rows import (
    link_values,
    officer_of,
    officer_values,
    organisation_of,
    organisation_values,
    page_of,
)
from storage.sql import Value, inserted, rows, run, run_many, stamp

_PAGES = """
select page.* from page join organisation on organisation.id = page.organisation_id
where page.archived_at is null and organisation.archived_at is null
"""
_OFFICERS = """
select organisation.short_name, officer.* from officer
join organisation on organisation.id = officer.organisation_id
where organisation.archived_at is null order by officer.id
"""

_RELINK = "update page set written = :written, link_number = :link_number, link_name = :link_name where id = :id"
# What is known of the page stays with the row until the network says where the new link leads.
_DOUBT = "update page set network_id = coalesce(network_id, link_number), resolution = 'pending' where id = ?"


@dataclass(frozen=True, slots=True)
class Applied:
    """Ids of what an import added and archived.

    A page whose link surely means another one is archived and another one added; one whose new link may mean the
    same page stays until the network is asked (`storage.succession`).
    """

    added_organisations: tuple[int, ...] = ()
    archived_organisations: tuple[int, ...] = ()
    added_pages: tuple[int, ...] = ()
    archived_pages: tuple[int, ...] = ()


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
    return [officer_of(each) for each in rows(db, _OFFICERS)]


def as_file(db: Database, people: bool = False) -> RegistryFile:
    """The registry as a file would hold it; officers only with `people`."""
    return RegistryFile(
        rows=tuple(row_of(each.organisation, each.pages) for each in known(db)),
        officers=tuple(officers(db)) if people else None,
    )


def apply_import(db: Database, plan: ImportPlan, now: datetime) -> Applied:
    """Do what was planned, inside the caller's transaction. The plan must have been made in the same one."""
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
    moves = [_set_links(db, owner, each, now) for owner, each in zip(owners, found, strict=True)]
    if plan.officers is not None:
        replace_officers(db, plan.officers, [*added, *_named(db, plan)])
    return Applied(
        added_organisations=tuple(added),
        archived_organisations=archived,
        added_pages=tuple(page for new, _ in moves for page in new),
        archived_pages=(*archived_pages, *(page for _, old in moves for page in old)),
    )


def replace_officers(db: Database, found: Iterable[OfficerRow], organisation_ids: Iterable[int]) -> None:
    """Put `found` in place of the officers these organisations had; rows find their organisation by short name."""
    run_many(db, "delete from officer where organisation_id = ?", [(each,) for each in organisation_ids])
    ids = {name_key(each.short_name): each.id for each in organisations(db)}
    for officer in found:
        inserted(db, "officer", officer_values(officer, ids[name_key(officer.short_name)]))


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


def _set_links(db: Database, organisation_id: int, each: RegistryRow, now: datetime) -> tuple[list[int], list[int]]:
    """Bring an organisation's pages in line with its row; returns ids of pages added and archived."""
    added: list[int] = []
    archived: list[int] = []
    held = {page.network: page for page in pages(db, organisation_id)}
    for network in Network:
        link, page = each.link(network), held.get(network)
        if link and page and same_community(link, page):
            run(db, _RELINK, {**link_values(link), "id": page.id})
            continue
        if link and page and may_be_same_community(link, page):
            run(db, _DOUBT, [page.id])
            run(db, _RELINK, {**link_values(link), "id": page.id})
            continue
        if page:
            archived.append(page.id)
            _archive(db, "page", [page.id], now)
        if link:
            owner: dict[str, Value] = {"organisation_id": organisation_id, "added_at": stamp(now)}
            added.append(inserted(db, "page", {**owner, **link_values(link), "network": network}))
    return added, archived
