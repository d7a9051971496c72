"""What a topic is made of: the blocks that are known, what was left out, nobody's words but the group's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from any_json import json_of
from hypothesis import given
from hypothesis import strategies as st

from collectors.ok import parse_posts, publication
from collectors.ok.shapes import Json
from domain.content import Content, Format
from domain.post import PostKind
from emulators.ok import blocks

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
GID = 53000000000001
MOMENT = 1_763_000_000_000


def words(text: str) -> Json:
    return {"type": "text", "text": text, "text_tokens": [{"text": text}]}


def bean(**more: object) -> Json:
    return {"id": "1", "created_ms": MOMENT, "author_ref": f"group:{GID}", "media": [], **more}


def topic_of(limit: int | None = None, **more: object) -> parse_posts.Topic:
    (topic,) = parse_posts.topics({"media_topics": [bean(**more)]}, GID, NOW, limit).values
    return topic


def content_of(*media: object, **more: object) -> Content:
    content = topic_of(media=list(media), **more).post.content
    assert content is not None
    return content


@pytest.mark.parametrize(
    ("block", "format_"),
    [
        (blocks.photo("group_photo:1", "group_photo:2"), Format.PHOTO),
        (blocks.movie(), Format.VIDEO),
        ({"type": "video"}, Format.VIDEO),
        (blocks.poll(), Format.POLL),
        (blocks.link("https://zarya.example.ru"), Format.LINK),
        (blocks.carousel(), Format.CARDS),
        (blocks.music(), Format.AUDIO),
        ({"type": "music", "media_music_track_refs": ["music_track:1"]}, Format.AUDIO),
        ({"media_photo_refs": ["photo:1"]}, Format.PHOTO),
        ({"type": "product"}, Format.OTHER),
        ({"type": "hologram"}, Format.OTHER),
        ({"type": ["photo"]}, Format.OTHER),
        ({}, Format.OTHER),
    ],
)
def test_the_format_of_a_block(block: Json, format_: Format) -> None:
    told = content_of(words("Праздник"), block)
    assert told.formats == (Format.TEXT, format_)
    assert not told.cut


def test_texts_and_links_of_all_blocks_are_put_together() -> None:
    told = content_of(
        words("Праздник: zarya.example.ru"),
        blocks.link("https://zarya.example.ru/a"),
        {"type": "text", "text": "Да"},
    )
    assert told.text == "Праздник: zarya.example.ru\nДа"
    assert told.links == ("zarya.example.ru", "https://zarya.example.ru/a")


def test_a_text_that_came_in_tokens_alone_is_put_together() -> None:
    block = {"type": "text", "text_tokens": [{"text": "Празд"}, {"text": "ник"}, 5]}
    assert content_of(block).text == "Праздник"


def test_a_long_read_is_an_article() -> None:
    assert content_of(words("История"), longread=True).formats == (Format.TEXT, Format.ARTICLE)
    assert content_of(words("История"), longread={"id": 1}).formats == (Format.TEXT,)


@pytest.mark.parametrize(
    ("more", "limit", "is_part"),
    [
        ({}, None, False),
        ({"has_more": False}, 3, False),
        ({"has_more": True}, 3, True),
        ({"has_more": True}, None, True),
        ({"is_text_cut": True}, None, True),
        ({"media": [words("а"), words("б"), words("в")]}, 3, True),
        ({"media": [words("а"), words("б"), words("в")]}, None, False),
        ({"media": [words("а"), words("б"), words("в")], "has_more": False}, 3, False),
        ({"media": [words("а"), words("б")]}, 3, False),
    ],
)
def test_blocks_that_were_left_out_are_told(more: Json, limit: int | None, is_part: bool) -> None:
    topic = topic_of(limit, **more)
    assert topic.is_part is is_part
    assert topic.post.content is not None
    assert topic.post.content.cut is is_part


@pytest.mark.parametrize(
    "more",
    [
        {"media": [{"type": "topic", "media_reshare": True}, words("Советуем")]},
        {"media": [words("Советуем")], "media_reshare": True},
        {"media": [{"type": "topic", "media_topic_refs": ["media_topic:9"]}, words("Советуем")]},
    ],
)
def test_of_a_repost_nobody_tells_what_is_quoted(more: Json) -> None:
    post = topic_of(**more).post
    assert post.kind is PostKind.REPOST
    assert post.content == Content("Советуем", formats=(Format.TEXT,), cut=True)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"author_ref": "user:580000000001"}, PostKind.VISITOR),
        ({"author_ref": "user:580000000001", "is_ads_post": True}, PostKind.AD),
        ({"author_ref": None}, PostKind.POST),
        ({"on_moderation": True}, PostKind.HIDDEN),
        ({"is_hidden_post": True}, PostKind.HIDDEN),
        ({"is_unpublished_post": True, "publication_date_ms": MOMENT * 2}, PostKind.POSTPONED),
    ],
)
def test_what_others_wrote_and_what_is_not_shown_has_no_content(more: Json, kind: PostKind) -> None:
    post = topic_of(media=[words("Тайное слово")], **more).post
    assert (post.kind, post.content) == (kind, None)


def test_a_topic_on_behalf_of_the_group_is_its_own() -> None:
    told = topic_of(media=[words("Афиша")], author_ref="user:580000000001", is_on_behalf_of_group=True).post
    assert told.content == Content("Афиша", formats=(Format.TEXT,))
    assert "580000000001" not in repr(told)


def test_statistics_and_answers_without_blocks_tell_no_content() -> None:
    (topic,) = parse_posts.stat_topics({"topics": [{"id": "1", "created_ms": MOMENT}]}).values
    assert topic.post.content is None
    assert topic_of(media=None).post.content is None


def test_the_counters_are_kept_and_what_did_not_come_is_unknown() -> None:
    told = topic_of(like_summary={"count": 7}, reshare_summary={"count": "2"}, views_count=90).post
    assert (told.likes, told.reposts, told.views) == (7, 2, 90)
    odd = topic_of(like_summary=[], reshare_summary={"count": -1}).post
    assert (odd.likes, odd.reposts, odd.views) == (None, None, None)


JSON = json_of(
    st.sampled_from(["type", "text", "text_tokens", "url", "photo_refs", "media_reshare", "link", "poll"])
)
BEANS = st.fixed_dictionaries({}, optional=dict.fromkeys(("has_more", "is_text_cut", "longread", "media"), JSON))


@given(told=BEANS, media=st.lists(JSON), limit=st.none() | st.integers(1, 3))
def test_whatever_a_topic_holds_its_content_never_raises(told: Json, media: object, limit: int | None) -> None:
    for each in (told, {**told, "media": media}):
        content = publication.content(each, limit)
        assert content is None or content.text.encode() is not None
