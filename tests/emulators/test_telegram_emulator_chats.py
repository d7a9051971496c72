"""Who the emulated bot may write to: people, blocks, groups, migration, flood control."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram_bench import GROUP, TOKEN, Bench, bench_with_person

from emulators.telegram import FloodLimit, Person, TelegramEmulator

pytestmark = pytest.mark.story


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with bench_with_person() as made:
        yield made


async def test_the_bot_may_not_write_first(bench: Bench) -> None:
    silent = bench.telegram.person(user_id=1002, first_name="Заместитель")
    refused = await bench.call("sendMessage", chat_id=1002, text="Слово")
    assert refused.refusal == (403, "Forbidden: bot can't initiate conversation with a user")
    bench.telegram.needs_start = False
    assert (await bench.call("sendMessage", chat_id=1002, text="Слово")).result
    assert [message.text for message in silent.messages] == ["Слово"]


async def test_a_person_who_blocked_the_bot_is_out_of_reach_until_unblocking(bench: Bench) -> None:
    bench.person.block_bot()
    assert (await bench.send()).refusal == (403, "Forbidden: bot was blocked by the user")
    change = (await bench.call("getUpdates")).result[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    with pytest.raises(RuntimeError, match="unblock"):
        bench.person.say("Слово")
    bench.person.unblock_bot()
    assert (await bench.send()).result


async def test_a_group_refuses_until_the_bot_is_in_and_after_it_is_out(bench: Bench) -> None:
    group = bench.telegram.group(chat_id=GROUP)
    write = {"chat_id": GROUP, "text": "Слово"}
    outside = await bench.call("sendMessage", **write)
    assert outside.refusal == (403, "Forbidden: bot is not a member of the supergroup chat")
    group.add_bot(by=bench.person)
    changed, joined = (await bench.call("getUpdates", offset=2)).result
    assert changed["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["new_chat_members"][0]["is_bot"] is True
    assert (await bench.call("sendMessage", **write)).result["chat"]["type"] == "supergroup"
    assert (await bench.call("getChat", chat_id=GROUP)).result["title"] == "Рабочая группа"
    group.kick_bot(by=bench.person)
    assert (await bench.call("getChat", chat_id=GROUP)).refusal[0] == 403
    kicked = await bench.call("sendMessage", **write)
    assert kicked.refusal == (403, "Forbidden: bot was kicked from the supergroup chat")


async def test_the_bot_can_leave_a_group_but_not_a_person(bench: Bench) -> None:
    group = bench.telegram.group(chat_id=-77)
    group.add_bot(by=bench.person)
    assert (await bench.call("leaveChat", chat_id=-77)).result is True
    refused = await bench.call("sendMessage", chat_id=-77, text="Слово")
    assert refused.refusal == (403, "Forbidden: bot is not a member of the group chat")
    assert (await bench.call("leaveChat", chat_id=1001)).refusal[0] == 400


async def test_in_a_group_the_bot_hears_commands_and_replies_alone(bench: Bench) -> None:
    group = bench.telegram.group(chat_id=GROUP)
    group.add_bot(by=bench.person)
    answer = (await bench.call("sendMessage", chat_id=GROUP, text="Слушаю")).result["message_id"]
    await bench.call("deleteWebhook", drop_pending_updates=True)
    for text in ("просто так", "/status", "/status@postovoy_demo_bot", "/status@other_bot"):
        group.say(bench.person, text)
    group.say(bench.person, "спасибо", reply_to=answer)
    heard = [update["message"]["text"] for update in (await bench.call("getUpdates")).result]
    assert heard == ["/status", "/status@postovoy_demo_bot", "спасибо"]


async def test_a_migrated_group_names_its_new_id(bench: Bench) -> None:
    group = bench.telegram.group(chat_id=-77)
    group.add_bot(by=bench.person)
    moved = group.migrate(GROUP)
    refused = await bench.call("sendMessage", chat_id=-77, text="Слово")
    assert refused.refusal == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert refused.body["parameters"] == {"migrate_to_chat_id": GROUP}
    assert (await bench.call("sendMessage", chat_id=GROUP, text="Слово")).result
    assert moved.messages[-1].text == "Слово"


async def test_flood_control_counts_by_chat(bench: Bench) -> None:
    other = bench.telegram.person(user_id=1002, first_name="Заместитель")
    other.say("/start")
    bench.telegram.flood = FloodLimit(messages=2, seconds=30)
    assert [(await bench.send()).status for _ in range(3)] == [200, 200, 429]
    refused = await bench.send()
    assert refused.refusal == (429, f"Too Many Requests: retry after {refused.body['parameters']['retry_after']}")
    assert 29 <= refused.body["parameters"]["retry_after"] <= 30
    assert (await bench.call("sendMessage", chat_id=1002, text="Слово")).status == 200


async def test_flood_control_lets_go_after_its_time(bench: Bench) -> None:
    bench.telegram.flood = FloodLimit(messages=1, seconds=0.05)
    assert [(await bench.send()).status for _ in range(2)] == [200, 429]
    await asyncio.sleep(0.06)
    assert (await bench.send()).status == 200


async def test_waiting_for_a_message_finds_it_or_runs_out_of_time(bench: Bench) -> None:
    waiting = asyncio.create_task(bench.person.wait_for(lambda message: "Два" in message.text, 5))
    await bench.send("Раз")
    await bench.send("Два")
    found = await waiting
    assert found.text == "Два"
    with pytest.raises(TimeoutError):
        await bench.person.wait_for(lambda _: True, 0.05, after=found.message_id)


async def test_neither_deleted_messages_nor_the_persons_own_are_waited_for(bench: Bench) -> None:
    message_id = (await bench.send("Два")).result["message_id"]
    await bench.call("deleteMessage", chat_id=1001, message_id=message_id)
    bench.person.say("Два")
    with pytest.raises(TimeoutError):
        await bench.person.wait_for(lambda message: message.text == "Два", 0.05)


def test_ids_are_taken_once_and_tell_people_from_groups() -> None:
    telegram = TelegramEmulator(token=TOKEN)
    assert isinstance(telegram.person(user_id=5), Person)
    for wrong in (lambda: telegram.person(user_id=5), lambda: telegram.person(user_id=-5)):
        with pytest.raises(ValueError, match="id"):
            wrong()
    with pytest.raises(ValueError, match="negative"):
        telegram.group(chat_id=5)
    with pytest.raises(ValueError, match="token"):
        TelegramEmulator(token="nonsense")
