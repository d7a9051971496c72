"""What is said when a network, not a page, is the trouble: a dead token, silence of all pages, a network off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_pages import SITE, USUAL, fill_ok, fill_vk, ok_number, ok_page, p, vk_page
from town import DAY, HOUR, TUESDAY, Heard, Town, row, town, verdicts

from domain.finding import MatterKind
from domain.matter import Event
from domain.network import Network
from emulators.ok import Broken
from emulators.vk import HTML_BODY, api_error, http_status

pytestmark = pytest.mark.story

CALM = '[schedule]\nquiet_hours = ""\n'
CLUBS = (1, 2, 3)
NETWORKS = pytest.mark.parametrize("network", list(Network))
POSTS = (*USUAL, p("12-01"), p("12-03"), p("12-08"))


async def three_clubs(scene: Town) -> None:
    """Pages in order in both networks, everything attested, everything said."""
    for number in CLUBS:
        fill_vk(scene.vk_world.add_group(vk_page(number, f"Клуб {number}")), POSTS)
        fill_ok(scene.ok_world.add_group(ok_page(ok_number(number), f"Клуб {number}", f"klub{number}")), POSTS)
    await scene.register(
        *(row(f"Клуб {number}", vk=f"vk.com/club{number}", ok=f"ok.ru/klub{number}", site=SITE) for number in CLUBS)
    )
    for number in CLUBS:
        await scene.attest(f"Клуб {number}", "credentials_ledger")
        for network in Network:
            await scene.attest(f"Клуб {number}", "twofa_attested", network)
    await scene.day(TUESDAY - HOUR)
    scene.heard.clear()


def kill_token(scene: Town, network: Network) -> None:
    if network is Network.VK:
        scene.vk.tokens = {}
    else:
        scene.ok.gate.session = "expired"


def revive_token(scene: Town, network: Network) -> None:
    if network is Network.VK:
        scene.vk.tokens["vk-demo-token"] = "service"
    else:
        scene.ok.gate.session = "alive"


def break_network(scene: Town, network: Network) -> None:
    if network is Network.VK:
        scene.vk.faults.rate(1.0, [http_status(502), HTML_BODY])
    else:
        scene.ok.faults.rate(1.0, [Broken.HTTP_502, Broken.HTML])


def mend_networks(scene: Town, _network: Network) -> None:
    scene.vk.faults.clear()
    scene.ok.faults.clear()


def technical(heard: list[Heard]) -> list[tuple[str | None, str, Event]]:
    return [(each.organisation, each.rule, each.event) for each in heard if each.matter is MatterKind.TECHNICAL]


@NETWORKS
async def test_a_dead_token_is_told_once_and_its_pages_keep_silent(tmp_path: Path, network: Network) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        kill_token(scene, network)
        heard = await scene.day(TUESDAY)
        assert technical(heard) == [(None, "data_unavailable", Event.OPENED)]
        assert heard[0].network is network
        assert "доступ потерян" in heard[0].said
        assert await scene.days("11-24", "11-28", "12:00") == []


@NETWORKS
async def test_a_dead_token_accuses_nobody(tmp_path: Path, network: Network) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        kill_token(scene, network)
        await scene.days("11-24", "12-01", "12:00")
        told = verdicts(await scene.look())
        assert all(outcome != "violated" for findings in told.values() for outcome in findings.values())
        assert {told[f"Клуб {number}", network.value]["page_open"] for number in CLUBS} == {"unknown"}


@NETWORKS
async def test_a_new_token_is_one_word_and_everything_goes_on(tmp_path: Path, network: Network) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        kill_token(scene, network)
        await scene.days("11-24", "11-26", "12:00")
        revive_token(scene, network)
        scene.vk_world.groups[1].cover_enabled = False
        scene.ok_world.groups[str(ok_number(1))].cover = {}
        heard = await scene.day("11-27 12:00")
        assert technical(heard) == [(None, "data_unavailable", Event.RESOLVED)]
        covers = [each for each in heard if each.rule == "page_cover" and each.network is network]
        assert [each.organisation for each in covers] == ["Клуб 1"]


@NETWORKS
async def test_what_was_open_keeps_silent_while_its_network_is_dead(tmp_path: Path, network: Network) -> None:
    """No reminder of what nobody could look at; it stands open, and is resolved when it can be seen again."""
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        scene.vk_world.groups[1].cover_enabled = False
        scene.ok_world.groups[str(ok_number(1))].cover = {}
        await scene.day(TUESDAY)
        kill_token(scene, network)
        heard = await scene.days("11-30", "12-04", "12:00")
        assert [each for each in heard if each.rule == "page_cover" and each.network is network] == []
        revive_token(scene, network)
        scene.vk_world.groups[1].cover_enabled = True
        scene.ok_world.groups[str(ok_number(1))].cover = {"cover_photos": [{"id": "1"}]}
        heard = await scene.day("12-05 12:00")
        assert [each.event for each in heard if each.rule == "page_cover" and each.network is network] == [
            Event.RESOLVED
        ]


@NETWORKS
@pytest.mark.parametrize(
    ("before", "after"), [(break_network, mend_networks), (kill_token, revive_token)], ids=["broken", "refused"]
)
async def test_a_network_that_answers_nobody_is_one_word_after_six_hours_or_at_once(
    tmp_path: Path,
    network: Network,
    before: Callable[[Town, Network], None],
    after: Callable[[Town, Network], None],
) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        before(scene, network)
        heard: list[Heard] = []
        for hour in range(8):
            heard += await scene.day(TUESDAY + hour * HOUR)
        assert technical(heard) == [(None, "data_unavailable", Event.OPENED)]
        assert {each.network for each in heard} == {network}
        after(scene, network)
        heard = []
        for hour in range(11, 15):
            heard += await scene.day(TUESDAY + hour * HOUR)
        assert technical(heard) == [(None, "data_unavailable", Event.RESOLVED)]
        assert set(verdicts(await scene.look())["Клуб 1", network.value].values()) == {"ok"}


async def test_a_single_page_without_data_is_told_after_six_hours_and_when_it_is_back(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        refusal = api_error(15, "Access denied")
        scene.vk.faults.script(refusal, method="wall.get", times=None, having={"owner_id": "-2"})
        heard: list[Heard] = []
        for hour in range(6):
            heard += await scene.day(TUESDAY + hour * HOUR)
        assert heard == []
        assert technical(await scene.day(TUESDAY + 6 * HOUR)) == [("Клуб 2", "data_unavailable", Event.OPENED)]
        assert await scene.day(TUESDAY + 7 * HOUR) == []
        pages = (await scene.look())["pages"]
        assert [line["data"] for line in pages if (line["organisation"], line["network"]) == ("Клуб 2", "vk")] == [
            "stale"
        ]
        scene.vk.faults.clear()
        assert technical(await scene.day(TUESDAY + 8 * HOUR)) == [("Клуб 2", "data_unavailable", Event.RESOLVED)]


async def test_a_network_switched_off_withdraws_its_own_matter_and_reminds_of_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        scene.vk_world.groups[1].cover_enabled = False
        await scene.day(TUESDAY)
        kill_token(scene, Network.VK)
        await scene.day(TUESDAY + HOUR)
        await scene.restart(networks={Network.OK})
        (ended,) = await scene.day(TUESDAY + 2 * HOUR)
        assert (ended.rule, ended.event, ended.said) == (
            "data_unavailable",
            Event.WITHDRAWN,
            "сеть выключена в настройках",
        )
        heard = await scene.days("11-30", "12-04", "12:00")
        assert [each for each in heard if each.network is Network.VK] == []


async def test_a_network_switched_on_again_goes_on_where_it_stopped(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await three_clubs(scene)
        scene.vk_world.groups[1].cover_enabled = False
        await scene.day(TUESDAY)
        await scene.restart(networks={Network.OK})
        assert await scene.day(TUESDAY + DAY) == []
        await scene.restart(networks=Network)
        scene.vk_world.groups[1].cover_enabled = True
        heard = await scene.day(TUESDAY + DAY + HOUR)
        assert [(each.rule, each.event) for each in heard] == [("page_cover", Event.RESOLVED)]
