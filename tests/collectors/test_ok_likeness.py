"""A group against the registry, its mark and its followers; a field OK may refuse is asked for safely."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from ok_stage import staged

from collectors.ok.profile import profile
from domain.profile import Expected, Match, Profile

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
EXPECTED = Expected(address="с. Озёрное, ул. Лесная, 5", phone="8 (42666) 2-13-45", email="klub@ozernoe.example.ru")


def read(**bean: object) -> Profile:
    return profile(bean, EXPECTED, NOW)


@pytest.mark.parametrize(
    ("bean", "trait", "match"),
    [
        ({"address": "ул. Лесная, дом 5", "city": "Озёрное"}, "address", Match.EQUAL),
        ({"address": {"street": "ул. Лесная", "house": "5"}}, "address", Match.EQUAL),
        ({"address": "ул. Мира, 3", "description": ""}, "address", Match.DIFFERENT),
        ({"city": "Озёрное", "description": ""}, "address", Match.UNKNOWN),
        ({"description": "Адрес: ул. Лесная, 5", "address": ""}, "address", Match.EQUAL),
        ({"phone": "8 42666 21345"}, "phone", Match.EQUAL),
        ({"phone": 84266621345}, "phone", Match.EQUAL),
        ({"phone": "8 42666 2-99-99", "description": "О нас"}, "phone", Match.DIFFERENT),
        ({"phone": "8 42666 2-99-99"}, "phone", Match.UNKNOWN),
        ({"phone": ["8 42666 2-99-99"], "description": "8 42666 2-99-99"}, "phone", Match.UNKNOWN),
        ({"description": "klub@ozernoe.example.ru"}, "email", Match.EQUAL),
        ({"description": "a@example.ru"}, "email", Match.DIFFERENT),
        ({"description": "О нас"}, "email", Match.UNKNOWN),
    ],
)
def test_a_trait_is_compared_with_the_registry(bean: dict[str, object], trait: str, match: Match) -> None:
    assert getattr(read(**bean), trait).match is match


@pytest.mark.parametrize(("told", "badge"), [(True, True), (False, False), (None, None), ("GOS", None), (1, None)])
def test_the_government_mark_is_told_or_unknown(told: object, badge: bool | None) -> None:
    assert read(gos_org=told).badge is badge


def test_a_group_tells_its_followers_and_nothing_of_menus_and_widgets() -> None:
    told = read(members_count=40)
    assert (told.members, told.menu, told.extras) == (40, None, None)
    assert read(members_count="много").members is None


@pytest.mark.story
@pytest.mark.parametrize("code", [100, 220])
async def test_a_field_that_ok_refuses_costs_nothing_but_itself(code: int) -> None:
    async with staged() as stage:
        stage.group(gos_org=True, members_count=40, description="Клуб села Озёрное")
        stage.emulator.habits.uncertain_fields_code = code
        readings = [await stage.read() for _ in range(2)]
        asked = [each.params["fields"] for each in stage.emulator.arrivals if each.method == "group.getInfo"]
        assert [each.profile.badge if each.profile else "?" for each in readings] == [None, None]
        assert ["gos_org" in fields for fields in asked] == [True, False, False]


@pytest.mark.story
async def test_a_field_that_ok_gives_is_read() -> None:
    async with staged() as stage:
        stage.group(gos_org=True, members_count=40)
        profile = (await stage.read()).profile
        assert profile is not None
        assert (profile.badge, profile.members) == (True, 40)
