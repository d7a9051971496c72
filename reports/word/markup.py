"""Parts of a Word file as its own XML (ECMA-376 part 1, 17): words, paragraphs, cells, tables; escaped here.

python-docx knows no headings that repeat, no shading and no links, and is slow with many cells. The order of
properties within a part is the schema's: Word calls a file damaged otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from reports.document import clean
from reports.word.sheet import CELL

TEXT_WIDTH = 9350
"""What A4 leaves between margins of 30 and 15 mm, in twentieths of a point."""

HEAD, ASIDE, DARK, LIGHT = "E8E8E8", "F2F2F2", "707070", "C8C8C8"
"""Shades of grey, RRGGBB."""

SOFT_HYPHEN = "\xad"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="555555"/>' for side in _SIDES)
# White lines keep bars apart.
_GAPS = '<w:insideH w:val="single" w:sz="24" w:space="0" w:color="FFFFFF"/>'


def run(text: str, *, bold: bool = False, underlined: bool = False) -> str:
    """Words within a paragraph."""
    marks = ("<w:b/>" if bold else "") + ('<w:u w:val="single"/>' if underlined else "")
    shape = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in clean(text).split(SOFT_HYPHEN))
    return f"<w:r>{shape}{'<w:softHyphen/>'.join(pieces)}</w:r>"


def link(address: str, text: str) -> str:
    """Words that lead to what the file's relationship `address` names."""
    return f'<w:hyperlink r:id="{escape(address)}">{run(text, underlined=True)}</w:hyperlink>'


def paragraph(
    inner: str, style: str, *, to_right: bool = False, keeps_next: bool = False, room: tuple[int, int] | None = None
) -> str:
    """A paragraph of runs; `style` is the style's id, `room` points before and after it instead of the style's."""
    kept = "<w:keepNext/>" if keeps_next else ""
    spaced = f'<w:spacing w:before="{room[0] * 20}" w:after="{room[1] * 20}"/>' if room else ""
    aligned = '<w:jc w:val="right"/>' if to_right else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{spaced}{aligned}</w:pPr>{inner}</w:p>'


def cell(
    inner: str,
    width: int,
    *,
    span: int = 1,
    grey: str = "",
    is_number: bool = False,
    line_after: bool = False,
    keeps_next: bool = False,
    style: str = CELL,
) -> str:
    """A cell `width` twentieths of a point wide; `line_after`: a dashed border on its right."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    dashed = '<w:right w:val="dashed" w:sz="12" w:space="0" w:color="000000"/>'
    border = f"<w:tcBorders>{dashed}</w:tcBorders>" if line_after else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{grey}"/>' if grey else ""
    shape = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{border}{shade}</w:tcPr>'
    return f"<w:tc>{shape}{paragraph(inner, style, to_right=is_number, keeps_next=keeps_next)}</w:tc>"


def row(cells: Iterable[str], *, is_head: bool = False) -> str:
    """A row that no page breaks; a head is repeated on every page."""
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Iterable[str], *, has_lines: bool = True) -> str:
    """A table of these columns."""
    drawn = _LINES if has_lines else _GAPS
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{drawn}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def widths_of(shares: Sequence[float]) -> list[int]:
    """The text's width shared out."""
    whole = sum(shares)
    return [int(TEXT_WIDTH * share / whole) for share in shares]
