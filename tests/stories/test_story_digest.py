"""The weekly digest: on Monday at nine, once, late when it must be, and never on a new installation."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pages import SITE, vk_page
from town import ZONE, Town, local, row, town

from app import digesting
from app.json_view import digest_json
from bot import render
from bot.render import Book
from domain.digest import Digest
from domain.network import Network
from domain.week import Week
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


async def a_club_without_a_photo(scene: Town) -> VkGroup:
    """Attested, a publication short in the week of 23 November."""
    group = await a_club(scene, without="11-26")
    await scene.attest("Клуб", "credentials_ledger")
    await scene.attest("Клуб", "twofa_attested", Network.VK)
    group.has_photo = False
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
        group = await a_club_without_a_photo(scene)
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


async def asked_later(scene: Town, name: str, moment: str) -> Digest:
    """The digest of a week as a person asks for it at this moment."""
    scene.now = local(moment)
    week, hour = Week.parse(name, ZONE), scene.settings.schedule.digest
    return await scene.store.read(lambda db: digesting.compose(db, week, scene.frame, hour))


async def read_later(scene: Town, name: str, moment: str) -> str:
    digest = await asked_later(scene, name, moment)
    return render.digest_text(digest, Book(scene.frame.decree, ZONE, scene.now))


async def test_a_week_that_is_long_over_is_told_as_it_was(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-23 11:00")) as scene:
        group = await a_club_without_a_photo(scene)
        await scene.day("11-23 11:00")
        group.cover_enabled = False
        await scene.day("11-28 11:00")
        group.has_photo = True
        await scene.day("11-30 08:30")
        group.cover_enabled = True
        group.site = ""
        await scene.day("12-10 11:00")
        text = await read_later(scene, "2026-W48", "12-14 10:00")
        assert text.startswith(
            "Сводка за неделю 23–29 ноября 2026 года\nНорма публикаций: не выполнена на 1 странице. "
        )
        assert "на конец недели было открыто: 2 нарушения." in text
        assert "аватара нет" in text
        assert "обложки нет" in text
        assert "всего 2, последняя 28 ноября 11:00" in text
        assert not [
            each for each in ("аватар есть", "обложка есть", "сайт", "Все страницы прочитаны") if each in text
        ]


async def test_of_a_week_before_the_first_check_only_what_the_posts_tell_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-23 11:00")) as scene:
        group = await a_club(scene)
        group.has_photo = False
        await scene.day("11-23 11:00")
        text = await read_later(scene, "2026-W46", "11-26 10:00")
        assert "Норма публикаций: выполнена на 1 странице. Проверок на той неделе не было" in text
        assert "что тогда было открыто, неизвестно" in text
        answer = digest_json(await asked_later(scene, "2026-W46", "11-26 10:00"), text, ZONE)
        assert [each["rule"] for page in answer["pages"] for each in page["findings"]] == ["posts_weekly_min"]
        assert answer["changed"] == []
        assert not [each for each in ("аватар", "Без замечаний", "прочитаны") if each in text]


async def test_what_happened_after_the_digest_was_due_is_left_to_the_next_one(tmp_path: Path) -> None:
    async with town(tmp_path, now=local("11-24 11:00")) as scene:
        group = await a_club(scene)
        await scene.day("11-24 11:00")
        group.has_photo = False
        await scene.day("12-01 11:00")
        this = await read_later(scene, "2026-W48", "12-02 10:00")
        assert "аватара нет\nп. 4" in this
        assert "Открыто на 2 декабря: " in this
        assert "аватара нет\nновое · п. 4" in await read_later(scene, "2026-W49", "12-07 10:00")
