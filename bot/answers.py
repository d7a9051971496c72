"""What a channel answers when a message is handed to it; every channel speaks in these words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Delivered:
    """The message has arrived, under this number."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """Not now. `trouble` is Russian, for `status`; `cause` English, for the log.

    `refused` is False when the outcome is unknown: the message may have arrived. `seconds` is set when only this
    chat has to wait, because it has had its share for now; that is no fault of the channel. `lasting` answers
    stay the same until somebody changes the settings: a letter that hears one again is no news.
    """

    trouble: str
    cause: str
    refused: bool = True
    seconds: float | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat lives under another id now; nothing was delivered."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This person cannot be written to until they speak first; `why` is Russian."""

    why: str


@dataclass(frozen=True, slots=True)
class ChannelDown:
    """Nobody can be written to until somebody mends the channel; `trouble` is Russian, `cause` English."""

    trouble: str
    cause: str


Answer = Delivered | Later | Moved | Unreachable | ChannelDown


class Channel(Protocol):
    """A way to people. `send` raises nothing of the network's: every trouble is an answer."""

    async def send(self, chat_id: int, html: str, *, silent: bool = False) -> Answer:
        """Hand over one message; `silent` asks that no sound be made."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
