"""A paper as values, before it becomes a Word file or a web page: what stands in it, in order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NO_DATA = "нет данных"

# Marks that turn the order of letters around, so that a name reads as another one (Unicode, UAX #9).
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Heading:
    """Over a part of the paper; the paper's own title is the document's."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `is_note`: small print that explains a table or a list."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address of ours: https, made of a network's number and a post's id."""

    text: str
    url: str


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width; numbers stand to the right."""

    title: str
    share: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading that is repeated on every page; `caption` says what the table is."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table of two columns without a heading: what it is, and what it says."""

    caption: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that stand together: one value a series, None where nothing is known."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Groups of bars from zero; `line` is a value to compare them with, named `line_title`."""

    title: str
    series: tuple[str, ...]
    groups: tuple[Group, ...]
    line: float | None = None
    line_title: str = ""

    @property
    def top(self) -> float:
        """The largest value shown; never zero."""
        shown = [value for group in self.groups for value in group.values if value is not None]
        return max([*shown, self.line or 0]) or 1.0

    @property
    def words(self) -> str:
        """All that the chart shows, in one sentence, for those who do not see it."""
        told = "; ".join(f"{group.label}: {self._values(group)}" for group in self.groups)
        return f"{told}; {self.line_title}" if self.line_title else told

    def _values(self, group: Group) -> str:
        if len(self.series) == 1:
            return number(group.values[0])
        named = zip(self.series, group.values, strict=True)
        return ", ".join(f"{name} — {number(value)}" for name, value in named)


Block = Heading | Paragraph | Points | Table | Pairs | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: its title, the lines under it, and what follows. `foot` ends it."""

    title: str
    under_title: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot: str = ""


def number(value: float | None) -> str:
    """As it is printed: whole, or with one digit after the comma; «нет данных» for None."""
    if value is None:
        return NO_DATA
    return f"{value:.1f}".replace(".", ",") if value % 1 else str(int(value))


def clean(text: str) -> str:
    """The text on one line without characters that XML refuses or that turn reading around."""
    kept = "".join(" " if _is_break(each) else each for each in text if not _is_harmful(each))
    return " ".join(part for part in kept.split(" ") if part)


def _is_break(character: str) -> bool:
    return character in "\t\n\r\v\f\x85\u2028\u2029"


def _is_harmful(character: str) -> bool:
    is_control = unicodedata.category(character) in ("Cc", "Cs") and not _is_break(character)
    return is_control or character in _TURNING or character in "\ufffe\uffff"
