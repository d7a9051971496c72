"""An XLSX of the registry: its two sheets by name."""

from __future__ import annotations

from domain.registry import RegistryFile, Sheet
from domain.table_fault import Fault, TableFault
from reports.registry_file.records import registry_file
from reports.table_file.xlsx_sheets import xlsx_sheets


def read_xlsx(content: bytes) -> RegistryFile:
    """The file's rows and officers. Raises `TableFault`."""
    book = xlsx_sheets(content, tuple(Sheet))
    accounts, officers = book.lines(Sheet.ACCOUNTS), book.lines(Sheet.OFFICERS)
    if accounts is None:
        raise TableFault([Fault(Sheet.ACCOUNTS, None, None, "в книге нет такого листа"), *book.faults])
    return registry_file(accounts, officers or None, book.faults)
