"""Official sites: when each was read last, what it links to, since when it cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from sqlite_utils import Database

from domain.network import Network
from domain.organisation import Status
from domain.page import Link, Page
from domain.site import SITES_OFF, SiteKnowledge, SiteReading, SiteTrouble, site_key
from storage.registry_rows import page_of
from storage.sql import Row, moment, moment_or_none, row, rows, run, stamp, value

TRIED_AGAIN_AFTER = timedelta(days=1)
"""A site that could not be read, or whose short names are unclear, is tried again after that long."""

INTERVALS_KNOWN = 3

_PAGES_AT = """
select page.* from page join organisation on organisation.id = page.organisation_id
where page.archived_at is null and organisation.archived_at is null and page.network = :network and
"""


def due(db: Database, now: datetime, every: timedelta) -> list[str]:
    """`site_key`s of the registry to read at `now` (aware UTC): those never tried first, then the longest ago.

    Sites of exempt organisations are left alone: nothing is asked of them.
    """
    listed = rows(
        db,
        """select distinct site from organisation
        where archived_at is null and site is not null and status is not ?""",
        [Status.EXEMPT],
    )
    tried = {each["site"]: each for each in rows(db, "select * from site_reading")}
    keys = dict.fromkeys(site_key(each["site"]) for each in listed)
    found = [key for key in keys if key and (key not in tried or _is_due(tried[key], now, every))]
    return sorted(found, key=lambda key: tried[key]["tried_at"] if key in tried else "")


def _is_due(found: Row, now: datetime, every: timedelta) -> bool:
    is_whole = found["trouble"] is None and found["unclear"] == "[]"
    return moment(found["tried_at"]) + (every if is_whole else min(every, TRIED_AGAIN_AFTER)) <= now


def owners(db: Database, keys: Iterable[str]) -> list[int]:
    """Ids of the organisations that have one of these sites."""
    wanted = frozenset(keys)
    listed = rows(
        db, "select id, site from organisation where archived_at is null and site is not null order by id"
    )
    return [each["id"] for each in listed if site_key(each["site"]) in wanted]


def short_names(db: Database) -> frozenset[tuple[Network, str]]:
    """The short names that the registry's own links have."""
    listed = rows(db, "select network, link_name from page where archived_at is null and link_name is not null")
    return frozenset((Network(each["network"]), each["link_name"]) for each in listed)


def save(db: Database, reading: SiteReading) -> None:
    """Keep a reading; one that failed leaves what was read before, and how long it has been failing."""
    tried = stamp(reading.read_at)
    if reading.trouble is not None:
        run(
            db,
            """insert into site_reading (site, tried_at, trouble, trouble_since) values (?, ?, ?, ?)
            on conflict (site) do update set tried_at = excluded.tried_at, trouble = excluded.trouble,
            trouble_since = coalesce(trouble_since, excluded.trouble_since)""",
            (reading.site, tried, reading.trouble.value, tried),
        )
        return
    unclear = json.dumps(sorted(reading.unclear))
    run(
        db,
        """insert or replace into site_reading (site, tried_at, read_at, secure, pages, unclear, looked, page_hash)
        values (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(reading.site, tried, tried, int(reading.secure), _to_text(reading.pages), unclear),
            *(reading.looked, reading.page_hash),
        ),
    )


def forget_others(db: Database) -> None:
    """Drop readings of sites the registry does not have any more."""
    listed = rows(db, "select distinct site from organisation where archived_at is null and site is not null")
    kept = frozenset(site_key(each["site"]) for each in listed)
    for each in rows(db, "select site from site_reading"):
        if each["site"] not in kept:
            run(db, "delete from site_reading where site = ?", (each["site"],))


def failing(db: Database) -> int:
    """How many sites could not be read when they were tried last."""
    return int(value(db, "select count(*) from site_reading where trouble is not null"))


def knowledge(db: Database, site: str | None, now: datetime, every: timedelta | None) -> SiteKnowledge:
    """What is known at `now` of a site as the registry writes it; `every` is how often sites are read, None: never.

    A reading older than three such intervals is known no more.
    """
    if every is None:
        return SITES_OFF
    found = row(db, "select * from site_reading where site = ?", (site_key(site),)) if site else None
    if found is None:
        return SiteKnowledge()
    reading = _reading_of(found, now - INTERVALS_KNOWN * every)
    links = reading.pages if reading else ()
    return SiteKnowledge(
        reading,
        SiteTrouble(found["trouble"]) if found["trouble"] else None,
        moment_or_none(found["trouble_since"]),
        registered=tuple(dict.fromkeys(page for link in links for page in _pages_at(db, link))),
    )


def _reading_of(found: Row, fresh_since: datetime) -> SiteReading | None:
    read_at = moment_or_none(found["read_at"])
    if read_at is None or read_at < fresh_since:
        return None
    return SiteReading(
        found["site"],
        read_at,
        _from_text(found["pages"]),
        frozenset(Network(each) for each in json.loads(found["unclear"])),
        looked=found["looked"],
        page_hash=found["page_hash"],
        secure=bool(found["secure"]),
    )


def _pages_at(db: Database, link: Link) -> list[Page]:
    """Pages of the registry that a link may mean: by each of what is known of it, through an index of its own."""
    asked = [
        (column, told)
        for column, told in (("network_id", link.number), ("link_number", link.number), ("link_name", link.name))
        if told is not None
    ]
    return [
        page_of(each)
        for column, told in asked
        for each in rows(db, f"{_PAGES_AT} page.{column} = :told", {"network": link.network.value, "told": told})
    ]


def _to_text(pages: Iterable[Link]) -> str:
    return json.dumps([[each.network.value, each.written, each.number, each.name] for each in pages])


def _from_text(text: str) -> tuple[Link, ...]:
    told = cast("list[tuple[str, str, int | None, str | None]]", json.loads(text))
    return tuple(Link(Network(network), written, number, name) for network, written, number, name in told)
