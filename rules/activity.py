"""How often a page publishes (P2.2): the last complete week, the current one, and long silence."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.finding import DueSource, Verdict
from domain.post import Counting
from domain.russian import plural
from domain.view import PageView
from domain.week import Week, day_title
from domain.week_hour import WeekHour
from rules.counting import Tally, count_posts
from rules.feed import LATE, gap, late_statistics, read_surely_until
from rules.params import Positive, WeekHourText
from rules.rule import rule

FRESH = timedelta(days=1)
"""How old a reading may be for a warning about what goes on now."""


@rule("posts_weekly_min", on=PageView)
def posts_weekly_min(view: PageView, *, minimum: Positive, count_reposts: bool | None = None) -> Verdict:
    """The last complete local week holds at least `minimum` publications (contract, "The week")."""
    week = Week.last_complete(view.now, view.zone)
    tally = count_posts(view.posts, week, count_reposts)
    about = f"за неделю {week.title}"
    if tally.sure >= minimum:
        return Verdict.ok(f"{about} опубликовано {tally.sure} при норме {minimum}{tally.notes}", period=week.name)
    if tally.most >= minimum:
        return Verdict.unknown(f"{about} {tally.dispute}", period=week.name)
    seen = f"{tally.sure} из {minimum}{_detail(tally)}"
    if missing := gap(view, week.start, week.end) or late_statistics(view, week.end):
        return Verdict.unknown(f"{about} видно {seen}, но данные неполны: {missing}", period=week.name)
    return Verdict.violated(
        f"{about} опубликовано {seen}", period=week.name, due=week.end, due_source=DueSource.DECREE
    )


def _detail(tally: Tally) -> str:
    return f" ({tally.dispute})" if tally.disputed else tally.notes


@rule("posts_weekly_risk", on=PageView)
def posts_weekly_risk(
    view: PageView,
    *,
    minimum: Positive,
    none_by: WeekHourText = "TH 10:00",
    short_by: WeekHourText = "FR 16:00",
    count_reposts: bool | None = None,
) -> Verdict:
    """The current week is short of publications at a local hour when there is still time to mend it."""
    week = Week.of(view.now, view.zone)
    tally = count_posts(view.posts, week, count_reposts)
    published = f"за неделю {week.title} опубликовано {tally.sure} из {minimum}{tally.notes}"
    if tally.sure >= minimum:
        return Verdict.ok(published, period=week.name)
    if not _is_late(view.now, week, tally, none_by, short_by):
        return Verdict.ok(f"{published}, время ещё есть", period=week.name, closes=False)
    if tally.most >= minimum:
        return Verdict.unknown(f"за неделю {week.title} {tally.dispute}", period=week.name)
    if missing := gap(view, week.start, view.now - FRESH) or _still_late(view):
        return Verdict.unknown(f"{published}, но данные неполны: {missing}", period=week.name)
    return Verdict.violated(
        f"{_needed(minimum - tally.sure)}{tally.notes}",
        period=week.name,
        due=week.end,
        due_source=DueSource.SETTING,
    )


def _still_late(view: PageView) -> str | None:
    """A running week is never settled in OK's statistics (ok.md 4.4)."""
    return LATE if read_surely_until(view) < view.now else None


def _is_late(now: datetime, week: Week, tally: Tally, none_by: str, short_by: str) -> bool:
    is_empty_late = tally.most == 0 and now >= WeekHour.parse(none_by).within(week)
    return is_empty_late or now >= WeekHour.parse(short_by).within(week)


def _needed(count: int) -> str:
    verb = plural(count, "нужна", "нужны", "нужно")
    return f"до конца недели {verb} ещё {count} {plural(count, 'публикация', 'публикации', 'публикаций')}"


@rule("page_silent", on=PageView)
def page_silent(view: PageView, *, days: Positive = 14) -> Verdict:
    """Something was published within the last `days` days; a repost breaks the silence too."""
    length, until = timedelta(days=days), read_surely_until(view)
    own = [post.published_at for post in view.posts if post.kind.counting is not Counting.EXCLUDED]
    last = max(own, default=None)
    if last is not None and last > view.now - length:
        return Verdict.ok(f"последняя публикация {day_title(last.astimezone(view.zone).date())}")
    if missing := gap(view, until - length, view.now - FRESH) or _too_early(last, until - length):
        return Verdict.unknown(f"давно ли были публикации, неизвестно: {missing}")
    return Verdict.violated(_silence(view, last, until, days))


def _too_early(last: datetime | None, since: datetime) -> str | None:
    return LATE if last is not None and last > since else None


def _silence(view: PageView, last: datetime | None, until: datetime, days: int) -> str:
    """The length is told only when everything since the last post was read (an old pinned post is seen alone)."""
    if last is None or view.feed is None or not view.feed.covers(last, last):
        return f"нет публикаций больше {days} {plural(days, 'дня', 'дней', 'дней')}"
    length = (until - last).days
    as_of = "" if until >= view.now else f" по статистике на {day_title(until.astimezone(view.zone).date())}"
    return f"нет публикаций {length} {plural(length, 'день', 'дня', 'дней')}{as_of}"
