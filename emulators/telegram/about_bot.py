"""Bot API methods about the bot itself: who it is, its webhook that is never set, its menu and descriptions."""

from __future__ import annotations

from emulators.telegram.menu import parse_commands
from emulators.telegram.messenger import Messenger
from emulators.telegram.params import Params


def get_me(messenger: Messenger, _params: Params) -> object:
    """https://core.telegram.org/bots/api#getme"""
    return {
        **messenger.bot.wire(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def delete_webhook(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#deletewebhook"""
    if params.flag("drop_pending_updates"):
        messenger.updates.clear()
    return True


def get_webhook_info(messenger: Messenger, _params: Params) -> object:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(messenger.updates)}


def set_my_commands(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#setmycommands"""
    commands = parse_commands(params.structure("commands"))
    messenger.menu.put(params.structure("scope"), params.text("language_code"), commands)
    messenger.changes.bump()
    return True


def delete_my_commands(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#deletemycommands"""
    messenger.menu.put(params.structure("scope"), params.text("language_code"), ())
    messenger.changes.bump()
    return True


def get_my_commands(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#getmycommands"""
    commands = messenger.menu.get(params.structure("scope"), params.text("language_code"))
    return [command.wire() for command in commands]


def set_description(_messenger: Messenger, _params: Params) -> object:
    """https://core.telegram.org/bots/api#setmydescription, and the short one: taken, shown nowhere."""
    return True
