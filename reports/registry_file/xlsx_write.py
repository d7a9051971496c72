"""The registry as a workbook: texts as texts, dates as dates, lists of words where the file knows only words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TypeVar

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from domain.organisation import Kind, Status
from domain.registry import (
    AccountColumn,
    OfficerColumn,
    OfficerRole,
    RegistryFile,
    Sheet,
    account_cells,
    officer_cells,
)
from reports.registry_file.hints import ACCOUNT_HINTS, OFFICER_HINTS
from reports.table_file.printing import lie_on_paper

C = TypeVar("C", AccountColumn, OfficerColumn)

_WORDS: Mapping[str, Sequence[str]] = {
    AccountColumn.STATUS: list(Status),
    AccountColumn.KIND: list(Kind),
    OfficerColumn.ROLE: list(OfficerRole),
}
_DATES: frozenset[str] = frozenset(
    {
        AccountColumn.GROUND_DATE,
        OfficerColumn.ORDER_DATE,
        OfficerColumn.VALID_FROM,
        OfficerColumn.VALID_TO,
    }
)
_WIDE: frozenset[str] = frozenset(
    {AccountColumn.FULL_NAME, AccountColumn.ADDRESS, OfficerColumn.NAME, OfficerColumn.POSITION}
)
_BROAD, _NARROW = 30, 16
"""Widths of columns in characters: all of them have to fit on one paper."""

_LISTED_ROWS = 1_000


def write_xlsx(registry: RegistryFile) -> bytes:
    """«Аккаунты», and «Ответственные» when the registry holds officers."""
    book = _Book()
    book.add(Sheet.ACCOUNTS, tuple(AccountColumn), [account_cells(row) for row in registry.rows])
    if registry.officers is not None:
        book.add(Sheet.OFFICERS, tuple(OfficerColumn), [officer_cells(row) for row in registry.officers])
    return book.content()


def template_xlsx() -> bytes:
    """Both sheets empty, each heading with a note of what to write there."""
    book = _Book()
    accounts = book.add(Sheet.ACCOUNTS, tuple(AccountColumn), [])
    _annotate(accounts, [ACCOUNT_HINTS[column] for column in AccountColumn])
    officers = book.add(Sheet.OFFICERS, tuple(OfficerColumn), [])
    _annotate(officers, [OFFICER_HINTS[column] for column in OfficerColumn])
    return book.content()


def _annotate(page: Worksheet, hints: Sequence[str]) -> None:
    for place, hint in enumerate(hints):
        page.write_comment(0, place, hint, {"x_scale": 2})


class _Book:
    """A workbook in memory: names of people must not pass through temporary files."""

    def __init__(self) -> None:
        self._stream = BytesIO()
        self._book = Workbook(self._stream, {"in_memory": True})
        self._heading = self._book.add_format({"bold": True, "bg_color": "#DDE6F0", "text_wrap": True})
        # quote_prefix is how a workbook marks text that begins like a formula.
        self._text = self._book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True})
        self._day = self._book.add_format({"num_format": "dd.mm.yyyy"})

    def add(self, sheet: Sheet, columns: Sequence[C], rows: Sequence[Mapping[C, str | date | None]]) -> Worksheet:
        """A sheet with its headings and rows."""
        page = self._book.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        lie_on_paper(page)
        for place, column in enumerate(columns):
            self._begin(page, place, column)
            for number, cells in enumerate(rows, start=1):
                self._write(page, number, place, cells[column])
        return page

    def content(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._stream.getvalue()

    def _begin(self, page: Worksheet, place: int, column: str) -> None:
        page.set_column(
            place, place, _BROAD if column in _WIDE else _NARROW, self._day if column in _DATES else self._text
        )
        page.write_string(0, place, column, self._heading)
        if words := _WORDS.get(column):
            # Only a warning: the import takes «ведет» for «ведёт», and so must the list.
            choice = {"validate": "list", "source": words, "error_type": "warning"}
            page.data_validation(1, place, _LISTED_ROWS, place, choice)

    def _write(self, page: Worksheet, row: int, place: int, value: str | date | None) -> None:
        if isinstance(value, date):
            page.write_datetime(row, place, value, self._day)
        elif value:
            page.write_string(row, place, value, self._text)
