"""A cycle tells the truth about every page of a settlement, rule by rule, and the next says nothing new."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from page_cases import NOW, OK_, U, V
from settlement import places, settle
from town import Heard, town, verdicts

from domain.finding import MatterKind
from rules.catalogue import ALL_RULES
from tests.calm import MAIN_JOB

pytestmark = pytest.mark.story

CONFIG = '[decree_named]\n"P1.6" = ["Названная"]\n[schedule]\nquiet_hours = ""\nstorm_over = 1000\n'

# What a rule never answers: an accusation from missing data, or doubt about what the registry itself says.
NEVER = {
    ("data_unavailable", V),
    ("profile_about", V),
    ("exempt_page_seen", U),
}


@dataclass
class Checked:
    """What was found at the first and at the second check, and what was heard each time."""

    first: dict[str, Any]
    second: dict[str, Any]
    heard_first: list[Heard]
    heard_second: list[Heard]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return asyncio.run(_checked_twice(tmp_path_factory.mktemp("settlement")))


async def _checked_twice(folder: Path) -> Checked:
    async with town(folder, config=CONFIG, now=NOW) as scene:
        await settle(scene)
        heard_first = await scene.day(NOW)
        first = await scene.look()
        heard_second = await scene.day(NOW)
        return Checked(first, await scene.look(), heard_first, heard_second)


@pytest.mark.parametrize("place", places(), ids=str)
def test_every_verdict_is_the_truth(checked: Checked, place: Any) -> None:
    for answer in (checked.first, checked.second):
        told = verdicts(answer)[place.short, place.where]
        assert told == place.truth


def test_nothing_is_judged_that_is_not_in_the_table(checked: Checked) -> None:
    assert verdicts(checked.first).keys() == {(place.short, place.where) for place in places()}
    assert checked.first["administration"] == {"findings": []}


def test_the_table_shows_every_rule_with_every_outcome_it_can_have() -> None:
    shown = {answer for place in places() for answer in place.truth.items()}
    assert {rule.id for rule in ALL_RULES} >= MAIN_JOB
    assert shown == set(product(MAIN_JOB, (OK_, V, U))) - NEVER


@pytest.mark.parametrize("place", [place for place in places() if place.data], ids=str)
def test_every_page_says_how_fresh_its_data_are(checked: Checked, place: Any) -> None:
    told = {(line["organisation"], line["network"]): line["data"] for line in checked.first["pages"]}
    assert told[place.short, place.where] == place.data


def test_the_second_check_speaks_of_nothing_new(checked: Checked) -> None:
    assert len(checked.heard_first) > 100
    assert checked.heard_second == []
    assert checked.second["outbox"] == checked.first["outbox"]


def test_exactly_what_is_violated_is_called_so_and_once(checked: Checked) -> None:
    heard = [
        (each.organisation, each.network or "", each.rule)
        for each in checked.heard_first
        if each.matter is MatterKind.VIOLATION
    ]
    assert sorted(heard) == sorted(told for place in places() for told in place.announced)


def test_a_link_to_no_page_is_told_as_technical_and_of_two_rows_the_later_is_told(checked: Checked) -> None:
    told = [(each.rule, each.said) for each in checked.heard_first if each.matter is MatterKind.TECHNICAL]
    astray = ["ссылка ведёт не на сообщество"] * 2 + ["на эту же страницу ведёт ссылка из другой строки реестра"]
    rules = ("page_exists_vk", "page_exists_ok")
    assert sorted(told) == sorted((rule, evidence) for rule in rules for evidence in astray)


def test_a_named_organisation_is_held_to_its_own_clauses(checked: Checked) -> None:
    clauses = {
        (line["organisation"], finding["rule"]): finding["clauses"]
        for line in checked.first["pages"]
        for finding in line["findings"]
        if line["network"] == "vk"
    }
    assert clauses["Названная", "page_open"] == ["P1.2", "P1.6.1"]
    assert clauses["Клуб 03", "page_open"] == ["P1.2"]
    assert clauses["Названная", "twofa_attested"][0] == "P1.6.3"
    assert clauses["Клуб 03", "twofa_attested"] == ["P1.5.2"]


def test_a_resolved_page_is_called_by_its_number_and_others_as_written(checked: Checked) -> None:
    told = {
        (line["organisation"], line["network"]): (line["page_id"], line["url"]) for line in checked.first["pages"]
    }
    assert told["Клуб 04", "vk"] == (4, "https://vk.com/club4")
    assert told["Клуб 04", "ok"] == (54_000_000_000_004, "https://ok.ru/group/54000000000004")
    unfound = next(place for place in places() if (place.where, place.title) == ("vk", "имя никуда не ведёт"))
    assert told[unfound.short, "vk"][0] is None
