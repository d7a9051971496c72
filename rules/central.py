"""Whether what ЦУР sends through «Госпаблики» is published on the page (P1.5.4, P1.6.5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from domain.central import SLACK, Addressed, CentralItem, Placement, Placing, placing
from domain.finding import MatterKind, Verdict
from domain.post import Counting, Post
from domain.russian import date_title, moment_title
from domain.view import PageView
from rules.feed import gap, late_statistics
from rules.params import Demand, Positive
from rules.registry import IN_NETWORK
from rules.rule import rule

RULE = "gospabliki_item_published"
LONGEST_WATCH = timedelta(weeks=6) - SLACK
"""Posts are not looked at further back than a view holds them."""
_MOST_TITLE = 40


def _no_watch(value: object) -> str | None:
    most = LONGEST_WATCH.days
    return None if isinstance(value, int) and 1 <= value <= most else f"нужно число дней от 1 до {most}"


WatchDays = Annotated[int, Demand(_no_watch)]


@rule(RULE, on=PageView)
def gospabliki_item_published(view: PageView, *, due_hours: Positive = 24, watch_days: WatchDays = 28) -> Verdict:
    """Each item stands on the page by its deadline, `due_hours` after its receipt where it named none; a case each.

    An item received more than `watch_days` ago is looked at no more.
    """
    if view.page.is_doubtful:
        return Verdict.unknown("неясно, чья это страница")
    since = view.now - timedelta(days=watch_days)
    watched = [each for each in view.central if each.item.received_at >= since]
    cases = [_case(view, each, timedelta(hours=due_hours)) for each in watched]
    return Verdict.of_cases(cases, "материалов для размещения нет")


def standing(view: PageView, each: Addressed, by_setting: timedelta) -> tuple[Placing, str | None]:
    """How an item stands on the page, and why that is unknown (Russian, None otherwise)."""
    due = each.item.due(by_setting)
    unseen = _unseen(view, each.item, due) if each.placement is None and view.now >= due else None
    found = placing(each, view.now, due, unseen)
    if found is not Placing.UNKNOWN:
        return found, None
    return found, _resembles(view, each) or unseen


def _case(view: PageView, each: Addressed, by_setting: timedelta) -> Verdict:
    found, why = standing(view, each, by_setting)
    item, due = each.item, each.item.due(by_setting)
    about = f"материал № {item.number} «{_cut(item.title)}»"
    where = IN_NETWORK[view.network]
    if found is Placing.AWAITED:
        until = moment_title(due, view.zone)
        return Verdict.ok(f"{about} ждём {where} до {until}", period=item.case, closes=False)
    if found is Placing.UNKNOWN:
        opens = MatterKind.CONFIRMATION if each.alike else None
        return Verdict.unknown(f"{about}: {why}", opens=opens, period=item.case)
    if each.placement is None:
        evidence = f"{about} не найден {where} к {moment_title(due, view.zone)}"
        return Verdict.violated(evidence, period=item.case, due=due, due_source=item.due_source)
    return _placed(view, found, each.placement, about, item, due)


def _placed(
    view: PageView, found: Placing, placement: Placement, about: str, item: CentralItem, due: datetime
) -> Verdict:
    """A post that holds it no more is shown to a person; one deleted before its deadline left the page without it.

    How long a material has to stay the decree does not say, so one deleted later was published.
    """
    day = date_title(placement.published_at, view.zone)
    placed = f"{about} размещён {IN_NETWORK[view.network]} {day}"
    if found is Placing.EDITED:
        evidence = f"{placed}, но публикацию потом изменили: посмотрите, осталось ли сказанное"
        return Verdict.unknown(evidence, opens=MatterKind.CONFIRMATION, period=item.case)
    if placement.removed_at is not None and placement.removed_at >= due:
        return Verdict.ok(f"{placed}, потом удалён", period=item.case)
    if found is Placing.REMOVED and view.now >= due:
        return Verdict.violated(f"{placed} и удалён", period=item.case, due=due, due_source=item.due_source)
    if found is Placing.REMOVED:
        return Verdict.ok(f"{placed} и удалён, время ещё есть", period=item.case, closes=False)
    late = f" с опозданием, срок был {moment_title(due, view.zone)}" if found is Placing.LATE else ""
    return Verdict.ok(f"{placed}{late}", period=item.case)


def _unseen(view: PageView, item: CentralItem, due: datetime) -> str | None:
    """Why a publication of it may stand on the page unseen, or nobody could ask for one, in Russian."""
    added = view.page.added_at
    if added is not None and added > due:
        return "страница попала в реестр, когда срок материала уже прошёл"
    if missing := gap(view, item.counts_from, due) or late_statistics(view, due):
        return missing
    own = [
        post
        for post in view.posts
        if post.published_at >= item.counts_from and post.kind.counting is not Counting.EXCLUDED
    ]
    textless = sum(not _is_told(post, item) for post in own)
    return f"не всё прочитано: публикаций без текста {textless}" if textless else None


def _is_told(post: Post, item: CentralItem) -> bool:
    """What it says came whole; a picture without words may show what the item's text tells."""
    content = post.content
    if content is None or content.cut:
        return False
    return not item.text or bool(f"{content.text}{content.quoted}".strip())


def _resembles(view: PageView, each: Addressed) -> str | None:
    alike = each.alike
    if alike is None:
        return None
    day = date_title(alike.published_at, view.zone)
    return f"{IN_NETWORK[view.network]} {day} вышла похожая публикация ({alike.why}), подтвердите или отклоните её"


def _cut(title: str) -> str:
    return title if len(title) <= _MOST_TITLE else f"{title[: _MOST_TITLE - 1].rstrip()}…"
