"""The administration's own control: every week, with help to organisations and a report to the head (D2, D3)."""

from __future__ import annotations

from datetime import datetime

from domain.control import Controlled, UnreadPage
from domain.finding import DueSource, MatterKind, Verdict
from domain.month import Month
from domain.russian import join_and, plural
from domain.view import AdminView
from domain.workdays import end_of_day
from rules.params import MonthDay
from rules.rule import rule

MOST_NAMED = 5
# Reports of so many complete months are asked for; older ones are let be.
MONTHS_ASKED = 3


@rule("control_run_done", on=AdminView)
def control_run_done(view: AdminView) -> Verdict:
    """In the last complete week the program read every page at least once (D2.b).

    What the run log lacks shows that the program did not look, not that nobody did: it is told as a technical
    matter and never called a violation.
    """
    known = view.control
    if known is None or known.began is None or known.began >= known.week.end:
        return Verdict.unknown("полной недели с начала работы программы ещё не было")
    week = f"контроль за неделю {known.week.title}"
    if why := _why_unfinished(known):
        unfinished = f"{week} программой не завершён: {why}"
        return Verdict.unknown(unfinished, opens=MatterKind.TECHNICAL, period=known.week.name)
    if why := _why_open(known):
        return Verdict.unknown(f"{week}: {why}", period=known.week.name)
    read = f"{known.pages} {plural(known.pages, 'страница', 'страницы', 'страниц')}"
    return Verdict.ok(f"{week} выполнен: проверок {known.cycles}, прочитано: {read}", period=known.week.name)


def _why_open(known: Controlled) -> str:
    """Why nothing can be said of the whole week though the program may have done its part."""
    if known.off:
        return f"{join_and([network.label for network in known.off])} — сеть выключена в настройках"
    if not known.is_recorded:
        return "тогда программа ещё не записывала, какие страницы прочитаны"
    return "" if known.pages else "ни одна страница не была в реестре всю неделю"


def _why_unfinished(known: Controlled) -> str:
    if not known.cycles:
        return "программа не работала"
    if not known.unread or not known.is_recorded:
        return ""
    count = len(known.unread)
    named = ", ".join(map(_unread, known.unread[:MOST_NAMED]))
    rest = f" и ещё {count - MOST_NAMED}" if count > MOST_NAMED else ""
    return f"не прочитано {count} из {known.pages} — {named}{rest}"


def _unread(page: UnreadPage) -> str:
    place = f"{page.organisation} ({page.network.short}"
    return f"{place}: {page.reason})" if page.reason else f"{place})"


@rule("head_report_sent", on=AdminView)
def head_report_sent(view: AdminView, *, by_day: MonthDay = 5) -> Verdict:
    """The report on each complete month was made by day `by_day` of the next one (D3; the day is our setting)."""
    month = Month.last_complete(view.now, view.zone)
    asked = [month, month.previous, month.previous.previous][:MONTHS_ASKED]
    cases = [_report(each, view, by_day) for each in asked if view.began is not None and view.began < each.end]
    return Verdict.of_cases(cases, "полного месяца с начала работы программы ещё не было")


def _report(month: Month, view: AdminView, by_day: int) -> Verdict:
    case, told = f"month:{month.name}", f"отчёт главе за {month.title}"
    made = view.head_reports.get(month.name)
    due = end_of_day(month.next.first.replace(day=by_day), view.zone)
    last = f"{due.astimezone(view.zone):%d.%m.%Y}"
    if made is not None:
        late = f", позже срока ({last})" if made > due else ""
        return Verdict.ok(f"{told} сделан {_day(made, view)}{late}", period=case)
    if view.now <= due:
        return Verdict.ok(f"{told} — до {last}", closes=False, period=case)
    return Verdict.violated(
        f"{told} программой не сделан, он нужен был до {last}",
        due=due,
        due_source=DueSource.SETTING,
        period=case,
    )


def _day(moment: datetime, view: AdminView) -> str:
    return f"{moment.astimezone(view.zone):%d.%m.%Y}"


@rule("assistance_logged", on=AdminView)
def assistance_logged(view: AdminView) -> Verdict:
    """Help to organisations stands in the journal; an empty journal says nothing about help given (D2.c)."""
    month = Month.of(view.now, view.zone)
    if not view.assisted:
        return Verdict.unknown(f"{month.title}: помощь организациям пока не отмечена")
    return Verdict.ok(f"{month.title}: помощь организациям отмечена, записей — {view.assisted}")
