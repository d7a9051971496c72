"""A material of «Госпаблики» on pages of both networks: placed, late, edited, removed, missing, not known."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from made_pages import ok_number, ok_page, vk_page
from sqlite_utils import Database
from town import Heard, Town, local, row, town

from app.central_matrix import Matrix, load
from domain.central import Placing
from domain.finding import DueSource, MatterKind
from domain.matter import Event
from domain.network import Network
from emulators.ok import OkGroup
from emulators.vk import VkGroup
from storage import central, placements, registry

pytestmark = pytest.mark.story

RULE = "gospabliki_item_published"
SETTINGS = '[schedule]\nquiet_hours = ""\n'
FAIR = (
    "В субботу, 5 декабря, на Торговой площади Мокдола пройдёт ярмарка мёда.\n\n"
    "Пасечники из девяти сёл привезут липовый, гречишный и луговой мёд. Торговля с 9:00 до 15:00.\n\n"
    "Гостей угостят чаем и покажут, как устроен улей."
)
SENT = local("11-24 09:00")
ANOTHER_DAY = FAIR.replace("5 декабря", "12 декабря")


async def a_club(scene: Town) -> tuple[VkGroup, OkGroup]:
    """A club with a page in either network, kept for weeks."""
    vk = scene.vk_world.add_group(vk_page(5, "Клуб"))
    ok = scene.ok_world.add_group(ok_page(ok_number(5), "Клуб", "ozernoe.club5"))
    for day in ("11-02", "11-10", "11-12", "11-17", "11-19"):
        vk.post(local(day), "Новости клуба")
        ok.topic(local(day), "Новости клуба")
    await scene.register(row("Клуб", vk="vk.com/club5", ok=f"ok.ru/group/{ok_number(5)}"))
    return vk, ok


async def send(scene: Town, number: str = "12", text: str = FAIR, *, links: tuple[str, ...] = ()) -> None:
    """A material comes on Tuesday at nine and names its deadline, Wednesday at six."""

    def note(db: Database) -> int:
        return central.add(
            db,
            number=number,
            title="Ярмарка мёда",
            text=text,
            links=links,
            received_at=SENT,
            due_at=local("11-25 18:00"),
            due_source=DueSource.REQUEST,
            addressed=(),
            now=scene.now,
        )

    await scene.store.write(note)


def about(heard: list[Heard]) -> list[tuple[str, Event, MatterKind, str]]:
    return [
        (each.network.short, each.event, each.matter, each.said)
        for each in heard
        if each.rule == RULE and each.network
    ]


async def matrix(scene: Town) -> Matrix:
    return await scene.store.read(lambda db: load(db, scene.frame, scene.now))


async def states(scene: Town) -> dict[str, Placing]:
    """How the first material stands, by network."""
    found = await matrix(scene)
    return {line.network.short: line.cells[found.items[0].id].placing for line in found.rows}


async def test_a_material_published_in_time_troubles_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene)
        assert about(await scene.day("11-24 10:00")) == []
        assert await states(scene) == {"ВК": Placing.AWAITED, "ОК": Placing.AWAITED}

        vk.post(local("11-24 12:00"), f"🍯 Друзья, едем!\n\n{FAIR}\n\n#мёд #мокдол")
        ok.topic(local("11-25 09:00"), FAIR.partition("\n\nГостей")[0])
        assert about(await scene.days("11-25", "11-27", "10:00", "19:00")) == []
        assert await states(scene) == {"ВК": Placing.PLACED, "ОК": Placing.PLACED}


async def test_what_is_missing_is_told_and_a_late_publication_mends_it(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene)
        ok.topic(local("11-24 12:00"), FAIR)
        vk.post(local("11-24 12:00"), "У нас новый кружок лепки, приходите")

        missed = "материал № 12 «Ярмарка мёда» не найден ВКонтакте к 25 ноября 18:00"
        assert about(await scene.days("11-25", "11-26", "10:00")) == [
            ("ВК", Event.OPENED, MatterKind.VIOLATION, missed)
        ]
        assert "срок прошёл" in scene.text(scene.letters[-1]) or "25 ноября" in scene.text(scene.letters[-1])

        vk.post(local("11-26 12:00"), FAIR)
        [(network, event, _, said)] = about(await scene.day("11-26 14:00"))
        assert (network, event) == ("ВК", Event.RESOLVED)
        assert said.endswith("размещён ВКонтакте 26.11.2026 с опозданием, срок был 25 ноября 18:00")
        assert (await states(scene))["ВК"] is Placing.LATE


async def test_a_deleted_publication_is_a_violation_and_another_one_mends_it(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene)
        post = vk.post(local("11-24 12:00"), FAIR)
        ok.topic(local("11-24 12:00"), FAIR)
        await scene.day("11-24 14:00")
        vk.posts.remove(post)

        [(network, event, kind, said)] = about(await scene.days("11-25", "11-26", "10:00"))
        assert (network, event, kind) == ("ВК", Event.OPENED, MatterKind.VIOLATION)
        assert said == "материал № 12 «Ярмарка мёда» размещён ВКонтакте 24.11.2026 и удалён"

        vk.post(local("11-26 12:00"), FAIR)
        assert [each[1] for each in about(await scene.day("11-26 14:00"))] == [Event.RESOLVED]


async def test_about_an_edited_publication_a_person_is_asked_and_decides(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene)
        post = vk.post(local("11-24 12:00"), FAIR)
        ok.topic(local("11-24 12:00"), FAIR)
        await scene.day("11-24 14:00")
        post.text, post.edited = "Объявление снято", local("11-24 15:00")

        [(network, event, kind, said)] = about(await scene.day("11-26 10:00"))
        assert (network, event, kind) == ("ВК", Event.OPENED, MatterKind.CONFIRMATION)
        assert "публикацию потом изменили" in said
        assert (await states(scene))["ВК"] is Placing.EDITED

        await refuse(scene)
        [(network, event, kind, said)] = about(await scene.day("11-26 14:00"))
        assert (event, kind) == (Event.OPENED, MatterKind.VIOLATION)
        assert "не найден ВКонтакте" in said


async def refuse(scene: Town) -> None:
    """A person says that what was found in VK is not the material."""

    def write(db: Database) -> None:
        [page] = [each for each in registry.pages(db) if each.network is Network.VK]
        placements.refuse(db, 1, page.id, scene.now)

    await scene.store.write(write)


async def test_another_announcement_is_neither_taken_for_it_nor_held_against_the_page(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene)
        vk.post(local("11-24 12:00"), ANOTHER_DAY)
        ok.topic(local("11-24 12:00"), FAIR)

        [(_, event, kind, said)] = about(await scene.day("11-26 10:00"))
        assert (event, kind) == (Event.OPENED, MatterKind.CONFIRMATION)
        assert "вышла похожая публикация (другая дата, время или число (12.12))" in said

        await refuse(scene)
        assert [each[:3] for each in about(await scene.day("11-26 14:00"))] == [
            ("ВК", Event.OPENED, MatterKind.VIOLATION)
        ]


async def test_a_repost_of_the_centre_s_publication_places_it(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene)
        original: dict[str, object] = {"id": 15, "owner_id": -900, "from_id": -900, "date": 1, "text": FAIR}
        vk.post(local("11-24 12:00"), "Ждём всех", repost=[original])
        ok.topic(local("11-24 12:00"), FAIR)
        assert about(await scene.day("11-26 10:00")) == []
        assert (await states(scene))["ВК"] is Placing.PLACED


async def test_a_material_that_is_a_link_to_a_publication_is_placed_by_its_repost(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene, text="", links=("https://vk.com/wall-900_15",))
        original: dict[str, object] = {"id": 15, "owner_id": -900, "from_id": -900, "date": 1, "text": "Афиша"}
        vk.post(local("11-24 12:00"), "", repost=[original])
        ok.topic(local("11-24 12:00"), "Смотрите: https://m.vk.com/wall-900_15")
        await scene.day("11-24 14:00")
        assert await states(scene) == {"ВК": Placing.PLACED, "ОК": Placing.PLACED}


async def test_a_publication_whose_words_did_not_come_accuses_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, _ = await a_club(scene)
        await send(scene)
        citizen: dict[str, object] = {"id": 15, "owner_id": 900, "from_id": 900, "date": 1, "text": FAIR}
        vk.post(local("11-24 12:00"), "Делимся", repost=[citizen])

        assert about(await scene.day("11-26 10:00")) == []
        whys = {line.network.short: line.cells[1].why for line in (await matrix(scene)).rows}
        assert whys == {
            "ВК": "не всё прочитано: публикаций без текста 1",
            "ОК": "список публикаций Одноклассников опаздывает, нужно чтение после 27 ноября 18:00",
        }
        [(network, event, _, said)] = about(await scene.day("11-27 19:00"))
        assert (network, event) == ("ОК", Event.OPENED)
        assert said == "материал № 12 «Ярмарка мёда» не найден в Одноклассниках к 25 ноября 18:00"


async def test_a_material_noted_after_its_publication_is_found_among_the_earlier_ones(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        vk.post(local("11-23 20:00"), FAIR)
        ok.topic(local("11-24 09:30"), FAIR)
        await scene.day("11-24 10:00")
        await send(scene)
        await scene.day("11-24 11:00")
        assert await states(scene) == {"ВК": Placing.PLACED, "ОК": Placing.PLACED}


async def test_an_old_material_is_forgotten_without_a_word(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        vk, ok = await a_club(scene)
        await send(scene)
        vk.post(local("11-24 12:00"), FAIR)
        ok.topic(local("11-24 12:00"), FAIR)
        await scene.day("11-24 14:00")
        assert about(await scene.day(SENT + timedelta(days=29))) == []


async def test_a_withdrawn_material_is_asked_of_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, config=SETTINGS, keep=frozenset({RULE}), now=SENT) as scene:
        await a_club(scene)
        await send(scene)
        assert {each[1] for each in about(await scene.day("11-26 10:00"))} == {Event.OPENED}
        await scene.store.write(lambda db: central.withdraw(db, 1, scene.now))
        assert {each[1] for each in about(await scene.day("11-26 14:00"))} == {Event.EXPIRED}
