"""Comments under a page's own posts: which posts to look at, and reading them to the last reply, without text."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from collectors.errors import CollectingError, TryLater
from collectors.vk.backwards import Backwards, Step
from collectors.vk.enquiry import Enquiry
from collectors.vk.parse import CommentPage, comment_page
from collectors.vk.refusals import COMMENTS_CLOSED, no_access
from collectors.vk.wire import Call, Refused
from domain.comment import Comment
from domain.post import Counting, Post
from domain.reading import CommentsRead, Fetched, Wish

MOST_POSTS = 25
"""Posts of one page whose comments are read in one cycle; the rest come in the next ones."""

MOST_PAGES = 10
PAGE = 100
THREAD_ITEMS = 10
PAGE_BYTES = 300_000


def worth_reading(posts: Iterable[Post], wish: Wish) -> list[Post]:
    """The page's own posts whose counter has changed, then the recent ones; at most MOST_POSTS, newest first."""
    own = [post for post in posts if post.kind.counting is not Counting.EXCLUDED]
    wanted = [post for post in own if _changed(post, wish) or _recent(post, wish)]
    wanted.sort(key=lambda post: (_changed(post, wish), post.published_at), reverse=True)
    return wanted[:MOST_POSTS]


async def read_comments(enquiry: Enquiry, owner_id: int, posts: Iterable[Post]) -> tuple[CommentsRead, ...]:
    """What could be read; a post whose comments could not be had is left out. Never raises CollectingError."""
    found = await asyncio.gather(*(_of_post(enquiry, owner_id, post) for post in posts))
    return tuple(each for each in found if each)


def _changed(post: Post, wish: Wish) -> bool:
    if post.id not in wish.known_posts or post.comments is None:
        return False
    return post.comments != (wish.known_posts[post.id] or 0)


def _recent(post: Post, wish: Wish) -> bool:
    nothing_new = post.comments == 0 and wish.known_posts.get(post.id) == 0
    return post.published_at >= wish.comments_since and not nothing_new


async def _of_post(enquiry: Enquiry, owner_id: int, post: Post) -> CommentsRead | None:
    try:
        fetched = await _discussion(enquiry, owner_id, post.id)
    except CollectingError:
        return None
    return CommentsRead(post.id, fetched, post.comments, closed=fetched is None)


async def _discussion(enquiry: Enquiry, owner_id: int, post_id: str) -> Fetched[Comment] | None:
    """Everything under a post; None when its comments are closed."""
    read_at = enquiry.clock()
    top = _Level(owner_id, post_id)
    if not await top.read(enquiry):
        return None
    threads = [_Level(owner_id, post_id, parent_id) for parent_id in dict.fromkeys(top.long)]
    if not all(await asyncio.gather(*(thread.read(enquiry) for thread in threads))):
        return None
    comments = {each.id: each for level in (top, *threads) for each in level.comments()}
    borders = [level.border(read_at) for level in (top, *threads) if not level.ended]
    return Fetched(tuple(comments.values()), read_at, max(borders, default=None), complete=not borders)


@dataclass(slots=True)
class _Level:
    """One level of a discussion: that of the post, or the thread of `parent_id`; newest first."""

    owner_id: int
    post_id: str
    parent_id: str | None = None
    feed: Backwards[Comment] = field(default_factory=Backwards[Comment])
    replies: list[Comment] = field(default_factory=list[Comment])
    long: list[str] = field(default_factory=list[str])
    ended: bool = False

    async def read(self, enquiry: Enquiry) -> bool:
        """Read to its beginning, at most MOST_PAGES; False when comments are closed."""
        for _ in range(MOST_PAGES):
            page = await enquiry.read(self._call(), self._parse)
            if isinstance(page, Refused):
                return self._closed(page)
            if self._take(page) is Step.END:
                self.ended = True
                break
        return True

    def comments(self) -> list[Comment]:
        """With the replies that came along."""
        return [*self.feed.items.values(), *self.replies]

    def border(self, read_at: datetime) -> datetime:
        """How far back a level is read that was not read to its beginning."""
        return min((each.published_at for each in self.feed.items.values() if each.published_at), default=read_at)

    def _call(self) -> Call:
        # No text is kept, so as little of it is asked for as there can be.
        params: dict[str, str | int] = {
            "owner_id": self.owner_id,
            "post_id": self.post_id,
            "count": PAGE,
            "offset": self.feed.offset,
            "sort": "desc",
            "thread_items_count": THREAD_ITEMS,
            "preview_length": 1,
        }
        thread = {} if self.parent_id is None else {"comment_id": self.parent_id}
        return Call("wall.getComments", params | thread, PAGE_BYTES)

    def _parse(self, value: object) -> CommentPage:
        return comment_page(value, self.owner_id, self.post_id, self.parent_id)

    def _take(self, page: CommentPage) -> Step:
        self.replies += page.replies
        self.long += page.long
        size = len(page.level)
        step = self.feed.take(((each.id, each) for each in page.level), asked=PAGE, size=size, total=page.total)
        if step is Step.TORN:
            raise TryLater("обсуждение изменилось во время чтения")
        return step

    def _closed(self, refused: Refused) -> bool:
        if refused.code == COMMENTS_CLOSED:
            return False
        raise no_access(refused)
