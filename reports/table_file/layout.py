"""How far a sheet reaches and where its formulas and merged ranges lie, read before its values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Place = tuple[int, int]


@dataclass(slots=True)
class Layout:
    """The last row and column that hold anything, both from 1 (0: an empty sheet).

    `unreadable` maps (row, column) to the Russian reason why the cell there is no value.
    """

    rows: int = 0
    columns: int = 0
    unreadable: dict[Place, str] = field(default_factory=dict[Place, str])


def layout(source: IO[bytes]) -> Layout:
    """The layout of one worksheet part. Raises ParseError or ValueError on a malformed one."""
    found = Layout()
    number = 0
    element: Element
    for _, element in iterparse(source):
        if element.tag == f"{_MAIN}row":
            number = int(element.get("r") or number + 1)
            _note_row(found, number, element)
            element.clear()
        elif element.tag == f"{_MAIN}mergeCell":
            name = element.get("ref", "")
            column, row, _, _ = range_boundaries(name)
            message = f"объединённые ячейки {name}: разъедините их и заполните каждую"
            found.unreadable[row or 1, column or 1] = message
    return found


def _note_row(found: Layout, number: int, row: Element) -> None:
    column = 0
    for cell in row:
        reference = cell.get("r")
        column = coordinate_to_tuple(reference)[1] if reference else column + 1
        if cell.find(f"{_MAIN}f") is not None:
            found.unreadable[number, column] = "формула; впишите значение"
        elif not cell.findtext(f"{_MAIN}v") and cell.find(f"{_MAIN}is") is None:
            continue
        found.rows = max(found.rows, number)
        found.columns = max(found.columns, column)
