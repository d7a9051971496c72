"""Counters of publications as they are stored, for papers that count."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlite_utils import Database

from domain.counters import Counted
from domain.post import PostKind
from storage.sql import moment, rows, stamp

_PUBLISHED = """
select page_id, post.id, published_at, kind, likes, comments, reposts, views, deleted_seen_at
from post join page on page.id = post.page_id and page.archived_at is null
where published_at >= ? and published_at < ?
order by page_id, published_at, post.id
"""


def published(db: Database, start: datetime, end: datetime) -> dict[int, tuple[Counted, ...]]:
    """Pages' own publications of [start, end) (aware UTC) by the page's id, oldest first, deleted ones too."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for each in rows(db, _PUBLISHED, (stamp(start), stamp(end))):
        post = Counted(
            page_id=each["page_id"],
            id=each["id"],
            published_at=moment(each["published_at"]),
            kind=PostKind(each["kind"]),
            likes=each["likes"],
            comments=each["comments"],
            reposts=each["reposts"],
            views=each["views"],
            is_deleted=each["deleted_seen_at"] is not None,
        )
        if post.counts:
            found[post.page_id].append(post)
    return {page_id: tuple(posts) for page_id, posts in found.items()}
