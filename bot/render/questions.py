"""What is asked of one organisation, gathered: a first letter may hold a dozen questions about two pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from bot.attestable import ATTESTED
from bot.render.book import Book
from bot.render.html import esc
from bot.render.sections import Section
from bot.render.words import NO_PASSWORDS, deadline, details, evidence_html, is_ledger, overdue
from domain.finding import MatterKind
from domain.letter import Item
from domain.matter import Matter

# Together they stay far below the limit of a message.
_MOST_TOGETHER = 16
_MOST_TITLE = 120
T = TypeVar("T")


def gathered(placed: Iterable[tuple[Section, Item]]) -> list[tuple[Section, tuple[Item, ...]]]:
    """A letter's items, questions for the bot that are alike together and last in their section, all else alone."""
    groups = _together(placed, lambda each: _alike(each[1].matter, each[0], each[1].event))
    told = [(each[0][0], tuple(item for _, item in each)) for each in groups]
    order = list(Section)
    return sorted(told, key=lambda each: (order.index(each[0]), _is_for_bot(each[0], each[1][0].matter)))


def gathered_matters(placed: Iterable[tuple[Section, Matter]]) -> list[tuple[Section, tuple[Matter, ...]]]:
    """The same for open matters of one organisation."""
    groups = _together(placed, lambda each: _alike(each[1], each[0], each[1].muted_since))
    return [(each[0][0], tuple(matter for _, matter in each)) for each in groups]


def _alike(matter: Matter, section: Section, *more: Hashable) -> Hashable | None:
    """What questions have in common that are told together; None for what stands alone."""
    return (section, matter.evidence, matter.due_at, *more) if _is_for_bot(section, matter) else None


def _is_for_bot(section: Section, matter: Matter) -> bool:
    return by_bot([matter]) and section in (Section.CONFIRM, Section.REMINDERS)


def _together(each: Iterable[T], alike: Callable[[T], Hashable | None]) -> list[tuple[T, ...]]:
    groups: list[list[T]] = []
    places: dict[Hashable, int] = {}
    for one in each:
        key = alike(one)
        place = None if key is None else places.get(key)
        if place is not None and len(groups[place]) < _MOST_TOGETHER:
            groups[place].append(one)
            continue
        if key is not None:
            places[key] = len(groups)
        groups.append([one])
    return [tuple(group) for group in groups]


def by_bot(matters: Iterable[Matter]) -> bool:
    """The bot itself takes the answer to one of these questions."""
    return any(matter.kind is MatterKind.CONFIRMATION and matter.rule in ATTESTED for matter in matters)


def questions_html(matters: Sequence[Matter], book: Book, *, reminds: bool = False, beside: Sequence[str]) -> str:
    """A line for each requirement with its networks, under them what is common to all and `beside` it (HTML)."""
    first = matters[0]
    until = overdue(first, book) if reminds else deadline(first, book)
    return "\n".join([*_lines(matters, book), details(evidence_html(first.evidence), until, *beside)])


def _lines(matters: Sequence[Matter], book: Book) -> list[str]:
    by_rule: dict[str, list[Matter]] = {}
    for matter in matters:
        by_rule.setdefault(matter.rule, []).append(matter)
    return [_line(own, book) for own in by_rule.values()]


def _line(own: Sequence[Matter], book: Book) -> str:
    networks = dict.fromkeys(matter.subject.network.short for matter in own if matter.subject.network)
    where = f" ({', '.join(networks)})" if networks else ""
    warning = f". {NO_PASSWORDS}" if is_ledger(own[0]) else ""
    cite = esc(book.cite(own[0].clause))
    return f"• {esc(book.title(own[0].rule), _MOST_TITLE)}{where} — {cite}{warning}"
