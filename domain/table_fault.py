"""What a person must mend in a table file they gave, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What a person must mend, and where; without the cell's value, which may be personal."""

    sheet: str | None
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        places = (
            self.sheet and f"лист «{self.sheet}»",
            self.row and f"строка {self.row}",
            self.column and f"столбец «{self.column}»",
        )
        place = ", ".join(each for each in places if each)
        return f"{place}: {self.message}" if place else self.message


class TableFault(Exception):
    """The file cannot be taken; `faults` are all that was found, in the file's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
