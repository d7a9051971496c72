"""Sheets as a workbook that is read on a screen and printed on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.cells import visible
from reports.charts import draw
from reports.heights import height
from reports.looks import FONT, Looks
from reports.sheet import Cell, Shape, Sheet

_A4 = 9
# Excel opens no sheet with more than 65,530 links (xlsxwriter.readthedocs.io, worksheet.write_url).
_MOST_LINKS = 60_000
_ADDRESSES = ("https://vk.com/", "https://ok.ru/")
_NOTHING = "Здесь пока ничего нет."


def write_workbook(sheets: Sequence[Sheet], title: str, made_at: datetime) -> bytes:
    """The file's bytes; nothing passes through temporary files. `made_at` is the settlement's local time."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "default_format_properties": FONT})
    book.set_properties({"title": visible(title), "created": made_at.replace(tzinfo=None)})
    looks = Looks(book)
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        _fill(book, page, looks, sheet)
        _for_print(page, sheet, made_at)
    book.close()
    return stream.getvalue()


def _fill(book: Workbook, page: Worksheet, looks: Looks, sheet: Sheet) -> None:
    _above(page, looks, sheet)
    head = len(sheet.lines) + 2
    _headings(page, looks, sheet, head)
    has_links = len(sheet.rows) * len(sheet.columns) < _MOST_LINKS
    for row, cells in enumerate(sheet.rows, start=head + 1):
        _row(page, looks, sheet, row, cells, has_links=has_links)
    below = head + 1 + len(sheet.rows)
    if not sheet.rows:
        page.write_string(below, 0, _NOTHING, looks.line)
    elif sheet.totals:
        _row(page, looks, sheet, below, sheet.totals, is_total=True)
    if sheet.chart and sheet.rows:
        draw(book, page, sheet, sheet.chart, head, below + 2)


def _above(page: Worksheet, looks: Looks, sheet: Sheet) -> None:
    """The title runs on over empty neighbours; lines wrap within the table's width on each page."""
    page.write_string(0, 0, visible(sheet.title), looks.title)
    page.set_row(0, 22)
    # Of a table wider than its paper only the fixed columns are on every page.
    over = sheet.columns if sheet.pages_wide == 1 else sheet.columns[: sheet.fixed]
    width = max(20.0, sum(column.width for column in over))
    for row, line in enumerate(sheet.lines, start=1):
        if len(over) > 1:
            # What `merge_range` is given it takes for whatever it looks like, so it gets nothing.
            page.merge_range(row, 0, row, len(over) - 1, "", looks.line)
        page.write_string(row, 0, visible(line), looks.line)
        page.set_row(row, height([(line, width)]))


def _headings(page: Worksheet, looks: Looks, sheet: Sheet, head: int) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(head, place, visible(column.heading), looks.heading)
    page.set_row(head, height([(column.heading, column.width) for column in sheet.columns], bold=True))
    page.freeze_panes(head + 1, sheet.fixed)
    if sheet.rows:
        page.autofilter(head, 0, head + len(sheet.rows), len(sheet.columns) - 1)


def _row(
    page: Worksheet,
    looks: Looks,
    sheet: Sheet,
    row: int,
    cells: Sequence[Cell],
    *,
    is_total: bool = False,
    has_links: bool = False,
) -> None:
    page.set_row(row, height(_wrapped(sheet, cells), bold=is_total))
    for place, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
        look = looks.of(column.shape, cell, is_total=is_total)
        value = cell.value
        if value is None:
            page.write_blank(row, place, None, look)
        elif isinstance(value, date):
            page.write_datetime(row, place, value, look)
        elif not isinstance(value, str):
            page.write_number(row, place, value, look)
        elif column.shape is Shape.LINK and has_links and value.startswith(_ADDRESSES):
            page.write_url(row, place, value, look, visible(value))
        else:
            page.write_string(row, place, visible(value), look)


def _wrapped(sheet: Sheet, cells: Sequence[Cell]) -> list[tuple[str, float]]:
    """The texts that may need more than one line, with their columns' widths."""
    return [
        (cell.value, column.width)
        for column, cell in zip(sheet.columns, cells, strict=True)
        if isinstance(cell.value, str) and column.shape is not Shape.LINK
    ]


def _for_print(page: Worksheet, sheet: Sheet, made_at: datetime) -> None:
    """A4, as wide as the paper, headings on every page."""
    head = len(sheet.lines) + 2
    page.set_paper(_A4)
    if not sheet.is_upright:
        page.set_landscape()
    page.fit_to_pages(sheet.pages_wide, 0)
    page.repeat_rows(head)
    if sheet.pages_wide > 1:
        page.repeat_columns(0, sheet.fixed - 1)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8Составлено {made_at:%d.%m.%Y %H:%M}&R&8Лист &P из &N")
    # Numbers of registers are texts, and a green corner on each says nothing.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
