"""Faults on order: what a bot must live through, one by one or at a rate."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from emulators.telegram.answers import BLOCKED, CONFLICT, Refusal, bad_request, too_many_requests


class FaultKind(StrEnum):
    """What goes wrong."""

    FLOOD = "429"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    BAD_REQUEST = "400"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    CONFLICT = "409"
    HTML = "html"  # a proxy's error page, status 502
    HANG = "hang"  # no answer, then the connection is closed
    RESET_BEFORE = "reset before"  # the connection breaks, the call is not carried out
    RESET_AFTER = "reset after"  # the call is carried out, its answer is lost


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `retry_after` (seconds) is for 429, `seconds` for a hang, `description` replaces the usual."""

    kind: FaultKind
    retry_after: int = 1
    seconds: float = 3600.0
    description: str = ""

    def refusal(self) -> Refusal | None:
        """The answer, None for faults of the connection and the HTML page."""
        usual = _USUAL.get(self.kind)
        if self.kind is FaultKind.FLOOD:
            usual = too_many_requests(self.retry_after)
        return Refusal(usual.code, self.description, usual.parameters) if usual and self.description else usual


_USUAL = {
    FaultKind.SERVER_ERROR: Refusal(500, "Internal Server Error"),
    FaultKind.BAD_GATEWAY: Refusal(502, "Bad Gateway"),
    FaultKind.BAD_REQUEST: bad_request("chat not found"),
    FaultKind.UNAUTHORIZED: Refusal(401, "Unauthorized"),
    FaultKind.FORBIDDEN: Refusal(403, BLOCKED),
    FaultKind.NOT_FOUND: Refusal(404, "Not Found"),
    FaultKind.CONFLICT: Refusal(409, CONFLICT),
}


@dataclass(slots=True)
class _Scripted:
    fault: Fault
    method: str
    chat_id: int | None
    left: int

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Whether the fault is for this call."""
        return self.left > 0 and self.method in {"", method} and self.chat_id in {None, chat_id}


class FaultPlan:
    """Scripted faults come first, in the order they were ordered; then chance, if a rate is set."""

    def __init__(self) -> None:
        self._script: list[_Scripted] = []
        self._chance = 0.0
        self._kinds: Sequence[FaultKind] = ()
        self._methods: frozenset[str] = frozenset()
        self._random = random.Random(0)

    def script(
        self,
        fault: Fault | FaultKind,
        method: str | None = None,
        times: int = 1,
        chat_id: int | None = None,
    ) -> None:
        """Let the next `times` calls fail; `method` None is any method, `getUpdates` included."""
        whole = fault if isinstance(fault, Fault) else Fault(fault)
        self._script.append(_Scripted(whole, (method or "").lower(), chat_id, times))

    def rate(
        self, chance: float, kinds: Sequence[FaultKind], seed: int, methods: Collection[str] = ("sendMessage",)
    ) -> None:
        """Let each call of `methods` fail with probability `chance`; the same seed, the same faults."""
        self._chance, self._kinds = chance, tuple(kinds)
        self._methods = frozenset(method.lower() for method in methods)
        self._random = random.Random(seed)

    def clear(self) -> None:
        """Nothing fails any more."""
        self._script.clear()
        self._chance = 0.0

    def pick(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, used up by it; `method` in lower case."""
        for scripted in self._script:
            if scripted.meets(method, chat_id):
                scripted.left -= 1
                return scripted.fault
        if method in self._methods and self._random.random() < self._chance:
            return Fault(self._random.choice(self._kinds))
        return None
