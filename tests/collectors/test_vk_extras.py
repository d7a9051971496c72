"""A community beyond its profile: menu, government mark, live cover, applications, followers, and the registry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from any_json import json_of
from hypothesis import given
from hypothesis import strategies as st

from collectors.vk import extras
from collectors.vk.profile import profile
from domain.profile import Expected, Match, Presence, Profile

AT = datetime(2026, 11, 23, tzinfo=UTC)
FORM = "https://pos.gosuslugi.ru/form/?opaId=1"
EXPECTED = Expected(address="с. Озёрное, ул. Лесная, 5", phone="8 (42666) 2-13-45", email="klub@ozernoe.example.ru")
PLACE = {"id": 1, "address": "ул. Лесная, 5", "phone": "+7 42666 21345", "city": {"id": 2, "title": "Озёрное"}}


def read(expected: Expected = EXPECTED, **fields: object) -> Profile:
    return profile({"id": 5, **fields}, expected, AT)


@pytest.mark.parametrize(
    ("menu", "links"),
    [
        (None, None),
        ({}, None),
        ({"items": None}, None),
        ([], None),
        ("меню", None),
        ({"items": []}, ()),
        ({"items": [{"url": FORM}]}, (FORM,)),
        ({"items": [{"url": FORM}, {"url": FORM}]}, (FORM,)),
        ({"items": [{"url": "https://vk.com/id800000001"}, {"url": FORM}]}, (FORM,)),
        ({"items": [{"url": "https://vk.com/album-5"}]}, ()),
        ({"items": [{"url": " http://pos.gosuslugi.ru/form/"}]}, (" http://pos.gosuslugi.ru/form/",)),
        ({"items": [{"url": "https://vk.cc/abc"}]}, ("https://vk.cc/abc",)),
        ({"items": [{"url": "https://gosuslugi.ru.example.org/form"}]}, ()),
        ({"items": [{"title": "Форма"}, 5, None, {"url": 5}]}, ()),
    ],
)
def test_the_menu_keeps_only_what_may_be_a_form(menu: object, links: tuple[str, ...] | None) -> None:
    assert read(menu=menu).menu == links


@pytest.mark.parametrize(
    ("told", "badge"), [(True, True), (1, True), (False, False), (0, False), (None, None), ("да", None), (2, None)]
)
def test_the_government_mark_is_told_or_unknown(told: object, badge: bool | None) -> None:
    assert read(is_government_organization=told).badge is badge
    assert read(verified=1).badge is None


NOTHING = {"live_covers": {"is_enabled": False}, "menu": {"items": []}, "main_section": 0}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, None),
        (NOTHING, ()),
        ({**NOTHING, "live_covers": {"is_enabled": True}}, ("динамичная обложка",)),
        ({"live_covers": {"is_enabled": True}}, ("динамичная обложка",)),
        ({**NOTHING, "live_covers": {}}, None),
        ({**NOTHING, "menu": None}, None),
        ({**NOTHING, "main_section": None}, None),
        ({**NOTHING, "main_section": 7}, ("приложение",)),
        ({**NOTHING, "secondary_section": 31}, ("приложение",)),
        ({**NOTHING, "menu": {"items": [{"url": "https://vk.com/album-5"}]}}, ("меню со ссылками",)),
    ],
)
def test_what_is_recommended_is_found_or_surely_not_there(
    fields: dict[str, object], found: tuple[str, ...] | None
) -> None:
    assert read(**fields).extras == found


@pytest.mark.parametrize(
    ("told", "members"), [(12, 12), (0, 0), (None, None), ("12", None), (-1, None), (True, None)]
)
def test_followers_are_counted_or_unknown(told: object, members: int | None) -> None:
    assert read(members_count=told).members == members


@pytest.mark.parametrize(
    ("fields", "trait", "match"),
    [
        ({"addresses": {"is_enabled": True, "main_address": PLACE}}, "address", Match.EQUAL),
        ({"addresses": {"is_enabled": True, "main_address": PLACE}}, "phone", Match.EQUAL),
        (
            {"addresses": {"is_enabled": True, "main_address": {"address": "ул. Мира, 3"}}, "description": ""},
            "address",
            Match.DIFFERENT,
        ),
        ({"addresses": {"is_enabled": True, "main_address": {"address": 5}}}, "address", Match.UNKNOWN),
        ({"addresses": {"is_enabled": True, "count": 2}}, "address", Match.UNKNOWN),
        ({"description": "Мы здесь: ул. Лесная, д. 5"}, "address", Match.EQUAL),
        ({"contacts": [{"phone": "8 42666 9-99-99"}], "description": ""}, "phone", Match.DIFFERENT),
        ({"contacts": [{"phone": "8 42666 9-99-99"}]}, "phone", Match.UNKNOWN),
        ({"contacts": [{"phone": "8 42666 9-99-99"}, {"phone": "8 42666 2-13-45"}]}, "phone", Match.EQUAL),
        ({"contacts": [{"phone": "8 42666 9-99-99"}], "description": "тел. 2-13-45"}, "phone", Match.EQUAL),
        ({"contacts": [{"email": "KLUB@ozernoe.example.ru"}]}, "email", Match.EQUAL),
        ({"contacts": [{"email": "a@example.ru"}], "description": "О нас"}, "email", Match.DIFFERENT),
        ({"contacts": [{"email": "a@example.ru"}]}, "email", Match.UNKNOWN),
        ({"description": ""}, "phone", Match.UNKNOWN),
    ],
)
def test_a_trait_is_compared_with_the_registry(fields: dict[str, object], trait: str, match: Match) -> None:
    assert getattr(read(**fields), trait).match is match


def test_what_is_not_on_the_page_differs_from_nothing() -> None:
    told = read(addresses={"is_enabled": False}, contacts=[], description="О нас")
    assert {told.address.presence, told.phone.presence, told.email.presence} == {Presence.ABSENT}
    assert {told.address.match, told.phone.match, told.email.match} == {Match.UNKNOWN}


def test_no_value_survives_the_comparison() -> None:
    told = repr(
        read(
            addresses={
                "is_enabled": True,
                "main_address": {"address": "ул. Тайная, 7", "phone": "8 42666 9-99-99"},
            },
            contacts=[{"email": "tayna@example.ru", "phone": "8 924 000 11 22"}],
            description="Адрес: ул. Тайная, 7",
            menu={"items": [{"url": "https://vk.com/id800000001"}]},
        )
    )
    assert not [
        value for value in ("Тайная", "9-99", "99999", "tayna", "0001122", "00 11 22", "8000") if value in told
    ]


VALUES = json_of(st.sampled_from(["items", "url", "is_enabled", "title"]))
FIELDS = st.dictionaries(st.sampled_from([*extras.FIELDS.split(","), "secondary_section"]), VALUES)


@given(FIELDS)
def test_whatever_the_undocumented_fields_hold_they_are_read_or_unknown(group: dict[str, object]) -> None:
    assert extras.menu(group) is None or all(isinstance(each, str) for each in extras.menu(group) or ())
    assert extras.badge(group) in (True, False, None)
    assert extras.members(group) is None or (extras.members(group) or 0) >= 0
    assert extras.extras(group) is None or isinstance(extras.extras(group), tuple)
