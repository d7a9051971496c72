"""What the journals of requests, notices, central materials and assistance hold of a month."""

from __future__ import annotations

from app.central_matrix import load
from app.papers.monthly.span import MonthSpan
from domain.central import Placing
from domain.request import RequestFrom
from domain.task import TaskKind
from reports.month.facts import Central, Dues, Help
from storage import assistance, requests, tasks


def cur_requests(span: MonthSpan) -> Dues:
    """Requests of ЦУР (P1.5.3)."""
    asked = [each for each in requests.listed(span.db, answered_too=True) if each.asked_by is RequestFrom.CUR]
    spans = [(each.received, each.last_day(span.month.zone), each.answered) for each in asked]
    return Dues.of(spans, span.month.first, span.last_day, span.today)


def cur_notices(span: MonthSpan) -> Dues:
    """Notices to ЦУР of a change of the responsible (P1.5.3)."""
    zone = span.month.zone
    owed = [each for each in tasks.listed(span.db, done_too=True) if each.kind is TaskKind.CUR_NOTICE]
    spans = [
        (
            each.opened_at.astimezone(zone).date(),
            each.due_at.astimezone(zone).date(),
            each.done_at.astimezone(zone).date() if each.done_at else None,
        )
        for each in owed
    ]
    return Dues.of(spans, span.month.first, span.last_day, span.today)


def helped(span: MonthSpan) -> tuple[Help, ...]:
    """The journal of assistance (D2.c)."""
    return tuple(Help(*line) for line in assistance.of_month(span.db, span.month.first, span.last_day))


def central(span: MonthSpan) -> Central:
    """Materials received in the month (P1.5.4), looked at from its end."""
    whole = load(span.db, span.frame, span.until)
    own = [item for item in whole.items if span.month.start <= item.received_at < span.until]
    counts = {each: sum(whole.count(item.id, each) for item in own) for each in Placing}
    return Central(len(own), tuple((each.label, count) for each, count in counts.items() if count))
