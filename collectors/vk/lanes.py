"""Tokens in use: each with its own pace, its death and its used-up methods."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from collectors.errors import AccessLost
from collectors.pacing import Pacer

REST = 1_800.0
"""Seconds a used-up method rests (error 29 was seen to clear in about 30 minutes, vk.md 3), and after which a
dead token is tried again: a person may have solved the captcha."""


class LaneShut(Exception):
    """This token cannot carry the call any more; another may."""


@dataclass(frozen=True, slots=True)
class _Death:
    until: float
    reason: str
    code: int


def fingerprint(token: str) -> str:
    """What may be stored and logged of a token: 8 hex digits of its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()[:8]


class Lane:
    """One token. `executes` None: not probed yet whether it may call execute."""

    def __init__(self, token: str, rate: float, monotonic: Callable[[], float]) -> None:
        self.token = token
        self.credential = fingerprint(token)
        self.pacer = Pacer(rate)
        self.executes: bool | None = None
        self.probing = asyncio.Lock()
        self._monotonic = monotonic
        self._death: _Death | None = None
        self._resting: dict[str, float] = {}

    def __repr__(self) -> str:
        return f"Lane({self.credential})"

    def die(self, reason: str, code: int) -> None:
        """A person must act; nothing is sent with this token for a while."""
        self._death = _Death(self._monotonic() + REST, reason, code)

    def rest(self, method: str) -> None:
        """Leave `method` alone for a while."""
        self._resting[method] = self._monotonic() + REST

    def carries(self, method: str) -> bool:
        """Alive, and the method is not resting."""
        return self.death is None and self.wait(method) <= 0

    @property
    def death(self) -> AccessLost | None:
        """Why it is dead, while it is."""
        if self._death is None or self._death.until <= self._monotonic():
            return None
        return AccessLost(self._death.reason, code=self._death.code)

    def wait(self, method: str) -> float:
        """Seconds `method` still rests; 0 or less when it does not."""
        return self._resting.get(method, 0.0) - self._monotonic()


class Lanes:
    """All tokens, taken in turn."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = list(lanes)
        self._turn = 0

    def able(self, method: str, without: Collection[Lane] = ()) -> list[Lane]:
        """Those that carry `method` now, whose turn it is first."""
        self._turn = (self._turn + 1) % len(self._lanes)
        ordered = self._lanes[self._turn :] + self._lanes[: self._turn]
        return [each for each in ordered if each not in without and each.carries(method)]

    def death(self) -> AccessLost | None:
        """When every token is dead, why."""
        deaths = [each.death for each in self._lanes]
        return None if None in deaths else deaths[0]

    def wait(self, method: str) -> float:
        """Seconds until the first living token may carry `method` again."""
        return max(0.0, min((each.wait(method) for each in self._lanes if each.death is None), default=0.0))
