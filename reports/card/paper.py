"""The card as a paper: one page for most matters."""

from __future__ import annotations

from datetime import datetime

from reports.card.facts import CardFacts, CountedPost, Ground
from reports.document import Block, Cell, Column, Document, Heading, Link, Pairs, Paragraph, Table

_COUNTED = (Column("Опубликовано", 26), Column("Что это", 24), Column("Посчитана ли", 30), Column("Ссылка", 20))
_JOURNAL = (Column("Когда", 26), Column("Что произошло", 74))
FOOT = (
    "Карточка составлена программой «Постовой». Личных сведений в ней нет. Срок «по настройке» установлен "
    "настройкой программы, а не постановлением."
)


def card_paper(facts: CardFacts) -> Document:
    """The paper; the same for Word and for the web page."""
    made = _minute(facts.made_at, facts)
    return Document(
        f"Карточка № {facts.number}: {facts.name}", (facts.decree, f"Составлена {made}"), _blocks(facts), FOOT
    )


def _blocks(facts: CardFacts) -> tuple[Block, ...]:
    return (
        Heading("Что найдено"),
        Pairs("", _pairs(facts)),
        Heading("Основание"),
        *(Paragraph(_ground(ground)) for ground in facts.grounds),
        *_counted(facts),
        Heading("История"),
        Table("", _JOURNAL, tuple((_minute(each.at, facts), each.what) for each in facts.journal)),
    )


def _pairs(facts: CardFacts) -> tuple[tuple[str, str], ...]:
    told = (
        ("Номер", str(facts.number)),
        ("Организация", facts.organisation),
        ("Страница", facts.page),
        ("Требование", facts.requirement),
        ("Пункт", "; ".join(ground.cite for ground in facts.grounds)),
        ("Факт", facts.fact),
        ("По последней проверке", facts.evidence_now),
        ("Обнаружено", _minute(facts.opened_at, facts)),
        ("Срок и чей он", facts.deadline or "не установлен"),
        ("Кто устраняет", facts.remedied_by),
        ("Статус", facts.status),
        ("Дата проверки", _checked(facts)),
    )
    return tuple((name, value) for name, value in told if value)


def _checked(facts: CardFacts) -> str:
    last = f"последняя проверка {_minute(facts.checked_at, facts)}" if facts.checked_at else "проверок ещё не было"
    read = f"; страница ответила {_minute(facts.page_read_at, facts)}" if facts.page_read_at else ""
    return f"{last}{read}"


def _ground(ground: Ground) -> str:
    return f"{ground.cite}: «{ground.quote}»" if ground.quote else f"{ground.cite}: в разметке этих слов больше нет"


def _counted(facts: CardFacts) -> list[Block]:
    if not facts.counted_about:
        return []
    heading = Heading("Доказательство: что посчитано")
    if not facts.counted:
        return [heading, Paragraph(f"{facts.counted_about}: публикаций не найдено.")]
    return [heading, Table(facts.counted_about, _COUNTED, tuple(_post(each, facts) for each in facts.counted))]


def _post(post: CountedPost, facts: CardFacts) -> tuple[Cell, ...]:
    link: Cell = Link("публикация", post.url) if post.url else "адрес неизвестен"
    return (_minute(post.published_at, facts), post.kind, post.counting, link)


def _minute(moment: datetime, facts: CardFacts) -> str:
    return f"{moment.astimezone(facts.zone):%d.%m.%Y %H:%M}"
