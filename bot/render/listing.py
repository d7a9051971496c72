"""Open matters in lists: one line with its small print, and all that is violated, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.render.book import Book
from bot.render.glance import name
from bot.render.html import bold, esc, italic, link
from bot.render.pack import SHEET, Block, pack
from bot.render.sections import Section, sorted_matters, tally
from bot.render.words import (
    NO_PASSWORDS,
    address,
    after_dash,
    deadline,
    details,
    evidence_html,
    fact,
    in_a_row,
    is_ledger,
)
from domain.matter import Matter
from domain.overview import OrgLine, Overview, PageLine
from domain.rule_ids import WEEKLY

_ACCUSING = (Section.VIOLATIONS, Section.RECOMMENDATIONS, Section.WARNINGS, Section.OTHER_ACTS)


def violations(overview: Overview, book: Book) -> list[str]:
    """Open violations, recommendations and warnings, worst first (HTML, a sheet each)."""
    placed = sorted_matters(overview.matters)
    blocks = [
        Block(with_name(matter, overview, book), (bold(section.value),))
        for section, matter in placed
        if section in _ACCUSING
    ]
    head = bold("Открытые нарушения и замечания") if blocks else "Открытых нарушений нет."
    waiting = [section for section, _ in placed if section is Section.CONFIRM]
    if waiting:
        blocks.append(Block(f"Кроме того, {tally(waiting)}: /attest", apart=True))
    return [message.html for message in pack(head, italic("Нарушения, продолжение"), blocks, limit=SHEET)]


def with_name(matter: Matter, overview: Overview, book: Book, mark: str = "") -> str:
    """A matter with its organisation's name in front; `mark` opens the small print."""
    line = overview.organisation(matter.organisation_id) if matter.organisation_id is not None else None
    words = fact(matter, book)
    told = f"{name(line)} — {evidence_html(after_dash(words))}" if line else evidence_html(words)
    return f"• {told}{_small_print(matter, line, book, mark)}"


def confirmations(matters: Sequence[Matter], whose: str | None, book: Book, mark: str = "") -> str:
    """All that one organisation has to confirm, in one line with the earliest deadline."""
    networks: dict[str, list[str]] = {}
    for matter in matters:
        title = after_dash(book.title(matter.rule))
        networks.setdefault(title, []).extend([matter.subject.network.label] if matter.subject.network else [])
    told = "; ".join(
        f"{esc(title)} ({', '.join(where)})" if where else esc(title) for title, where in networks.items()
    )
    earliest = min(matters, key=lambda matter: (matter.due_at is None, matter.due_at or book.now))
    cites = dict.fromkeys(esc(book.cite(matter.clause)) for matter in matters)
    small = details(mark, ", ".join(cites), deadline(earliest, book))
    return f"• {f'{bold(esc(whose))} — ' if whose else ''}{told}\n{small}"


def without_name(matter: Matter, line: OrgLine, book: Book) -> str:
    """A matter on its organisation's own card."""
    return f"• {evidence_html(fact(matter, book))}{_small_print(matter, line, book)}"


def _small_print(matter: Matter, line: OrgLine | None, book: Book, mark: str = "") -> str:
    small = details(
        mark,
        in_a_row(matter.streak) if matter.rule == WEEKLY and matter.streak > 1 else "",
        esc(book.cite(matter.clause)),
        deadline(matter, book),
        f"не проверялось с {book.day(matter.muted_since)}" if matter.muted_since else "",
        _page_link(matter, line.pages) if line else "",
    )
    warning = f". {NO_PASSWORDS}" if is_ledger(matter) else ""
    return f"{warning}\n{small}"


def _page_link(matter: Matter, pages: Iterable[PageLine]) -> str:
    page = next((page for page in pages if page.network is matter.subject.network), None)
    url = address(page.network, page.url) if page else None
    return link(url, "страница") if url else ""
