"""The table of pages that `check` and `status` print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.finding import Finding, MatterKind, Outcome
from domain.norm import Decree, Force
from domain.overview import Freshness, OrgLine, Overview, PageLine
from domain.rule_ids import WARNINGS, WEEKLY
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
        console.print(Text(EMPTY))
        return
    console.print(_table(overview, decree, zone))
    for line in _tail(overview, zone):
        console.print(Text(line))


def _table(overview: Overview, decree: Decree, zone: ZoneInfo) -> Table:
    table = Table(show_lines=True, title_justify="left")
    for heading in ("Организация", "Сеть", "Страница", "Данные", "Последняя публикация", "Что найдено"):
        table.add_column(heading, overflow="fold")
    for line in overview.organisations:
        for cells in _rows(line, decree, zone):
            # As plain text: whoever named the page did not mean «[b]» as an order to our printer.
            table.add_row(*map(Text, cells))
    return table


def _rows(line: OrgLine, decree: Decree, zone: ZoneInfo) -> list[tuple[str, ...]]:
    name = line.organisation.short_name
    rows = [_page_row(name, page, decree, zone) for page in line.pages]
    own = _accusations(line.findings, decree)
    if own or not rows:
        exempt = ["освобождена от ведения страниц"] if line.organisation.is_exempt else []
        rows.append((name, "", "", "", "", "\n".join(own or exempt) or _found(line.findings, decree)))
    return rows


def _page_row(name: str, page: PageLine, decree: Decree, zone: ZoneInfo) -> tuple[str, ...]:
    title = f"{page.title}\n{page.url}" if page.title else page.url
    last = moment_title(page.last_post_at, zone) if page.last_post_at else "—"
    data = _DATA[page.data] + (f": {page.reason}" if page.reason and page.data is not Freshness.FRESH else "")
    if page.data is Freshness.UNAVAILABLE:
        found = "\n".join(_accusations(page.findings, decree)) or "не проверялось"
    else:
        found = _found(page.findings, decree)
    return name, page.network.short, title, data, last, found


def _found(findings: Sequence[Finding], decree: Decree) -> str:
    """What is amiss and what could not be judged; only where neither is there, that all is well."""
    unjudged = [finding for finding in findings if _is_unjudged(finding)]
    told = [
        *_accusations(findings, decree),
        *(_line("не оценено", finding, decree) for finding in unjudged if finding.rule == WEEKLY),
    ]
    rest = sum(finding.rule != WEEKLY for finding in unjudged)
    if rest:
        told.append(f"{'кроме того' if told else 'нарушений нет'}, не оценено: {rest}")
    return "\n".join(told) or "замечаний нет"


def _accusations(findings: Sequence[Finding], decree: Decree) -> list[str]:
    return [
        _line(_word(finding, decree), finding, decree)
        for finding in findings
        if finding.outcome is Outcome.VIOLATED or finding.verdict.opens is not None
    ]


def _is_unjudged(finding: Finding) -> bool:
    """A requirement of which nothing is known, and of which no line speaks yet."""
    is_silent = finding.outcome is Outcome.UNKNOWN and finding.verdict.opens is None
    return is_silent and finding.force is Force.MANDATORY


def _line(word: str, finding: Finding, decree: Decree) -> str:
    return f"{word}: {finding.verdict.evidence} ({decree.clause(finding.clause).cite})"


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
