"""Publications of pages, how far back each feed is known, and OK's counters of topics."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from domain.content import KEPT_FOR
from domain.polling import stretch
from domain.post import Post, PostKind
from domain.reading import Fetched, Reading, Route
from domain.view import Feed, ThemeCount
from storage import post_content
from storage.sql import Row, Value, moment, moment_or_none, row, rows, run, run_many, stamp, stamp_or_none

THEMES_KEPT = timedelta(weeks=8)

# A published post that the network hides later keeps its kind: it did count when it was seen.
_UPSERT = """
insert into post (page_id, id, published_at, kind, edited_at, pinned, comments, likes, reposts, views,
                  first_seen_at, seen_at, deleted_seen_at)
values (:page_id, :id, :published_at, :kind, :edited_at, :pinned, :comments, :likes, :reposts, :views,
        :read_at, :read_at, :deleted_at)
on conflict (page_id, id) do update set
    published_at = excluded.published_at,
    kind = iif(excluded.kind = 'hidden', post.kind, excluded.kind),
    edited_at = coalesce(excluded.edited_at, post.edited_at),
    pinned = excluded.pinned,
    comments = coalesce(excluded.comments, post.comments),
    likes = coalesce(excluded.likes, post.likes),
    reposts = coalesce(excluded.reposts, post.reposts),
    views = coalesce(excluded.views, post.views),
    seen_at = excluded.seen_at,
    deleted_seen_at = iif(excluded.deleted_seen_at is null, null,
                          coalesce(post.deleted_seen_at, excluded.deleted_seen_at))
"""

# Every post of this reading has just been given its time, so another `seen_at` means absent.
# A suggested or postponed post that is gone was published or declined, not deleted.
_MARK_ABSENT = """
update post set deleted_seen_at = :read_at
where page_id = :page_id and published_at between :since and :read_at and seen_at != :read_at
  and deleted_seen_at is null and kind not in ('suggested', 'postponed')
"""

_SAVE_FEED = """
update page_state set feed_since = :since, feed_until = :until, feed_whole = :whole, feed_route = :route
where page_id = :page_id
"""

# The newest countable post before `since` comes too: it shows how long a page is silent, and that it stood then.
_SINCE = f"""
select id, post.published_at, kind, edited_at, comments, likes, reposts, views, pinned, deleted_seen_at,
       {post_content.COLUMNS}
from post left join post_content on post_content.page_id = post.page_id and post_content.post_id = post.id
where post.page_id = :page_id and post.published_at >= coalesce(
    (select max(published_at) from post where page_id = :page_id and published_at < :since
     and kind in ('post', 'repost', 'clip', 'video', 'photo')),
    :since)
order by post.published_at, id
"""


def save(db: Database, reading: Reading, now: datetime, texts_kept: timedelta = KEPT_FOR) -> None:
    """Keep what a reading says about the feed; without posts in it nothing is taken for deleted.

    Of what was published longer than `texts_kept` ago no content is kept.
    """
    if reading.posts is not None:
        _save_posts(db, reading.page_id, reading.posts)
        read_at = reading.posts.read_at
        post_content.save(db, reading.page_id, reading.posts.values, read_at, since=now - texts_kept)
        if reading.route is not None:
            _mark_absent(db, reading.page_id, reading.posts, reading.route)
            _save_feed(db, reading.page_id, reading.posts, reading.route)
    if reading.themes is not None:
        _save_themes(db, reading.page_id, ThemeCount(reading.read_at, reading.themes), now)


def since(db: Database, page_id: int, start: datetime) -> tuple[Post, ...]:
    """Posts published since `start`, and the newest before it, oldest first, deleted ones too."""
    return tuple(_post(each) for each in rows(db, _SINCE, {"page_id": page_id, "since": stamp(start)}))


def published_at(db: Database, page_id: int, post_id: str) -> datetime | None:
    """When a post the program has seen was published (aware UTC)."""
    found = row(db, "select published_at from post where page_id = ? and id = ?", (page_id, post_id))
    return moment(found["published_at"]) if found else None


def feed_of(state: Row) -> Feed | None:
    """The stretch in a row of `page_state`; None when the feed was never read."""
    if state["feed_until"] is None:
        return None
    return Feed(
        moment_or_none(state["feed_since"]),
        moment(state["feed_until"]),
        bool(state["feed_whole"]),
        Route(state["feed_route"]),
    )


def theme_counts(db: Database, page_id: int, start: datetime) -> tuple[ThemeCount, ...]:
    """OK's counters since `start`, oldest first."""
    found = rows(
        db, "select at, themes from theme_count where page_id = ? and at >= ? order by at", (page_id, stamp(start))
    )
    return tuple(ThemeCount(moment(each["at"]), each["themes"]) for each in found)


def _save_posts(db: Database, page_id: int, fetched: Fetched[Post]) -> None:
    run_many(db, _UPSERT, [_values(page_id, post, fetched.read_at) for post in fetched.values])


def _mark_absent(db: Database, page_id: int, fetched: Fetched[Post], route: Route) -> None:
    """Statistics may be late (ok.md 4.4), so absence from them proves nothing."""
    reaches_beginning = fetched.covered_since is None and fetched.complete
    if route is Route.STAT_TOPICS or not (fetched.covered_since or reaches_beginning):
        return
    start = stamp(fetched.covered_since) if fetched.covered_since else ""
    run(db, _MARK_ABSENT, {"page_id": page_id, "since": start, "read_at": stamp(fetched.read_at)})


def _save_feed(db: Database, page_id: int, fetched: Fetched[Post], route: Route) -> None:
    state = row(db, "select * from page_state where page_id = ?", (page_id,))
    feed = stretch(feed_of(state) if state else None, fetched, route)
    if feed is not None:
        values: dict[str, Value] = {
            "page_id": page_id,
            "since": stamp_or_none(feed.since),
            "until": stamp(feed.until),
            "whole": feed.whole,
            "route": feed.route,
        }
        run(db, _SAVE_FEED, values)


def _save_themes(db: Database, page_id: int, count: ThemeCount, now: datetime) -> None:
    run(
        db,
        "insert or replace into theme_count (page_id, at, themes) values (?, ?, ?)",
        (page_id, stamp(count.at), count.themes),
    )
    run(db, "delete from theme_count where page_id = ? and at < ?", (page_id, stamp(now - THEMES_KEPT)))


def _values(page_id: int, post: Post, read_at: datetime) -> dict[str, Value]:
    return {
        "page_id": page_id,
        "id": post.id,
        "published_at": stamp(post.published_at),
        "kind": post.kind,
        "edited_at": stamp_or_none(post.edited_at),
        "pinned": post.pinned,
        "comments": post.comments,
        "likes": post.likes,
        "reposts": post.reposts,
        "views": post.views,
        "read_at": stamp(read_at),
        "deleted_at": stamp_or_none(post.deleted_seen_at),
    }


def _post(found: Row) -> Post:
    return Post(
        id=found["id"],
        published_at=moment(found["published_at"]),
        kind=PostKind(found["kind"]),
        edited_at=moment_or_none(found["edited_at"]),
        comments=found["comments"],
        pinned=bool(found["pinned"]),
        deleted_seen_at=moment_or_none(found["deleted_seen_at"]),
        content=post_content.content_of(found),
        likes=found["likes"],
        reposts=found["reposts"],
        views=found["views"],
    )
