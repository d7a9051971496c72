"""Attestations in the chat: about all pages at once, about one of them, and for the administration."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

import pytest
from bot_world import DECREE, KEEPER, NOW, SPECIALIST, let_in, norm
from chat_world import ChatWorld, bot_at_work
from sqlite_utils import Database

from bot.answering import cases
from bot.render import dialogue
from domain.attestation import Role
from domain.norm import Bound
from storage import people
from storage.store import Store

pytestmark = pytest.mark.story


@pytest.fixture
async def world(store: Store) -> AsyncIterator[ChatWorld]:
    async with bot_at_work(store) as opened:
        yield opened


async def two_pages(world: ChatWorld) -> int:
    """A club with a page in each network."""
    (club,) = await world.registry("Клуб")
    copied = """insert into page (organisation_id, network, written, network_id, resolution, added_at)
    select organisation_id, 'ok', 'ok.ru/group/202', 202, resolution, added_at from page"""
    await world.store.write(lambda db: db.execute(copied))
    return club


async def test_one_answer_about_all_pages_is_recorded_for_each(world: ChatWorld) -> None:
    await two_pages(world)
    specialist = await world.member(SPECIALIST)
    what = await world.ask(specialist, "/attest", "Что подтверждаете")
    assert what.button_texts == ("Двухфакторная аутентификация", "Учёт логинов и паролей", "Отмена")
    question = await world.press(specialist, what, "Двухфакторная аутентификация", "Это сделано?")
    assert question.text == (
        "Клуб\nДвухфакторная аутентификация\n• ВКонтакте — ответа ещё не было\n"
        "• Одноклассники — ответа ещё не было\nЭто сделано?"
    )
    confirmation = await world.press(specialist, question, "Да, на всех страницах", "Записать?")
    assert "Двухфакторная аутентификация: ВКонтакте и Одноклассники\nВаш ответ — «да»" in confirmation.text
    await world.press(specialist, confirmation, "Записать", "Записано: «да», действует до 24.12.2026")
    assert await world.rows("select rule, subject, answer from attestation order by subject") == [
        ("twofa_attested", "page:1/vk", 1),
        ("twofa_attested", "page:2/ok", 1),
    ]
    assert len(world.rejudged) == 1


async def test_of_several_pages_one_may_be_answered_for_by_itself(world: ChatWorld) -> None:
    await two_pages(world)
    specialist = await world.member(SPECIALIST)
    what = await world.ask(specialist, "/attest", "Что подтверждаете")
    question = await world.press(specialist, what, "Двухфакторная аутентификация")
    alone = await world.press(specialist, question, "Только Одноклассники", "Одноклассники: двухфакторная")
    question = await world.press(specialist, alone, "← Назад", "• ВКонтакте — ")
    alone = await world.press(specialist, question, "Только Одноклассники", "Одноклассники: двухфакторная")
    done = await world.press(specialist, await world.press(specialist, alone, "Нет"), "Записать", "Записано: «нет»")
    assert await world.rows("select subject, answer from attestation") == [("page:2/ok", 0)]
    what = await world.press(specialist, done, "Ответить ещё", "Что подтверждаете")
    assert (
        "• Двухфакторная аутентификация — ВКонтакте: ответа ещё не было; Одноклассники: ответ «нет»\n"
    ) in what.text


OF_ADMINISTRATION = replace(
    DECREE,
    norms=(
        *DECREE.norms,
        norm("decree_published", "D2.b", "Публикация", binds=(Bound.ADMINISTRATION,)),
    ),
)


@pytest.mark.parametrize(
    ("role", "answers"),
    [(Role.SPECIALIST, True), (Role.DEPUTY, True), (Role.HEAD, False), (Role.ORGANISATION, False)],
)
async def test_for_the_administration_only_its_own_people_answer(
    world: ChatWorld, role: Role, answers: bool
) -> None:
    (club,) = await world.registry("Клуб")
    await world.store.write(lambda db: let_in(db, KEEPER, role, club if role is Role.ORGANISATION else None))

    def may_answer(db: Database) -> list[str]:
        person = people.find(db, KEEPER)
        assert person is not None
        return [case.name for case in cases(db, person, OF_ADMINISTRATION, {})]

    assert ("Обязанности администрации" in await world.store.read(may_answer)) is answers


async def test_forged_answers_about_the_administration_are_refused(world: ChatWorld) -> None:
    (own,) = await world.registry("Клуб")
    keeper = await world.member(KEEPER, Role.ORGANISATION, own)
    await world.ask(keeper, "/help")
    asked = int(NOW.timestamp())
    for data in ("ch:a:0", "at:q:0:decree_published:0:0:0", f"at:w:0:decree_published:0:1:{asked}"):
        assert await world.toast(keeper, partial(keeper.press_stale, data)) == dialogue.STALE
    assert await world.rows("select count(*) from attestation") == [(0,)]
