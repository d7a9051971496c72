"""A content plan from its file to the finding: imported by the command, recognised in the feed, told if missed."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pages import vk_page
from town import Town, local, row, town

from app.cli import main
from domain.matter import Event
from emulators.vk import VkGroup

pytestmark = pytest.mark.story

RULES = frozenset({"content_plan_present", "content_plan_followed"})
SETTINGS = '[schedule]\nquiet_hours = ""\n[decree_named]\n"P1.6" = ["Клуб"]\n'
PLAN = """Дата;Заголовок;Сеть
18.11.2026;Концерт ко Дню матери;
20.11.2026;Выставка рисунков «Осень»;ВКонтакте
25.11.2026;Турнир по шахматам;
"""


async def a_club(scene: Town) -> VkGroup:
    group = scene.vk_world.add_group(vk_page(5, "Клуб"))
    for when in ("11-02", "11-10", "11-12"):
        group.post(local(when), "Новости клуба")
    await scene.register(row("Клуб", vk="vk.com/club5", status="создаётся"))
    return group


def bring(scene: Town, capsys: pytest.CaptureFixture[str], plan: str = PLAN) -> str:
    """Import the plan by the command; its answer."""
    file = scene.folder / "plan.csv"
    file.write_text(plan, encoding="utf-8")
    code = main(["--config", str(scene.folder / "config.toml"), "plan", "import", str(file), "--org", "клуб"])
    told = capsys.readouterr()
    assert code == 0, told.err
    return told.out.strip()


async def test_a_plan_is_followed_post_by_post(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with town(tmp_path, config=SETTINGS, keep=RULES) as scene:
        group = await a_club(scene)
        assert bring(scene, capsys) == "Клуб: план на ноябрь 2026 г., 3 публикации"
        group.post(local("11-18 15:00"), "Приглашаем на концерт, посвящённый Дню матери!")

        heard = await scene.day("11-23 09:00")

        told = [(each.rule, each.event, each.said) for each in heard if each.rule in RULES]
        missed = "публикация, запланированная на 20.11 (строка 3 плана), не найдена"
        assert told == [("content_plan_followed", Event.OPENED, missed)]
        assert "рисунков" not in "".join(map(scene.text, scene.letters))

        group.post(local("11-23 10:00"), "Открылась выставка рисунков «Осень»")
        group.post(local("11-25 10:00"), "Турнир по шахматам: ждём всех")
        later = await scene.day("11-27 09:00")
        assert [(each.rule, each.event) for each in later if each.rule in RULES] == [
            ("content_plan_followed", Event.RESOLVED)
        ]


async def test_a_picture_without_words_may_be_what_was_planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with town(tmp_path, config=SETTINGS, keep=RULES) as scene:
        group = await a_club(scene)
        bring(scene, capsys)
        group.post(local("11-18 15:00"))
        heard = await scene.day("11-20 09:00")
        assert [each.said for each in heard if each.rule == "content_plan_followed"] == []


async def test_of_days_before_the_page_was_there_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with town(tmp_path, config=SETTINGS, keep=RULES) as scene:
        group = scene.vk_world.add_group(vk_page(5, "Клуб"))
        group.post(local("11-21 12:00"), "Мы открыли страницу")
        await scene.register(row("Клуб", vk="vk.com/club5", status="создаётся"))
        bring(scene, capsys)
        assert [each for each in await scene.day("11-23 09:00") if each.rule in RULES] == []


async def test_without_a_plan_a_person_is_asked_and_nobody_accused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with town(tmp_path, config=SETTINGS, keep=RULES) as scene:
        await a_club(scene)
        [asked] = [each for each in await scene.day("11-23 09:00") if each.rule in RULES]
        assert asked.said == "контент-план на ноябрь 2026 г. не загружен: передайте его файл оператору"
        assert "Нужно подтвердить" in scene.text(scene.letters[0])
        bring(scene, capsys)
        [answered] = [each for each in await scene.day("11-24 12:00") if each.rule == "content_plan_present"]
        assert answered.event is Event.RESOLVED


async def test_a_new_file_for_the_month_replaces_the_earlier_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with town(tmp_path, config=SETTINGS, keep=RULES) as scene:
        await a_club(scene)
        bring(scene, capsys)
        shorter = "Дата;Заголовок\n25.11.2026;Турнир по шахматам\n"
        assert bring(scene, capsys, shorter) == "Клуб: план на ноябрь 2026 г., 1 публикация, прежний заменён"
        assert [each for each in await scene.day("11-23 09:00") if each.rule in RULES] == []


async def test_a_bad_file_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with town(tmp_path, config=SETTINGS, keep=RULES) as scene:
        await a_club(scene)
        bring(scene, capsys)
        bad = scene.folder / "bad.csv"
        bad.write_text("Дата;Заголовок\n31.11.2026;Турнир\n", encoding="utf-8")
        config = str(scene.folder / "config.toml")
        assert main(["--config", config, "plan", "import", str(bad), "--org", "Клуб"]) == 2
        assert "строка 2, столбец «Дата»: такой даты нет в календаре" in capsys.readouterr().err
        assert main(["--config", config, "plan", "list"]) == 0
        assert "строк 3" in capsys.readouterr().out
