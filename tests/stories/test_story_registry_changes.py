"""The registry and the settings change while matters stand: nothing stale is told, and nothing is left nameless."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from made_pages import SITE, USUAL, fill_ok, ok_number, ok_page, vk_page
from town import HOUR, TUESDAY, ZONE, Heard, Town, local, row, town, verdicts

from app import digesting
from app.cycle import Collector, Cycle, Deliver
from app.json_view import digest_json
from bot import render
from bot.render import Book
from domain.matter import Event
from domain.network import Network
from domain.overview import Overview, quiet
from domain.reading import Reading, Wish
from domain.week import Week
from emulators.vk import VkGroup, http_status
from storage.overview import overview

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


class InOrder:
    """A collector that hands its readings over by the number of the row, or the other way round."""

    def __init__(self, inner: Collector, *, reverse: bool) -> None:
        self._inner = inner
        self._reverse = reverse

    @property
    def network(self) -> Network:
        return self._inner.network

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        found: list[Reading] = []

        async def keep(reading: Reading) -> None:
            found.append(reading)

        await self._inner.collect(wishes, keep)
        for reading in sorted(found, key=lambda each: each.page_id, reverse=self._reverse):
            await deliver(reading)

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


def other_words(network: Network) -> tuple[str, str]:
    """The same page of club 5 by its number and by its short name."""
    if network is Network.VK:
        return "vk.com/club5", "vk.com/ozernoe5"
    return f"ok.ru/group/{ok_number(5)}", "ok.ru/klub"


def a_page_in(scene: Town, network: Network) -> None:
    """Without a cover, so that there is something to tell; founded long ago, with the usual posts."""
    if network is Network.VK:
        a_page(scene, 5, cover=False)
        return
    group = scene.ok_world.add_group(ok_page(ok_number(5), "Клуб", "klub", cover={}))
    fill_ok(group, USUAL)


async def written(scene: Town, network: Network, link: str) -> None:
    await scene.register(club(5, **{"vk": "", network.value: link}))


async def held_by(scene: Town, sql: str) -> list[tuple[object, ...]]:
    return await scene.store.read(lambda db: list(db.execute(sql)))


POSTS_SEEN = "select page_id, id, first_seen_at from post order by id"
EVERYTHING = "select id, occurrence, opened_at, announced_at, muted_since, ended_at from matter order by id"


@pytest.mark.parametrize("network", Network)
@pytest.mark.parametrize("numbered_first", [True, False])
async def test_the_same_page_written_another_way_goes_on_and_nobody_hears_of_it(
    tmp_path: Path, network: Network, *, numbered_first: bool
) -> None:
    before, after = other_words(network)[:: 1 if numbered_first else -1]
    async with town(tmp_path, config=CALM, networks=frozenset({network})) as scene:
        a_page_in(scene, network)
        await written(scene, network, before)
        await scene.day(TUESDAY)
        await scene.attest("Клуб 5", "credentials_ledger")
        await scene.attest("Клуб 5", "twofa_attested", network)
        await scene.day(TUESDAY + HOUR)
        stood, posts = await held_by(scene, EVERYTHING), await held_by(scene, POSTS_SEEN)
        assert "page_cover" in {each.rule for each in scene.heard}
        scene.now = TUESDAY + 2 * HOUR
        await written(scene, network, after)
        assert await scene.day(TUESDAY + 2 * HOUR) == []
        assert await scene.day(TUESDAY + 3 * HOUR) == []
        assert await held_by(scene, EVERYTHING) == stood
        assert await held_by(scene, "select count(*), count(network_id) from page") == [(1, 1)]
        assert await held_by(scene, POSTS_SEEN) == posts
        page = verdicts(await scene.look())["Клуб 5", network.value]
        assert (page["twofa_attested"], page["posts_weekly_min"]) == ("ok", "ok")


async def test_while_nobody_can_say_where_the_new_link_leads_nothing_is_told_or_lost(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page_in(scene, Network.VK)
        await scene.register(club(5))
        await attested(scene, 5)
        await scene.day(TUESDAY)
        stood = await held_by(scene, EVERYTHING)
        await scene.register(club(5, vk="vk.com/ozernoe5"))
        (line,) = (await scene.look())["pages"]
        assert (line["page_id"], line["url"]) == (None, "vk.com/ozernoe5")
        scene.vk.faults.rate(1.0, [http_status(502)])
        assert await scene.day(TUESDAY + HOUR) == []
        scene.vk.faults.clear()
        assert await scene.day(TUESDAY + 2 * HOUR) == []
        assert await held_by(scene, EVERYTHING) == stood


async def test_a_new_name_of_another_page_begins_anew_and_what_was_told_is_withdrawn(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        a_page(scene, 6, posts=POSTS[:3])
        await scene.register(club(5))
        await attested(scene, 5)
        await scene.day(TUESDAY)
        await scene.register(club(5, vk="vk.com/ozernoe6"))
        heard = await scene.day(TUESDAY + HOUR)
        assert ("page_cover", Event.WITHDRAWN, "ссылка на страницу в реестре изменена") in {
            (each.rule, each.event, each.said) for each in heard
        }
        assert ("posts_weekly_min", Event.OPENED) in {(each.rule, each.event) for each in heard}
        assert [line["page_id"] for line in (await scene.look())["pages"]] == [6]


async def test_a_page_lost_to_a_slip_in_its_link_comes_back_with_its_history(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5)
        await scene.register(club(5))
        await attested(scene, 5)
        assert await scene.day(TUESDAY) == []
        await scene.register(club(5, vk="vk.com/ozernoje5"))
        heard = await scene.day(TUESDAY + HOUR)
        assert [(each.rule, each.event) for each in heard] == [("page_exists_vk", Event.OPENED)]
        await scene.register(club(5, vk="vk.com/ozernoe5"))
        heard = await scene.day(TUESDAY + 2 * HOUR)
        assert [(each.rule, each.event) for each in heard] == [("page_exists_vk", Event.RESOLVED)]
        assert verdicts(await scene.look())["Клуб 5", "vk"]["twofa_attested"] == "ok"


async def test_an_answer_about_the_former_link_says_nothing_of_the_new_one(tmp_path: Path) -> None:
    async def exchange(scene: Town) -> None:
        await scene.register(club(5, vk="vk.com/ozernoe6"))

    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        a_page(scene, 6)
        await scene.register(club(5))
        await attested(scene, 5)
        await scene.day(TUESDAY)
        scene.now = TUESDAY + HOUR
        assert await sweep_while(scene, exchange) == []
        assert [line["page_id"] for line in (await scene.look())["pages"]] == [None]
        await scene.day(TUESDAY + 2 * HOUR)
        assert [line["page_id"] for line in (await scene.look())["pages"]] == [6]


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


async def test_between_an_import_and_the_next_check_nobody_stands_nameless_or_is_called_clean(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        a_page(scene, 6)
        unlinked = club(7, vk="")
        await scene.register(club(5), club(6), unlinked)
        await attested(scene, 5, 6)
        await scene.attest("Клуб 7", "credentials_ledger")
        await scene.day(TUESDAY)
        before = await glance(scene)
        assert ({each.rule for each in before.matters}, clean(before)) == ({"page_cover"}, ["Клуб 6", "Клуб 7"])
        await archive(scene)
        left = await glance(scene)
        assert (left.matters, clean(left)) == ((), ["Клуб 6"])
        await scene.register(club(5), club(6), unlinked)
        back = await glance(scene)
        assert (back.matters, clean(back)) == ((), ["Клуб 6"])


async def glance(scene: Town) -> Overview:
    return await scene.store.read(
        lambda db: overview(db, now=scene.now, stale_after=scene.frame.stale_after, off=scene.frame.off)
    )


def clean(glance: Overview) -> list[str]:
    return [line.organisation.short_name for line in quiet(glance)]


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


EXISTS_OFF = "[rules.page_exists_vk]\nenabled = false\n"


@pytest.mark.parametrize("first_read", ["the earlier row", "the later row"])
async def test_a_page_of_two_rows_is_accused_of_nothing_though_its_existence_is_not_checked(
    tmp_path: Path, first_read: str
) -> None:
    async with town(tmp_path, config=f"{CALM}{EXISTS_OFF}", networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        await scene.register(club(5), club(6, vk="vk.com/ozernoe5"))
        scene.collectors[Network.VK] = InOrder(scene.collectors[Network.VK], reverse=first_read == "the later row")
        scene.sweeping = Cycle(scene.store, scene.collectors, scene.frame)
        assert {each.rule for each in await scene.day(TUESDAY)} == {"credentials_ledger"}
        aloud = "select rule from matter where muted_since is null and ended_at is null and subject like 'page:%'"
        assert await held_by(scene, aloud) == []


@pytest.mark.parametrize("first_read", ["the earlier row", "the later row"])
async def test_the_first_of_two_rows_of_one_page_is_accused_of_nothing_in_the_sweep_that_finds_it_out(
    tmp_path: Path, first_read: str
) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        a_page(scene, 5, cover=False)
        await scene.register(club(5), club(6, vk="vk.com/ozernoe5"))
        scene.collectors[Network.VK] = InOrder(scene.collectors[Network.VK], reverse=first_read == "the later row")
        scene.sweeping = Cycle(scene.store, scene.collectors, scene.frame)
        heard = await scene.day(TUESDAY)
        assert {each.rule for each in heard} == {"page_exists_vk", "credentials_ledger"}
        told_or_not = "select rule, event from matter_event join matter on matter.id = matter_id"
        journal = {(rule, event) for rule, event in await held_by(scene, told_or_not)}
        assert journal == {(rule, "opened") for rule in ("page_exists_vk", "credentials_ledger", "twofa_attested")}


async def test_a_matter_of_old_that_was_opened_by_a_page_of_two_rows_is_again_as_it_ended(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM, networks=frozenset({Network.VK})) as scene:
        group = a_page(scene, 5, cover=False)
        await scene.register(club(5))
        await scene.sweep()
        scene.now = TUESDAY + HOUR / 2
        await scene.deliver()
        group.cover_enabled = True
        await scene.day(TUESDAY + HOUR)
        group.cover_enabled = False
        as_ended = (
            "select occurrence, opened_at, evidence, announced_at, ended_at, ending, ending_note "
            "from matter where rule = 'page_cover'"
        )
        before = await held_by(scene, as_ended)
        scene.now = TUESDAY + 2 * HOUR
        await scene.register(club(5), club(6, vk="vk.com/ozernoe5"))
        scene.collectors[Network.VK] = InOrder(scene.collectors[Network.VK], reverse=False)
        scene.sweeping = Cycle(scene.store, scene.collectors, scene.frame)
        assert "page_cover" not in {each.rule for each in await scene.day(TUESDAY + 2 * HOUR)}
        assert await held_by(scene, as_ended) == before
        assert before[0][0] == 1
