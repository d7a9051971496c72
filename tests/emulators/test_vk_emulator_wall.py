"""wall.get, wall.getById and wall.getComments of the VK emulator, without a socket."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from emulators.vk import Habits, TokenKind, VkError, VkGroup, VkPost, VkUser, VkWorld, methods
from emulators.vk.call import Call, Params

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OWNER = {"owner_id": "-7"}

POST_KEYS = {
    *("inner_type", "type", "post_type", "id", "owner_id", "from_id", "date", "text", "marked_as_ads"),
    *("attachments", "comments", "likes", "reposts", "donut", "hash"),
}
TOMBSTONE_KEYS = {"id", "parents_stack", "date", "deleted", "thread"}


def ask(
    world: VkWorld,
    method: str,
    values: dict[str, str],
    *,
    now: datetime = NOON,
    kind: TokenKind = "service",
    habits: Habits | None = None,
) -> Any:
    return methods.answer(method, Call(world, Params(values), kind, now, habits or Habits()))


def refusal(world: VkWorld, method: str, values: dict[str, str], **more: Any) -> tuple[int, str]:
    with pytest.raises(VkError) as caught:
        ask(world, method, values, **more)
    return caught.value.code, caught.value.message


@pytest.fixture
def world() -> VkWorld:
    return VkWorld()


@pytest.fixture
def group(world: VkWorld) -> VkGroup:
    return world.add_group(VkGroup(7, "Библиотека «Заря»", "zarya_library"))


@pytest.fixture
def post(group: VkGroup) -> VkPost:
    return group.post(NOON - DAY, "Встреча читателей")


def ids(answer: Any) -> list[int]:
    return [each["id"] for each in answer["items"]]


def test_a_post_has_the_keys_always_seen_in_recorded_answers(world: VkWorld, post: VkPost) -> None:
    (item,) = ask(world, "wall.get", OWNER)["items"]
    assert set(item) == POST_KEYS
    assert (item["id"], item["owner_id"], item["from_id"], item["inner_type"]) == (post.id, -7, -7, "wall_wallpost")
    assert item["date"] == int((NOON - DAY).timestamp())
    assert item["comments"] == {"count": 0}


def test_keys_that_come_only_sometimes_come_when_there_is_reason(world: VkWorld, group: VkGroup) -> None:
    written = group.post(NOON - DAY, pinned=True, repost=True, comments_can_post=False)
    written.edited = NOON
    written.extra["copyright"] = {"link": "https://zarya.example", "name": "Заря", "type": "external"}
    (item,) = ask(world, "wall.get", OWNER)["items"]
    assert set(item) - POST_KEYS == {"is_pinned", "edited", "copy_history", "copyright"}
    assert (item["is_pinned"], item["comments"]) == (1, {"count": 0, "can_post": 0})
    assert item["copy_history"][0]["owner_id"] != -7


def test_posts_of_the_future_are_not_visible_until_their_time_comes(world: VkWorld, group: VkGroup) -> None:
    group.post(NOON - DAY)
    coming = group.post(NOON + DAY)
    reference = {"posts": f"-7_{coming.id}"}
    assert ask(world, "wall.get", OWNER)["count"] == 1
    assert ids(ask(world, "wall.getById", reference)) == []
    assert ask(world, "wall.get", OWNER, now=NOON + DAY)["count"] == 2
    assert ids(ask(world, "wall.getById", reference, now=NOON + DAY)) == [coming.id]


def test_the_pinned_post_stands_first_out_of_order(world: VkWorld, group: VkGroup) -> None:
    for days in (9, 1, 5):
        group.post(NOON - days * DAY, pinned=days == 9)
    assert ids(ask(world, "wall.get", OWNER)) == [1, 2, 3]


def test_a_wall_is_read_page_by_page_to_its_end(world: VkWorld, group: VkGroup) -> None:
    for day in range(7):
        group.post(NOON - day * DAY)
    pages = [ask(world, "wall.get", OWNER | {"count": "3", "offset": str(at)}) for at in (0, 3, 6, 9)]
    assert [ids(page) for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert {page["count"] for page in pages} == {7}


def test_twenty_posts_come_by_default(world: VkWorld, group: VkGroup) -> None:
    for _ in range(25):
        group.post(NOON)
    assert len(ask(world, "wall.get", OWNER)["items"]) == 20


@pytest.mark.parametrize(("name", "expected"), [("all", [2, 1]), ("owner", [1]), ("others", [2])])
def test_the_filter_tells_the_owners_posts_from_others(
    world: VkWorld, group: VkGroup, name: str, expected: list[int]
) -> None:
    group.post(NOON - DAY)
    group.post(NOON, from_id=800)
    assert ids(ask(world, "wall.get", OWNER | {"filter": name})) == expected


def test_suggested_and_postponed_posts_stay_unseen(world: VkWorld, group: VkGroup) -> None:
    group.post(NOON - DAY, post_type="suggest", from_id=800)
    group.post(NOON - DAY, post_type="postpone")
    assert ask(world, "wall.get", OWNER) == {"count": 0, "items": []}
    assert ids(ask(world, "wall.getById", {"posts": "-7_1,-7_2"})) == []


@pytest.mark.parametrize("domain", ["zarya_library", "public7"])
def test_a_wall_is_found_by_domain(world: VkWorld, post: VkPost, domain: str) -> None:
    assert ids(ask(world, "wall.get", {"domain": domain})) == [post.id]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"owner_id": "-99"},
        {"owner_id": "seven"},
        {"domain": "nobody_here"},
        OWNER | {"count": "101"},
        OWNER | {"offset": "-1"},
        OWNER | {"filter": "donut"},
    ],
)
@pytest.mark.usefixtures("post")
def test_nonsense_is_answered_by_error_100(world: VkWorld, values: dict[str, str]) -> None:
    code, message = refusal(world, "wall.get", values)
    assert code == 100
    assert message.startswith("One of the parameters specified was missing or invalid: ")


def test_a_persons_wall_is_private(world: VkWorld) -> None:
    world.add_user(VkUser(5, "zarya_reader"))
    assert refusal(world, "wall.get", {"domain": "zarya_reader"})[0] == 30
    assert refusal(world, "wall.get", {"owner_id": "5"})[0] == 30


def banned(group: VkGroup) -> None:
    group.deactivated = "banned"


def deleted(group: VkGroup) -> None:
    group.deactivated = "deleted"


def closed(group: VkGroup) -> None:
    group.is_closed = 1


def without_wall(group: VkGroup) -> None:
    group.wall = 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (banned, (15, "Access denied: group is blocked")),
        (closed, (15, "Access denied: this wall available only for community members")),
        (without_wall, (15, "Access denied: wall is disabled")),
        (deleted, (18, "User was deleted or banned")),
    ],
)
def test_a_wall_that_cannot_be_read_says_why(
    world: VkWorld, post: VkPost, change: Callable[[VkGroup], None], expected: tuple[int, str]
) -> None:
    change(world.groups[7])
    assert refusal(world, "wall.get", OWNER) == expected
    assert refusal(world, "wall.getComments", OWNER | {"post_id": str(post.id)}) == expected
    assert ask(world, "wall.getById", {"posts": f"-7_{post.id}"}) == {"items": []}


def test_the_wall_of_a_deleted_community_may_answer_15_instead(world: VkWorld, group: VkGroup) -> None:
    group.deactivated = "deleted"
    assert refusal(world, "wall.get", OWNER, habits=Habits(deleted_wall_code=15))[0] == 15


@pytest.mark.parametrize("method", ["wall.get", "wall.getById", "wall.getComments"])
def test_a_community_token_cannot_read_walls(world: VkWorld, method: str) -> None:
    code, message = refusal(world, method, OWNER, kind="community")
    assert (code, message[:26]) == (27, "Group authorization failed")


def test_extended_answers_bring_the_authors_along(world: VkWorld, group: VkGroup) -> None:
    group.post(NOON, from_id=800).comment(NOON, from_id=801)
    wanted = {"extended": "1", "fields": "verified"}
    for method, values, people in (
        ("wall.get", OWNER, [800]),
        ("wall.getById", {"posts": "-7_1"}, [800]),
        ("wall.getComments", OWNER | {"post_id": "1"}, [801]),
    ):
        answer = ask(world, method, values | wanted)
        assert [each["id"] for each in answer["profiles"]] == people
        assert [(each["id"], each["verified"]) for each in answer["groups"]] == [(7, 0)]


def test_posts_come_by_id_in_the_order_asked_and_missing_ones_are_left_out(world: VkWorld, group: VkGroup) -> None:
    for _ in range(3):
        group.post(NOON)
    group.delete_post(2)
    reference = {"posts": "-7_3,-7_2,-7_1_somehash,-99_1"}
    assert ids(ask(world, "wall.getById", reference)) == [3, 1]
    marked = ask(world, "wall.getById", reference, habits=Habits(deleted_posts_marked=True))["items"]
    assert [each.get("is_deleted") for each in marked] == [None, True, None]


def test_the_history_of_a_repost_is_cut_to_the_depth_asked_for(world: VkWorld, group: VkGroup) -> None:
    written = group.post(NOON, repost=[{"id": number} for number in (11, 12, 13)])
    for depth, expected in (({}, [11, 12]), ({"copy_history_depth": "1"}, [11])):
        (item,) = ask(world, "wall.getById", {"posts": f"-7_{written.id}"} | depth)["items"]
        assert [each["id"] for each in item["copy_history"]] == expected


@pytest.mark.parametrize("posts", ["", "7", "a_b", ",".join(["-7_1"] * 101)])
def test_bad_references_to_posts_are_refused(world: VkWorld, group: VkGroup, posts: str) -> None:
    assert (refusal(world, "wall.getById", {"posts": posts})[0], group.posts) == (100, [])


def comments(world: VkWorld, **values: str) -> Any:
    return ask(world, "wall.getComments", OWNER | {"post_id": "1", "preview_length": "0"} | values)


def test_a_comment_has_its_thread_and_its_owner(world: VkWorld, post: VkPost) -> None:
    post.comments_can_post = True
    written = post.comment(NOON, "Во сколько?", from_id=801)
    answer = comments(world)
    assert {key: answer[key] for key in ("count", "current_level_count", "can_post", "groups_can_post")} == {
        "count": 1,
        "current_level_count": 1,
        "can_post": True,
        "groups_can_post": True,
    }
    assert answer["items"] == [
        {
            "id": written.id,
            "from_id": 801,
            "post_id": 1,
            "owner_id": -7,
            "parents_stack": [],
            "date": int(NOON.timestamp()),
            "text": "Во сколько?",
            "thread": {
                "count": 0,
                "items": [],
                "show_reply_button": True,
                "can_post": True,
                "groups_can_post": True,
            },
        }
    ]


def test_whether_one_may_comment_is_not_told_when_it_is_not_known(world: VkWorld, post: VkPost) -> None:
    post.comment(NOON)
    answer = comments(world)
    assert "can_post" not in answer
    assert "can_post" not in answer["items"][0]["thread"]


def test_replies_are_embedded_as_asked_and_counted_in_full(world: VkWorld, post: VkPost) -> None:
    top = post.comment(NOON)
    for _ in range(12):
        post.comment(NOON, reply_to=top, from_id=-7)
    (item,) = comments(world, thread_items_count="10")["items"]
    assert (item["thread"]["count"], len(item["thread"]["items"])) == (12, 10)
    assert comments(world)["items"][0]["thread"]["items"] == []
    rest = comments(world, comment_id=str(top.id), offset="10")
    assert (rest["count"], rest["current_level_count"], len(rest["items"])) == (13, 12, 2)
    reply = rest["items"][0]
    assert (reply["parents_stack"], reply["reply_to_comment"]) == ([top.id], top.id)
    assert (reply["from_id"], reply["reply_to_user"]) == (-7, top.from_id)


def test_a_deleted_comment_is_a_tombstone_only_while_it_has_replies(world: VkWorld, post: VkPost) -> None:
    answered = post.comment(NOON, deleted=True)
    reply = post.comment(NOON, reply_to=answered)
    post.comment(NOON, deleted=True)
    (item,) = comments(world)["items"]
    assert (item["id"], item["deleted"], set(item)) == (answered.id, True, TOMBSTONE_KEYS)
    reply.deleted = True
    assert comments(world)["items"] == []


def test_comments_are_paged_from_old_to_new_or_back(world: VkWorld, post: VkPost) -> None:
    written = [post.comment(NOON - DAY + timedelta(minutes=minute)).id for minute in range(12)]
    assert ids(comments(world)) == written[:10]
    assert ids(comments(world, offset="10")) == written[10:]
    assert ids(comments(world, sort="desc", count="2")) == [written[11], written[10]]
    assert ids(comments(world, start_comment_id=str(written[5]), offset="-1", count="2")) == written[4:6]


def test_texts_are_cut_to_90_letters_unless_the_preview_is_switched_off(world: VkWorld, post: VkPost) -> None:
    post.comment(NOON, "ё" * 200)
    lengths = [len(comments(world, preview_length=each)["items"][0]["text"]) for each in ("0", "5", "")]
    assert lengths == [200, 5, 90]


def test_likes_come_only_when_needed(world: VkWorld, post: VkPost) -> None:
    post.comment(NOON)
    assert "likes" not in comments(world)["items"][0]
    assert comments(world, need_likes="1")["items"][0]["likes"]["count"] == 0


def test_comments_of_the_future_are_not_visible(world: VkWorld, post: VkPost) -> None:
    post.comment(NOON + DAY)
    assert comments(world)["items"] == []
    assert ask(world, "wall.get", OWNER)["items"][0]["comments"]["count"] == 0
    assert ask(world, "wall.get", OWNER, now=NOON + DAY)["items"][0]["comments"]["count"] == 1


def test_denied_comments_answer_212_and_a_missing_post_15(world: VkWorld, post: VkPost) -> None:
    missing = refusal(world, "wall.getComments", OWNER | {"post_id": "99"})
    assert missing == (15, "Access denied: post was not found check post_id param")
    post.comments_denied = True
    assert refusal(world, "wall.getComments", OWNER | {"post_id": "1"})[0] == 212


@pytest.mark.parametrize("values", [{"count": "101"}, {"thread_items_count": "11"}, {"comment_id": "5"}])
def test_comments_over_the_limits_or_of_nobody_are_refused(
    world: VkWorld, post: VkPost, values: dict[str, str]
) -> None:
    assert (refusal(world, "wall.getComments", OWNER | {"post_id": str(post.id)} | values)[0]) == 100
