"""Topics of a group as posts, by the three roads they come (ok.md 4.4-4.7); pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from collectors.ok.publication import content, is_part, is_reshare
from collectors.ok.shapes import (
    Json,
    Listed,
    as_object,
    counted,
    listed,
    moment,
    object_or_empty,
    objects_or_none,
    text,
    texts,
    unexpected,
)
from domain.post import Post, PostKind

# Field sets as sources use them (ok.md 4.4-4.7).
STAT_FIELDS = "ID,CREATED_MS,COMMENTS"
TOPIC_FIELDS = "media_topic.*"
STREAM_FIELDS = "feed.*,media_topic.*"

_TOPIC_REF = "media_topic:"
_UNSEEN = ("is_hidden_post", "on_moderation", "is_unpublished_post")
# What a topic shows to everybody and the group itself wrote.
_OWN = frozenset({PostKind.POST, PostKind.REPOST, PostKind.AD})


@dataclass(frozen=True, slots=True)
class Topic:
    """A post, whether comments under it are closed, and whether some of its blocks were left out of the answer."""

    post: Post
    comments_denied: bool = False
    is_part: bool = False


def stat_topics(answer: object) -> Listed[Topic]:
    """A page of group.getStatTopics: ids and times; what kind of post each is must be asked elsewhere."""
    return listed(answer, "topics", _stat_topic)


def undescribed(listed_topics: Iterable[Topic], had: Collection[str]) -> tuple[Topic, ...]:
    """The listed topics that are not `had` (ids), each once: published then, but nobody says what they are."""
    left = {each.post.id: each.post for each in listed_topics if each.post.id not in had}
    return tuple(Topic(replace(post, kind=PostKind.UNLISTED)) for post in left.values())


def topics(answer: object, gid: int, now: datetime, media_limit: int | None = None) -> Listed[Topic]:
    """A page of mediatopic.getTopics, or the answer of mediatopic.getByIds with at most so many blocks a topic."""
    return listed(answer, "media_topics", _reader(gid, now, media_limit))


def stream(answer: object, gid: int, now: datetime) -> Listed[Topic]:
    """A page of stream.get: the order is that of the feed, the topics stand beside it."""
    page = listed(answer, "feeds", _topic_ids)
    told = object_or_empty(answer)
    entities = objects_or_none(object_or_empty(told.get("entities")).get("media_topics"))
    known = {text(bean.get("id")): bean for bean in entities}
    read = _reader(gid, now)
    values = tuple(read(_known(known, each)) for ids in page.values for each in ids)
    # A page of other events than topics is no end of the feed.
    has_more = True if page.values and not values and page.anchor else page.has_more
    return Listed(values, page.anchor, has_more, page.came)


def kind(bean: Json, gid: int, now: datetime) -> PostKind:
    """What a topic counts as. `is_promo` is unsourced and changes nothing."""
    planned = moment(bean.get("publication_date_ms"))
    if planned is not None and planned > now:
        return PostKind.POSTPONED
    if any(bean.get(name) is True for name in _UNSEEN):
        return PostKind.HIDDEN
    if bean.get("is_ads_post") is True:
        return PostKind.AD
    if text(bean.get("author_ref")).startswith("user:") and bean.get("is_on_behalf_of_group") is not True:
        return PostKind.VISITOR
    return PostKind.REPOST if _is_repost(bean, gid) else PostKind.POST


def _reader(gid: int, now: datetime, media_limit: int | None = None) -> Callable[[Json], Topic]:
    def read(bean: Json) -> Topic:
        is_what = kind(bean, gid, now)
        is_own = is_what in _OWN and _is_by_group(bean, gid)
        post = Post(
            id=_id(bean),
            published_at=_created(bean),
            kind=is_what,
            comments=_count(bean, "discussion_summary", "comments_count"),
            pinned=bean.get("is_sticky") is True,
            content=content(bean, media_limit) if is_own else None,
            likes=_count(bean, "like_summary", "count"),
            reposts=_count(bean, "reshare_summary", "count"),
            views=counted(bean.get("views_count")),
        )
        return Topic(
            post,
            comments_denied=bean.get("is_commenting_denied") is True,
            is_part=is_own and is_part(bean, media_limit),
        )

    return read


def _is_by_group(bean: Json, gid: int) -> bool:
    """Provably; without an author the words may be anybody's."""
    return text(bean.get("author_ref")) == f"group:{gid}" or bean.get("is_on_behalf_of_group") is True


def _count(bean: Json, summary: str, name: str) -> int | None:
    return counted(object_or_empty(bean.get(summary)).get(name))


def _stat_topic(bean: Json) -> Topic:
    return Topic(Post(_id(bean), _created(bean), comments=counted(bean.get("comments"))))


def _is_repost(bean: Json, gid: int) -> bool:
    """A topic owned elsewhere counts as one too (inference, as the marks themselves)."""
    owner = text(bean.get("owner_ref"))
    if owner.startswith("group:") and owner != f"group:{gid}":
        return True
    return any(map(is_reshare, (bean, *objects_or_none(bean.get("media")))))


def _topic_ids(feed: Json) -> tuple[str, ...]:
    refs = texts(feed.get("target_refs"))
    return tuple(each.removeprefix(_TOPIC_REF) for each in refs if each.startswith(_TOPIC_REF))


def _known(beans: dict[str, Json], topic_id: str) -> Json:
    return as_object(beans.get(topic_id), "в ленте нет самой публикации")


def _id(bean: Json) -> str:
    topic_id = text(bean.get("id"))
    if not topic_id:
        raise unexpected("публикация без номера")
    return topic_id


def _created(bean: Json) -> datetime:
    created = moment(bean.get("created_ms"))
    if created is None:
        raise unexpected("публикация без времени")
    return created
