"""Planned publications of a page: where each was found, and how far the feed was read."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from domain.content_plan import PlannedPlace
from domain.month import Month
from domain.page import Page
from domain.post import Counting, Post
from domain.view import Feed
from domain.week import local_midnight
from storage import content_plans, posts
from storage.sql import row

# A publication may go out the evening before its day.
EARLY = timedelta(days=1)


def places(db: Database, page: Page, *, now: datetime, zone: ZoneInfo) -> tuple[PlannedPlace, ...]:
    """What its organisation planned for it on days of this month and the one before, up to today."""
    since = Month.of(now, zone).previous
    plans = content_plans.of_organisation(db, page.organisation_id, since.name)
    if not plans:
        return ()
    matches = content_plans.matches(db, page.id, since.name)
    found = {(each.plan_id, each.row): each for each in matches}
    read, today = _Read.of(db, page, since.start - EARLY), now.astimezone(zone).date()
    return tuple(
        PlannedPlace(
            plan.id,
            planned,
            page.id,
            found.get((plan.id, planned.row)),
            read.until(local_midnight(planned.day, zone) - EARLY),
        )
        for plan in plans
        for planned in plan.posts
        if planned.day <= today and planned.network in (None, page.network)
    )


class _Read:
    """A page's feed since some time: what of it was looked through, text and all."""

    def __init__(self, page: Page, feed: Feed | None, found: tuple[Post, ...]) -> None:
        self._feed = feed
        own = [post for post in found if post.kind.counting is not Counting.EXCLUDED]
        known = (page.created_at, page.first_seen_at, *(post.published_at for post in own))
        self._stood_since = min((moment for moment in known if moment is not None), default=None)
        self._textless = [post.published_at for post in own if not _is_told(post)]

    @classmethod
    def of(cls, db: Database, page: Page, since: datetime) -> _Read:
        state = row(db, "select * from page_state where page_id = ?", (page.id,))
        if state is None or page.is_doubtful:
            return cls(page, None, ())
        return cls(page, posts.feed_of(state), posts.since(db, page.id, since))

    def until(self, start: datetime) -> datetime | None:
        """Up to when everything since `start` was read with its text (aware UTC); None of days before the page."""
        if self._feed is None or not self._feed.covers(start, start):
            return None
        if self._stood_since is None or self._stood_since > start:
            return None
        return min((moment for moment in self._textless if moment >= start), default=self._feed.until)


def _is_told(post: Post) -> bool:
    """Its words came whole: what a picture alone says is not known, so it may be what was planned."""
    content = post.content
    return content is not None and not content.cut and bool(f"{content.text}{content.quoted}".strip())
