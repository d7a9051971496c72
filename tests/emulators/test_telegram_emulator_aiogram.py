"""The real aiogram on the Telegram emulator: a small bot echoes, asks, sends files and meets refusals."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.filters import Command, CommandObject
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from telegram_bench import GROUP, PNG

from emulators.telegram import Fault, FaultKind, Person, TelegramEmulator

pytestmark = pytest.mark.story

TOKEN = "123456:INVENTED"
ASK = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=f"a:{text}") for text in ("Да", "Нет")]]
)


def bot_at(url: str, token: str = TOKEN) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))


def small_bot(left: asyncio.Event) -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(Command("start"))
    async def start(message: Message, command: CommandObject) -> None:
        await message.answer(f"<b>Код</b>: {command.args}", parse_mode="HTML", reply_markup=ASK)

    @dispatcher.message(F.document)
    async def document(message: Message, bot: Bot) -> None:
        assert message.document is not None
        content = await bot.download(message.document)
        assert content is not None
        await message.answer(f"Получено: {content.read().decode()}")

    @dispatcher.message(F.text)
    async def echo(message: Message) -> None:
        await message.reply(message.text or "")

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        if query.message is None or isinstance(query.message, InaccessibleMessage):
            await query.answer("Кнопка устарела", show_alert=True)
            return
        await query.answer("Записано")
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"Ответ: {query.data}")

    @dispatcher.my_chat_member()
    async def status(event: ChatMemberUpdated, bot: Bot) -> None:
        if event.chat.type == "supergroup" and event.new_chat_member.status == "member":
            await bot.leave_chat(event.chat.id)
            left.set()

    return dispatcher


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(token=TOKEN) as emulator:
        yield emulator


@pytest_asyncio.fixture
async def bot(telegram: TelegramEmulator) -> AsyncIterator[Bot]:
    async with bot_at(telegram.url).context() as made:
        yield made


@pytest_asyncio.fixture
async def person(telegram: TelegramEmulator) -> Person:
    return telegram.person(user_id=1001)


async def test_a_small_bot_lives_on_the_emulator(telegram: TelegramEmulator, person: Person) -> None:
    left = asyncio.Event()
    bot, dispatcher = bot_at(telegram.url), small_bot(left)
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=20))
    person.say("/start Ab3dEf6hIj9kLm2n")
    asked = await person.wait_for(lambda message: "Код" in message.text)
    assert (asked.html, asked.button_texts) == ("<b>Код</b>: Ab3dEf6hIj9kLm2n", ("Да", "Нет"))

    person.press(asked, "Нет")
    answered = await person.wait_for(lambda message: message.text == "Ответ: a:Нет")
    assert (answered.message_id, answered.buttons) == (asked.message_id, ())

    said = person.say("Слово")
    echoed = await person.wait_for(lambda message: message.text == "Слово", after=said.message_id)
    assert echoed.reply_to == said.message_id

    person.press_stale("a:Да")
    person.send_document("registry.csv", "реестр".encode())
    await person.wait_for(lambda message: message.text == "Получено: реестр")
    assert [toast.text for toast in person.toasts] == ["Записано", "Кнопка устарела"]

    group = telegram.group(chat_id=GROUP)
    group.add_bot(by=person)
    await asyncio.wait_for(left.wait(), 5)
    assert group.bot_status == "left"

    polls = [call for call in telegram.calls if call.method == "getUpdates"]
    assert len(polls) <= 8, "a true long poll asks once an update"
    await dispatcher.stop_polling()
    with contextlib.suppress(asyncio.CancelledError):
        await polling


async def test_replies_of_every_method_are_what_aiogram_expects(
    bot: Bot, telegram: TelegramEmulator, person: Person
) -> None:
    person.say("/start")
    me = await bot.get_me()
    assert (me.is_bot, me.username, me.id) == (True, "postovoy_demo_bot", 123456)
    assert await bot.set_my_commands([BotCommand(command="status", description="Состояние")])
    (command,) = await bot.get_my_commands()
    assert (command.command, command.description) == ("status", "Состояние")
    assert await bot.delete_my_commands()
    assert await bot.set_my_description("Следит за страницами")
    assert await bot.set_my_short_description("Следит")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.send_chat_action(1001, "typing")

    sent = await bot.send_message(1001, "Раз", reply_markup=ASK)
    assert await bot.edit_message_reply_markup(chat_id=1001, message_id=sent.message_id)
    edited = await bot.edit_message_text("Два", chat_id=1001, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.edit_date is not None) == ("Два", True)
    assert await bot.pin_chat_message(1001, sent.message_id)
    assert await bot.delete_message(1001, sent.message_id)

    document = await bot.send_document(1001, BufferedInputFile(b"xlsx", "Сводка.xlsx"), caption="Сводка")
    assert document.document is not None
    assert (document.document.file_name, document.caption) == ("Сводка.xlsx", "Сводка")
    picture = PNG + (40).to_bytes(4, "big") + (30).to_bytes(4, "big")
    photo = await bot.send_photo(1001, BufferedInputFile(picture, "chart.png"))
    assert photo.photo is not None
    assert (photo.photo[-1].width, photo.photo[-1].height) == (40, 30)
    assert (await bot.get_file(document.document.file_id)).file_size == 4

    assert (await bot.get_chat(1001)).first_name == "Специалист"
    group = telegram.group(chat_id=GROUP, title="Группа")
    group.add_bot(by=person)
    assert (await bot.get_chat(GROUP)).title == "Группа"
    assert await bot.leave_chat(GROUP)
    person.block_bot()
    assert [update.event_type for update in await bot.get_updates()] == [
        "my_chat_member",
        "message",
        "my_chat_member",
        "my_chat_member",
    ]


async def test_refusals_and_faults_become_aiograms_exceptions(
    bot: Bot, telegram: TelegramEmulator, person: Person
) -> None:
    with pytest.raises(TelegramForbiddenError, match="initiate"):
        await bot.send_message(1001, "Слово")
    person.say("/start")
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(1001, "<b>", parse_mode="HTML")
    group = telegram.group(chat_id=-77)
    group.add_bot(by=person)
    group.migrate(GROUP)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(-77, "Слово")
    assert moved.value.migrate_to_chat_id == GROUP
    telegram.faults.script(Fault(FaultKind.FLOOD, retry_after=9))
    with pytest.raises(TelegramRetryAfter) as flooded:
        await bot.send_message(1001, "Слово")
    assert flooded.value.retry_after == 9
    expected = {
        FaultKind.SERVER_ERROR: TelegramServerError,
        FaultKind.UNAUTHORIZED: TelegramUnauthorizedError,
        FaultKind.CONFLICT: TelegramConflictError,
        FaultKind.RESET_BEFORE: TelegramNetworkError,
        FaultKind.RESET_AFTER: TelegramNetworkError,
    }
    for kind, error in expected.items():
        telegram.faults.script(kind)
        with pytest.raises(error):
            await bot.send_message(1001, kind.value)
    assert [sent.text for sent in telegram.sent] == ["reset after"]
