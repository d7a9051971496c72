"""Posts as wall.get and wall.getById of API 5.199 give them (wall_wallpost_full of VKCOM/vk-api-schema)."""

from __future__ import annotations

from datetime import datetime, timedelta

from emulators.vk.group import VkGroup
from emulators.vk.post import JsonObject, VkPost

REPOSTED_GROUP_ID = 700_000_001
"""The invented community whose post stands behind ``copy_history=True``."""


def author_of(group: VkGroup, post: VkPost) -> int:
    """from_id: the community itself unless somebody else wrote."""
    return group.owner_id if post.from_id is None else post.from_id


def post_json(group: VkGroup, post: VkPost, now: datetime) -> JsonObject:
    """One item of a wall."""
    told = _item(post.id, group.owner_id, author_of(group, post), post.date, post.text)
    told["type"] = post.item_type
    told["post_type"] = post.post_type
    told["marked_as_ads"] = int(post.marked_as_ads)
    told["attachments"] = list(post.attachments)
    told["comments"] = _comments(post, now)
    told["likes"] = {"can_like": 0, "count": post.likes, "user_likes": 0}
    told["reposts"] = {"count": post.reposts}
    told["donut"] = {"is_donut": False}
    told["hash"] = f"hash-{group.id}-{post.id}"
    return told | _only_sometimes(post, now) | post.extra


def deleted_post_json(group: VkGroup, post_id: int) -> JsonObject:
    """A deleted post where it is told at all (is_deleted, deleted_reason of the schema)."""
    told: JsonObject = {"inner_type": "wall_wallpost", "id": post_id, "owner_id": group.owner_id}
    return told | {"is_deleted": True, "deleted_reason": "Запись удалена"}


def _item(post_id: int, owner_id: int, from_id: int, date: datetime, text: str) -> JsonObject:
    return {
        "inner_type": "wall_wallpost",
        "type": "post",
        "id": post_id,
        "owner_id": owner_id,
        "from_id": from_id,
        "date": int(date.timestamp()),
        "text": text,
        "post_type": "post",
    }


def _comments(post: VkPost, now: datetime) -> JsonObject:
    told: JsonObject = {"count": post.live_comments(now)}
    if post.comments_can_post is not None:
        told["can_post"] = int(post.comments_can_post)
    return told


def _only_sometimes(post: VkPost, now: datetime) -> JsonObject:
    told: JsonObject = {}
    if post.is_pinned:
        told["is_pinned"] = 1
    if post.edited is not None and post.edited <= now:
        told["edited"] = int(post.edited.timestamp())
    if post.views is not None:
        told["views"] = {"count": post.views}
    if post.copy_history:
        told["copy_history"] = _originals(post)
    return told


def _originals(post: VkPost) -> list[JsonObject]:
    if not isinstance(post.copy_history, bool):
        return list(post.copy_history)
    written = post.date - timedelta(hours=1)
    return [_item(post.id, -REPOSTED_GROUP_ID, -REPOSTED_GROUP_ID, written, "Запись другого сообщества")]
