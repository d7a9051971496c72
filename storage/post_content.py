"""What pages' own publications are made of, kept for a limited time after they were published."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from domain.content import Content, Format
from domain.post import Post
from storage.sql import Row, Value, run, run_many, stamp

COLUMNS = "text, quoted, links, formats, cut"

# What says the same is left alone: most of what a cycle brings was there an hour ago. A part does not replace the
# whole it is the beginning of.
_UPSERT = """
insert into post_content (page_id, post_id, published_at, read_at, text, quoted, links, formats, cut)
values (:page_id, :post_id, :published_at, :read_at, :text, :quoted, :links, :formats, :cut)
on conflict (page_id, post_id) do update set
    published_at = excluded.published_at, read_at = excluded.read_at, text = excluded.text,
    quoted = excluded.quoted, links = excluded.links, formats = excluded.formats, cut = excluded.cut
where (post_content.text, post_content.quoted, post_content.links, post_content.formats, post_content.cut,
       post_content.published_at)
   is not (excluded.text, excluded.quoted, excluded.links, excluded.formats, excluded.cut, excluded.published_at)
  and not (excluded.cut and not post_content.cut
           and substr(post_content.text, 1, length(excluded.text)) = excluded.text)
"""


def save(db: Database, page_id: int, posts: Iterable[Post], read_at: datetime, since: datetime) -> None:
    """Keep the contents of posts published since then; a post that tells none leaves what was known of it."""
    told = [
        _values(page_id, post, post.content, read_at)
        for post in posts
        if post.content is not None and post.published_at >= since
    ]
    run_many(db, _UPSERT, told)


def content_of(found: Row) -> Content | None:
    """The content in a row with `COLUMNS`; None where there is none."""
    if found["text"] is None:
        return None
    return Content(
        found["text"],
        found["quoted"],
        tuple(json.loads(found["links"])),
        tuple(map(Format, json.loads(found["formats"]))),
        cut=bool(found["cut"]),
    )


def purge(db: Database, before: datetime) -> int:
    """Drop the contents of posts published before then; how many went."""
    return run(db, "delete from post_content where published_at < ?", (stamp(before),))


def _values(page_id: int, post: Post, content: Content, read_at: datetime) -> dict[str, Value]:
    return {
        "page_id": page_id,
        "post_id": post.id,
        "published_at": stamp(post.published_at),
        "read_at": stamp(read_at),
        "text": content.text,
        "quoted": content.quoted,
        "links": json.dumps(content.links, ensure_ascii=False),
        "formats": json.dumps(content.formats),
        "cut": content.cut,
    }
