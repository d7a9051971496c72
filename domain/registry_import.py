"""What an import would change in the registry, planned before anything is touched (contract, "Registry file")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.network import Network
from domain.organisation import Organisation
from domain.page import Link, Page
from domain.registry import (
    LINK_COLUMNS,
    AccountColumn,
    OfficerColumn,
    OfficerRow,
    RegistryFile,
    RegistryRow,
    Sheet,
    account_cells,
    name_key,
)
from domain.renaming import Rename, likely_renames, way_of_renaming
from domain.same_page import same_community
from domain.table_fault import Fault, TableFault


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation of the registry, not archived, with its pages, at most one a network."""

    organisation: Organisation
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs from the registry in `columns`, which are in the file's order."""

    organisation: Organisation
    row: RegistryRow
    columns: tuple[AccountColumn, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What the file changes. `absent` are not in the file; they are archived only if `remove_missing`.

    `renames` are rows of `added` that look like an organisation of `absent` under a new name.
    `officers` replace those of every organisation the file names; None changes no officers.
    """

    added: tuple[RegistryRow, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Organisation, ...] = ()
    absent: tuple[Organisation, ...] = ()
    remove_missing: bool = False
    officers: tuple[OfficerRow, ...] | None = None
    renames: tuple[Rename, ...] = ()


def plan_import(
    current: Sequence[KnownOrganisation], file: RegistryFile, *, remove_missing: bool = False
) -> ImportPlan:
    """Compare the file with the registry: a row is found by its ОГРН, else by its short name.

    An empty sheet «Ответственные» (as in a fresh template) changes no officers.
    Raises `TableFault` when the file holds no organisation, or the outcome would hold a name or a page twice.
    """
    matched = _matched(current, file.rows)
    found = {known.organisation.id for known in matched if known}
    absent = [known for known in current if known.organisation.id not in found]
    staying = [] if remove_missing else absent
    if faults := [*_emptied(file), *_conflicts(staying, file)]:
        raise TableFault(faults)
    pairs = [(known, _settled(known, row, file)) for known, row in zip(matched, file.rows, strict=True) if known]
    added = tuple(row for known, row in zip(matched, file.rows, strict=True) if known is None)
    changes = [Change(known.organisation, row, differences(known, row)) for known, row in pairs]
    return ImportPlan(
        added=added,
        changed=tuple(change for change in changes if change.columns),
        unchanged=tuple(change.organisation for change in changes if not change.columns),
        absent=tuple(known.organisation for known in absent),
        remove_missing=remove_missing,
        officers=file.officers or None,
        renames=likely_renames(added, [(known.organisation, known.pages) for known in absent]),
    )


def row_of(organisation: Organisation, pages: Iterable[Page]) -> RegistryRow:
    """What the registry knows of an organisation, as a row of the file."""
    links = {page.network: page.link for page in pages}
    return RegistryRow(
        short_name=organisation.short_name,
        full_name=organisation.full_name,
        ogrn=organisation.ogrn,
        status=organisation.status,
        address=organisation.address,
        phone=organisation.phone,
        email=organisation.email,
        site=organisation.site,
        vk=links.get(Network.VK),
        ok=links.get(Network.OK),
        exemption=organisation.exemption,
        kind=organisation.kind,
    )


def differences(known: KnownOrganisation, row: RegistryRow) -> tuple[AccountColumn, ...]:
    """The columns in which a row differs from what is known; a link counts as it is written."""
    before = account_cells(row_of(known.organisation, known.pages))
    after = account_cells(row)
    return tuple(column for column in AccountColumn if before[column] != after[column])


def _matched(current: Sequence[KnownOrganisation], rows: Sequence[RegistryRow]) -> list[KnownOrganisation | None]:
    by_ogrn = {known.organisation.ogrn: known for known in current if known.organisation.ogrn}
    first = [by_ogrn.get(row.ogrn or "") for row in rows]
    taken = {known.organisation.id for known in first if known}
    left = [known for known in current if known.organisation.id not in taken]
    by_name = {name_key(known.organisation.short_name): known for known in left}
    return [known or by_name.get(name_key(row.short_name)) for known, row in zip(first, rows, strict=True)]


def _settled(known: KnownOrganisation, row: RegistryRow, file: RegistryFile) -> RegistryRow:
    """A file without the column «Вид» says nothing about it, so what is known stays."""
    return row if file.kind_given else replace(row, kind=known.organisation.kind)


def _emptied(file: RegistryFile) -> list[Fault]:
    """A file without rows is a slip of the hand, not a registry, and no order to archive all there is."""
    if file.rows:
        return []
    message = "в таблице нет ни одной организации: впишите их строками под заголовками"
    return [Fault(Sheet.ACCOUNTS, None, None, message)]


def _conflicts(staying: Sequence[KnownOrganisation], file: RegistryFile) -> Iterator[Fault]:
    names = {name_key(known.organisation.short_name) for known in staying}
    for row in file.rows:
        if name_key(row.short_name) in names:
            message = "такое краткое название уже у другой организации реестра, которой нет в файле"
            yield Fault(Sheet.ACCOUNTS, row.row_number, AccountColumn.SHORT_NAME, message)
        yield from _taken_pages(row, staying)
    yield from _strangers(file.officers or (), names | {name_key(row.short_name) for row in file.rows})


def _taken_pages(row: RegistryRow, staying: Sequence[KnownOrganisation]) -> Iterator[Fault]:
    for network in Network:
        owner = _owner(row.link(network), staying)
        if owner is not None:
            yield Fault(Sheet.ACCOUNTS, row.row_number, LINK_COLUMNS[network], _taken(row, owner))


def _owner(link: Link | None, staying: Sequence[KnownOrganisation]) -> Organisation | None:
    if link is None:
        return None
    owners = (each.organisation for each in staying if any(same_community(link, page) for page in each.pages))
    return next(owners, None)


def _taken(row: RegistryRow, owner: Organisation) -> str:
    """Contract: an organisation is known by its ОГРН, else by its short name, so that alone ties a rename."""
    return (
        f"эта страница уже у организации «{owner.short_name}», которой нет в файле. Если «{row.short_name}» — её "
        f"новое название, {way_of_renaming(owner)}. Если это другая организация, а прежней больше нет, загрузите "
        "файл с ключом --remove-missing"
    )


def _strangers(officers: Sequence[OfficerRow], names: set[str]) -> Iterator[Fault]:
    for officer in officers:
        if name_key(officer.short_name) not in names:
            message = "такой организации нет ни на листе «Аккаунты», ни в реестре"
            yield Fault(Sheet.OFFICERS, officer.row_number, OfficerColumn.SHORT_NAME, message)
