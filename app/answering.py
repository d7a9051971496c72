"""The bot's side of the program: who answers the updates."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from app.engine_room import EngineRoom

Listen = Callable[[asyncio.Event], Coroutine[Any, Any, None]]


def answering(room: EngineRoom) -> Listen | None:
    """Answers the bot's updates until an event is set; None while Telegram is switched off."""
    if room.settings.telegram is None:
        return None
    from app.papers.chatting import papers_of  # noqa: PLC0415 -- so do the libraries of papers
    from bot.channel import TelegramChannel  # noqa: PLC0415 -- aiogram costs seconds at import
    from bot.desk import Desk  # noqa: PLC0415 -- aiogram costs seconds at import
    from bot.polling import run_polling  # noqa: PLC0415 -- aiogram costs seconds at import

    channel = room.channel
    if not isinstance(channel, TelegramChannel):
        return None
    desk = Desk(
        store=room.store,
        clock=room.frame.clock,
        zone=room.frame.zone,
        decree=room.frame.decree,
        rules=room.frame.rules,
        glance=room.glance,
        compose_digest=room.digest_of,
        rejudge=room.cycle.rejudge,
        wake=room.wake,
        storm_over=room.frame.storm_over,
        papers=papers_of(room.store, room.frame),
    )
    return lambda stop: run_polling(channel.bot, desk, stop)
