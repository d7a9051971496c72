"""Topics and comments as JSON."""

from __future__ import annotations

from emulators.ok.call import Call
from emulators.ok.moments import milliseconds, moscow_text
from emulators.ok.topic import JsonObject, OkComment, OkTopic

_FLAGS = (
    "is_sticky",
    "is_hidden_post",
    "is_unpublished_post",
    "is_promo",
    "is_ads_post",
    "is_commenting_denied",
    "on_moderation",
)


def author_ref(topic: OkTopic) -> str:
    """``group:<gid>`` or ``user:<uid>``."""
    return f"group:{topic.group_uid}" if topic.author == "group" else f"user:{topic.author_id}"


def topic_bean(call: Call, topic: OkTopic, media_limit: int | None = None) -> JsonObject:
    """All of a topic; at most `media_limit` blocks, and `has_more` says that some were left out."""
    blocks = _blocks(call, topic)
    shown = blocks[:media_limit]
    bean: JsonObject = {
        "id": topic.id,
        "created_ms": milliseconds(topic.created),
        "author_ref": author_ref(topic),
        "owner_ref": f"group:{topic.group_uid}",
        "media": shown,
        "discussion_summary": {"comments_count": len(topic.visible_comments(call.now))},
        "like_summary": {"count": topic.likes, "self": False},
        "reshare_summary": {"count": topic.reshares},
        "views_count": topic.views,
        "has_more": len(shown) < len(blocks),
    }
    if topic.is_repost and call.habits.repost == "topic":
        bean["media_reshare"] = True
    return bean | _flags(call, topic) | topic.extra


def _blocks(call: Call, topic: OkTopic) -> list[JsonObject]:
    blocks: list[JsonObject] = []
    if topic.text:
        blocks.append({"type": "text", "text": topic.text, "text_tokens": [{"text": topic.text}]})
    blocks.extend(dict(each) for each in topic.media)
    shape = call.habits.repost
    if shape == "topic":
        return blocks
    if call.habits.reshare_when_false:
        blocks = [{shape: False, **each} for each in blocks]
    return [_reposted(shape, topic), *blocks] if topic.is_repost else blocks


def _reposted(shape: str, topic: OkTopic) -> JsonObject:
    refs = "media_media_topic_refs" if shape == "media_reshare" else "media_topic_refs"
    return {"type": "topic", shape: True, refs: [f"media_topic:9{topic.id}"]}


def _flags(call: Call, topic: OkTopic) -> JsonObject:
    values: JsonObject = {name: getattr(topic, name) for name in _FLAGS}
    return {name: value for name, value in values.items() if value or call.habits.flags_when_false}


def stat_bean(call: Call, topic: OkTopic) -> JsonObject:
    """A topic as group.getStatTopics counts it."""
    return {
        "id": topic.id,
        "created_ms": milliseconds(topic.created),
        "comments": len(topic.visible_comments(call.now)),
        "likes": topic.likes,
        "reshares": topic.reshares,
        "views": topic.views,
    }


def comment_bean(call: Call, comment: OkComment) -> JsonObject:
    """All of a comment; author_type is there only when the author is a group."""
    bean: JsonObject = {
        "attrs": {"flags": "l,s"},
        "author_id": comment.author_id,
        "author_ref": f"{comment.author}:{comment.author_id}",
        "author_name": comment.author_name,
        "date": moscow_text(comment.created),
        "id": comment.id,
        "like_count": comment.likes,
        "liked_it": False,
        "text": comment.text,
        "type": "ACTIVE_MESSAGE",
    }
    if comment.author == "group":
        bean["author_type"] = "GROUP"
    if comment.reply_to:
        bean |= {"reply_to_comment_id": comment.reply_to.id, "reply_to_id": comment.reply_to.author_id}
    if call.habits.comment_created_ms:
        bean["created_ms"] = milliseconds(comment.created)
    return bean
