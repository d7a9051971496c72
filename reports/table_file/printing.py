"""How files that people fill in lie on paper."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

_A4 = 9
_TWO_LINES = 30


def lie_on_paper(page: Worksheet) -> None:
    """A4 on its side, as wide as the paper, with the row of headings and a number on every page."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_row(0, _TWO_LINES)
    # Lines between cells are printed too.
    page.hide_gridlines(0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&R&8Лист &P из &N")
