"""In place of a channel while none is switched on: the courier still puts letters into the outbox folder."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.answers import Answer, Later
from bot.pace import Pace

log = logging.getLogger(__name__)

_LOOK_AGAIN = 3600.0
# A refused letter counts as tried, so that later news make a letter, and a file, of their own.
_NOT_NOW = Later("Telegram выключен в настройках", "telegram is switched off", lasting=True)


class SwitchedOff:
    """A channel that takes no message; every letter stays due. It says so in the log once."""

    def __init__(self) -> None:
        self._was_asked = False

    async def send(self, chat_id: int, html: str, *, silent: bool = False) -> Answer:  # noqa: ARG002 - a Channel
        """Not now."""
        if not self._was_asked:
            log.warning("telegram is switched off in the settings: letters go into the outbox folder and stay due")
        self._was_asked = True
        return _NOT_NOW

    async def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class FolderPace(Pace):
    """A refused letter needs no second look soon, and is no reason to keep the next one's file waiting."""

    delays: tuple[float, ...] = (_LOOK_AGAIN,)
    between: float = 0.0

    def pause(self, faults: int) -> float:  # noqa: ARG002 - as of any pace
        """None."""
        return 0.0
