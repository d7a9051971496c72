"""What a bench finds: our figure beside a rival's or a limit's, their ratio, and whether a target is held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a comparison says about its target."""

    HELD = "held"
    MISSED = "MISSED"
    NO_TARGET = "no target"


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on the ratio, itself within the bound."""

    bound: float
    at_most: bool = False

    def holds(self, ratio: float) -> bool:
        """Whether the ratio is within the bound."""
        return ratio <= self.bound if self.at_most else ratio >= self.bound

    def __str__(self) -> str:
        return f"{'<=' if self.at_most else '>='} {self.bound:g}"


def at_least(bound: float) -> Target:
    """More is better."""
    return Target(bound)


def at_most(bound: float) -> Target:
    """Less is better."""
    return Target(bound, at_most=True)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`ours` and `other` are in the same `unit`; `against` names the rival or the limit `other` stands for."""

    what: str
    unit: str
    ours: float
    other: float
    against: str
    target: Target | None = None

    @property
    def ratio(self) -> float:
        """Ours to the other. Raises ZeroDivisionError when the other is nothing."""
        return self.ours / self.other

    @property
    def verdict(self) -> Verdict:
        """Whether the target is held."""
        if self.target is None:
            return Verdict.NO_TARGET
        return Verdict.HELD if self.target.holds(self.ratio) else Verdict.MISSED


@dataclass(frozen=True, slots=True)
class Bench:
    """A named measurement. `takes` is about how many seconds it runs; `run` gives one or more comparisons."""

    name: str
    takes: int
    run: Callable[[], Sequence[Comparison]]
