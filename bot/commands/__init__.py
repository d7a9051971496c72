"""The bot's commands and dialogues, a module each; routers belong to one dispatcher, so they are built anew."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message

from bot.commands import attest, free_text, organisation, report, sheets, start
from bot.render import dialogue
from bot.rights import Command, may
from domain.person import Person


def build_router() -> Router:
    """All handlers in the order in which they are asked; what nobody takes falls to `free_text`."""
    router = Router()
    router.message.register(_refuse, is_not_open)
    router.include_routers(
        start.build_router(),
        sheets.build_router(),
        organisation.build_router(),
        attest.build_router(),
        report.build_router(),
        free_text.build_router(),
    )
    return router


def is_not_open(message: Message, person: Person) -> bool:
    """The message is a command of ours that this person's role may not use."""
    words = (message.text or "").split(maxsplit=1)
    name = words[0].partition("@")[0].lower() if words else ""
    return any(name == f"/{command}" and not may(person, command) for command in Command)


async def _refuse(message: Message) -> None:
    await message.answer(dialogue.NOT_YOURS)
