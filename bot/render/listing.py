"""Open matters in lists: one line with its small print, and all that is violated, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.attestable import ATTESTED
from bot.render.book import Book
from bot.render.glance import MOST_NAME, name
from bot.render.html import bold, esc, italic, link
from bot.render.pack import SHEET, Block, pack
from bot.render.questions import by_bot
from bot.render.sections import Section, sorted_matters
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
    whose,
)
from domain.matter import Matter
from domain.overview import OrgLine, Overview, PageLine
from domain.rule_ids import WEEKLY
from domain.russian import plural

_QUESTION = ("вопрос", "вопроса", "вопросов")
# Together in the small print of several questions.
_MOST_CITES = 3
_ACCUSING = (Section.VIOLATIONS, Section.RECOMMENDATIONS, Section.WARNINGS, Section.OTHER_ACTS)


def violations(overview: Overview, book: Book, *, may_answer: bool = True) -> list[str]:
    """Open violations, recommendations and warnings, worst first (HTML, a sheet each).

    `may_answer` is whether the reader may answer what waits for a confirmation.
    """
    placed = sorted_matters(overview.matters)
    blocks = [
        Block(with_name(matter, overview, book), (bold(section.value),))
        for section, matter in placed
        if section in _ACCUSING
    ]
    head = bold("Открытые нарушения и замечания") if blocks else "Открытых нарушений нет."
    waiting = [matter for section, matter in placed if section is Section.CONFIRM]
    if waiting:
        may_answer = may_answer and by_bot(waiting)
        blocks.append(Block(_questions(len(waiting), may_answer=may_answer), apart=True))
    return [message.html for message in pack(head, italic("Нарушения, продолжение"), blocks, limit=SHEET)]


def _questions(count: int, *, may_answer: bool) -> str:
    asked = f"{plural(count, 'ждёт', 'ждут', 'ждут')} подтверждения {count} {plural(count, *_QUESTION)}"
    return f"Кроме того, {asked}.{' Ответить: /attest' if may_answer else ''}"


def with_name(matter: Matter, overview: Overview, book: Book, mark: str = "", departed: str | None = None) -> str:
    """A matter with its organisation's name in front; `mark` opens the small print.

    `departed` is the name of an organisation that the overview does not hold any more.
    """
    line = overview.organisation(matter.organisation_id) if matter.organisation_id is not None else None
    words = fact(matter, book)
    owner = whose(matter.subject, departed)
    head = name(line) if line else bold(esc(owner, MOST_NAME)) if owner else ""
    told = f"{head} — {evidence_html(after_dash(words))}" if head else evidence_html(words)
    return f"• {told}{_small_print(matter, line, book, mark)}"


def confirmations(matters: Sequence[Matter], book: Book, mark: str = "") -> str:
    """All that one organisation has to confirm; what stands after its name.

    Clauses are told while a reader can still tell what each belongs to: the card has them all.
    """
    cites = list(dict.fromkeys(esc(book.cite(matter.clause)) for matter in matters))
    since = min((matter.muted_since for matter in matters if matter.muted_since), default=None)
    told = ", ".join(cites) if len(cites) <= _MOST_CITES else ""
    small = details(mark, told, _earliest(matters, book), unchecked(since, book))
    return "\n".join(part for part in ("; ".join(_to_confirm(matters, book)), small) if part)


def _earliest(matters: Sequence[Matter], book: Book) -> str:
    """The earliest deadline, said to be that where there are others."""
    first = min(matters, key=lambda matter: (matter.due_at is None, matter.due_at or book.now))
    until = deadline(first, book)
    return f"ближайший {until}" if until and any(each.due_at != first.due_at for each in matters) else until


def _to_confirm(matters: Sequence[Matter], book: Book) -> list[str]:
    """Requirements with their networks; a single thing, such as a request, by what is asked about it (HTML)."""
    networks: dict[str, list[str]] = {}
    for matter in matters:
        words = book.title(matter.rule) if matter.rule in ATTESTED else matter.evidence
        known = networks.setdefault(evidence_html(after_dash(words)), [])
        known.extend([matter.subject.network.short] if matter.subject.network else [])
    return [f"{title} ({', '.join(where)})" if where else title for title, where in networks.items()]


def without_name(matter: Matter, line: OrgLine, book: Book) -> str:
    """A matter on its organisation's own card."""
    return f"• {evidence_html(fact(matter, book))}{_small_print(matter, line, book)}"


def _small_print(matter: Matter, line: OrgLine | None, book: Book, mark: str = "") -> str:
    small = details(
        mark,
        in_a_row(matter.streak) if matter.rule == WEEKLY and matter.streak > 1 else "",
        esc(book.cite(matter.clause)),
        deadline(matter, book),
        unchecked(matter.muted_since, book),
        _page_link(matter, line.pages) if line else "",
    )
    warning = f". {NO_PASSWORDS}" if is_ledger(matter) else ""
    return f"{warning}\n{small}"


def unchecked(since: datetime | None, book: Book) -> str:
    """«не проверялось с 20 ноября» of a matter that is muted since then; empty for others."""
    if since is None:
        return ""
    local = since.astimezone(book.zone)
    return f"не проверялось {f'сегодня с {local:%H:%M}' if book.days_since(since) == 0 else f'с {book.day(since)}'}"


def _page_link(matter: Matter, pages: Iterable[PageLine]) -> str:
    page = next((page for page in pages if page.network is matter.subject.network), None)
    url = address(page.network, page.url) if page else None
    return link(url, "страница") if url else ""
