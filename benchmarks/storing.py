"""Saving readings against the same posts by sqlite-utils' upsert_all and by one bare statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlite_utils import Database

from benchmarks import registry_world as world
from benchmarks.comparison import Comparison
from benchmarks.stopwatch import fastest
from domain.network import Network
from domain.post import Post
from domain.reading import Reading
from storage import readings, registry
from storage.sql import Value, stamp, stamp_or_none
from storage.store import transaction

ROUNDS = 3

_INSERT = """
insert or replace into post (page_id, id, published_at, kind, edited_at, pinned, comments, first_seen_at, seen_at)
values (:page_id, :id, :published_at, :kind, :edited_at, :pinned, :comments, :first_seen_at, :seen_at)
"""


def saving(*, pages: int = 1_000, posts: int = 20) -> list[Comparison]:
    """Everything in one transaction each, over rows that are there already, as in a cycle's every re-reading."""
    with world.database() as ours, world.database() as rivals, world.database() as bare:
        brought, *_ = [_founded(db, pages, posts) for db in (ours, rivals, bare)]
        own, theirs, least = fastest(
            ROUNDS,
            _inside(ours, lambda: _save(ours, brought)),
            _inside(rivals, lambda: _upsert(rivals, brought)),
            _inside(bare, lambda: _execute(bare, brought)),
        )
    rows = pages * posts
    return [
        Comparison(
            f"readings of {rows:,} posts saved", "posts/s", rows / own, rows / theirs, "upsert_all of the posts"
        ),
        Comparison(
            f"readings of {rows:,} posts saved",
            "posts/s",
            rows / own,
            rows / least,
            "one executemany of the posts",
        ),
    ]


def _founded(db: Database, pages: int, posts: int) -> list[Reading]:
    """Readings of VK pages, stored once."""
    world.found(db, pages)
    stood = [page for page in registry.pages(db) if page.network is Network.VK]
    with transaction(db):
        _save(db, [world.reading(page, world.NOW, posts=posts) for page in stood])
    return [world.reading(page, world.NOW + world.HOUR, posts=posts) for page in stood]


def _inside(db: Database, job: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with transaction(db):
            job()

    return run


def _save(db: Database, brought: Sequence[Reading]) -> None:
    for reading in brought:
        readings.save(db, reading, reading.read_at)


def _upsert(db: Database, brought: Sequence[Reading]) -> None:
    for reading in brought:
        db.table("post").upsert_all(_rows(reading), pk=("page_id", "id"))


def _execute(db: Database, brought: Sequence[Reading]) -> None:
    db.conn.executemany(_INSERT, [values for reading in brought for values in _rows(reading)])


def _rows(reading: Reading) -> list[dict[str, Value]]:
    posts = reading.posts.values if reading.posts else ()
    return [_row(reading, post) for post in posts]


def _row(reading: Reading, post: Post) -> dict[str, Value]:
    read_at = stamp(reading.read_at)
    return {
        "page_id": reading.page_id,
        "id": post.id,
        "published_at": stamp(post.published_at),
        "kind": post.kind,
        "edited_at": stamp_or_none(post.edited_at),
        "pinned": post.pinned,
        "comments": post.comments,
        "first_seen_at": read_at,
        "seen_at": read_at,
    }
