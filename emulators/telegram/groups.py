"""A group the bot may be brought into, thrown out of, or that moves to a new id."""

from __future__ import annotations

from emulators.telegram.answers import Refusal, forbidden, migrated
from emulators.telegram.chats import Chat
from emulators.telegram.messages import Account, Author, ChatMessage
from emulators.telegram.messenger import SUPERGROUPS_BELOW, Messenger
from emulators.telegram.people import Person
from emulators.telegram.presses import Press
from emulators.telegram.speech import Status, announce, press, said, tell_status


class Group(Chat):
    """A group, by its id a basic one or a supergroup; the bot is outside at first."""

    def __init__(self, messenger: Messenger, chat_id: int, title: str) -> None:
        super().__init__(chat_id, messenger.changes, messenger.numbers(chat_id))
        self.title = title
        self.bot_status = Status.LEFT
        self.migrated_to: int | None = None
        self._messenger = messenger

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    @property
    def kind(self) -> str:
        """The `type` of the chat."""
        return "supergroup" if self.chat_id < SUPERGROUPS_BELOW else "group"

    def refusal(self) -> Refusal | None:
        """400 once the group has moved, 403 while the bot is not in it."""
        if self.migrated_to is not None:
            return migrated(self.migrated_to)
        if self.bot_status is Status.KICKED:
            return forbidden(f"bot was kicked from the {self.kind} chat")
        inside = self.bot_status is Status.MEMBER
        return None if inside else forbidden(f"bot is not a member of the {self.kind} chat")

    def wire(self) -> dict[str, object]:
        """The chat as a group `Chat`."""
        return {"id": self.chat_id, "type": self.kind, "title": self.title}

    def add_bot(self, by: Person) -> None:
        """Bring the bot in; it gets `my_chat_member` and the service message."""
        self._set_status(by.account, Status.MEMBER)
        joined = said(self._messenger, self, by.account)
        announce(self._messenger, self, joined, new_chat_members=[self._messenger.bot.wire()])

    def kick_bot(self, by: Person) -> None:
        """Throw the bot out; it gets `my_chat_member`."""
        self._set_status(by.account, Status.KICKED)

    def leave(self) -> None:
        """Let the bot go by itself (`leaveChat`)."""
        self._set_status(self._messenger.bot, Status.LEFT)

    def say(self, person: Person, text: str, *, reply_to: int | None = None) -> ChatMessage:
        """Let a person say something; the bot is told what privacy mode lets through."""
        message = said(self._messenger, self, person.account, text, reply_to=reply_to)
        if self.bot_status is Status.MEMBER and self._heard(message):
            announce(self._messenger, self, message)
        return message

    def press(self, person: Person, message: ChatMessage, button: str) -> Press:
        """Let a person press a button under a message; see `Person.press`."""
        return press(self._messenger, self, person.account, message, button)

    def migrate(self, chat_id: int) -> Group:
        """Turn the group into the supergroup `chat_id`; the old id is refused from now on."""
        moved = Group(self._messenger, chat_id, self.title)
        moved.bot_status = self.bot_status
        self._messenger.enter(moved)
        notice = said(self._messenger, self, self._messenger.bot)
        announce(self._messenger, self, notice, migrate_to_chat_id=chat_id)
        self.migrated_to = chat_id
        return moved

    def _heard(self, message: ChatMessage) -> bool:
        """Commands to this bot and replies to it: https://core.telegram.org/bots/features#privacy-mode."""
        answered = self.find(message.reply_to) if message.reply_to is not None else None
        command, _, addressee = message.text.split(" ")[0].partition("@")
        ours = addressee in {"", self._messenger.bot.username}
        return (command.startswith("/") and ours) or (answered is not None and answered.who is Author.BOT)

    def _set_status(self, by: Account, status: Status) -> None:
        before, self.bot_status = self.bot_status, status
        tell_status(self._messenger, self, by, before, status)
