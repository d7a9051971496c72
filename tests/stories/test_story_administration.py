"""The administration's own duties from the journal to the chat: the real program and a local Telegram."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from made_pages import SITE, USUAL, fill_vk, vk_page
from sqlite_utils import Database
from town import SPECIALIST, ZONE, Town, local, row, town

from app.answering import answering
from app.engine_room import EngineRoom, engine_room
from app.json_view import overview_json
from bot import render
from bot.render.words import ADMINISTRATION
from domain.finding import DueSource
from domain.network import Network
from domain.request import RequestFrom
from domain.workdays import end_of_day
from emulators.telegram import ChatMessage, Person, TelegramEmulator
from storage import assistance, report_runs, requests

pytestmark = pytest.mark.story

TOKEN = "123456:INVENTED"
OF_ADMINISTRATION = frozenset(
    {
        "security_review_admin",
        "cur_request_due",
        "control_run_done",
        "head_report_sent",
        "assistance_logged",
        "decree_published",
    }
)


@dataclass
class Hall:
    """A town with one club, and the whole program beside it; `person` is the specialist in a local Telegram."""

    scene: Town
    room: EngineRoom
    person: Person

    async def day(self, moment: str) -> list[str]:
        """One cycle and its letters at this local moment; what arrived about the administration, numbers cut."""
        self.scene.now = local(moment)
        before = len(self.person.messages)
        await self.room.cycle.run()
        await self.room.deliver_due()
        arrived = [message.text.partition(" · ")[2] for message in self.person.messages[before:]]
        return [text for text in arrived if text.startswith(ADMINISTRATION)]

    async def write(self, journal: Callable[[Database], object]) -> None:
        await self.room.store.write(journal)

    async def ask(self, text: str, words: str = "") -> ChatMessage:
        said = self.person.say(text)
        return await self.person.wait_for(lambda shown: words in shown.text, after=said.message_id)

    async def press(self, message: ChatMessage, caption: str, words: str = "") -> ChatMessage:
        before = message.revision
        self.person.press(message, caption)
        return await self.person.wait_for(
            lambda shown: shown.message_id == message.message_id and shown.revision > before and words in shown.text
        )

    async def findings(self) -> dict[str, tuple[str, str]]:
        """Outcome and evidence by rule, as `status --json` tells of the administration."""
        answer = json.loads(json.dumps(overview_json(await self.room.glance(), ZONE)))
        found = answer["administration"]["findings"]
        return {each["rule"]: (each["outcome"], each["evidence"]) for each in found}


@asynccontextmanager
async def hall(folder: Path, *, keep: frozenset[str], listens: bool = False) -> AsyncGenerator[Hall, None]:
    """`keep` are the rules that stay on beside the main job; `listens`: the bot answers too."""
    telegram = TelegramEmulator(token=TOKEN)
    person = telegram.person(user_id=SPECIALIST)
    person.started = True
    async with telegram:
        config = f'[schedule]\nquiet_hours = ""\n[telegram]\ntoken = "{TOKEN}"\napi_url = "{telegram.url}"\n'
        async with town(folder, config=config, keep=keep, networks=frozenset({Network.VK})) as scene:
            fill_vk(scene.vk_world.add_group(vk_page(5, "Клуб")), USUAL)
            await scene.register(row("Клуб", vk="vk.com/club5", status="создаётся", site=SITE))
            await scene.attest("Клуб", "credentials_ledger")
            await scene.attest("Клуб", "twofa_attested", Network.VK)
            async with engine_room(scene.settings, scene.clock) as room, _heard(room, listens=listens):
                yield Hall(scene, room, person)


@asynccontextmanager
async def _heard(room: EngineRoom, *, listens: bool) -> AsyncGenerator[None, None]:
    listen, stop = answering(room) if listens else None, asyncio.Event()
    if listen is None:
        yield
        return
    listening = asyncio.create_task(listen(stop))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(10):
            await listening


def ask_by(db: Database, due: date, now: datetime) -> int:
    return requests.add(
        db,
        asked_by=RequestFrom.CUR,
        organisation_id=None,
        number="15-04/123",
        received=date(2026, 11, 20),
        due_at=end_of_day(due, ZONE),
        due_source=DueSource.REQUEST,
        file_hash="",
        now=now,
    )


def answer_on(db: Database, day: date) -> None:
    (request,) = requests.of_number(db, "15-04/123")
    requests.answer(db, request.id, day=day, number="44", file_hash="")


async def test_a_request_is_asked_about_a_working_day_before_then_late_then_answered(tmp_path: Path) -> None:
    async with hall(tmp_path, keep=frozenset({"cur_request_due"})) as place:
        await place.write(lambda db: ask_by(db, date(2026, 11, 27), place.scene.now))
        assert await place.day("11-24 11:00") == []
        assert (await place.findings())["cur_request_due"] == (
            "ok",
            "ответ на запрос ЦУР № 15-04/123 от 20.11.2026 нужен до 27.11.2026",
        )
        (asked,) = await place.day("11-26 09:00")
        assert asked == (
            "Обязанности администрации\n\nНужно подтвердить\n"
            "• Ответ на запрос ЦУР № 15-04/123 от 20.11.2026 нужен до 27.11.2026 и ещё не отмечен\n"
            "подп. 5.3 раздела 1 Порядка · срок до 27 ноября — по запросу"
        )
        (reminded,) = await place.day("11-27 09:00")
        assert "Напоминание\n• Ответ на запрос ЦУР № 15-04/123" in reminded
        assert "срок сегодня, 27 ноября — по запросу" in reminded
        (late,) = await place.day("11-28 09:00")
        assert "Нарушения\n• Ответ на запрос ЦУР № 15-04/123 от 20.11.2026 не отмечен" in late
        assert "срок прошёл 27 ноября — по запросу" in late
        assert await place.day("11-28 10:00") == []
        await place.write(lambda db: answer_on(db, date(2026, 11, 28)))
        (settled,) = await place.day("11-28 11:00")
        assert "Устранено\n• На запрос ЦУР № 15-04/123 от 20.11.2026 ответ дан 28.11.2026, с опозданием" in settled


async def test_an_answered_request_leaves_the_view_after_four_weeks_without_a_word(tmp_path: Path) -> None:
    async with hall(tmp_path, keep=frozenset({"cur_request_due"})) as place:
        await place.write(lambda db: ask_by(db, date(2026, 11, 27), place.scene.now))
        await place.day("11-26 09:00")
        await place.write(lambda db: answer_on(db, date(2026, 11, 26)))
        (settled,) = await place.day("11-26 10:00")
        assert "Ответ получен" in settled
        heard = await place.day("12-23 10:00")
        assert "ответ дан 26.11.2026" in (await place.findings())["cur_request_due"][1]
        heard += await place.day("12-25 10:00")
        assert (await place.findings())["cur_request_due"] == ("ok", "запросов без ответа нет")
        assert [text for text in heard if "запрос" in text] == []


async def test_the_bot_takes_the_administrations_answer_and_judges_it_at_once(tmp_path: Path) -> None:
    keep = frozenset({"security_review_admin", "decree_published"})
    async with hall(tmp_path, keep=keep, listens=True) as place:
        (first,) = await place.day("11-24 11:00")
        assert first == (
            "Обязанности администрации\n\nНужно подтвердить\n"
            "• Проверка безопасности администрацией — подп. 5.2 раздела 1 Порядка\n"
            "• Публикация постановления — п. 4 постановления\n"
            "не подтверждалось · срок до 8 декабря — по настройке\nОтветить: /attest"
        )
        assert "Обязанности администрации: 2 ждут подтверждения" in (await place.ask("/status", "Состояние")).text
        whose = await place.ask("/attest", "О какой организации ответ?")
        assert whose.button_texts == ("❗ Обязанности администрации", "Клуб")
        what = await place.press(whose, "❗ Обязанности администрации", "Что подтверждаете")
        question = await place.press(what, "Публикация постановления", "Это сделано?")
        confirmation = await place.press(question, "Да", "без срока")
        done = await place.press(confirmation, "Записать", "Записано: «да». Ответ уже учтён.")
        assert (await place.findings())["decree_published"] == ("ok", "подтверждено 24.11.2026")
        what = await place.press(done, "Ответить ещё", "Публикация постановления — «да»\n")
        question = await place.press(what, "❗ Проверка безопасности администрацией", "Это сделано?")
        confirmation = await place.press(question, "Нет", "Ваш ответ — «нет»")
        await place.press(confirmation, "Записать", "Записано: «нет»")
        listed = (await place.ask("/violations", "Открытые")).text
        assert (
            "• Обязанности администрации — проверка безопасности администрацией: 24.11.2026 получен ответ «нет»"
        ) in listed
        (answered,) = await place.day("11-24 11:05")
        assert "Нарушения\n• Проверка безопасности администрацией: 24.11.2026 получен ответ «нет»" in answered
        assert "• Публикация постановления: подтверждено 24.11.2026\n" in answered.partition("Ответ получен")[2]


async def test_what_only_networks_can_tell_outlives_an_answer_about_the_administration(tmp_path: Path) -> None:
    async with hall(tmp_path, keep=frozenset({"security_review_admin"})) as place:
        place.scene.vk.tokens = {}
        await place.day("11-24 11:00")
        before = await place.room.glance()
        assert [each.verdict.evidence for each in before.technical] != []
        await place.room.cycle.rejudge(None)
        after = await place.room.glance()
        assert after.technical == before.technical
        assert [each.id for each in after.matters] == [each.id for each in before.matters]


async def test_a_week_without_the_program_is_told_as_technical_and_ends_with_the_next(tmp_path: Path) -> None:
    async with hall(tmp_path, keep=frozenset({"control_run_done"})) as place:
        await place.day("11-24 11:00")
        await place.day("12-01 11:00")
        assert (await place.findings())["control_run_done"] == (
            "unknown",
            "контроль за неделю 23–29 ноября: ни одна страница не была в реестре всю неделю",
        )
        assert await place.day("12-08 11:00") == []
        assert (await place.findings())["control_run_done"] == (
            "ok",
            "контроль за неделю 30 ноября – 6 декабря выполнен: проверок 1, прочитано: 1 страница",
        )
        (idle,) = await place.day("12-22 11:00")
        assert (
            "Техническое\n• Контроль за неделю 14–20 декабря программой не завершён: программа не работала"
        ) in idle
        (over,) = await place.day("12-29 11:00")
        assert "Неделя прошла\n• Неделя закончилась (было: контроль за неделю 14–20 декабря" in over


async def test_a_page_that_never_answered_in_the_week_is_named(tmp_path: Path) -> None:
    async with hall(tmp_path, keep=frozenset({"control_run_done"})) as place:
        await place.day("11-24 11:00")
        token = place.scene.vk.tokens
        place.scene.vk.tokens = {}
        await place.day("12-01 11:00")
        place.scene.vk.tokens = token
        await place.day("12-08 11:00")
        outcome, evidence = (await place.findings())["control_run_done"]
        assert (outcome, evidence.split(" — ")[0]) == (
            "unknown",
            "контроль за неделю 30 ноября – 6 декабря программой не завершён: не прочитано 1 из 1",
        )
        assert "Клуб (ВК" in evidence


async def test_the_report_to_the_head_and_help_are_read_from_their_journals(tmp_path: Path) -> None:
    async with hall(tmp_path, keep=frozenset({"head_report_sent", "assistance_logged"})) as place:
        await place.day("11-24 11:00")
        assert await place.day("12-05 11:00") == []
        (missing,) = await place.day("12-06 11:00")
        assert "Рекомендации\n• Отчёт главе за ноябрь 2026 г. программой не сделан" in missing
        assert "п. 3 постановления · срок прошёл 5 декабря — по настройке" in missing
        await place.write(lambda db: report_runs.note(db, report_runs.MONTH, "2026-11", place.scene.now, "ab"))
        club = (await place.room.glance()).organisations[0].organisation.id
        await place.write(
            lambda db: assistance.add(
                db, organisation_id=club, day=date(2026, 12, 1), topic="обложка", now=place.scene.now
            )
        )
        (made,) = await place.day("12-06 12:00")
        assert "Устранено\n• Отчёт главе за ноябрь 2026 г. сделан 06.12.2026, позже срока (05.12.2026)" in made
        assert (await place.findings())["assistance_logged"] == (
            "ok",
            "декабрь 2026 г.: помощь организациям отмечена, записей — 1",
        )


async def test_matters_of_the_administration_stand_in_the_digest_under_their_own_name(tmp_path: Path) -> None:
    async with hall(tmp_path, keep=OF_ADMINISTRATION) as place:
        await place.write(lambda db: ask_by(db, date(2026, 11, 26), place.scene.now))
        await place.day("11-24 11:00")
        await place.day("11-27 11:00")
        place.scene.now = local("11-30") + timedelta(hours=1)
        digest = render.digest_text(await place.room.digest_of("2026-W48"), place.room.book())
        assert "• Обязанности администрации — ответ на запрос ЦУР № 15-04/123" in digest
        assert (
            "• Обязанности администрации — проверка безопасности администрацией; публикация постановления\n"
        ) in digest
