"""A cycle tells the truth about every page of a settlement, rule by rule, and says nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from settlement import NOW, Settlement, settle
from town import Heard, Town, town, verdicts

pytestmark = pytest.mark.story

NAMED = '[decree_named]\n"P1.6" = ["Названная"]\n[schedule]\nquiet_hours = ""\nstorm_over = 1000\n'


@dataclass
class Checked:
    """A settlement checked twice, with what was heard each time."""

    place: Settlement
    first: dict[str, Any]
    second: dict[str, Any]
    heard_first: list[Heard]
    heard_second: list[Heard]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return asyncio.run(_checked_twice(tmp_path_factory.mktemp("settlement")))


async def _checked_twice(folder: Path) -> Checked:
    async with town(folder, config=NAMED, now=NOW) as scene:
        place = settle(scene)
        await scene.register(*place.rows)
        for short, rule, answer, network in place.answers:
            await scene.attest(short, rule, answer, network)
        heard_first = await scene.day(NOW)
        first = await scene.look()
        heard_second = await scene.day(NOW)
        return Checked(place, first, await scene.look(), heard_first, heard_second)


def test_every_verdict_is_the_truth(checked: Checked) -> None:
    told = verdicts(checked.first)
    wrong = {
        (*place, checked.place.titles.get(place, ""), rule): (told.get(place, {}).get(rule), expected)
        for place, truth in checked.place.truth.items()
        for rule in truth.keys() | told.get(place, {}).keys()
        if told.get(place, {}).get(rule) != (expected := truth.get(rule))
    }
    assert wrong == {}
    assert told.keys() == checked.place.truth.keys()
