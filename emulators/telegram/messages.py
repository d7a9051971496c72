"""A chat message as it is remembered, and as the Bot API writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from emulators.telegram.entities import Entity
from emulators.telegram.files import StoredFile
from emulators.telegram.keyboards import Keyboard, keyboard_wire


class Author(StrEnum):
    """Whose words a message holds."""

    BOT = "bot"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Account:
    """A `User`: the bot or a person."""

    user_id: int
    first_name: str
    username: str = ""

    def wire(self) -> dict[str, object]:
        """The account as a `User`; only the bot has a user name here."""
        named = {"username": self.username} if self.username else {}
        return {"id": self.user_id, "is_bot": bool(self.username), "first_name": self.first_name, **named}


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message; `text` is plain, `html` is the text as it was sent, of a document both are the caption.

    `date` and `edited` are aware datetimes of the emulator's clock; `revision` is the change that
    made the message what it is.
    """

    message_id: int
    chat_id: int
    who: Author
    sender: Account
    date: datetime
    text: str = ""
    html: str = ""
    entities: tuple[Entity, ...] = ()
    buttons: Keyboard = ()
    document: StoredFile | None = None
    photo: bool = False
    reply_to: int | None = None
    edited: datetime | None = None
    deleted: bool = False
    revision: int = 0

    @property
    def button_texts(self) -> tuple[str, ...]:
        """The captions of all buttons, row by row."""
        return tuple(button.text for row in self.buttons for button in row)


def message_wire(message: ChatMessage, chat: dict[str, object]) -> dict[str, object]:
    """The message as a `Message` in `chat`, a `Chat` object."""
    body: dict[str, object] = {
        "message_id": message.message_id,
        "from": message.sender.wire(),
        "chat": chat,
        "date": int(message.date.timestamp()),
        **_content_wire(message),
    }
    if message.edited is not None:
        body["edit_date"] = int(message.edited.timestamp())
    if message.buttons:
        body["reply_markup"] = keyboard_wire(message.buttons)
    return body


def _content_wire(message: ChatMessage) -> dict[str, object]:
    prefix = "" if message.document is None else "caption_"
    entities = [entity.wire() for entity in message.entities]
    words: dict[str, object] = {"caption" if prefix else "text": message.text} if message.text else {}
    marked: dict[str, object] = {f"{prefix}entities": entities} if entities else {}
    return {**words, **marked, **_file_wire(message)}


def _file_wire(message: ChatMessage) -> dict[str, object]:
    file = message.document
    if file is None:
        return {}
    known: dict[str, object] = {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
    }
    if message.photo:
        return {"photo": [{**known, "width": file.width, "height": file.height}]}
    return {"document": {**known, "file_name": file.name, "mime_type": file.mime}}
