"""The page around the parts of a paper, and each part as HTML; every text is escaped here and nowhere else."""

from __future__ import annotations

from html import escape

from reports.document import Block, Cell, Chart, Document, Heading, Link, Pairs, Paragraph, Points, Table, clean
from reports.web.chart import svg
from reports.web.style import STYLE

# The page may load nothing and run nothing, whatever gets into it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def web_page(document: Document) -> bytes:
    """The whole file, UTF-8; well-formed as XML too, so that a strict reader shows all of it."""
    under = "".join(f'<p class="under">{_text(line)}</p>\n' for line in document.under_title)
    blocks = "".join(_block(block, number) for number, block in enumerate(document.blocks))
    foot = f"<footer><p>{_text(document.foot)}</p></footer>\n" if document.foot else ""
    page = (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{_text(document.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_text(document.title)}</h1>\n{under}{blocks}</main>\n{foot}</body>\n</html>\n"
    )
    return page.encode()


def _text(text: str) -> str:
    return escape(clean(text))


def _block(block: Block, place: int) -> str:
    if isinstance(block, Heading):
        return f"<h2>{_text(block.text)}</h2>\n"
    if isinstance(block, Paragraph):
        kind = ' class="note"' if block.is_note else ""
        return f"<p{kind}>{_text(block.text)}</p>\n"
    if isinstance(block, Points):
        return f"<ul>\n{''.join(f'<li>{_text(item)}</li>{chr(10)}' for item in block.items)}</ul>\n"
    if isinstance(block, Chart):
        return f"<figure>\n<figcaption>{_text(block.title)}</figcaption>\n{svg(block, f'chart{place}')}</figure>\n"
    return _pairs(block) if isinstance(block, Pairs) else _table(block)


def _pairs(pairs: Pairs) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_text(name)}</th><td>{_text(value)}</td></tr>\n' for name, value in pairs.rows
    )
    return f'<table class="pairs">\n{_caption(pairs.caption)}<tbody>\n{rows}</tbody>\n</table>\n'


def _table(table: Table) -> str:
    whole = sum(column.share for column in table.columns)
    widths = "".join(f'<col style="width: {column.share * 100 / whole:.1f}%"/>' for column in table.columns)
    heads = "".join(
        f'<th scope="col"{_kind(column.is_number)}>{_text(column.title)}</th>' for column in table.columns
    )
    rows = "".join(f"<tr>{_row(table, row)}</tr>\n" for row in table.rows)
    return (
        f"<table>\n{_caption(table.caption)}<colgroup>{widths}</colgroup>\n<thead>\n<tr>{heads}</tr>\n</thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    pairs = zip(table.columns, row, strict=True)
    return "".join(f"<td{_kind(column.is_number)}>{_cell(cell)}</td>" for column, cell in pairs)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        return f'<a href="{escape(cell.url)}" rel="noreferrer">{_text(cell.text)}</a>'
    return _text(cell)


def _caption(text: str) -> str:
    return f"<caption>{_text(text)}</caption>\n" if text else ""


def _kind(is_number: bool) -> str:
    return ' class="number"' if is_number else ""
