"""An XLSX as lines of its sheets: cells as text and dates, what is no value named as a fault."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import LXML
from openpyxl.reader.excel import ExcelReader

from domain.registry import name_key
from domain.table_fault import Fault, TableFault
from reports.table_file.cells import Cell, Unreadable
from reports.table_file.layout import Layout, layout
from reports.table_file.package import PackageFault, check_package
from reports.table_file.table import MAX_COLUMNS, MAX_ROWS, Line

if LXML:
    raise ImportError("openpyxl was imported before `reports` could keep it from parsing by lxml")

# Above it a spreadsheet's number keeps no more than fifteen digits: the last ones are already lost.
_EXACT_BELOW = 10**15
# How a workbook writes a line break or tab it cannot hold (ECMA-376 part 1, 22.9.2.19); openpyxl leaves it so.
_ESCAPED_BREAK = re.compile(r"_x000[9ADad]_")
# openpyxl names no exception for a malformed part; these are what its descriptors and parsers raise.
_MALFORMED = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Book:
    """Lines of the sheets that are there, and what is wrong with the book as a whole."""

    sheets: Mapping[str, tuple[Line, ...]]
    faults: tuple[Fault, ...]

    def lines(self, name: str) -> tuple[Line, ...] | None:
        """The sheet of that name; case and ё/е do not matter. None when there is none."""
        return self.sheets.get(name_key(name))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One sheet of the book as it stands."""

    title: str
    layout: Layout
    lines: tuple[Line, ...]


def xlsx_sheets(content: bytes, names: Sequence[str]) -> Book:
    """The sheets of these names; another sheet that holds anything is a fault. Raises `TableFault`."""
    try:
        check_package(content)
        leaves = _leaves(content, names)
    except PackageFault as fault:
        raise TableFault([Fault(None, None, None, str(fault))]) from None
    except _MALFORMED:
        message = "файл повреждён или это не книга .xlsx; откройте его в Excel или LibreOffice и сохраните заново"
        raise TableFault([Fault(None, None, None, message)]) from None
    faults = tuple(_sheet_faults(leaves, names))
    return Book({name_key(leaf.title): leaf.lines for leaf in leaves}, faults)


def _sheet_faults(leaves: list[_Leaf], names: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for leaf in leaves:
        key = name_key(leaf.title)
        if key not in map(name_key, names):
            if leaf.layout.rows:
                yield Fault(leaf.title, None, None, "неизвестный лист; уберите его или исправьте название")
            continue
        if key in seen:
            yield Fault(leaf.title, None, None, "лист повторяется")
        seen.add(key)
        if leaf.layout.rows > MAX_ROWS:
            yield Fault(leaf.title, leaf.layout.rows, None, f"больше {MAX_ROWS} строк")
        if leaf.layout.columns > MAX_COLUMNS:
            yield Fault(leaf.title, None, None, f"больше {MAX_COLUMNS} столбцов")


def _leaves(content: bytes, names: Sequence[str]) -> list[_Leaf]:
    """Every sheet of the book; formulas are found by `layout`, so their last values are read."""
    with warnings.catch_warnings():
        # openpyxl warns of every extension it drops; none of them holds a value.
        warnings.simplefilter("ignore", UserWarning)
        reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        reader.read()
        with reader.archive:
            return [_leaf(reader, sheet.name, link.Target, names) for sheet, link in reader.parser.find_sheets()]


def _leaf(reader: ExcelReader, title: str, part: str, names: Sequence[str]) -> _Leaf:
    with reader.archive.open(part) as source:
        found = layout(source)
    ours = name_key(title) in map(name_key, names)
    return _Leaf(title, found, tuple(_lines(reader, title, found)) if ours and found.rows else ())


def _lines(reader: ExcelReader, title: str, found: Layout) -> Iterator[Line]:
    rows = reader.wb[title].iter_rows(
        max_row=min(found.rows, MAX_ROWS), max_col=min(found.columns, MAX_COLUMNS), values_only=True
    )
    marked = {row for row, _ in found.unreadable}
    for number, values in enumerate(rows, start=1):
        if number in marked or any(value is not None for value in values):
            yield Line(number, tuple(_cells(number, values, found)))


def _cells(number: int, values: Sequence[object], found: Layout) -> Iterator[Cell]:
    for column, value in enumerate(values, start=1):
        reason = found.unreadable.get((number, column))
        yield Unreadable(reason) if reason else _cell(value)


def _cell(value: object) -> Cell:
    """What a table program holds: text, a date, a number, or something that is no value."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED_BREAK.sub(" ", value)
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return Unreadable("значение не текст, не число и не дата; впишите его текстом")


def _number(value: float) -> Cell:
    if abs(value) >= _EXACT_BELOW:
        return Unreadable("слишком длинное число: последние цифры потеряны; впишите его текстом")
    return str(int(value)) if value % 1 == 0 else str(value)
