"""Who gets through to the bot: people let in, in private chats. Everybody else hears next to nothing."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Chat, ChatMemberUpdated, Message, TelegramObject, Update, User

from bot.desk import Desk
from bot.entrance import Knock, Refusal, admit, code_in
from bot.menu import put_own_menu
from bot.render import dialogue
from bot.replies import refuse_stale
from domain.person import Person
from storage import outbox, people

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_WORDS = {Refusal.UNKNOWN: dialogue.STRANGER, Refusal.WRONG_CODE: dialogue.WRONG_CODE}
_GONE = (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)


class Access(BaseMiddleware):
    """The outer middleware of every update. Handlers behind it find the `person` they answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Pass the update on, or deal with it here."""
        bot = data["bot"]
        if not isinstance(event, Update) or not isinstance(bot, Bot):
            return None
        chat, user = place(event)
        if chat is not None and chat.type != ChatType.PRIVATE:
            return await _leave(bot, chat, event.my_chat_member)
        if chat is None or user is None or user.is_bot:
            return None
        if event.my_chat_member is not None:
            return await self._note_membership(user, event.my_chat_member)
        return await self._attend(handler, event, data, chat, user)

    async def _attend(self, handler: Handler, event: Update, data: dict[str, Any], chat: Chat, user: User) -> Any:
        person = await self._desk.store.read(lambda db: people.find(db, user.id))
        if person is None:
            return await self._meet(data["bot"], event.message, chat, user)
        if await self._is_unlisted(person, event.message):
            return await _say_unlisted(event)
        data["person"] = person
        return await handler(event, data)

    async def _is_unlisted(self, person: Person, message: Message | None) -> bool:
        """Somebody of an organisation that left the registry; a new invitation is heard all the same."""
        if message is not None and code_in(message.text) is not None:
            return False
        return await self._desk.store.read(lambda db: people.is_left_without_organisation(db, person))

    async def _note_membership(self, user: User, change: ChatMemberUpdated) -> None:
        """Whoever blocks the bot is not written to until the next /start."""
        if change.new_chat_member.status in _GONE:
            await self._desk.store.write(lambda db: outbox.lose_reader(db, user.id, "бот заблокирован"))

    async def _meet(self, bot: Bot, message: Message | None, chat: Chat, user: User) -> None:
        """A stranger is answered once a day, with nothing about the registry; a valid code lets them in."""
        if message is None:
            return
        knock = Knock(user.id, chat.id, code_in(message.text), self._desk.now())
        met = await self._desk.store.write(lambda db: admit(db, knock, self._desk.storm_over))
        if isinstance(met, Person):
            log.info("somebody was let in as %s", met.role.value)
            await message.answer(dialogue.greeting(met, await self._desk.glance_of(met)))
            self._desk.wake.set()
            await put_own_menu(bot, met)
        elif met is not Refusal.SILENCE:
            await message.answer(_WORDS[met])


def place(update: Update) -> tuple[Chat | None, User | None]:
    """Chat and author of the kinds of update we take; edited messages, channel posts, queries are none of them."""
    if update.callback_query is not None:
        message = update.callback_query.message
        return (message.chat if message else None), update.callback_query.from_user
    if update.message is not None:
        return update.message.chat, update.message.from_user
    if update.my_chat_member is not None:
        return update.my_chat_member.chat, update.my_chat_member.from_user
    return None, None


async def _say_unlisted(event: Update) -> None:
    if event.message is not None:
        await event.message.answer(dialogue.UNLISTED)
    elif event.callback_query is not None:
        await refuse_stale(event.callback_query)


async def _leave(bot: Bot, chat: Chat, change: ChatMemberUpdated | None) -> None:
    """Go silently from a group or channel, unless we are out already."""
    if change is not None and change.new_chat_member.status in _GONE:
        return
    try:
        await bot.leave_chat(chat.id)
    except TelegramAPIError as error:
        log.warning("could not leave a group: %s", type(error).__name__)
    else:
        log.info("left a group that the bot was added to")
