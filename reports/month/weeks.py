"""Publications week by week against the norm, the month before beside."""

from __future__ import annotations

from domain.month import Month
from domain.russian import join_and
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
    blind = [Paragraph(_unseen(facts))] if not (facts.is_seen and facts.is_seen_before) else []
    if not facts.weeks and not facts.weeks_before:
        return [*blind, *([Paragraph("В этом месяце ещё не закончилась ни одна неделя.")] if facts.is_seen else [])]
    notes = (_RULES, _disputed(facts.weeks), _looked_back(facts))
    small = [Paragraph(note, is_note=True) for note in notes if note]
    return [*blind, *_chart(facts, facts.norm), _table(facts), *small]


def _unseen(facts: MonthFacts) -> str:
    """Which of the two months nobody looked at."""
    unseen = [month.title for month in _months(facts) if month not in _seen(facts)]
    return f"За {join_and(unseen)} данных нет: полных проверок не было."


def _months(facts: MonthFacts) -> tuple[Month, Month]:
    return (facts.month.previous, facts.month)


def _seen(facts: MonthFacts) -> list[Month]:
    known = zip(_months(facts), (facts.is_seen_before, facts.is_seen), strict=True)
    return [month for month, is_seen in known if is_seen]


def _looked_back(facts: MonthFacts) -> str:
    began = facts.began_within
    if not began:
        return ""
    return (
        f"Недели до {began:%d.%m.%Y} посчитаны по лентам, какими программа увидела их в тот день: того, что "
        "удалили раньше, в них нет."
    )


def _chart(facts: MonthFacts, norm: int) -> list[Block]:
    weeks = (*facts.weeks_before, *facts.weeks)
    groups = tuple(Group(week.title, (_rounded(week.average),)) for week in weeks)
    title = "Публикаций на страницу в среднем за неделю"
    is_known = any(week.judged for week in weeks)
    return [Chart(title, ("в среднем",), groups, norm, f"норма: {norm} в неделю")] if is_known else []


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _table(facts: MonthFacts) -> Table:
    rows = [_row(week) for week in (*facts.weeks_before, *facts.weeks)]
    return Table(f"По неделям: {join_and([month.title for month in _seen(facts)])}", _COLUMNS, tuple(rows))


def _row(week: WeekLine) -> tuple[str, ...]:
    known = [number(each if week.judged else None) for each in (week.posts, week.met, week.short)]
    average, share = number(_rounded(week.average)), percent(week.share)
    return (week.title, known[0], average, *known[1:], str(week.unknown), share)


def _disputed(weeks: tuple[WeekLine, ...]) -> str:
    count = sum(week.disputed for week in weeks)
    if not count:
        return ""
    return f"Не вошли спорные публикации (репосты и подобное): {count}; постановление не говорит, считать ли их."
