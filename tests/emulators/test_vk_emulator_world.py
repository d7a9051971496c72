"""The invented world of the VK emulator: ids, threads, names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from emulators.vk import VkApp, VkGroup, VkUser, VkWorld

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def test_post_ids_ascend_and_are_not_given_again_after_a_deletion() -> None:
    group = VkGroup(1)
    first, second = group.post(NOON), group.post(NOON)
    group.delete_post(second.id)
    assert [first.id, second.id, group.post(NOON).id] == [1, 2, 3]


def test_deleting_a_post_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        VkGroup(1).delete_post(7)


def test_pinning_a_post_unpins_the_one_before() -> None:
    group = VkGroup(1)
    group.post(NOON, pinned=True)
    group.post(NOON, pinned=True)
    assert [each.is_pinned for each in group.posts] == [False, True]


def test_a_reply_to_a_reply_stands_in_the_same_thread() -> None:
    post = VkGroup(1).post(NOON)
    top = post.comment(NOON, "Вопрос")
    answer = post.comment(NOON, "Ответ", reply_to=top)
    thanks = post.comment(NOON, "Спасибо", reply_to=answer)
    assert top.thread == [answer, thanks]
    assert top.id < answer.id < thanks.id


def test_a_reply_to_a_comment_under_another_post_is_refused() -> None:
    group = VkGroup(1)
    stranger = group.post(NOON).comment(NOON)
    with pytest.raises(ValueError, match="another post"):
        group.post(NOON).comment(NOON, reply_to=stranger)


def test_comments_are_counted_with_replies_without_deleted_and_future_ones() -> None:
    post = VkGroup(1).post(NOON)
    top = post.comment(NOON)
    post.comment(NOON, reply_to=top)
    post.comment(NOON, deleted=True)
    post.comment(NOON + timedelta(hours=1))
    assert post.live_comments(NOON) == 2


@pytest.mark.parametrize("name", ["Zarya_Library", "club7", "public7", "EVENT7"])
def test_a_community_answers_to_its_screen_name_and_to_its_numbered_names(name: str) -> None:
    world = VkWorld()
    library = world.add_group(VkGroup(7, "Библиотека", "zarya_library"))
    assert world.named(name) is library


def test_people_and_applications_have_names_too_but_are_no_communities() -> None:
    world = VkWorld()
    person, app = world.add_user(VkUser(5, "zarya_reader")), world.add_app(VkApp(6, "zarya_app"))
    assert [world.named(name) for name in ("zarya_reader", "id5", "zarya_app", "app6")] == [
        person,
        person,
        app,
        app,
    ]
    assert world.community("zarya_reader") is None


def test_a_screen_name_can_move_to_another_community() -> None:
    world = VkWorld()
    old, new = world.add_group(VkGroup(7, screen_name="zarya")), world.add_group(VkGroup(8))
    old.screen_name, new.screen_name = "", "zarya"
    assert world.named("zarya") is new
    assert old.domain == "club7"


@pytest.mark.parametrize("name", ["", "nobody_here", "club99", "id99"])
def test_an_unknown_name_is_nobodys(name: str) -> None:
    world = VkWorld()
    world.add_group(VkGroup(7))
    assert world.named(name) is None
