"""How cells of a workbook look: fonts every office program has, tints that differ on a grey print."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reports.sheet import Cell, Shape, Tone

Properties = dict[str, str | int | float | bool]

FONT: dict[str, str | int] = {"font_name": "Arial", "font_size": 10}
_BORDER: Properties = {"border": 1, "border_color": "#A6A6A6", "valign": "top"}
_TINTS: dict[Tone, Properties] = {
    Tone.PLAIN: {},
    Tone.GAP: {"italic": True, "font_color": "#595959"},
    Tone.WARN: {"bg_color": "#FFF2CC"},
    Tone.BAD: {"bg_color": "#E8B4AE", "bold": True},
}
# «@» is the format of texts, and quote_prefix how a workbook marks one that begins like a formula.
_TEXT: Properties = {"num_format": "@", "quote_prefix": True, "text_wrap": True}
# No office program but Excel breaks an address.
_LINK: Properties = {"font_color": "#1F4E9E", "underline": True, "text_wrap": False}
_NUMBERS = {Shape.NUMBER: "#,##0", Shape.MEAN: "#,##0.0", Shape.PERCENT: "0%", Shape.DAY: "dd.mm.yyyy"}


class Looks:
    """The formats of one book, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[object, ...], Format] = {}
        self.title = book.add_format({**FONT, "bold": True, "font_size": 14, "quote_prefix": True})
        self.line = book.add_format({**FONT, "text_wrap": True, "valign": "top", "quote_prefix": True})
        heading: Properties = {"bold": True, "bg_color": "#DDE6F0", "text_wrap": True, "align": "center"}
        self.heading = book.add_format({**FONT, **_BORDER, **heading, "valign": "vcenter"})

    def of(self, shape: Shape, cell: Cell, *, is_total: bool) -> Format:
        """The format of a cell in a column of that shape."""
        is_text = isinstance(cell.value, str)
        key = (shape, is_text, cell.tone, cell.after, is_total)
        if key not in self._known:
            self._known[key] = self._book.add_format(
                {**FONT, **_BORDER, **_TINTS[cell.tone], **_content(shape, cell, is_text), **_weight(is_total)}
            )
        return self._known[key]


def _content(shape: Shape, cell: Cell, is_text: bool) -> Properties:
    if is_text:
        aligned = "left" if shape in (Shape.TEXT, Shape.LINK) else "right"
        link = _LINK if shape is Shape.LINK else {}
        return {**_TEXT, **link, "align": aligned, "indent": 1}
    behind = f'"{cell.after}"' if cell.after else ""
    # «_0» leaves the room of a digit; LibreOffice 7.4 forgets an indent after a date.
    return {"num_format": f"{_NUMBERS.get(shape, 'General')}{behind}_0", "align": "right", "shrink": True}


def _weight(is_total: bool) -> Properties:
    return {"bold": True, "top": 2, "bg_color": "#EDEDED"} if is_total else {}
