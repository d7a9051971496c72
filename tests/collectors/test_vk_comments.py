"""Stories of comments: which posts are asked about, threads to their end, tombstones, closed comments."""

from __future__ import annotations

from datetime import timedelta

import pytest
from vk_stage import NOW, WEEK_START, library, stage, wish_for, world_of

from domain.reading import CommentsRead, Reading
from emulators.vk import VkGroup, VkPost

pytestmark = pytest.mark.story


def _of(reading: Reading, post: VkPost) -> CommentsRead:
    (found,) = [each for each in reading.comments if each.post_id == str(post.id)]
    return found


def _museum() -> tuple[VkGroup, VkPost]:
    group = VkGroup(9, "Музей", "museum")
    return group, group.post(NOW - timedelta(days=1))


async def test_comments_and_replies_are_read_without_text_and_author() -> None:
    group, post = _museum()
    asked = post.comment(NOW - timedelta(hours=3), "Когда откроетесь?")
    post.comment(NOW - timedelta(hours=2), "В десять", from_id=group.owner_id, reply_to=asked)
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
        (call,) = scene.vk.calls("wall.getComments")
        assert call["preview_length"] == "1"
    found = _of(reading, post)
    assert (found.counter, found.closed) == (2, False)
    assert found.fetched is not None
    question, answer = found.fetched.values
    assert (question.by_page, question.parent_id, question.deleted) == (False, None, False)
    assert (answer.by_page, answer.parent_id) == (True, question.id)
    assert question.published_at == NOW - timedelta(hours=3)
    assert (found.fetched.covered_since, found.fetched.complete) == (None, True)


async def test_a_deleted_comment_with_replies_is_a_tombstone() -> None:
    group, post = _museum()
    gone = post.comment(NOW - timedelta(hours=3), deleted=True)
    post.comment(NOW - timedelta(hours=2), reply_to=gone)
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
    fetched = _of(reading, post).fetched
    assert fetched is not None
    tombstone = fetched.values[0]
    assert (tombstone.deleted, tombstone.by_page, tombstone.id) == (True, None, str(gone.id))


async def test_hundreds_of_comments_and_a_long_thread_are_read_to_the_last() -> None:
    group, post = _museum()
    first = post.comment(NOW - timedelta(hours=20))
    for minutes in range(230):
        post.comment(NOW - timedelta(hours=19) + timedelta(minutes=minutes))
    for minutes in range(140):
        post.comment(NOW - timedelta(hours=10) + timedelta(minutes=minutes), reply_to=first)
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
    fetched = _of(reading, post).fetched
    assert fetched is not None
    assert {each.id for each in fetched.values} == {str(each.id) for each in post.every_comment()}
    assert len(fetched.values) == 371
    assert sum(each.parent_id == str(first.id) for each in fetched.values) == 140
    assert fetched.complete


async def test_closed_comments_are_a_fact() -> None:
    group, post = _museum()
    post.comments_denied = True
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
    assert _of(reading, post) == CommentsRead(str(post.id), None, 0, closed=True)
    assert reading.trouble is None


@pytest.mark.parametrize("code", [10, 15, 210])
async def test_comments_that_cannot_be_had_leave_the_reading_whole(code: int) -> None:
    group, post = _museum()
    other = group.post(NOW - timedelta(hours=1))
    other.comment(NOW)
    async with stage(world_of(group)) as scene:
        spoilt = {"post_id": str(post.id)}
        scene.vk.faults.script(code, method="wall.getComments", times=None, having=spoilt)
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
    assert reading.trouble is None
    assert [each.post_id for each in reading.comments] == [str(other.id)]


async def test_only_recent_posts_and_those_with_a_changed_counter_are_asked_about() -> None:
    group = library(posts=6)
    for post in group.posts[:4]:
        post.comment(post.date + timedelta(minutes=5))
    known = {"1": 1, "2": 5, "3": None, "5": 0}
    options = {"comments_since": NOW - timedelta(days=1, hours=2), "known_posts": known}
    async with stage(world_of(group)) as scene:
        await scene.collect_one(wish_for(group, **options))
        asked = {call["post_id"] for call in scene.vk.calls("wall.getComments")}
    assert asked == {"2", "3", "6"}


async def test_comments_of_many_posts_go_together() -> None:
    group = library(posts=6)
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
        together = [each.inner_calls for each in scene.vk.arrivals if "wall.getComments" in each.inner_calls]
    assert [len(each) for each in together] == [6]
    assert len(reading.comments) == 6


async def test_visitors_posts_are_not_looked_under() -> None:
    group = library(posts=1)
    group.posts[0].extra = {"from_id": 800000009}
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
        assert scene.vk.count("wall.getComments") == 0
    assert reading.comments == ()


async def test_an_immense_discussion_is_read_from_its_newest_end_and_says_how_far() -> None:
    group, post = _museum()
    for minutes in range(1_050):
        post.comment(NOW - timedelta(minutes=minutes))
    async with stage(world_of(group)) as scene:
        reading = await scene.collect_one(wish_for(group, comments_since=WEEK_START))
    fetched = _of(reading, post).fetched
    assert fetched is not None
    assert not fetched.complete
    dates = [each.published_at for each in fetched.values]
    assert fetched.covered_since == min(dates) == NOW - timedelta(minutes=len(dates) - 1)
    assert 900 < len(dates) < 1_050
