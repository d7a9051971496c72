"""The table of pages that `check` and `status` print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from app import reach
from app.table_rows import Block, block_of, blocks_of_administration
from domain.norm import Decree
from domain.overview import Freshness, OutboxLine, Overview, PageLine
from domain.russian import moment_title

# Wide enough for most sentences; a terminal has a width of its own.
PIPE_WIDTH = 160
_COUNTED = {
    Freshness.FRESH: "свежие",
    Freshness.STALE: "устарели",
    Freshness.UNAVAILABLE: "нет",
}
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
    """As `print_overview`, on this console, as wide as it is."""
    if not overview.organisations:
        console.print(Text(EMPTY))
        return
    blocks = [block_of(line, decree, zone) for line in overview.organisations]
    for block in (*blocks, *blocks_of_administration(overview.administration, decree)):
        for mark, text in _lines(block):
            _print_hanging(console, mark, text)
        console.print()
    for text in _tail(overview, zone):
        console.print(Text(text))


def _lines(block: Block) -> Iterator[tuple[str, str]]:
    """Sentences with what stands before each."""
    yield "", f"{block.name} · {block.left}" if block.left else block.name
    for row in block.pages:
        yield f"  {row.network}  ", row.page
        yield " " * 6, row.state
        yield from ((f"{' ' * 6}• ", each) for each in row.found)
    yield from (("  • ", each) for each in block.own)


def _print_hanging(console: Console, mark: str, text: str) -> None:
    """The mark, and beside it the text: where it wraps, under its own beginning."""
    # As plain text: whoever named the page did not mean «[b]» as an order to our printer.
    for line in Text(text).wrap(console, max(console.width - len(mark), 1)):
        line.rstrip()
        console.print(Text(mark) + line, soft_wrap=True)
        mark = " " * len(mark)


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
    counts = ", ".join(f"{words} — {found.count(data)}" for data, words in _COUNTED.items())
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
