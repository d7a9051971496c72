"""The first day with the whole decree: the table can be read through, and whom it spares is told so."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from made_pages import LAST_WEEK, OLD, fill_ok, fill_vk, ok_number, ok_page, vk_page
from rich.console import Console
from town import Town, row, town

from app.table import show_overview
from bot import render
from bot.render import Book, plain
from domain.overview import Overview
from storage.overview import overview

pytestmark = pytest.mark.story

ADMINISTRATION = "Администрация"
SHORTS = (ADMINISTRATION, "Дом культуры", "Библиотека", "Школа", "Детский сад", "Водоканал")
BARE: dict[str, Any] = {"cover_enabled": False, "addresses": [], "main_address_id": None, "description": "Новости"}


async def first_day(scene: Town) -> None:
    """Six organisations with eleven pages, some of them bare, one behind with its posts."""
    rows: list[str] = []
    for number, short in enumerate(SHORTS, start=1):
        bare: dict[str, Any] = BARE if number in (3, 5) else {}
        posts = (*OLD, *LAST_WEEK[number == 3 :])
        fill_vk(scene.vk_world.add_group(vk_page(number, short, **bare)), posts)
        ok = ""
        if short != SHORTS[-1]:
            fill_ok(scene.ok_world.add_group(ok_page(ok_number(number), short, f"ozernoe{number}")), posts)
            ok = f"ok.ru/group/{ok_number(number)}"
        kind = "администрация" if short == ADMINISTRATION else ""
        rows.append(row(short, vk=f"vk.com/club{number}", ok=ok, kind=kind))
    await scene.register(*rows)
    await scene.day("11-24 12:00")


async def glance(scene: Town) -> Overview:
    frame = scene.frame
    return await scene.store.read(
        lambda db: overview(db, now=scene.now, stale_after=frame.stale_after, off=frame.off)
    )


async def table(scene: Town, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    show_overview(console, await glance(scene), scene.frame.decree, scene.frame.zone)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


async def test_the_table_of_six_organisations_can_be_read_through(tmp_path: Path) -> None:
    async with town(tmp_path, whole_decree=True) as scene:
        await first_day(scene)
        for width, most in ((80, 110), (100, 90), (120, 85)):
            lines = await table(scene, width)
            assert len(lines) < most
            assert max(map(len, lines)) <= width
            assert sum("нужно подтвердить" in line for line in lines) == len(SHORTS) + 1
            [last] = [place for place, line in enumerate(lines) if line.startswith("Обязанности администрации")]
            assert not [line for line in lines[last:] if line.startswith("  ВК")]


async def test_of_whom_a_decree_asks_nothing_it_is_not_said_that_nobody_looked(tmp_path: Path) -> None:
    async with town(tmp_path, decree="example-three-posts", whole_decree=True) as scene:
        await first_day(scene)
        lines = await table(scene, 160)
        known, book = await glance(scene), Book(scene.frame.decree, scene.frame.zone, scene.now)
    assert sum("постановление ничего не требует" in line for line in lines[:5]) == 2
    assert not [line for line in lines if "ещё не проверялось" in line]
    card = "".join(map(plain, render.organisation(known.organisations[0], known.matters, book)))
    assert card.endswith("Постановление ничего не требует.")
    status = "".join(map(plain, render.status(known, book)))
    assert "Без замечаний: 1 организация\nАдминистрация" in status
