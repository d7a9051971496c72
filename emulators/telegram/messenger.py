"""Everything Telegram remembers about one bot: chats, updates, files, menu, and a record of what was sent."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from emulators.server import Clock
from emulators.telegram.answers import bad_request
from emulators.telegram.changes import Changes
from emulators.telegram.chats import Chat
from emulators.telegram.files import FileStore
from emulators.telegram.flood import Flood
from emulators.telegram.menu import CommandMenu
from emulators.telegram.messages import Account, ChatMessage
from emulators.telegram.presses import Presses
from emulators.telegram.updates import UpdateQueue

SUPERGROUPS_BELOW = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A `sendMessage` that Telegram carried out, whether or not its answer reached the bot.

    `monotonic` is seconds of the never faked clock, `at` an aware datetime of the emulator's.
    """

    chat_id: int
    message_id: int
    text: str
    monotonic: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it came in, before any check; `method` as the bot spelt it."""

    method: str
    chat_id: int | None
    params: Mapping[str, str]
    monotonic: float
    at: datetime


class Messenger:
    """The state behind the Bot API of one bot."""

    def __init__(self, *, bot: Account, clock: Clock) -> None:
        self.bot = bot
        self.clock = clock
        self.changes = Changes()
        self.updates = UpdateQueue()
        self.files = FileStore()
        self.menu = CommandMenu()
        self.presses = Presses()
        self.flood = Flood()
        self.sent: list[Sent] = []
        self.calls: list[Call] = []
        self.needs_start = True
        self._chats: dict[int, Chat] = {}
        self._numbers: Iterator[int] = itertools.count(1)

    @property
    def chats(self) -> list[Chat]:
        """All chats in the order they were made."""
        return list(self._chats.values())

    def numbers(self, chat_id: int) -> Iterator[int]:
        """Message numbers: a supergroup has its own, all other chats of a bot share one row."""
        return itertools.count(1) if chat_id < SUPERGROUPS_BELOW else self._numbers

    def enter(self, chat: Chat) -> None:
        """Make the chat known."""
        if chat.chat_id in self._chats:
            raise ValueError("there is a chat with this id already")
        self._chats[chat.chat_id] = chat
        self.changes.bump()

    def find(self, chat_id: int) -> Chat | None:
        """The chat with that id."""
        return self._chats.get(chat_id)

    def open_chat(self, chat_id: int | None) -> Chat:
        """The chat, when the bot may write there.

        Raises:
            Refusal: 400 unknown or migrated, 403 blocked, never started, kicked or not a member.
        """
        chat = self.find(chat_id) if chat_id is not None else None
        if chat is None:
            raise bad_request("chat not found")
        if refusal := chat.refusal():
            raise refusal
        return chat

    def note_call(self, method: str, chat_id: int | None, params: Mapping[str, str]) -> None:
        """Record a call that came in."""
        self.calls.append(Call(method, chat_id, params, time.monotonic(), self.clock()))

    def note_sent(self, message: ChatMessage) -> None:
        """Record a `sendMessage` that was carried out."""
        self.sent.append(Sent(message.chat_id, message.message_id, message.text, time.monotonic(), message.date))
