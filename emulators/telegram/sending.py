"""Bot API methods that say something new: messages, "typing", answers to pressed buttons."""

from __future__ import annotations

from emulators.telegram.answers import bad_request
from emulators.telegram.chats import Chat
from emulators.telegram.composing import Composed, check_text, compose_text
from emulators.telegram.files import StoredFile
from emulators.telegram.messages import Author, ChatMessage, message_wire
from emulators.telegram.messenger import Messenger
from emulators.telegram.params import Params
from emulators.telegram.people import Person

MAX_TOAST = 200  # https://core.telegram.org/bots/api#answercallbackquery


def send_message(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#sendmessage"""
    composed = compose_text(params)
    chat = target(messenger, params)
    check_text(composed.words)
    message = post(messenger, chat, params, composed)
    messenger.note_sent(message)
    return message_wire(message, chat.wire())


def send_chat_action(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#sendchataction"""
    target(messenger, params).show_typing()
    return True


def answer_callback_query(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    text = params.text("text")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press = messenger.presses.answer(params.text("callback_query_id"))
    person = messenger.find(press.user_id)
    if isinstance(person, Person) and text:
        person.show(text, alert=params.flag("show_alert"))
    return True


def target(messenger: Messenger, params: Params) -> Chat:
    """The chat of a call, when the bot may write there.

    Raises:
        Refusal: 400 when no chat is named; see `Messenger.open_chat`.
    """
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    return messenger.open_chat(params.chat_id())


def post(
    messenger: Messenger,
    chat: Chat,
    params: Params,
    composed: Composed,
    *,
    document: StoredFile | None = None,
    photo: bool = False,
) -> ChatMessage:
    """A new message of the bot, counted against flood control and kept in the chat.

    Raises:
        Refusal: 400, it answers a message that is not there; 429, flood control.
    """
    reply_to = _reply_to(chat, params)
    messenger.flood.count(chat.chat_id)
    message = ChatMessage(
        message_id=chat.next_number(),
        chat_id=chat.chat_id,
        who=Author.BOT,
        sender=messenger.bot,
        date=messenger.clock(),
        text=composed.words.text,
        html=composed.html,
        entities=composed.words.entities,
        buttons=composed.keyboard,
        document=document,
        photo=photo,
        reply_to=reply_to,
    )
    return chat.keep(message)


def _reply_to(chat: Chat, params: Params) -> int | None:
    """The number of the message that is answered; None when it is gone and the bot does not mind."""
    options = params.structure("reply_parameters")
    fields = options if isinstance(options, dict) else {}
    wanted = fields.get("message_id", params.whole("reply_to_message_id", 0))
    if not isinstance(wanted, int) or wanted == 0:
        return None
    optional = fields.get("allow_sending_without_reply") is True or params.flag("allow_sending_without_reply")
    if chat.find(wanted) is None and not optional:
        raise bad_request("message to be replied not found")
    return wanted if chat.find(wanted) else None
