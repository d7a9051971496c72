"""Matters of the month: how many came and went, which are open, what has to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.month import Month
from domain.russian import join_and
from reports.document import Block, Chart, Column, Group, Paragraph, Table, number
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
    """The chart and the table of violations in the month and the month before; unknown where nobody looked."""
    stretches = (_before(facts), _now(facts))
    columns = (Column("Нарушения", 50), *(Column(each.month.title, 25, is_number=True) for each in stretches))
    rows = tuple((title, *(number(each.known(field)) for each in stretches)) for title, field in _BALANCE)
    return [
        *_chart([each for each in stretches if each.is_seen]),
        Table(f"Движение нарушений (осталось — {at_the_end(facts)})", columns, rows),
        Paragraph(_MEANING, is_note=True),
    ]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A month's balance, and what of it is known."""

    month: Month
    balance: Balance
    is_seen: bool
    knows_the_start: bool

    def known(self, field: str) -> int | None:
        """A number of the balance, None where nobody looked."""
        is_known = self.knows_the_start if field == "before" else self.is_seen
        return _count(self.balance, field) if is_known else None


def _before(facts: MonthFacts) -> _Stretch:
    month = facts.month.previous
    return _Stretch(month, facts.violations_before, facts.is_seen_before, facts.knows_the_start(month))


def _now(facts: MonthFacts) -> _Stretch:
    return _Stretch(facts.month, facts.violations, facts.is_seen, facts.knows_the_start(facts.month))


def _chart(seen: Sequence[_Stretch]) -> list[Block]:
    if not seen:
        return []
    named = (("возникло", "opened"), ("устранено", "resolved"), ("не устранено", "left"))
    groups = tuple(Group(title, tuple(_count(each.balance, field) for each in seen)) for title, field in named)
    return [Chart("Нарушения: возникло, устранено, не устранено", tuple(each.month.title for each in seen), groups)]


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


def open_blocks(facts: MonthFacts, lines: Sequence[OpenLine], nothing: str) -> list[Block]:
    """What is open, worst first; `nothing` when nothing is."""
    if not lines:
        return [_none(facts, nothing)]
    return [*_as_seen(facts), Table("", _OPEN, tuple(_open_row(line) for line in lines))]


def _none(facts: MonthFacts, nothing: str) -> Paragraph:
    """An empty list means something only where somebody looked."""
    return Paragraph(nothing if facts.is_seen else "Неизвестно: полных проверок за месяц не было.")


def _as_seen(facts: MonthFacts) -> list[Block]:
    told = "По прежним проверкам: за сам месяц полных проверок не было."
    return [] if facts.is_seen else [Paragraph(told, is_note=True)]


def _open_row(line: OpenLine) -> tuple[str, ...]:
    fact = f"{line.fact} ({line.later})" if line.later else line.fact
    day = f"{line.opened:%d.%m.%Y}"
    return (str(line.number), line.organisation, fact, join_and(line.cites), day, line.deadline or "не установлен")


def awaited_blocks(facts: MonthFacts) -> list[Block]:
    """What only people can confirm, a line an organisation."""
    if not facts.awaited:
        return [_none(facts, "Неподтверждённых вопросов нет.")]
    rows = tuple(
        (line.organisation, "; ".join(line.what), line.deadline or "не установлен") for line in facts.awaited
    )
    return [*_as_seen(facts), Table("", _AWAITED, rows)]
