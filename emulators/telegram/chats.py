"""What is common to private chats and groups: the messages, their numbers, and who may be written to."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import replace

from emulators.telegram.answers import Refusal
from emulators.telegram.changes import Changes
from emulators.telegram.messages import Author, ChatMessage

_TYPING_SECONDS = 5.0  # https://core.telegram.org/bots/api#sendchataction


class Chat(ABC):
    """A chat the bot may know; messages are kept in order of their numbers, deleted ones too."""

    def __init__(self, chat_id: int, changes: Changes, numbers: Iterator[int]) -> None:
        self.chat_id = chat_id
        self.pinned: int | None = None
        self._changes = changes
        self._numbers = numbers
        self._messages: dict[int, ChatMessage] = {}
        self._typing_until = 0.0

    @property
    def messages(self) -> list[ChatMessage]:
        """All messages, oldest first."""
        return list(self._messages.values())

    @property
    @abstractmethod
    def name(self) -> str:
        """What a list of chats calls it."""

    @property
    def typing(self) -> bool:
        """Whether the bot said within the last seconds that it is busy with an answer."""
        return time.monotonic() < self._typing_until

    @abstractmethod
    def refusal(self) -> Refusal | None:
        """Why the bot may not write here now; None when it may."""

    @abstractmethod
    def wire(self) -> dict[str, object]:
        """The chat as a `Chat`."""

    def next_number(self) -> int:
        """The number of the next message."""
        return next(self._numbers)

    def find(self, message_id: int) -> ChatMessage | None:
        """The message with that number, unless it was deleted."""
        message = self._messages.get(message_id)
        return None if message is None or message.deleted else message

    def keep(self, message: ChatMessage) -> ChatMessage:
        """Store a new or changed message; the stored one carries its revision."""
        stored = replace(message, revision=self._changes.bump())
        self._messages[message.message_id] = stored
        self._typing_until = 0.0
        return stored

    async def wait_for(
        self,
        predicate: Callable[[ChatMessage], bool],
        timeout: float = 5.0,  # noqa: ASYNC109 -- the last word of a waiting test, as in asyncio.wait_for
        *,
        after: int = 0,
    ) -> ChatMessage:
        """The first message of the bot, numbered above `after` and not deleted, that `predicate` takes.

        Raises:
            TimeoutError: there was none within `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        while True:
            revision = self._changes.revision
            for message in self.messages:
                fresh = message.who is Author.BOT and not message.deleted and message.message_id > after
                if fresh and predicate(message):
                    return message
            if not await self._changes.after(revision, deadline - time.monotonic()):
                raise TimeoutError(f"no such message within {timeout} s")

    def delete(self, message: ChatMessage) -> None:
        """Mark the message deleted; its text stays readable to tests."""
        self.keep(replace(message, deleted=True))
        self.pinned = None if self.pinned == message.message_id else self.pinned

    def pin(self, message: ChatMessage) -> None:
        """Show the message over the chat."""
        self.pinned = message.message_id
        self._changes.bump()

    def show_typing(self) -> None:
        """The bot is busy with an answer."""
        self._typing_until = time.monotonic() + _TYPING_SECONDS
        self._changes.bump()
