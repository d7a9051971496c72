"""Publications week by week against the norm, the month before beside."""

from __future__ import annotations

from reports.document import Block, Chart, Column, Group, Paragraph, Table, number
from reports.month.facts import MonthFacts, WeekLine
from reports.month.summary import percent

_COLUMNS = (
    Column("Неделя", 30),
    Column("Публи\xadкаций", 12, is_number=True),
    Column("В среднем", 12, is_number=True),
    Column("Выпол\xadнили норму", 13, is_number=True),
    Column("Не выпол\xadнили", 13, is_number=True),
    Column("Нет данных", 12, is_number=True),
    Column("Доля", 12, is_number=True),
)
_RULES = (
    "Неделя относится к месяцу, в котором она закончилась. Публикации, среднее на страницу и доля выполнивших "
    "норму посчитаны по страницам, о которых данные полны."
)


def week_blocks(facts: MonthFacts) -> list[Block]:
    """The chart of the month, and both months in a table."""
    if facts.norm is None:
        return [Paragraph("Норма публикаций не проверяется.")]
    if not facts.weeks and not facts.weeks_before:
        return [Paragraph("В этом месяце ещё не закончилась ни одна неделя.")]
    found = [*_chart(facts, facts.norm), _table(facts)]
    return [*found, *(Paragraph(note, is_note=True) for note in (_RULES, _disputed(facts.weeks)) if note)]


def _chart(facts: MonthFacts, norm: int) -> list[Block]:
    weeks = (*facts.weeks_before, *facts.weeks)
    groups = tuple(Group(week.title, (_rounded(week.average),)) for week in weeks)
    title = "Публикаций на страницу в среднем за неделю"
    return [Chart(title, ("в среднем",), groups, norm, f"норма: {norm} в неделю")] if groups else []


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _table(facts: MonthFacts) -> Table:
    rows = [_row(week) for week in (*facts.weeks_before, *facts.weeks)]
    return Table(f"По неделям: {facts.month.previous.title} и {facts.month.title}", _COLUMNS, tuple(rows))


def _row(week: WeekLine) -> tuple[str, ...]:
    counts = (str(week.met), str(week.short), str(week.unknown))
    return (week.title, str(week.posts), number(_rounded(week.average)), *counts, percent(week.share))


def _disputed(weeks: tuple[WeekLine, ...]) -> str:
    count = sum(week.disputed for week in weeks)
    if not count:
        return ""
    return f"Не вошли спорные публикации (репосты и подобное): {count}; постановление не говорит, считать ли их."
