"""Pages as rules would look at them at a moment that may be long past."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from app import viewing
from app.frame import Frame
from domain.organisation import Organisation
from domain.view import PageView
from rules.feed import gap, late_statistics
from storage import registry


def page_views(db: Database, frame: Frame, moment: datetime) -> list[tuple[Organisation, list[PageView]]]:
    """Every organisation of the registry with its pages, looked at from `moment` (aware UTC)."""
    return [
        (organisation, viewing.page_views(db, organisation, frame, moment))
        for organisation in registry.organisations(db)
    ]


def read_gap(view: PageView, start: datetime, end: datetime) -> str | None:
    """Why publications of [start, end) may be unseen, in Russian; None when all of them were seen.

    Of a stretch that still runs only what has been read so far is asked for.
    """
    if view.now < end and view.feed is not None:
        end = max(start, view.feed.until)
    return gap(view, start, end) or late_statistics(view, end)
