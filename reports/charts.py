"""Charts that live in the workbook and follow its numbers."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.sheet import Chart, Sheet

# Told apart on a grey print by their brightness.
_FILLS = ("#1F4E79", "#9DC3E6", "#7F7F7F", "#C9C9C9", "#F4B183")
_FONT: dict[str, str | int] = {"name": "Arial", "size": 9}
_GRID: dict[str, bool | dict[str, str]] = {"visible": True, "line": {"color": "#D9D9D9"}}
_SIZE = {"width": 760, "height": 300}


def draw(book: Workbook, page: Worksheet, sheet: Sheet, chart: Chart, head: int, below: int) -> None:
    """Put the chart under the table, whose headings stand in row `head`, from row `below` on."""
    drawn = book.add_chart({"type": "column", **({"subtype": "stacked"} if chart.is_stacked else {})})
    first, last = head + 1, head + len(sheet.rows)
    for place, fill in zip(chart.columns, _FILLS, strict=False):
        drawn.add_series(
            {
                "name": [sheet.name, head, place],
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, place, last, place],
                "fill": {"color": fill},
                "border": {"color": "#404040"},
                "gap": 60,
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {**_FONT, "size": 11, "bold": True}, "overlay": False})
    drawn.set_x_axis({"num_font": _FONT})
    drawn.set_y_axis(
        {
            "name": chart.vertical,
            "name_font": _FONT,
            "num_font": _FONT,
            "min": 0,
            "num_format": "#,##0",
            "major_gridlines": _GRID,
        }
    )
    drawn.set_legend({"position": "bottom", "font": _FONT} if len(chart.columns) > 1 else {"none": True})
    drawn.set_size(_SIZE)
    page.insert_chart(below, 0, drawn)
