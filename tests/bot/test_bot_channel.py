"""Telegram as a channel, against the local Bot API: every answer becomes one of our words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from chat_world import TOKEN, open_channel, shut

from bot.answers import Answer, Channel, ChannelDown, Delivered, Later, Moved, Unreachable
from emulators.server import LoopbackServer
from emulators.telegram import Fault, FaultKind, Person, TelegramEmulator

pytestmark = pytest.mark.story

GROUP, SUPERGROUP = -4001, -1001000000042


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(token=TOKEN) as emulator:
        yield emulator


@pytest.fixture
async def person(telegram: TelegramEmulator) -> Person:
    somebody = telegram.person(user_id=1001)
    somebody.say("/start")
    return somebody


@asynccontextmanager
async def talking(url: str, proxy: str | None = None) -> AsyncIterator[Channel]:
    opened = open_channel(url, proxy)
    yield opened
    await shut(opened)


async def answer_of(telegram: TelegramEmulator, chat_id: int, html: str = "<b>Слово</b>") -> Answer:
    async with talking(telegram.url) as channel:
        return await channel.send(chat_id, html)


async def test_a_message_is_delivered_with_its_markup_and_without_a_preview(
    telegram: TelegramEmulator, person: Person
) -> None:
    answer = await answer_of(telegram, person.chat_id, '<b>Клуб</b>: <a href="https://vk.com/club1">страница</a>')
    message = person.messages[-1]
    assert answer == Delivered(message.message_id)
    assert message.text == "Клуб: страница"
    assert {entity.kind for entity in message.entities} == {"bold", "text_link"}
    assert '"is_disabled": true' in telegram.calls[-1].params["link_preview_options"].replace(":true", ": true")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(FaultKind.FLOOD, retry_after=7), Later("Telegram просит подождать", "429", seconds=7.0)),
        (FaultKind.FORBIDDEN, Unreachable("бот заблокирован или ещё не запущен")),
        (FaultKind.BAD_REQUEST, Unreachable("Telegram не находит этого чата")),
        (FaultKind.UNAUTHORIZED, ChannelDown("Telegram не принимает токен бота", "401")),
        (FaultKind.NOT_FOUND, ChannelDown("Telegram не знает такого бота: проверьте токен", "404")),
        (FaultKind.CONFLICT, ChannelDown("ботом с этим токеном уже пользуется другая программа", "409")),
        (FaultKind.SERVER_ERROR, Later("Telegram временно не работает", "server error", refused=False)),
        (FaultKind.BAD_GATEWAY, Later("Telegram временно не работает", "server error", refused=False)),
        (FaultKind.HTML, Later("Telegram ответил непонятно", "unreadable answer", refused=False)),
        (FaultKind.RESET_BEFORE, Later("нет связи с Telegram", "no connection or timeout", refused=False)),
        (FaultKind.RESET_AFTER, Later("нет связи с Telegram", "no connection or timeout", refused=False)),
        (
            Fault(FaultKind.BAD_REQUEST, description="Bad Request: something unheard of"),
            Later("Telegram отклонил письмо", "bad request: something unheard of"),
        ),
    ],
)
async def test_every_refusal_has_its_own_meaning(
    telegram: TelegramEmulator, person: Person, fault: Fault | FaultKind, expected: Answer
) -> None:
    telegram.faults.script(fault, "sendMessage", chat_id=person.chat_id)
    assert await answer_of(telegram, person.chat_id) == expected


async def test_a_person_who_blocked_the_bot_cannot_be_reached(telegram: TelegramEmulator, person: Person) -> None:
    person.block_bot()
    assert isinstance(await answer_of(telegram, person.chat_id), Unreachable)


async def test_a_person_who_never_spoke_cannot_be_reached(telegram: TelegramEmulator, person: Person) -> None:
    silent = telegram.person(user_id=person.chat_id + 5000)
    assert isinstance(await answer_of(telegram, silent.chat_id), Unreachable)


async def test_an_unknown_chat_cannot_be_reached(telegram: TelegramEmulator) -> None:
    assert await answer_of(telegram, 987654321) == Unreachable("Telegram не находит этого чата")


async def test_a_group_that_became_a_supergroup_has_moved(telegram: TelegramEmulator, person: Person) -> None:
    group = telegram.group(chat_id=GROUP)
    group.add_bot(person)
    group.migrate(SUPERGROUP)
    assert await answer_of(telegram, GROUP) == Moved(SUPERGROUP)


async def test_markup_that_telegram_cannot_read_goes_as_plain_text_with_addresses(
    telegram: TelegramEmulator, person: Person
) -> None:
    answer = await answer_of(telegram, person.chat_id, '<b>Клуб: <a href="https://vk.com/club1">страница</a>')
    assert isinstance(answer, Delivered)
    assert person.messages[-1].text == "Клуб: страница (https://vk.com/club1)"


async def test_plain_text_in_need_leaves_addresses_out_rather_than_grow_too_long(
    telegram: TelegramEmulator, person: Person
) -> None:
    link = '<a href="https://vk.com/club1234567890">страница</a> '
    answer = await answer_of(telegram, person.chat_id, f"<b>{link * 300}")
    assert isinstance(answer, Delivered)
    assert "vk.com" not in person.messages[-1].text
    assert person.messages[-1].text.count("страница") == 300


async def test_where_nothing_listens_the_message_surely_did_not_arrive() -> None:
    server = LoopbackServer(web.Application())
    url = await server.start()
    await server.stop()
    async with talking(url) as channel:
        assert await channel.send(1, "Слово") == Later("нет связи с Telegram", "no connection or timeout")


async def test_a_proxy_that_is_away_is_told_as_such(telegram: TelegramEmulator) -> None:
    server = LoopbackServer(web.Application())
    url = await server.start()
    await server.stop()
    async with talking(telegram.url, url.replace("http://", "socks5://")) as channel:
        assert await channel.send(1, "Слово") == Later("прокси-сервер не отвечает", "proxy")


async def test_a_server_that_drips_is_left_after_the_whole_calls_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b" ")
            await asyncio.sleep(0.05)

    monkeypatch.setattr("bot.channel.TIMEOUT", 0.4)
    app = web.Application()
    app.router.add_route("*", "/{any:.*}", drip)
    started = time.monotonic()
    async with LoopbackServer(app) as server, talking(server.url) as channel:
        answer = await channel.send(1, "Слово")
    assert answer == Later("нет связи с Telegram", "no connection or timeout", refused=False)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("status", [400, 403, 429, 500, 502])
async def test_an_error_without_a_description_is_no_crash(status: int) -> None:
    """The Bot API calls the description optional ("Making requests")."""

    async def bare(_request: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": False, "error_code": status}, status=status)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", bare)
    async with LoopbackServer(app) as server, talking(server.url) as channel:
        answer = await channel.send(1, "Слово")
    assert isinstance(answer, Unreachable if status == 403 else Later)
