"""A content plan as a file people fill in: .xlsx (sheet «Контент-план») or .csv."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from functools import partial
from io import BytesIO
from pathlib import PurePath

from xlsxwriter import Workbook

from domain.content_plan import PLAN_SHEET, PlanColumn, PlanFile, PlannedPost, PlanNetwork, month_of
from domain.table_fault import Fault, TableFault
from reports.table_file.cells import word
from reports.table_file.csv_lines import csv_lines
from reports.table_file.printing import lie_on_paper
from reports.table_file.table import Line, Record, table
from reports.table_file.xlsx_sheets import xlsx_sheets

MAX_BYTES = 5 * 1024 * 1024
_OPTIONAL = frozenset({PlanColumn.NETWORK, PlanColumn.TEXT})
_HINTS = {
    PlanColumn.DAY: "День публикации, ДД.ММ.ГГГГ. Все дни файла — одного месяца.",
    PlanColumn.TITLE: "О чём публикация: «День матери, концерт в Доме культуры». По этим словам её ищут в ленте.",
    PlanColumn.NETWORK: "ВКонтакте, Одноклассники или обе; пусто — обе.",
    PlanColumn.TEXT: "Готовый текст, если он есть: с ним публикация узнаётся надёжнее. Без личных сведений.",
}


def read_plan(name: str, content: bytes) -> PlanFile:
    """The rows of a file of that name. Raises `TableFault` with every fault found."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise _file_fault("нужен файл .xlsx или .csv")
    if len(content) > MAX_BYTES:
        raise _file_fault(f"файл больше {MAX_BYTES // 1024 // 1024} МБ; это не контент-план")
    if not content:
        raise _file_fault("файл пуст")
    if suffix == ".csv":
        return _plan(csv_lines(content, tuple(PlanColumn), PLAN_SHEET), [])
    book = xlsx_sheets(content, (PLAN_SHEET,))
    lines = book.lines(PLAN_SHEET)
    if lines is None:
        raise TableFault([Fault(PLAN_SHEET, None, None, "в книге нет такого листа"), *book.faults])
    return _plan(lines, list(book.faults))


def write_plan_template(name: str) -> bytes:
    """An empty file to fill in. Raises `TableFault` on an unknown extension."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".csv":
        return codecs.BOM_UTF8 + f"{';'.join(PlanColumn)}\r\n".encode()
    if suffix == ".xlsx":
        return _empty_book()
    raise _file_fault("нужен файл .xlsx или .csv")


def _plan(lines: Iterable[Line], faults: list[Fault]) -> PlanFile:
    found = table(PLAN_SHEET, lines, tuple(PlanColumn), _OPTIONAL, faults)
    posts = [post for record in found.records if (post := _post(record)) is not None]
    faults += _other_months(posts)
    if not found.records and not faults:
        faults.append(Fault(PLAN_SHEET, None, None, "в плане нет ни одной публикации"))
    if faults:
        raise TableFault(sorted(faults, key=lambda fault: fault.row or 0))
    return PlanFile(month_of(posts[0].day), tuple(posts))


def _post(record: Record) -> PlannedPost | None:
    """None when the row has no day to stand on; that is a fault already."""
    day = record.day(PlanColumn.DAY)
    if record.cells.get(PlanColumn.DAY, "") == "" and PlanColumn.DAY in record.cells:
        record.blame(PlanColumn.DAY, "не заполнено")
    title = record.required(PlanColumn.TITLE)
    where = record.text(PlanColumn.NETWORK, partial(word, PlanNetwork)) or PlanNetwork.BOTH
    text = record.text(PlanColumn.TEXT, str) or ""
    return PlannedPost(record.number, day, title, text, where.network) if day else None


def _other_months(posts: Sequence[PlannedPost]) -> list[Fault]:
    """The first row says which month the plan is for."""
    return [
        Fault(
            PLAN_SHEET, post.row, PlanColumn.DAY, f"другой месяц, чем в строке {posts[0].row}: план — на один месяц"
        )
        for post in posts
        if month_of(post.day) != month_of(posts[0].day)
    ]


def _empty_book() -> bytes:
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    heading = book.add_format({"bold": True, "bg_color": "#DDE6F0", "text_wrap": True})
    formats = {PlanColumn.DAY: book.add_format({"num_format": "dd.mm.yyyy"})}
    text = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True})
    page = book.add_worksheet(PLAN_SHEET)
    page.freeze_panes(1, 0)
    lie_on_paper(page)
    for place, column in enumerate(PlanColumn):
        width = 60 if column in (PlanColumn.TITLE, PlanColumn.TEXT) else 18
        page.set_column(place, place, width, formats.get(column, text))
        page.write_string(0, place, column, heading)
        page.write_comment(0, place, _HINTS[column], {"x_scale": 2})
    words = {"validate": "list", "source": list(PlanNetwork), "error_type": "warning"}
    page.data_validation(1, list(PlanColumn).index(PlanColumn.NETWORK), 400, 2, words)
    book.close()
    return stream.getvalue()


def _file_fault(message: str) -> TableFault:
    return TableFault([Fault(None, None, None, message)])
