"""mediatopic.*: topics by id, and the undocumented list of a group's topics."""

from __future__ import annotations

from emulators.ok.call import Call
from emulators.ok.errors import OkError, bad_parameter
from emulators.ok.methods.feed import feed_page, topic_beans
from emulators.ok.paging import answer
from emulators.ok.topic import JsonObject, OkTopic

MOST_IDS = 100  # the most seen in one call
MOST_TOPICS = 100
MOST_BLOCKS = 3  # of each topic, when several are asked for (documented)


def get_by_ids(call: Call) -> JsonObject:
    """``{"media_topics": [...], "entities": {...}}``; several ids demand `media_limit` 1..3 (documented)."""
    ids = call.words("topic_ids")
    if len(ids) > MOST_IDS:
        raise bad_parameter("Too many topic_ids")
    media_limit = _media_limit(call, len(ids))
    topics = [topic for each in ids if (topic := call.topic(each))]
    if call.habits.missing_topic_fails and len(topics) < len(ids):
        raise OkError(300)
    return {"media_topics": topic_beans(call, topics, media_limit), "entities": _entities(call, topics)}


def _media_limit(call: Call, asked: int) -> int | None:
    if asked == 1 and "media_limit" not in call.params:
        return None
    limit = call.number("media_limit", 0)
    if asked > 1 and limit > MOST_BLOCKS:
        raise bad_parameter("Invalid parameter media_limit")
    return limit


def _entities(call: Call, topics: list[OkTopic]) -> JsonObject:
    if not call.fields("group."):
        return {}
    owners = dict.fromkeys(each.group_uid for each in topics)
    return {"groups": [{"uid": each, "name": call.world.groups[each].name} for each in owners]}


def get_topics(call: Call) -> JsonObject | None:
    """``{"media_topics": [...]}``, newest first; undocumented, so the anchor is a habit."""
    group = call.group("gid")
    if not group.routes.get_topics:
        raise OkError(group.routes.refusal)
    page = feed_page(call, group, min(call.number("count", 50), MOST_TOPICS))
    beans = topic_beans(call, page.items)
    told = answer(call, "media_topics", beans, page, has_more=call.habits.topics_has_more)
    if told and not call.habits.topics_anchor:
        told.pop("anchor", None)
    return told
