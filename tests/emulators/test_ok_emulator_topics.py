"""The ways to a group's topics: what each shows, how it pages, how it ends; without a socket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest

from emulators.ok.call import Call
from emulators.ok.errors import OkError
from emulators.ok.group import OkGroup
from emulators.ok.habits import Habits
from emulators.ok.methods import METHODS
from emulators.ok.moments import milliseconds
from emulators.ok.topic import OkTopic
from emulators.ok.world import OkWorld

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
GID = "70000000000001"
STAT, TOPICS, STREAM, BY_IDS = (
    "group.getStatTopics",
    "mediatopic.getTopics",
    "stream.get",
    "mediatopic.getByIds",
)
LISTS = {STAT: "topics", TOPICS: "media_topics"}


@pytest.fixture
def world() -> OkWorld:
    world = OkWorld()
    world.add_group(OkGroup(GID, name="Дом культуры «Кедр»"))
    return world


def days(world: OkWorld, count: int) -> list[OkTopic]:
    """Topics of the last `count` days, the newest first."""
    group = world.groups[GID]
    return [group.topic(NOW - timedelta(days=day), f"День {day}") for day in range(count)]


def ask(world: OkWorld, method: str, habits: Habits | None = None, /, **params: str) -> Any:
    """The JSON value a method answers."""
    return METHODS[method](Call(world, habits or Habits(), NOW, params, 15))


def refusal(world: OkWorld, method: str, habits: Habits | None = None, /, **params: str) -> int:
    """The code a method refuses with."""
    with pytest.raises(OkError) as refused:
        ask(world, method, habits, **params)
    return refused.value.code


def ids(told: Any, method: str) -> list[str]:
    """Ids of the topics in an answer of whatever method."""
    listed = told.get("entities", {}).get("media_topics", []) if method == STREAM else told[LISTS[method]]
    return [each["id"] for each in listed]


def pages(world: OkWorld, method: str, habits: Habits | None = None, /, **params: str) -> Iterator[list[str]]:
    """Ids of page after page, until one is empty."""
    anchor, shown = "", ["before the first"]
    while shown:
        asked = params | ({"anchor": anchor} if anchor else {})
        told = ask(world, method, habits, gid=GID, **asked)
        shown = ids(told, method)
        anchor = told["anchor"]
        yield shown


@pytest.mark.parametrize(
    ("method", "expected"), [(STAT, [10, 10, 3, 0]), (TOPICS, [10, 10, 3, 0]), (STREAM, [10, 10, 3, 0])]
)
def test_anchors_lead_to_every_topic_newest_first(world: OkWorld, method: str, expected: list[int]) -> None:
    written = [each.id for each in days(world, 23)]
    read = list(pages(world, method, count="10"))
    assert [len(each) for each in read] == expected
    assert list(chain.from_iterable(read)) == written


def test_the_feed_gives_fewer_than_asked_for_and_no_feeds_at_the_end(world: OkWorld) -> None:
    days(world, 20)
    first = ask(world, STREAM, gid=GID, count="100")
    second = ask(world, STREAM, gid=GID, count="100", anchor=first["anchor"])
    end = ask(world, STREAM, gid=GID, count="100", anchor=second["anchor"])
    assert [len(each["feeds"]) for each in (first, second)] == [15, 5]
    assert end == {"anchor": second["anchor"]}


def test_a_topic_written_between_two_pages_moves_nothing(world: OkWorld) -> None:
    written = days(world, 4)
    first = ask(world, TOPICS, gid=GID, count="2")
    world.groups[GID].topic(NOW - timedelta(minutes=1))
    written[1].deleted = True
    second = ask(world, TOPICS, gid=GID, count="2", anchor=first["anchor"])
    assert ids(second, TOPICS) == [written[2].id, written[3].id]


def test_reading_backward_from_an_anchor_leads_to_newer_topics(world: OkWorld) -> None:
    written = days(world, 5)
    first = ask(world, TOPICS, gid=GID, count="4")
    told = ask(world, TOPICS, gid=GID, count="2", anchor=first["anchor"], direction="BACKWARD")
    assert ids(told, TOPICS) == [written[2].id, written[1].id]


@pytest.mark.parametrize("method", [STAT, TOPICS, STREAM])
def test_deleted_and_future_topics_are_nowhere(world: OkWorld, method: str) -> None:
    there = world.groups[GID].topic(NOW)
    world.groups[GID].topic(NOW + timedelta(seconds=1))
    world.groups[GID].topic(NOW - timedelta(days=1)).deleted = True
    assert ids(ask(world, method, gid=GID), method) == [there.id]


def test_statistics_know_only_what_somebody_has_seen(world: OkWorld) -> None:
    seen = world.groups[GID].topic(NOW - timedelta(hours=2))
    unseen = world.groups[GID].topic(NOW - timedelta(hours=1), seen=False)
    assert ids(ask(world, STAT, gid=GID), STAT) == [seen.id]
    assert ids(ask(world, TOPICS, gid=GID), TOPICS) == [unseen.id, seen.id]


def test_statistics_keep_to_their_window_and_count_all_of_it(world: OkWorld) -> None:
    written = days(world, 9)
    told = ask(
        world,
        STAT,
        gid=GID,
        count="2",
        fields="ID,CREATED_MS,COMMENTS",
        start_time=str(milliseconds(written[5].created)),
        end_time=str(milliseconds(written[2].created)),
    )
    assert told["topics"] == [
        {"id": each.id, "created_ms": milliseconds(each.created), "comments": 0} for each in written[2:4]
    ]
    assert (told["totalCount"], told["has_more"]) == (4, True)


def test_statistics_name_only_the_id_to_who_forgot_to_ask(world: OkWorld) -> None:
    (topic,) = days(world, 1)
    assert ask(world, STAT, gid=GID)["topics"] == [{"id": topic.id}]


def test_statistics_clip_the_count_to_their_page(world: OkWorld) -> None:
    days(world, 5)
    told = ask(world, STAT, Habits(stat_page=3), gid=GID, count="100")
    assert (len(told["topics"]), told["has_more"]) == (3, True)


@pytest.mark.parametrize(("method", "route"), [(STAT, "stat_topics"), (TOPICS, "get_topics"), (STREAM, "stream")])
@pytest.mark.parametrize("code", [3, 10, 50, 200])
def test_a_shut_route_is_refused_with_the_code_set(world: OkWorld, method: str, route: str, code: Any) -> None:
    routes = world.groups[GID].routes
    routes.refusal = code
    setattr(routes, route, False)
    assert refusal(world, method, gid=GID) == code
    still_open = {STAT, TOPICS, STREAM} - {method}
    assert all(ask(world, each, gid=GID) is not None for each in still_open)


@pytest.mark.parametrize("method", [STAT, TOPICS, STREAM])
def test_an_empty_list_answers_as_the_habit_says(world: OkWorld, method: str) -> None:
    absent = ask(world, method, Habits(end_of_list="absent"), gid=GID)
    assert not absent.keys() & {"topics", "media_topics", "feeds"}
    if method != STREAM:
        assert ids(ask(world, method, gid=GID), method) == []
        assert ask(world, method, Habits(end_of_list="null"), gid=GID) is None


@pytest.mark.parametrize("method", [STAT, TOPICS, STREAM])
def test_the_last_page_may_carry_no_anchor_or_repeat_its_own(world: OkWorld, method: str) -> None:
    days(world, 5)
    first = ask(world, method, gid=GID, count="4")["anchor"]
    asked = {"gid": GID, "count": "4", "anchor": first}
    assert "anchor" not in ask(world, method, Habits(last_anchor="absent"), **asked)
    assert ask(world, method, Habits(last_anchor="repeated"), **asked)["anchor"] == first
    assert ask(world, method, **asked)["anchor"] != first


def test_the_undocumented_list_may_come_without_anchor_and_with_has_more(world: OkWorld) -> None:
    days(world, 3)
    told = ask(world, TOPICS, Habits(topics_anchor=False, topics_has_more=True), gid=GID, count="2")
    assert (told.keys(), told["has_more"]) == ({"media_topics", "has_more"}, True)


@pytest.mark.parametrize("method", [TOPICS, STREAM])
def test_a_pinned_topic_may_stand_first_out_of_order(world: OkWorld, method: str) -> None:
    written = days(world, 4)
    written[3].is_sticky = True
    order = [written[3].id, *(each.id for each in written[:3])]
    read = pages(world, method, Habits(pinned_first=True), count="1")
    assert list(chain.from_iterable(read)) == order
    assert ids(ask(world, method, gid=GID), method) == [each.id for each in written]


@pytest.mark.parametrize("flag", ["is_hidden_post", "is_unpublished_post", "on_moderation"])
def test_a_hidden_topic_carries_its_flag_or_is_left_out(world: OkWorld, flag: str) -> None:
    topic = world.groups[GID].topic(NOW)
    setattr(topic, flag, True)
    (told,) = ask(world, TOPICS, gid=GID, fields="media_topic.*")["media_topics"]
    assert told[flag] is True
    assert ask(world, TOPICS, Habits(lists_hidden=False), gid=GID)["media_topics"] == []
    assert ask(world, STAT, gid=GID)["topics"] == []
    assert len(ask(world, STAT, Habits(stat_hidden=True), gid=GID)["topics"]) == 1


def test_flags_that_do_not_hold_may_be_absent(world: OkWorld) -> None:
    world.groups[GID].topic(NOW, is_promo=True)
    asked = {"gid": GID, "fields": "media_topic.is_promo,media_topic.IS_STICKY"}
    assert ask(world, TOPICS, **asked)["media_topics"] == [{"is_promo": True, "is_sticky": False}]
    assert ask(world, TOPICS, Habits(flags_when_false=False), **asked)["media_topics"] == [{"is_promo": True}]


def test_a_topic_tells_its_author_and_what_gathered_under_it(world: OkWorld) -> None:
    topic = world.groups[GID].topic(NOW - timedelta(days=1), author="user", likes=4, views=30)
    topic.comment(NOW)
    topic.comment(NOW).deleted = True
    topic.comment(NOW + timedelta(minutes=1))
    (told,) = ask(world, BY_IDS, topic_ids=topic.id, fields="media_topic.*")["media_topics"]
    assert (told["author_ref"], told["owner_ref"]) == (f"user:{topic.author_id}", f"group:{GID}")
    assert told["discussion_summary"] == {"comments_count": 1}
    assert (told["like_summary"]["count"], told["views_count"]) == (4, 30)


def test_topics_by_id_come_as_asked_and_without_those_that_are_gone(world: OkWorld) -> None:
    old, gone, new = days(world, 3)
    gone.deleted = True
    asked = {"topic_ids": f"{new.id},{gone.id},1,{old.id}", "media_limit": "3"}
    told = ask(world, BY_IDS, **asked, fields="media_topic.id,group.uid,group.name")
    assert told["media_topics"] == [{"id": new.id}, {"id": old.id}]
    assert told["entities"] == {"groups": [{"uid": GID, "name": "Дом культуры «Кедр»"}]}
    assert refusal(world, BY_IDS, Habits(missing_topic_fails=True), **asked) == 300


@pytest.mark.parametrize("limit", ["", "0", "4", "three"])
def test_several_ids_demand_a_media_limit_of_one_to_three(world: OkWorld, limit: str) -> None:
    asked = ",".join(each.id for each in days(world, 2))
    assert refusal(world, BY_IDS, topic_ids=asked, media_limit=limit) == 100


def test_more_than_a_hundred_ids_are_refused(world: OkWorld) -> None:
    asked = ",".join(str(each) for each in range(1, 102))
    assert refusal(world, BY_IDS, topic_ids=asked, media_limit="1") == 100


def test_blocks_over_the_limit_are_cut_and_said_so(world: OkWorld) -> None:
    topic = world.groups[GID].topic(NOW, "Текст")
    topic.media.extend([{"type": "photo"}, {"type": "link"}])
    whole = ask(world, BY_IDS, topic_ids=topic.id, fields="media_topic.*")["media_topics"][0]
    cut = ask(world, BY_IDS, topic_ids=topic.id, fields="media_topic.*", media_limit="1")["media_topics"][0]
    assert ([each["type"] for each in whole["media"]], whole["has_more"]) == (["text", "photo", "link"], False)
    assert cut["media"] == [{"type": "text", "text": "Текст", "text_tokens": [{"text": "Текст"}]}]
    assert cut["has_more"] is True


def test_a_repost_shows_itself_in_one_of_three_ways(world: OkWorld) -> None:
    topic = world.groups[GID].topic(NOW, "Смотрите", is_repost=True)
    asked = {"topic_ids": topic.id, "fields": "media_topic.*"}
    usual = ask(world, BY_IDS, **asked)["media_topics"][0]
    short = ask(world, BY_IDS, Habits(repost="reshare"), **asked)["media_topics"][0]
    whole = ask(world, BY_IDS, Habits(repost="topic"), **asked)["media_topics"][0]
    assert usual["media"][0].keys() == {"type", "media_reshare", "media_media_topic_refs"}
    assert short["media"][0].keys() == {"type", "reshare", "media_topic_refs"}
    assert (whole["media_reshare"], len(whole["media"])) == (True, 1)


def test_a_block_that_is_no_repost_may_say_so(world: OkWorld) -> None:
    topic = world.groups[GID].topic(NOW, "Своё")
    (told,) = ask(world, BY_IDS, Habits(reshare_when_false=True), topic_ids=topic.id)["media_topics"]
    assert told["media"][0]["media_reshare"] is False


def test_a_feed_entry_refers_to_its_topic(world: OkWorld) -> None:
    (topic,) = days(world, 1)
    (entry,) = ask(world, STREAM, gid=GID)["feeds"]
    assert entry["target_refs"] == [f"media_topic:{topic.id}"]
    assert (entry["pattern"], entry["date"]) == ("POST", "2026-11-18 15:00:00")


@pytest.mark.parametrize(
    "params", [{"count": "0"}, {"count": "ten"}, {"anchor": "made up"}, {"direction": "SIDEWAYS"}]
)
def test_nonsense_in_a_parameter_is_refused(world: OkWorld, params: dict[str, str]) -> None:
    assert refusal(world, TOPICS, gid=GID, **params) == 100


def test_ids_of_topics_differ_between_groups(world: OkWorld) -> None:
    other = world.add_group(OkGroup("70000000000002"))
    written = [group.topic(NOW).id for group in (world.groups[GID], other) for _ in range(3)]
    assert len(set(written)) == 6


def test_topics_of_a_blocked_group_are_gone_by_id_too(world: OkWorld) -> None:
    (topic,) = days(world, 1)
    world.groups[GID].blocked = True
    assert ask(world, BY_IDS, topic_ids=topic.id)["media_topics"] == []
