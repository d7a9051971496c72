"""How high a row must be for its wrapped texts: no office program but Excel works that out by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_LINE_POINTS = 13.0
_AROUND_POINTS = 2.5
# Excel's own limit (support.microsoft.com, "Excel specifications and limits").
_HIGHEST = 409.0
# A column's width counts digits. Small Russian letters are as wide, bold ones wider; the margins take their part.
_BOLD = 0.92
_MARGINS = 2


def height(texts: Iterable[tuple[str, float]], *, bold: bool = False) -> float:
    """Points for the highest of the texts, each with its column's width in characters."""
    share = _BOLD if bold else 1
    lines = max((_lines(text, max(1, int(width * share) - _MARGINS)) for text, width in texts), default=1)
    return min(_HIGHEST, _LINE_POINTS * lines + _AROUND_POINTS)


def _lines(text: str, width: int) -> int:
    return sum(_wrapped(part.split(" "), width) for part in text.split("\n"))


def _wrapped(words: Sequence[str], width: int) -> int:
    """A word longer than the line is broken, as office programs do."""
    lines, used = 1, 0
    for word in words:
        needed = len(word) + (1 if used else 0)
        if used + needed <= width:
            used += needed
            continue
        lines += (1 if used else 0) + (len(word) - 1) // width
        used = (len(word) - 1) % width + 1
    return lines
