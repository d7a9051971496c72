"""Letters about matters: one organisation's alert, what holds at the first /start, a list instead of many."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.book import Book
from bot.render.html import bold, code, esc, italic
from bot.render.pack import Block, Message, pack
from bot.render.questions import by_bot, gathered, questions_html
from bot.render.sections import Section, of_event, sorted_items, tally
from bot.render.words import (
    ADMINISTRATION,
    NO_PASSWORDS,
    after_dash,
    capital,
    deadline,
    details,
    ended,
    evidence_html,
    fact,
    in_a_row,
    is_ledger,
    overdue,
    page_link,
    quoted,
)
from domain.finding import SubjectKind
from domain.letter import Item, Letter, LetterKind, PageCard, Part
from domain.matter import Event
from domain.rule_ids import WEEKLY
from domain.russian import plural
from rules.registry import IN_NETWORK

_MOST_TITLE = 120
_ANSWER = "Ответить: /attest"


def letter(letter: Letter, book: Book) -> list[str]:
    """The Telegram messages (HTML) of a letter about matters, those that have not arrived yet."""
    return [message.html for message in letter_messages(letter, book)]


def letter_messages(letter: Letter, book: Book) -> list[Message]:
    """The same, each with how many of the letter's items are told once it has arrived."""
    number = f"№ {letter.id}"
    head = f"{number} · {bold(_title(letter, book))}"
    again = f"{number}, продолжение · {bold(_title(letter, book))}"
    if letter.kind is LetterKind.STORM:
        head += "\nВместо отдельных сообщений — один список. Подробно об организации — команда в конце строки."
        blocks = [_summary(part, book) for part in letter.parts]
    else:
        is_one = letter.kind is LetterKind.ALERT
        blocks = [block for part in letter.parts for block in _part(part, book, is_one=is_one)]
    return pack(head, again, blocks, done=letter.progress)


def _title(letter: Letter, book: Book) -> str:
    if letter.kind is LetterKind.ALERT:
        return " и ".join(part_name(part) for part in letter.parts)
    if letter.kind is LetterKind.CATCH_UP:
        return f"Что известно на {book.minute(book.now)}"
    count = sum(part.organisation_id is not None for part in letter.parts)
    where = plural(count, "организации", "организациям", "организациям")
    return f"Новое сразу по {count} {where}"


def part_name(part: Part) -> str:
    """The organisation's short name as HTML; a network or the administration has none."""
    if part.name is not None:
        return esc(part.name, _MOST_TITLE)
    is_network = all(item.matter.subject.kind is SubjectKind.NETWORK for item in part.items)
    return "Доступ к сетям" if is_network else ADMINISTRATION


def _part(part: Part, book: Book, *, is_one: bool) -> list[Block]:
    """An organisation's blocks; when the letter is about it alone its name stands in the letter's head."""
    under = () if is_one else (bold(part_name(part)),)
    told = gathered(sorted_items(part.items))
    introduced: set[int] = set()
    blocks: list[Block] = []
    for place, (section, items) in enumerate(told):
        is_last = section is Section.CONFIRM and section not in [other for other, _ in told[place + 1 :]]
        heading = bold(section.value) if is_one else italic(section.value)
        html = _html(items, book, introduced)
        answer = f"\n{_ANSWER}" if is_last and by_bot(item.matter for item in items) else ""
        blocks.append(Block(f"{html}{answer}", (*under, heading), len(items)))
    return blocks


def _html(items: Sequence[Item], book: Book, introduced: set[int]) -> str:
    pages = list({item.page.id: item.page for item in items if item.page}.values())
    if len(items) == 1:
        return item_html(items[0], book, _pages(pages, introduced, is_named=True))
    matters = [item.matter for item in items]
    beside = [_pages(pages, introduced, is_named=False)]
    return questions_html(matters, book, reminds=items[0].event.is_reminder, beside=beside)


def _pages(pages: Sequence[PageCard], introduced: set[int], *, is_named: bool) -> str:
    """Links to the pages; to those nobody was shown before by their own names, once, with the call to compare.

    `is_named` is whether the line above already says in which network the page is.
    """
    known = [page for page in pages if not page.is_new or not page.title or page.id in introduced]
    new = [page for page in pages if page not in known]
    introduced.update(page.id for page in new)
    links = [page_link(page, _in_network(page, is_named=is_named)) for page in known]
    called = [f"{_in_network(page, is_named=is_named)}: {_by_name(page)}" for page in new]
    check = f"{', '.join(called)} — сверьте, {'та ли это' if len(new) == 1 else 'те ли это'}" if new else ""
    return details(check, *links)


def _in_network(page: PageCard, *, is_named: bool) -> str:
    return "страница" if is_named else f"страница {IN_NETWORK[page.network]}"


def _by_name(page: PageCard) -> str:
    title = quoted(page.title or "", _MOST_TITLE)
    return page_link(page, title) or title


def item_html(item: Item, book: Book, page: str) -> str:
    """One item: a line with what happened, under it the clause, the deadline and `page` (HTML)."""
    if item.event.is_ending:
        line = evidence_html(ended(item.matter, item.event, item.matter.ending_note, book))
        return _lines(line, book.cite(item.matter.clause), "", page)
    if _is_another_week(item):
        return _another_week(item, book, page)
    until = overdue(item.matter, book) if item.event.is_reminder else deadline(item.matter, book)
    line = evidence_html(fact(item.matter, book))
    if is_ledger(item.matter):
        line = f"{line}. {NO_PASSWORDS}"
    return _lines(line, book.cite(item.matter.clause), until, page)


def _lines(line: str, cite: str, until: str, page: str) -> str:
    return f"• {line}\n{details(esc(cite), until, page)}"


def _is_another_week(item: Item) -> bool:
    """Contract, "The week": again short is one line in place of a new opening."""
    return item.matter.rule == WEEKLY and item.event is Event.OPENED and item.matter.streak > 1


def _another_week(item: Item, book: Book, page: str) -> str:
    network = item.matter.subject.network
    where = f"{network.label}: " if network else ""
    line = capital(f"{where}{in_a_row(item.matter.streak)} — {item.matter.evidence}")
    return f"• {details(evidence_html(line), esc(book.cite(item.matter.clause)), page)}"


def _summary(part: Part, book: Book) -> Block:
    """One organisation in a list: how many matters, the worst, and the command that tells more."""
    counts = tally(of_event(item.matter, item.event) for item in part.items)
    total = f"всего {len(part.items)}: " if ", " in counts else ""
    main = "" if len(part.items) == 1 else "главное — "
    more = f". {code(f'/org {esc(part.name, _MOST_TITLE)}')}" if part.name else ""
    line = f"{bold(part_name(part))} — {total}{counts}; {main}{_worst(part.items[0], book)}{more}"
    return Block(f"• {line}", items=len(part.items))


def _worst(item: Item, book: Book) -> str:
    is_over = item.event.is_ending
    said = ended(item.matter, item.event, item.matter.ending_note, book) if is_over else fact(item.matter, book)
    return f"{evidence_html(after_dash(said))} ({esc(book.cite(item.matter.clause))})"
