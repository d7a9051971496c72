"""/report in a local Telegram: which papers there are, a file in the chat, and who gets none."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from bot_world import HEAD, KEEPER, SPECIALIST, STRANGER, let_in
from chat_world import ChatWorld, bot_at_work

from bot.papers import Document, NoPaper, Papers
from bot.render import dialogue, plain
from domain.attestation import Role
from emulators.telegram import ChatMessage
from storage.store import Store

pytestmark = pytest.mark.story

TITLES = {"week": "Недельный контроль", "month": "Отчёт & выводы"}


async def make(kind: str, period: str) -> Document:
    """A file whose content tells what was asked for."""
    if kind not in TITLES or period == "никогда":
        raise NoPaper(f"«{period or kind}» <нельзя>")
    return Document(f"бумага-{kind}.xlsx", f"{kind} {period}".encode(), f"{TITLES[kind]} за <неделю>")


@pytest.fixture
async def world(store: Store) -> AsyncIterator[ChatWorld]:
    async with bot_at_work(store, Papers(TITLES, make)) as opened:
        yield opened


def sent(message: ChatMessage) -> tuple[str, bytes, str]:
    assert message.document is not None
    return message.document.name, message.document.content, message.text


async def test_the_paper_that_is_named_comes_as_a_file(world: ChatWorld) -> None:
    specialist = await world.member(SPECIALIST)

    answer = await world.ask(specialist, "/report Week 2026-W47", "Недельный")

    assert sent(answer) == ("бумага-week.xlsx", b"week 2026-W47", "Недельный контроль за <неделю>")


async def test_without_a_name_there_is_a_button_for_each_paper(world: ChatWorld) -> None:
    head = await world.member(HEAD, Role.HEAD)

    question = await world.ask(head, "/report")
    assert question.text == dialogue.WHICH_PAPER
    assert question.button_texts == tuple(TITLES.values())

    head.press(question, "Отчёт & выводы")
    answer = await world.hear(head, "выводы")
    assert sent(answer) == ("бумага-month.xlsx", b"month ", "Отчёт & выводы за <неделю>")


@pytest.mark.parametrize(("words", "told"), [("/report бумага", "«бумага»"), ("/report week никогда", "«никогда»")])
async def test_what_cannot_be_made_is_told_with_what_can(world: ChatWorld, words: str, told: str) -> None:
    answer = await world.ask(await world.member(SPECIALIST), words)

    assert answer.document is None
    assert answer.text.startswith(f"{told} <нельзя>.")
    assert "/report week — Недельный контроль" in answer.text


async def test_an_organisation_s_person_gets_no_paper(world: ChatWorld) -> None:
    await world.registry("Клуб")
    keeper = await world.member(KEEPER, Role.ORGANISATION, 1)

    assert (await world.ask(keeper, "/report week")).text == dialogue.NOT_YOURS
    assert "/report" not in (await world.ask(keeper, "/help")).text


async def test_a_button_of_earlier_rights_gives_no_paper(world: ChatWorld) -> None:
    await world.registry("Клуб")
    specialist = await world.member(SPECIALIST)
    question = await world.ask(specialist, "/report")
    await world.store.write(lambda db: let_in(db, SPECIALIST, Role.ORGANISATION, 1))

    toast = await world.toast(specialist, lambda: specialist.press(question, "Недельный контроль"))

    assert toast == dialogue.STALE
    assert not [message for message in specialist.messages if message.document]


async def test_a_stranger_gets_no_paper(world: ChatWorld) -> None:
    stranger = world.somebody(STRANGER)

    assert (await world.ask(stranger, "/report week")).text == plain(dialogue.STRANGER)


async def test_without_papers_it_is_said(store: Store) -> None:
    async with bot_at_work(store) as world:
        answer = await world.ask(await world.member(SPECIALIST), "/report")

    assert answer.text == dialogue.NO_PAPERS
