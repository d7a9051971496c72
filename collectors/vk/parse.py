"""VK's walls and comments as domain values. Pure; raises only Unintelligible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from collectors.vk.fields import (
    Json,
    each,
    flag,
    is_list,
    mapping,
    moment,
    optional,
    required,
    sequence,
    text,
    whole,
)
from collectors.vk.publication import content, counter
from domain.comment import Comment
from domain.post import Post, PostKind


@dataclass(frozen=True, slots=True)
class WallPage:
    """A page of wall.get: `size` items came, `total` are on the wall (None: not told).

    `unlisted` are items of the community itself whose type is not in vk.md 5.1, by that type.
    """

    posts: tuple[Post, ...]
    size: int
    total: int | None
    unlisted: dict[str, Json] = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A page of one level of comments, `total` on the level (None: not told); `replies` came along.

    `long` are comments of the level with more replies than came.
    """

    level: tuple[Comment, ...]
    replies: tuple[Comment, ...]
    long: tuple[str, ...]
    total: int | None


def wall_page(value: object, owner_id: int) -> WallPage:
    """A page of wall.get; a bare list, led by the count or not, is an older form."""
    found, total = _counted(value, "count")
    items = [mapping(item, "items") for item in found]
    posts = [(item, post) for item in items if (post := _post(item, owner_id))]
    unlisted = {_said(item): item for item, post in posts if post.kind is PostKind.UNLISTED}
    return WallPage(tuple(post for _, post in posts), len(items), total, unlisted)


def comment_page(value: object, owner_id: int, post_id: str, parent_id: str | None = None) -> CommentPage:
    """A page of wall.getComments: the level of the post itself, or of the thread of `parent_id`."""
    found, total = _counted(value, "current_level_count")
    items = [mapping(item, "items") for item in found]
    level = [_comment(item, owner_id, post_id, parent_id) for item in items]
    threads = [_thread(item, owner_id, top) for item, top in zip(items, level, strict=True)]
    return CommentPage(
        level=tuple(level),
        replies=tuple(reply for replies, _ in threads for reply in replies),
        long=tuple(top.id for top, (_, more) in zip(level, threads, strict=True) if more),
        total=total,
    )


def _counted(value: object, counter: str) -> tuple[Sequence[object], int | None]:
    if is_list(value):
        return value[1:] if value and isinstance(value[0], int) else value, None
    page = mapping(value, "response")
    return required(page, "items", sequence), optional(page, counter, whole)


def _post(item: Json, owner_id: int) -> Post | None:
    if optional(item, "is_deleted", flag):
        return None
    comments = optional(item, "comments", mapping) or {}
    kind = _kind(item, owner_id)
    return Post(
        id=str(required(item, "id", whole)),
        published_at=required(item, "date", moment),
        kind=kind,
        edited_at=_edited(item),
        comments=optional(comments, "count", whole),
        pinned=optional(item, "is_pinned", flag) or False,
        content=None if kind in _PEOPLES else content(item, owner_id),
        likes=counter(item, "likes"),
        reposts=counter(item, "reposts"),
        views=counter(item, "views"),
    )


def _edited(item: Json) -> datetime | None:
    return required(item, "edited", moment) if optional(item, "edited", whole) else None


_KINDS = {
    "post": PostKind.POST,
    "copy": PostKind.REPOST,
    "clip": PostKind.CLIP,
    "video": PostKind.VIDEO,
    "photo": PostKind.PHOTO,
    "post_ads": PostKind.AD,
    "suggest": PostKind.SUGGESTED,
    "postpone": PostKind.POSTPONED,
    # No publications of a wall: a comment, a discussion, a good.
    "reply": PostKind.OTHER,
    "topic": PostKind.OTHER,
    "market": PostKind.OTHER,
}

# Kinds that stay what they are whoever wrote the item and whatever is quoted in it.
_SETTLED = frozenset({PostKind.AD, PostKind.SUGGESTED, PostKind.POSTPONED, PostKind.OTHER})
# What people wrote, or the page has not published: no word of it is kept.
_PEOPLES = frozenset({PostKind.VISITOR, PostKind.SUGGESTED, PostKind.POSTPONED, PostKind.OTHER})


def _kind(item: Json, owner_id: int) -> PostKind:
    """What a wall item is (vk.md 5.1); whoever is not the community itself is a visitor."""
    if optional(item, "marked_as_ads", flag):
        return PostKind.AD
    kind = _KINDS.get(_said(item), PostKind.UNLISTED)
    if kind in _SETTLED:
        return kind
    if optional(item, "from_id", whole) not in (None, owner_id):
        return PostKind.VISITOR
    return PostKind.REPOST if optional(item, "copy_history", sequence) else kind


def _said(item: Json) -> str:
    """The type an item says it is of; empty when it says none."""
    return optional(item, "post_type", text) or optional(item, "type", text) or ""


def _comment(item: Json, owner_id: int, post_id: str, parent_id: str | None) -> Comment:
    """A comment; a deleted one is a tombstone without author (vk.md 5.2)."""
    author = optional(item, "from_id", whole)
    return Comment(
        id=str(required(item, "id", whole)),
        post_id=post_id,
        published_at=optional(item, "date", moment),
        parent_id=parent_id,
        by_page=None if author is None else author == owner_id,
        deleted=optional(item, "deleted", flag) or False,
    )


def _thread(item: Json, owner_id: int, top: Comment) -> tuple[list[Comment], bool]:
    """The replies that came with a comment, and whether there are more."""
    thread = optional(item, "thread", mapping) or {}
    replies = [_comment(reply, owner_id, top.post_id, top.id) for reply in each(thread, "items")]
    return replies, (optional(thread, "count", whole) or 0) > len(replies)
