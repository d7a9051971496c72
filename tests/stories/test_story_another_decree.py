"""Another settlement's decree is another folder: the same program judges by its numbers, words and clauses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_pages import P, fill_vk, p, vk_page
from town import Town, row, town

pytestmark = pytest.mark.story

EXAMPLE = "example-three-posts"
BEFORE = (p("11-03"), p("11-10"), p("11-12"))
TWO = (p("11-17"), p("11-19"))
NOW = p("11-24")


async def judged(scene: Town, *posts: P, **traits: Any) -> dict[str, dict[str, Any]]:
    """Findings by rule about a club's page with these posts and about the club itself."""
    group = scene.vk_world.add_group(vk_page(5, "Клуб", **traits))
    fill_vk(group, posts)
    await scene.register(row("Клуб", vk="vk.com/club5"))
    await scene.sweep()
    told = await scene.look()
    [page] = told["pages"]
    [club] = told["organisations"]
    return {finding["rule"]: finding for finding in (*club["findings"], *page["findings"])}


async def test_two_posts_a_week_are_too_few_where_three_are_asked(tmp_path: Path) -> None:
    async with town(tmp_path, decree=EXAMPLE, whole_decree=True) as scene:
        weekly = (await judged(scene, *BEFORE, *TWO, NOW))["posts_weekly_min"]
        assert (weekly["outcome"], weekly["clause"]) == ("violated", "2.1")
        assert weekly["evidence"] == "за неделю 16–22 ноября опубликовано 2 из 3, репосты считаются по настройке"


async def test_a_repost_makes_the_third_where_the_decree_counts_reposts(tmp_path: Path) -> None:
    posts = (*BEFORE, *TWO, p("11-20", repost=True), NOW)
    async with town(tmp_path, decree=EXAMPLE, whole_decree=True) as scene:
        weekly = (await judged(scene, *posts))["posts_weekly_min"]
        assert weekly["outcome"] == "ok"


async def test_only_what_the_decree_asks_is_judged_and_only_duties_are_violations(tmp_path: Path) -> None:
    async with town(tmp_path, decree=EXAMPLE, whole_decree=True) as scene:
        found = await judged(scene, *BEFORE, *TWO, NOW, cover_enabled=False)
        assert {"profile_address", "profile_geo", "page_description", "credentials_ledger"}.isdisjoint(found)
        assert (found["page_exists_ok"]["outcome"], found["page_exists_ok"]["force"]) == ("violated", "recommended")
        assert (found["page_cover"]["outcome"], found["page_cover"]["force"]) == ("violated", "recommended")


async def test_the_letter_cites_the_clauses_of_that_decree(tmp_path: Path) -> None:
    async with town(tmp_path, decree=EXAMPLE, whole_decree=True) as scene:
        await judged(scene, *BEFORE, *TWO, NOW)
        await scene.day("11-24 12:00")
        text = scene.text(scene.letters[0])
        assert "подп. 2.1 постановления" in text
        assert "п. 3 постановления" in text
        assert "Порядка" not in text
