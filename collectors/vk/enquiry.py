"""Asking and understanding in one step; an answer that is not as documented is kept, scrubbed, for a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from collectors.errors import Unintelligible
from collectors.scrub import skeleton
from collectors.vk.wire import Ask, Call, Refused
from domain.network import Network
from domain.reading import RawAnswer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Enquiry:
    """`ask` carries calls; `clock` tells aware UTC; `on_raw` takes scrubbed answers nobody understood."""

    ask: Ask
    clock: Callable[[], datetime]
    on_raw: Callable[[RawAnswer], None]
    _kept: set[str] = field(default_factory=set[str])

    async def read(self, call: Call, parse: Callable[[object], T]) -> T | Refused:
        """Ask, and parse the answer. Raises CollectingError."""
        answer = await self.ask(call)
        return answer if isinstance(answer, Refused) else self.understand(call.method, answer.value, parse)

    def understand(self, method: str, value: object, parse: Callable[[object], T]) -> T:
        """Parse a part of an answer to `method`. Raises Unintelligible."""
        try:
            return parse(value)
        except Unintelligible:
            self.keep(method, value)
            raise

    def keep_once(self, name: str, method: str, value: object) -> None:
        """As `keep`, the first time that anything of that name comes."""
        if name not in self._kept:
            self._kept.add(name)
            self.keep(method, value)

    def keep(self, method: str, value: object) -> None:
        """Hand on the scrubbed form of what nobody understood."""
        self.on_raw(RawAnswer(Network.VK, method, self.clock(), skeleton(value)))
