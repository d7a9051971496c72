"""A sheet as a CSV for table programs: UTF-8 with BOM, semicolons, nothing they would take for a formula."""

from __future__ import annotations

import codecs
import csv
import io

from reports.cells import csv_text, visible
from reports.sheet import Cell, Sheet


def write_csv(sheet: Sheet) -> bytes:
    """Headings and rows; what stands above and below the table belongs to a person's paper, not to a table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(csv_text(column.heading) for column in sheet.columns)
    writer.writerows([_field(cell) for cell in row] for row in sheet.rows)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")


def _field(cell: Cell) -> str:
    if isinstance(cell.value, str):
        return csv_text(visible(cell.value))
    return str(cell)
