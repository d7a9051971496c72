"""A CSV of the registry, which holds «Аккаунты» only."""

from __future__ import annotations

from domain.registry import AccountColumn, RegistryFile, Sheet
from reports.registry_file.records import registry_file
from reports.table_file.csv_lines import csv_lines


def read_csv(content: bytes) -> RegistryFile:
    """The file's rows. Raises `TableFault`."""
    return registry_file(csv_lines(content, tuple(AccountColumn), Sheet.ACCOUNTS), None)
