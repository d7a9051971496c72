"""VK's JSON as values: the documented shapes, older forms, and whatever else may come."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from any_json import json_of
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import Unintelligible
from collectors.vk import cards, parse
from collectors.vk.execute import matched
from collectors.vk.profile import lacks_main_address, listed_addresses, profile
from collectors.vk.wire import Call, Said
from domain.page import Openness, Resolution
from domain.post import PostKind
from domain.profile import NOTHING_EXPECTED

OWNER = -500000001
AT = 1_790_000_000
AT_UTC = datetime.fromtimestamp(AT, UTC)


def _item(**fields: object) -> dict[str, object]:
    return {
        "inner_type": "wall_wallpost",
        "type": "post",
        "id": 7,
        "owner_id": OWNER,
        "from_id": OWNER,
        "date": AT,
        "post_type": "post",
        "marked_as_ads": 0,
        "comments": {"count": 0},
        **fields,
    }


QUOTED = [{"id": 1, "owner_id": -500000002, "date": 0, "from_id": 0}]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, PostKind.POST),
        ({"copy_history": []}, PostKind.POST),
        ({"copy_history": QUOTED}, PostKind.REPOST),
        ({"post_type": "copy"}, PostKind.REPOST),
        ({"post_type": "clip"}, PostKind.CLIP),
        ({"post_type": "video"}, PostKind.VIDEO),
        ({"post_type": "photo"}, PostKind.PHOTO),
        ({"marked_as_ads": 1}, PostKind.AD),
        ({"marked_as_ads": True, "copy_history": QUOTED}, PostKind.AD),
        ({"post_type": "post_ads"}, PostKind.AD),
        ({"post_type": "suggest", "from_id": 800000001}, PostKind.SUGGESTED),
        ({"post_type": "postpone"}, PostKind.POSTPONED),
        ({"from_id": 800000001}, PostKind.VISITOR),
        ({"from_id": 800000001, "copy_history": QUOTED}, PostKind.VISITOR),
        ({"from_id": None}, PostKind.POST),
        ({"post_type": "reply"}, PostKind.OTHER),
        ({"post_type": "topic"}, PostKind.OTHER),
        ({"post_type": "market"}, PostKind.OTHER),
        ({"post_type": "longread"}, PostKind.UNLISTED),
        ({"post_type": "longread", "from_id": None}, PostKind.UNLISTED),
        ({"post_type": "longread", "from_id": 800000001}, PostKind.VISITOR),
        ({"post_type": "longread", "copy_history": QUOTED}, PostKind.REPOST),
        ({"post_type": "longread", "marked_as_ads": 1}, PostKind.AD),
        ({"post_type": None}, PostKind.POST),
        ({"post_type": None, "type": "clip"}, PostKind.CLIP),
        ({"post_type": None, "type": None}, PostKind.UNLISTED),
    ],
)
def test_the_kind_of_a_wall_item(fields: dict[str, object], kind: PostKind) -> None:
    (post,) = parse.wall_page({"count": 1, "items": [_item(**fields)]}, OWNER).posts
    assert post.kind is kind


def test_a_post_keeps_its_times_its_counter_and_whether_it_is_pinned() -> None:
    item = _item(edited=AT + 60, is_pinned=1, comments={"count": 12, "can_post": 1}, unknown_key=[{}])
    page = parse.wall_page({"count": 40, "items": [item]}, OWNER)
    (post,) = page.posts
    assert (post.id, post.published_at, post.comments, post.pinned) == ("7", AT_UTC, 12, True)
    assert post.edited_at is not None
    assert (post.edited_at - post.published_at).total_seconds() == 60
    assert (page.size, page.total) == (1, 40)


def test_what_did_not_come_is_not_made_up() -> None:
    item = {"id": 7, "date": AT}
    (post,) = parse.wall_page({"items": [item]}, OWNER).posts
    assert (post.edited_at, post.comments, post.pinned) == (None, None, False)


def test_a_post_marked_deleted_is_left_out_but_takes_its_place() -> None:
    page = parse.wall_page({"count": 2, "items": [_item(), {"id": 8, "is_deleted": True}]}, OWNER)
    assert ([post.id for post in page.posts], page.size) == (["7"], 2)


@pytest.mark.parametrize("answer", [[1, _item()], [_item()]])
def test_a_wall_as_a_bare_list(answer: object) -> None:
    page = parse.wall_page(answer, OWNER)
    assert (len(page.posts), page.size, page.total) == (1, 1, None)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        False,
        "нет",
        {},
        {"items": None},
        {"items": {}},
        {"items": [5]},
        {"items": [_item(id="7")]},
        {"items": [_item(date=None)]},
        {"items": [_item(date=1e300)]},
        {"items": [_item(date=float("nan"))]},
        {"items": [_item(date=True)]},
        {"items": [_item(comments=[])]},
        {"items": [_item(copy_history="repost")]},
        {"items": [_item(post_type=1)]},
        {"items": [_item(is_pinned="yes")]},
        {"count": "2", "items": []},
    ],
)
def test_a_wall_not_as_documented(answer: object) -> None:
    with pytest.raises(Unintelligible):
        parse.wall_page(answer, OWNER)


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ({"type": "group", "object_id": 500000001}, 500000001),
        ({"type": "page", "object_id": 500000001.0}, 500000001),
        ({"type": "event", "object_id": 5}, 5),
        ({"type": "user", "object_id": 5}, Resolution.NOT_A_PAGE),
        ({"type": "application", "object_id": 5}, Resolution.NOT_A_PAGE),
        ({"type": "vk_app", "object_id": 5}, Resolution.NOT_A_PAGE),
        ({"type": "community_application", "object_id": 5, "group_id": 6}, Resolution.NOT_A_PAGE),
        ([], Resolution.MISSING),
        ({}, Resolution.MISSING),
    ],
)
def test_who_stands_behind_a_name(answer: object, who: int | Resolution) -> None:
    assert cards.resolved(answer) == who


@pytest.mark.parametrize("answer", [None, 0, "", [1], {"type": "planet"}, {"type": "group"}, {"object_id": 5}])
def test_a_name_answered_not_as_documented(answer: object) -> None:
    with pytest.raises(Unintelligible):
        cards.resolved(answer)


@pytest.mark.parametrize("answer", [{"groups": [{"id": 5}], "profiles": []}, [{"id": 5}]])
def test_groups_come_in_an_object_and_formerly_as_a_bare_list(answer: object) -> None:
    assert cards.groups(answer) == cards.Groups({5: {"id": 5}}, [])


def test_a_group_without_a_readable_id_is_set_aside() -> None:
    assert cards.groups({"groups": [{"id": 5}, {"id": "6"}, 7]}) == cards.Groups({5: {"id": 5}}, [{"id": "6"}, 7])


@pytest.mark.parametrize(
    ("fields", "openness"),
    [
        ({"is_closed": 0, "wall": 1}, Openness.OPEN),
        ({"is_closed": 0}, Openness.OPEN),
        ({"is_closed": 0, "wall": 3}, Openness.OPEN),
        ({"is_closed": 0, "wall": 0}, Openness.WALL_OFF),
        ({"is_closed": 1, "wall": 0}, Openness.CLOSED),
        ({"is_closed": 2}, Openness.CLOSED),
        ({"is_closed": 1, "deactivated": "deleted"}, Openness.DELETED),
        ({"is_closed": 0, "deactivated": "banned"}, Openness.BLOCKED),
        ({}, Openness.UNKNOWN),
        ({"wall": 0}, Openness.UNKNOWN),
    ],
)
def test_whether_visitors_see_a_community(fields: dict[str, object], openness: Openness) -> None:
    head = cards.card({"id": 5, "name": "Школа искусств", "screen_name": "art_school", **fields})
    assert (head.id, head.screen_name, head.openness) == (5, "art_school", openness)


def test_a_deactivation_of_an_unknown_kind_is_not_guessed_at() -> None:
    with pytest.raises(Unintelligible):
        cards.card({"id": 5, "deactivated": "frozen"})


def _comment(number: int, **fields: object) -> dict[str, object]:
    return {"id": number, "from_id": 800000001, "date": AT, "text": "т", "parents_stack": [], **fields}


def test_comments_with_replies_tombstones_and_a_long_thread() -> None:
    reply = _comment(12, from_id=OWNER, parents_stack=[11])
    answer = {
        "count": 15,
        "current_level_count": 2,
        "items": [
            _comment(11, thread={"count": 12, "items": [reply]}),
            {"id": 13, "date": AT, "deleted": True, "thread": {"count": 1, "items": [_comment(14)]}},
        ],
    }
    page = parse.comment_page(answer, OWNER, "7")
    assert [(each.id, each.by_page, each.deleted) for each in page.level] == [
        ("11", False, False),
        ("13", None, True),
    ]
    assert [(each.id, each.parent_id, each.by_page) for each in page.replies] == [
        ("12", "11", True),
        ("14", "13", False),
    ]
    assert (page.long, page.total) == (("11",), 2)
    assert {each.post_id for each in (*page.level, *page.replies)} == {"7"}


def test_a_tombstone_may_have_no_date_and_a_thread_belongs_to_its_parent() -> None:
    page = parse.comment_page({"items": [{"id": 15, "deleted": True}]}, OWNER, "7", "11")
    (tombstone,) = page.level
    assert (tombstone.published_at, tombstone.parent_id, page.total) == (None, "11", None)


KEYS = st.sampled_from(
    [
        *(
            "id",
            "type",
            "object_id",
            "groups",
            "items",
            "count",
            "current_level_count",
            "date",
            "edited",
            "deleted",
        ),
        *("comments", "copy_history", "post_type", "from_id", "is_pinned", "is_deleted", "marked_as_ads", "thread"),
        *("name", "screen_name", "is_closed", "wall", "deactivated", "description", "site", "has_photo", "cover"),
        *("enabled", "addresses", "is_enabled", "main_address", "contacts", "links", "url", "phone", "email"),
        *("latitude", "longitude", "method", "error_code", "error_msg"),
    ]
)
ANSWERS = json_of(KEYS)
OBJECTS = st.dictionaries(KEYS, ANSWERS, max_size=8)

READERS = [
    cards.resolved,
    cards.groups,
    lambda value: parse.wall_page(value, OWNER),
    lambda value: parse.wall_page({"items": [value]}, OWNER),
    lambda value: parse.wall_page({"items": [_item(**value)]} if isinstance(value, dict) else value, OWNER),
    lambda value: parse.comment_page(value, OWNER, "7"),
    lambda value: parse.comment_page({"items": [value]}, OWNER, "7"),
    listed_addresses,
]


@pytest.mark.parametrize("read", READERS)
@given(answer=ANSWERS)
def test_whatever_json_comes_a_reader_understands_it_or_says_it_does_not(read: object, answer: object) -> None:
    with suppress(Unintelligible):
        read(answer)


@given(group=OBJECTS)
def test_whatever_a_group_holds_its_profile_is_understood_or_not(group: dict[str, object]) -> None:
    for read in (
        lambda: cards.card(group),
        lambda: lacks_main_address(group),
        lambda: profile(group, NOTHING_EXPECTED, AT_UTC, None),
    ):
        with suppress(Unintelligible):
            read()


@given(value=ANSWERS, errors=ANSWERS)
def test_whatever_execute_says_every_call_gets_an_answer_or_is_asked_again(value: object, errors: object) -> None:
    calls = [Call("wall.get"), Call("wall.get")]
    assert len(matched(calls, Said(value, errors))) == 2


def test_the_readers_take_what_json_itself_can_spell() -> None:
    """NaN and Infinity are no JSON, but Python reads them."""
    with pytest.raises(Unintelligible):
        parse.wall_page(json.loads('{"items": [{"id": NaN, "date": Infinity}]}'), OWNER)
