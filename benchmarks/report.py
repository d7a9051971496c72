"""How comparisons are shown: a line each, JSON for machines, and progress where somebody watches."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from typing import TextIO

from benchmarks.comparison import Bench, Comparison

SCHEMA = 1

Json = dict[str, object]
Found = tuple[str, Comparison]
"""A comparison with the name of its bench."""

_COLUMNS = "{:<12} {:<44} {:>9} {:>9} {:<10} {:<34} {:>8} {:>7}  {}"
HEADING = _COLUMNS.format("bench", "what", "ours", "other", "unit", "against", "ratio", "target", "verdict")

_ERASE_LINE = "\r\x1b[K"


def line(name: str, comparison: Comparison) -> str:
    """One comparison as one line of text."""
    return _COLUMNS.format(
        name,
        comparison.what,
        figure(comparison.ours),
        figure(comparison.other),
        comparison.unit,
        comparison.against,
        figure(comparison.ratio),
        str(comparison.target or "-"),
        comparison.verdict,
    )


def figure(number: float) -> str:
    """A number with about three digits that matter."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}" if number >= 1 else f"{number:.3f}"


def as_json(found: Sequence[Found]) -> Json:
    """Everything found, and on what it was measured."""
    return {
        "schema": SCHEMA,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "cores": os.cpu_count(),
        "comparisons": [_comparison_json(name, comparison) for name, comparison in found],
    }


def _comparison_json(name: str, comparison: Comparison) -> Json:
    target = comparison.target
    return {
        "bench": name,
        "what": comparison.what,
        "unit": comparison.unit,
        "ours": comparison.ours,
        "other": comparison.other,
        "against": comparison.against,
        "ratio": comparison.ratio,
        "target": {"at_most" if target.at_most else "at_least": target.bound} if target else None,
        "verdict": comparison.verdict.value,
    }


class Progress:
    """Says on a terminal which bench runs; silent elsewhere. No thread ticks: it would take part in the race."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._number = 0

    def begin(self, bench: Bench) -> None:
        """The next bench starts."""
        self._number += 1
        self._show(f"[{self._number}/{self._total}] {bench.name}: about {bench.takes} s")

    def end(self) -> None:
        """The bench is over; the line it was named on is free again."""
        self._show("")

    def _show(self, text: str) -> None:
        if self._stream.isatty():
            self._stream.write(_ERASE_LINE + text)
            self._stream.flush()
