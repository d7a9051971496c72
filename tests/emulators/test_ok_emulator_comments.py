"""discussions.getComments: who spoke, when by Moscow time, page after page; without a socket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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


@pytest.fixture
def world() -> OkWorld:
    world = OkWorld()
    world.add_group(OkGroup(GID)).topic(NOW - timedelta(days=1), "Объявление")
    return world


def topic_of(world: OkWorld) -> OkTopic:
    """The only topic there is."""
    return world.groups[GID].topics[0]


def ask(world: OkWorld, habits: Habits | None = None, /, **params: str) -> Any:
    """The JSON value discussions.getComments answers for the only topic."""
    asked = {"discussionId": topic_of(world).id, "discussionType": "GROUP_TOPIC"} | params
    return METHODS["discussions.getComments"](Call(world, habits or Habits(), NOW, asked, 15))


def refusal(world: OkWorld, **params: str) -> int:
    """The code discussions.getComments refuses with."""
    with pytest.raises(OkError) as refused:
        ask(world, **params)
    return refused.value.code


def texts(told: Any) -> list[str]:
    """Texts of an answer's comments, in its order."""
    return [each["text"] for each in told["comments"]]


def speak(world: OkWorld, count: int) -> None:
    """Write comments 1, 2, … a minute apart, up to now."""
    for number in range(1, count + 1):
        topic_of(world).comment(NOW - timedelta(minutes=count - number), str(number))


def test_a_comment_tells_its_moment_by_moscow_without_a_zone(world: OkWorld) -> None:
    topic_of(world).comment(datetime(2026, 11, 17, 21, 30, 5, tzinfo=UTC))
    (told,) = ask(world)["comments"]
    assert told["date"] == "2026-11-18 00:30:05"
    assert "created_ms" not in told


def test_a_comment_may_carry_its_milliseconds(world: OkWorld) -> None:
    comment = topic_of(world).comment(NOW)
    (told,) = ask(world, Habits(comment_created_ms=True))["comments"]
    assert told["created_ms"] == milliseconds(comment.created)


def test_only_a_group_is_named_as_the_kind_of_author(world: OkWorld) -> None:
    question = topic_of(world).comment(NOW - timedelta(hours=1), "Когда?")
    topic_of(world).comment(NOW, "Завтра", author="group", reply_to=question)
    asked, answered = ask(world)["comments"]
    assert "author_type" not in asked
    assert (answered["author_type"], answered["author_id"]) == ("GROUP", GID)
    assert (answered["reply_to_comment_id"], answered["reply_to_id"]) == (question.id, question.author_id)


def test_only_the_fields_asked_for_come(world: OkWorld) -> None:
    comment = topic_of(world).comment(NOW, "Текст")
    told = ask(world, fields="comment.ID,comment.AUTHOR_NAME")["comments"]
    assert told == [{"id": comment.id, "author_name": comment.author_name}]
    assert "author_name" not in ask(world)["comments"][0]
    assert "author_name" in ask(world, fields="comment.*")["comments"][0]


def test_deleted_and_future_comments_just_are_not_there(world: OkWorld) -> None:
    speak(world, 3)
    topic_of(world).comments[1].deleted = True
    topic_of(world).comment(NOW + timedelta(seconds=1), "4")
    assert texts(ask(world)) == ["1", "3"]


def test_reading_forward_goes_from_the_first_to_the_last(world: OkWorld) -> None:
    speak(world, 5)
    first = ask(world, anchor="FIRST", count="3")
    second = ask(world, anchor=first["anchor"], count="3")
    assert (texts(first), first["has_more"]) == (["1", "2", "3"], True)
    assert (texts(second), second["has_more"]) == (["4", "5"], False)


@pytest.mark.parametrize(("newest_first", "expected"), [(False, ["4", "5"]), (True, ["5", "4"])])
def test_reading_backward_goes_from_the_last_to_the_first(
    world: OkWorld,
    newest_first: bool,
    expected: list[str],
) -> None:
    speak(world, 5)
    habits = Habits(backward_newest_first=newest_first)
    last = ask(world, habits, anchor="LAST", direction="BACKWARD", count="2")
    before = ask(world, habits, anchor=last["anchor"], direction="BACKWARD", count="9")
    assert texts(last) == expected
    assert sorted(texts(before)) == ["1", "2", "3"]


def test_there_is_nothing_past_the_last_comment(world: OkWorld) -> None:
    speak(world, 2)
    assert texts(ask(world, anchor="LAST", direction="FORWARD")) == []


def test_a_page_holds_at_most_a_hundred(world: OkWorld) -> None:
    speak(world, 105)
    told = ask(world, count="1000")
    assert (len(told["comments"]), told["has_more"]) == (100, True)


def test_comments_of_one_moment_are_all_met(world: OkWorld) -> None:
    for number in range(4):
        topic_of(world).comment(NOW, str(number))
    first = ask(world, count="3")
    assert texts(first) + texts(ask(world, count="3", anchor=first["anchor"])) == ["0", "1", "2", "3"]


def test_the_last_page_may_repeat_its_anchor_without_has_more(world: OkWorld) -> None:
    speak(world, 3)
    habits = Habits(last_anchor="repeated", has_more=False)
    first = ask(world, habits, count="2")
    last = ask(world, habits, count="2", anchor=first["anchor"])
    assert (last["anchor"], "has_more" in last) == (first["anchor"], False)


@pytest.mark.parametrize(("end", "expected"), [("empty", True), ("absent", False)])
def test_no_comments_are_an_empty_list_or_no_list(world: OkWorld, end: Any, expected: bool) -> None:
    told = ask(world, Habits(end_of_list=end))
    assert told["discussionId"] == topic_of(world).id
    assert ("comments" in told) is expected
    assert ask(world, Habits(end_of_list="null")) is None


def test_comments_of_a_deleted_topic_are_not_found(world: OkWorld) -> None:
    topic_of(world).deleted = True
    assert refusal(world) == 300


def test_comments_may_be_refused_to_this_token(world: OkWorld) -> None:
    world.groups[GID].routes.comments = False
    assert refusal(world) == 10


@pytest.mark.parametrize("params", [{"discussionType": "GROUP_PHOTO"}, {"direction": "AROUND"}, {"anchor": "?"}])
def test_what_is_not_emulated_is_refused(world: OkWorld, params: dict[str, str]) -> None:
    assert refusal(world, **params) == 100
