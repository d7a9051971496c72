"""What is no command: refused kindly, with a warning where it looks like a secret. Nothing of it is kept."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import Message

from bot.confidential import looks_confidential
from bot.render import dialogue
from bot.replies import refuse_stale


def build_router() -> Router:
    """Handlers for messages and presses that nobody else took."""
    router = Router()
    router.message.register(_text, F.text)
    router.message.register(_file, F.content_type.in_(_FILES))
    router.callback_query.register(refuse_stale)
    return router


_FILES = {
    "animation",
    "audio",
    "contact",
    "document",
    "location",
    "photo",
    "sticker",
    "video",
    "video_note",
    "voice",
}


async def _text(message: Message) -> None:
    is_secret = looks_confidential(message.text or "")
    await message.answer(dialogue.CONFIDENTIAL if is_secret else dialogue.HINT)


async def _file(message: Message) -> None:
    await message.answer(dialogue.NO_FILES)
