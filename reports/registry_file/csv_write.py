"""The registry as a CSV for table programs: UTF-8 with BOM, semicolons, nothing they would take for a formula."""

from __future__ import annotations

import codecs
import csv
import io
from datetime import date

from domain.registry import AccountColumn, RegistryFile, account_cells
from reports.cells import csv_text


def write_csv(registry: RegistryFile) -> bytes:
    """The sheet «Аккаунты» alone."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(AccountColumn)
    for row in registry.rows:
        cells = account_cells(row)
        writer.writerow(_field(cells[column]) for column in AccountColumn)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")


def _field(value: str | date | None) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return csv_text(value or "")
