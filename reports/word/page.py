"""A paper put into a Word file, part by part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.document import Block, Cell, Chart, Document, Heading, Link, Pairs, Paragraph, Points, Table
from reports.word import markup
from reports.word.chart import chart_xml
from reports.word.sheet import CAPTION, HEAD_CELL, HEADING, NORMAL, NOTE, POINT, TITLE, UNDER_TITLE, blank_sheet

Address = Callable[[str], str]
_NAME_SHARE = 30


def word_file(document: Document, made_at: datetime) -> bytes:
    """The whole file; `made_at` (aware UTC) goes into its properties."""
    sheet = blank_sheet(document.title, made_at)

    def address(url: str) -> str:
        return sheet.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    parts = [
        _words(document.title, TITLE),
        *(_words(line, UNDER_TITLE) for line in document.under_title),
        *(_block(block, address) for block in document.blocks),
        *([markup.paragraph(markup.run(document.foot), NOTE, room=(24, 0))] if document.foot else []),
    ]
    fill(sheet, "".join(parts))
    return saved(sheet)


def fill(sheet: WordDocument, xml: str) -> None:
    """Put parts on the sheet; the last thing on it stays its page settings."""
    body = sheet.element.body
    for part in list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{xml}</w:body>")):
        body.insert(len(body) - 1, part)


def saved(sheet: WordDocument) -> bytes:
    """The file's bytes."""
    file = BytesIO()
    sheet.save(file)
    return file.getvalue()


def _words(text: str, style: str) -> str:
    return markup.paragraph(markup.run(text), style)


def _block(block: Block, address: Address) -> str:
    if isinstance(block, Heading):
        return _words(block.text, HEADING)
    if isinstance(block, Paragraph):
        return _words(block.text, NOTE if block.is_note else NORMAL)
    if isinstance(block, Points):
        return "".join(_words(item, POINT) for item in block.items)
    if isinstance(block, Chart):
        return _caption(block.title) + chart_xml(block) + _after_chart(block)
    return _pairs(block) if isinstance(block, Pairs) else _table(block, address)


def _caption(text: str) -> str:
    return _words(text, CAPTION) if text else ""


def _after_chart(chart: Chart) -> str:
    return _words(f"Пунктир — {chart.line_title}.", NOTE) if chart.line_title else ""


def _pairs(pairs: Pairs) -> str:
    name_width, value_width = widths = markup.widths_of([_NAME_SHARE, 100 - _NAME_SHARE])
    rows = [
        markup.row(
            [
                markup.cell(markup.run(name), name_width, grey=markup.ASIDE),
                markup.cell(markup.run(value), value_width),
            ]
        )
        for name, value in pairs.rows
    ]
    return _caption(pairs.caption) + markup.table(widths, rows)


def _table(table: Table, address: Address) -> str:
    widths = markup.widths_of([column.share for column in table.columns])
    heads = [
        markup.cell(markup.run(column.title), width, grey=markup.HEAD, is_number=column.is_number, style=HEAD_CELL)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows = [_row(table, row, widths, address) for row in table.rows]
    return _caption(table.caption) + markup.table(widths, [markup.row(heads, is_head=True), *rows])


def _row(table: Table, row: tuple[Cell, ...], widths: list[int], address: Address) -> str:
    columns = zip(table.columns, row, widths, strict=True)
    return markup.row(
        markup.cell(_value(value, address), width, is_number=column.is_number) for column, value, width in columns
    )


def _value(value: Cell, address: Address) -> str:
    return markup.link(address(value.url), value.text) if isinstance(value, Link) else markup.run(value)
