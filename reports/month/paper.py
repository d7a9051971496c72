"""The monthly report as a paper: every number of the facts, in the order a head wants to see them."""

from __future__ import annotations

from domain.russian import plural
from reports.document import Block, Document, Heading, Paragraph, Points
from reports.month import journals, matters, weeks
from reports.month.clauses import clause_blocks
from reports.month.facts import MonthFacts
from reports.month.summary import summary

TITLE = "Отчёт о ведении официальных страниц в социальных сетях"
FOOT = (
    "Отчёт составлен программой «Постовой» по её журналу и последней проверке. Личных сведений в нём нет. Срок «по "
    "настройке» установлен настройкой программы, а не постановлением."
)


def month_paper(facts: MonthFacts) -> Document:
    """The paper; the same for Word and for the web page."""
    running = ", месяц ещё не закончился" if facts.is_running else ""
    made = facts.made_at.astimezone(facts.month.zone)
    return Document(
        TITLE,
        (
            f"за {facts.month.title}{running}",
            facts.decree,
            f"Составлен {made:%d.%m.%Y %H:%M}. {_size(facts)}",
        ),
        _blocks(facts),
        FOOT,
    )


def _size(facts: MonthFacts) -> str:
    organisations = plural(facts.organisations, "организация", "организации", "организаций")
    pages = plural(facts.pages, "страница", "страницы", "страниц")
    return f"В реестре {facts.organisations} {organisations}, {facts.pages} {pages}."


def _blocks(facts: MonthFacts) -> tuple[Block, ...]:
    return (
        Heading("Главное"),
        *(Paragraph(sentence) for sentence in summary(facts)),
        Heading("Исполнение по пунктам"),
        *clause_blocks(facts),
        Heading("Публикации по неделям"),
        *weeks.week_blocks(facts),
        Heading("Нарушения за месяц"),
        *matters.balance_blocks(facts),
        Heading("Не устранённые нарушения"),
        *matters.open_blocks(facts, facts.open, "Не устранённых нарушений нет."),
        Heading("Рекомендации и предупреждения"),
        *matters.open_blocks(facts, facts.recommendations, "Открытых рекомендаций и предупреждений нет."),
        Heading("Нужно подтвердить"),
        *matters.awaited_blocks(facts),
        Heading("Работа с ЦУР"),
        *journals.cur_blocks(facts),
        Heading("Оказанная помощь"),
        *journals.help_blocks(facts),
        Heading("Полнота данных"),
        Paragraph(f"Полных проверок за месяц: {facts.checks}.{'' if facts.gaps else ' Данные полны.'}"),
        *([Points(facts.gaps)] if facts.gaps else []),
    )
