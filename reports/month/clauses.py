"""Fulfilment clause by clause: what happened in the month, and how many organisations keep the clause now."""

from __future__ import annotations

from domain.russian import moment_title
from reports.document import Block, Column, Paragraph, Table
from reports.month.facts import ClauseLine, MonthFacts
from reports.month.summary import at_the_end

_PAST = (
    Column("Возник\xadло", 10, is_number=True),
    Column("Устра\xadнено", 10, is_number=True),
    Column("Оста\xadлось", 10, is_number=True),
)
_PRESENT = (
    Column("Соблю\xadдают", 10, is_number=True),
    Column("Не соблю\xadдают", 10, is_number=True),
    Column("Неиз\xadвестно", 10, is_number=True),
)
_JOURNAL = (
    "Возникло, устранено, осталось — нарушения по журналу программы за месяц и {end}; нарушение, которое "
    "относится к нескольким пунктам, посчитано в каждом."
)
_LAST_CHECK = (
    "Соблюдают, не соблюдают, неизвестно — организации по последней проверке ({when}); неизвестно — когда данных "
    "нет или никто не подтвердил."
)
_NO_CHECK = (
    "Сколько организаций соблюдало пункт, не показано: журнал хранит нарушения, а не то, что было в порядке."
)


def clause_blocks(facts: MonthFacts) -> list[Block]:
    """The table, and what its columns mean."""
    if not facts.organisations:
        return [Paragraph("В реестре нет организаций, проверять нечего.")]
    has_now = any(line.now for line in facts.clauses)
    columns = (Column("Пункт", 18), Column("Требования", 24), *_PAST, *(_PRESENT if has_now else ()))
    rows = tuple(_row(line, has_now) for line in facts.clauses)
    notes = [Paragraph(note, is_note=True) for note in _notes(facts, has_now)]
    return [Table("", columns, rows), *notes]


def _row(line: ClauseLine, has_now: bool) -> tuple[str, ...]:
    counts = [line.opened, line.resolved, line.left]
    if has_now and line.now:
        counts += [line.now.kept, line.now.broken, line.now.unknown]
    return (line.cite, "; ".join(line.titles), *map(str, counts))


def _notes(facts: MonthFacts, has_now: bool) -> list[str]:
    checked = facts.checked_at
    present = _LAST_CHECK.format(when=moment_title(checked, facts.month.zone) if checked else "её не было")
    unchecked = f"Не проверяются программой: {'; '.join(facts.unchecked)}." if facts.unchecked else ""
    notes = (_JOURNAL.format(end=at_the_end(facts)), present if has_now else _NO_CHECK, unchecked)
    return [note for note in notes if note]
