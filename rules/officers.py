"""Somebody is responsible for the pages, and who has to know of a change is told (D2, P1.5.3, P1.6.1, P1.6.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.finding import MatterKind, Verdict
from domain.officer import Tenure, acting
from domain.task import Task, TaskKind
from domain.view import AdminView, OrgView
from rules.rule import rule

NOBODY_NAMED = "в реестре не указан ответственный"
NOBODY_TO_BE_TOLD = "о смене ответственного уведомлять некого"


@rule("admin_responsible_set", on=AdminView)
def admin_responsible_set(view: AdminView) -> Verdict:
    """Somebody in the administration answers for the work with accounts, or stands in (D2)."""
    return _responsible(view.tenures, view.now.astimezone(view.zone).date())


@rule("org_responsible_set", on=OrgView)
def org_responsible_set(view: OrgView) -> Verdict:
    """Somebody in the organisation answers for its accounts, or stands in (P1.6)."""
    return _responsible(view.tenures, view.now.astimezone(view.zone).date())


def _responsible(tenures: Sequence[Tenure], today: date) -> Verdict:
    tenure = acting(tenures, today)
    if tenure is not None:
        return Verdict.ok(_in_office(tenure))
    ended = max((each.until for each in tenures if each.until and each.is_over(today)), default=None)
    begins = min((each.since for each in tenures if each.since and each.since > today), default=None)
    later = f", следующий указан с {begins:%d.%m.%Y}" if begins else ""
    if ended is not None:
        return Verdict.violated(f"ответственного нет: срок истёк {ended:%d.%m.%Y}{later}")
    return Verdict.unknown(
        f"{NOBODY_NAMED} на сегодня{later}" if later else f"{NOBODY_NAMED}: заполните лист «Ответственные»",
        opens=MatterKind.CONFIRMATION,
    )


def _in_office(tenure: Tenure) -> str:
    since = f" с {tenure.since:%d.%m.%Y}" if tenure.since else ""
    until = f" по {tenure.until:%d.%m.%Y}" if tenure.until else ""
    remark = "" if tenure.is_documented else "; номер и дата приказа в реестре не указаны"
    return f"действует {tenure.role}{since}{until}{remark}"


@rule("org_notified_of_change", on=OrgView)
def org_notified_of_change(view: OrgView) -> Verdict:
    """The organisation tells the administration of a change of its responsible (P1.6.4, «оперативно»)."""
    owed = [task for task in view.tasks if task.kind is TaskKind.NOTICE]
    return Verdict.of_cases([_of_organisation(task, view) for task in owed], NOBODY_TO_BE_TOLD)


def _of_organisation(task: Task, view: OrgView) -> Verdict:
    change = f"смена ответственного {task.day(view.zone):%d.%m.%Y}"
    how = f"отметить: postovoy task done {task.id}"
    return _notice(task, view, change, "уведомление администрации", how)


@rule("cur_notified_of_change", on=AdminView)
def cur_notified_of_change(view: AdminView) -> Verdict:
    """The administration tells ЦУР of a change of the responsible in an organisation (P1.5.3, «оперативное»)."""
    owed = [task for task in view.tasks if task.kind is TaskKind.CUR_NOTICE]
    return Verdict.of_cases([_of_administration(task, view) for task in owed], NOBODY_TO_BE_TOLD)


def _of_administration(task: Task, view: AdminView) -> Verdict:
    change = f"смена ответственного {task.day(view.zone):%d.%m.%Y}, {task.organisation}"
    letter = f"готовое письмо: postovoy report letter --about {task.change_id}"
    return _notice(task, view, change, "уведомление ЦУР", f"{letter}; отметить: postovoy task done {task.id}")


def _notice(task: Task, view: OrgView | AdminView, change: str, notice: str, how: str) -> Verdict:
    """Until its deadline an unmarked notice accuses nobody; `how` says what a person may do."""
    if task.done_at is not None:
        return Verdict.ok(
            f"{change}: {notice} отмечено {task.done_at.astimezone(view.zone):%d.%m.%Y}", period=task.case
        )
    due, source = task.due_at, task.due_source
    if task.is_overdue(view.now):
        told = f"{change}: {notice} не отмечено в срок; {how}"
        return Verdict.violated(told, period=task.case, due=due, due_source=source)
    told = f"{change}: {notice} ещё не отмечено; {how}"
    return Verdict.unknown(told, opens=MatterKind.CONFIRMATION, period=task.case, due=due, due_source=source)
