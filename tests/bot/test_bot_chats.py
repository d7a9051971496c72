"""People and the bot in a local Telegram: who gets in, what commands answer, how an attestation goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from bot_world import DECREE, DEPUTY, HEAD, KEEPER, NOW, SPECIALIST, STRANGER, find_violation, let_in
from chat_world import ChatWorld, bot_at_work, until
from sqlite_utils import Database

from bot.attestable import duties
from bot.render import dialogue, plain
from domain.alerting import Opened
from domain.attestation import Role
from domain.finding import Finding, MatterKind, Subject, Verdict
from domain.network import Network
from domain.norm import Force
from emulators.telegram import ChatMessage, FaultKind, Person
from storage import attestations, cycles, matters, people, registry
from storage.store import Store

pytestmark = pytest.mark.story

GROUP = -1001000000001


@pytest.fixture
async def world(store: Store) -> AsyncIterator[ChatWorld]:
    async with bot_at_work(store) as opened:
        yield opened


# Who gets in.


async def test_a_stranger_hears_once_a_day_that_this_is_not_for_them(world: ChatWorld) -> None:
    stranger = world.somebody(STRANGER)
    await world.registry("Клуб")
    answer = await world.ask(stranger, "/status")
    assert answer.text == plain(dialogue.STRANGER)
    for text in ("/start", "/org Клуб", "Здравствуйте"):
        stranger.say(text)
    await world.handled()
    assert [message.text for message in stranger.messages if message.who == "bot"] == [answer.text]
    world.now += timedelta(days=1)
    assert (await world.ask(stranger, "/violations")).text == answer.text


async def test_a_strangers_start_does_not_use_up_the_word_about_a_wrong_code(world: ChatWorld) -> None:
    stranger = world.somebody(STRANGER)
    assert (await world.ask(stranger, "/start")).text == plain(dialogue.STRANGER)
    assert (await world.ask(stranger, "/start GUESS1GUESS1")).text == dialogue.WRONG_CODE


async def test_wrong_codes_are_answered_once_a_day_and_apart_from_plain_words(world: ChatWorld) -> None:
    stranger = world.somebody(STRANGER)
    for hours in (0, 2, 2, 2):
        world.now += timedelta(hours=hours)
        for guess in range(5):
            stranger.say(f"/start GUESS{guess}GUESS{guess}")
        await world.handled()
    said = [message.text for message in stranger.messages if message.who == "bot"]
    assert said == [dialogue.WRONG_CODE] * people.WRONG_CODES_ANSWERED
    world.now += timedelta(hours=18)
    assert (await world.ask(stranger, "/start GUESS1GUESS1")).text == dialogue.WRONG_CODE


async def test_who_comes_later_is_told_how_much_is_open(world: ChatWorld) -> None:
    own, _ = await world.registry("Клуб", "Школа")
    for role, organisation, told in (
        (Role.DEPUTY, None, "Сейчас открыто: 2 нарушения. Подробно: /violations"),
        (Role.ORGANISATION, own, "Сейчас у вашей организации открыто: 1 нарушение. Подробно: /violations"),
    ):
        code = await world.store.write(partial(people.invite, role=role, organisation_id=organisation, now=NOW))
        newcomer = world.somebody(STRANGER + len(role))
        assert told in (await world.ask(newcomer, f"/start {code}")).text.splitlines()


@pytest.mark.parametrize(
    ("checked", "told"), [(True, "Открытых дел сейчас нет."), (False, "Проверок ещё не было.")]
)
async def test_that_nothing_is_open_is_said_only_after_a_check(world: ChatWorld, checked: bool, told: str) -> None:
    if checked:
        await world.store.write(lambda db: cycles.end(db, cycles.begin(db, NOW), NOW, pages=0, failed=0))
    assert told in (await world.ask(await world.member(SPECIALIST), "/start")).text.splitlines()


async def test_an_invitation_lets_in_and_brings_what_nobody_was_told(world: ChatWorld) -> None:
    await world.registry("Клуб")
    code = await world.store.write(lambda db: people.invite(db, Role.SPECIALIST, None, NOW))
    newcomer = world.somebody(STRANGER)
    answer = await world.ask(newcomer, f"/start {code}")
    assert answer.text.startswith("Здравствуйте! Вы вошли, роль — специалист.")
    assert await world.rows("select person_id, kind, state from letter") == [(STRANGER, "catch_up", "due")]
    assert world.wake.is_set()


async def test_starting_again_and_again_changes_nothing_and_spends_no_letter(world: ChatWorld) -> None:
    await world.registry("Клуб")
    code = await world.store.write(lambda db: people.invite(db, Role.DEPUTY, None, NOW))
    newcomer = world.somebody(STRANGER)
    for _ in range(2):
        newcomer.say(f"/start {code}")
    answer = await world.ask(newcomer, "/start")
    assert "роль — заместитель" in answer.text
    assert await world.rows("select count(*) from letter") == [(1,)]
    assert await world.rows("select id, role, reachable from person") == [(STRANGER, "deputy", 1)]


async def test_a_code_works_once(world: ChatWorld) -> None:
    code = await world.store.write(lambda db: people.invite(db, Role.SPECIALIST, None, NOW))
    await world.ask(world.somebody(STRANGER), f"/start {code}", "Вы вошли")
    second = world.somebody(STRANGER + 1)
    assert (await world.ask(second, f"/start {code}")).text == dialogue.WRONG_CODE
    assert await world.store.read(lambda db: people.find(db, STRANGER + 1)) is None


async def test_five_wrong_codes_bring_an_hour_of_silence_even_for_the_right_one(world: ChatWorld) -> None:
    code = await world.store.write(lambda db: people.invite(db, Role.SPECIALIST, None, NOW))
    guesser = world.somebody(STRANGER)
    for guess in range(5):
        guesser.say(f"/start GUESS{guess}GUESS{guess}")
    guesser.say(f"/start {code}")
    await world.handled()
    assert await world.store.read(lambda db: people.find(db, STRANGER)) is None
    world.now += timedelta(hours=1, seconds=1)
    assert "Вы вошли" in (await world.ask(guesser, f"/start {code}")).text


async def test_in_a_group_the_bot_says_nothing_and_leaves(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    group = world.telegram.group(chat_id=GROUP)
    group.add_bot(specialist)
    group.say(specialist, "/status")
    await world.handled()
    await until(lambda: group.bot_status == "left")
    assert [message for message in group.messages if message.who == "bot" and message.text] == []


async def test_who_blocks_the_bot_is_not_written_to_until_the_next_start(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    await world.ask(specialist, "/start")
    specialist.block_bot()
    await world.handled()
    assert await world.store.read(people.alerted) == []
    specialist.unblock_bot()
    await world.ask(specialist, "/start")
    assert [person.id for person in await world.store.read(people.alerted)] == [SPECIALIST]


async def test_who_was_struck_off_is_a_stranger_at_the_next_word(world: ChatWorld) -> None:
    specialist = world.somebody(SPECIALIST)
    await world.store.write(lambda db: people.let_in_configured(db, [SPECIALIST], NOW))
    await world.ask(specialist, "/help", "Я слежу")
    await world.store.write(lambda db: people.let_in_configured(db, [], NOW))
    assert (await world.ask(specialist, "/help")).text == plain(dialogue.STRANGER)


async def test_the_menu_lists_the_commands(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    await world.ask(specialist, "/help")
    await until(lambda: bool(world.telegram.messenger.menu.shown_in(SPECIALIST)))
    menu = world.telegram.messenger.menu.shown_in(SPECIALIST)
    assert [item.command for item in menu] == ["status", "org", "violations", "digest", "report", "attest", "help"]


async def test_the_menu_in_a_chat_is_that_of_the_role(world: ChatWorld) -> None:
    shown = {Role.HEAD: {"attest"}, Role.ORGANISATION: {"digest"}, Role.DEPUTY: set[str]()}
    (own,) = await world.registry("Клуб")
    newcomer = world.somebody(STRANGER)
    for role, missing in shown.items():
        organisation = own if role is Role.ORGANISATION else None
        code = await world.store.write(partial(people.invite, role=role, organisation_id=organisation, now=NOW))
        await world.ask(newcomer, f"/start {code}", "Вы вошли")
        await world.handled()
        menu = {item.command for item in world.telegram.messenger.menu.shown_in(STRANGER)}
        assert {"status", "org", "violations", "digest", "attest", "help"} - menu == missing


async def test_buttons_and_edited_words_of_strangers_are_not_answered_at_all(world: ChatWorld) -> None:
    await world.registry("Клуб")
    stranger = world.somebody(STRANGER)
    stranger.started = True
    for data in ("sh:st::0", "ch:c:1", "at:x:1:twofa_attested:0:0:0"):
        stranger.press_stale(data)
    await world.handled()
    assert stranger.toasts == []
    assert [message for message in stranger.messages if message.who == "bot"] == []


async def test_only_the_kinds_of_update_that_are_answered_are_asked_for(world: ChatWorld) -> None:
    await world.ask(await world.member(SPECIALIST), "/help")
    polls = [call for call in world.telegram.calls if call.method == "getUpdates"]
    assert json.loads(polls[0].params["allowed_updates"]) == ["message", "callback_query", "my_chat_member"]


# What commands answer.


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/status", "По организациям\n• Клуб — 1 нарушение"),
        ("/STATUS@postovoy_demo_bot", "По организациям"),
        ("/violations", "Нарушения\n• Клуб — ВКонтакте: обложки нет\nп. 4 раздела 2 Порядка · страница"),
        ("/digest", "Сводка за неделю 16–22 ноября"),
        ("/help", "/attest — подтвердить то, что видит только человек"),
        ("/org клУБ", "Клуб\nМуниципальное учреждение «Клуб»\nВедёт страницы\nВКонтакте: «Страница № 101»"),
        ("/org учреждение", "Муниципальное учреждение «Клуб»"),
    ],
)
async def test_every_command_answers_a_specialist(world: ChatWorld, command: str, words: str) -> None:
    await world.registry("Клуб")
    specialist = await world.member(SPECIALIST)
    assert words in (await world.ask(specialist, command)).text


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/digest 2026-W46", "Сводка за неделю 9–15 ноября"),
        ("/digest 2026-w46", "Сводка за неделю 9–15 ноября"),
        ("/digest 2026-W48", "Неделя 23–29 ноября ещё не закончилась. Последняя полная: /digest 2026-W47"),
        ("/digest прошлая", "Неделю пишите так: /digest 2026-W47"),
    ],
)
async def test_the_digest_is_of_the_week_that_is_named(world: ChatWorld, command: str, told: str) -> None:
    await world.registry("Клуб")
    specialist = await world.member(SPECIALIST)
    assert (await world.ask(specialist, command)).text.startswith(told)


async def test_an_organisation_is_found_without_its_dots_over_yo(world: ChatWorld) -> None:
    await world.registry("Музей Берёзки", "Школа")
    specialist = await world.member(SPECIALIST)
    assert "Музей Берёзки\n" in (await world.ask(specialist, "/org березк")).text


async def test_several_that_fit_are_offered_as_buttons(world: ChatWorld) -> None:
    await world.registry("Детский сад № 1", "Детский сад № 2", "Школа")
    specialist = await world.member(SPECIALIST)
    question = await world.ask(specialist, "/org сад")
    assert question.text == "Подходят 2 организации. Какая нужна?"
    assert question.button_texts == ("Детский сад № 1", "Детский сад № 2")
    card = await world.press(specialist, question, "Детский сад № 2")
    assert card.text.startswith("Детский сад № 2\n")


async def test_a_slip_of_the_pen_is_answered_with_what_is_near(world: ChatWorld) -> None:
    await world.registry("Библиотека", "Школа")
    specialist = await world.member(SPECIALIST)
    answer = await world.ask(specialist, "/org билиотека")
    assert answer.text == "Такой организации в реестре нет. Может быть, одна из этих?"
    assert answer.button_texts == ("Библиотека",)
    assert (await world.ask(specialist, "/org xyz")).button_texts == ()


async def test_without_a_name_all_organisations_are_leafed_through(world: ChatWorld) -> None:
    await world.registry(*(f"Школа № {number}" for number in range(1, 11)))
    specialist = await world.member(SPECIALIST)
    first = await world.ask(specialist, "/org")
    assert first.button_texts == (*(f"Школа № {number}" for number in range(1, 9)), "Дальше →")
    second = await world.press(specialist, first, "Дальше →")
    assert second.button_texts == ("Школа № 9", "Школа № 10", "← Назад")
    assert "Школа № 10\n" in (await world.press(specialist, second, "Школа № 10")).text


async def test_an_empty_registry_is_said_to_be_empty(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    assert (await world.ask(specialist, "/org Клуб")).text == dialogue.NO_ORGANISATIONS
    assert (await world.ask(specialist, "/attest")).text == dialogue.NOTHING_TO_ATTEST
    assert "Реестр пуст" in (await world.ask(specialist, "/status")).text


async def test_a_long_answer_is_leafed_through_and_back(world: ChatWorld) -> None:
    await world.registry(*(f"Детский сад с очень длинным названием № {number}" for number in range(1, 41)))
    specialist = await world.member(SPECIALIST)
    first = await world.ask(specialist, "/violations")
    assert first.button_texts == ("Дальше →",)
    assert "Лист 1 из " in first.text
    second = await world.press(specialist, first, "Дальше →", "Лист 2 из ")
    assert second.button_texts == ("← Назад", "Дальше →")
    assert (await world.press(specialist, second, "← Назад")).text == first.text


async def test_a_sheet_that_is_no_more_shows_the_last_there_is(world: ChatWorld) -> None:
    await world.registry("Клуб")
    specialist = await world.member(SPECIALIST)
    answer = await world.ask(specialist, "/help")
    specialist.press_stale("sh:vi::7")
    shown = await specialist.wait_for(lambda message: "Открытые нарушения" in message.text, after=answer.message_id)
    assert "Лист" not in shown.text


@pytest.mark.parametrize(
    "data",
    [
        "nonsense",
        "sh:vi",
        "sh:zz::0",
        "sh:vi::-1",
        "sh:or:999:0",
        "sh:or:drop table:0",
        "sh:di:2031-W01:0",
        "sh:di:nonsense:0",
        "ch:c:999",
        "ch:a:999",
        "na:c:99",
        "na:a:-1",
        "at:w:1:credentials_ledger:0:1:1",
        "at:w:999:credentials_ledger:0:1:1795559400",
        "at:w:1:no_such_rule:0:1:1795559400",
        "at:c:1:twofa_attested:999:1:0",
        "at:w:1:credentials_ledger:0:1:99999999999999",
        "x" * 64,
    ],
)
async def test_old_and_forged_buttons_do_no_harm(world: ChatWorld, data: str) -> None:
    await world.registry("Клуб")
    specialist = await world.member(SPECIALIST)
    await world.ask(specialist, "/help")
    assert await world.toast(specialist, lambda: specialist.press_stale(data)) == dialogue.STALE
    assert await world.rows("select count(*) from attestation") == [(0,)]


# Roles.


async def test_the_head_reads_everything_and_attests_nothing(world: ChatWorld) -> None:
    await world.registry("Клуб")
    head = await world.member(HEAD, Role.HEAD)
    assert "Клуб — 1 нарушение" in (await world.ask(head, "/status")).text
    assert "Сводка" in (await world.ask(head, "/digest")).text
    assert (await world.ask(head, "/attest")).text == dialogue.NOT_YOURS
    await world.store.write(lambda db: open_question(db, 1, 1))
    for command in ("/help", "/violations", "/org Клуб", "/status", "/start"):
        answer = await world.ask(head, command)
        assert "/attest" not in answer.text, command
    assert "ждёт подтверждения 1 вопрос." in (await world.ask(head, "/violations")).text
    assert await world.toast(head, lambda: head.press_stale("ch:a:1")) == dialogue.STALE


async def test_an_organisations_own_person_sees_nothing_of_the_others(world: ChatWorld) -> None:
    own, other = await world.registry("Клуб", "Школа")
    keeper = await world.member(KEEPER, Role.ORGANISATION, own)
    for command in ("/status", "/violations", "/org Школа", "/org"):
        answer = await world.ask(keeper, command)
        assert "Клуб" in answer.text
        assert "Школа" not in answer.text
    assert (await world.ask(keeper, "/digest")).text == dialogue.NOT_YOURS
    for data in (f"sh:or:{other}:0", f"ch:c:{other}", f"ch:a:{other}", "na:c:0", "sh:di:2026-W47:0"):
        assert await world.toast(keeper, partial(keeper.press_stale, data)) == dialogue.STALE


async def test_who_speaks_for_an_organisation_that_left_the_registry_is_told_whom_to_ask(world: ChatWorld) -> None:
    own, other = await world.registry("Клуб", "Школа")
    keeper = await world.member(KEEPER, Role.ORGANISATION, own)
    left = "update organisation set archived_at = added_at where id = ?"
    await world.store.write(lambda db: db.execute(left, [own]))
    for command in ("/start", "/status", "/org", "/violations", "/attest", "Здравствуйте"):
        assert (await world.ask(keeper, command)).text == dialogue.UNLISTED
    assert await world.toast(keeper, partial(keeper.press_stale, f"sh:or:{own}:0")) == dialogue.STALE
    code = await world.store.write(lambda db: people.invite(db, Role.ORGANISATION, other, NOW))
    assert "Вы вошли" in (await world.ask(keeper, f"/start {code}")).text
    assert "Школа" in (await world.ask(keeper, "/status")).text


async def test_an_organisations_own_person_answers_for_it_alone(world: ChatWorld) -> None:
    own, other = await world.registry("Клуб", "Школа")
    keeper = await world.member(KEEPER, Role.ORGANISATION, own)
    what = await world.ask(keeper, "/attest")
    assert what.text.startswith("Клуб\n• ВКонтакте: двухфакторная аутентификация — ответа ещё не было\n")
    assert "← Назад" not in what.button_texts
    asked = int(NOW.timestamp())
    forged = f"at:w:{other}:credentials_ledger:0:1:{asked}"
    assert await world.toast(keeper, lambda: keeper.press_stale(forged)) == dialogue.STALE
    assert await world.rows("select count(*) from attestation") == [(0,)]


def open_question(db: Database, organisation_id: int, page_id: int) -> None:
    """Something about a page is to be confirmed."""
    verdict = Verdict.unknown("не подтверждалось", opens=MatterKind.CONFIRMATION)
    subject = Subject.page(page_id, Network.VK)
    found = Finding("twofa_attested", subject, organisation_id, verdict, "P1.6.3", ("P1.6.3",), Force.MANDATORY)
    matters.apply(db, [Opened(found, MatterKind.CONFIRMATION, None, None)], NOW)


# Attestations.


async def walk_to_confirmation(world: ChatWorld, person: Person, answer: str) -> ChatMessage:
    whose = await world.ask(person, "/attest", "О какой организации ответ?")
    what = await world.press(person, whose, "❗ Школа", "Что подтверждаете")
    question = await world.press(person, what, "Учёт логинов и паролей", "Это сделано?")
    return await world.press(person, question, answer, "Записать?")


async def test_an_answer_is_recorded_with_who_when_in_what_role_and_until_when(world: ChatWorld) -> None:
    _, school = await world.registry("Клуб", "Школа")
    deputy = await world.member(DEPUTY, Role.DEPUTY)
    confirmation = await walk_to_confirmation(world, deputy, "Да")
    assert confirmation.text == (
        "Школа\nУчёт логинов и паролей\n"
        "Ваш ответ — «да», роль — заместитель. Он будет действовать 90 дней.\nЗаписать?"
    )
    done = await world.press(deputy, confirmation, "Записать", "Записано")
    assert "Записано: «да», действует до 22.02.2027. Ответ уже учтён." in done.text
    assert world.rejudged == [school]
    assert done.button_texts == ("Ответить ещё",)
    recorded = await world.rows("select rule, subject, answer, role, person_id, note from attestation")
    assert recorded == [("credentials_ledger", f"org:{school}", 1, "deputy", DEPUTY, "")]


async def test_a_no_is_recorded_as_a_no(world: ChatWorld) -> None:
    await world.registry("Клуб", "Школа")
    specialist = await world.member(SPECIALIST)
    confirmation = await walk_to_confirmation(world, specialist, "Нет")
    assert "это будет считаться нарушением" in confirmation.text
    assert "Записано: «нет»" in (await world.press(specialist, confirmation, "Записать", "Записано")).text
    assert await world.rows("select answer from attestation") == [(0,)]


async def test_pressing_twice_records_once(world: ChatWorld) -> None:
    await world.registry("Клуб", "Школа")
    specialist = await world.member(SPECIALIST)
    confirmation = await walk_to_confirmation(world, specialist, "Да")
    for _ in range(3):
        specialist.press(confirmation, "Записать")
    await world.hear(specialist, "Записано")
    await world.handled()
    assert await world.rows("select count(*) from attestation") == [(1,)]


async def test_going_back_and_cancelling_record_nothing(world: ChatWorld) -> None:
    await world.registry("Клуб", "Школа")
    specialist = await world.member(SPECIALIST)
    confirmation = await walk_to_confirmation(world, specialist, "Да")
    question = await world.press(specialist, confirmation, "← Назад", "Это сделано?")
    what = await world.press(specialist, question, "← Назад", "Что подтверждаете")
    whose = await world.press(specialist, what, "← Назад", "О какой организации ответ?")
    what = await world.press(specialist, whose, "❗ Клуб", "Что подтверждаете")
    done = await world.press(specialist, what, "Отмена")
    assert (done.text, done.button_texts) == (dialogue.CANCELLED, ())
    assert await world.rows("select count(*) from attestation") == [(0,)]


async def test_a_question_left_for_an_hour_is_asked_anew(world: ChatWorld) -> None:
    await world.registry("Клуб", "Школа")
    specialist = await world.member(SPECIALIST)
    confirmation = await walk_to_confirmation(world, specialist, "Да")
    world.now += timedelta(hours=1, seconds=1)
    assert await world.toast(specialist, lambda: specialist.press(confirmation, "Записать")) == dialogue.STALE
    assert await world.rows("select count(*) from attestation") == [(0,)]


async def test_a_page_is_answered_for_with_its_own_term_and_the_list_shows_it(world: ChatWorld) -> None:
    await world.registry("Клуб")
    specialist = await world.member(SPECIALIST)
    what = await world.ask(specialist, "/attest", "Что подтверждаете")
    question = await world.press(specialist, what, "ВКонтакте: двухфакторная аутентификация")
    confirmation = await world.press(specialist, question, "Да", "30 дней")
    await world.press(specialist, confirmation, "Записать", "действует до 24.12.2026")
    again = await world.ask(specialist, "/attest", "Что подтверждаете")
    assert "• ВКонтакте: двухфакторная аутентификация — «да», действует до 24.12.2026\n" in again.text


async def test_no_caption_of_a_question_is_cut(world: ChatWorld) -> None:
    (club,) = await world.registry("Клуб")
    await world.store.write(
        lambda db: db.execute("update page set network = 'ok' where organisation_id = ?", [club])
    )
    what = await world.ask(await world.member(SPECIALIST), "/attest", "Что подтверждаете")
    assert what.button_texts[0] == "Одноклассники: двухфакторная аутентификация"


async def test_who_still_owes_an_answer_is_marked_and_stands_first(world: ChatWorld) -> None:
    club, _ = await world.registry("Клуб", "Школа")
    specialist = await world.member(SPECIALIST)
    whose = await world.ask(specialist, "/attest")
    assert whose.button_texts == ("❗ Клуб", "❗ Школа")
    await world.store.write(lambda db: answer_all(db, club, NOW + timedelta(days=2)))
    whose = await world.ask(specialist, "/attest")
    assert whose.text.endswith("О какой организации ответ? Где ответ ещё нужен, стоит «❗».")
    assert whose.button_texts == ("❗ Школа", "Клуб")
    world.now += timedelta(days=2)
    assert (await world.ask(specialist, "/attest")).button_texts == ("❗ Клуб", "❗ Школа")


def answer_all(db: Database, organisation_id: int, until: datetime) -> None:
    """«Да» to everything an organisation may be asked."""
    organisation = next(each for each in registry.organisations(db) if each.id == organisation_id)
    for duty in duties(organisation, registry.pages(db), DECREE, {}):
        attestations.record(
            db,
            rule=duty.rule,
            subject=duty.subject,
            answer=True,
            at=NOW,
            valid_until=until,
            role=Role.SPECIALIST,
        )


async def test_an_organisation_that_left_the_registry_can_no_more_be_answered_for(world: ChatWorld) -> None:
    await world.registry("Клуб", "Школа")
    specialist = await world.member(SPECIALIST)
    confirmation = await walk_to_confirmation(world, specialist, "Да")
    await world.store.write(lambda db: db.execute("update organisation set archived_at = added_at"))
    assert await world.toast(specialist, lambda: specialist.press(confirmation, "Записать")) == dialogue.STALE


# What is no command.


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Здравствуйте", dialogue.HINT),
        ("/nonsense", dialogue.HINT),
        ("наш пароль Mockdale2026", dialogue.CONFIDENTIAL),
        ("8 900 123-45-67", dialogue.CONFIDENTIAL),
    ],
)
async def test_other_words_are_answered_kindly_and_kept_nowhere(
    world: ChatWorld, caplog: pytest.LogCaptureFixture, text: str, answer: str
) -> None:
    specialist = await world.member(SPECIALIST)
    assert (await world.ask(specialist, text)).text == plain(answer)
    assert text not in caplog.text
    kept = await world.store.read(lambda db: "\n".join(db.conn.iterdump()))
    assert text not in kept


async def test_a_file_is_not_accepted(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    specialist.send_document("пароли.txt", b"123")
    assert (await world.hear(specialist)).text == dialogue.NO_FILES


async def test_an_error_of_ours_is_told_kindly_and_without_details(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    world.breakdown = RuntimeError("inner workings")
    assert (await world.ask(specialist, "/status")).text == dialogue.FAILED
    world.breakdown = None
    assert "Реестр пуст" in (await world.ask(specialist, "/status")).text


async def test_the_bot_hears_again_after_every_fault_of_the_network(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    kinds = (
        FaultKind.CONFLICT,
        FaultKind.UNAUTHORIZED,
        FaultKind.HTML,
        FaultKind.BAD_GATEWAY,
        FaultKind.RESET_BEFORE,
    )
    for kind in kinds:
        world.telegram.faults.script(kind, "getUpdates")
    world.telegram.down(is_down=True)
    await asyncio.sleep(0.1)
    world.telegram.down(is_down=False)
    assert "Я слежу" in (await world.ask(specialist, "/help")).text


async def test_a_strange_update_spoils_only_itself(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)
    world.telegram.messenger.updates.put("message", {"chat": "not as documented"})
    assert "Я слежу" in (await world.ask(specialist, "/help")).text


async def test_what_was_answered_does_not_come_again_after_a_restart(store: Store) -> None:
    async with bot_at_work(store) as world:
        specialist = await world.member(SPECIALIST)
        await world.ask(specialist, "/help")
    assert len(world.telegram.messenger.updates) == 0


async def test_each_chat_is_answered_in_order(world: ChatWorld) -> None:
    await world.registry("Клуб")
    specialist, deputy = await world.member(SPECIALIST), await world.member(DEPUTY, Role.DEPUTY)
    for person in (specialist, deputy):
        for text in ("/help", "/status", "/violations"):
            person.say(text)
    for person in (specialist, deputy):
        await world.hear(person, "Открытые нарушения")
        answers = [message.text.split()[0] for message in person.messages if message.who == "bot"]
        assert answers == ["Я", "Проверок", "Открытые"]


async def test_the_bots_store_keeps_a_letter_for_whoever_is_let_in_first(world: ChatWorld) -> None:
    """Contract, "Telegram": with nobody reachable no letter is spent; the first /start brings one catch-up."""
    club, _ = await world.registry("Клуб", "Школа")
    await world.store.write(lambda db: let_in(db, HEAD, Role.HEAD))
    await world.store.write(lambda db: find_violation(db, club, 1, "page_avatar"))
    head = world.somebody(HEAD)
    await world.ask(head, "/start")
    assert await world.rows("select count(*) from letter") == [(0,)]
    specialist = await world.member(SPECIALIST)
    await world.ask(specialist, "/start")
    assert await world.rows("select person_id, kind from letter") == [(SPECIALIST, "catch_up")]
