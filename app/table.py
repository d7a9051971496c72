"""The table of pages that `check` and `status` print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app import reach
from app.table_rows import DATA, Row, rows_of, rows_of_administration
from domain.norm import Decree
from domain.overview import OutboxLine, Overview, PageLine
from domain.russian import moment_title

# Wide enough for the sentences; a terminal wraps by its own width, and one narrower than the other gets no table.
PIPE_WIDTH = 160
LEAST_WIDTH = 100
EMPTY = (
    "Реестр пуст. Что дальше:\n"
    "  1. postovoy registry template реестр.xlsx — получить пустую таблицу;\n"
    "  2. заполнить её и загрузить: postovoy registry import реестр.xlsx;\n"
    "  3. postovoy check — опросить страницы."
)


class _Paper(Console):
    """rich ends the program with 1 when a reader leaves early; that is for the program's door to judge."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def print_overview(overview: Overview, decree: Decree, zone: ZoneInfo) -> None:
    """The table, then what concerns everything; for an empty registry what to do next."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    show_overview(_Paper(file=sys.stdout, width=width, highlight=False), overview, decree, zone)


def show_overview(console: Console, overview: Overview, decree: Decree, zone: ZoneInfo) -> None:
    """As `print_overview`, on this console; where it is narrow, organisation by organisation instead of a table."""
    if not overview.organisations:
        console.print(Text(EMPTY))
        return
    rows = [row for line in overview.organisations for row in rows_of(line, decree, zone)]
    rows += rows_of_administration(overview.administration, decree)
    if console.width < LEAST_WIDTH:
        for text in _in_blocks(rows):
            console.print(Text(text))
    else:
        console.print(_table(rows))
    for text in _tail(overview, zone):
        console.print(Text(text))


def _table(rows: Iterable[Row]) -> Table:
    table = Table(show_lines=True, title_justify="left")
    for heading in ("Организация", "Сеть", "Страница", "Данные", "Последняя публикация", "Что найдено"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        # As plain text: whoever named the page did not mean «[b]» as an order to our printer.
        table.add_row(*map(Text, (row.name, row.network, row.page, row.freshness, row.last_post, row.found)))
    return table


def _in_blocks(rows: Iterable[Row]) -> Iterator[str]:
    """A block an organisation, with all that its rows of the table hold."""
    for name, own in groupby(rows, key=lambda row: row.name):
        yield "\n".join([name, *(line for row in own for line in _lines(row)), ""])


def _lines(row: Row) -> list[str]:
    found = row.found.split("\n")
    if not row.network:
        return [f"  • {each}" for each in found]
    pages = [f"    {each}" for each in row.page.split("\n")]
    read = f"    данные: {row.freshness}; последняя публикация: {row.last_post}"
    return [f"  {row.network}", *pages, read, *(f"    • {each}" for each in found)]


def _tail(overview: Overview, zone: ZoneInfo) -> list[str]:
    checked = moment_title(overview.checked_at, zone) if overview.checked_at else "ещё не было"
    outbox = overview.outbox
    lines = [
        _pages_line(overview.pages),
        f"Последняя проверка: {checked}.",
        f"Писем: ждут {outbox.due}, доставлено {outbox.sent}, не доставлено за срок {outbox.given_up}.",
    ]
    lines += _waiting(outbox)
    lines += [
        f"{finding.subject.network.label}: {finding.verdict.evidence}."
        for finding in overview.technical
        if finding.verdict.opens and finding.subject.network
    ]
    return lines


def _pages_line(pages: Sequence[PageLine]) -> str:
    """The counts add up to the pages of the registry."""
    found = [page.data for page in pages]
    counts = ", ".join(f"{words} — {found.count(data)}" for data, words in DATA.items())
    return f"Страниц в реестре: {len(found)}. Данные: {counts}." if found else "Страниц в реестре нет."


def _waiting(outbox: OutboxLine) -> list[str]:
    """Why letters reach nobody, or not yet."""
    lines: list[str] = []
    if outbox.nobody_reachable:
        lines.append(
            reach.nobody(channel_on=outbox.channel_on, folder_on=outbox.folder_on, nobody_yet=outbox.nobody_yet)
        )
    if outbox.quiet_till is not None:
        lines.append(f"Письма ждут конца тихих часов, до {outbox.quiet_till:%H:%M}.")
    if outbox.due and outbox.trouble and outbox.channel_on:
        lines.append(f"Почему письма ждут: {outbox.trouble}.")
    return lines
