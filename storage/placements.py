"""Where materials of «Госпаблики» were recognised on pages, what only looks like them, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from domain.central import Addressed, CentralItem, Placement, Resemblance
from domain.content import Content
from storage import post_content
from storage.sql import Row, Value, moment, moment_or_none, row, rows, run, stamp

# What a page itself publishes; an advertisement of the page's own shows the material too.
_OWN = ("post", "repost", "clip", "video", "photo", "unlisted", "ad")
_PUBLICATIONS = f"""
select post.id, post.published_at, read_at, {post_content.COLUMNS}
from post_content join post on post.page_id = post_content.page_id and post.id = post_content.post_id
where post_content.page_id = :page_id and post_content.published_at >= :since and read_at > :after
  and kind in ({", ".join(f"'{kind}'" for kind in _OWN)}) and deleted_seen_at is null
order by post.published_at, post.id
"""
# A post once found stays the item's place unless it ceased to be, or an earlier one turns up.
_PLACE = """
insert into placement (item_id, page_id, post_id, published_at, found_at)
values (:item_id, :page_id, :post_id, :published_at, :now)
on conflict (item_id, page_id) do update set
    post_id = excluded.post_id, published_at = excluded.published_at, found_at = excluded.found_at,
    lost_at = null, removed_at = null
where not placement.confirmed and (placement.lost_at is not null or placement.removed_at is not null
                                   or excluded.published_at < placement.published_at)
"""
_CONFIRM = """
insert or replace into placement (item_id, page_id, post_id, published_at, found_at, confirmed)
values (:item_id, :page_id, :post_id, :published_at, :now, 1)
"""
_NOTE_REMOVED = """
update placement set removed_at = post.deleted_seen_at from post
where placement.page_id = ? and post.page_id = placement.page_id and post.id = placement.post_id
  and placement.removed_at is not post.deleted_seen_at
"""
_RESEMBLES = """
insert into resemblance (item_id, page_id, post_id, published_at, why)
values (:item_id, :page_id, :post_id, :published_at, :why)
on conflict (item_id, page_id, post_id) do update set why = excluded.why where refused_at is null
"""
_REFUSE = """
insert into resemblance (item_id, page_id, post_id, published_at, why, refused_at)
values (:item_id, :page_id, :post_id, :published_at, '', :now)
on conflict (item_id, page_id, post_id) do update set refused_at = excluded.refused_at
"""
_FOUND = """
select post_id, published_at from placement where item_id = :item_id and page_id = :page_id
union select post_id, published_at from resemblance
where item_id = :item_id and page_id = :page_id and refused_at is null
"""
_KEY = "item_id = :item_id and page_id = :page_id and post_id = :post_id"
_ALIKE = """
select resemblance.* from resemblance
left join post on post.page_id = resemblance.page_id and post.id = resemblance.post_id
where resemblance.page_id = ? and refused_at is null and deleted_seen_at is null
order by resemblance.published_at desc, post_id desc
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A post of the page's own with what it is made of, as it was read or last changed at `read_at` (aware UTC)."""

    post_id: str
    published_at: datetime
    content: Content
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """What of a page was compared: contents read up to `read_at` (aware UTC) with items up to `item_id`."""

    read_at: datetime
    item_id: int


NOTHING_SEEN = Look(datetime(1970, 1, 1, tzinfo=UTC), 0)


def addressed(db: Database, page_id: int, items: list[CentralItem]) -> tuple[Addressed, ...]:
    """How each of the items stands on the page."""
    if not items:
        return ()
    found = of_page(db, page_id)
    alike = {each.item_id: each for each in map(_resemblance, rows(db, _ALIKE, (page_id,)))}
    return tuple(Addressed(item, found.get(item.id), alike.get(item.id)) for item in items)


def of_page(db: Database, page_id: int) -> dict[int, Placement]:
    """Placements on the page by item."""
    found = rows(db, "select * from placement where page_id = ?", (page_id,))
    return {each["item_id"]: _placement(each) for each in found}


def refused(db: Database, page_id: int) -> frozenset[tuple[int, str]]:
    """Items and posts that a person said do not belong together."""
    found = rows(
        db, "select item_id, post_id from resemblance where page_id = ? and refused_at is not null", (page_id,)
    )
    return frozenset((each["item_id"], each["post_id"]) for each in found)


def publications(db: Database, page_id: int, since: datetime, after: datetime) -> list[Publication]:
    """What the page published since then and was read, or found changed, after that; by time of publication."""
    values: dict[str, Value] = {"page_id": page_id, "since": stamp(since), "after": stamp(after)}
    return [
        Publication(
            each["id"],
            moment(each["published_at"]),
            post_content.content_of(each) or Content(),
            moment(each["read_at"]),
        )
        for each in rows(db, _PUBLICATIONS, values)
    ]


def place(db: Database, item_id: int, page_id: int, post: Publication, now: datetime) -> None:
    """The item was recognised in the post."""
    key = _key(item_id, page_id, post.post_id)
    run(db, f"delete from resemblance where {_KEY}", key)
    run(db, _PLACE, {**key, "published_at": stamp(post.published_at), "now": stamp(now)})


def set_lost(db: Database, placement: Placement, lost_at: datetime | None) -> None:
    """The post's text holds the item no more since then, or holds it again (None)."""
    run(
        db,
        "update placement set lost_at = ? where item_id = ? and page_id = ?",
        (stamp(lost_at) if lost_at else None, placement.item_id, placement.page_id),
    )


def note_removed(db: Database, page_id: int) -> None:
    """Placements whose posts were deleted, or came back, since the last look."""
    run(db, _NOTE_REMOVED, (page_id,))


def set_alike(db: Database, item_id: int, page_id: int, post: Publication, why: str | None) -> None:
    """The post is much like the item but for `why`; None: it is not, or no more."""
    key = _key(item_id, page_id, post.post_id)
    if why is None:
        run(db, f"delete from resemblance where {_KEY} and refused_at is null", key)
    else:
        run(db, _RESEMBLES, {**key, "published_at": stamp(post.published_at), "why": why})


def confirm(db: Database, item_id: int, page_id: int, post_id: str, published_at: datetime, now: datetime) -> None:
    """A person said that this post publishes the item."""
    key = _key(item_id, page_id, post_id)
    run(db, f"delete from resemblance where {_KEY}", key)
    run(db, _CONFIRM, {**key, "published_at": stamp(published_at), "now": stamp(now)})


def refuse(db: Database, item_id: int, page_id: int, now: datetime) -> int:
    """A person said that what the program found does not publish the item; how many posts that were."""
    found = rows(db, _FOUND, {"item_id": item_id, "page_id": page_id})
    for each in found:
        key = _key(item_id, page_id, each["post_id"])
        run(db, _REFUSE, {**key, "published_at": each["published_at"], "now": stamp(now)})
    run(db, "delete from placement where item_id = ? and page_id = ?", (item_id, page_id))
    return len(found)


def look_of(db: Database, page_id: int) -> Look:
    """Up to where the page was compared."""
    found = row(db, "select read_at, item_id from central_look where page_id = ?", (page_id,))
    return Look(moment(found["read_at"]), found["item_id"]) if found else NOTHING_SEEN


def save_look(db: Database, page_id: int, look: Look) -> None:
    """Keep up to where the page was compared."""
    run(
        db,
        "insert or replace into central_look (page_id, read_at, item_id) values (?, ?, ?)",
        (page_id, stamp(look.read_at), look.item_id),
    )


def _key(item_id: int, page_id: int, post_id: str) -> dict[str, Value]:
    return {"item_id": item_id, "page_id": page_id, "post_id": post_id}


def _placement(found: Row) -> Placement:
    return Placement(
        found["item_id"],
        found["page_id"],
        found["post_id"],
        moment(found["published_at"]),
        moment(found["found_at"]),
        moment_or_none(found["lost_at"]),
        moment_or_none(found["removed_at"]),
        confirmed=bool(found["confirmed"]),
    )


def _resemblance(found: Row) -> Resemblance:
    return Resemblance(
        found["item_id"], found["page_id"], found["post_id"], moment(found["published_at"]), found["why"]
    )
