"""The table of pages that `check` and `status` print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from domain.finding import Finding, MatterKind, Outcome
from domain.norm import Decree, Force
from domain.overview import Freshness, OrgLine, Overview, PageLine
from domain.rule_ids import WARNINGS
from domain.russian import moment_title

# Wide enough for the sentences; a terminal wraps by its own width.
PIPE_WIDTH = 160
EMPTY = (
    "Реестр пуст. Что дальше:\n"
    "  1. postovoy registry template реестр.xlsx — получить пустую таблицу;\n"
    "  2. заполнить её и загрузить: postovoy registry import реестр.xlsx;\n"
    "  3. postovoy check — опросить страницы."
)
_DATA = {
    Freshness.FRESH: "свежие",
    Freshness.STALE: "устарели",
    Freshness.UNAVAILABLE: "нет",
}


def print_overview(overview: Overview, decree: Decree, zone: ZoneInfo) -> None:
    """The table, then what concerns everything; for an empty registry what to do next."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    if not overview.organisations:
        console.print(EMPTY, markup=False)
        return
    console.print(_table(overview, decree, zone))
    for line in _tail(overview, zone):
        console.print(line, markup=False)


def _table(overview: Overview, decree: Decree, zone: ZoneInfo) -> Table:
    table = Table(show_lines=True, title_justify="left")
    for heading in ("Организация", "Сеть", "Страница", "Данные", "Последняя публикация", "Что найдено"):
        table.add_column(heading, overflow="fold")
    for line in overview.organisations:
        for cells in _rows(line, decree, zone):
            table.add_row(*cells)
    return table


def _rows(line: OrgLine, decree: Decree, zone: ZoneInfo) -> list[tuple[str, ...]]:
    name = line.organisation.short_name
    rows = [_page_row(name, page, decree, zone) for page in line.pages]
    own = _found(line.findings, decree)
    if own or not rows:
        rows.append((name, "", "", "", "", own or _quiet_word(line)))
    return rows


def _quiet_word(line: OrgLine) -> str:
    return "освобождена от ведения страниц" if line.organisation.is_exempt else "замечаний нет"


def _page_row(name: str, page: PageLine, decree: Decree, zone: ZoneInfo) -> tuple[str, ...]:
    title = f"{page.title}\n{page.url}" if page.title else page.url
    last = moment_title(page.last_post_at, zone) if page.last_post_at else "—"
    data = _DATA[page.data] + (f": {page.reason}" if page.reason and page.data is not Freshness.FRESH else "")
    found = _found(page.findings, decree) or (
        "не проверялось" if page.data is Freshness.UNAVAILABLE else "замечаний нет"
    )
    return name, page.network.short, title, data, last, found


def _found(findings: Sequence[Finding], decree: Decree) -> str:
    return "\n".join(
        f"{_word(finding, decree)}: {finding.verdict.evidence} ({decree.clause(finding.clause).cite})"
        for finding in findings
        if finding.outcome is Outcome.VIOLATED or finding.verdict.opens is not None
    )


def _word(finding: Finding, decree: Decree) -> str:
    if finding.verdict.opens is MatterKind.CONFIRMATION:
        return f"нужно подтвердить, {decree.title_of(finding.rule)}"
    if finding.verdict.opens is MatterKind.TECHNICAL:
        return "техническое"
    if finding.rule in WARNINGS:
        return "предупреждение"
    return "нарушение" if finding.force is Force.MANDATORY else "рекомендация"


def _tail(overview: Overview, zone: ZoneInfo) -> list[str]:
    checked = moment_title(overview.checked_at, zone) if overview.checked_at else "ещё не было"
    outbox = overview.outbox
    lines = [
        f"Последняя проверка: {checked}.",
        f"Письма: ждут {outbox.due}, доставлены {outbox.sent}, не доставлены за срок {outbox.given_up}.",
    ]
    if outbox.nobody_reachable:
        lines.append("Некому доставить: никто из адресатов не доступен в Telegram (postovoy invite).")
    if outbox.due and outbox.trouble:
        lines.append(f"Почему письма ждут: {outbox.trouble}.")
    lines += [
        f"{finding.subject.network.label}: {finding.verdict.evidence}."
        for finding in overview.technical
        if finding.verdict.opens and finding.subject.network
    ]
    return lines
