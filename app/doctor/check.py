"""One line of the doctor's: what was looked at, how it is, what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """GOOD and BAD speak for themselves; NOTE is worth knowing and no fault."""

    GOOD = "✓"
    BAD = "✗"
    NOTE = "–"


@dataclass(frozen=True, slots=True)
class Check:
    """`about` and `told` are Russian; neither holds a secret or anything personal."""

    mark: Mark
    about: str
    told: str

    @property
    def line(self) -> str:
        """E.g. «✓ база: цела»."""
        return f"{self.mark} {self.about}: {self.told}"


@dataclass(frozen=True, slots=True)
class Patient:
    """Makes checks about one thing."""

    about: str

    def good(self, told: str) -> Check:
        """As it should be."""
        return Check(Mark.GOOD, self.about, told)

    def bad(self, told: str) -> Check:
        """A person must act."""
        return Check(Mark.BAD, self.about, told)

    def note(self, told: str) -> Check:
        """Worth knowing."""
        return Check(Mark.NOTE, self.about, told)

    def depends(self, is_good: bool, good: str, bad: str) -> Check:
        """The one or the other."""
        return self.good(good) if is_good else self.bad(bad)


def has_fault(checks: Iterable[Check]) -> bool:
    """Anything bad among them."""
    return any(check.mark is Mark.BAD for check in checks)
