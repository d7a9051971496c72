"""The menu of commands that Telegram shows: for everybody the same, in a chat of somebody let in their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.render import dialogue
from bot.rights import Command, commands_of
from domain.person import Person


async def put_menu(bot: Bot) -> bool:
    """The menu of whoever has no own one: it tells nothing about the registry."""
    return await bot.set_my_commands(_menu(Command, dialogue.DESCRIPTIONS), scope=BotCommandScopeAllPrivateChats())


async def put_own_menu(bot: Bot, person: Person) -> bool:
    """What the person may use, in their chat."""
    menu = _menu(commands_of(person.role), dialogue.descriptions(person))
    # A private chat has the id of its person (core.telegram.org/bots/api#chat).
    return await bot.set_my_commands(menu, scope=BotCommandScopeChat(chat_id=person.chat_id or person.id))


def _menu(commands: Iterable[Command], descriptions: Mapping[Command, str]) -> list[BotCommand]:
    return [
        BotCommand(command=command, description=descriptions[command])
        for command in commands
        if command is not Command.START
    ]
