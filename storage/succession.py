"""Which row a page's history belongs to when its link in the registry was changed, told by where the link leads.

An import cannot know whether «vk.com/klub» is the page that was «vk.com/club5» before, so it leaves the row and its
history in place. The first reading tells: the same number, and all goes on; another one, and a new row begins.
"""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from domain.finding import Subject
from domain.page import Resolution
from domain.reading import Reading
from storage.sql import Row, inserted, row, run, stamp

_ROW = "select * from page where id = ?"
_EARLIER = """
select id from page where network = :network and network_id = :number and organisation_id = :organisation_id
  and archived_at is not null order by id desc limit 1
"""
_ARCHIVE = "update page set archived_at = ? where id = ?"
_REVIVE = """
update page set archived_at = null, resolution = 'pending',
    written = :written, link_number = :link_number, link_name = :link_name
where id = :earlier
"""


def row_meant(db: Database, reading: Reading, now: datetime) -> int:
    """The id of the row the reading is about, in the caller's transaction; a row is added or revived if need be.

    Only of a row whose link nobody had asked before. `now` (aware UTC) is when a row is archived or added.
    """
    page = row(db, _ROW, (reading.page_id,))
    if page is None or page["resolution"] != Resolution.PENDING or reading.resolution is Resolution.PENDING:
        return reading.page_id
    if page["network_id"] is not None and not _is_same(page, reading):
        page = _begun_anew(db, page, now)
    return page["id"] if page["network_id"] is not None else _revived(db, page, reading, now)


def _is_same(page: Row, reading: Reading) -> bool:
    return reading.resolution.leads_to_page and reading.network_id in (None, page["network_id"])


def _begun_anew(db: Database, page: Row, now: datetime) -> Row:
    """Another page stands at the new link: the old row goes to the archive with all that is known of it."""
    run(db, _ARCHIVE, (stamp(now), page["id"]))
    kept = ("organisation_id", "network", "written", "link_number", "link_name")
    added = inserted(db, "page", {**{name: page[name] for name in kept}, "added_at": stamp(now)})
    return row(db, _ROW, (added,)) or page


def _revived(db: Database, page: Row, reading: Reading, now: datetime) -> int:
    """The organisation had this very page before: its row comes back, with what people stated since."""
    key = {"network": page["network"], "number": reading.network_id, "organisation_id": page["organisation_id"]}
    earlier = row(db, _EARLIER, key) if reading.resolution.leads_to_page else None
    if earlier is None:
        return int(page["id"])
    run(db, _ARCHIVE, (stamp(now), page["id"]))
    links = {name: page[name] for name in ("written", "link_number", "link_name")}
    run(db, _REVIVE, {**links, "earlier": earlier["id"]})
    subjects = [Subject.page(each["id"], reading.network).key for each in (earlier, page)]
    run(db, "update attestation set subject = ? where subject = ?", subjects)
    return int(earlier["id"])
