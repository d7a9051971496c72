"""Pages and organisations as rules look at them, by the settings of this program."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from app.frame import Frame
from domain.organisation import Organisation
from domain.view import OrgView, PageView
from storage import views


def page_views(db: Database, organisation: Organisation, frame: Frame, now: datetime) -> list[PageView]:
    """The organisation's pages as they are stored, looked at from `now` (aware UTC), which may be long past."""
    return views.page_views(
        db,
        organisation,
        now=now,
        zone=frame.zone,
        stale_after=frame.stale_after,
        settle_hours=frame.settle_hours,
        off=frame.off,
        expected=views.expected(db, organisation),
        calendar=frame.calendar,
    )


def organisation_view(db: Database, organisation: Organisation, frame: Frame, now: datetime) -> OrgView:
    """The organisation itself, looked at from `now` (aware UTC)."""
    return views.organisation_view(
        db,
        organisation,
        now=now,
        zone=frame.zone,
        off=frame.off,
        calendar=frame.calendar,
        sites_every=frame.sites_every,
    )
