"""Reading the comments of a group's posts; whatever fails here leaves the rest of a reading whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from collectors.errors import AccessLost, CollectingError, NoAccess
from collectors.ok import parse_comments
from collectors.ok.client import OkClient, Params
from collectors.ok.errors import Gone, Throttled
from collectors.ok.feed import read_on
from collectors.ok.parse_posts import Topic
from collectors.ok.shapes import Listed
from domain.comment import Comment
from domain.post import PostKind
from domain.reading import CommentsRead, Fetched, Wish

# A topic without a description is most likely gone, and its discussion with it.
_UNSEEN = frozenset({PostKind.HIDDEN, PostKind.POSTPONED, PostKind.UNLISTED})
# 100 a page was seen to work (ok.md 4.8).
_PAGE = 100


def wanted(topics: Iterable[Topic], wish: Wish) -> list[Topic]:
    """Topics whose comments are to be read: the recent ones, and those whose counter changed."""
    return [each for each in topics if each.post.kind not in _UNSEEN and _is_due(each, wish)]


def _is_due(topic: Topic, wish: Wish) -> bool:
    post = topic.post
    if post.published_at >= wish.comments_since:
        return True
    known = post.id in wish.known_posts and post.comments is not None
    return known and wish.known_posts[post.id] != post.comments


class CommentReader:
    """Reads whole discussions: a comment that was deleted just is not there any more (ok.md 4.8)."""

    def __init__(self, client: OkClient) -> None:
        self._client = client

    async def read(self, gid: int, topics: Sequence[Topic], wish: Wish) -> tuple[CommentsRead, ...]:
        """What could be read; a topic that failed is missing. Raises nothing."""
        told: list[CommentsRead] = []
        for topic in wanted(topics, wish):
            try:
                told.append(await self._under(gid, topic))
            except (Throttled, AccessLost, NoAccess):
                break
            except (CollectingError, Gone):
                continue
        return tuple(told)

    async def _under(self, gid: int, topic: Topic) -> CommentsRead:
        post = topic.post
        if topic.comments_denied and not post.comments:
            return CommentsRead(post.id, None, post.comments, closed=True)
        fetched = await self._discussion(gid, topic)
        return CommentsRead(post.id, fetched, post.comments, closed=topic.comments_denied)

    async def _discussion(self, gid: int, topic: Topic) -> Fetched[Comment]:
        post_id = topic.post.id
        read = partial(parse_comments.comments, post_id=post_id, gid=gid)
        read_at = self._client.clock()

        async def ask(anchor: str | None) -> Listed[Comment]:
            params: Params = {
                "discussionId": post_id,
                "discussionType": "GROUP_TOPIC",
                "anchor": anchor or "FIRST",
                "direction": "FORWARD",
                "count": _PAGE,
                # Else the unread badge of the person behind the token is cleared (ok.md 4.8).
                "mark_as_read": "false",
            }
            return await self._client.ask("discussions.getComments", params, read)

        heap = await read_on(ask, lambda _: False)
        values = tuple({each.id: each for each in heap.values}.values())
        # No list where the counter tells of more: taken for an end, it would look like a mass deletion.
        whole = heap.ended and (heap.came or len(values) >= (topic.post.comments or 0))
        return Fetched(values, read_at, None if whole else read_at, complete=whole)
