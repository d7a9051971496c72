"""Recognises planned publications among those that were read (P1.6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from domain.content_plan import PlanMatch, PlannedPlace
from domain.page import Page
from domain.post import Counting, Post
from domain.week import local_midnight
from rules.planned import is_planned
from storage import content_plans, planned, posts

# A publication that is late by more than a week is another one.
LATE = timedelta(days=8)


def match_plans(db: Database, page: Page, now: datetime, zone: ZoneInfo) -> None:
    """Keep which posts of the page are the planned ones, in the caller's transaction."""
    awaited = [
        place
        for place in planned.places(db, page, now=now, zone=zone)
        if place.match is None and now < local_midnight(place.planned.day, zone) + LATE
    ]
    if awaited:
        content_plans.add_matches(db, _found(awaited, _published(db, page, awaited, zone), zone))


def _published(db: Database, page: Page, awaited: list[PlannedPlace], zone: ZoneInfo) -> list[Post]:
    """What the page itself published since the first of these days, oldest first."""
    first = min(place.planned.day for place in awaited)
    since = posts.since(db, page.id, local_midnight(first, zone) - planned.EARLY)
    return [post for post in since if post.content and post.kind.counting is not Counting.EXCLUDED]


def _found(awaited: list[PlannedPlace], published: list[Post], zone: ZoneInfo) -> Iterator[PlanMatch]:
    """Each post stands for one planned one at most."""
    free = list(published)
    for place in sorted(awaited, key=lambda each: (each.planned.day, each.planned.row)):
        start = local_midnight(place.planned.day, zone)
        near = [post for post in free if start - planned.EARLY <= post.published_at < start + LATE]
        post = next((each for each in near if _is_it(place, each)), None)
        if post is not None:
            free.remove(post)
            yield PlanMatch(place.plan_id, place.planned.row, place.page_id, post.id, post.published_at)


def _is_it(place: PlannedPlace, post: Post) -> bool:
    content = post.content
    return content is not None and is_planned(
        place.planned.title, place.planned.text, f"{content.text}\n{content.quoted}"
    )
