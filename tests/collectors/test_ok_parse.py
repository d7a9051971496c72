"""What OK tells about links and groups."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from any_json import json_of
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import Unintelligible
from collectors.ok import parse
from collectors.ok.parse import MISSING, Target
from collectors.ok.profile import GROUP_FIELDS, NO_EMAIL_FIELD, profile
from domain.page import Openness, Resolution
from domain.profile import Expected, Match, Presence, Trait

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
NOWHERE = Expected()

JSON = json_of(st.text(max_size=4), size=3)
BEANS = st.fixed_dictionaries(
    {"uid": JSON | st.just("53000000000001")},
    optional={name: JSON for name in GROUP_FIELDS.split(",") if name != "uid"},
)

ABSENT = Trait(Presence.ABSENT)
UNKNOWN = Trait(Presence.UNKNOWN, why="поле не пришло")
ODD = Trait(Presence.UNKNOWN, why="вид поля не распознан")


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ({"objectId": 53000000000001, "type": "GROUP"}, Target(Resolution.FOUND, 53000000000001)),
        ({"objectId": "53000000000001", "type": "GROUP"}, Target(Resolution.FOUND, 53000000000001)),
        ({"objectId": 580000000001, "type": "PROFILE"}, Target(Resolution.NOT_A_PAGE)),
        ({"objectId": 5, "type": "APP"}, Target(Resolution.NOT_A_PAGE)),
        ({"type": "UNKNOWN"}, MISSING),
        ({"type": "GROUP"}, MISSING),
        ({"objectId": 0, "type": "GROUP"}, MISSING),
        ({}, MISSING),
    ],
)
def test_a_link_leads_to_a_group_or_nowhere(answer: object, target: Target) -> None:
    assert parse.target(answer) == target


def test_groups_come_bare_or_wrapped() -> None:
    beans = [{"uid": "53000000000001", "name": "Заря"}, {"uid": 53000000000002}]
    assert list(parse.groups(beans)) == [53000000000001, 53000000000002]
    assert parse.groups({"groups": beans}) == parse.groups(beans)
    assert parse.groups([]) == {}


@pytest.mark.parametrize("answer", [None, {}, "", {"groups": None}, [{"name": "Заря"}], [5], {"groups": [None]}])
def test_an_answer_without_groups_is_no_proof_of_anything(answer: object) -> None:
    with pytest.raises(Unintelligible):
        parse.groups(answer)


@pytest.mark.parametrize(
    ("bean", "openness"),
    [
        ({"access_type": "OPEN"}, Openness.OPEN),
        ({"access_type": "open", "private": False, "blocked": False, "disable_reason": ""}, Openness.OPEN),
        ({"access_type": "CLOSED"}, Openness.CLOSED),
        ({"access_type": "SECRET"}, Openness.CLOSED),
        ({"access_type": "OPEN", "private": True}, Openness.CLOSED),
        ({"access_type": "OPEN", "blocked": True}, Openness.BLOCKED),
        ({"access_type": "CLOSED", "disable_reason": "BLOCKED"}, Openness.BLOCKED),
        ({}, Openness.UNKNOWN),
        ({"access_type": None}, Openness.UNKNOWN),
        ({"access_type": "PAID"}, Openness.UNKNOWN),
    ],
)
def test_openness_is_told_or_unknown(bean: dict[str, object], openness: Openness) -> None:
    assert parse.openness(bean) is openness


def test_the_founding_is_in_milliseconds() -> None:
    assert parse.created_at({"created_ms": 1397206382471}) == datetime(2014, 4, 11, 8, 53, 2, 471000, tzinfo=UTC)
    assert parse.created_at({"created_ms": 0}) is None
    assert parse.created_at({"created_ms": 10**24}) is None
    assert parse.created_at({}) is None


@pytest.mark.parametrize(
    ("answer", "themes"),
    [
        ({"themes": 12}, 12),
        ({"counters": {"themes": 12, "members": 3}}, 12),
        ({"counters": {"THEMES": "12"}}, 12),
        ({"themes": 0}, 0),
        ({"counters": {"members": 3}}, None),
        ({"themes": -1}, None),
        ({"themes": True}, None),
        (None, None),
        ([{"themes": 5}], None),
    ],
)
def test_the_counter_of_topics_is_found_one_level_deep(answer: object, themes: int | None) -> None:
    assert parse.themes(answer) == themes


TRAITS: list[tuple[str, dict[str, object], Trait]] = [
    ("address", {"address": "ул. Школьная, 25"}, Trait(Presence.PRESENT, "в поле адреса")),
    ("address", {"address": "", "city": "Приречное"}, Trait(Presence.PRESENT, "в поле города")),
    ("address", {"description": "ул. Школьная, 25", "address": ""}, Trait(Presence.PRESENT, "в описании")),
    ("address", {"description": "Заря", "address": "", "city": ""}, ABSENT),
    ("address", {"description": "Заря", "city": ""}, UNKNOWN),
    ("address", {"address": ""}, Trait(Presence.UNKNOWN, why="описание не пришло")),
    ("address", {"address": {"street": "ул. Школьная", "house": 25}}, Trait(Presence.PRESENT, "в поле адреса")),
    ("address", {"address": ["ул. Школьная, 25"]}, Trait(Presence.PRESENT, "в поле адреса")),
    ("address", {"address": {"id": 5}, "description": "Заря"}, ODD),
    ("address", {"address": {"id": 5}, "description": "ул. Школьная, 25"}, Trait(Presence.PRESENT, "в описании")),
    ("address", {"address": {}, "description": "Заря"}, ABSENT),
    ("address", {"address": "-", "description": "Заря"}, ABSENT),
    ("address", {"address": " ", "city": {"name": "Приречное"}}, Trait(Presence.PRESENT, "в поле города")),
    ("geo", {"location_latitude": 47.7}, Trait(Presence.PRESENT, "на карте")),
    ("geo", {"location_latitude": "47.7"}, Trait(Presence.PRESENT, "на карте")),
    ("geo", {"location_latitude": 0}, ABSENT),
    ("geo", {"location_latitude": ""}, ABSENT),
    ("geo", {"location_latitude": None}, ABSENT),
    ("geo", {"location_latitude": "0.0"}, ABSENT),
    ("geo", {"location_latitude": " "}, ABSENT),
    ("geo", {"location_latitude": "47,7"}, ODD),
    ("geo", {"location_latitude": {"deg": 47}}, ODD),
    ("geo", {"location_latitude": float("nan")}, ODD),
    ("geo", {"location_latitude": True}, ODD),
    ("geo", {}, UNKNOWN),
    ("phone", {"phone": "8 914 000 11 22"}, Trait(Presence.PRESENT, "в поле телефона")),
    ("phone", {"phone": " ", "description": "тел. 21-3-45"}, Trait(Presence.PRESENT, "в описании")),
    ("phone", {"phone": "", "description": "Заря"}, ABSENT),
    ("phone", {"phone": "-", "description": "тел."}, ABSENT),
    ("phone", {"phone": 84266621122, "description": "Заря"}, Trait(Presence.PRESENT, "в поле телефона")),
    ("phone", {"phone": ["8 914 000 11 22"], "description": "Заря"}, ODD),
    ("phone", {"description": "Заря"}, UNKNOWN),
    ("email", {"description": "dk@example.ru"}, Trait(Presence.PRESENT, "в описании")),
    ("email", {"description": "Заря"}, Trait(Presence.UNKNOWN, why=NO_EMAIL_FIELD)),
    ("email", {"description": "DK@EXAMPLE.RU."}, Trait(Presence.PRESENT, "в описании")),
    ("email", {"description": "dk@ example.ru"}, Trait(Presence.PRESENT, "в описании")),
    ("email", {}, Trait(Presence.UNKNOWN, why=NO_EMAIL_FIELD)),
    ("site", {"homepage_url": "zarya.example.ru"}, Trait(Presence.PRESENT, "в поле сайта")),
    ("site", {"description": "https://zarya.example.ru"}, Trait(Presence.PRESENT, "в описании")),
    ("site", {"homepage_url": "", "description": "https://vk.com/zarya"}, ABSENT),
    ("site", {"homepage_url": ""}, UNKNOWN),
    ("site", {"homepage_url": "сайт zarya.example.ru"}, Trait(Presence.PRESENT, "в поле сайта")),
    ("site", {"homepage_url": {"url": "zarya.example.ru"}, "description": "Заря"}, UNKNOWN),
    ("site", {"homepage_url": "ЗАРЯ.РФ/", "description": ""}, Trait(Presence.PRESENT, "в поле сайта")),
    ("site", {"description": "Заря"}, UNKNOWN),
    ("description", {"description": "Заря"}, Trait(Presence.PRESENT, "в описании")),
    ("description", {"description": "  "}, ABSENT),
    ("description", {"description": "\u200b"}, ABSENT),
    ("description", {"description": None}, ABSENT),
    ("description", {"description": "🎉"}, Trait(Presence.PRESENT, "в описании")),
    ("description", {"description": ["Заря"]}, ODD),
    ("description", {}, UNKNOWN),
    ("avatar", {"photo_id": "9000"}, Trait(Presence.PRESENT, "на странице")),
    ("avatar", {"photo_id": "", "main_photo": {"id": "9000"}}, Trait(Presence.PRESENT, "на странице")),
    ("avatar", {"photo_id": "0", "main_photo": None}, ABSENT),
    ("avatar", {"photo_id": " ", "main_photo": {}}, ABSENT),
    ("avatar", {"picAvatar": "https://stub.example.ru/1.png"}, UNKNOWN),
    ("cover", {"cover": {"cover_photos": [{"id": "9000"}]}}, Trait(Presence.PRESENT, "на странице")),
    ("cover", {"cover": {"cover_photos": []}}, ABSENT),
    ("cover", {"cover": None}, ABSENT),
    ("cover", {"cover": {}}, ABSENT),
    ("cover", {"cover": [{"id": "9000"}]}, Trait(Presence.UNKNOWN, why="вид обложки не распознан")),
    ("cover", {"cover": "https://example.ru/1.png"}, Trait(Presence.UNKNOWN, why="вид обложки не распознан")),
    ("cover", {"cover": {"layout": 1}}, Trait(Presence.UNKNOWN, why="вид обложки не распознан")),
    ("cover", {}, UNKNOWN),
]


@pytest.mark.parametrize(("name", "bean", "trait"), TRAITS)
def test_a_field_is_present_absent_or_unknown(name: str, bean: dict[str, object], trait: Trait) -> None:
    assert getattr(profile(bean, NOWHERE, NOW), name) == trait


def test_the_owner_and_the_length_come_from_the_description() -> None:
    expected = Expected(names=("МБУ «Заря»",), sites=("zarya.example.ru",))
    told = profile({"description": "Дом культуры ЗАРЯ", "homepage_url": "zarya.example.ru/"}, expected, NOW)
    assert told.names_owner is Match.EQUAL
    assert told.about_length == len("Дом культуры ЗАРЯ")
    assert told.site.match is Match.EQUAL
    assert profile({}, expected, NOW).about_length is None


def test_no_value_of_a_profile_is_kept() -> None:
    secret = "89140001122"
    text = f"ул. Тайная, 7 {secret} {secret}@example.ru"
    bean: dict[str, object] = dict.fromkeys(GROUP_FIELDS.split(","), text)
    told = repr(profile(bean, NOWHERE, NOW))
    assert secret not in told
    assert "Тайная" not in told


@given(JSON)
def test_any_json_raises_nothing_but_unintelligible(answer: object) -> None:
    for read in (parse.target, parse.groups, parse.themes):
        with suppress(Unintelligible):
            read(answer)


@given(BEANS, st.builds(Expected, st.just(("МБУ «Заря»",)), st.just(("zarya.example.ru",))))
def test_any_group_has_a_profile(bean: dict[str, object], expected: Expected) -> None:
    assert profile(bean, expected, NOW).seen_at == NOW
    assert isinstance(parse.openness(bean), Openness)
    assert parse.title(bean) != ""
    created = parse.created_at(bean)
    assert created is None or created.tzinfo is UTC
