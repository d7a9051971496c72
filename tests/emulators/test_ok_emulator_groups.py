"""Links, profiles, counters, rights and the token's user, without a socket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from emulators.ok.call import Call
from emulators.ok.errors import OkError
from emulators.ok.group import OkGroup
from emulators.ok.habits import Habits
from emulators.ok.methods import METHODS
from emulators.ok.world import OkWorld

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
HOUSE = "70000000000001"
LIBRARY = "70000000000002"
PERSON = 580000000042


def ask(world: OkWorld, method: str, habits: Habits | None = None, /, **params: str) -> Any:
    """The JSON value a method answers."""
    return METHODS[method](Call(world, habits or Habits(), NOW, params, 15))


def refusal(world: OkWorld, method: str, habits: Habits | None = None, /, **params: str) -> int:
    """The code a method refuses with."""
    with pytest.raises(OkError) as refused:
        ask(world, method, habits, **params)
    return refused.value.code


@pytest.fixture
def world() -> OkWorld:
    world = OkWorld()
    world.add_group(OkGroup(HOUSE, name="Дом культуры «Кедр»", shortname="dk.kedr", members_count=120))
    world.add_group(OkGroup(LIBRARY, name="Библиотека «Строка»", shortname="stroka"))
    world.add_link("PROFILE", PERSON, "kto.to")
    world.add_link("APP", 1_200_000, "igra")
    return world


@pytest.mark.parametrize(
    ("url", "number", "kind"),
    [
        (f"https://ok.ru/group/{HOUSE}", int(HOUSE), "GROUP"),
        (f"ok.ru/group/{HOUSE}/topic/1500", int(HOUSE), "GROUP"),
        ("https://ok.ru/dk.kedr", int(HOUSE), "GROUP"),
        ("https://m.ok.ru/DK.Kedr/?st=1", int(HOUSE), "GROUP"),
        ("http://www.odnoklassniki.ru/stroka#top", int(LIBRARY), "GROUP"),
        ("stroka", int(LIBRARY), "GROUP"),
        (f"https://ok.ru/profile/{PERSON}", PERSON, "PROFILE"),
        ("https://ok.ru/kto.to", PERSON, "PROFILE"),
        ("https://ok.ru/igra", 1_200_000, "APP"),
    ],
)
def test_a_link_leads_to_its_object(world: OkWorld, url: str, number: int, kind: str) -> None:
    assert ask(world, "url.getInfo", url=url) == {"objectId": number, "type": kind}


@pytest.mark.parametrize("url", ["https://ok.ru/nobody", "https://ok.ru/group/70000000000009", "https://ok.ru/"])
def test_a_link_to_nothing_answers_as_the_habit_says(world: OkWorld, url: str) -> None:
    assert ask(world, "url.getInfo", url=url) == {"type": "UNKNOWN"}
    assert ask(world, "url.getInfo", Habits(unknown_link="empty"), url=url) == {}
    assert refusal(world, "url.getInfo", Habits(unknown_link="error"), url=url) == 300


def test_an_object_id_may_come_as_text(world: OkWorld) -> None:
    habits = Habits(object_id_as_text=True, object_id_str=True)
    told = ask(world, "url.getInfo", habits, url="https://ok.ru/stroka")
    assert told == {"objectId": LIBRARY, "objectIdStr": LIBRARY, "type": "GROUP"}


def test_a_profile_is_a_bare_array_of_the_fields_asked_for(world: OkWorld) -> None:
    world.groups[HOUSE].pic_avatar = "https://pictures.invalid/1"
    told = ask(world, "group.getInfo", uids=f"{HOUSE},{LIBRARY}", fields="UID,name,pic_avatar")
    assert told == [
        {"uid": HOUSE, "name": "Дом культуры «Кедр»", "picAvatar": "https://pictures.invalid/1"},
        {"uid": LIBRARY, "name": "Библиотека «Строка»"},
    ]


def test_a_field_that_is_none_does_not_come_and_an_empty_one_comes_empty(world: OkWorld) -> None:
    world.groups[HOUSE].phone = ""
    told = ask(world, "group.getInfo", uids=HOUSE, fields="phone,address")
    assert told == [{"phone": ""}]


def test_a_field_not_modelled_comes_from_the_extra_ones_when_asked_for(world: OkWorld) -> None:
    world.groups[HOUSE].extra = {"gos_org": True, "category": "OTHER"}
    assert ask(world, "group.getInfo", uids=HOUSE, fields="gos_org") == [{"gos_org": True}]


def test_groups_may_come_wrapped(world: OkWorld) -> None:
    told = ask(world, "group.getInfo", Habits(wrapped_groups=True), uids=HOUSE, fields="uid")
    assert told == {"groups": [{"uid": HOUSE}]}


@pytest.mark.parametrize("trait", ["blocked", "disabled"])
def test_a_group_that_is_not_to_be_had_is_left_out(world: OkWorld, trait: str) -> None:
    setattr(world.groups[HOUSE], trait, True)
    told = ask(world, "group.getInfo", uids=f"{HOUSE},{LIBRARY},70000000000009", fields="uid")
    assert told == [{"uid": LIBRARY}]
    assert refusal(world, "group.getStatTopics", gid=HOUSE) == 300


def test_a_blocked_group_may_stay_listed(world: OkWorld) -> None:
    world.groups[HOUSE].blocked = True
    told = ask(world, "group.getInfo", Habits(blocked_groups_listed=True), uids=HOUSE, fields="uid,blocked")
    assert told == [{"uid": HOUSE, "blocked": True}]


@pytest.mark.parametrize("code", [100, 160])
def test_a_malformed_id_fails_the_whole_call(world: OkWorld, code: Any) -> None:
    habits = Habits(malformed_group_id=code)
    assert refusal(world, "group.getInfo", habits, uids=f"{HOUSE},dk.kedr", fields="uid") == code


def test_fields_of_a_profile_are_required(world: OkWorld) -> None:
    assert refusal(world, "group.getInfo", uids=HOUSE) == 100


def test_the_right_to_statistics_may_come_as_a_letter(world: OkWorld) -> None:
    world.groups[HOUSE].flags = "s,e"
    asked = {"uids": HOUSE, "fields": "stats_allowed,role"}
    assert ask(world, "group.getInfo", **asked) == [{"stats_allowed": True, "role": "ADMIN"}]
    told = ask(world, "group.getInfo", Habits(allowed_in_flags=True), **asked)
    assert told == [{"role": "ADMIN", "attrs": {"flags": "s,e"}}]


def test_counters_count_what_the_feed_shows(world: OkWorld) -> None:
    house = world.groups[HOUSE]
    house.topic(NOW - timedelta(days=1))
    house.topic(NOW - timedelta(days=2), is_hidden_post=True)
    house.topic(NOW + timedelta(days=1))
    asked = {"group_id": HOUSE, "counterTypes": "THEMES,MEMBERS,VIDEOS"}
    assert ask(world, "group.getCounters", **asked) == {"counters": {"themes": 1, "members": 120}}
    house.counters["themes"] = 7
    told = ask(world, "group.getCounters", Habits(wrapped_counters=False), **asked)
    assert told == {"themes": 7, "members": 120}


def test_the_user_is_told_his_place_in_a_group(world: OkWorld) -> None:
    world.groups[HOUSE].member_status = "MODERATOR"
    me = ask(world, "users.getCurrentUser", fields="uid")["uid"]
    told = ask(world, "group.getUserGroupsByIds", group_id=HOUSE, uids=f"{me},{PERSON}")
    assert told == [{"groupId": HOUSE, "userId": me, "status": "MODERATOR"}]


@pytest.mark.parametrize(("granted", "expected"), [({"GROUP_CONTENT"}, True), (set[str](), False)])
def test_a_permission_is_a_bare_truth_value(world: OkWorld, granted: set[str], expected: bool) -> None:
    world.permissions = granted
    assert ask(world, "users.hasAppPermission", ext_perm="GROUP_CONTENT") is expected
