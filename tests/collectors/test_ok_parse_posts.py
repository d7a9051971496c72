"""Topics as posts by three roads, and comments with Moscow time."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from any_json import json_of
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import Unintelligible
from collectors.ok import parse_comments, parse_posts
from collectors.ok.shapes import Json, Listed
from domain.post import PostKind

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
GID = 53000000000001
MOMENT = 1397206382471
CREATED = datetime(2014, 4, 11, 8, 53, 2, 471000, tzinfo=UTC)

JSON = json_of(st.text(max_size=4), size=3)


def bean(**more: object) -> Json:
    return {"id": "150000000000001", "created_ms": MOMENT, "author_ref": f"group:{GID}", **more}


def later(days: int) -> int:
    return int((NOW + timedelta(days=days)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({}, PostKind.POST),
        ({"is_promo": True}, PostKind.POST),
        ({"is_ads_post": True}, PostKind.AD),
        ({"is_hidden_post": True}, PostKind.HIDDEN),
        ({"on_moderation": True}, PostKind.HIDDEN),
        ({"is_unpublished_post": True, "is_ads_post": True}, PostKind.HIDDEN),
        ({"is_hidden_post": False, "on_moderation": False, "is_ads_post": False}, PostKind.POST),
        ({"publication_date_ms": later(1), "is_unpublished_post": True}, PostKind.POSTPONED),
        ({"publication_date_ms": later(-1)}, PostKind.POST),
        ({"author_ref": "user:580000000001"}, PostKind.VISITOR),
        ({"author_ref": "user:580000000001", "is_on_behalf_of_group": True}, PostKind.POST),
        ({"author_ref": None}, PostKind.POST),
        ({"media": [{"type": "text", "media_reshare": False}]}, PostKind.POST),
        ({"media": [{"type": "text"}, {"media_reshare": True}]}, PostKind.REPOST),
        ({"media": [{"reshare": {"id": "1"}}]}, PostKind.REPOST),
        ({"media": [{"media_topic_refs": ["media_topic:9"]}]}, PostKind.REPOST),
        ({"media": [{"media_media_topic_refs": []}]}, PostKind.POST),
        ({"media_reshare": True}, PostKind.REPOST),
        ({"owner_ref": "group:53000000000002"}, PostKind.REPOST),
        ({"owner_ref": f"group:{GID}"}, PostKind.POST),
        ({"media": "нет"}, PostKind.POST),
        ({"author_ref": "user:580000000001", "media_reshare": True}, PostKind.VISITOR),
    ],
)
def test_a_topic_is_what_its_marks_say(more: Json, kind: PostKind) -> None:
    assert parse_posts.kind(bean(**more), GID, NOW) is kind


def test_a_page_of_topics_keeps_ids_times_and_counters_alone() -> None:
    page = parse_posts.topics(
        {
            "media_topics": [
                bean(
                    is_sticky=True,
                    is_commenting_denied=True,
                    discussion_summary={"comments_count": 4},
                    media=[{"type": "text", "text": "Праздник"}],
                ),
            ],
            "anchor": "далее",
        },
        GID,
        NOW,
    )
    (topic,) = page.values
    assert (topic.post.id, topic.post.published_at) == ("150000000000001", CREATED)
    assert (topic.post.pinned, topic.post.comments, topic.comments_denied) == (True, 4, True)
    assert (page.anchor, page.has_more, page.came) == ("далее", None, True)


def test_a_counter_that_did_not_come_is_unknown() -> None:
    (topic,) = parse_posts.topics({"media_topics": [bean()]}, GID, NOW).values
    assert topic.post.comments is None


def test_statistics_tell_ids_times_and_counters() -> None:
    page = parse_posts.stat_topics(
        {
            "topics": [{"id": 5, "created_ms": MOMENT, "comments": 2}],
            "has_more": True,
            "anchor": "a",
            "totalCount": 9,
        }
    )
    (topic,) = page.values
    assert (topic.post.id, topic.post.published_at, topic.post.comments) == ("5", CREATED, 2)
    assert (page.has_more, page.anchor) == (True, "a")


def feed(*refs: str) -> Json:
    return {"pattern": "POST", "target_refs": list(refs)}


def test_a_stream_keeps_the_order_of_the_feed_and_passes_over_reposted_originals() -> None:
    answer = {
        "feeds": [feed("media_topic:2"), feed("group_photo:7"), feed("media_topic:1")],
        "entities": {"media_topics": [bean(id="1"), bean(id="9"), bean(id="2")]},
        "anchor": "a",
    }
    page = parse_posts.stream(answer, GID, NOW)
    assert [each.post.id for each in page.values] == ["2", "1"]
    assert not page.is_last(None)


def test_a_stream_page_of_other_events_is_not_the_end_of_the_feed() -> None:
    page = parse_posts.stream({"feeds": [feed("group_photo:7")], "anchor": "a"}, GID, NOW)
    assert page.values == ()
    assert not page.is_last(None)


def test_a_stream_without_feeds_has_ended() -> None:
    assert parse_posts.stream({"anchor": "a"}, GID, NOW).is_last("b")


@pytest.mark.parametrize(
    ("road", "answer"),
    [
        ("topics", {"media_topics": [{"id": "1"}]}),
        ("topics", {"media_topics": [{"created_ms": MOMENT}]}),
        ("topics", {"media_topics": [bean(created_ms="вчера")]}),
        ("topics", {"media_topics": {}}),
        ("topics", "ok"),
        ("stream", {"feeds": [feed("media_topic:2")], "entities": {}}),
        ("stream", {"feeds": [feed("media_topic:2")]}),
    ],
)
def test_a_topic_that_cannot_be_placed_spoils_the_page_instead_of_vanishing(road: str, answer: object) -> None:
    with pytest.raises(Unintelligible):
        getattr(parse_posts, road)(answer, GID, NOW)


@pytest.mark.parametrize(
    ("page", "asked", "last"),
    [
        (Listed((1,), "a", has_more=True), None, False),
        (Listed((1,), "a", has_more=False), None, True),
        (Listed((), "a", has_more=True), "b", False),
        (Listed((1,), "a"), None, False),
        (Listed((1,), "a"), "a", True),
        (Listed((), "a"), "b", True),
        (Listed((1,)), None, False),
        (Listed((1,)), "a", True),
        (Listed((), came=False), None, True),
    ],
)
def test_a_list_ends_by_has_more_or_emptiness_or_its_anchor(
    page: Listed[int], asked: str | None, last: bool
) -> None:
    assert page.is_last(asked) is last


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2014-04-11 12:53:02", datetime(2014, 4, 11, 8, 53, 2, tzinfo=UTC)),  # recorded; UTC+4 then
        ("2010-07-01 12:00:00", datetime(2010, 7, 1, 8, tzinfo=UTC)),  # summer time of old
        ("2010-12-01 12:00:00", datetime(2010, 12, 1, 9, tzinfo=UTC)),
        ("2014-10-26 12:00:00", datetime(2014, 10, 26, 9, tzinfo=UTC)),  # the day Moscow came back to UTC+3
        ("2026-11-16 02:59:59", datetime(2026, 11, 15, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_date_of_a_comment_is_moscow_time_of_its_year(date: str, moment: datetime) -> None:
    assert parse_comments.published_at({"date": date}) == moment


def test_created_ms_is_trusted_before_the_date() -> None:
    assert parse_comments.published_at({"created_ms": MOMENT, "date": "2020-01-01 00:00:00"}) == CREATED
    assert parse_comments.published_at({"created_ms": None, "date": "2014-04-11 12:53:02"}) == CREATED.replace(
        microsecond=0
    )
    assert parse_comments.published_at({}) is None


def test_a_date_of_another_form_is_not_guessed() -> None:
    with pytest.raises(Unintelligible):
        parse_comments.published_at({"date": "11.04.2014 12:53"})


@pytest.mark.parametrize(
    ("more", "by_page"),
    [
        ({"author_id": "580000000001"}, False),
        ({"author_id": str(GID), "author_type": "GROUP"}, True),
        ({"author_id": GID, "author_type": "GROUP"}, True),
        ({"author_id": "53000000000002", "author_type": "GROUP"}, False),
        ({"author_type": "GROUP"}, None),
        ({"author_id": str(GID)}, False),
        ({"author_ref": f"group:{GID}"}, True),
    ],
)
def test_a_reply_of_the_page_is_told_by_its_author(more: Json, by_page: bool | None) -> None:
    answer = {"comments": [{"id": "c1", "date": "2026-11-17 10:00:00", **more}], "has_more": False}
    (comment,) = parse_comments.comments(answer, "150000000000001", GID).values
    assert comment.by_page is by_page


def test_a_comment_is_kept_without_text_and_author() -> None:
    answer = {
        "comments": [
            {
                "id": "c2",
                "author_id": "580000000001",
                "author_name": "Некто",
                "date": "2026-11-17 10:00:00",
                "text": "Спасибо!",
                "reply_to_comment_id": "c1",
                "reply_to_id": "580000000002",
            }
        ]
    }
    (comment,) = parse_comments.comments(answer, "150000000000001", GID).values
    assert (comment.id, comment.post_id, comment.parent_id) == ("c2", "150000000000001", "c1")
    assert not any(word in repr(comment) for word in ("Спасибо", "Некто", "58000000000"))


BEAN = st.fixed_dictionaries(
    {},
    optional={
        "id": JSON | st.just("1"),
        "created_ms": JSON | st.just(MOMENT),
        "author_ref": JSON,
        "owner_ref": JSON,
        "media": JSON,
        "date": JSON,
        "publication_date_ms": JSON,
        "discussion_summary": JSON,
        "target_refs": JSON | st.just(["media_topic:1"]),
    },
)
BEANS = st.lists(BEAN, max_size=2)
ANSWER = JSON | st.fixed_dictionaries(
    {},
    optional={
        "topics": BEANS | JSON,
        "media_topics": BEANS | JSON,
        "feeds": BEANS | JSON,
        "comments": BEANS | JSON,
        "entities": st.fixed_dictionaries({"media_topics": BEANS}) | JSON,
        "anchor": JSON,
        "has_more": JSON,
    },
)


@given(ANSWER)
def test_any_json_raises_nothing_but_unintelligible(answer: object) -> None:
    readers = (
        parse_posts.stat_topics,
        lambda value: parse_posts.topics(value, GID, NOW),
        lambda value: parse_posts.stream(value, GID, NOW),
        lambda value: parse_comments.comments(value, "1", GID),
    )
    for read in readers:
        with suppress(Unintelligible):
            read(answer)
