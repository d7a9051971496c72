"""The weekly digest, sent also when all is well."""

from __future__ import annotations

from datetime import timedelta

from bot.render import bygone
from bot.render.book import Book
from bot.render.glance import clean_blocks, gaps, name, outbox_lines
from bot.render.html import bold, plain
from bot.render.news import changes, passing, section
from bot.render.open_matters import deadlines, open_blocks
from bot.render.pack import LIMIT, SHEET, Block, Message, pack, unbroken
from bot.render.sections import of_matter, tally
from domain.digest import Digest, Tally
from domain.russian import plural
from domain.week import day_title


def digest(digest: Digest, book: Book) -> list[str]:
    """The digest in sheets to be leafed through by buttons (HTML)."""
    return [message.html for message in _packed(digest, book, "", done=0, limit=SHEET)]


def digest_text(digest: Digest, book: Book) -> str:
    """The whole digest as plain text, for a screen or a file."""
    return plain(unbroken(_head(digest, book, ""), _blocks(digest, book)))


def digest_messages(digest: Digest, book: Book, number: int, done: int = 0) -> list[Message]:
    """The digest as letter `number`, without the first `done` of its lines."""
    return _packed(digest, book, f"№ {number} · ", done=done, limit=LIMIT)


def _packed(digest: Digest, book: Book, number: str, *, done: int, limit: int) -> list[Message]:
    again = f"{number}{bold(f'{_title(digest)}, продолжение')}"
    return pack(_head(digest, book, number), again, _blocks(digest, book), done=done, limit=limit)


def _head(digest: Digest, book: Book, number: str) -> str:
    return f"{number}{bold(_title(digest))}\n{_verdict(digest, book)}{_late(digest.late)}"


def _title(digest: Digest) -> str:
    return f"Сводка за неделю {_span(digest)}"


def _span(digest: Digest) -> str:
    """«16–22 ноября», with the year unless it is the present one and the week just over."""
    first, last = digest.week.monday, digest.week.monday + timedelta(days=6)
    present = digest.now.astimezone(digest.week.zone).year
    if digest.past is None and (first.year, last.year) == (present, present):
        return digest.week.title
    if first.year == last.year:
        return f"{digest.week.title} {last.year} года"
    return f"{day_title(first)} {first.year} – {day_title(last)} {last.year} года"


def _blocks(digest: Digest, book: Book) -> list[Block]:
    if digest.past is not None:
        return bygone.blocks(digest, digest.past, book)
    clean = [line for line in digest.overview.organisations if line.organisation.id in digest.clean]
    return [
        *section("Изменилось за неделю", changes(digest, book)),
        *open_blocks(digest, book, "Открыто"),
        *section("Просрочено", deadlines(digest.overdue, digest, book)),
        *section("Сроки на этой неделе", deadlines(digest.deadlines, digest, book)),
        *section("Возникло и устранено, пока сообщить не удалось", passing(digest, book)),
        *clean_blocks(clean),
        *section("Сбор данных и доставка", _health(digest)),
    ]


def _verdict(digest: Digest, book: Book) -> str:
    if not digest.overview.organisations:
        return "Реестр пуст, проверять нечего."
    if digest.past is not None:
        return f"{_norm(digest.tally)} {bygone.state(digest, digest.past)}"
    if digest.all_well and not digest.tally.unknown and digest.tally.met:
        return f"Всё в порядке: норма публикаций выполнена {_everywhere(digest.tally)}, открытых дел нет."
    return f"{_norm(digest.tally)} {_open(digest, book)}"


def _open(digest: Digest, book: Book) -> str:
    """With its day when that is not the Monday after the week: later it tells of more than the week."""
    counts = tally(of_matter(matter) for matter in digest.matters)
    if not counts:
        return "Открытых дел нет."
    when = f" на {book.day(digest.now)}" if book.days_since(digest.week.end) else ""
    return f"Открыто{when}: {counts}."


def _everywhere(tally: Tally) -> str:
    where = "на единственной странице" if tally.met == 1 else f"на всех {tally.met} страницах"
    return f"{where}, где она есть ({_free(tally)})" if tally.free else where


def _norm(tally: Tally) -> str:
    """The counts add up to the pages of the registry."""
    found = (("выполнена", tally.met), ("не выполнена", tally.short), ("не оценена", tally.unknown))
    counts = [f"{words} {_on_pages(count)}" for words, count in found if count]
    if not counts:
        return "Страниц с нормой публикаций в реестре нет."
    free = f"; {_free(tally)}" if tally.free else ""
    return f"Норма публикаций: {', '.join(counts)}{free}."


def _free(tally: Tally) -> str:
    return f"ещё {_on_pages(tally.free)} она не требуется"


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


def _health(digest: Digest) -> list[str]:
    unread = [f"{name(line)} — {gap}" for line in digest.overview.organisations for gap in gaps(line)]
    pages = digest.overview.pages
    read = ["Все страницы прочитаны"] if pages and not unread else []
    return [*read, *unread, *outbox_lines(digest.overview.outbox, ", не считая сводок")]
