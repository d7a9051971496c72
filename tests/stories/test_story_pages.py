"""Pages that change between checks: names that move, posts that go, statistics that come late."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pages import (
    LAST_WEEK,
    OLD,
    THIS_WEEK,
    USUAL,
    P,
    fill_ok,
    fill_vk,
    milliseconds,
    ok_number,
    ok_page,
    p,
    vk_page,
)
from town import DAY, HOUR, TUESDAY, Town, local, row, town, verdicts

from domain.finding import MatterKind
from domain.matter import Event
from domain.network import Network
from emulators.ok import OkGroup, OkRoutes
from emulators.vk import VkGroup

pytestmark = pytest.mark.story

CALM = '[schedule]\nquiet_hours = ""\n'


def a_wall(scene: Town, *posts: P, number: int = 5) -> VkGroup:
    group = scene.vk_world.add_group(vk_page(number, "Клуб"))
    fill_vk(group, posts)
    return group


def a_feed(scene: Town, *posts: P, routes: OkRoutes | None = None) -> OkGroup:
    group = scene.ok_world.add_group(ok_page(ok_number(5), "Клуб", "klub", routes=routes or OkRoutes()))
    fill_ok(group, posts)
    return group


async def evidence(scene: Town, rule: str, network: str = "vk") -> tuple[str, str]:
    """Outcome and evidence of a rule about the only page of that network."""
    pages = (await scene.look())["pages"]
    found = [
        each for line in pages if line["network"] == network for each in line["findings"] if each["rule"] == rule
    ]
    (finding,) = found
    return finding["outcome"], finding["evidence"]


async def test_a_short_name_that_leads_elsewhere_later_is_told_once_and_not_followed(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        old = a_wall(scene, *USUAL)
        await scene.register(row("Клуб", vk="vk.com/ozernoe5", status="создаётся"))
        await scene.day(TUESDAY)
        old.screen_name = ""
        stranger = scene.vk_world.add_group(vk_page(6, "Чужая", "ozernoe5"))
        fill_vk(stranger, ())
        (told,) = await scene.day(TUESDAY + HOUR)
        assert (told.rule, told.matter, told.event) == ("page_exists_vk", MatterKind.TECHNICAL, Event.OPENED)
        assert await scene.day(TUESDAY + 2 * HOUR) == []
        assert (await scene.look())["pages"][0]["page_id"] == 5
        assert (await evidence(scene, "posts_weekly_min"))[0] == "ok"
        old.screen_name, stranger.screen_name = "ozernoe5", ""
        (ended,) = await scene.day(TUESDAY + 3 * HOUR)
        assert (ended.rule, ended.event) == ("page_exists_vk", Event.RESOLVED)


async def test_in_ok_a_moved_name_is_noticed_within_a_day(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        old = a_feed(scene, *USUAL)
        await scene.register(row("Клуб", ok="ok.ru/klub", status="создаётся"))
        await scene.day(TUESDAY)
        old.shortname = None
        scene.ok_world.add_group(ok_page(ok_number(6), "Чужая", "klub"))
        heard = await scene.day(TUESDAY + DAY + HOUR)
        assert [(each.rule, each.matter) for each in heard] == [("page_exists_ok", MatterKind.TECHNICAL)]
        assert (await scene.look())["pages"][0]["page_id"] == ok_number(5)


async def test_a_page_that_was_not_there_is_found_when_it_appears(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await scene.register(row("Клуб", vk="vk.com/ozernoe5", status="создаётся"))
        heard = await scene.day(TUESDAY)
        assert [(each.rule, each.event) for each in heard if each.matter is MatterKind.VIOLATION] == [
            ("page_exists_vk", Event.OPENED)
        ]
        a_wall(scene, *USUAL)
        heard = await scene.day(TUESDAY + HOUR)
        assert [(each.rule, each.event) for each in heard if each.rule == "page_exists_vk"] == [
            ("page_exists_vk", Event.RESOLVED)
        ]


@pytest.mark.parametrize("network", ["vk", "ok"])
async def test_a_post_that_was_seen_and_deleted_stays_counted_and_that_is_said(
    tmp_path: Path, network: str
) -> None:
    async with town(tmp_path, config=CALM) as scene:
        wall = a_wall(scene, *OLD, *LAST_WEEK)
        feed = a_feed(scene, *OLD, *LAST_WEEK, routes=OkRoutes(stat_topics=False))
        await scene.register(row("Клуб", vk="vk.com/club5", ok=f"ok.ru/group/{ok_number(5)}"))
        await scene.day(TUESDAY)
        wall.delete_post(wall.posts[-1].id)
        feed.topics[-1].deleted = True
        assert await scene.day(TUESDAY + DAY) == []
        outcome, said = await evidence(scene, "posts_weekly_min", network)
        assert outcome == "ok"
        assert "опубликовано 2 при норме 2, 1 из них позже удалена" in said


async def test_a_repost_is_settled_by_a_parameter_and_the_text_says_so(tmp_path: Path) -> None:
    posts = (*OLD, p("11-17"), p("11-19", repost=True))
    async with town(tmp_path, config=CALM) as scene:
        a_wall(scene, *posts)
        await scene.register(row("Клуб", vk="vk.com/club5", status="создаётся"))
        await scene.day(TUESDAY)
        unsettled = "без репостов 1, с ними 2: постановление не говорит, считать ли их"
        assert await evidence(scene, "posts_weekly_min") == ("unknown", f"за неделю 16–22 ноября {unsettled}")
        for counted, outcome in (("true", "ok"), ("false", "violated")):
            await scene.restart(config=f"{CALM}[rules.posts_weekly_min]\ncount_reposts = {counted}\n")
            await scene.sweep()
            told, said = await evidence(scene, "posts_weekly_min")
            assert told == outcome
            assert "по настройке" in said


async def test_late_statistics_accuse_nobody_before_they_have_settled(tmp_path: Path) -> None:
    """A list of statistics counts 48 hours after the week's end (contract, "The week")."""
    async with town(tmp_path, config=CALM) as scene:
        a_feed(scene, *OLD, p("11-18"))
        await scene.register(row("Клуб", ok=f"ok.ru/group/{ok_number(5)}", status="создаётся"))
        await scene.day("11-23 09:00")
        outcome, said = await evidence(scene, "posts_weekly_min", "ok")
        assert outcome == "unknown"
        assert "список публикаций Одноклассников опаздывает" in said
        await scene.day("11-24 23:59")
        assert (await evidence(scene, "posts_weekly_min", "ok"))[0] == "unknown"
        heard = await scene.day("11-25 00:01")
        assert "posts_weekly_min" in {each.rule for each in heard}


async def test_a_list_of_topics_need_not_settle(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        a_feed(scene, *OLD, p("11-18"), routes=OkRoutes(stat_topics=False))
        await scene.register(row("Клуб", ok=f"ok.ru/group/{ok_number(5)}", status="создаётся"))
        await scene.day("11-23 09:00")
        assert (await evidence(scene, "posts_weekly_min", "ok"))[0] == "violated"


async def test_a_counter_of_topics_that_grew_by_more_than_was_seen_accuses_nobody(tmp_path: Path) -> None:
    """Statistics leave out what nobody but its author has seen (ok.md 4.4); the counter knows of it."""
    async with town(tmp_path, config=CALM) as scene:
        group = a_feed(scene, *OLD)
        await scene.register(row("Клуб", ok=f"ok.ru/group/{ok_number(5)}", status="создаётся"))
        await scene.day("11-13 09:00")
        group.topic(local("11-17"), "Видна")
        unseen = group.topic(local("11-18"), "Не видна", seen=False)
        await scene.day("11-26 09:00")
        outcome, said = await evidence(scene, "posts_weekly_min", "ok")
        assert outcome == "unknown"
        assert "счётчик тем" in said
        unseen.seen = True
        await scene.day("11-26 10:00")
        assert (await evidence(scene, "posts_weekly_min", "ok"))[0] == "ok"


async def test_a_young_page_is_not_judged_by_the_week_in_which_it_was_founded(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = scene.ok_world.add_group(
            ok_page(ok_number(5), "Клуб", "klub", created_ms=milliseconds(local("11-18")))
        )
        fill_ok(group, (p("11-19"),))
        await scene.register(row("Клуб", ok=f"ok.ru/group/{ok_number(5)}", status="создаётся"))
        await scene.day("11-26 09:00")
        assert (await evidence(scene, "posts_weekly_min", "ok"))[0] == "unknown"
        await scene.day("12-03 09:00")
        assert (await evidence(scene, "posts_weekly_min", "ok"))[0] == "violated"


async def test_our_own_earlier_sight_proves_that_a_page_stood(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        a_wall(scene)
        await scene.register(row("Клуб", vk="vk.com/club5", status="создаётся"))
        await scene.day(TUESDAY)
        assert (await evidence(scene, "posts_weekly_min"))[0] == "unknown"
        await scene.day("12-08 09:00")
        assert (await evidence(scene, "posts_weekly_min"))[0] == "violated"


async def test_a_network_left_out_of_the_settings_is_unknown_and_no_failure(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_wall(scene, *OLD, *LAST_WEEK, *THIS_WEEK)
        await scene.register(row("Клуб", vk="vk.com/club5", ok=f"ok.ru/group/{ok_number(5)}"))
        swept = await scene.sweep()
        assert (swept.pages, swept.failed) == (1, 0)
        answer = await scene.look()
        off = next(line for line in answer["pages"] if line["network"] == "ok")
        assert off["data"] == "unavailable"
        assert {(each["outcome"], each["evidence"]) for each in off["findings"]} == {
            ("unknown", "сеть выключена в настройках")
        }
        assert set(verdicts(answer)["Клуб", "vk"].values()) == {"ok", "unknown"}
        assert all(each.network is not Network.OK for each in await scene.deliver())
