"""A CSV of the registry: separator found by the headings, lines as a table program would number them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from domain.registry import AccountColumn, Fault, RegistryFault, RegistryFile, Sheet
from reports.registry_file.cells import MAX_CELL, Cell, Unreadable
from reports.registry_file.csv_text import decode
from reports.registry_file.records import registry_file
from reports.registry_file.table import MAX_COLUMNS, MAX_ROWS, Line, known_headings

SEPARATORS = ";,\t"
_NEUTRALISED = re.compile(r"'+[=+\-@]")


def read_csv(content: bytes) -> RegistryFile:
    """The file's rows. Raises `RegistryFault`."""
    if content.startswith(b"PK\3\4"):
        raise RegistryFault([Fault(None, None, None, "это книга Excel, а не CSV; дайте файлу имя на .xlsx")])
    text = decode(content)
    return registry_file(_lines(text, _separator(text)), None)


def _separator(text: str) -> str:
    """The separator that makes most headings of ours out of the first line that is not empty."""
    head = next((line for line in text.splitlines() if line.strip(f" {SEPARATORS}")), "")
    return max(SEPARATORS, key=lambda each: known_headings(_split(head, each), tuple(AccountColumn)))


def _split(head: str, separator: str) -> list[str]:
    return [field for fields in csv.reader([head], delimiter=separator) for field in fields]


def _lines(text: str, separator: str) -> Iterator[Line]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, fields in enumerate(reader, start=1):
            if any(fields[MAX_COLUMNS:]):
                raise _fault(number, f"больше {MAX_COLUMNS} столбцов")
            if number > MAX_ROWS and any(fields):
                raise _fault(number, f"больше {MAX_ROWS} строк")
            yield Line(number, tuple(_cell(field) for field in fields[:MAX_COLUMNS]))
    except csv.Error:
        raise _fault(number + 1, "кавычки не закрыты или стоят посреди значения") from None


def _cell(field: str) -> Cell:
    """The field's text, with the apostrophe removed that keeps a table program from taking it for a formula."""
    if len(field) > MAX_CELL + 1:
        return Unreadable(f"длиннее {MAX_CELL} знаков")
    bare = field.strip()
    return bare[1:] if _NEUTRALISED.match(bare) else bare


def _fault(row: int, message: str) -> RegistryFault:
    return RegistryFault([Fault(Sheet.ACCOUNTS, row, None, message)])
