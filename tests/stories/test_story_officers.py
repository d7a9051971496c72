"""Somebody else becomes responsible: what is asked, of whom, until when, and that nobody's name goes anywhere."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from made_pages import USUAL, fill_ok, fill_vk, ok_number, ok_page, vk_page
from town import HEADINGS, Heard, Town, local, row, town

from app.officer_terms import terms_of
from bot.answering import cases
from domain.attestation import Role
from domain.finding import MatterKind
from domain.matter import Event
from domain.network import Network
from domain.person import Person
from domain.registry import OfficerRole, OfficerRow
from domain.registry_import import plan_import
from domain.rule_ids import REVIEWED
from domain.task import TaskKind
from reports.registry_file import read_registry
from storage import registry, tasks
from storage.store import reading

pytestmark = pytest.mark.story

CLUB = "Клуб «Омут»"
NAMED = f'[decree_named]\n"P1.6" = ["{CLUB}"]\n[schedule]\nquiet_hours = ""\n'
PEOPLE = frozenset(
    {
        "admin_responsible_set",
        "org_responsible_set",
        "org_notified_of_change",
        "cur_notified_of_change",
    }
)
ANNA = OfficerRow(CLUB, OfficerRole.KEEPER, "Выдумкина Анна Петровна", "методист", "84266621000")
BORIS = replace(ANNA, name="Придумкин Борис Ильич", phone="84266621001")
HEAD = OfficerRow("Администрация", OfficerRole.KEEPER, "Сочинялкин Глеб Львович")
PERSONAL = ("выдумкин", "придумкин", "сочинялкин", "анна", "борис", "глеб", "8426662", "методист")
ASKED = (
    "org_notified_of_change",
    "cur_notified_of_change",
    "credentials_ledger",
    "twofa_attested",
)


async def register(scene: Town, *people: OfficerRow) -> None:
    """Import the same two organisations with these officers, as the command does."""
    accounts = (
        HEADINGS,
        row(CLUB, vk="vk.com/club5", ok=f"ok.ru/group/{ok_number(5)}"),
        row("Администрация", kind="администрация"),
    )
    file = replace(read_registry("реестр.csv", "\n".join(accounts).encode()), officers=(*people, HEAD))
    terms = terms_of(scene.frame)
    await scene.store.write(
        lambda db: registry.apply_import(db, plan_import(registry.known(db), file), scene.now, terms)
    )


async def settle(scene: Town) -> None:
    """A well kept club, everything confirmed, nothing left to say; then another person at 10:00 on Tuesday."""
    fill_vk(scene.vk_world.add_group(vk_page(5, CLUB)), USUAL)
    fill_ok(scene.ok_world.add_group(ok_page(ok_number(5), CLUB, "omut5")), USUAL)
    scene.now = local("11-23 10:00")
    await register(scene, ANNA)
    await scene.attest(CLUB, "credentials_ledger")
    for network in Network:
        await scene.attest(CLUB, "twofa_attested", network)
    await scene.day("11-23 11:00")
    scene.heard.clear()
    scene.letters.clear()
    scene.now = local("11-24 10:00")
    await register(scene, BORIS)


def about(heard: list[Heard]) -> list[tuple[str, Event, MatterKind]]:
    return [(each.rule, each.event, each.matter) for each in heard if each.rule in ASKED]


async def finish(scene: Town, kind: TaskKind, at: datetime) -> None:
    """What `task done` does."""

    def mark(db: object) -> None:
        [task] = [each for each in tasks.listed(db, done_too=False) if each.kind is kind]
        tasks.finish(db, task.id, at, "исх. № 12-04")

    await scene.store.write(mark)


async def test_a_change_is_told_with_its_deadlines_and_no_name_goes_anywhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with town(tmp_path, config=NAMED, keep=PEOPLE) as scene:
        await settle(scene)
        heard = await scene.day("11-24 11:00")
        opened = [(rule, Event.OPENED, MatterKind.CONFIRMATION) for rule in ASKED]
        assert sorted(about(heard)) == sorted([*opened, opened[-1]])
        said = "\n".join(scene.text(letter) for letter in scene.letters)
        assert "смена ответственного 24.11.2026: уведомление администрации ещё не отмечено" in said.lower()
        assert f"смена ответственного 24.11.2026, {CLUB}: уведомление цур".lower() in said.lower()
        assert said.count("срок до 25 ноября — по настройке") == 2
        assert said.count("срок до 27 ноября — по настройке") == 2
        assert "postovoy report letter --about 1" in said
        assert "нарушени" not in said.lower()
        status = str(await scene.look())
        assert not named_in(said + status + caplog.text)
        with reading(scene.database) as db:
            tables = {each for each in db.table_names() if named_in(str(list(db[each].rows)))}
        assert tables == {"officer"}


def named_in(text: str) -> list[str]:
    return [word for word in PERSONAL if word in text.lower()]


async def test_what_is_done_in_time_is_answered_and_what_is_late_is_a_violation_until_it_is_done(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, config=NAMED, keep=PEOPLE) as scene:
        await settle(scene)
        await scene.day("11-24 11:00")
        await finish(scene, TaskKind.NOTICE, scene.now)
        assert about(await scene.day("11-24 12:00")) == [
            ("org_notified_of_change", Event.RESOLVED, MatterKind.CONFIRMATION)
        ]
        assert about(await scene.day("11-25 10:00")) == [
            ("cur_notified_of_change", Event.REMINDER_0, MatterKind.CONFIRMATION)
        ]
        late = [each for each in await scene.day("11-26 10:00") if each.rule in ASKED]
        assert about(late) == [("cur_notified_of_change", Event.OPENED, MatterKind.VIOLATION)]
        assert "уведомление ЦУР не отмечено в срок" in late[0].said
        assert "Нарушения" in scene.text(scene.letters[-1])
        await finish(scene, TaskKind.CUR_NOTICE, scene.now)
        [mended] = [each for each in await scene.day("11-26 11:00") if each.rule in ASKED]
        assert (mended.event, mended.matter) == (Event.RESOLVED, MatterKind.VIOLATION)
        text = scene.text(scene.letters[-1])
        assert "Устранено" in text
        assert "уведомление ЦУР отмечено 26.11.2026" in text


async def test_fresh_answers_do_the_tasks_of_safety(tmp_path: Path) -> None:
    async with town(tmp_path, config=NAMED, keep=PEOPLE) as scene:
        await settle(scene)
        await scene.day("11-24 11:00")
        scene.now = local("11-24 12:00")
        await scene.attest(CLUB, "credentials_ledger")
        await scene.attest(CLUB, "twofa_attested", Network.VK)
        assert await open_kinds(scene) == {TaskKind.NOTICE, TaskKind.CUR_NOTICE, TaskKind.TWOFA}
        await scene.attest(CLUB, "twofa_attested", Network.OK)
        assert await open_kinds(scene) == {TaskKind.NOTICE, TaskKind.CUR_NOTICE}
        resolved = [each for each in await scene.deliver() if each.event is Event.RESOLVED]
        assert sorted(each.rule for each in resolved) == ["credentials_ledger", "twofa_attested", "twofa_attested"]


async def open_kinds(scene: Town) -> set[TaskKind]:
    return {task.kind for task in await scene.store.read(lambda db: tasks.listed(db, done_too=False))}


async def test_a_substitute_for_a_leave_is_no_change_and_its_end_leaves_nobody_out(tmp_path: Path) -> None:
    async with town(tmp_path, config=NAMED, keep=PEOPLE) as scene:
        await settle(scene)
        await scene.day("11-24 11:00")
        stand_in = replace(
            ANNA, role=OfficerRole.DEPUTY, valid_from=local("11-25").date(), valid_to=local("12-01").date()
        )
        ended = replace(BORIS, valid_to=local("11-29").date())
        scene.now = local("11-24 12:00")
        await register(scene, ended, stand_in)
        assert len(await open_kinds(scene)) == 5
        heard = await scene.days("11-27", "12-03", "10:00")
        nobody, *reminders = [each for each in heard if each.rule == "org_responsible_set"]
        assert (nobody.at, nobody.event) == (local("12-02 10:00"), Event.OPENED)
        assert all(each.event.is_reminder for each in reminders)
        assert nobody.said == "ответственного нет: срок истёк 01.12.2026"


@pytest.mark.parametrize(
    ("role", "asked"),
    [(Role.SPECIALIST, True), (Role.DEPUTY, True), (Role.ORGANISATION, False)],
)
async def test_the_review_of_the_registry_is_asked_of_the_administration_alone(
    tmp_path: Path, role: Role, asked: bool
) -> None:
    async with town(tmp_path, networks=frozenset()) as scene:
        await register(scene, ANNA)
        found = await scene.store.read(lambda db: cases(db, Person(1, role, 1), scene.frame.decree, {}))
        rules = {duty.rule for case in found if case.name == CLUB for duty in case.duties}
        assert "credentials_ledger" in rules
        assert (REVIEWED in rules) is asked
