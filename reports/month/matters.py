"""Matters of the month: how many came and went, which are open, what has to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from domain.russian import join_and
from reports.document import Block, Chart, Column, Group, Paragraph, Table
from reports.month.facts import Balance, MonthFacts, OpenLine
from reports.month.summary import at_the_end

_BALANCE = (
    ("Было на начало", "before"),
    ("Возникло", "opened"),
    ("Устранено", "resolved"),
    ("Закрыто с концом недели", "ran_out"),
    ("Снято", "withdrawn"),
    ("Осталось", "left"),
)
_OPEN = (
    Column("№", 6, is_number=True),
    Column("Организация", 17),
    Column("Что найдено", 28),
    Column("Основание", 17),
    Column("Открыто", 14),
    Column("Срок", 20),
)
_AWAITED = (Column("Организация", 25), Column("Что подтвердить", 50), Column("Ближайший срок", 25))
_MEANING = (
    "Закрыто с концом недели — неделя, за которую не хватило публикаций, прошла: исправить её нельзя. Снято — "
    "организация освобождена или ушла из реестра, требование изменили или выключили."
)


def balance_blocks(facts: MonthFacts) -> list[Block]:
    """The chart and the table of violations in the month and the month before."""
    before, now = facts.violations_before, facts.violations
    months = (facts.month.previous.title, facts.month.title)
    groups = tuple(
        Group(title, (was, became))
        for title, was, became in (
            ("возникло", before.opened, now.opened),
            ("устранено", before.resolved, now.resolved),
            ("не устранено", before.left, now.left),
        )
    )
    rows = tuple((title, str(_count(before, field)), str(_count(now, field))) for title, field in _BALANCE)
    columns = (Column("Нарушения", 50), *(Column(month, 25, is_number=True) for month in months))
    return [
        Chart("Нарушения: возникло, устранено, не устранено", months, groups),
        Table(f"Движение нарушений (осталось — {at_the_end(facts)})", columns, rows),
        Paragraph(_MEANING, is_note=True),
    ]


def _count(balance: Balance, field: str) -> int:
    counts = {
        "before": balance.before,
        "opened": balance.opened,
        "resolved": balance.resolved,
        "ran_out": balance.ran_out,
        "withdrawn": balance.withdrawn,
        "left": balance.left,
    }
    return counts[field]


def open_blocks(lines: Sequence[OpenLine], nothing: str) -> list[Block]:
    """What is open, worst first; `nothing` when nothing is."""
    if not lines:
        return [Paragraph(nothing)]
    return [Table("", _OPEN, tuple(_open_row(line) for line in lines))]


def _open_row(line: OpenLine) -> tuple[str, ...]:
    fact = f"{line.fact} ({line.later})" if line.later else line.fact
    day = f"{line.opened:%d.%m.%Y}"
    return (str(line.number), line.organisation, fact, join_and(line.cites), day, line.deadline or "не установлен")


def awaited_blocks(facts: MonthFacts) -> list[Block]:
    """What only people can confirm, a line an organisation."""
    if not facts.awaited:
        return [Paragraph("Неподтверждённых вопросов нет.")]
    rows = tuple(
        (line.organisation, "; ".join(line.what), line.deadline or "не установлен") for line in facts.awaited
    )
    return [Table("", _AWAITED, rows)]
