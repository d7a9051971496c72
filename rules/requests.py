"""Requests for information are answered in time (P1.5.3, P1.6.4)."""

from __future__ import annotations

from dataclasses import replace

from domain.finding import DueSource, MatterKind, Verdict
from domain.request import Request, due_by_setting, is_soon
from domain.view import AdminView, OrgView
from rules.params import Positive
from rules.rule import rule

NO_REQUESTS = "запросов без ответа нет"


@rule("cur_request_due", on=AdminView)
def cur_request_due(view: AdminView, *, workdays: Positive = 3) -> Verdict:
    """The administration answers ЦУР by the day named in the request, else within `workdays` working days."""
    return _judged(view, workdays)


@rule("org_request_due", on=OrgView)
def org_request_due(view: OrgView, *, workdays: Positive = 3) -> Verdict:
    """The organisation answers the administration by the day named in the request, else within `workdays`."""
    return _judged(view, workdays)


def _judged(view: AdminView | OrgView, workdays: int) -> Verdict:
    dated = [_dated(request, view, workdays) for request in view.requests]
    return Verdict.of_cases([_case(request, view) for request in dated], NO_REQUESTS)


def _dated(request: Request, view: AdminView | OrgView, workdays: int) -> Request:
    """A day that only our setting gave follows the setting and the calendar."""
    if request.due_source is not DueSource.SETTING:
        return request
    return replace(request, due_at=due_by_setting(request.received, workdays, view.calendar, view.zone))


def _case(request: Request, view: AdminView | OrgView) -> Verdict:
    last = request.last_day(view.zone)
    if request.answered is not None:
        return Verdict.ok(_answered(request, view), period=request.case)
    told = f"ответ на {request.title}"
    if view.now > request.due_at:
        return Verdict.violated(
            f"{told} не отмечен, дать его нужно было до {last:%d.%m.%Y}",
            due=request.due_at,
            due_source=request.due_source,
            period=request.case,
        )
    due = f"{told} нужен до {last:%d.%m.%Y}"
    if not is_soon(last, view.now.astimezone(view.zone).date(), view.calendar):
        return Verdict.ok(due, closes=False, period=request.case)
    return Verdict.unknown(
        f"{due} и ещё не отмечен",
        opens=MatterKind.CONFIRMATION,
        due=request.due_at,
        due_source=request.due_source,
        period=request.case,
    )


def _answered(request: Request, view: AdminView | OrgView) -> str:
    told = f"на {request.title} ответ дан {request.answered:%d.%m.%Y}"
    if not request.is_late(view.zone):
        return told
    return f"{told}, с опозданием: нужен был до {request.last_day(view.zone):%d.%m.%Y}"
