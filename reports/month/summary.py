"""The three sentences a head reads: publications, violations, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from domain.russian import date_title, plural
from reports.document import number
from reports.month.facts import MonthFacts, WeekLine


def summary(facts: MonthFacts) -> tuple[str, str, str]:
    """In the order of their weight."""
    return publications(facts), violations(facts), unknowns(facts)


def publications(facts: MonthFacts) -> str:
    """How many pages met the week's norm: in the last week, on the average, and in the month before."""
    last = next((week for week in reversed(facts.weeks) if week.judged), None)
    if facts.norm is None:
        return "Норма публикаций не проверяется: такое требование выключено или его нет в постановлении."
    if last is None:
        return f"Выполнена ли норма публикаций за {facts.month.title}, неизвестно: данных нет."
    before = share_of(facts.weeks_before)
    compared = "" if before is None else f" (за {facts.month.previous.title} — {percent(before)})"
    return (
        f"Норму публикаций (не менее {facts.norm} в неделю) за последнюю неделю, {last.title}, выполнили "
        f"{last.met} из {last.judged} {plural(last.judged, 'страницы', 'страниц', 'страниц')}, "
        f"в среднем за недели месяца — {percent(share_of(facts.weeks))}{compared}."
    )


def violations(facts: MonthFacts) -> str:
    """How many were opened, remedied and left."""
    balance = facts.violations
    late = sum(line.is_overdue for line in facts.open)
    overdue = f", из них с прошедшим сроком {late}" if late else ""
    return (
        f"Нарушений возникло {balance.opened}, устранено {balance.resolved}, не устранено {at_the_end(facts)} "
        f"{balance.left} (на начало месяца было {balance.before}){overdue}."
    )


def unknowns(facts: MonthFacts) -> str:
    """What waits for people, and whether the report rests on all there is to know."""
    count = sum(awaited.count for awaited in facts.awaited)
    asked = f"Нужно подтвердить {count} {plural(count, 'вопрос', 'вопроса', 'вопросов')}"
    asked = asked if count else "Неподтверждённых вопросов нет"
    gaps = "данные не полны, в чём именно — сказано в последнем разделе" if facts.gaps else "данные полны"
    return f"{asked}; {gaps}."


def at_the_end(facts: MonthFacts) -> str:
    """«на конец месяца», or the day of a month that still runs."""
    return f"на {date_title(facts.until, facts.month.zone)}" if facts.is_running else "на конец месяца"


def share_of(weeks: Sequence[WeekLine]) -> float | None:
    """Of all that were judged in these weeks, how many met the norm, per cent."""
    judged = sum(week.judged for week in weeks)
    return 100 * sum(week.met for week in weeks) / judged if judged else None


def percent(share: float | None) -> str:
    """«93 %» or «нет данных»."""
    return number(None) if share is None else f"{share:.0f}\xa0%"
