"""Calling a method of OK: paced, signed, repeated while it may help, silent when OK wants silence."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from collectors import scrub
from collectors.errors import AccessLost, CollectingError, NoAccess, TryLater, Unintelligible
from collectors.ok.errors import WRONG_SIGNATURE, Gone, Hiccup, Throttled, fault_of
from collectors.ok.signature import Keys, signed_form
from collectors.ok.transport import DEADLINE, Answer, Wire
from collectors.pacing import Pacer
from domain.network import Network
from domain.reading import RawAnswer

V = TypeVar("V")
Clock = Callable[[], datetime]
Params = Mapping[str, str | int | None]

log = logging.getLogger(__name__)

# After so many calls in a row without any answer the server is taken for down.
_DOWN_AFTER = 3
_DOWN_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a call is made at most, and the waits between: doubling from `first` to `longest` seconds."""

    tries: int = 4
    first: float = 0.5
    longest: float = 8.0

    def wait(self, failures: int) -> float:
        """Seconds to wait after so many failures, between half and all of the doubled time."""
        return min(self.longest, self.first * 2.0 ** (failures - 1)) * random.uniform(0.5, 1.0)


PATIENCE = Patience()


class OkClient:
    """`clock` gives aware UTC. Nothing secret is logged or stands in an exception."""

    def __init__(
        self,
        keys: Keys,
        *,
        clock: Clock,
        api_url: str = "https://api.ok.ru",
        rps: float = 2.0,
        on_raw: Callable[[RawAnswer], None],
        patience: Patience = PATIENCE,
        deadline: float = DEADLINE,
    ) -> None:
        self.clock = clock
        self._keys = keys
        self._secrets = keys.secrets
        self._wire = Wire(api_url, deadline)
        self._pacer = Pacer(rps)
        self._on_raw = on_raw
        self._patience = patience
        self._silence: CollectingError | None = None
        self._unanswered = 0

    async def ask(self, method: str, params: Params, read: Callable[[object], V]) -> V:
        """Call a method and read its answer; an answer `read` does not understand is handed to `on_raw`.

        Raises a `CollectingError`, or `Gone` when the thing asked for is not there.
        """
        value = await self._call(method, params)
        try:
            return read(value)
        except Unintelligible:
            self._on_raw(RawAnswer(Network.OK, method, self.clock(), scrub.skeleton(value)))
            raise

    def begin(self) -> None:
        """A new cycle: a lost access is tried again; a silence OK asked for is kept to its end."""
        if self._silence is not None and self._silence.until is None:
            self._silence = None

    async def close(self) -> None:
        """Drop the connection."""
        await self._wire.close()

    async def _call(self, method: str, params: Params) -> object:
        self._keep_silence()
        try:
            value = await self._patiently(method, _plain(params))
        except (Throttled, AccessLost) as fault:
            self._silence = fault
            raise
        except TryLater as fault:
            self._unanswered += 1
            self._silence = fault if self._unanswered >= _DOWN_AFTER else None
            raise
        except (NoAccess, Unintelligible, Gone):
            self._unanswered = 0
            raise
        self._unanswered = 0
        return value

    async def _patiently(self, method: str, params: Mapping[str, str]) -> object:
        """A null is believed when it comes twice: it is an empty list (ok.md 4.10), or a fault."""
        nulls = 0
        reason = ""
        for failures in range(1, self._patience.tries + 1):
            try:
                value = await self._once(method, params)
            except Hiccup as fault:
                reason = fault.reason
                log.info("OK %s failed, try %d: code %s", method, failures, fault.code)
            else:
                nulls += value is None
                if value is not None or nulls == 2:
                    return value
            if failures < self._patience.tries:
                await asyncio.sleep(self._patience.wait(failures))
        raise TryLater(reason or "Одноклассники ответили пустотой", until=self.clock() + _DOWN_FOR)

    async def _once(self, method: str, params: Mapping[str, str]) -> object:
        answer = await self._signed(method, params)
        if answer.code == WRONG_SIGNATURE and len(self._secrets) > 1:
            self._secrets = self._secrets[::-1]
            answer = await self._signed(method, params)
        if answer.code is None:
            return answer.value
        log.warning("OK %s: code %d, %s", method, answer.code, scrub.masked(answer.message, self._keys.private))
        raise fault_of(answer.code, self.clock())

    async def _signed(self, method: str, params: Mapping[str, str]) -> Answer:
        await self._pacer.turn()
        return await self._wire.post(signed_form(self._keys, self._secrets[0], method, params))

    def _keep_silence(self) -> None:
        fault = self._silence
        if fault is None:
            return
        if fault.until is None or self.clock() < fault.until:
            raise type(fault)(fault.reason, code=fault.code, until=fault.until)
        self._silence = None


def _plain(params: Params) -> dict[str, str]:
    """What is sent: None and empty values are left out before signing (ok.md 1)."""
    return {key: str(value) for key, value in params.items() if value is not None and value != ""}


__all__ = ["Clock", "Gone", "OkClient", "Params", "Patience"]
