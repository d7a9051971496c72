"""Reading a wall back to a moment, and stating how far the reading reaches."""

from __future__ import annotations

from datetime import datetime

from collectors.errors import CollectingError, TryLater, Unintelligible
from collectors.vk.backwards import Backwards, Step
from collectors.vk.enquiry import Enquiry
from collectors.vk.parse import WallPage, wall_page
from collectors.vk.refusals import no_access, openness_by
from collectors.vk.wire import Refused, wall_call
from domain.page import Openness
from domain.post import Post
from domain.reading import Fetched

USUAL_COUNT = 20
MOST_COUNT = 100
MOST_PAGES = 40
"""A guard against a wall that never ends; 4,000 posts are more than any judged stretch of weeks."""


async def read_wall(enquiry: Enquiry, owner_id: int, since: datetime, *, usual: bool) -> Fetched[Post] | Openness:
    """The community's own posts back to one older than `since`, or what the refusal tells about the page.

    What breaks off after the first page is `complete=False`. Raises CollectingError when nothing was had.
    """
    read_at = enquiry.clock()
    feed = Backwards[Post]()
    step = Step.ON
    for _ in range(MOST_PAGES):
        count = USUAL_COUNT if usual and not feed.offset else MOST_COUNT
        try:
            page = await _page(enquiry, owner_id, count, feed.offset)
        except CollectingError:
            if _border(feed) is None:
                raise
            break
        if isinstance(page, Openness):
            return page
        came = ((post.id, post) for post in page.posts)
        step = feed.take(came, asked=count, size=page.size, total=page.total)
        if step is not Step.ON or _reached(feed, since):
            break
    return _fetched(feed, read_at, since, ended=step is Step.END)


async def _page(enquiry: Enquiry, owner_id: int, count: int, offset: int) -> WallPage | Openness:
    call = wall_call(owner_id, count=count, offset=offset)
    page = await enquiry.read(call, lambda value: _sensible(wall_page(value, owner_id), offset))
    if not isinstance(page, Refused):
        for kind, item in page.unlisted.items():
            enquiry.keep_once(f"post_type {kind}", call.method, item)
        return page
    if openness := openness_by(page):
        return openness
    raise no_access(page)


def _sensible(page: WallPage, offset: int) -> WallPage:
    if not page.size and page.total and not offset:
        raise Unintelligible("ответ ВКонтакте не по описанию: count без items")
    return page


def _border(feed: Backwards[Post]) -> datetime | None:
    """How far back the feed is read: the last post that is not pinned (a pinned one stands out of order)."""
    dates = [post.published_at for post in feed.items.values() if not post.pinned]
    return dates[-1] if dates else None


def _reached(feed: Backwards[Post], since: datetime) -> bool:
    border = _border(feed)
    return border is not None and border < since


def _fetched(feed: Backwards[Post], read_at: datetime, since: datetime, *, ended: bool) -> Fetched[Post]:
    posts, border = tuple(feed.items.values()), _border(feed)
    if ended:
        return Fetched(posts, read_at, None)
    if border is None:
        raise TryLater("лента изменилась во время чтения")
    return Fetched(posts, read_at, border, complete=border < since)
