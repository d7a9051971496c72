"""groups.getById, groups.getAddresses and utils.resolveScreenName of the VK emulator, without a socket."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from emulators.vk import Habits, TokenKind, VkAddress, VkApp, VkError, VkGroup, VkUser, VkWorld, methods
from emulators.vk.call import Call, Params

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
BASE = {"id", "name", "screen_name", "is_closed", "type", "photo_50", "photo_100", "photo_200"}
ALL_FIELDS = (
    "description,site,status,activity,members_count,verified,wall,has_photo,photo_max,cover,addresses,contacts,"
    "links,menu,inn,is_government_organization"
)


def ask(
    world: VkWorld,
    method: str,
    values: dict[str, str],
    *,
    kind: TokenKind = "service",
    habits: Habits | None = None,
) -> Any:
    return methods.answer(method, Call(world, Params(values), kind, NOON, habits or Habits()))


def refusal(world: VkWorld, method: str, values: dict[str, str], **more: Any) -> int:
    with pytest.raises(VkError) as caught:
        ask(world, method, values, **more)
    return caught.value.code


@pytest.fixture
def world() -> VkWorld:
    world = VkWorld()
    world.add_user(VkUser(5, "zarya_reader"))
    world.add_app(VkApp(6, "zarya_app"))
    world.add_group(VkGroup(8, "Клуб", type="group"))
    return world


@pytest.fixture
def group(world: VkWorld) -> VkGroup:
    return world.add_group(VkGroup(7, "Библиотека «Заря»", "zarya_library"))


def by_id(world: VkWorld, fields: str = "", **more: Any) -> Any:
    (told,) = ask(world, "groups.getById", {"group_ids": "7", "fields": fields}, **more)["groups"]
    return told


def test_only_the_base_comes_without_fields(world: VkWorld, group: VkGroup) -> None:
    group.description = "Книги и встречи"
    told = by_id(world)
    assert set(told) == BASE
    assert (told["id"], told["screen_name"], told["type"]) == (7, "zarya_library", "page")


def test_a_user_token_is_told_its_own_place_in_the_community(world: VkWorld, group: VkGroup) -> None:
    assert set(by_id(world, kind="user")) - BASE == {"is_admin", "is_member", "is_advertiser"}
    assert set(by_id(world, kind="community")) == BASE
    assert group.id == 7


@pytest.mark.usefixtures("group")
def test_fields_nobody_has_filled_do_not_come(world: VkWorld) -> None:
    assert set(by_id(world, ALL_FIELDS)) - BASE == {
        "members_count",
        "verified",
        "wall",
        "has_photo",
        "photo_max",
        "addresses",
    }


def test_filled_fields_have_the_shapes_of_the_schema(world: VkWorld, group: VkGroup) -> None:
    group.description, group.site, group.cover_enabled, group.verified = (
        "Книги",
        "https://zarya.example",
        True,
        True,
    )
    group.contacts = [{"user_id": 5}, {"email": "library@zarya.example"}]
    group.links = [{"id": 1, "url": "https://zarya.example", "name": "Сайт"}]
    group.menu = [{"title": "Запись"}]
    group.extra["is_government_organization"] = True
    group.addresses.append(VkAddress(31, "Библиотека", "ул. Рассветная, 1", "Заря", "+70000000000"))
    group.main_address_id = 31
    told = by_id(world, ALL_FIELDS)
    assert (told["description"], told["site"], told["verified"]) == ("Книги", "https://zarya.example", 1)
    assert (told["cover"]["enabled"], set(told["cover"]["images"][0])) == (1, {"url", "width", "height"})
    assert (told["contacts"], told["links"]) == (group.contacts, group.links)
    assert (told["menu"], told["is_government_organization"]) == ({"items": [{"title": "Запись"}]}, True)
    assert {key: told["addresses"][key] for key in ("is_enabled", "count", "main_address_id")} == {
        "is_enabled": True,
        "count": 1,
        "main_address_id": 31,
    }
    assert told["addresses"]["main_address"]["city"]["title"] == "Заря"


def test_switched_off_parts_say_so(world: VkWorld, group: VkGroup) -> None:
    group.cover_enabled, group.has_photo, group.addresses_enabled = False, False, False
    group.addresses.append(VkAddress(31))
    told = by_id(world, ALL_FIELDS)
    assert (told["cover"], told["has_photo"], told["addresses"]) == ({"enabled": 0}, 0, {"is_enabled": False})
    assert told["photo_50"] == "https://vk.com/images/community_50.png"


def test_a_withheld_field_does_not_come(world: VkWorld, group: VkGroup) -> None:
    group.withheld = {"wall", "members_count"}
    assert set(by_id(world, "wall,members_count,verified")) - BASE == {"verified"}


@pytest.mark.parametrize("state", ["deleted", "banned"])
def test_a_deactivated_community_is_no_error(world: VkWorld, group: VkGroup, state: Any) -> None:
    group.deactivated = state
    told = by_id(world, ALL_FIELDS)
    assert (set(told) - BASE, told["deactivated"]) == ({"deactivated"}, state)


@pytest.mark.usefixtures("group")
def test_numbers_and_names_may_be_mixed_and_the_order_is_kept(world: VkWorld) -> None:
    answer = ask(world, "groups.getById", {"group_ids": "8,zarya_library,club8"})
    assert [each["id"] for each in answer["groups"]] == [8, 7, 8]
    assert (set(answer), answer["profiles"]) == ({"groups", "profiles"}, [])
    assert ask(world, "groups.getById", {"group_id": "7"})["groups"][0]["id"] == 7


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("bad", ["nobody_here", "zarya_reader", "club99", "-7"])
@pytest.mark.parametrize("code", [100, 125])
def test_one_bad_name_fails_the_whole_batch(world: VkWorld, bad: str, code: Any) -> None:
    values = {"group_ids": f"7,{bad}"}
    assert refusal(world, "groups.getById", values, habits=Habits(bad_screen_name_code=code)) == code


@pytest.mark.usefixtures("group")
def test_an_unknown_number_is_left_out_or_deleted_or_an_error(world: VkWorld) -> None:
    values = {"group_ids": "7,99"}
    assert [each["id"] for each in ask(world, "groups.getById", values)["groups"]] == [7]
    told = ask(world, "groups.getById", values, habits=Habits(unknown_id="deleted"))["groups"][1]
    assert (told["id"], told["deactivated"]) == (99, "deleted")
    assert refusal(world, "groups.getById", values, habits=Habits(unknown_id="error")) == 100


def test_five_hundred_ids_are_taken_and_one_more_is_not(world: VkWorld) -> None:
    assert len(ask(world, "groups.getById", {"group_ids": ",".join(["8"] * 500)})["groups"]) == 500
    assert refusal(world, "groups.getById", {"group_ids": ",".join(["8"] * 501)}) == 100
    assert refusal(world, "groups.getById", {}) == 100


def test_addresses_come_by_pages_with_the_fields_asked_for(world: VkWorld, group: VkGroup) -> None:
    for number in range(12):
        group.addresses.append(
            VkAddress(30 + number, f"Филиал {number}", "ул. Рассветная, 1", phone="+70000000000")
        )
    answer = ask(world, "groups.getAddresses", {"group_id": "7"})
    assert (answer["count"], len(answer["items"])) == (12, 10)
    assert set(answer["items"][0]) == {"id", "title", "address", "phone", "work_info_status"}
    rest = ask(world, "groups.getAddresses", {"group_id": "7", "offset": "10", "fields": "title"})
    assert rest["items"] == [{"id": 40, "title": "Филиал 10"}, {"id": 41, "title": "Филиал 11"}]
    chosen = ask(world, "groups.getAddresses", {"group_id": "zarya_library", "address_ids": "33,99"})
    assert [each["id"] for each in chosen["items"]] == [33]


def test_addresses_are_for_user_and_service_tokens_of_a_living_community(world: VkWorld, group: VkGroup) -> None:
    assert refusal(world, "groups.getAddresses", {"group_id": "7"}, kind="community") == 27
    assert refusal(world, "groups.getAddresses", {"group_id": "99"}) == 125
    group.deactivated = "banned"
    assert refusal(world, "groups.getAddresses", {"group_id": "7"}) == 125


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("zarya_library", {"type": "page", "object_id": 7}),
        ("club8", {"type": "group", "object_id": 8}),
        ("zarya_reader", {"type": "user", "object_id": 5}),
        ("zarya_app", {"type": "application", "object_id": 6}),
        ("nobody_here", []),
    ],
)
def test_a_screen_name_is_resolved_to_whom_it_belongs(world: VkWorld, name: str, expected: Any) -> None:
    assert ask(world, "utils.resolveScreenName", {"screen_name": name}) == expected


@pytest.mark.usefixtures("group")
def test_resolving_has_habits_nobody_has_documented(world: VkWorld) -> None:
    unknown, page = {"screen_name": "nobody_here"}, {"screen_name": "zarya_library"}
    assert refusal(world, "utils.resolveScreenName", unknown, habits=Habits(unknown_name_code=104)) == 104
    told = ask(world, "utils.resolveScreenName", page, habits=Habits(pages_resolve_as_group=True))
    assert told["type"] == "group"
