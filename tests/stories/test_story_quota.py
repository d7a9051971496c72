"""VK's daily allowance runs out: whom a cycle asks, and what is said of those it could not ask."""

from __future__ import annotations

import asyncio
import json
from argparse import Namespace
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_pages import vk_page
from town import DAY, HOUR, Town, row, town

from app.commands import check
from app.cycle import Cycle
from domain.network import Network

pytestmark = pytest.mark.story

CALM = '[schedule]\nquiet_hours = ""\n'
CLUBS = range(1, 7)


async def settle(scene: Town) -> None:
    """Six pages that cost one call each."""
    for number in CLUBS:
        scene.vk_world.add_group(vk_page(number, f"Клуб {number}")).post(scene.now - 30 * DAY, "Новости")
    await scene.register(*(row(f"Клуб {n}", vk=f"vk.com/club{n}", status="создаётся") for n in CLUBS))


async def test_a_check_asks_every_page_while_the_quota_lasts_and_ends_with_3_when_it_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with town(tmp_path, config=CALM, now=datetime.now(UTC), networks=frozenset({Network.VK})) as scene:
        await settle(scene)
        assert scene.settings.vk is not None
        scarce = scene.settings.vk.model_copy(update={"daily_wall_get": 10})
        often = scene.settings.schedule.model_copy(update={"collect_every": timedelta(seconds=1)})
        settings = scene.settings.model_copy(update={"vk": scarce, "schedule": often})
        told: list[tuple[int, Counter[str]]] = []
        for _ in range(3):
            code = await asyncio.to_thread(check.execute, Namespace(json=True), settings)
            answer = json.loads(capsys.readouterr().out)
            told.append((code, Counter(line["data"] for line in answer["pages"])))
    assert told == [(0, Counter(fresh=6)), (3, Counter(fresh=4, stale=2)), (3, Counter(stale=6))]


async def test_a_page_the_service_left_out_to_save_calls_is_no_failure_and_not_fresh(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        await settle(scene)
        scene.frame = replace(scene.frame, daily_wall_get=6 + 2 * 22)
        scene.sweeping = Cycle(scene.store, scene.collectors, scene.frame)
        first = await scene.sweep()
        scene.now += HOUR
        second = await scene.sweep()
        answer = await scene.look()
    assert (first.pages, first.failed, first.skipped) == (6, 0, 0)
    assert (second.pages, second.failed, second.skipped) == (2, 0, 4)
    assert Counter(line["data"] for line in answer["pages"]) == Counter(fresh=2, stale=4)
