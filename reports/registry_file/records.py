"""Records of the two sheets into rows of the registry, noting every fault on the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from domain.network import Network
from domain.organisation import Exemption, Kind, Status
from domain.registry import (
    AccountColumn,
    OfficerColumn,
    OfficerRole,
    OfficerRow,
    RegistryFile,
    RegistryRow,
    Sheet,
    duplicates,
)
from domain.table_fault import Fault, TableFault
from reports.registry_file import cells
from reports.table_file import cells as table_cells
from reports.table_file.table import Line, Record, table

_OPTIONAL = frozenset({AccountColumn.KIND})


def registry_file(
    accounts: Iterable[Line], officers: Iterable[Line] | None, faults: Iterable[Fault] = ()
) -> RegistryFile:
    """A whole file of its sheets' lines. `faults` are those found before.

    Raises `TableFault` with all faults, sheet by sheet and row by row.
    """
    found = list(faults)
    heard = table(Sheet.ACCOUNTS, accounts, tuple(AccountColumn), _OPTIONAL, found)
    rows = tuple(_row(record) for record in heard.records)
    found.extend(duplicates([row for row in rows if row.full_name and row.short_name]))
    people = None if officers is None else _officers(officers, found)
    if found:
        raise TableFault(sorted(found, key=_place))
    return RegistryFile(rows, people, kind_given=AccountColumn.KIND in heard.columns)


def _row(record: Record) -> RegistryRow:
    return RegistryRow(
        full_name=record.required(AccountColumn.FULL_NAME),
        short_name=record.required(AccountColumn.SHORT_NAME),
        ogrn=record.text(AccountColumn.OGRN, cells.ogrn),
        status=record.text(AccountColumn.STATUS, partial(table_cells.word, Status)),
        address=record.text(AccountColumn.ADDRESS, str),
        phone=record.text(AccountColumn.PHONE, cells.phones),
        email=record.text(AccountColumn.EMAIL, cells.email),
        site=record.text(AccountColumn.SITE, cells.site),
        vk=record.text(AccountColumn.VK, partial(cells.link, Network.VK)),
        ok=record.text(AccountColumn.OK, partial(cells.link, Network.OK)),
        exemption=Exemption(record.text(AccountColumn.GROUND, str), record.day(AccountColumn.GROUND_DATE)),
        kind=record.text(AccountColumn.KIND, partial(table_cells.word, Kind)) or Kind.SUBORDINATE,
        row_number=record.number,
    )


def _officers(lines: Iterable[Line], faults: list[Fault]) -> tuple[OfficerRow, ...]:
    heard = table(Sheet.OFFICERS, lines, tuple(OfficerColumn), frozenset(), faults)
    return tuple(_officer(record) for record in heard.records)


def _officer(record: Record) -> OfficerRow:
    officer = OfficerRow(
        short_name=record.required(OfficerColumn.SHORT_NAME),
        role=record.text(OfficerColumn.ROLE, partial(table_cells.word, OfficerRole)),
        name=record.text(OfficerColumn.NAME, str),
        position=record.text(OfficerColumn.POSITION, str),
        phone=record.text(OfficerColumn.PHONE, cells.phones),
        order_number=record.text(OfficerColumn.ORDER_NUMBER, str),
        order_date=record.day(OfficerColumn.ORDER_DATE),
        valid_from=record.day(OfficerColumn.VALID_FROM),
        valid_to=record.day(OfficerColumn.VALID_TO),
        row_number=record.number,
    )
    if officer.valid_from and officer.valid_to and officer.valid_to < officer.valid_from:
        record.blame(OfficerColumn.VALID_TO, "раньше, чем «С»")
    return officer


def _place(fault: Fault) -> tuple[int, int]:
    """Faults of the file, then of «Аккаунты», then of the rest; within a sheet by row."""
    sheets = (None, Sheet.ACCOUNTS, Sheet.OFFICERS)
    return sheets.index(fault.sheet) if fault.sheet in sheets else len(sheets), fault.row or 0
