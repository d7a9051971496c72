"""The chat page of the Telegram emulator, the HTTP side behind it, and the transcript."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from telegram_bench import GROUP, NOW, PNG, Bench, bench_with_person, markup

from emulators.telegram.dates import size_in_words

pytestmark = pytest.mark.story


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with bench_with_person() as made:
        made.telegram.zone = ZoneInfo("Asia/Vladivostok")
        yield made


async def view(bench: Bench, **query: str | int) -> dict[str, Any]:
    async with bench.http.get(f"{bench.telegram.url}/chat/messages", params=query) as answer:
        assert answer.status == 200
        body: dict[str, Any] = await answer.json()
        return body


async def post(bench: Bench, path: str, body: object, **headers: str) -> int:
    own = {"Origin": bench.telegram.url, **headers}
    async with bench.http.post(f"{bench.telegram.url}{path}", json=body, headers=own) as answer:
        return answer.status


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/", "text/html", 'lang="ru"'),
        ("/page/chat.css", "text/css", "prefers-color-scheme: dark"),
        ("/page/chat.js", "text/javascript", "/chat/messages"),
        ("/page/icon.svg", "image/svg+xml", "<svg"),
    ],
)
async def test_the_page_is_served_without_anything_from_outside(
    bench: Bench, path: str, kind: str, words: str
) -> None:
    async with bench.http.get(bench.telegram.url + path) as answer:
        text = await answer.text()
        assert (answer.status, answer.content_type) == (200, kind)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert words in text
    outside = text.replace("http://www.w3.org/2000/svg", "")
    assert "http://" not in outside
    assert "https://" not in outside
    assert "innerHTML" not in text


@pytest.mark.parametrize("path", ["/page/..%2femulator.py", "/page/nothing.js", "/chat/file/unknown", "/other"])
async def test_nothing_but_the_page_is_served(bench: Bench, path: str) -> None:
    async with bench.http.get(bench.telegram.url + path) as answer:
        assert answer.status == 404


async def test_the_page_gets_heading_clock_commands_and_messages(bench: Bench) -> None:
    bench.telegram.notice = "Выдуманное поселение"
    await bench.call("setMyCommands", commands=[{"command": "status", "description": "Состояние"}])
    await bench.send("<b>Пост</b>", parse_mode="HTML", reply_markup=markup("Да"))
    shown = await view(bench)
    assert shown["title"] == "Постовой — показ: время ускорено"
    assert shown["notice"] == "Выдуманное поселение"
    assert (shown["day"], shown["time"]) == ("понедельник, 23 ноября 2026", "10:12")
    assert shown["commands"] == [{"command": "status", "description": "Состояние"}]
    said, sent = shown["messages"]
    assert (said["who"], said["name"], said["time"]) == ("person", "Специалист", "10:12")
    assert sent["content"] == [{"style": "bold", "url": "", "inside": [{"text": "Пост"}]}]
    assert sent["buttons"] == [[{"text": "Да", "data": "d:Да", "url": ""}]]


async def test_the_page_waits_for_what_is_new(bench: Bench) -> None:
    revision = (await view(bench))["revision"]
    waiting = asyncio.create_task(view(bench, after=revision, wait=20))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    message_id = (await bench.send("Новое")).result["message_id"]
    assert [message["id"] for message in (await waiting)["messages"]] == [message_id]


async def test_an_edit_and_a_deletion_are_news_too(bench: Bench) -> None:
    where = {"chat_id": 1001, "message_id": (await bench.send("Было")).result["message_id"]}
    revision = (await view(bench))["revision"]
    await bench.call("editMessageText", **where, text="Стало")
    (edited,) = (await view(bench, after=revision))["messages"]
    assert (edited["edited"], edited["content"]) == (True, [{"text": "Стало"}])
    await bench.call("deleteMessage", **where)
    (deleted,) = (await view(bench, after=revision))["messages"]
    assert deleted == {"id": where["message_id"], "deleted": True}


async def test_typing_a_pin_and_a_toast_are_shown(bench: Bench) -> None:
    message_id = (await bench.send("Важно\nи ещё", reply_markup=markup("Да"))).result["message_id"]
    revision = (await view(bench))["revision"]
    await bench.call("sendChatAction", chat_id=1001, action="typing")
    await bench.call("pinChatMessage", chat_id=1001, message_id=message_id)
    press = bench.person.press(bench.person.messages[-1], "Да")
    await bench.call("answerCallbackQuery", callback_query_id=press.query_id, text="Записано")
    shown = await view(bench, after=revision)
    assert (shown["typing"], shown["pinned"]) == (True, "Важно")
    assert shown["toasts"] == [{"text": "Записано", "alert": False}]
    await bench.send("Готово")
    assert (await view(bench))["typing"] is False


async def test_the_page_says_and_presses_for_the_person(bench: Bench) -> None:
    message_id = (await bench.send("Спросить", reply_markup=markup("Да"))).result["message_id"]
    assert await post(bench, "/chat/say", {"chat": 1001, "text": "/status"}) == 200
    pressed = {"chat": 1001, "message_id": message_id, "data": "d:Да"}
    assert await post(bench, "/chat/press", pressed) == 200
    message, query = (await bench.call("getUpdates", offset=2)).result
    assert message["message"]["text"] == "/status"
    assert query["callback_query"]["data"] == "d:Да"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/chat/say", {"chat": 1001, "text": "  "}, 400),
        ("/chat/say", {"chat": 1001, "text": "ж" * 4097}, 400),
        ("/chat/say", {"chat": 77, "text": "ж"}, 404),
        ("/chat/say", ["ж"], 400),
        ("/chat/press", {"chat": 1001, "message_id": 99, "data": "x"}, 404),
        ("/chat/press", {"chat": 1001, "message_id": 1, "data": "x"}, 404),
    ],
)
async def test_what_the_person_cannot_do_is_refused(bench: Bench, path: str, body: object, status: int) -> None:
    assert await post(bench, path, body) == status
    assert len(bench.telegram.messenger.updates) == 1


async def test_a_person_who_blocked_the_bot_cannot_write_from_the_page(bench: Bench) -> None:
    bench.person.block_bot()
    assert await post(bench, "/chat/say", {"chat": 1001, "text": "Слово"}) == 409


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
    ],
)
async def test_a_foreign_page_cannot_write(bench: Bench, headers: dict[str, str], status: int) -> None:
    assert await post(bench, "/chat/say", {"chat": 1001, "text": "Слово"}, **headers) == status
    assert len(bench.person.messages) == 1


async def test_a_post_without_an_origin_is_refused(bench: Bench) -> None:
    body = {"chat": 1001, "text": "Слово"}
    async with bench.http.post(f"{bench.telegram.url}/chat/say", json=body) as answer:
        assert answer.status == 403


async def test_a_borrowed_host_name_cannot_read_or_call(bench: Bench) -> None:
    for path in ("/", "/chat/messages", "/bot123456:INVENTED/getMe"):
        request = bench.http.get(bench.telegram.url + path, headers={"Host": "evil.example"})
        async with request as answer:
            assert answer.status == 403
    port = bench.telegram.url.rpartition(":")[2]
    async with bench.http.get(f"{bench.telegram.url}/", headers={"Host": f"localhost:{port}"}) as answer:
        assert answer.status == 200


async def test_files_open_from_the_page_and_only_pictures_inline(bench: Bench) -> None:
    await bench.upload("sendDocument", "document", b"<script>1</script>")
    await bench.upload("sendPhoto", "photo", PNG + b"\x00\x00\x00\x02\x00\x00\x00\x02")
    _, document, photo = (await view(bench))["messages"]
    kinds = []
    for message in (document, photo):
        async with bench.http.get(bench.telegram.url + message["file"]["href"]) as answer:
            kinds.append((answer.content_type, answer.headers["Content-Disposition"]))
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert kinds == [("application/octet-stream", "attachment"), ("image/png", "inline")]
    assert (document["file"]["name"], document["file"]["size"]) == ("Сводка.bin", "18 Б")


async def test_every_chat_is_listed_and_a_group_is_read_only(bench: Bench) -> None:
    group = bench.telegram.group(chat_id=GROUP, title="Группа")
    group.add_bot(by=bench.person)
    group.say(bench.person, "Всем привет")
    shown = await view(bench, chat=GROUP)
    assert shown["chats"] == [{"id": 1001, "name": "Специалист"}, {"id": GROUP, "name": "Группа"}]
    assert shown["writable"] is False
    assert [message["content"] for message in shown["messages"] if "content" in message] == [
        [{"text": "Всем привет"}]
    ]
    assert await post(bench, "/chat/say", {"chat": GROUP, "text": "Слово"}) == 404


async def test_an_unknown_chat_is_not_found(bench: Bench) -> None:
    async with bench.http.get(f"{bench.telegram.url}/chat/messages", params={"chat": 77}) as answer:
        assert answer.status == 404


async def test_the_transcript_prints_the_chat_day_by_day(bench: Bench) -> None:
    message_id = (await bench.send("Лишнее")).result["message_id"]
    await bench.call("deleteMessage", chat_id=1001, message_id=message_id)
    await bench.send("<b>Первое</b>\nвторая строка", parse_mode="HTML", reply_markup=markup("Да", "Нет"))
    bench.now = NOW + timedelta(hours=23)
    await bench.upload("sendDocument", "document", b"x" * 2048, caption="Сводка")
    await bench.call("editMessageText", chat_id=1001, message_id=message_id + 1, text="Первое")
    assert bench.telegram.transcript(bench.person) == (
        "— понедельник, 23 ноября 2026 —\n"
        "10:12  Специалист:\n"
        "       /start\n"
        "10:12  Бот (изменено):\n"
        "       Первое\n"
        "\n"
        "— вторник, 24 ноября 2026 —\n"
        "09:12  Бот:\n"
        "       Файл: Сводка.bin, 2 КБ\n"
        "       Сводка"
    )


async def test_the_transcript_shows_buttons_in_brackets(bench: Bench) -> None:
    await bench.send("Спросить", reply_markup=markup("Да", "Нет"))
    assert bench.telegram.transcript(bench.person).endswith("       Спросить\n       [Да] [Нет]")


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 Б"), (1023, "1023 Б"), (12 * 1024, "12 КБ"), (1024 * 1024 * 3 // 2, "1,5 МБ")]
)
def test_sizes_are_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words
