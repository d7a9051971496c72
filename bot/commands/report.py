"""/report: a paper as a file in the chat, at a person's request and never by itself."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command as Typed
from aiogram.filters import CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.desk import Desk
from bot.keyboards import PaperChoice, button, column
from bot.papers import NoPaper
from bot.render import dialogue
from bot.render.html import esc
from bot.replies import notice, refuse_stale
from bot.rights import Command, may
from domain.person import Person


def build_router() -> Router:
    """Handlers of the command and of its buttons."""
    router = Router()
    router.message.register(_report, Typed(Command.REPORT, ignore_case=True))
    router.callback_query.register(_chosen, PaperChoice.filter())
    return router


async def _report(message: Message, command: CommandObject, desk: Desk) -> None:
    """The paper that is named, else a button for each there is."""
    words = (command.args or "").split(maxsplit=1)
    if words:
        await _send(message, desk, words[0].lower(), words[1] if len(words) > 1 else "")
        return
    buttons = [button(title, PaperChoice(kind=kind)) for kind, title in desk.papers.titles.items()]
    await message.answer(dialogue.WHICH_PAPER if buttons else dialogue.NO_PAPERS, reply_markup=column(*buttons))


async def _chosen(query: CallbackQuery, callback_data: PaperChoice, person: Person, desk: Desk) -> None:
    if not may(person, Command.REPORT) or not isinstance(query.message, Message):
        await refuse_stale(query)
        return
    # A large one takes seconds, and the button must not seem dead meanwhile.
    await notice(query)
    await _send(query.message, desk, callback_data.kind, "")


async def _send(message: Message, desk: Desk, kind: str, period: str) -> None:
    try:
        document = await desk.papers.make(kind, period)
    except NoPaper as fault:
        await message.answer(dialogue.no_paper(str(fault), desk.papers.titles))
        return
    file = BufferedInputFile(document.content, document.name)
    await message.answer_document(file, caption=esc(document.about))
