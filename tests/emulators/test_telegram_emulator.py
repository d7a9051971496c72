"""The Bot API of the emulator over HTTP: sending, editing, deleting, and Telegram's limits."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
import pytest_asyncio
from telegram_bench import NOW, TOKEN, Bench, bench_with_person, markup

from emulators.telegram import Author

pytestmark = pytest.mark.story


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with bench_with_person() as made:
        yield made


async def test_a_message_goes_the_same_way_as_query_form_multipart_and_json(bench: Bench) -> None:
    url = f"{bench.telegram.url}/bot{TOKEN}/sendMessage"
    params = {"chat_id": "1001", "text": "<b>Пост</b> дня", "parse_mode": "HTML"}
    multipart = aiohttp.FormData(params)
    multipart.add_field("unused", b"", filename="unused")
    requests = (
        bench.http.get(url, params=params),
        bench.http.post(url, data=params),
        bench.http.post(url, data=multipart),
        bench.http.post(f"{bench.telegram.url}/bot{TOKEN}/SENDMESSAGE", json=params),
    )
    for request in requests:
        async with request as answer:
            assert answer.status == 200
    messages = [message for message in bench.person.messages if message.who is Author.BOT]
    assert [message.text for message in messages] == ["Пост дня"] * 4
    assert messages[0].html == "<b>Пост</b> дня"
    assert messages[0].date == NOW


@pytest.mark.parametrize(
    ("token", "refusal"),
    [("123456:OTHER", (401, "Unauthorized")), ("nonsense", (404, "Not Found"))],
)
async def test_a_wrong_token_is_refused(bench: Bench, token: str, refusal: tuple[int, str]) -> None:
    assert (await bench.call("getMe", token=token)).refusal == refusal


async def test_an_unknown_method_is_refused(bench: Bench) -> None:
    assert (await bench.call("sendDice")).refusal == (404, "Not Found: method not found")


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "html"}, "text must be non-empty"),
        ({"text": "ж" * 4097}, "message is too long"),
        ({"text": "<b>ж", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag "),
        ({"text": "ж", "parse_mode": "Bold"}, "unsupported parse_mode"),
        ({"text": "ж", "chat_id": 77}, "chat not found"),
        ({"text": "ж", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "ж", "chat_id": ""}, "chat_id is empty"),
        ({"text": "ж", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "ж", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a\ud800"}, "strings must be encoded in UTF-8"),
        (
            {"text": f'<a href="https://a.example/{"x" * 9500}">ж</a>', "parse_mode": "HTML"},
            "ENTITIES_TOO_LONG",
        ),
    ],
)
async def test_a_message_telegram_would_not_take_is_refused(
    bench: Bench, params: dict[str, object], complaint: str
) -> None:
    refused = await bench.call("sendMessage", **{"chat_id": 1001, **params})
    code, description = refused.refusal
    assert code == 400
    assert description.startswith(f"Bad Request: {complaint}")
    assert bench.telegram.sent == []


@pytest.mark.parametrize("text", ["ж" * 4096, "🏟" * 4096, f"<b>{'ж' * 4096}</b>", f"  {'ж' * 4096}\n"])
async def test_4096_characters_after_parsing_are_taken(bench: Bench, text: str) -> None:
    sent = await bench.send(text, parse_mode="HTML")
    assert len(sent.result["text"]) == 4096


async def test_a_sent_message_is_recorded_with_both_clocks(bench: Bench) -> None:
    before = time.monotonic()
    await bench.send("Раз")
    (sent,) = bench.telegram.sent
    assert (sent.chat_id, sent.text, sent.at) == (1001, "Раз", NOW)
    assert before <= sent.monotonic <= time.monotonic()
    assert [call.method for call in bench.telegram.calls] == ["sendMessage"]


async def test_a_message_is_edited_in_place_and_loses_the_keyboard_it_is_not_given(bench: Bench) -> None:
    message_id = (await bench.send("Было", reply_markup=markup("Да"))).result["message_id"]
    bench.now += timedelta(minutes=5)
    where = {"chat_id": 1001, "message_id": message_id}
    edited = await bench.call("editMessageText", **where, text="<i>Стало</i>", parse_mode="HTML")
    assert edited.result["edit_date"] == int(bench.now.timestamp())
    message = bench.person.messages[-1]
    assert (message.text, message.html, message.buttons) == ("Стало", "<i>Стало</i>", ())
    assert message.edited == bench.now
    same = await bench.call("editMessageText", **where, text="<i>Стало</i>", parse_mode="HTML")
    assert same.refusal[1].startswith("Bad Request: message is not modified: specified new message content")
    assert (await bench.call("editMessageReplyMarkup", **where, reply_markup=markup("Ещё"))).result
    assert bench.person.messages[-1].button_texts == ("Ещё",)
    again = await bench.call("editMessageReplyMarkup", **where, reply_markup=markup("Ещё"))
    assert "message is not modified" in again.refusal[1]


async def test_only_the_bots_own_present_messages_can_be_edited(bench: Bench) -> None:
    missing = await bench.call("editMessageText", chat_id=1001, message_id=99, text="а")
    assert missing.refusal == (400, "Bad Request: message to edit not found")
    foreign = await bench.call("editMessageText", chat_id=1001, message_id=1, text="а")
    assert foreign.refusal == (400, "Bad Request: message can't be edited")


async def test_a_deleted_message_stays_in_the_record_and_out_of_the_chat(bench: Bench) -> None:
    message_id = (await bench.send("Лишнее")).result["message_id"]
    where = {"chat_id": 1001, "message_id": message_id}
    assert (await bench.call("pinChatMessage", **where)).result is True
    assert (await bench.call("deleteMessage", **where)).result is True
    assert [(one.text, one.deleted) for one in bench.person.messages][-1] == ("Лишнее", True)
    assert bench.person.pinned is None
    assert (await bench.call("deleteMessage", **where)).refusal[1] == "Bad Request: message to delete not found"
    assert (await bench.call("pinChatMessage", **where)).refusal[1] == "Bad Request: message to pin not found"


async def test_a_message_older_than_two_days_cannot_be_deleted(bench: Bench) -> None:
    message_id = (await bench.send()).result["message_id"]
    bench.now += timedelta(hours=48)
    refused = await bench.call("deleteMessage", chat_id=1001, message_id=message_id)
    assert refused.refusal == (400, "Bad Request: message can't be deleted for everyone")


async def test_commands_are_kept_by_scope(bench: Bench) -> None:
    commands = [{"command": "status", "description": "Состояние страниц"}]
    scope = {"type": "all_private_chats"}
    assert (await bench.call("setMyCommands", commands=commands, scope=scope)).result is True
    assert (await bench.call("getMyCommands")).result == []
    assert (await bench.call("getMyCommands", scope=json.dumps(scope))).result == commands
    assert (await bench.call("deleteMyCommands", scope=scope)).result is True
    assert (await bench.call("getMyCommands", scope=scope)).result == []
    bad = await bench.call("setMyCommands", commands=[{"command": "Статус", "description": "а"}])
    assert bad.refusal == (400, "Bad Request: BOT_COMMAND_INVALID")
