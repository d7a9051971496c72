"""/start and /help."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command as Typed
from aiogram.types import Message

from bot.desk import Desk
from bot.entrance import Knock, code_in, welcome_back
from bot.menu import put_own_menu
from bot.render import dialogue
from bot.rights import Command
from domain.person import Person


def build_router() -> Router:
    """Handlers for people let in; how strangers get in stands in `bot.access`."""
    router = Router()
    router.message.register(_start, Typed(Command.START, ignore_case=True))
    router.message.register(_help, Typed(Command.HELP, ignore_case=True))
    return router


async def _start(message: Message, bot: Bot, person: Person, desk: Desk) -> None:
    """Greet, and send what the person missed; as often as they like."""
    knock = Knock(person.id, message.chat.id, code_in(message.text), desk.now())
    welcome = await desk.store.write(lambda db: welcome_back(db, person, knock, desk.storm_over))
    await message.answer(dialogue.greeting(welcome, await desk.glance_of(welcome)))
    desk.wake.set()
    await put_own_menu(bot, welcome)


async def _help(message: Message, person: Person) -> None:
    await message.answer(dialogue.help_text(person))
