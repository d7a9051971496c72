"""The weekly digest, sent also when all is well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.render.book import Book
from bot.render.glance import MOST_NAME, clean_blocks, gaps, name, outbox_lines
from bot.render.html import bold, esc, plain
from bot.render.listing import confirmations, with_name
from bot.render.pack import LIMIT, PIECE, SHEET, Block, Message, in_pieces, pack, unbroken
from bot.render.sections import Section, of_event, of_matter, sorted_matters, tally
from bot.render.words import after_dash, capital, deadline, ended, evidence_html
from domain.digest import Digest, Tally
from domain.matter import Event, Matter, MatterEvent
from domain.russian import plural

_NEW = "новое"


def digest(digest: Digest, book: Book) -> list[str]:
    """The digest in sheets to be leafed through by buttons (HTML)."""
    return [message.html for message in _packed(digest, book, "", done=0, limit=SHEET)]


def digest_text(digest: Digest, book: Book) -> str:
    """The whole digest as plain text, for a screen or a file."""
    return plain(unbroken(_head(digest, ""), _blocks(digest, book)))


def digest_messages(digest: Digest, book: Book, number: int, done: int = 0) -> list[Message]:
    """The digest as letter `number`, without the first `done` of its lines."""
    return _packed(digest, book, f"№ {number} · ", done=done, limit=LIMIT)


def _packed(digest: Digest, book: Book, number: str, *, done: int, limit: int) -> list[Message]:
    again = f"{number}{bold(f'{_title(digest)}, продолжение')}"
    return pack(_head(digest, number), again, _blocks(digest, book), done=done, limit=limit)


def _head(digest: Digest, number: str) -> str:
    return f"{number}{bold(_title(digest))}\n{_verdict(digest)}{_late(digest.late)}"


def _title(digest: Digest) -> str:
    return f"Сводка за неделю {digest.week.title}"


def _blocks(digest: Digest, book: Book) -> list[Block]:
    return [
        *_section("Изменилось за неделю", _changes(digest, book)),
        *_open(digest, book),
        *_section("Сроки на этой неделе", _deadlines(digest, book)),
        *_section("Возникло и устранено, пока сообщить не удалось", _passing(digest, book)),
        *clean_blocks(_clean(digest)),
        *_section("Сбор данных и доставка", _health(digest)),
    ]


def _section(heading: str, lines: Iterable[str]) -> list[Block]:
    return [Block(f"• {line}", (bold(heading),)) for line in lines]


def _verdict(digest: Digest) -> str:
    if not digest.overview.organisations:
        return "Реестр пуст, проверять нечего."
    counts = tally(of_matter(matter) for matter in digest.matters)
    if digest.all_well and not digest.tally.unknown and digest.tally.met:
        return f"Всё в порядке: норма публикаций выполнена {_everywhere(digest.tally.met)}, открытых вопросов нет."
    return f"{_norm(digest.tally)} {f'Открыто: {counts}.' if counts else 'Открытых вопросов нет.'}"


def _everywhere(count: int) -> str:
    return "на единственной странице" if count == 1 else f"на всех {count} страницах"


def _norm(tally: Tally) -> str:
    found = (("выполнена", tally.met), ("не выполнена", tally.short), ("не оценена", tally.unknown))
    counts = [f"{words} {_on_pages(count)}" for words, count in found if count]
    return f"Норма публикаций: {', '.join(counts)}." if counts else "Страниц с нормой публикаций в реестре нет."


def _on_pages(count: int) -> str:
    return f"на {count} {plural(count, 'странице', 'страницах', 'страницах')}"


def _late(late: timedelta) -> str:
    minutes = int(late.total_seconds()) // 60
    if minutes < 1:
        return ""
    return f"\nСводка опоздала на {_length(minutes)}: программа не работала."


def _length(minutes: int) -> str:
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        return f"{days} {plural(days, 'день', 'дня', 'дней')}"
    if hours:
        return f"{hours} {plural(hours, 'час', 'часа', 'часов')}"
    return f"{minutes} {plural(minutes, 'минуту', 'минуты', 'минут')}"


def _new(digest: Digest) -> set[int]:
    """Matters of this week that are still open: they are marked in the list below."""
    still_open = {(matter.id, matter.occurrence) for matter in digest.matters}
    opened = [change.matter for change in digest.changed if change.event is Event.OPENED]
    return {matter.id for matter in opened if (matter.id, matter.occurrence) in still_open}


def _changes(digest: Digest, book: Book) -> list[str]:
    count = len(_new(digest))
    news = [f"Новых вопросов: {count}, ниже они отмечены словом «{_NEW}»"] if count else []
    return [*news, *(_ending(change, digest, book) for change in digest.changed if change.event.is_ending)]


def _ending(change: MatterEvent, digest: Digest, book: Book) -> str:
    heading = of_event(change.matter, change.event).value
    return f"{heading}: {_told(change, digest, book)}"


def _passing(digest: Digest, book: Book) -> list[str]:
    return [_told(change, digest, book) for change in digest.passing]


def _told(change: MatterEvent, digest: Digest, book: Book) -> str:
    words = ended(change.matter, change.event, change.note, book)
    whose = digest.name_of(change.matter.organisation_id)
    return f"{bold(esc(whose, MOST_NAME))} — {evidence_html(after_dash(words))}" if whose else evidence_html(words)


def _open(digest: Digest, book: Book) -> list[Block]:
    new = _new(digest)
    placed = sorted_matters(digest.matters)
    asked = [matter for section, matter in placed if section is Section.CONFIRM]
    blocks = {Section.CONFIRM: _to_confirm(asked, new, digest, book)}
    for section, matter in placed:
        if section is not Section.CONFIRM:
            line = with_name(matter, digest.overview, book, _NEW if matter.id in new else "")
            blocks.setdefault(section, []).append(Block(line, (_opened(section),)))
    return [block for section in Section for block in blocks.get(section, [])]


def _opened(section: Section) -> str:
    return bold(f"Открыто: {section.value.lower()}")


def _to_confirm(asked: list[Matter], new: set[int], digest: Digest, book: Book) -> list[Block]:
    """One line an organisation: what is to be confirmed is the same for many, and a digest is read at a glance."""
    whose: dict[int | None, list[Matter]] = {}
    for matter in asked:
        whose.setdefault(matter.organisation_id, []).append(matter)
    return [
        Block(
            confirmations(own, digest.name_of(organisation_id), book, _mark(own, new)), (_opened(Section.CONFIRM),)
        )
        for organisation_id, own in whose.items()
    ]


def _mark(own: list[Matter], new: set[int]) -> str:
    return _NEW if all(matter.id in new for matter in own) else ""


def _deadlines(digest: Digest, book: Book) -> list[str]:
    """By date; a matter of one week is left out, its deadline is that week's end and long past."""
    standing = [matter for matter in digest.deadlines if not matter.period]
    standing.sort(key=lambda matter: (matter.due_at or digest.now, matter.worst_first, matter.id))
    whose: dict[str, list[str]] = {}
    for matter in standing:
        whose.setdefault(deadline(matter, book), []).append(
            digest.name_of(matter.organisation_id) or "администрация"
        )
    return [
        f"{esc(capital(when))}: {piece}"
        for when, names in whose.items()
        for piece in in_pieces(_counted(names), ", ", PIECE)
    ]


def _counted(names: list[str]) -> list[str]:
    """Each name once, with how often where that is more than once."""
    counts = {name: names.count(name) for name in names}
    return [f"{esc(name, MOST_NAME)}{f' ({count})' if count > 1 else ''}" for name, count in counts.items()]


def _clean(digest: Digest) -> list[str]:
    """Of an organisation whose pages were not read nobody can say that all is well."""
    unread = {line.organisation.short_name for line in digest.overview.organisations if gaps(line)}
    return [each for each in digest.clean if each not in unread]


def _health(digest: Digest) -> list[str]:
    unread = [f"{name(line)} — {gap}" for line in digest.overview.organisations for gap in gaps(line)]
    pages = digest.overview.pages
    read = ["Все страницы прочитаны"] if pages and not unread else []
    return [*read, *unread, *outbox_lines(digest.overview.outbox)]
