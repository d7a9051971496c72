"""/org: one organisation's card, found by any part of its name."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command as Typed
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.commands.sheets import show
from bot.desk import Desk
from bot.keyboards import ROWS, Choice, Names, Purpose, View, choosing, has_sheet, leafing, names
from bot.render import dialogue
from bot.replies import refuse_stale, turn
from bot.rights import Command
from bot.search import matching, near
from bot.views import sheets_of
from domain.attestation import Role
from domain.organisation import Organisation
from domain.person import Person
from storage import registry


def build_router() -> Router:
    """Handlers of the command and of its buttons."""
    router = Router()
    router.message.register(_organisation, Typed(Command.ORGANISATION, ignore_case=True))
    router.callback_query.register(_chosen, Choice.filter(F.purpose == Purpose.CARD))
    router.callback_query.register(_names, Names.filter(F.purpose == Purpose.CARD))
    return router


async def _organisation(message: Message, command: CommandObject, person: Person, desk: Desk) -> None:
    """Somebody of an organisation sees their own, whatever name they type."""
    if person.role is Role.ORGANISATION:
        await show(message, person, desk, View.ORGANISATION, str(person.organisation_id or 0))
        return
    known = await desk.store.read(registry.organisations)
    if not known:
        await message.answer(dialogue.NO_ORGANISATIONS)
    elif command.args:
        await _search(message, command.args, known, person, desk)
    else:
        await message.answer(dialogue.WHICH_ORGANISATION, reply_markup=names(known, Purpose.CARD, 0))


async def _search(message: Message, wanted: str, known: list[Organisation], person: Person, desk: Desk) -> None:
    found = matching(known, wanted)
    if len(found) == 1:
        await show(message, person, desk, View.ORGANISATION, str(found[0].id))
    elif found:
        shown = found[:ROWS]
        html = dialogue.several_found(len(found), len(shown))
        await message.answer(html, reply_markup=choosing(shown, Purpose.CARD))
    else:
        alike = near(known, wanted)
        html = dialogue.none_found(is_any_near=bool(alike))
        await message.answer(html, reply_markup=choosing(alike, Purpose.CARD) if alike else None)


async def _chosen(query: CallbackQuery, callback_data: Choice, person: Person, desk: Desk) -> None:
    about = str(callback_data.organisation_id)
    sheets = await sheets_of(desk, person, View.ORGANISATION, about)
    if not sheets:
        await refuse_stale(query)
        return
    keyboard = leafing(View.ORGANISATION, about, 0, len(sheets))
    await turn(query, dialogue.sheet(sheets[0], 1, len(sheets)), keyboard)


async def _names(query: CallbackQuery, callback_data: Names, person: Person, desk: Desk) -> None:
    known = await desk.store.read(registry.organisations)
    if person.role is Role.ORGANISATION or not has_sheet(len(known), callback_data.number):
        await refuse_stale(query)
        return
    await turn(query, dialogue.WHICH_ORGANISATION, names(known, Purpose.CARD, callback_data.number))
