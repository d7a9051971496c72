"""Answers the emulator does not give: told to a page's reader directly, call by call."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from vk_stage import NOW, wish

from collectors.errors import CollectingError, NoAccess, TryLater, Unintelligible
from collectors.vk.discussion import MOST_POSTS, worth_reading
from collectors.vk.enquiry import Enquiry
from collectors.vk.naming import communities, resolve
from collectors.vk.refusals import openness_by
from collectors.vk.wall import read_wall
from collectors.vk.wire import Answer, Call, Refused, Said
from domain.page import Openness, Resolution
from domain.post import Post, PostKind
from domain.reading import RawAnswer

SINCE = NOW - timedelta(days=7)


class Script:
    """Answers calls in order, from what was written down; the last answer stays."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.calls: list[Call] = []
        self.raw: list[RawAnswer] = []

    async def ask(self, call: Call) -> Answer:
        self.calls.append(call)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, CollectingError):
            raise answer
        return answer if isinstance(answer, Refused) else Said(answer)

    @property
    def enquiry(self) -> Enquiry:
        return Enquiry(self.ask, lambda: NOW, self.raw.append)


def _items(*days: int, pinned: int | None = None) -> list[dict[str, object]]:
    """Posts whose id is 100 minus their age in days."""
    return [
        {
            "id": 100 - age,
            "date": int((NOW - timedelta(days=age)).timestamp()),
            "post_type": "post",
            "is_pinned": int(age == pinned),
        }
        for age in days
    ]


def _wall(total: int, *days: int, pinned: int | None = None) -> dict[str, Any]:
    return {"count": total, "items": _items(*days, pinned=pinned)}


async def test_a_first_page_of_the_pinned_post_alone_is_no_border() -> None:
    vk = Script(_wall(4, 50, pinned=50), _wall(4, 50, 1, 2, 9, pinned=50))
    posts = await read_wall(vk.enquiry, -5, SINCE, usual=False)
    assert [post.id for post in posts.values] == ["50", "99", "98", "91"]
    assert posts.covered_since is None


async def test_a_pinned_post_without_its_mark_does_not_pass_for_the_border() -> None:
    vk = Script(_wall(300, 50, 1, 2), _wall(300, 1, 2, 3, 8))
    posts = await read_wall(vk.enquiry, -5, SINCE, usual=False)
    assert [post.id for post in posts.values] == ["50", "99", "98", "97", "92"]
    assert posts.covered_since == NOW - timedelta(days=8)


async def test_an_item_of_a_type_nobody_described_is_kept_for_a_look_once() -> None:
    wall = _wall(3, 1, 2, 3)
    first, second, third = wall["items"]
    first["post_type"] = second["post_type"] = "longread"
    third["post_type"] = "story"
    first["text"] = "Слово"
    vk = Script(wall)
    enquiry = vk.enquiry
    for owner in (-5, -6):
        posts = await read_wall(enquiry, owner, SINCE, usual=False)
        assert [post.kind for post in posts.values] == [PostKind.UNLISTED] * 3
    assert [each.method for each in vk.raw] == ["wall.get"] * 2
    assert "Слово" not in "".join(each.body for each in vk.raw)
    assert '"post_type": "<8>"' in vk.raw[0].body


async def test_a_wall_that_tears_says_so() -> None:
    vk = Script(_wall(300, 1, 2, 3), _wall(296, 6, 8))
    posts = await read_wall(vk.enquiry, -5, SINCE, usual=False)
    assert [post.id for post in posts.values] == ["99", "98", "97"]
    assert (posts.covered_since, posts.complete) == (NOW - timedelta(days=3), False)


async def test_a_wall_of_which_only_the_pinned_post_was_read_is_not_had() -> None:
    vk = Script(_wall(300, 50, pinned=50), _wall(300, 1, 2))
    with pytest.raises(TryLater):
        await read_wall(vk.enquiry, -5, SINCE, usual=False)


async def test_a_count_without_posts_proves_nothing() -> None:
    vk = Script(_wall(5))
    with pytest.raises(Unintelligible):
        await read_wall(vk.enquiry, -5, SINCE, usual=False)
    assert [each.method for each in vk.raw] == ["wall.get"]


@pytest.mark.parametrize("answer", [_wall(0), {"items": []}, [0], []])
async def test_an_empty_wall_is_read_to_its_end(answer: object) -> None:
    posts = await read_wall(Script(answer).enquiry, -5, SINCE, usual=True)
    assert (posts.values, posts.covered_since, posts.complete) == ((), None, True)


async def test_a_wall_that_repeats_itself_for_ever_is_left() -> None:
    ages = list(range(100))
    vk = Script(_wall(10**6, *ages))
    posts = await read_wall(vk.enquiry, -5, NOW - timedelta(days=900), usual=False)
    assert (len(posts.values), posts.complete, len(vk.calls)) == (100, False, 2)


async def test_a_community_missing_from_one_answer_only_is_not_missing() -> None:
    vk = Script({"groups": [{"id": 5}]}, {"groups": [{"id": 6}]})
    found = await communities(vk.enquiry, [5, 6, 5])
    assert found == {5: {"id": 5}, 6: {"id": 6}}
    assert [call.params["group_ids"] for call in vk.calls] == ["5,6", "6"]


async def test_beside_a_group_nobody_can_read_nobody_is_missing() -> None:
    vk = Script({"groups": [{"id": 5}, {"id": "шесть"}]})
    found = await communities(vk.enquiry, [5, 6])
    assert found[5] == {"id": 5}
    assert isinstance(found[6], Unintelligible)
    assert vk.raw[0].body == '[{"id": "<5>"}]'


async def test_an_error_of_the_whole_answer_belongs_to_every_number() -> None:
    found = await communities(Script(Refused(23)).enquiry, [5, 6])
    assert [type(found[number]) for number in (5, 6)] == [NoAccess, NoAccess]
    found = await communities(Script(TryLater("позже")).enquiry, [5])
    assert isinstance(found[5], TryLater)


async def test_over_five_hundred_numbers_go_in_several_requests() -> None:
    vk = Script({"groups": [{"id": number} for number in range(1, 502)]})
    assert len(await communities(vk.enquiry, range(1, 502))) == 501
    assert [str(call.params["group_ids"]).count(",") for call in vk.calls] == [499, 0]


@pytest.mark.parametrize("code", [100, 104, 113, 125])
async def test_a_name_refused_as_wrong_is_missing(code: int) -> None:
    assert await resolve(Script(Refused(code)).enquiry, "nobody") is Resolution.MISSING


async def test_a_name_refused_otherwise_says_nothing_about_the_page() -> None:
    with pytest.raises(NoAccess):
        await resolve(Script(Refused(8)).enquiry, "nobody")


@pytest.mark.parametrize(
    ("code", "text", "openness"),
    [
        (15, "Access denied: wall is disabled", Openness.WALL_OFF),
        (15, "Access denied: Group is blocked.", Openness.BLOCKED),
        (15, "Access denied: this wall available only for community members", Openness.CLOSED),
        (7, "Permission denied: wall is disabled", Openness.WALL_OFF),
        (18, "User was deleted or banned", Openness.DELETED),
        (19, "Content blocked", Openness.BLOCKED),
        (30, "This profile is private", Openness.CLOSED),
        (203, "Access to group denied", Openness.CLOSED),
        (15, "Access denied", None),
        (7, "Permission to perform this action is denied", None),
        (100, "owner_id is invalid: wall is disabled", None),
        (260, "", None),
    ],
)
def test_what_a_refused_wall_tells(code: int, text: str, openness: Openness | None) -> None:
    assert openness_by(Refused(code, text)) is openness


def _post(number: int, *, age: int, comments: int | None, kind: PostKind = PostKind.POST) -> Post:
    return Post(str(number), NOW - timedelta(days=age), kind, comments=comments)


ASKING: list[tuple[Post, dict[str, int | None], bool]] = [
    (_post(1, age=1, comments=3), {}, True),
    (_post(1, age=1, comments=0), {}, True),
    (_post(1, age=1, comments=0), {"1": 0}, False),
    (_post(1, age=1, comments=0), {"1": 2}, True),
    (_post(1, age=1, comments=None), {"1": 2}, True),
    (_post(1, age=9, comments=3), {}, False),
    (_post(1, age=9, comments=3), {"1": 3}, False),
    (_post(1, age=9, comments=4), {"1": 3}, True),
    (_post(1, age=9, comments=0), {"1": 3}, True),
    (_post(1, age=9, comments=1), {"1": None}, True),
    (_post(1, age=9, comments=0), {"1": None}, False),
    (_post(1, age=9, comments=None), {"1": 3}, False),
    (_post(1, age=1, comments=3, kind=PostKind.REPOST), {}, True),
    (_post(1, age=1, comments=3, kind=PostKind.VISITOR), {}, False),
    (_post(1, age=1, comments=3, kind=PostKind.AD), {}, False),
]


@pytest.mark.parametrize(("post", "known", "asks"), ASKING)
def test_whether_comments_are_asked_for(post: Post, known: dict[str, int | None], asks: bool) -> None:
    asking = wish(1, "club5", comments_since=SINCE, known_posts=known)
    assert bool(worth_reading([post], asking)) is asks


def test_changed_discussions_come_before_recent_ones_and_there_is_an_end() -> None:
    recent = [_post(number, age=1, comments=1) for number in range(2, 60)]
    asking = wish(1, "club5", comments_since=SINCE, known_posts={"1": 3})
    chosen = worth_reading([*recent, _post(1, age=20, comments=4)], asking)
    assert len(chosen) == MOST_POSTS
    assert chosen[0].id == "1"
