"""A chart as inline SVG: bars told apart by their filling, each with its value printed over it."""

from __future__ import annotations

from html import escape

from reports.document import Chart, Group, clean, number

WIDTH, HEIGHT = 660, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 10, 10, 40, 46
_FLOOR = HEIGHT - _BOTTOM
_WIDEST_BAR = 64
_DASHED = 'stroke="#000" stroke-width="1.5" stroke-dasharray="7 4" fill="none"'


def svg(chart: Chart, name: str) -> str:
    """The drawing; `name` makes its ids unique on the page."""
    drawn = [_group(chart, group, place, name) for place, group in enumerate(chart.groups)]
    bars, words = ("".join(part) for part in zip(*drawn, strict=True)) if drawn else ("", "")
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{name}-title {name}-words">\n'
        f'<title id="{name}-title">{_text(chart.title)}</title>\n'
        f'<desc id="{name}-words">{_text(chart.words)}</desc>\n'
        f"{_hatching(name)}{_legend(chart, name)}{bars}{_line(chart)}{words}"
        f'<path d="M{_LEFT} {_FLOOR}H{WIDTH - _RIGHT}" stroke="#000"/>\n</svg>\n'
    )


def _text(text: str) -> str:
    return escape(clean(text))


def _hatching(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
        '<rect width="2" height="6" fill="#555"/></pattern></defs>\n'
    )


def _fill(chart: Chart, series: int, name: str) -> str:
    """The last series is the one the paper is about: it is solid, those before it are hatched."""
    return "#555" if series == len(chart.series) - 1 else f"url(#{name}-hatch)"


def _legend(chart: Chart, name: str) -> str:
    if len(chart.series) == 1:
        return ""
    step = (WIDTH - _LEFT - _RIGHT) // len(chart.series)
    return "".join(
        f'<rect x="{_LEFT + step * place}" y="4" width="14" height="14" fill="{_fill(chart, place, name)}" '
        f'stroke="#000"/><text x="{_LEFT + step * place + 20}" y="16" font-size="13">{_text(title)}</text>\n'
        for place, title in enumerate(chart.series)
    )


def _height(chart: Chart, value: float) -> float:
    return (_FLOOR - _TOP) * value / chart.top


def _group(chart: Chart, group: Group, place: int, name: str) -> tuple[str, str]:
    """Its bars, and its words: these are drawn last, so that no line crosses them."""
    room = (WIDTH - _LEFT - _RIGHT) / len(chart.groups)
    width = min(_WIDEST_BAR, room * 0.8 / len(group.values))
    middle = _LEFT + room * (place + 0.5)
    lefts = [middle + width * (series - len(group.values) / 2) for series in range(len(group.values))]
    placed = [
        (value or 0, left, series) for series, (value, left) in enumerate(zip(group.values, lefts, strict=True))
    ]
    bars = [_bar(chart, value, left, width, _fill(chart, series, name)) for value, left, series in placed]
    values = [_value(chart, value, left + width / 2) for value, left in zip(group.values, lefts, strict=True)]
    return "".join(bars), "".join(values) + _label(group.label, middle, room)


def _bar(chart: Chart, value: float, left: float, width: float, fill: str) -> str:
    height = _height(chart, value)
    if not height:
        return ""
    place = f'x="{left + 2:.1f}" y="{_FLOOR - height:.1f}" width="{width - 4:.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{fill}" stroke="#000"/>\n'


def _value(chart: Chart, value: float | None, middle: float) -> str:
    """Over its bar, on a white rim."""
    shown = number(value) if value is not None else "?"
    height = _FLOOR - _height(chart, value or 0) - 5
    return (
        f'<text x="{middle:.1f}" y="{height:.1f}" font-size="14" font-weight="bold" text-anchor="middle" '
        f'stroke="#fff" stroke-width="5" paint-order="stroke">{shown}</text>\n'
    )


def _label(text: str, middle: float, room: float) -> str:
    """Under its group, in two lines where one would not fit."""
    return "".join(
        f'<text x="{middle:.1f}" y="{_FLOOR + 17 + 15 * line}" font-size="13" text-anchor="middle">{_text(part)}'
        "</text>\n"
        for line, part in enumerate(_folded(text, int(room / 6.5)))
    )


def _folded(text: str, most: int) -> list[str]:
    middle = text.rfind(" ", 0, len(text) // 2 + 3)
    return [text] if len(text) <= most or middle < 0 else [text[:middle], text[middle + 1 :]]


def _line(chart: Chart) -> str:
    """The value to compare with, drawn over the bars; what it is stands above them, where no bar reaches."""
    if chart.line is None:
        return ""
    height, end = _FLOOR - _height(chart, chart.line), WIDTH - _RIGHT
    return (
        f'<path d="M{_LEFT} {height:.1f}H{end}M{end - 40} 12H{end}" {_DASHED}/>'
        f'<text x="{end - 46}" y="16" font-size="13" text-anchor="end">{_text(chart.line_title)}</text>\n'
    )
