"""The table of Bot API methods the emulator knows; `getUpdates` waits and is answered by the emulator itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from emulators.telegram.about_bot import (
    delete_my_commands,
    delete_webhook,
    get_me,
    get_my_commands,
    get_webhook_info,
    set_description,
    set_my_commands,
)
from emulators.telegram.answers import bad_request
from emulators.telegram.chats import Chat
from emulators.telegram.editing import (
    delete_message,
    edit_message_reply_markup,
    edit_message_text,
    pin_chat_message,
)
from emulators.telegram.file_methods import get_file, send_document, send_photo
from emulators.telegram.groups import Group
from emulators.telegram.messenger import Messenger
from emulators.telegram.params import Params
from emulators.telegram.people import Person
from emulators.telegram.sending import answer_callback_query, send_chat_action, send_message, target

Method: TypeAlias = Callable[[Messenger, Params], object]


def get_chat(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#getchat"""
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return {**_known(messenger, params).wire(), **full}


def leave_chat(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#leavechat"""
    chat = target(messenger, params)
    if not isinstance(chat, Group):
        raise bad_request("chat member status can't be changed in private chats")
    chat.leave()
    return True


def _known(messenger: Messenger, params: Params) -> Chat:
    """The chat, also of a person who has blocked the bot since."""
    chat = messenger.find(params.chat_id() or 0)
    if isinstance(chat, Person) and chat.started:
        return chat
    if chat is None or isinstance(chat, Person):
        raise bad_request("chat not found")
    return target(messenger, params)


# Names in lower case: Bot API methods are case-insensitive.
METHODS: Mapping[str, Method] = {
    "getme": get_me,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmydescription": set_description,
    "setmyshortdescription": set_description,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "pinchatmessage": pin_chat_message,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "getfile": get_file,
    "getchat": get_chat,
    "leavechat": leave_chat,
}
