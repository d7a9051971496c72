"""After a change of the responsible an earlier «да» about the safety of accounts does not hold (P1.5.2, P1.6.3)."""

from __future__ import annotations

from domain.finding import DueSource, MatterKind, Verdict
from domain.task import ATTESTED_BY, Task, due_after
from domain.view import OrgView, PageView


def asked_anew(view: PageView | OrgView, rule_id: str, workdays: int, ask: str) -> Verdict | None:
    """What is to be confirmed again because of a change not yet dealt with, `ask` (Russian); None without one.

    It is due `workdays` working days after the change. A «нет» is left to stand.
    """
    answer = view.attestations.get(rule_id)
    if answer is not None and not answer.answer:
        return None
    changes = [task for task in view.tasks if _is_open(task, view, rule_id)]
    unmet = [task for task in changes if answer is None or answer.at < task.opened_at]
    if not unmet:
        return None
    last = max(unmet, key=lambda task: task.opened_at)
    due = due_after(last.opened_at, last.begins, workdays, view.calendar, view.zone)
    told = f"ответственный сменился {last.day(view.zone):%d.%m.%Y}, {ask}"
    return Verdict.unknown(told, opens=MatterKind.CONFIRMATION, due=due, due_source=DueSource.SETTING)


def _is_open(task: Task, view: PageView | OrgView, rule_id: str) -> bool:
    """Of that requirement, still to do, and about a change that has come into force."""
    is_in_force = task.day(view.zone) <= view.now.astimezone(view.zone).date()
    return task.done_at is None and is_in_force and ATTESTED_BY.get(task.kind) == rule_id
