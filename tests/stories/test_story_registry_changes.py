"""The registry and the settings change while matters stand: nothing stale is told, and nothing is left nameless."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from made_pages import SITE, vk_page
from town import HOUR, TUESDAY, ZONE, Heard, Town, local, row, town

from app import digesting
from app.cycle import Collector, Cycle, Deliver
from app.json_view import digest_json
from bot import render
from bot.render import Book
from domain.matter import Event
from domain.network import Network
from domain.reading import Wish
from domain.week import Week
from emulators.vk import VkGroup

pytestmark = pytest.mark.story

CALM = '[schedule]\nquiet_hours = ""\n'
POSTS = ("11-03", "11-10", "11-12", "11-17", "11-19", "11-24", "11-26")
Import = Callable[[Town], Awaitable[None]]


def a_page(scene: Town, number: int, *, posts: Sequence[str] = POSTS, cover: bool = True) -> VkGroup:
    group = scene.vk_world.add_group(vk_page(number, "Клуб", cover_enabled=cover))
    for day in posts:
        group.post(local(day), "Новости")
    return group


def club(number: int, **cells: str) -> str:
    return row(f"Клуб {number}", **{"vk": f"vk.com/club{number}", "site": SITE, "status": "создаётся", **cells})


async def attested(scene: Town, *numbers: int) -> None:
    for number in numbers:
        await scene.attest(f"Клуб {number}", "credentials_ledger")
        await scene.attest(f"Клуб {number}", "twofa_attested", Network.VK)


def told(heard: list[Heard]) -> list[tuple[str | None, str, Event]]:
    return [(each.organisation, each.rule, each.event) for each in heard]


class Interrupted:
    """A collector during whose work somebody imports the registry anew."""

    def __init__(self, inner: Collector, importing: Callable[[], Awaitable[None]]) -> None:
        self._inner = inner
        self._importing = importing

    @property
    def network(self) -> Network:
        return self._inner.network

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        await self._importing()
        await self._inner.collect(wishes, deliver)

    async def close(self) -> None:
        await self._inner.close()


async def archive(scene: Town) -> None:
    await scene.register(club(6), remove_missing=True)


async def exempt(scene: Town) -> None:
    freed = club(5, status="освобождена", vk="", ground="Согласование № 3", ground_date="20.11.2026")
    await scene.register(freed, club(6))


async def sweep_while(scene: Town, change: Import) -> list[Heard]:
    async def importing() -> None:
        await change(scene)

    slow = Interrupted(scene.collectors[Network.VK], importing)
    scene.sweeping = Cycle(scene.store, {Network.VK: slow}, scene.frame)
    await scene.sweep()
    return await scene.deliver()


@pytest.mark.parametrize("change", [archive, exempt])
async def test_an_organisation_that_leaves_during_the_sweep_is_not_accused_by_it(
    tmp_path: Path, change: Import
) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        a_page(scene, 6, cover=False)
        await scene.register(club(5), club(6))
        heard = await sweep_while(scene, change)
        assert {each.organisation for each in heard} == {"Клуб 6"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (archive, "организация убрана из реестра"),
        (exempt, "организация освобождена от ведения страниц"),
    ],
)
async def test_what_an_organisation_was_told_is_withdrawn_by_the_sweep_it_leaves_in(
    tmp_path: Path, change: Import, why: str
) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        a_page(scene, 6)
        await scene.register(club(5), club(6))
        await attested(scene, 5, 6)
        assert told(await scene.day(TUESDAY)) == [("Клуб 5", "page_cover", Event.OPENED)]
        scene.now = TUESDAY + HOUR
        (ended,) = [each for each in await sweep_while(scene, change) if each.rule == "page_cover"]
        assert (ended.event, ended.said) == (Event.WITHDRAWN, why)


async def test_the_digest_names_an_organisation_that_has_left(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        a_page(scene, 6)
        await scene.register(club(5), club(6))
        await attested(scene, 5, 6)
        await scene.day(TUESDAY)
        await archive(scene)
        await scene.day(TUESDAY + HOUR)
        scene.now = local("11-30 09:05")
        week, hour = Week.parse("2026-W48", ZONE), scene.settings.schedule.digest
        digest = await scene.store.read(lambda db: digesting.compose(db, week, scene.frame, hour))
        text = render.digest_text(digest, Book(scene.frame.decree, ZONE, scene.now))
        assert "• Снято: Клуб 5 — ВКонтакте: обложки нет. Причина: организация убрана из реестра" in text
        changed = digest_json(digest, text, ZONE)["changed"]
        assert {each["organisation"] for each in changed if each["rule"] == "page_cover"} == {"Клуб 5"}


async def test_a_remedy_after_a_change_of_settings_is_a_remedy(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        group = a_page(scene, 5, posts=("11-03", "11-10", "11-12", "11-18", "11-24"))
        await scene.register(club(5))
        await attested(scene, 5)
        assert told(await scene.day(TUESDAY)) == [("Клуб 5", "posts_weekly_min", Event.OPENED)]
        await scene.restart(config=f"{CALM}[rules.posts_weekly_min]\ncount_reposts = false\n")
        assert await scene.day(TUESDAY + HOUR) == []
        group.post(local("11-20"), "Новости")
        (ended,) = await scene.day(TUESDAY + 2 * HOUR)
        assert (ended.event, ended.said) == (Event.RESOLVED, "публикации найдены")


async def test_a_short_week_after_one_nobody_could_judge_opens_in_full(tmp_path: Path) -> None:
    start = local("11-16 09:00")
    posts = ("10-27", "10-29", "11-03", "11-05", "11-10")
    async with town(tmp_path, config=CALM, now=start, networks=frozenset({Network.VK})) as scene:
        group = a_page(scene, 5, posts=posts)
        await scene.register(club(5))
        await attested(scene, 5)
        assert told(await scene.day("11-16 10:00")) == [("Клуб 5", "posts_weekly_min", Event.OPENED)]
        group.wall = 0
        assert await scene.days("11-18", "11-25", "10:00") == []
        group.wall = 1
        for day in ("11-17", "11-18", "11-19", "11-24"):
            group.post(local(day), "Новости")
        assert told(await scene.day("11-30 10:00")) == [("Клуб 5", "posts_weekly_min", Event.OPENED)]
        text = scene.text(scene.letters[-1])
        assert "за неделю 23–29 ноября опубликовано 1 из 2" in text
        assert "подряд" not in text
