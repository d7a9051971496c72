"""What goes to VK and what comes back, as values: a call, and the three ways it can be answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

BYTES_A_POST = 6_000
"""Estimated; 2,500 posts with photos overflow the 5 MB of one execute (vk.md 3)."""

SCARCE_METHOD = "wall.get"
"""5,000 calls a day, those inside execute counted one by one (vk.md 3)."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a method. `weight` estimates its answer in bytes; `spends` counts the wall.get calls in it."""

    method: str
    params: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    weight: int = 2_000
    spends: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A proper answer: the key `response`, and for execute the raw `execute_errors`."""

    value: object
    errors: object = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An API error; `text` is VK's own, masked."""

    code: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """No answer of VK's API at all: time is up, the line is cut, a proxy's page. `reason` is Russian."""

    reason: str


Told = Said | Refused | Broken
Answer = Said | Refused
Ask = Callable[[Call], Awaitable[Answer]]


def wall_call(owner_id: int, *, count: int, offset: int = 0) -> Call:
    """The community's own posts (vk.md 2.1); `owner_id` is negative."""
    params: dict[str, str | int] = {"owner_id": owner_id, "count": count, "offset": offset, "filter": "owner"}
    return Call(SCARCE_METHOD, params, count * BYTES_A_POST, spends=1)
