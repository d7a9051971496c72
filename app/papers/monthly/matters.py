"""Matters of a month by the journal: how many came and went, which were open at its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.papers.monthly.span import MonthSpan
from bot.render import words
from bot.render.book import Book
from bot.render.sections import Section, of_matter
from domain.matter import Event, Matter, MatterEvent
from domain.rule_ids import OF_A_WEEK
from domain.russian import date_title
from reports.month.facts import Awaited, Balance, OpenLine
from storage import history

_ADVICE = (Section.RECOMMENDATIONS, Section.WARNINGS, Section.OTHER_ACTS)
_LATER = {
    Event.RESOLVED: "устранено",
    Event.WITHDRAWN: "снято",
    Event.EXPIRED: "неделя прошла",
    Event.FOLLOWED: "неделя прошла",
}


def is_violation(matter: Matter) -> bool:
    """Only a mandatory requirement is ever called «нарушение»."""
    return of_matter(matter) is Section.VIOLATIONS


def is_advice(matter: Matter) -> bool:
    """A recommendation, a warning, or a remark by another act."""
    return of_matter(matter) in _ADVICE


def is_asked(matter: Matter) -> bool:
    """Only a person can answer it."""
    return of_matter(matter) is Section.CONFIRM


def is_technical(matter: Matter) -> bool:
    """It is about data that do not come."""
    return of_matter(matter) is Section.TECHNICAL


def balance(span: MonthSpan) -> Balance:
    """How many violations came and went."""
    happened = [each.event for each in span.events if is_violation(each.matter)]
    before = history.standing(span.db, span.month.start)
    return Balance(
        before=sum(is_violation(each.matter) for each in before),
        opened=happened.count(Event.OPENED),
        resolved=happened.count(Event.RESOLVED),
        ran_out=happened.count(Event.EXPIRED) + happened.count(Event.FOLLOWED),
        withdrawn=happened.count(Event.WITHDRAWN),
        left=sum(is_violation(each.matter) for each in span.standing),
    )


def open_lines(span: MonthSpan, standing: Iterable[MatterEvent]) -> tuple[OpenLine, ...]:
    """What was open at the month's end, worst first, and what has become of it since."""
    since = {(each.matter.id, each.matter.occurrence): each for each in span.later if each.event in _LATER}
    ordered = sorted(standing, key=lambda each: (each.matter.worst_first, each.matter.id))
    return tuple(_line(each, span.book, since.get((each.matter.id, each.matter.occurrence))) for each in ordered)


def _line(standing: MatterEvent, book: Book, end: MatterEvent | None) -> OpenLine:
    matter = standing.matter
    return OpenLine(
        matter.id,
        standing.organisation or words.ADMINISTRATION,
        words.fact(matter, book),
        tuple(dict.fromkeys(book.cite(clause) for clause in matter.clauses)),
        matter.opened_at.astimezone(book.zone).date(),
        deadline(matter, book),
        matter.rule not in OF_A_WEEK and matter.is_overdue(book.now, book.zone),
        f"{_LATER[end.event]} {date_title(end.at, book.zone)}" if end else "",
    )


def deadline(matter: Matter, book: Book) -> str:
    """«до 27 ноября — по настройке», with whose deadline it is; empty without one."""
    if matter.rule in OF_A_WEEK and matter.due_at and matter.due_source:
        return f"неделя закончилась {book.day(book.last_day(matter.due_at))} — {words.SOURCES[matter.due_source]}"
    return words.deadline(matter, book).removeprefix("срок ")


def awaited(span: MonthSpan) -> tuple[Awaited, ...]:
    """What only people can confirm, by organisation, in the order of the registry's numbers."""
    by_place: dict[int, list[MatterEvent]] = {}
    for each in span.standing:
        if is_asked(each.matter):
            by_place.setdefault(each.matter.organisation_id or 0, []).append(each)
    return tuple(_awaited(asked, span.book) for _, asked in sorted(by_place.items()))


def _awaited(asked: Sequence[MatterEvent], book: Book) -> Awaited:
    dated = [each.matter for each in asked if each.matter.due_at]
    first = min(dated, key=lambda matter: matter.due_at or book.now, default=None)
    where: dict[str, list[str]] = {}
    for each in asked:
        network = each.matter.subject.network
        where.setdefault(book.title(each.matter.rule), []).extend([network.short] if network else [])
    what = tuple(f"{title} ({', '.join(networks)})" if networks else title for title, networks in where.items())
    return Awaited(
        asked[0].organisation or words.ADMINISTRATION, what, len(asked), deadline(first, book) if first else ""
    )
