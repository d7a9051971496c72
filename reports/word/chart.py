"""A chart as a small drawn table: Word files of ours hold no pictures, so bars are shaded cells."""

from __future__ import annotations

from reports.document import Chart, Group, number
from reports.word.markup import DARK, LIGHT, TEXT_WIDTH, cell, row, run, table

STEPS = 48
_LABEL_WIDTH = 2900
_STEP_WIDTH = 110
_VALUE_WIDTH = TEXT_WIDTH - _LABEL_WIDTH - STEPS * _STEP_WIDTH


def chart_xml(chart: Chart) -> str:
    """A row a bar: what it is, the bar, its value; the line to compare with is a dashed border between cells."""
    bars = [(group, series) for group in chart.groups for series in range(len(chart.series))]
    widths = [_LABEL_WIDTH, *[_STEP_WIDTH] * STEPS, _VALUE_WIDTH]
    return table(widths, [_bar(chart, group, series) for group, series in bars], has_lines=False)


def _bar(chart: Chart, group: Group, series: int) -> str:
    value = group.values[series]
    label = group.label if len(chart.series) == 1 else f"{group.label}, {chart.series[series]}"
    return row(
        [
            cell(run(label), _LABEL_WIDTH, keeps_next=True),
            *_pieces(chart, value or 0, DARK if series == len(chart.series) - 1 else LIGHT),
            cell(run(number(value)), _VALUE_WIDTH, keeps_next=True),
        ]
    )


def _pieces(chart: Chart, value: float, grey: str) -> list[str]:
    """Cells from one border to the next: the bar's end, the line, the end of the room."""
    length = _steps(chart, value)
    line = None if chart.line is None else _steps(chart, chart.line)
    borders = sorted({length, STEPS, *([line] if line else [])} - {0})
    starts = [0, *borders[:-1]]
    return [
        cell(
            "",
            (end - start) * _STEP_WIDTH,
            span=end - start,
            grey=grey if end <= length else "",
            line_after=end == line,
            keeps_next=True,
        )
        for start, end in zip(starts, borders, strict=True)
    ]


def _steps(chart: Chart, value: float) -> int:
    """At least one for anything above zero, so that no bar is lost."""
    return max(int(value > 0), round(value * STEPS / chart.top))
