"""Bot API methods that change what stands in a chat: edit, delete, pin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from emulators.telegram.answers import NOT_MODIFIED, bad_request
from emulators.telegram.chats import Chat
from emulators.telegram.composing import check_text, compose_text
from emulators.telegram.keyboards import parse_keyboard
from emulators.telegram.messages import Author, ChatMessage, message_wire
from emulators.telegram.messenger import Messenger
from emulators.telegram.params import Params
from emulators.telegram.people import Person
from emulators.telegram.sending import target

_DELETABLE = timedelta(hours=48)  # https://core.telegram.org/bots/api#deletemessage


def edit_message_text(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#editmessagetext; a call without a keyboard takes it away."""
    composed = compose_text(params)
    chat, message = _editable(messenger, params)
    if message.document is not None:
        raise bad_request("there is no text in the message to edit")
    check_text(composed.words)
    changed = replace(
        message,
        text=composed.words.text,
        html=composed.html,
        entities=composed.words.entities,
        buttons=composed.keyboard,
    )
    return _store(messenger, chat, message, changed)


def edit_message_reply_markup(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    keyboard = parse_keyboard(params.structure("reply_markup"))
    chat, message = _editable(messenger, params)
    return _store(messenger, chat, message, replace(message, buttons=keyboard))


def delete_message(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#deletemessage"""
    chat = target(messenger, params)
    message = chat.find(params.whole("message_id", 0))
    if message is None:
        raise bad_request("message to delete not found")
    foreign = message.who is Author.PERSON and not isinstance(chat, Person)
    if foreign or messenger.clock() - message.date >= _DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    chat.delete(message)
    return True


def pin_chat_message(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#pinchatmessage"""
    chat = target(messenger, params)
    message = chat.find(params.whole("message_id", 0))
    if message is None:
        raise bad_request("message to pin not found")
    chat.pin(message)
    return True


def _editable(messenger: Messenger, params: Params) -> tuple[Chat, ChatMessage]:
    chat = target(messenger, params)
    message = chat.find(params.whole("message_id", 0))
    if message is None:
        raise bad_request("message to edit not found")
    if message.who is Author.PERSON:
        raise bad_request("message can't be edited")
    return chat, message


def _store(messenger: Messenger, chat: Chat, before: ChatMessage, after: ChatMessage) -> dict[str, object]:
    if (before.text, before.entities, before.buttons) == (after.text, after.entities, after.buttons):
        raise bad_request(NOT_MODIFIED)
    return message_wire(chat.keep(replace(after, edited=messenger.clock())), chat.wire())
