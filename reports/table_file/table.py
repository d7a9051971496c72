"""Lines of a sheet under their headings: columns are known by name, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from openpyxl.utils import get_column_letter

from domain.registry import name_key
from domain.table_fault import Fault
from reports.table_file.cells import ERRORS, Cell, CellFault, Unreadable, clean, day, likely

T = TypeVar("T")

MAX_ROWS = 20_000
MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet as it stands; `number` counts from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A line whose cells are found by heading; what is wrong with them goes to `faults`."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    faults: list[Fault]

    def text(self, column: str, read: Callable[[str], T]) -> T | None:
        """The cell's meaning, or None when it is empty or at fault."""
        return self._taken(column, lambda cell: _text(cell, read))

    def day(self, column: str) -> date | None:
        """The cell as a date, or None when it is empty or at fault."""
        return self._taken(column, _day)

    def required(self, column: str) -> str:
        """The cell's text; an empty one is a fault."""
        if column in self.cells and self.cells[column] == "":
            self.blame(column, "не заполнено")
        return self.text(column, str) or ""

    def blame(self, column: str, message: str) -> None:
        """Note a fault of this line."""
        self.faults.append(Fault(self.sheet, self.number, column, message))

    def _taken(self, column: str, read: Callable[[Cell], T | None]) -> T | None:
        cell = self.cells.get(column, "")
        if cell == "":
            return None
        try:
            return read(cell)
        except CellFault as fault:
            self.blame(column, str(fault))
            return None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's records and which of its columns are there."""

    columns: frozenset[str]
    records: tuple[Record, ...]


def table(
    sheet: str, lines: Iterable[Line], columns: Sequence[str], optional: frozenset[str], faults: list[Fault]
) -> Table:
    """Read the first line that is not empty as headings, the rest as records; add what is wrong to `faults`."""
    full = [line for line in map(_cleaned, lines) if any(cell != "" for cell in line.cells)]
    if not full:
        faults.append(Fault(sheet, None, None, "пусто: нет даже строки заголовков"))
        return Table(frozenset(), ())
    head, body = full[0], full[1:]
    places = dict(_places(sheet, head, columns, faults))
    missing = [each for each in columns if each not in places.values() and each not in optional]
    faults.extend(Fault(sheet, head.number, each, "нет такого столбца") for each in missing)
    faults.extend(_unheaded(sheet, head, body))
    records = tuple(_record(sheet, line, places, faults) for line in body)
    return Table(frozenset(places.values()), records)


def known_headings(cells: Iterable[str], columns: Sequence[str]) -> int:
    """How many of the cells are headings of ours."""
    keys = {name_key(each) for each in columns}
    return sum(name_key(cell) in keys for cell in cells)


def _cleaned(line: Line) -> Line:
    return Line(line.number, tuple(_clean_cell(cell) for cell in line.cells))


def _clean_cell(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    try:
        text = clean(cell)
    except CellFault as fault:
        return Unreadable(str(fault))
    return Unreadable("ошибка вместо значения") if text in ERRORS else text


def _places(sheet: str, head: Line, columns: Sequence[str], faults: list[Fault]) -> Iterator[tuple[int, str]]:
    """Which column stands at which place."""
    by_key = {name_key(each): each for each in columns}
    for place, cell in enumerate(head.cells):
        if cell == "":
            continue
        heading = cell if isinstance(cell, str) else get_column_letter(place + 1)
        column = by_key.pop(name_key(heading), None) if isinstance(cell, str) else None
        if column:
            yield place, column
            continue
        faults.append(Fault(sheet, head.number, heading[:80], _why_refused(cell, columns)))


def _why_refused(cell: Cell, columns: Sequence[str]) -> str:
    if isinstance(cell, Unreadable):
        return cell.reason
    repeated = isinstance(cell, str) and known_headings([cell], columns)
    return "столбец повторяется" if repeated else "неизвестный столбец; уберите его или исправьте заголовок"


def _unheaded(sheet: str, head: Line, body: Iterable[Line]) -> Iterator[Fault]:
    """One fault for every column that holds values and has no heading, at the first of them."""
    headed = {place for place, cell in enumerate(head.cells) if cell != ""}
    for line in body:
        for place, cell in enumerate(line.cells):
            if cell != "" and place not in headed:
                headed.add(place)
                yield Fault(sheet, line.number, get_column_letter(place + 1), "значения в столбце без заголовка")


def _record(sheet: str, line: Line, places: Mapping[int, str], faults: list[Fault]) -> Record:
    cells: dict[str, Cell] = {
        column: line.cells[place] if place < len(line.cells) else "" for place, column in places.items()
    }
    return Record(sheet, line.number, cells, faults)


def _text(cell: Cell, read: Callable[[str], T]) -> T:
    if isinstance(cell, date):
        raise CellFault("дата вместо текста; задайте ячейке текстовый формат и впишите значение заново")
    return read(_readable(cell))


def _day(cell: Cell) -> date:
    return likely(cell) if isinstance(cell, date) else day(_readable(cell))


def _readable(cell: str | Unreadable) -> str:
    if isinstance(cell, Unreadable):
        raise CellFault(cell.reason)
    return cell
