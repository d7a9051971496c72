"""A community's fields as traits: filled, empty, not told; and no value survives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from collectors.vk.profile import lacks_main_address, profile
from domain.profile import NOTHING_EXPECTED, Expected, Match, Presence, Profile

AT = datetime(2026, 11, 23, tzinfo=UTC)
MAIN = {"id": 1, "address": "ул. Лесная, 5", "phone": "+7 000 000-00-00"}
BARE_MAIN = {"id": 1, "address": "ул. Лесная, 5"}
PRESENT, ABSENT, UNKNOWN = Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN


def _read(listed: list[dict[str, object]] | None = None, **fields: object) -> Profile:
    return profile({"id": 5, **fields}, NOTHING_EXPECTED, AT, listed)


@pytest.mark.parametrize(
    ("fields", "trait", "presence", "where"),
    [
        ({}, "address", UNKNOWN, ""),
        ({"addresses": {"is_enabled": False}}, "address", UNKNOWN, ""),
        ({"addresses": {"is_enabled": False}, "description": "О нас"}, "address", ABSENT, ""),
        ({"addresses": {"is_enabled": True, "main_address": MAIN}}, "address", PRESENT, "в разделе «Адреса»"),
        ({"addresses": {"is_enabled": True, "count": 2}}, "address", PRESENT, "в разделе «Адреса»"),
        ({"addresses": {"is_enabled": True}, "description": "О нас"}, "address", UNKNOWN, ""),
        ({"addresses": {"is_enabled": True, "count": 0}, "description": "О нас"}, "address", ABSENT, ""),
        ({"addresses": {"is_enabled": False, "count": 3}, "description": ""}, "address", ABSENT, ""),
        ({"addresses": {}, "description": ""}, "address", UNKNOWN, ""),
        ({"addresses": {}, "description": ""}, "geo", UNKNOWN, ""),
        ({"description": "Ждём вас: ул. Лесная, д. 5"}, "address", PRESENT, "в описании"),
        ({}, "geo", UNKNOWN, ""),
        ({"addresses": {"is_enabled": False}}, "geo", ABSENT, ""),
        ({"addresses": {"is_enabled": True, "main_address": BARE_MAIN}}, "geo", PRESENT, "в разделе «Адреса»"),
        ({"addresses": {"is_enabled": True, "count": 2}}, "geo", UNKNOWN, ""),
        ({"description": "ул. Лесная, д. 5", "addresses": {"is_enabled": False}}, "geo", ABSENT, ""),
        ({"description": ""}, "phone", ABSENT, ""),
        ({"contacts": [], "description": ""}, "phone", ABSENT, ""),
        ({}, "phone", UNKNOWN, ""),
        ({"contacts": [{"user_id": 1}, {"phone": "8 000 00"}]}, "phone", PRESENT, "в контактах"),
        ({"contacts": [{"phone": "  "}], "description": ""}, "phone", ABSENT, ""),
        ({"contacts": [{"phone": "-"}], "description": "тел."}, "phone", ABSENT, ""),
        ({"contacts": None, "description": "О нас"}, "phone", ABSENT, ""),
        ({"addresses": {"is_enabled": True, "main_address": MAIN}}, "phone", PRESENT, "в разделе «Адреса»"),
        ({"addresses": {"is_enabled": False, "main_address": MAIN}, "description": ""}, "phone", ABSENT, ""),
        ({"description": "Звоните: 8 (42666) 2-11-22"}, "phone", PRESENT, "в описании"),
        ({"contacts": [{"email": "a@example.org"}]}, "email", PRESENT, "в контактах"),
        ({"contacts": [{"phone": "8 000 00"}], "description": ""}, "email", ABSENT, ""),
        ({"description": "Пишите на museum@example.org"}, "email", PRESENT, "в описании"),
        ({"description": "Пишите на MUSEUM@Example.ORG."}, "email", PRESENT, "в описании"),
        ({"description": "Пишите на museum @ example.org"}, "email", PRESENT, "в описании"),
        ({}, "email", UNKNOWN, ""),
        ({"site": "https://museum.example.org"}, "site", PRESENT, "в поле «Сайт»"),
        ({"site": "", "links": [{"url": "https://museum.example.org"}]}, "site", PRESENT, "в ссылках"),
        ({"description": "Наш сайт museum-zarechny.ru"}, "site", PRESENT, "в описании"),
        ({"site": "", "description": ""}, "site", ABSENT, ""),
        ({"site": " ", "description": "", "links": []}, "site", ABSENT, ""),
        ({"site": "Наш сайт: museum-zarechny.ru"}, "site", PRESENT, "в поле «Сайт»"),
        ({"site": ""}, "site", UNKNOWN, ""),
        ({"description": ""}, "site", UNKNOWN, ""),
        ({"description": "О нас"}, "description", PRESENT, ""),
        ({"description": " \n"}, "description", ABSENT, ""),
        ({"description": "\u200b\ufeff"}, "description", ABSENT, ""),
        ({"description": "🎉"}, "description", PRESENT, ""),
        ({}, "description", UNKNOWN, ""),
        ({"has_photo": 1}, "avatar", PRESENT, ""),
        ({"has_photo": 0, "photo_200": "https://vk.com/images/community_200.png"}, "avatar", ABSENT, ""),
        ({"photo_200": "https://vk.com/images/community_200.png"}, "avatar", UNKNOWN, ""),
        ({"cover": {"enabled": 1, "images": []}}, "cover", PRESENT, ""),
        ({"cover": {"enabled": 0}}, "cover", ABSENT, ""),
        ({"cover": {}}, "cover", UNKNOWN, ""),
        ({}, "cover", UNKNOWN, ""),
    ],
)
def test_a_trait_of_the_profile(fields: dict[str, object], trait: str, presence: Presence, where: str) -> None:
    found = getattr(_read(**fields), trait)
    assert (found.presence, found.where) == (presence, where)
    assert bool(found.why) == (presence is UNKNOWN)


@pytest.mark.parametrize(
    ("addresses", "asks"),
    [
        (None, False),
        ({"is_enabled": False}, False),
        ({"is_enabled": True, "main_address": MAIN, "count": 1}, False),
        ({"is_enabled": True, "count": 0}, False),
        ({"is_enabled": True, "count": 3}, True),
        ({"is_enabled": True, "main_address": {}}, True),
        ({"is_enabled": True}, True),
    ],
)
def test_addresses_are_asked_for_only_where_they_are_shown_and_not_told(addresses: object, asks: bool) -> None:
    assert lacks_main_address({"id": 5, "addresses": addresses}) is asks


@pytest.mark.parametrize(
    ("listed", "address", "geo", "phone"),
    [
        ([], ABSENT, ABSENT, ABSENT),
        ([BARE_MAIN], PRESENT, UNKNOWN, ABSENT),
        ([{**MAIN, "latitude": 48.0, "longitude": 132.0}], PRESENT, PRESENT, PRESENT),
    ],
)
def test_addresses_asked_for_complete_the_profile(
    listed: list[dict[str, object]], address: Presence, geo: Presence, phone: Presence
) -> None:
    found = _read(listed, addresses={"is_enabled": True}, description="")
    assert (found.address.presence, found.geo.presence, found.phone.presence) == (address, geo, phone)


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"site": "http://www.museum-zarechny.ru/"}, Match.EQUAL),
        ({"site": "HTTP://MUSEUM-ZARECHNY.RU", "description": ""}, Match.EQUAL),
        ({"site": "https://other-museum.ru", "description": ""}, Match.DIFFERENT),
        ({"site": "https://other-museum.ru"}, Match.UNKNOWN),
        ({"description": "Партнёры: https://other-museum.ru"}, Match.UNKNOWN),
    ],
)
def test_a_site_is_compared_with_the_registry(fields: dict[str, object], match: Match) -> None:
    expected = Expected(sites=("https://museum-zarechny.ru",))
    assert profile({"id": 5, **fields}, expected, AT).site.match is match


def test_the_description_tells_the_owner_and_its_own_length() -> None:
    expected = Expected(names=("МБУ «Музей посёлка Заречный-Дальний»",))
    told = profile({"id": 5, "description": "Музей посёлка Заречный-Дальний"}, expected, AT)
    untold = profile({"id": 5}, expected, AT)
    assert (told.names_owner, told.about_length) == (Match.EQUAL, 30)
    assert (untold.names_owner, untold.about_length) == (Match.UNKNOWN, None)


def test_no_value_of_a_contact_survives() -> None:
    found = _read(
        contacts=[{"user_id": 800000001, "phone": "8 000 123-45-67", "email": "someone@example.org"}],
        site="https://museum.example.org",
        addresses={"is_enabled": True, "main_address": MAIN},
        description="Лесная, 5, тел. 8 (42666) 2-11-22, museum@example.org",
    )
    told = repr(found)
    for value in ("800000001", "123-45", "someone", "example.org", "Лесная", "2-11-22"):
        assert value not in told
