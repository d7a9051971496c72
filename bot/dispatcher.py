"""Puts access, commands and the answer to errors together for aiogram."""

from __future__ import annotations

import logging

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from aiogram.types import ErrorEvent, Update

from bot import commands
from bot.access import Access
from bot.channel import PROXY_FAULTS
from bot.desk import Desk
from bot.render import dialogue
from domain.person import Person

log = logging.getLogger(__name__)

# What the network between us and a person may do to any call.
NETWORK_FAULTS = (AiogramError, *PROXY_FAULTS, OSError)


def build_dispatcher(desk: Desk) -> Dispatcher:
    """A dispatcher with all handlers; it keeps no state between updates."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher["desk"] = desk
    dispatcher.update.outer_middleware(Access(desk))
    dispatcher.errors.register(_apologise)
    dispatcher.include_router(commands.build_router())
    return dispatcher


async def _apologise(event: ErrorEvent, bot: Bot, person: Person | None = None) -> None:
    """A person let in hears that it did not work, without details; a fault of the network nobody can hear of."""
    if isinstance(event.exception, NETWORK_FAULTS):
        log.warning("update %d: no answer, %s", event.update.update_id, type(event.exception).__name__)
        return
    log.error("update %d failed", event.update.update_id, exc_info=event.exception)
    if person is None:
        return
    try:
        await bot.send_message(person.id, dialogue.FAILED)
        await _end_press(event.update)
    except NETWORK_FAULTS as error:
        log.warning("update %d: no apology, %s", event.update.update_id, type(error).__name__)


async def _end_press(update: Update) -> None:
    if update.callback_query is not None:
        await update.callback_query.answer()
