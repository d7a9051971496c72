"""Stories of whole cycles: a page's reading, and what one page's trouble does to the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from vk_stage import NOW, WEEK_START, library, stage, wish, wish_for, world_of

from domain.page import Openness, Resolution
from domain.post import PostKind
from domain.profile import Presence
from domain.reading import Route, TroubleKind
from emulators.vk import Habits, VkAddress, VkApp, VkGroup, VkUser, api_error

pytestmark = pytest.mark.story


async def test_a_page_is_found_by_its_name_and_read_whole() -> None:
    group = library(posts=3)
    group.description = "Библиотека открыта для всех жителей"
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish(7, "vk.com/library_101"))
    assert reading.trouble is None
    assert (reading.resolution, reading.network_id, reading.title) == (Resolution.FOUND, 101, group.name)
    assert reading.openness is Openness.OPEN
    assert reading.route is Route.WALL
    assert reading.profile is not None
    assert reading.profile.avatar.presence is Presence.PRESENT
    assert reading.posts is not None
    assert [post.id for post in reading.posts.values] == ["3", "2", "1"]
    assert (reading.posts.covered_since, reading.posts.complete) == (None, True)


async def test_sixty_pages_take_one_request_for_the_groups_and_three_for_the_walls() -> None:
    groups = [library(number) for number in range(1, 61)]
    async with stage(world_of(*groups)) as scene:
        readings = await scene.collect(*(wish_for(group, usual=True) for group in groups))
        assert all(reading.trouble is None and reading.posts for reading in readings.values())
        assert [each.method for each in scene.vk.arrivals].count("groups.getById") == 1
        walls = [len(each.inner_calls) for each in scene.vk.arrivals if each.inner_calls]
        assert sorted(walls) == [10, 25, 25]
        assert scene.purse.total == 60 == scene.vk.wall_get_today("vk-demo-token")


async def test_where_execute_is_refused_every_wall_is_asked_by_itself() -> None:
    groups = [library(number) for number in range(1, 9)]
    async with stage(world_of(*groups), execute_allowed=False) as scene:
        readings = await scene.collect(*(wish_for(group) for group in groups))
        await scene.collect(*(wish_for(group) for group in groups))
        assert all(reading.posts for reading in readings.values())
        assert scene.vk.count("execute") == 1
        assert scene.vk.count("wall.get") == 16


@pytest.mark.parametrize("code", [13, 36])
async def test_a_batch_that_is_too_big_is_halved(code: int) -> None:
    groups = [library(number) for number in range(1, 9)]
    async with stage(world_of(*groups)) as scene:
        await scene.collect(*(wish_for(group) for group in groups))
        scene.vk.faults.script(code, method="execute", times=3)
        readings = await scene.collect(*(wish_for(group, usual=True) for group in groups))
        assert all(reading.posts and reading.trouble is None for reading in readings.values())
        sizes = [len(each.inner_calls) for each in scene.vk.arrivals if each.inner_calls]
        assert sizes[-5:].count(2) >= 2
        assert max(sizes[2:]) == 8


async def test_an_answer_over_the_real_limit_is_halved_until_it_fits() -> None:
    groups = [library(number, posts=12) for number in range(1, 17)]
    async with stage(world_of(*groups), response_limit_bytes=20_000) as scene:
        readings = await scene.collect(*(wish_for(group) for group in groups))
    assert all(reading.posts and len(reading.posts.values) == 12 for reading in readings.values())


@pytest.mark.parametrize("habits", [Habits(), Habits(execute_trailer=False), Habits(execute_null=True)])
async def test_errors_inside_execute_go_to_the_pages_they_belong_to(habits: Habits) -> None:
    groups = [library(number) for number in range(1, 6)]
    async with stage(world_of(*groups), habits=habits) as scene:
        for number, text in ((2, "wall is disabled"), (4, "group is blocked")):
            fault = api_error(15, f"Access denied: {text}")
            scene.vk.faults.script(fault, method="wall.get", having={"owner_id": f"-{number}"})
        readings = await scene.collect(*(wish_for(group) for group in groups))
    assert {number: reading.openness for number, reading in readings.items()} == {
        1: Openness.OPEN,
        2: Openness.WALL_OFF,
        3: Openness.OPEN,
        4: Openness.BLOCKED,
        5: Openness.OPEN,
    }
    assert [number for number, reading in readings.items() if reading.posts is None] == [2, 4]
    assert all(reading.trouble is None for reading in readings.values())


async def test_when_every_inner_call_fails_and_the_answer_is_null_each_page_gets_its_own_error() -> None:
    groups = [library(number) for number in (1, 2)]
    async with stage(world_of(*groups), habits=Habits(execute_null=True)) as scene:
        scene.vk.faults.script(api_error(15, "Access denied: wall is disabled"), method="wall.get")
        scene.vk.faults.script(19, method="wall.get")
        readings = await scene.collect(*(wish_for(group) for group in groups))
    assert [readings[number].openness for number in (1, 2)] == [Openness.WALL_OFF, Openness.BLOCKED]


async def test_a_pinned_old_post_does_not_end_the_reading() -> None:
    group = library(posts=130)
    group.pin(1)
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, usual=True, since=NOW - timedelta(days=25)))
    assert reading.posts is not None
    days = [(NOW - post.published_at).days for post in reading.posts.values if not post.pinned]
    assert days[:27] == list(range(27))
    assert reading.posts.complete
    assert reading.posts.covered_since is not None
    assert reading.posts.covered_since < NOW - timedelta(days=25)


async def test_more_than_a_hundred_posts_in_a_week_are_all_read_and_none_twice() -> None:
    group = VkGroup(5, "Дом культуры", "culture")
    for hours in reversed(range(170)):
        group.post(NOW - timedelta(hours=hours))
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, since=WEEK_START))
        assert scene.vk.count("wall.get") == 2
    assert reading.posts is not None
    assert [post.id for post in reading.posts.values] == [str(number) for number in range(170, 0, -1)]


async def test_a_usual_reading_asks_for_twenty_posts() -> None:
    group = library(posts=30)
    async with stage(world_of(group)) as scene:
        await scene.collect_one(wish_for(group, usual=True))
        assert [call["count"] for call in scene.vk.calls("wall.get")] == ["20"]
        assert scene.vk.calls("wall.get")[0]["filter"] == "owner"


async def test_a_repost_is_told_from_a_post() -> None:
    group = VkGroup(5, "Дом культуры", "culture")
    group.post(NOW - timedelta(hours=2))
    group.post(NOW - timedelta(hours=1), repost=True)
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group))
    assert reading.posts is not None
    assert [post.kind for post in reading.posts.values] == [PostKind.REPOST, PostKind.POST]


@pytest.mark.parametrize(
    ("state", "openness"),
    [
        ({"deactivated": "deleted"}, Openness.DELETED),
        ({"deactivated": "banned"}, Openness.BLOCKED),
        ({"is_closed": 1}, Openness.CLOSED),
        ({"is_closed": 2}, Openness.CLOSED),
        ({"wall": 0}, Openness.WALL_OFF),
    ],
)
async def test_a_shut_page_is_an_answer_and_costs_no_wall_call(
    state: dict[str, object], openness: Openness
) -> None:
    group = VkGroup(9, "Музей", "museum", **state)
    async with stage(world_of(group, library())) as scene:
        readings = await scene.collect(wish_for(group), wish_for(library()))
        assert scene.vk.count("wall.get") == 1
    assert (readings[9].openness, readings[9].posts, readings[9].trouble) == (openness, None, None)
    assert readings[9].resolution is Resolution.FOUND
    assert readings[101].posts is not None


async def test_a_wall_found_off_only_by_asking_is_a_fact() -> None:
    group = VkGroup(9, "Музей", "museum", wall=0, withheld={"wall"})
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group))
    assert (reading.openness, reading.posts, reading.trouble) == (Openness.WALL_OFF, None, None)


async def test_a_refusal_in_unknown_words_is_no_fact_about_the_page() -> None:
    group = library()
    async with stage(world_of(group)) as scene:
        scene.vk.faults.script(api_error(15, "Access denied: please come on a weekday"), method="wall.get")
        reading = await scene.collect_one(wish_for(group))
    assert (reading.openness, reading.posts) == (Openness.OPEN, None)
    assert reading.trouble is not None
    assert (reading.trouble.kind, reading.trouble.code) == (TroubleKind.NO_ACCESS, 15)


@pytest.mark.parametrize("habits", [Habits(), Habits(unknown_name_code=104)])
async def test_a_name_nobody_has_is_missing(habits: Habits) -> None:
    async with stage(world_of(library()), habits=habits) as scene:
        readings = await scene.collect(wish(1, "vk.com/nobody_here"), wish_for(library()))
    assert (readings[1].resolution, readings[1].trouble) == (Resolution.MISSING, None)
    assert readings[101].posts is not None


@pytest.mark.parametrize("code", [100, 125])
async def test_one_bad_number_does_not_spoil_the_batch(code: int) -> None:
    groups = [library(number) for number in range(1, 8)]
    habits = Habits(unknown_id="error", bad_screen_name_code=code)
    async with stage(world_of(*groups), habits=habits) as scene:
        wishes = [wish_for(group) for group in groups]
        readings = await scene.collect(*wishes, wish(99, "vk.com/club99999"))
    assert (readings.pop(99).resolution, len(readings)) == (Resolution.MISSING, 7)
    assert all(reading.posts for reading in readings.values())


@pytest.mark.parametrize(
    ("unknown_id", "resolution", "openness"),
    [
        ("absent", Resolution.MISSING, Openness.UNKNOWN),
        ("deleted", Resolution.FOUND, Openness.DELETED),
    ],
)
async def test_a_number_vk_does_not_know(unknown_id: str, resolution: Resolution, openness: Openness) -> None:
    async with stage(world_of(), habits=Habits(unknown_id=unknown_id)) as scene:
        reading = await scene.collect_one(wish(1, "vk.com/club77"))
    assert (reading.resolution, reading.openness) == (resolution, openness)
    assert (reading.trouble, reading.title) == (None, None)


async def test_of_a_person_or_an_application_nothing_is_kept() -> None:
    world = world_of(library())
    world.add_user(VkUser(42, "director_page", "Имя", "Фамилия"))
    world.add_app(VkApp(43, "queue_app"))
    async with stage(world) as scene:
        readings = await scene.collect(wish(1, "vk.com/director_page"), wish(2, "vk.com/queue_app"))
    for reading in readings.values():
        assert reading.resolution is Resolution.NOT_A_PAGE
        assert (reading.network_id, reading.title, reading.profile, reading.trouble) == (None, None, None, None)


async def test_a_name_that_leads_elsewhere_by_now_is_told_and_not_followed() -> None:
    old, new = library(101), library(102)
    old.screen_name, new.screen_name = "old_library", "library_101"
    async with stage(world_of(old, new)) as scene:
        moved = await scene.collect_one(wish(1, "vk.com/library_101", network_id=101))
        gone = await scene.collect_one(wish(2, "vk.com/closed_library", network_id=101))
        same = await scene.collect_one(wish(3, "vk.com/Old_Library", network_id=101))
        assert scene.vk.count("utils.resolveScreenName") == 2
        scene.vk.faults.script(9, method="utils.resolveScreenName")
        unsure = await scene.collect_one(wish(4, "vk.com/library_101", network_id=101))
    assert (unsure.resolution, unsure.trouble) == (Resolution.FOUND, None)
    assert (moved.resolution, moved.network_id, moved.title) == (Resolution.MOVED, 101, old.name)
    assert moved.posts is not None
    assert (gone.resolution, same.resolution) == (Resolution.MOVED, Resolution.FOUND)


async def test_two_rows_with_one_page_both_get_a_reading() -> None:
    group = library()
    async with stage(world_of(group)) as scene:
        readings = await scene.collect(wish(1, "club101", network_id=101), wish(2, "library_101"))
    assert {reading.network_id for reading in readings.values()} == {101}


async def test_an_answer_not_as_documented_troubles_its_page_only_and_is_kept_without_words() -> None:
    odd, good = library(1), library(2)
    odd.posts[0].extra = {"date": "вчера вечером", "text": "Слова жителя"}
    async with stage(world_of(odd, good)) as scene:
        readings = await scene.collect(wish_for(odd), wish_for(good))
        assert [each.method for each in scene.raw] == ["wall.get"]
        assert "Слова" not in scene.raw[0].body
        assert "<13>" in scene.raw[0].body
    assert readings[1].trouble is not None
    assert readings[1].trouble.kind is TroubleKind.UNINTELLIGIBLE
    assert readings[1].profile is not None
    assert readings[2].trouble is None


async def test_an_odd_profile_does_not_hide_the_posts() -> None:
    group = library()
    group.extra = {"contacts": "звоните"}
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group))
    assert reading.posts is not None
    assert reading.profile is None
    assert reading.trouble is not None
    assert reading.trouble.kind is TroubleKind.UNINTELLIGIBLE


async def test_a_wall_that_breaks_off_keeps_what_was_read_and_says_how_far_it_reaches() -> None:
    group = library(posts=300)
    async with stage(world_of(group)) as scene:
        fault = api_error(10)
        scene.vk.faults.script(fault, method="wall.get", times=None, having={"offset": "98"})
        reading = await scene.collect_one(wish_for(group, since=NOW - timedelta(days=200)))
    assert reading.trouble is None
    assert reading.posts is not None
    assert (len(reading.posts.values), reading.posts.complete) == (100, False)
    assert reading.posts.covered_since == reading.posts.values[-1].published_at


async def test_addresses_that_groups_do_not_tell_are_asked_for() -> None:
    group = library()
    group.addresses = [VkAddress(1, address="ул. Лесная, 5", phone="+7 000", latitude=48.0, longitude=132.0)]
    async with stage(world_of(group)) as scene:
        seen = (await scene.collect_one(wish_for(group))).profile
        assert scene.vk.count("groups.getAddresses") == 1
        group.main_address_id = 1
        again = (await scene.collect_one(wish_for(group))).profile
        assert scene.vk.count("groups.getAddresses") == 1
    for each in (seen, again):
        assert each is not None
        assert {each.address.presence, each.geo.presence, each.phone.presence} == {Presence.PRESENT}


async def test_a_community_deactivated_in_an_unknown_way_is_not_guessed_at() -> None:
    group = VkGroup(9, "Музей", "museum", deactivated="frozen")
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group))
    assert (reading.network_id, reading.openness) == (9, Openness.UNKNOWN)
    assert reading.trouble is not None
    assert reading.trouble.kind is TroubleKind.UNINTELLIGIBLE


@pytest.mark.parametrize("code", [9, 260])
async def test_addresses_that_are_refused_leave_the_rest_of_the_profile(code: int) -> None:
    group = library()
    group.addresses = [VkAddress(1, address="ул. Лесная, 5")]
    async with stage(world_of(group)) as scene:
        scene.vk.faults.script(code, method="groups.getAddresses")
        reading = await scene.collect_one(wish_for(group))
    assert reading.trouble is None
    assert reading.profile is not None
    assert (reading.profile.address.presence, reading.profile.geo.presence) == (Presence.PRESENT, Presence.UNKNOWN)


async def test_a_page_gone_from_vk_keeps_its_number_in_the_reading() -> None:
    async with stage(world_of()) as scene:
        reading = await scene.collect_one(wish(1, "vk.com/library_101", network_id=101))
    assert (reading.resolution, reading.network_id) == (Resolution.MISSING, 101)
