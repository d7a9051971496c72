"""Which pages to ask, how far back and in what order, so that calls go where a verdict may change.

How far back. A page costs at least one call whatever is asked, and that call brings the newest 20 to 100 posts:
on most pages several weeks. Further calls are needed only on busy pages, so those are asked

- back to the start of the last complete week while its verdict is open, while our stretch of the feed has a
  hole there, where the list may be late (ok.md 4.4), and once every local day: so a deletion or a late edit of
  the last two weeks is noticed within a day;
- otherwise back to the start of the current week: the last reading was made today, so this leaves no hole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from domain.page import Page
from domain.post import Counting, Post
from domain.profile import NOTHING_EXPECTED, Expected
from domain.reading import Fetched, Route, Wish
from domain.view import Feed
from domain.week import Week

OVERDUE_AFTER = timedelta(hours=12)
"""An unread page is due whatever is known of it: half of the usual `stale_after`."""


class Urgency(IntEnum):
    """Why a page is asked, the most urgent first."""

    NEVER_READ = 0
    OVERDUE = 1
    OPEN = 2
    SETTLED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may be asked. `answered_at` is its newest answer (aware UTC), None before the first.

    `settled`: the last complete week and the current one both hold the minimum already, so nothing that is read
    now can change the verdict of the weekly norm.
    """

    wish: Wish
    answered_at: datetime | None = None
    settled: bool = False


def stretch(stored: Feed | None, fetched: Fetched[Post], route: Route) -> Feed | None:
    """The contiguous part of the feed known after a reading; it never holds a moment that no reading covered.

    A reading that meets the stored stretch prolongs it, any other replaces it; one that broke off before it
    covered anything changes nothing. A stretch from statistics, which may be late, is not prolonged by a surer
    route: it would then pass for sure.
    """
    since = fetched.covered_since
    if not fetched.complete and (since is None or since >= fetched.read_at):
        return stored
    if since is None or stored is None or not _meets(stored, since, route):
        return Feed(since, fetched.read_at, since is None, route)
    beginning = None if stored.since is None else min(stored.since, since)
    return Feed(beginning, fetched.read_at, stored.whole, route)


def _meets(stored: Feed, since: datetime, route: Route) -> bool:
    becomes_surer = stored.route is Route.STAT_TOPICS and route is not Route.STAT_TOPICS
    return since <= stored.until and not becomes_surer


def holds_minimum(posts: Iterable[Post], week: Week, minimum: int) -> bool:
    """At least `minimum` undisputed posts of the week were seen: nothing can take that back."""
    return sum(post.kind.counting is Counting.SURE and post.published_at in week for post in posts) >= minimum


def wish_for(
    page: Page,
    feed: Feed | None,
    *,
    now: datetime,
    zone: ZoneInfo,
    comments_days: int,
    weekly_decided: bool,
    expected: Expected = NOTHING_EXPECTED,
    known_posts: Mapping[str, int | None] | None = None,
) -> Wish:
    """What to ask about a page at `now`; `weekly_decided` says that its last complete week is surely in order."""
    last = Week.last_complete(now, zone)
    usual = feed is not None and feed.covers(last.start, last.start)
    is_shallow = usual and weekly_decided and not _wants_depth(feed, now, zone)
    return Wish(
        page_id=page.id,
        link=page.link,
        network_id=page.network_id,
        posts_since=last.end if is_shallow else last.start,
        comments_since=now - timedelta(days=comments_days),
        usual=usual,
        expected=expected,
        known_posts=dict(known_posts or {}),
    )


def _wants_depth(feed: Feed | None, now: datetime, zone: ZoneInfo) -> bool:
    return feed is None or feed.route is Route.STAT_TOPICS or _day(feed.until, zone) != _day(now, zone)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def urgency(candidate: Candidate, now: datetime) -> Urgency:
    """How pressing a page is at `now`."""
    if candidate.answered_at is None:
        return Urgency.NEVER_READ
    if now - candidate.answered_at >= OVERDUE_AFTER:
        return Urgency.OVERDUE
    return Urgency.SETTLED if candidate.settled else Urgency.OPEN


def order(candidates: Iterable[Candidate], now: datetime) -> list[Candidate]:
    """The most urgent first; among equals the longest unread."""
    beginning = datetime.min.replace(tzinfo=UTC)
    return sorted(candidates, key=lambda each: (urgency(each, now), each.answered_at or beginning))


def calls(wish: Wish) -> int:
    """How many list calls a page is expected to cost: one, or two where the feed must be read far back."""
    return 1 if wish.usual else 2


def sweep_cost(candidates: Iterable[Candidate]) -> int:
    """How many list calls asking all of them is expected to cost."""
    return sum(calls(candidate.wish) for candidate in candidates)


def due_pages(
    candidates: Iterable[Candidate],
    *,
    now: datetime,
    daily_limit: int | None,
    spent_today: int,
    collect_every: timedelta | None,
) -> list[Candidate]:
    """The pages to ask in this cycle, the most urgent first; with a small registry all of them.

    What is left of the day's quota is shared evenly among the day's remaining cycles; with `collect_every` None
    this cycle, which somebody asked for, may have all of it. A page that was never read
    is always due: should the quota be gone, its reading says so. `daily_limit` None: the network names none.
    """
    queue = order(candidates, now)
    if daily_limit is None:
        return queue
    left = max(0, daily_limit - spent_today)
    allowance = math.ceil(left / (_cycles_left(now, collect_every) if collect_every else 1))
    due: list[Candidate] = []
    for candidate in queue:
        cost = calls(candidate.wish)
        if candidate.answered_at is None or cost <= allowance:
            due.append(candidate)
            allowance -= cost
    return due


def _cycles_left(now: datetime, collect_every: timedelta) -> int:
    """Cycles of the quota's UTC day that are still to come, this one included."""
    today = now.astimezone(UTC).date()
    midnight = datetime.combine(today + timedelta(days=1), time(), UTC)
    return max(1, math.ceil((midnight - now) / collect_every))
