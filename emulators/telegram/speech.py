"""How what people do in a chat becomes updates for the bot."""

from __future__ import annotations

from enum import StrEnum
from html import escape

from emulators.telegram.chats import Chat
from emulators.telegram.entities import Formatted, with_automatic
from emulators.telegram.files import StoredFile
from emulators.telegram.keyboards import Button
from emulators.telegram.messages import Account, Author, ChatMessage, message_wire
from emulators.telegram.messenger import Messenger
from emulators.telegram.presses import Press


class Status(StrEnum):
    """The `status` of a `ChatMember`."""

    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


def said(
    messenger: Messenger,
    chat: Chat,
    by: Account,
    text: str = "",
    *,
    reply_to: int | None = None,
    document: StoredFile | None = None,
) -> ChatMessage:
    """A new message of a person, kept in the chat; the bot is not told yet."""
    words = with_automatic(Formatted(text.strip()))
    message = ChatMessage(
        message_id=chat.next_number(),
        chat_id=chat.chat_id,
        who=Author.PERSON,
        sender=by,
        date=messenger.clock(),
        text=words.text,
        html=escape(words.text, quote=False),
        entities=words.entities,
        document=document,
        reply_to=reply_to,
    )
    return chat.keep(message)


def announce(messenger: Messenger, chat: Chat, message: ChatMessage, **service: object) -> None:
    """Queue the `message` update; `service` are the fields of a service message."""
    answered = chat.find(message.reply_to) if message.reply_to is not None else None
    reply = {} if answered is None else {"reply_to_message": message_wire(answered, chat.wire())}
    messenger.updates.put("message", {**message_wire(message, chat.wire()), **reply, **service})


def press(messenger: Messenger, chat: Chat, by: Account, message: ChatMessage, wanted: str) -> Press:
    """Queue the callback query of a button found by its caption or its data.

    Raises:
        LookupError: the message is gone, or has no such button.
    """
    seen = chat.find(message.message_id)
    if seen is None:
        raise LookupError("the message was deleted")
    buttons = [button for row in seen.buttons for button in row if wanted in {button.text, button.data}]
    return queue_press(messenger, chat, by, message_wire(seen, chat.wire()), _pressable(buttons).data)


def queue_press(messenger: Messenger, chat: Chat, by: Account, message: dict[str, object], data: str) -> Press:
    """Queue a `callback_query` update for `message`, a `Message` or an `InaccessibleMessage`."""
    pressed = messenger.presses.add(by.user_id, data)
    query = {
        "id": pressed.query_id,
        "from": by.wire(),
        "message": message,
        "chat_instance": str(abs(chat.chat_id)),
        "data": data,
    }
    messenger.updates.put("callback_query", query)
    return pressed


def tell_status(messenger: Messenger, chat: Chat, by: Account, before: Status, after: Status) -> None:
    """Queue `my_chat_member`: somebody changed what the bot is in the chat."""
    change: dict[str, object] = {
        "chat": chat.wire(),
        "from": by.wire(),
        "date": int(messenger.clock().timestamp()),
        "old_chat_member": _member(messenger.bot, before),
        "new_chat_member": _member(messenger.bot, after),
    }
    messenger.updates.put("my_chat_member", change)


def _pressable(buttons: list[Button]) -> Button:
    with_data = [button for button in buttons if button.data]
    if not with_data:
        raise LookupError("there is no such button, or it only opens a link")
    return with_data[0]


def _member(account: Account, status: Status) -> dict[str, object]:
    ban: dict[str, object] = {"until_date": 0} if status is Status.KICKED else {}
    return {"user": account.wire(), "status": status.value, **ban}
