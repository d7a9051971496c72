"""A town whose organisations have sites: what their links open and resolve, and what a bad site cannot do."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from made_pages import USUAL, fill_ok, fill_vk, ok_number, ok_page, vk_page
from town import Town, local, row, town

from app.cycle import Cycle
from app.site_reading import Namer, SiteReader
from domain.finding import MatterKind
from domain.matter import Event
from domain.network import Network
from emulators.vk.world import VkUser
from storage.sql import rows
from tests.collectors.site_stage import HOME, Names, Site, answer, links, on_the_street, site

pytestmark = pytest.mark.story

RULES = ("site_links_ok", "unregistered_page")
CALM = '[schedule]\nquiet_hours = ""\n[decree_named]\n"P1.6" = ["Клуб"]\n'
PAGES = ("https://vk.com/ozernoe5", f"https://ok.ru/group/{ok_number(5)}")


@asynccontextmanager
async def town_with_a_site(
    folder: Path,
    home: bytes,
    *,
    seconds: float = 30.0,
    config: str = f"{CALM}[sites]\n",
    asked: Collection[Network] = tuple(Network),
) -> AsyncGenerator[tuple[Town, Site], None]:
    """The club has a page in each network and a site with this home page; `asked` tell of short names."""
    async with town(folder, config=config, keep=frozenset(RULES)) as scene, site({"/": home}) as there:
        fill_vk(scene.vk_world.add_group(vk_page(5, "Клуб")), USUAL)
        fill_ok(scene.ok_world.add_group(ok_page(ok_number(5), "Клуб", "klub")), USUAL)
        links_of = {"vk": "vk.com/club5", "ok": f"ok.ru/group/{ok_number(5)}"}
        await scene.register(row("Клуб", site=f"http://ozernoe.example:{there.port}", **links_of))
        collector = on_the_street(there.port, Names({"ozernoe.example": [[HOME]]}), clock=scene.clock)
        namers = {
            network: each
            for network, each in scene.collectors.items()
            if network in asked and isinstance(each, Namer)
        }
        every = scene.frame.sites_every
        if every is not None:
            reader = SiteReader(scene.store, collector, namers, scene.clock, every, seconds)
            scene.sweeping = Cycle(scene.store, scene.collectors, scene.frame, reader)
        yield scene, there


async def told(scene: Town) -> dict[str, tuple[str, str]]:
    """Outcome and evidence of the rules about sites."""
    (line,) = (await scene.look())["organisations"]
    return {each["rule"]: (each["outcome"], each["evidence"]) for each in line["findings"] if each["rule"] in RULES}


def spoken(heard: list[object]) -> list[tuple[str, MatterKind, Event]]:
    """What letters said of sites."""
    return [(each.rule, each.matter, each.event) for each in heard if each.rule in RULES]  # type: ignore[attr-defined]


async def test_a_site_is_judged_in_the_very_cycle_that_read_it(tmp_path: Path) -> None:
    async with town_with_a_site(tmp_path, answer(links(*PAGES))) as (scene, there):
        assert spoken(await scene.day("11-24 11:00")) == []
        found = await told(scene)
        assert {rule: outcome for rule, (outcome, _) in found.items()} == dict.fromkeys(RULES, "ok")
        assert "vk.com" not in found["site_links_ok"][1]
        await scene.day("11-30 11:00")
        assert there.paths == ["/robots.txt", "/"], "a week has not passed"
        await scene.day("12-01 11:00")
        assert there.paths == ["/robots.txt", "/"] * 2


async def test_a_link_to_a_strange_community_opens_a_matter_until_it_is_gone(tmp_path: Path) -> None:
    async with town_with_a_site(tmp_path, answer(links(*PAGES, "https://vk.com/ozernoe9"))) as (scene, there):
        scene.vk_world.add_group(vk_page(9, "Кружок"))
        heard = await scene.day("11-24 11:00")
        assert spoken(heard) == [("unregistered_page", MatterKind.VIOLATION, Event.OPENED)]
        (said,) = [each.said for each in heard if each.rule == "unregistered_page"]
        assert said.endswith("есть ссылка на страницу, которой нет в реестре: https://vk.com/ozernoe9")
        there.answers["/"] = answer(links(*PAGES))
        heard = await scene.day("12-01 11:00")
        assert spoken(heard) == [("unregistered_page", MatterKind.VIOLATION, Event.RESOLVED)]


async def test_a_person_on_the_site_is_neither_kept_nor_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    home = answer(links(*PAGES, "https://vk.com/invented_person", "https://vk.com/id7", "https://ok.ru/profile/8"))
    async with town_with_a_site(tmp_path, home) as (scene, _):
        scene.vk_world.add_user(VkUser(7, "invented_person"))
        assert spoken(await scene.day("11-24 11:00")) == []
        (kept,) = await scene.store.read(lambda db: [dict(each) for each in rows(db, "select * from site_reading")])
    assert "invented_person" not in str(kept)
    assert "id7" not in str(kept)
    assert "invented_person" not in caplog.text


async def test_a_short_name_nobody_can_ask_about_accuses_nobody(tmp_path: Path) -> None:
    home = answer(links(PAGES[1], "https://vk.com/whoever"))
    async with town_with_a_site(tmp_path, home, asked=()) as (scene, _):
        await scene.day("11-24 11:00")
        (kept,) = await scene.store.read(lambda db: [dict(each) for each in rows(db, "select * from site_reading")])
        found = await told(scene)
    assert "whoever" not in str(kept)
    assert found["unregistered_page"][0] == "unknown"
    assert found["unregistered_page"][1].endswith("о которых неизвестно, сообщества ли это")
    assert found["site_links_ok"][0] == "unknown"


async def test_a_site_that_fails_for_three_days_is_told_as_technical_once(tmp_path: Path) -> None:
    async with town_with_a_site(tmp_path, answer(links(*PAGES))) as (scene, there):
        await scene.day("11-24 11:00")
        there.answers["/"] = answer("", "502 Bad Gateway")
        heard = await scene.days("12-01", "12-03", "11:00")
        assert spoken(heard) == []
        assert (await told(scene))["site_links_ok"][0] == "ok", "the reading of a week ago holds"
        heard = await scene.days("12-04", "12-06", "11:00")
        assert spoken(heard) == [("site_links_ok", MatterKind.TECHNICAL, Event.OPENED)]
        assert (await told(scene))["site_links_ok"] == ("unknown", "сайт отвечает ошибкой (с 01.12.2026)")
        there.answers["/"] = answer(links(*PAGES))
        heard = await scene.day("12-07 11:30")
        assert spoken(heard) == [("site_links_ok", MatterKind.TECHNICAL, Event.RESOLVED)]


async def test_a_site_that_never_answers_holds_neither_pages_nor_letters(tmp_path: Path) -> None:
    async def silent(_writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(20)

    async with town_with_a_site(tmp_path, answer(links(*PAGES)), seconds=0.3) as (scene, there):
        there.answers["/robots.txt"] = silent
        begun = time.monotonic()
        scene.now = local("11-24 11:00")
        swept = await scene.sweep()
        assert time.monotonic() - begun < 3
        assert (swept.pages, swept.failed) == (2, 0)
        assert (await told(scene))["site_links_ok"] == ("unknown", "сайт ещё не прочитан")


async def test_without_the_section_no_site_is_read_and_the_findings_say_so(tmp_path: Path) -> None:
    async with town_with_a_site(tmp_path, answer(links(*PAGES)), config=CALM) as (scene, there):
        assert spoken(await scene.day("11-24 11:00")) == []
        found = await told(scene)
        assert set(found.values()) == {("unknown", "чтение сайтов выключено в настройках")}
        assert there.asked == []
