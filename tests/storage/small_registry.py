"""An invented registry and readings of its pages, for tests of what is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from domain.network import Network
from domain.organisation import Kind, Status
from domain.page import Link, Openness, Resolution, parse_link
from domain.post import Post, PostKind
from domain.reading import Fetched, Reading, Route, Trouble, TroubleKind
from storage import readings, sql
from storage.store import transaction

ZONE = ZoneInfo("Asia/Vladivostok")
NOON = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
"""A Wednesday, 12:00 local."""

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
BUSY = Trouble(TroubleKind.TRY_LATER, "сеть занята")


def add_organisation(
    db: Database,
    name: str = "Школа Мокдола",
    *,
    kind: Kind = Kind.SUBORDINATE,
    status: Status = Status.RUNS,
    site: str | None = None,
) -> int:
    """Its id."""
    return sql.inserted(
        db,
        "organisation",
        {
            "short_name": name,
            "short_key": name.casefold(),
            "full_name": f"Полное имя: {name}",
            "kind": kind,
            "status": status,
            "site": site,
            "added_at": sql.stamp(NOON - 30 * DAY),
        },
    )


def add_page(
    db: Database, organisation_id: int, written: str = "vk.com/mockdale", network: Network = Network.VK
) -> int:
    """Its id; the link is not resolved yet."""
    link: Link = parse_link(network, written)
    return sql.inserted(
        db,
        "page",
        {
            "organisation_id": organisation_id,
            "network": network,
            "written": link.written,
            "link_number": link.number,
            "link_name": link.name,
            "added_at": sql.stamp(NOON - 30 * DAY),
        },
    )


def a_page(db: Database, network: Network = Network.VK) -> int:
    """A page of an organisation of its own; its id."""
    count = sql.value(db, "select count(*) from organisation")
    written = "vk.com/mockdale" if network is Network.VK else "ok.ru/mockdale"
    return add_page(db, add_organisation(db, f"Школа № {count + 1}"), f"{written}{count + 1}", network)


def archive_page(db: Database, page_id: int) -> None:
    """Take a page out of the registry."""
    sql.run(db, "update page set archived_at = ? where id = ?", (sql.stamp(NOON), page_id))


def archive_owner(db: Database, page_id: int) -> None:
    """Take the organisation of a page out of the registry."""
    sql.run(
        db,
        "update organisation set archived_at = ? where id = (select organisation_id from page where id = ?)",
        (sql.stamp(NOON), page_id),
    )


def post(name: str, published_at: datetime, kind: PostKind = PostKind.POST, *, comments: int | None = None) -> Post:
    """An undisputed post unless `kind` says otherwise."""
    return Post(name, published_at, kind, comments=comments)


def reading(
    page_id: int,
    at: datetime,
    *values: Post,
    since: datetime | None = None,
    complete: bool = True,
    network_id: int | None = 70,
    route: Route = Route.WALL,
) -> Reading:
    """A found and open page with these posts, read back to `since` (None: to the beginning)."""
    return Reading(
        page_id,
        Network.VK if route is Route.WALL else Network.OK,
        at,
        Resolution.FOUND,
        network_id,
        "Школа Мокдола",
        Openness.OPEN,
        posts=Fetched(values, at, since, complete),
        route=route,
    )


def save(db: Database, *those: Reading) -> None:
    """Store readings, each in a transaction of its own."""
    for each in those:
        with transaction(db):
            readings.save(db, each, each.read_at)


def state(db: Database, page_id: int) -> sql.Row:
    """The page's row of `page_state`."""
    found = sql.row(db, "select * from page_state where page_id = ?", (page_id,))
    assert found is not None
    return found
