"""Answers in a chat: new messages, messages turned into others, short notices over the chat."""

from __future__ import annotations

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.render import dialogue, plain

_UNCHANGED = "message is not modified"
_TOO_OLD = "query is too old"


async def turn(query: CallbackQuery, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Put other words in place of the message whose button was pressed; say them anew when it is out of reach."""
    if isinstance(query.message, Message):
        try:
            await query.message.edit_text(html, reply_markup=keyboard)
        except TelegramBadRequest as error:
            if _UNCHANGED not in error.message:
                raise
    elif query.message is not None:
        await query.message.answer(html, reply_markup=keyboard)
    await notice(query)


async def notice(query: CallbackQuery, text: str = "") -> None:
    """End the press; `text` appears over the chat. A press that waited too long is past answering."""
    try:
        await query.answer(plain(text) or None, show_alert=bool(text))
    except TelegramBadRequest as error:
        if _TOO_OLD not in error.message:
            raise


async def refuse_stale(query: CallbackQuery) -> None:
    """The button means nothing any more: it is old, forged, or about what this person may not see."""
    await notice(query, dialogue.STALE)
