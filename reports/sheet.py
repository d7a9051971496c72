"""A sheet of a paper as values: what stands where, before it is any kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NO_DATA = "нет данных"


class Tone(StrEnum):
    """How a cell is set off; every tone is told from the others on a grey print too, and never replaces words."""

    PLAIN = "plain"
    GAP = "gap"
    WARN = "warn"
    BAD = "bad"


class Shape(StrEnum):
    """What a column holds; numbers and days stand right, texts left."""

    TEXT = "text"
    NUMBER = "number"
    MEAN = "mean"
    PERCENT = "percent"
    DAY = "day"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` None is an empty cell. `after` stands behind a number without making it a text: « / 2», « *»."""

    value: str | float | date | None
    tone: Tone = Tone.PLAIN
    after: str = ""

    def __str__(self) -> str:
        if isinstance(self.value, date):
            return f"{self.value:%d.%m.%Y}"
        return "" if self.value is None else f"{self.value}{self.after}"


UNKNOWN = Cell(NO_DATA, Tone.GAP)
EMPTY = Cell(None)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters of the paper's font."""

    heading: str
    width: float
    shape: Shape = Shape.TEXT


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns of the sheet drawn over its rows, the first column naming them; `is_stacked`: one upon another."""

    title: str
    columns: tuple[int, ...]
    vertical: str
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is the tab's, at most 31 characters; `title` and `lines` stand above the table.

    `totals` is a last row that no filter takes away. `fixed` is how many columns stay in sight, and stand on every
    page where the paper is more than one of the `pages_wide`.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[str, ...] = ()
    totals: tuple[Cell, ...] = ()
    fixed: int = 1
    chart: Chart | None = None
    is_upright: bool = False
    pages_wide: int = 1


def number(value: float | None, after: str = "") -> Cell:
    """A number, or that there is none."""
    return UNKNOWN if value is None else Cell(value, after=after)


def notes(title: str, told: Mapping[str, str]) -> Sheet:
    """A sheet that explains the others: what, and how it is meant."""
    columns = (Column("Что", 34), Column("Как понимать", 100))
    return Sheet("Пояснения", title, columns, tuple((Cell(what), Cell(how)) for what, how in told.items()))
