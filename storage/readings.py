"""One reading of a page: what its link leads to, how the attempt went, and, if it is our page, what it brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from domain.content import KEPT_FOR
from domain.page import Resolution
from domain.reading import Reading, TroubleKind
from storage import comments, posts, profiles, succession
from storage.sql import Row, Value, row, rows, run, run_many, stamp, stamp_or_none

_PAGE = "select network_id, link_number, resolution from page where id = ? and archived_at is null"

_SAVE_ATTEMPT = """
insert into page_state (page_id, tried_at, answered_at, failing_since, trouble_kind, trouble_reason)
values (:page_id, :at, :answered_at, :failed_at, :kind, :reason)
on conflict (page_id) do update set
    tried_at = excluded.tried_at,
    answered_at = coalesce(excluded.answered_at, page_state.answered_at),
    failing_since = iif(excluded.failing_since is null, null,
                        coalesce(page_state.failing_since, excluded.failing_since)),
    trouble_kind = excluded.trouble_kind,
    trouble_reason = excluded.trouble_reason
"""

_SAME_COMMUNITY = """
select page.id from page join organisation on organisation.id = page.organisation_id
where page.network = :network and page.network_id = :number and page.id != :page_id
  and page.resolution != 'pending' and page.archived_at is null and organisation.archived_at is null
"""

_SAVE_IDENTITY = """
update page set
    resolution = :resolution,
    network_id = :number,
    title = coalesce(:title, title),
    first_seen_at = coalesce(first_seen_at, :at),
    created_at = coalesce(:created_at, created_at)
where id = :page_id
"""


def save(db: Database, reading: Reading, now: datetime, texts_kept: timedelta = KEPT_FOR) -> None:
    """Store a reading in the caller's transaction, without the contents of posts older than `texts_kept`.

    Of a link that leads to nothing, to no community, to another row's page or away from ours, only that fact and
    the attempt are kept; of a page archived meanwhile, nothing. `now` (aware UTC) is the time of storing.
    """
    page = row(db, _PAGE, (reading.page_id,))
    if page is None or (reading.trouble and reading.trouble.kind is TroubleKind.NETWORK_OFF):
        return
    page_id = succession.row_meant(db, reading, now)
    if page_id != reading.page_id:
        reading, page = replace(reading, page_id=page_id), row(db, _PAGE, (page_id,)) or page
    is_ours = _settle(db, page, reading)
    _save_attempt(db, reading)
    if is_ours:
        profiles.save(db, reading)
        posts.save(db, reading, now, texts_kept)
        comments.save(db, reading.page_id, reading.comments)


def _settle(db: Database, page: Row, reading: Reading) -> bool:
    """Store what the link leads to; whether the reading is about the page this row means."""
    told = Resolution(page["resolution"]) if reading.resolution is Resolution.PENDING else reading.resolution
    if not told.leads_to_page:
        _set_resolution(db, [reading.page_id], told)
        return False
    if _is_another(page, reading):
        _set_resolution(db, [reading.page_id], Resolution.MOVED)
        return False
    return _is_sole(db, reading, page["network_id"] or reading.network_id, told)


def _is_another(page: Row, reading: Reading) -> bool:
    """A number once known is never exchanged: a short name that points elsewhere is not followed (contract)."""
    known = page["network_id"] or page["link_number"]
    return None not in (known, reading.network_id) and known != reading.network_id


def _is_sole(db: Database, reading: Reading, number: int | None, told: Resolution) -> bool:
    """Store whose page it is; False when another row of the registry has it too, which is then told of both."""
    key: dict[str, Value] = {"page_id": reading.page_id, "network": reading.network, "number": number}
    others = [each["id"] for each in rows(db, _SAME_COMMUNITY, key)]
    if others:
        run(db, "update page set network_id = :number where id = :page_id", key)
        *earlier, latest = sorted([reading.page_id, *others])
        _set_resolution(db, earlier, Resolution.SHARED)
        _set_resolution(db, [latest], Resolution.DUPLICATE)
        return False
    settled = Resolution.FOUND if told.is_contested else told
    _save_identity(db, reading, number, settled)
    return True


def _save_identity(db: Database, reading: Reading, number: int | None, resolution: Resolution) -> None:
    values: dict[str, Value] = {
        "page_id": reading.page_id,
        "resolution": resolution,
        "number": number,
        "title": reading.title,
        "at": stamp(reading.read_at),
        "created_at": stamp_or_none(reading.created_at),
    }
    run(db, _SAVE_IDENTITY, values)


def _set_resolution(db: Database, page_ids: list[int], resolution: Resolution) -> None:
    run_many(db, "update page set resolution = ? where id = ?", [(resolution, page_id) for page_id in page_ids])


def _save_attempt(db: Database, reading: Reading) -> None:
    trouble, at = reading.trouble, stamp(reading.read_at)
    values: dict[str, Value] = {
        "page_id": reading.page_id,
        "at": at,
        "answered_at": None if trouble else at,
        "failed_at": at if trouble else None,
        "kind": trouble.kind if trouble else None,
        "reason": trouble.reason if trouble else None,
    }
    run(db, _SAVE_ATTEMPT, values)
