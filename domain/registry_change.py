"""What became of a value of the registry: who changed it, when, from what to what (P1.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.attestation import Role
from domain.officer import tenure_of
from domain.registry import OfficerColumn, OfficerRow, RegistryRow, Sheet, account_cells, officer_cells

OFFICERS = str(Sheet.OFFICERS)
"""The field under which a change of «Ответственные» is noted, by roles alone."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of an organisation's row; None is an empty cell. Officers' names never stand here."""

    field: str
    before: str | None
    after: str | None


TO_ARCHIVE = FieldChange("Реестр", "в реестре", "в архиве")
"""The organisation was not in the file, which was to hold them all."""


@dataclass(frozen=True, slots=True)
class RegistryChange:
    """A noted change; `organisation` is the present short name, `at` aware UTC."""

    organisation: str
    change: FieldChange
    at: datetime
    who: Role


def of_rows(before: RegistryRow | None, after: RegistryRow) -> Iterator[FieldChange]:
    """The cells in which two rows differ, in the file's order; None: there was no such organisation."""
    old = account_cells(before) if before else {}
    for column, value in account_cells(after).items():
        if old.get(column) != value:
            yield FieldChange(column.value, _text(old.get(column)), _text(value))


def of_officers(before: Iterable[OfficerRow], after: Iterable[OfficerRow]) -> Iterator[FieldChange]:
    """That the lines differ, told by their roles; the order of the lines does not matter."""
    old, new = [*before], [*after]
    if sorted(map(_cells, old)) != sorted(map(_cells, new)):
        yield FieldChange(OFFICERS, _roles(old), _roles(new))


def _cells(row: OfficerRow) -> str:
    """All but the organisation's name, which may be written in another way."""
    return str({**officer_cells(row), OfficerColumn.SHORT_NAME: None})


def _roles(rows: Sequence[OfficerRow]) -> str | None:
    return ", ".join(sorted(tenure_of(row).role for row in rows)) or None


def _text(value: str | date | None) -> str | None:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else value and str(value)
