"""The command menu: `setMyCommands` by scope and language, and what a chat shows of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from emulators.telegram.answers import bad_request
from emulators.telegram.params import Json

MAX_COMMANDS = 100  # https://core.telegram.org/bots/api#setmycommands
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MAX_DESCRIPTION = 256
_EVERYWHERE: Mapping[str, Json] = {"type": "default"}


@dataclass(frozen=True, slots=True)
class MenuCommand:
    """A `BotCommand`; `command` stands without the slash."""

    command: str
    description: str

    def wire(self) -> dict[str, object]:
        """The command as a `BotCommand`."""
        return {"command": self.command, "description": self.description}


Commands: TypeAlias = tuple[MenuCommand, ...]


class CommandMenu:
    """Commands for every scope and language they were set for."""

    def __init__(self) -> None:
        self._commands: dict[tuple[str, str], Commands] = {}

    def put(self, scope: Json, language: str, commands: Commands) -> None:
        """Set the commands of one scope and language; none at all removes them."""
        self._commands[_key(scope, language)] = commands

    def get(self, scope: Json, language: str) -> Commands:
        """Exactly what was set for that scope and language."""
        return self._commands.get(_key(scope, language), ())

    def shown_in(self, chat_id: int) -> Commands:
        """What the chat shows: https://core.telegram.org/bots/api#determining-list-of-commands."""
        everybody = "all_private_chats" if chat_id > 0 else "all_group_chats"
        scopes: list[Json] = [{"type": "chat", "chat_id": chat_id}, {"type": everybody}, None]
        lists = (self.get(scope, language) for scope in scopes for language in ("ru", ""))
        return next((commands for commands in lists if commands), ())


def parse_commands(value: Json) -> Commands:
    """The commands of a `setMyCommands` call.

    Raises:
        Refusal: 400 for a bad name, a bad description or too many.
    """
    if not isinstance(value, list) or len(value) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if isinstance(value, list) else "expected an Array of BotCommand")
    return tuple(_command(item) for item in value)


def _command(item: Json) -> MenuCommand:
    fields = item if isinstance(item, dict) else {}
    command, description = str(fields.get("command", "")).removeprefix("/"), str(fields.get("description", ""))
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return MenuCommand(command, description)


def _key(scope: Json, language: str) -> tuple[str, str]:
    return json.dumps(scope or dict(_EVERYWHERE), sort_keys=True), language
