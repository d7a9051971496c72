"""What is missing to say that nothing else was published: coverage, late statistics, the age of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.page import Openness
from domain.post import Post
from domain.reading import Route
from domain.russian import moment_title
from domain.view import Feed, PageView, ThemeCount
from rules.registry import SHUT


def gap(view: PageView, start: datetime, end: datetime) -> str | None:
    """Why posts of [start, end) may be unseen, in Russian, or None when all of them surely were seen."""
    if view.openness.is_shut:
        return SHUT[view.openness]
    if view.openness is Openness.WALL_OFF:
        return "стена на странице выключена"
    if view.feed is None:
        reason = view.collection.reason
        return f"публикации не прочитаны ({reason})" if reason else "публикации не прочитаны"
    return (
        _uncovered(view, view.feed, start, end) or _unseen_themes(view, view.feed, start) or _unproven(view, start)
    )


LATE = "статистика Одноклассников приходит с опозданием"


def read_surely_until(view: PageView) -> datetime:
    """Up to when (aware UTC) nothing may be missing from the feed: OK's statistics leave out the newest hours."""
    is_late = view.feed is not None and view.feed.route is Route.STAT_TOPICS and view.settle_hours
    if view.feed is None or not is_late:
        return view.now
    return view.feed.until - timedelta(hours=view.settle_hours)


def late_statistics(view: PageView, end: datetime) -> str | None:
    """OK's statistics leave out a new topic for a while (ok.md 4.4), so a list read too early proves nothing."""
    if view.feed is None or view.feed.route is not Route.STAT_TOPICS:
        return None
    settled = end + timedelta(hours=view.settle_hours)
    if view.feed.until >= settled:
        return None
    return f"список публикаций Одноклассников опаздывает, нужно чтение после {moment_title(settled, view.zone)}"


def _uncovered(view: PageView, feed: Feed, start: datetime, end: datetime) -> str | None:
    if feed.covers(start, end):
        return None
    if feed.until < end:
        return f"публикации не читались после {moment_title(end, view.zone)}"
    return f"публикации не прочитаны вглубь до {moment_title(start, view.zone)}"


def _unseen_themes(view: PageView, feed: Feed, start: datetime) -> str | None:
    """OK's counter of topics must not have grown by more than what we saw appear (contract, "The week")."""
    if feed.route is not Route.STAT_TOPICS or not view.theme_counts:
        return None
    counts = sorted(view.theme_counts, key=lambda count: count.at)
    before = _base(counts, start)
    grown = counts[-1].themes - before.themes
    if grown <= _net_growth(view.posts, before.at):
        return None
    return "счётчик тем в Одноклассниках вырос больше, чем видно публикаций"


def _base(counts: list[ThemeCount], start: datetime) -> ThemeCount:
    """The latest sample not after `start`, else the earliest there is; `counts` are in order of time."""
    return next((count for count in reversed(counts) if count.at <= start), counts[0])


def _net_growth(posts: Iterable[Post], since: datetime) -> int:
    """How many more topics there should be: those that appeared and stayed, less older ones that went."""
    growth = 0
    for post in posts:
        went = post.deleted_seen_at
        if post.published_at > since:
            growth += went is None
        elif went is not None and went > since:
            growth -= 1
    return growth


def _unproven(view: PageView, start: datetime) -> str | None:
    """A page that may be younger than the stretch is not judged by it; any older sight of it is proof."""
    sights = [view.page.created_at, view.page.first_seen_at, *(post.published_at for post in view.posts)]
    if any(sight is not None and sight < start for sight in sights):
        return None
    return f"не видно, что страница уже была до {moment_title(start, view.zone)}"
