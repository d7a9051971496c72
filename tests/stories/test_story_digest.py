"""The weekly digest: on Monday at nine, once, late when it must be, and never on a new installation."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pages import SITE, vk_page
from town import Town, local, row, town

from domain.network import Network
from emulators.vk import VkGroup

pytestmark = pytest.mark.story

POSTS = ("11-03", "11-10", "11-12", "11-17", "11-19", "11-24", "11-26", "12-01", "12-03", "12-08", "12-10")


async def a_club(scene: Town, *, without: str = "none") -> VkGroup:
    group = scene.vk_world.add_group(vk_page(5, "Клуб"))
    for day in POSTS:
        if day != without:
            group.post(local(day), "Новости")
    await scene.register(row("Клуб", vk="vk.com/club5", site=SITE, status="создаётся"))
    return group


async def test_it_comes_on_monday_at_nine_and_once(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        await a_club(scene)
        await scene.day("11-24 11:00")
        assert await scene.digest("11-29 23:00") == []
        assert await scene.digest("11-30 08:59") == []
        (text,) = await scene.digest("11-30 09:00")
        assert text.startswith("Сводка за неделю 23–29 ноября")
        assert "опоздала" not in text
        assert await scene.digest("11-30 09:01") == []
        assert await scene.digest("12-06 23:00") == []
        assert len(await scene.digest("12-07 09:00")) == 1


async def test_a_restart_brings_no_second_one(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        await a_club(scene)
        await scene.sweep()
        assert len(await scene.digest("11-30 09:00")) == 1
        await scene.restart()
        assert await scene.digest("11-30 10:00") == []


async def test_after_a_stop_it_comes_late_and_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        await a_club(scene)
        await scene.sweep()
        await scene.restart()
        (text,) = await scene.digest("12-02 10:00")
        assert text.startswith("Сводка за неделю 23–29 ноября")
        assert "Сводка опоздала на 2 дня" in text


async def test_of_several_missed_only_the_newest_comes(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        await a_club(scene)
        await scene.sweep()
        (text,) = await scene.digest("12-15 09:30")
        assert text.startswith("Сводка за неделю 7–13 декабря")
        assert await scene.digest("12-15 10:00") == []


@pytest.mark.parametrize("began", ["11-30 09:30", "12-03 12:00"])
async def test_a_new_installation_waits_for_its_first_monday(tmp_path: Path, began: str) -> None:
    async with town(tmp_path, now=local(began)) as scene:
        await a_club(scene)
        await scene.day(began)
        assert await scene.digest(began) == []
        assert await scene.digest("12-06 20:00") == []
        assert len(await scene.digest("12-07 09:00")) == 1


async def test_with_nobody_to_read_it_waits_and_then_comes_late(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        await a_club(scene)
        await scene.day("11-24 11:00")
        await scene.lose()
        assert await scene.digest("11-30 09:00") == []
        await scene.greet()
        (text,) = await scene.digest("11-30 15:00")
        assert "Сводка опоздала на 6 часов" in text


async def test_when_all_is_well_it_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        await a_club(scene)
        await scene.day("11-24 11:00")
        await scene.attest("Клуб", "credentials_ledger")
        await scene.attest("Клуб", "twofa_attested", Network.VK)
        await scene.day("11-30 08:30")
        (text,) = await scene.digest("11-30 09:00")
        assert "Всё в порядке: норма публикаций выполнена на единственной странице" in text


async def test_it_tells_what_is_open_what_ended_and_what_nobody_heard_of(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-23 11:00")) as scene:
        group = await a_club(scene, without="11-26")
        await scene.attest("Клуб", "credentials_ledger")
        await scene.attest("Клуб", "twofa_attested", Network.VK)
        group.has_photo = False
        await scene.day("11-23 11:00")
        group.has_photo = True
        await scene.day("11-24 11:00")
        group.cover_enabled = False
        await scene.day("11-24 22:00")
        group.cover_enabled = True
        await scene.day("11-25 03:00")
        group.site = ""
        await scene.day("11-30 08:30")
        (text,) = await scene.digest("11-30 09:00")
        assert "Норма публикаций: не выполнена на 1 странице." in text
        changed, _, rest = text.partition("Возникло и устранено, пока сообщить не удалось")
        assert "аватар есть" in changed
        assert "официальный сайт не указан" in changed
        assert "обложка есть" in rest
        assert "обложка" not in changed


async def test_it_says_which_data_are_missing(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        await a_club(scene)
        await scene.day("11-24 11:00")
        scene.vk.tokens = {}
        await scene.day("11-28 11:00")
        (text,) = await scene.digest("11-30 09:00")
        assert "Сбор данных и доставка" in text
        assert "Клуб" in text.partition("Сбор данных и доставка")[2]
