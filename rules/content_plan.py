"""Content plans (P1.6.1): there is one for the days to come, and what it names is published."""

from __future__ import annotations

from datetime import timedelta

from domain.content_plan import PlannedPlace
from domain.finding import DueSource, MatterKind, Verdict
from domain.month import Month
from domain.russian import join_and
from domain.view import PageView
from domain.week import Week, local_midnight
from domain.week_hour import WeekHour
from rules.params import Positive, WeekHourText
from rules.rule import rule


@rule("content_plan_present", on=PageView)
def content_plan_present(view: PageView, *, by: WeekHourText = "FR 17:00") -> Verdict:
    """A plan is there for this week, and from the local hour `by` on for the next one too.

    A plan that was not brought may still exist, so its absence is asked about, not accused.
    """
    needed = _months(view, by)
    held = {plan.month for plan in view.plans}
    missing = [month.title for month in needed if month.name not in held]
    if missing:
        return Verdict.unknown(
            f"контент-план на {join_and(missing)} не загружен: передайте его файл оператору",
            opens=MatterKind.CONFIRMATION,
        )
    return Verdict.ok(f"контент-план на {join_and([month.title for month in needed])} загружен")


@rule("content_plan_followed", on=PageView)
def content_plan_followed(view: PageView, *, grace_days: Positive = 1) -> Verdict:
    """Each planned publication is found within `grace_days` local days after its own; each is a case."""
    cases = [_followed(place, view, grace_days) for place in view.planned]
    return Verdict.of_cases(cases, "запланированных публикаций за последние дни нет")


def _months(view: PageView, by: str) -> list[Month]:
    """Months of the days that a plan must cover by now, each once."""
    week = Week.of(view.now, view.zone)
    last = week.next if view.now >= WeekHour.parse(by).within(week) else week
    ends = (week.start, last.end - timedelta(seconds=1))
    return list(dict.fromkeys(Month.of(moment, view.zone) for moment in ends))


def _followed(place: PlannedPlace, view: PageView, grace_days: int) -> Verdict:
    """The title stays out of the evidence: whoever wrote the plan may have named people in it."""
    planned = f"публикация, запланированная на {place.planned.day:%d.%m} (строка {place.planned.row} плана)"
    if place.match is not None:
        return Verdict.ok(f"{planned}, найдена", period=place.case)
    end = local_midnight(place.planned.day + timedelta(days=grace_days + 1), view.zone)
    if view.now < end:
        return Verdict.ok(f"{planned}, ещё ожидается", period=place.case, closes=False)
    if place.read_until is None or place.read_until < end:
        return Verdict.unknown(f"{planned}: лента за эти дни прочитана не вся", period=place.case)
    return Verdict.violated(f"{planned}, не найдена", period=place.case, due=end, due_source=DueSource.SETTING)
