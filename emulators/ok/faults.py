"""What can be made to go wrong: scripted answers and a seeded share of failures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Broken(StrEnum):
    """An answer that is no OK answer at all."""

    HTTP_500 = "http_500"
    HTTP_502 = "http_502"
    EMPTY = "empty"  # HTTP 200 without a body
    NULL = "null"
    HTML = "html"  # HTTP 200, a page for people
    NOT_JSON = "not_json"
    CUT = "cut"  # HTTP is whole, the JSON ends in its middle
    TRUNCATED = "truncated"  # the connection ends before the promised length
    RESET = "reset"
    HANG = "hang"
    DRIP = "drip"  # a byte a second
    OVERSIZED = "oversized"


Fault = Broken | int  # a number is an OK error code, never an HTTP status


@dataclass(slots=True)
class _Scripted:
    fault: Fault
    method: str | None
    times: int


class Faults:
    """Scripted faults come first, in order; then the dice."""

    def __init__(self) -> None:
        self._scripted: list[_Scripted] = []
        self._probability = 0.0
        self._kinds: Sequence[Fault] = ()
        self._dice = random.Random(0)

    def script(self, fault: Fault, method: str | None = None, times: int = 1) -> None:
        """Let the next `times` calls of `method` (None: of any) fail this way."""
        self._scripted.append(_Scripted(fault, method, times))

    def rate(self, probability: float, kinds: Sequence[Fault], seed: int = 0) -> None:
        """Let this share of calls (0..1) fail in one of these ways; the same seed, the same failures."""
        self._probability, self._kinds, self._dice = probability, tuple(kinds), random.Random(seed)

    def clear(self) -> None:
        """Let everything work again."""
        self._scripted.clear()
        self.rate(0.0, ())

    def next_for(self, method: str) -> Fault | None:
        """What goes wrong with this call; asking uses it up."""
        for each in self._scripted:
            if each.method in {None, method} and each.times > 0:
                each.times -= 1
                return each.fault
        if self._kinds and self._dice.random() < self._probability:
            return self._dice.choice(self._kinds)
        return None
