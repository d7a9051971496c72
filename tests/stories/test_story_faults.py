"""Whatever goes wrong at the networks, nobody is accused by it; afterwards one clean cycle tells the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from made_pages import SITE, THIS_WEEK, USUAL, fill_ok, fill_vk, ok_number, ok_page, p, vk_page
from page_cases import IN_ORDER, NOW, WEEKLY, U, V
from settlement import places, settle
from town import HOUR, Town, Verdicts, local, row, town, verdicts

from domain.finding import MatterKind
from domain.matter import Event
from domain.network import Network
from emulators import ok, vk

pytestmark = [pytest.mark.story, pytest.mark.long]

CONFIG = '[decree_named]\n"P1.6" = ["Названная"]\n[schedule]\nquiet_hours = ""\nstorm_over = 1000\n'
SHARE = 0.3
# By then the day of VK's quota (UTC) is a new one, and the silence OK asks for is over.
NEXT_MORNING = local("11-28 11:00")
QUICK = 0.06

# Codes that say something about what was asked for (not found, closed, deleted) are answers and not among these.
VK_CODES = (1, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 17, 23, 27, 28, 29, 36, 43)
VK_BODIES = {
    "empty": vk.EMPTY_BODY,
    "not json": vk.NOT_JSON,
    "html": vk.HTML_BODY,
    "neither": vk.NEITHER,
    "truncated": vk.TRUNCATED,
    "reset": vk.RESET,
    "hang": vk.hang(5.0),
    "drip": vk.drip(0.05),
    "oversize": vk.oversize(),
    **{f"http {status}": vk.http_status(status) for status in (403, 404, 429, 500, 502, 503)},
}
VK_FAULTS: Mapping[str, vk.Fault] = {**{f"code {code}": vk.api_error(code) for code in VK_CODES}, **VK_BODIES}
OK_CODES = (1, 2, 3, 7, 8, 9, 10, 11, 50, 101, 102, 103, 104, 200, 210, 453, 456, 5000, 9999)
OK_FAULTS: Mapping[str, ok.Fault] = {
    **{f"code {code}": code for code in OK_CODES},
    **{kind.value: kind for kind in ok.Broken},
}


# After these the next page, or the next try, may fare better; the others silence the whole network.
VK_PASSING = [*(vk.api_error(code) for code in (1, 6, 10, 15, 36, 43)), *VK_BODIES.values()]
OK_PASSING: list[ok.Fault] = [1, 2, 10, 50, 200, 5000, 9999, *ok.Broken]


class Everywhere(vk.Faults):
    """Chance strikes calls inside execute too."""

    def for_inner(self, method: str, values: Mapping[str, str]) -> vk.VkError | None:
        scripted = super().for_inner(method, values)
        chance = None if scripted else self._by_chance()
        return chance.error() if chance and chance.kind is vk.FaultKind.API else scripted


def spoil(
    scene: Town, vk_faults: Sequence[vk.Fault], ok_faults: Sequence[ok.Fault], seed: int, share: float = SHARE
) -> None:
    """This share of the calls fails; scripted refusals of single pages stay."""
    scene.vk.faults.rate(share if vk_faults else 0.0, vk_faults, seed)
    scene.ok.faults.rate(share if ok_faults else 0.0, ok_faults, seed)


def mend(scene: Town) -> None:
    scene.vk.faults.rate(0.0, ())
    scene.ok.faults.clear()


def untrue(told: Verdicts, world: Verdicts) -> dict[tuple[str, str, str], str]:
    """Accusations without a violation in the world, and all-clears in spite of one."""
    return {
        (*place, rule): outcome
        for place, outcomes in told.items()
        for rule, outcome in outcomes.items()
        if outcome != U and (outcome == V) != (world[place][rule] == V)
    }


@pytest.mark.parametrize(
    ("vk_faults", "ok_faults", "seed"),
    [
        pytest.param(VK_PASSING, OK_PASSING, 11, id="passing-1"),
        pytest.param(VK_PASSING, OK_PASSING, 12, id="passing-2"),
        pytest.param(list(VK_FAULTS.values()), list(OK_FAULTS.values()), 3, id="all"),
    ],
)
async def test_a_whole_settlement_lives_through_every_kind_of_fault_at_once(
    tmp_path: Path, vk_faults: Sequence[vk.Fault], ok_faults: Sequence[ok.Fault], seed: int
) -> None:
    truth: Verdicts = {(place.short, place.where): dict(place.truth) for place in places()}
    world: Verdicts = {(place.short, place.where): {**place.truth, **place.unseen} for place in places()}
    async with town(tmp_path, config=CONFIG, now=NOW, deadline=QUICK) as scene:
        scene.vk.faults = Everywhere()
        await settle(scene)
        spoil(scene, vk_faults, ok_faults, seed)
        swept = await scene.sweep_at(NOW)
        assert swept.failed > 0
        assert untrue(verdicts(await scene.look()), world) == {}
        assert scene.heard
        mend(scene)
        await scene.recollect(deadline=5.0)
        await scene.day(NEXT_MORNING)
        assert verdicts(await scene.look()) == truth
        said = [each for each in scene.heard if each.matter is MatterKind.VIOLATION]
        assert {each.event for each in said} == {Event.OPENED}
        told = [(each.organisation or "", str(each.network or ""), each.rule) for each in said]
        assert len(told) == len(set(told))
        expected = {each for place in places() for each in place.announced}
        unseen = {(place.short, place.where, rule) for place in places() for rule in place.unseen}
        assert expected <= set(told) <= expected | unseen


async def small_town(scene: Town) -> Verdicts:
    """Two clubs in order and one that is short of publications, in one network, by all three roads of OK."""
    roads = (ok.OkRoutes(), ok.OkRoutes(stat_topics=False), ok.OkRoutes(stat_topics=False, get_topics=False))
    (network,) = scene.networks
    truth: Verdicts = {}
    rows: list[str] = []
    for number, routes in enumerate(roads, start=1):
        short = f"Клуб {number}"
        posts = USUAL if number < 3 else (p("11-03"), p("11-18"), *THIS_WEEK)
        fill_vk(scene.vk_world.add_group(vk_page(number, short)), posts)
        fill_ok(scene.ok_world.add_group(ok_page(ok_number(number), short, f"klub{number}", routes=routes)), posts)
        link = {"vk": f"vk.com/ozernoe{number}", "ok": f"ok.ru/klub{number}"}[network]
        rows.append(row(short, site=SITE, status="создаётся", **{network.value: link}))
        other = next(each for each in Network if each is not network)
        truth[short, "organisation"] = {"credentials_ledger": U, f"page_exists_{other}": U}
        weekly = V if number == 3 else "ok"
        truth[short, network.value] = {**IN_ORDER, f"page_exists_{network}": "ok", WEEKLY: weekly}
    await scene.register(*rows)
    return truth


async def lives_through(scene: Town, vk_faults: Sequence[vk.Fault], ok_faults: Sequence[ok.Fault]) -> None:
    """Three calls of ten fail, then every call, then none."""
    scene.vk.faults = Everywhere()
    truth = await small_town(scene)
    for cycle, share in enumerate((SHARE, 1.0)):
        spoil(scene, vk_faults, ok_faults, seed=cycle, share=share)
        await scene.day(NOW + cycle * HOUR)
        assert untrue(verdicts(await scene.look()), truth) == {}
    mend(scene)
    await scene.recollect(deadline=5.0)
    await scene.day(NEXT_MORNING)
    assert verdicts(await scene.look()) == truth
    said = [(each.organisation, each.rule) for each in scene.heard if each.matter is MatterKind.VIOLATION]
    assert said == [("Клуб 3", "posts_weekly_min")]


@pytest.mark.parametrize("kind", VK_FAULTS)
async def test_calls_to_vk_may_fail_this_way(tmp_path: Path, kind: str) -> None:
    async with town(tmp_path, config=CONFIG, now=NOW, networks={Network.VK}, deadline=QUICK) as scene:
        await lives_through(scene, [VK_FAULTS[kind]], [])


@pytest.mark.parametrize("kind", OK_FAULTS)
async def test_calls_to_ok_may_fail_this_way(tmp_path: Path, kind: str) -> None:
    async with town(tmp_path, config=CONFIG, now=NOW, networks={Network.OK}, deadline=QUICK) as scene:
        await lives_through(scene, [], [OK_FAULTS[kind]])
