"""What the journals hold of the month: requests and notices, central materials, assistance."""

from __future__ import annotations

from domain.russian import plural
from reports.document import Block, Column, Pairs, Paragraph, Table
from reports.month.facts import Central, Dues, MonthFacts

_DUES = (
    Column("Журнал", 34),
    Column("Было без ответа", 11, is_number=True),
    Column("Посту\xadпило", 11, is_number=True),
    Column("В срок", 11, is_number=True),
    Column("С опоз\xadданием", 11, is_number=True),
    Column("Осталось", 11, is_number=True),
    Column("Срок прошёл", 11, is_number=True),
)
_HELP = (Column("День", 14), Column("Организация", 30), Column("Чем помогли", 56))


def cur_blocks(facts: MonthFacts) -> list[Block]:
    """Requests of ЦУР, notices to it, and what came from it through «Госпаблики»."""
    rows = (_dues("Запросы ЦУР", facts.cur_requests), _dues("Уведомления ЦУР о смене", facts.cur_notices))
    return [Table("Запросы и уведомления", _DUES, rows), *_central(facts.central)]


def _dues(title: str, dues: Dues) -> tuple[str, ...]:
    counts = (dues.before, dues.received, dues.in_time, dues.late, dues.left, dues.overdue)
    return (title, *map(str, counts))


def _central(central: Central) -> list[Block]:
    if not central.items:
        return [Paragraph("Материалов «Госпабликов» за месяц не записано.")]
    word = plural(central.items, "материал", "материала", "материалов")
    caption = f"«Госпаблики»: за месяц {central.items} {word}; как стоят на страницах, которым адресованы"
    if not central.places:
        return [Paragraph(f"{caption}: таких страниц нет.")]
    return [Pairs(caption, tuple((title, str(count)) for title, count in central.places))]


def help_blocks(facts: MonthFacts) -> list[Block]:
    """The journal of assistance, line by line."""
    if not facts.help:
        return [Paragraph("За месяц в журнале помощи записей нет.")]
    rows = tuple((f"{line.day:%d.%m.%Y}", line.organisation, line.topic) for line in facts.help)
    return [Table("", _HELP, rows)]
