"""discussions.getComments: comments under a topic."""

from __future__ import annotations

from emulators.ok.beans import comment_bean
from emulators.ok.call import Call, Names, chosen
from emulators.ok.errors import OkError, bad_parameter
from emulators.ok.moments import milliseconds
from emulators.ok.paging import Page, Place, answer, backward, turn
from emulators.ok.topic import JsonObject, OkComment, OkTopic

MOST_COMMENTS = 100
EDGES = {"FIRST", "UNREAD", "LAST"}

# What came without `fields` in the recorded answer, and author_type, author_name of a group.
USUAL = frozenset(
    [
        "attrs",
        "author_id",
        "author_type",
        "created_ms",
        "date",
        "id",
        "like_count",
        "liked_it",
        "reply_to_comment_id",
        "reply_to_id",
        "text",
        "type",
    ]
)


def get_comments(call: Call) -> JsonObject | None:
    """``{"discussionId", "discussionType", "comments": [...], "anchor", "has_more"}``.

    FORWARD leads to newer comments, BACKWARD to older ones; the anchors FIRST, UNREAD and LAST stand
    before the oldest and behind the newest comment, so LAST with FORWARD finds nothing (not documented).
    """
    topic = _discussed(call)
    page = _page(call, topic)
    names = call.fields("comment.")
    beans = [_chosen(call, each, names) for each in page.items]
    if backward(call) and not call.habits.backward_newest_first:
        beans.reverse()
    told = answer(call, "comments", beans, page, has_more=call.habits.has_more)
    if told is None:
        return None
    return {"discussionId": topic.id, "discussionType": call.text("discussionType")} | told


def _discussed(call: Call) -> OkTopic:
    topic_id = call.text("discussionId")
    if call.text("discussionType") != "GROUP_TOPIC":
        raise bad_parameter("Invalid parameter discussionType")
    topic = call.topic(topic_id)
    if topic is None:
        raise OkError(300)
    routes = call.world.groups[topic.group_uid].routes
    if not routes.comments:
        raise OkError(routes.refusal)
    return topic


def _page(call: Call, topic: OkTopic) -> Page[OkComment]:
    asked, back = call.params.get("anchor", ""), backward(call)
    comments = topic.visible_comments(call.now)
    if asked in EDGES:
        comments = comments if (asked == "LAST") == back else []
        asked = ""
    return turn(comments, _place, asked, min(call.number("count", 20), MOST_COMMENTS), back=back)


def _place(comment: OkComment) -> Place:
    return 0, milliseconds(comment.created), comment.serial


def _chosen(call: Call, comment: OkComment, names: Names | None) -> JsonObject:
    named = USUAL | {"author_name"} if comment.author == "group" else USUAL
    return chosen(comment_bean(call, comment), named if names is None else names)
