"""A CSV as lines of one sheet: separator found by the headings, lines numbered as a table program would."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from domain.table_fault import Fault, TableFault
from reports.cells import restored
from reports.table_file.cells import MAX_CELL, Cell, Unreadable
from reports.table_file.csv_text import decode
from reports.table_file.table import MAX_COLUMNS, MAX_ROWS, Line, known_headings

SEPARATORS = ";,\t"


def csv_lines(content: bytes, columns: Sequence[str], sheet: str | None = None) -> Iterator[Line]:
    """The file's lines; faults name the sheet it stands for. Raises `TableFault`, some of them on the way."""
    if content.startswith(b"PK\3\4"):
        raise TableFault([Fault(None, None, None, "это книга Excel, а не CSV; дайте файлу имя на .xlsx")])
    text = decode(content, columns, sheet)
    return _lines(text, _separator(text, columns), sheet)


def _separator(text: str, columns: Sequence[str]) -> str:
    """The separator that makes most headings of ours out of the first line that is not empty."""
    head = next((line for line in text.splitlines() if line.strip(f" {SEPARATORS}")), "")
    return max(SEPARATORS, key=lambda each: known_headings(_split(head, each), columns))


def _split(head: str, separator: str) -> list[str]:
    return [field for fields in csv.reader([head], delimiter=separator) for field in fields]


def _lines(text: str, separator: str, sheet: str | None) -> Iterator[Line]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, fields in enumerate(reader, start=1):
            if any(fields[MAX_COLUMNS:]):
                raise _fault(sheet, number, f"больше {MAX_COLUMNS} столбцов")
            if number > MAX_ROWS and any(fields):
                raise _fault(sheet, number, f"больше {MAX_ROWS} строк")
            yield Line(number, tuple(_cell(field) for field in fields[:MAX_COLUMNS]))
    except csv.Error:
        raise _fault(sheet, number + 1, "кавычки не закрыты или стоят посреди значения") from None


def _cell(field: str) -> Cell:
    """The field's text, with the apostrophe removed that keeps a table program from taking it for a formula."""
    if len(field) > MAX_CELL + 1:
        return Unreadable(f"длиннее {MAX_CELL} знаков")
    bare = field.strip()
    return restored(bare)


def _fault(sheet: str | None, row: int, message: str) -> TableFault:
    return TableFault([Fault(sheet, row, None, message)])
