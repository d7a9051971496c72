"""`getUpdates` of the Telegram emulator: true long polling, confirmation, conflicts, pressed buttons."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram_bench import Bench, bench_with_person, markup

from emulators.telegram import updates
from emulators.telegram.answers import Refusal
from emulators.telegram.updates import UpdateQueue

pytestmark = pytest.mark.story


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with bench_with_person() as made:
        yield made


async def test_updates_wait_for_news_and_are_kept_until_confirmed(bench: Bench) -> None:
    (start,) = (await bench.call("getUpdates")).result
    assert (await bench.call("getUpdates")).result == [start]
    poll = asyncio.create_task(bench.call("getUpdates", offset=start["update_id"] + 1, timeout=20))
    await asyncio.sleep(0.05)
    assert not poll.done()
    bench.person.say("/status")
    (update,) = (await poll).result
    assert update["message"]["text"] == "/status"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 7}]
    assert (await bench.call("getUpdates", offset=update["update_id"] + 1)).result == []


async def test_a_poll_without_news_ends_empty_after_its_wait() -> None:
    began = time.monotonic()
    assert await UpdateQueue().fetch(0, 100, 0.1, None) == []
    assert 0.1 <= time.monotonic() - began < 1


async def test_a_second_poll_ends_the_first_with_a_conflict(bench: Bench) -> None:
    await bench.call("getUpdates", offset=-1)
    await bench.call("getUpdates", offset=2)
    first = asyncio.create_task(bench.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bench.call("getUpdates", timeout=20))
    code, description = (await first).refusal
    assert code == 409
    assert description.startswith("Conflict: terminated by other getUpdates request")
    bench.person.say("Слово")
    assert len((await second).result) == 1


async def test_a_second_conflict_soon_after_the_first_is_answered_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "_CONFLICT_PAUSE", 0.1)
    queue = UpdateQueue()
    began = time.monotonic()
    polls = [asyncio.create_task(queue.fetch(0, 100, wait, None)) for wait in (20, 20, 0.01)]
    first, second, third = await asyncio.gather(*polls, return_exceptions=True)
    assert (isinstance(first, Refusal), isinstance(second, Refusal), third) == (True, True, [])
    assert 0.1 <= time.monotonic() - began < 1


async def test_a_negative_offset_keeps_the_last_updates_and_limit_cuts_a_batch(bench: Bench) -> None:
    for number in range(4):
        bench.person.say(str(number))
    assert [one["message"]["text"] for one in (await bench.call("getUpdates", limit=2)).result] == ["/start", "0"]
    assert [one["message"]["text"] for one in (await bench.call("getUpdates", offset=-2)).result] == ["2", "3"]
    assert len((await bench.call("getUpdates")).result) == 2


async def test_kinds_of_updates_that_were_not_asked_for_are_not_queued(bench: Bench) -> None:
    await bench.call("getUpdates", allowed_updates=["callback_query"])
    message_id = (await bench.send(reply_markup=markup("Да"))).result["message_id"]
    bench.person.say("Слово")
    bench.person.press(bench.person.messages[-2], "Да")
    kinds = [set(update) - {"update_id"} for update in (await bench.call("getUpdates")).result]
    assert kinds == [{"message"}, {"callback_query"}]
    assert bench.person.messages[-2].message_id == message_id


async def test_dropping_pending_updates_forgets_them(bench: Bench) -> None:
    assert (await bench.call("getWebhookInfo")).result["pending_update_count"] == 1
    await bench.call("deleteWebhook", drop_pending_updates=True)
    assert (await bench.call("getUpdates")).result == []


async def test_a_press_reaches_the_bot_and_can_be_answered_once(bench: Bench) -> None:
    await bench.send("Спросить", reply_markup=markup("Да", "Нет"))
    press = bench.person.press(bench.person.messages[-1], "Нет")
    query = (await bench.call("getUpdates", offset=2)).result[-1]["callback_query"]
    assert (query["id"], query["data"], query["message"]["text"]) == (press.query_id, "d:Нет", "Спросить")
    assert query["chat_instance"]
    answer = {"callback_query_id": press.query_id, "text": "Записано", "show_alert": True}
    assert (await bench.call("answerCallbackQuery", **answer)).result is True
    assert [(toast.text, toast.alert) for toast in bench.person.toasts] == [("Записано", True)]
    _, description = (await bench.call("answerCallbackQuery", **answer)).refusal
    assert description.startswith("Bad Request: query is too old")


@pytest.mark.parametrize(("size", "status"), [(200, 200), (201, 400)])
async def test_an_answer_to_a_press_holds_200_characters(bench: Bench, size: int, status: int) -> None:
    press = bench.person.press_stale("forged")
    answer = await bench.call("answerCallbackQuery", callback_query_id=press.query_id, text="ж" * size)
    assert answer.status == status


async def test_a_press_grows_too_old_to_answer(bench: Bench) -> None:
    bench.telegram.messenger.presses.lifetime = 0.0
    press = bench.person.press_stale("forged")
    code, _ = (await bench.call("answerCallbackQuery", callback_query_id=press.query_id)).refusal
    assert code == 400


async def test_a_stale_press_points_at_a_message_the_bot_cannot_see(bench: Bench) -> None:
    bench.person.press_stale("m:12", message_id=5)
    query = (await bench.call("getUpdates")).result[-1]["callback_query"]
    assert query["data"] == "m:12"
    assert query["message"] == {"chat": query["message"]["chat"], "message_id": 5, "date": 0}


async def test_only_a_button_that_is_there_can_be_pressed(bench: Bench) -> None:
    await bench.send(reply_markup={"inline_keyboard": [[{"text": "Открыть", "url": "https://vk.com/club1"}]]})
    message = bench.person.messages[-1]
    assert message.button_texts == ("Открыть",)
    for wanted in ("Открыть", "Другая"):
        with pytest.raises(LookupError):
            bench.person.press(message, wanted)
