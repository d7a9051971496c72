"""A person with the private chat to the bot: says, presses, sends, blocks."""

from __future__ import annotations

from emulators.telegram.answers import BLOCKED, NEVER_STARTED, Refusal
from emulators.telegram.chats import Chat
from emulators.telegram.messages import Account, ChatMessage
from emulators.telegram.messenger import Messenger
from emulators.telegram.presses import Press, Toast
from emulators.telegram.speech import Status, announce, press, queue_press, said, tell_status


class Person(Chat):
    """A person; the private chat with the bot has the same id."""

    def __init__(self, messenger: Messenger, user_id: int, first_name: str) -> None:
        super().__init__(user_id, messenger.changes, messenger.numbers(user_id))
        self.account = Account(user_id, first_name)
        self.started = False
        self.blocked = False
        self.toasts: list[Toast] = []
        self._messenger = messenger

    @property
    def name(self) -> str:
        """The first name."""
        return self.account.first_name

    def refusal(self) -> Refusal | None:
        """403 while the bot is blocked, and before the person's first word."""
        if self.blocked:
            return Refusal(403, BLOCKED)
        known = self.started or not self._messenger.needs_start
        return None if known else Refusal(403, NEVER_STARTED)

    def wire(self) -> dict[str, object]:
        """The chat as a private `Chat`."""
        return {"id": self.chat_id, "type": "private", "first_name": self.name}

    def say(self, text: str, *, reply_to: int | None = None) -> ChatMessage:
        """Send text; the first word starts the bot.

        Raises:
            RuntimeError: the person has blocked the bot.
        """
        self._open()
        message = said(self._messenger, self, self.account, text, reply_to=reply_to)
        announce(self._messenger, self, message)
        return message

    def send_document(
        self, name: str, content: bytes, mime: str = "application/octet-stream", caption: str = ""
    ) -> ChatMessage:
        """Send a file; the bot gets it by `getFile`.

        Raises:
            RuntimeError: the person has blocked the bot.
        """
        self._open()
        file = self._messenger.files.add(name, content, mime)
        message = said(self._messenger, self, self.account, caption, document=file)
        announce(self._messenger, self, message)
        return message

    def press(self, message: ChatMessage, button: str) -> Press:
        """Press the button with that caption or callback data under `message` as it stands now.

        Raises:
            LookupError: the message is gone, or has no such button.
        """
        return press(self._messenger, self, self.account, message, button)

    def press_stale(self, data: str, message_id: int = 1) -> Press:
        """Send a callback for a message the bot can no longer see: an old button, or a forged one."""
        gone: dict[str, object] = {"chat": self.wire(), "message_id": message_id, "date": 0}
        return queue_press(self._messenger, self, self.account, gone, data)

    def block_bot(self) -> None:
        """Block the bot; it is told by `my_chat_member`."""
        self.blocked = True
        tell_status(self._messenger, self, self.account, Status.MEMBER, Status.KICKED)

    def unblock_bot(self) -> None:
        """Let the bot write again; it is told by `my_chat_member`."""
        self.blocked = False
        tell_status(self._messenger, self, self.account, Status.KICKED, Status.MEMBER)

    def show(self, text: str, *, alert: bool) -> None:
        """Show the answer to a press over the chat."""
        self.toasts.append(Toast(text, alert, self._messenger.changes.bump()))

    def _open(self) -> None:
        if self.blocked:
            raise RuntimeError("a person who blocked the bot has to unblock it first")
        self.started = True
