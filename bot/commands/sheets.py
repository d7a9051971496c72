"""/status, /violations and /digest, and leafing through any longer answer."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command as Typed
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.desk import Desk
from bot.keyboards import Sheet, View, leafing
from bot.render import dialogue
from bot.replies import refuse_stale, turn
from bot.rights import Command
from bot.views import sheets_of
from domain.person import Person
from domain.week import Week, WeekFault


def build_router() -> Router:
    """Handlers of the three commands and of «Назад» and «Дальше»."""
    router = Router()
    router.message.register(_status, Typed(Command.STATUS, ignore_case=True))
    router.message.register(_violations, Typed(Command.VIOLATIONS, ignore_case=True))
    router.message.register(_digest, Typed(Command.DIGEST, ignore_case=True))
    router.callback_query.register(_leaf, Sheet.filter())
    return router


async def show(message: Message, person: Person, desk: Desk, view: View, about: str = "") -> None:
    """Answer with the first sheet of a view."""
    sheets = await sheets_of(desk, person, view, about)
    if not sheets:
        await message.answer(dialogue.NOT_YOURS)
        return
    keyboard = leafing(view, about, 0, len(sheets))
    await message.answer(dialogue.sheet(sheets[0], 1, len(sheets)), reply_markup=keyboard)


async def _status(message: Message, person: Person, desk: Desk) -> None:
    await show(message, person, desk, View.STATUS)


async def _violations(message: Message, person: Person, desk: Desk) -> None:
    await show(message, person, desk, View.VIOLATIONS)


async def _digest(message: Message, command: CommandObject, person: Person, desk: Desk) -> None:
    """Of the last complete week, or of the one that is named."""
    last = Week.last_complete(desk.now(), desk.zone)
    try:
        week = Week.parse(command.args.upper(), desk.zone) if command.args else last
    except WeekFault:
        await message.answer(dialogue.which_week(last))
        return
    if week > last:
        await message.answer(dialogue.week_ahead(week, last))
    else:
        await show(message, person, desk, View.DIGEST, week.name)


async def _leaf(query: CallbackQuery, callback_data: Sheet, person: Person, desk: Desk) -> None:
    """Another sheet of what holds now; the answer may have become shorter since."""
    sheets = await sheets_of(desk, person, callback_data.view, callback_data.about)
    if not sheets or callback_data.number < 0:
        await refuse_stale(query)
        return
    number = min(callback_data.number, len(sheets) - 1)
    keyboard = leafing(callback_data.view, callback_data.about, number, len(sheets))
    await turn(query, dialogue.sheet(sheets[number], number + 1, len(sheets)), keyboard)
