"""Fulfilment clause by clause: what happened in the month, and how many organisations keep the clause now."""

from __future__ import annotations

from domain.russian import moment_title
from reports.document import NO_DATA, Block, Column, Paragraph, Table
from reports.month.facts import ClauseLine, MonthFacts
from reports.month.summary import at_the_end

_PAST = ("Воз\xadникло", "Устра\xadнено", "Оста\xadлось")
_PRESENT = ("Соблю\xadдают", "Не соблю\xadдают", "Неиз\xadвестно")
# Shares of the width: as little as a number needs, more where words stand instead of it.
_CITE, _WHOLE, _NUMBER, _WORDS = 34, 200, 17, 23
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
    rows = tuple(_row(line, facts.is_seen, has_now) for line in facts.clauses)
    notes = [Paragraph(note, is_note=True) for note in _notes(facts, has_now)]
    return [Table("", _columns(facts.is_seen, has_now), rows), *notes]


def _columns(is_seen: bool, has_now: bool) -> tuple[Column, ...]:
    """Requirements have all the room that the others leave."""
    past = [Column(title, _NUMBER if is_seen else _WORDS, is_number=True) for title in _PAST]
    numbers = [*past, *(Column(title, _NUMBER, is_number=True) for title in _PRESENT if has_now)]
    rest = _WHOLE - _CITE - sum(column.share for column in numbers)
    return (Column("Пункт", _CITE), Column("Требования", rest), *numbers)


def _row(line: ClauseLine, is_seen: bool, has_now: bool) -> tuple[str, ...]:
    past = map(str, (line.opened, line.resolved, line.left)) if is_seen else (NO_DATA,) * len(_PAST)
    present = map(str, (line.now.kept, line.now.broken, line.now.unknown)) if has_now and line.now else ()
    return (line.cite, "; ".join(line.titles), *past, *present)


def _notes(facts: MonthFacts, has_now: bool) -> list[str]:
    checked = facts.checked_at
    present = _LAST_CHECK.format(when=moment_title(checked, facts.month.zone) if checked else "её не было")
    unchecked = f"Не проверяются программой: {'; '.join(facts.unchecked)}." if facts.unchecked else ""
    notes = (_JOURNAL.format(end=at_the_end(facts)), present if has_now else _NO_CHECK, unchecked)
    return [note for note in notes if note]
