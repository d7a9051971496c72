"""The registry at a glance: how many pages are read, what is open, where, and how the letters go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.render.book import Book
from bot.render.html import bold, esc, folded, italic
from bot.render.pack import PIECE, SHEET, Block, in_pieces, pack
from bot.render.sections import of_matter, tally
from bot.render.words import ADMINISTRATION
from domain.finding import SubjectKind
from domain.matter import Matter
from domain.overview import Freshness, OrgLine, OutboxLine, Overview, PageLine, quiet, unjudged
from domain.russian import plural

MOST_NAME = 120
NOBODY = (
    "Некому доставить: ни один специалист не на связи с ботом. Кто его останавливал, пусть отправит ему /start."
)
NOBODY_YET = (
    "Некому доставить: ни один специалист ещё не вошёл в бота. "
    "Приглашает оператор: postovoy invite --role specialist"
)
SWITCHED_OFF = "Telegram выключен в настройках; включает его ключ token в разделе [telegram]"
TELEGRAM_OFF = f"Некому доставить: {SWITCHED_OFF}"
IN_FOLDER = "Telegram выключен в настройках; письма ложатся файлами в папку outbox_folder"
DATA = {
    Freshness.FRESH: "данные свежие",
    Freshness.STALE: "данные устарели",
    Freshness.UNAVAILABLE: "данных нет",
}
NEVER = "ещё не проверялось"
NOTHING_ASKED = "постановление ничего не требует"
_COUNTED = {Freshness.FRESH: "свежие", Freshness.STALE: "устаревшие", Freshness.UNAVAILABLE: "нет"}
_EMPTY = "Реестр пуст. Загрузите его на компьютере, где работает программа: postovoy registry import ФАЙЛ"


def status(overview: Overview, book: Book) -> list[str]:
    """The state of everything, organisations that have open matters first (HTML, a sheet each)."""
    if not overview.organisations:
        return [_EMPTY]
    checked = overview.checked_at
    head = bold(f"Состояние на {book.minute(checked)}") if checked else bold("Проверок ещё не было")
    blocks = [
        Block(_pages_line(overview)),
        Block(_open_line(overview.matters)),
        *(Block(line) for line in outbox_lines(overview.outbox)),
        *_by_organisation(overview),
        Block("Подробно: /org и часть названия. Список нарушений: /violations", apart=True),
    ]
    return [message.html for message in pack(head, italic("Состояние, продолжение"), blocks, limit=SHEET)]


def _pages_line(overview: Overview) -> str:
    found = [page.data for page in overview.pages]
    counts = [f"{words} — {found.count(data)}" for data, words in _COUNTED.items() if data in found]
    return f"Страниц в реестре — {len(found)}. Данные: {', '.join(counts)}." if counts else "Страниц в реестре нет."


def _open_line(matters: Iterable[Matter]) -> str:
    counts = tally(of_matter(matter) for matter in matters)
    return f"Открыто: {counts}." if counts else "Открытых дел нет."


def outbox_lines(outbox: OutboxLine, besides: str = "") -> list[str]:
    """What a person should know of the letters; nothing when all is well. `besides`: which are not counted."""
    lines = [_nobody(outbox)] if outbox.nobody_reachable else []
    if outbox.due:
        why = f" ({esc(outbox.trouble, MOST_NAME)})" if outbox.trouble else ""
        lines.append(
            f"{_letters(outbox.due)} {plural(outbox.due, 'ждёт', 'ждут', 'ждут')} {_awaited(outbox)}{besides}{why}."
        )
    if outbox.given_up:
        lines.append(f"Доставить не удалось, срок вышел: {_letters(outbox.given_up)}.")
    return lines


def _nobody(outbox: OutboxLine) -> str:
    """The real cause: inviting anybody helps only where there is a bot to come to."""
    if outbox.channel_on:
        return NOBODY_YET if outbox.nobody_yet else NOBODY
    return IN_FOLDER if outbox.folder_on and not outbox.nobody_yet else TELEGRAM_OFF


def _awaited(outbox: OutboxLine) -> str:
    if outbox.quiet_till is None:
        return "доставки"
    return f"конца тихих часов, до {outbox.quiet_till:%H:%M}"


def _letters(count: int) -> str:
    return f"{count} {plural(count, 'письмо', 'письма', 'писем')}"


def _by_organisation(overview: Overview) -> list[Block]:
    """Those with open matters in the order of their worst, then those with unread pages, then the rest."""
    own: dict[int | None, list[Matter]] = {}
    for matter in overview.matters:
        own.setdefault(matter.organisation_id, []).append(matter)
    places = {organisation_id: place for place, organisation_id in enumerate(own)}
    clean = quiet(overview)
    known = {line.organisation.id for line in clean}
    busy = [line for line in overview.organisations if line.organisation.id not in known]
    busy.sort(key=lambda line: places.get(line.organisation.id, len(places)))
    lines = [_org_line(line, own.get(line.organisation.id, [])) for line in busy]
    return [
        *(Block(line, (bold("По организациям"),)) for line in lines),
        *_of_the_whole(own.get(None, [])),
        *clean_blocks(clean),
    ]


def _org_line(line: OrgLine, matters: Sequence[Matter]) -> str:
    counts = tally(of_matter(matter) for matter in matters)
    known = "; ".join(part for part in (counts, *gaps(line)) if part)
    return f"• {name(line)} — {known or NEVER}"


def _of_the_whole(matters: Sequence[Matter]) -> list[Block]:
    """Matters of no organisation: without them the lines would not add up to what is open."""
    of_administration = [matter for matter in matters if matter.subject.kind is SubjectKind.ADMINISTRATION]
    rest = [matter for matter in matters if matter.subject.kind is not SubjectKind.ADMINISTRATION]
    told = ((bold(ADMINISTRATION), of_administration), ("Не об отдельных организациях", rest))
    return [Block(f"{head}: {tally(of_matter(matter) for matter in own)}", apart=True) for head, own in told if own]


def gaps(line: OrgLine) -> list[str]:
    """Pages whose data are not fresh, with the reason, as HTML."""
    return [gap(page) for page in line.pages if page.data is not Freshness.FRESH]


def gap(page: PageLine) -> str:
    """«ВКонтакте: данные устарели (сеть занята)» as HTML."""
    reason = f" ({esc(page.reason, MOST_NAME)})" if page.reason else ""
    return f"{page.network.label}: {DATA[page.data]}{reason}"


def name(line: OrgLine) -> str:
    """The short name as HTML."""
    return bold(esc(line.organisation.short_name, MOST_NAME))


def clean_blocks(lines: Sequence[OrgLine]) -> list[Block]:
    """«Без замечаний: 7 организаций», their names folded away; who was not judged in everything is marked."""
    count = len(lines)
    head = bold(f"Без замечаний: {count} {plural(count, 'организация', 'организации', 'организаций')}")
    pieces = in_pieces([_clean(line) for line in lines], ", ", PIECE)
    return [Block(folded(piece), (head,)) for piece in pieces]


def _clean(line: OrgLine) -> str:
    left = len(unjudged(line.all_findings))
    mark = f" (не оценено: {left})" if left else ""
    return f"{esc(line.organisation.short_name, MOST_NAME)}{mark}"
