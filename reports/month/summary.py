"""The sentences a head reads: what was not looked at, publications, violations, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from domain.russian import date_title, plural
from reports.document import number
from reports.month.facts import MonthFacts, WeekLine


def summary(facts: MonthFacts) -> tuple[str, ...]:
    """In the order of their weight; what nobody looked at comes first."""
    told = (unseen(facts), publications(facts), violations(facts), unknowns(facts))
    return tuple(sentence for sentence in told if sentence)


def unseen(facts: MonthFacts) -> str:
    """That there was no check in the month, or that the program began in its midst; empty when neither."""
    if facts.is_seen:
        began = facts.began_within
        return f"Программа работает с {began:%d.%m.%Y}: что было раньше, она не видела." if began else ""
    since = f"программа работает с {facts.began:%d.%m.%Y}" if facts.began else "программа ещё ничего не проверяла"
    return f"За {facts.month.title} данных нет: полных проверок не было, {since}."


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
    """How many were opened, remedied and left; of a month when nobody looked, what stood by earlier checks."""
    balance = facts.violations
    late = sum(line.is_overdue for line in facts.open)
    overdue = f", из них с прошедшим сроком {late}" if late else ""
    if not facts.is_seen:
        left = f"; по прежним проверкам не устранено {balance.left}{overdue}" if balance.left else ""
        return f"Сколько нарушений возникло и устранено, неизвестно{left}."
    before = f" (на начало месяца было {balance.before})" if facts.knows_the_start(facts.month) else ""
    return (
        f"Нарушений возникло {balance.opened}, устранено {balance.resolved}, не устранено {at_the_end(facts)} "
        f"{balance.left}{before}{overdue}."
    )


def unknowns(facts: MonthFacts) -> str:
    """What waits for people, and whether the report rests on all there is to know."""
    count = sum(awaited.count for awaited in facts.awaited)
    nothing = "Неподтверждённых вопросов нет" if facts.is_seen else "Есть ли неподтверждённые вопросы, неизвестно"
    asked = f"Нужно подтвердить {count} {plural(count, 'вопрос', 'вопроса', 'вопросов')}" if count else nothing
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
