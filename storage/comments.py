"""Comments under pages' own posts: that they were there and when they went, no text and no author."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from domain.comment import Comment
from domain.reading import CommentsRead, Fetched
from storage.sql import Value, rows, run, run_many, stamp, stamp_or_none

_UPSERT = """
insert into comment (page_id, post_id, id, parent_id, published_at, by_page, first_seen_at, seen_at,
                     deleted_seen_at)
values (:page_id, :post_id, :id, :parent_id, :published_at, :by_page, :read_at, :read_at, :deleted_at)
on conflict (page_id, post_id, id) do update set
    parent_id = coalesce(excluded.parent_id, comment.parent_id),
    published_at = coalesce(excluded.published_at, comment.published_at),
    by_page = coalesce(excluded.by_page, comment.by_page),
    seen_at = excluded.seen_at,
    missed_at = null,
    deleted_seen_at = iif(excluded.deleted_seen_at is null, null,
                          coalesce(comment.deleted_seen_at, excluded.deleted_seen_at))
"""

# One absence may be a page of answers that shifted while it was read; the second in a row is a deletion.
_MARK_ABSENT = """
update comment set
    deleted_seen_at = iif(missed_at < :read_at, :read_at, null),
    missed_at = coalesce(missed_at, :read_at)
where page_id = :page_id and post_id = :post_id and seen_at != :read_at and deleted_seen_at is null
  and (:since is null or published_at >= :since)
"""

# While a missed comment waits for the second look, the older counter stays: it differs, so the post is read again.
_NOTE_READ = """
update post set
    comments_closed = :closed,
    comments_read = iif(not :closed and exists (
        select 1 from comment
        where comment.page_id = post.page_id and post_id = post.id and missed_at is not null
          and comment.deleted_seen_at is null
    ), comments_read, coalesce(:counter, comments, comments_read))
where page_id = :page_id and id = :post_id
"""

_COUNTERS = """
select id, comments_read from post
where page_id = ? and published_at >= ? and deleted_seen_at is null
  and kind not in ('suggested', 'postponed', 'hidden')
"""


def save(db: Database, page_id: int, reads: tuple[CommentsRead, ...]) -> None:
    """Keep the comments of some posts of a page, and note how far each post was read."""
    for read in reads:
        if read.fetched is not None:
            _save_comments(db, page_id, read.post_id, read.fetched)
        if read.closed or (read.fetched is not None and read.fetched.complete):
            _note_read(db, page_id, read)


def counters(db: Database, page_id: int, since: datetime) -> dict[str, int | None]:
    """Standing posts published since then, with the comment counter at their last complete reading, if any."""
    return {each["id"]: each["comments_read"] for each in rows(db, _COUNTERS, (page_id, stamp(since)))}


def _note_read(db: Database, page_id: int, read: CommentsRead) -> None:
    values: dict[str, Value] = {
        "page_id": page_id,
        "post_id": read.post_id,
        "closed": read.closed,
        "counter": read.counter,
    }
    run(db, _NOTE_READ, values)


def _save_comments(db: Database, page_id: int, post_id: str, fetched: Fetched[Comment]) -> None:
    run_many(db, _UPSERT, [_values(page_id, post_id, comment, fetched.read_at) for comment in fetched.values])
    if fetched.complete:
        values: dict[str, Value] = {
            "page_id": page_id,
            "post_id": post_id,
            "read_at": stamp(fetched.read_at),
            "since": stamp_or_none(fetched.covered_since),
        }
        run(db, _MARK_ABSENT, values)


def _values(page_id: int, post_id: str, comment: Comment, read_at: datetime) -> dict[str, Value]:
    return {
        "page_id": page_id,
        "post_id": post_id,
        "id": comment.id,
        "parent_id": comment.parent_id,
        "published_at": stamp_or_none(comment.published_at),
        "by_page": comment.by_page,
        "read_at": stamp(read_at),
        "deleted_at": stamp(read_at) if comment.deleted else None,
    }
