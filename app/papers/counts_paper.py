"""The month's counters by weeks for ЦУР (paper «counts»)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlite_utils import Database

from app.frame import Frame
from app.papers.looking import page_views, read_gap
from app.papers.paper import Made, Option, Order, Paper, log_period, still_running
from domain.counters import Counted, PageCounts, Stretch, stretches
from domain.month import Month
from domain.russian import moment_title
from domain.view import PageView
from reports.counts_sheets import MonthCounts, sheets
from reports.workbook import write_workbook
from storage import statistics

# Time enough for a late reading to reach over the month's end.
_AFTERWARDS = timedelta(days=7)


def make(db: Database, frame: Frame, order: Order) -> Made:
    """The workbook."""
    month, now = order.month, frame.clock()
    counts = compose(db, frame, month)
    return Made(
        write_workbook(sheets(counts), f"Справка для ЦУР за {month.title}", now.astimezone(frame.zone)),
        f"счётчики-по-неделям-{month.name}",
        f"за {month.title}{', неполный' if still_running(month, now) else ''}",
        log_period(month, now),
    )


def compose(db: Database, frame: Frame, month: Month) -> MonthCounts:
    """What the paper tells of the month, one that still runs included."""
    looked = page_views(db, frame, min(frame.clock(), month.end + _AFTERWARDS))
    published = statistics.published(db, month.start, month.end)
    parts = stretches(month)
    return MonthCounts(
        month,
        parts,
        tuple(_page(view, published.get(view.page.id, ()), parts) for _, views in looked for view in views),
        tuple(_lines(frame, month)),
    )


def _lines(frame: Frame, month: Month) -> Iterable[str]:
    yield frame.decree.title
    now = frame.clock()
    if still_running(month, now):
        yield f"Месяц ещё идёт: данные на {moment_title(now, frame.zone)}, это не итог."


def _page(view: PageView, posts: tuple[Counted, ...], parts: tuple[Stretch, ...]) -> PageCounts:
    return PageCounts(
        view.organisation.short_name,
        view.network,
        view.page.network_id,
        view.page.url,
        tuple(tuple(post for post in posts if post.published_at in part) for part in parts),
        tuple(_gap(view, stretch) for stretch in parts),
    )


def _gap(view: PageView, stretch: Stretch) -> str | None:
    """Why the stretch is not wholly known; one that is still ahead is not known at all."""
    if stretch.is_empty:
        return None
    if stretch.start > view.now:
        return "ещё впереди"
    return read_gap(view, stretch.start, stretch.end)


PAPER = Paper("counts", "Счётчики по неделям (справка для ЦУР)", {".xlsx": make}, frozenset({Option.MONTH}))
