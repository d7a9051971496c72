"""What the table of pages holds: a row a page, and one for what an organisation owes as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.attestable import ATTESTED
from bot.render.words import ADMINISTRATION, after_dash
from domain.finding import Finding, MatterKind, Outcome
from domain.norm import Decree, Force
from domain.overview import Freshness, OrgLine, PageLine, unjudged
from domain.rule_ids import WARNINGS, WEEKLY
from domain.russian import moment_title
from rules.security import NEVER_ATTESTED

DATA = {
    Freshness.FRESH: "свежие",
    Freshness.STALE: "устарели",
    Freshness.UNAVAILABLE: "нет",
}
EXEMPT = "освобождена от ведения страниц"
NEVER = "ещё не проверялось"


@dataclass(frozen=True, slots=True)
class Row:
    """Cells as they are shown, lines parted by line ends; `network` is empty where it is no page's row."""

    name: str
    network: str
    page: str
    freshness: str
    last_post: str
    found: str


def rows_of(line: OrgLine, decree: Decree, zone: ZoneInfo) -> list[Row]:
    """One for each page, and one for the organisation where anything of its own is amiss or unknown."""
    rows = [_page_row(line, page, decree, zone) for page in line.pages]
    own = [*_accusations(line.findings, decree), *_unjudged(line.findings, decree)]
    if own or not rows:
        rows.append(Row(line.organisation.short_name, "", "", "", "", "\n".join(own) or _nothing_own(line)))
    return rows


def rows_of_administration(findings: Sequence[Finding], decree: Decree) -> list[Row]:
    """One for the administration's own duties, none before they were judged."""
    if not findings:
        return []
    own = [*_accusations(findings, decree), *_unjudged(findings, decree)]
    return [Row(ADMINISTRATION, "", "", "", "", "\n".join(own) or "замечаний нет")]


def _nothing_own(line: OrgLine) -> str:
    if line.organisation.is_exempt:
        return EXEMPT
    return "замечаний нет" if line.findings else NEVER


def _page_row(line: OrgLine, page: PageLine, decree: Decree, zone: ZoneInfo) -> Row:
    return Row(
        line.organisation.short_name,
        page.network.short,
        f"{page.title}\n{page.url}" if page.title else page.url,
        DATA[page.data] + (f": {page.reason}" if page.reason and page.data is not Freshness.FRESH else ""),
        moment_title(page.last_post_at, zone) if page.last_post_at else "—",
        _found(line, page, decree),
    )


def _found(line: OrgLine, page: PageLine, decree: Decree) -> str:
    """What is amiss and what could not be judged; only where neither is there, that all is well."""
    if not page.findings:
        return EXEMPT if line.organisation.is_exempt else NEVER
    accusations = _accusations(page.findings, decree)
    if page.data is Freshness.UNAVAILABLE:
        return "\n".join([*accusations, _unchecked(page, rest=bool(accusations))])
    return "\n".join([*accusations, *_unjudged(page.findings, decree)]) or "замечаний нет"


def _unchecked(page: PageLine, *, rest: bool) -> str:
    count = len(unjudged(page.findings))
    return f"{'остальное ' if rest else ''}не проверялось{f', нет данных: {count}' if count else ''}"


def _unjudged(findings: Sequence[Finding], decree: Decree) -> list[str]:
    """The week's norm with its reason, everything else as a number: the card names it."""
    found = unjudged(findings)
    told = [_line("не оценено", finding, decree) for finding in found if finding.rule == WEEKLY]
    rest = len(found) - len(told)
    if not rest:
        return told
    is_first = not told and not _accusations(findings, decree)
    return [*told, f"{'нарушений не видно' if is_first else 'кроме того'}, нет данных, не оценено: {rest}"]


def _accusations(findings: Sequence[Finding], decree: Decree) -> list[str]:
    return [
        _line(_word(finding), finding, decree)
        for finding in findings
        if finding.outcome is Outcome.VIOLATED or finding.verdict.opens is not None
    ]


def _line(word: str, finding: Finding, decree: Decree) -> str:
    return f"{word}: {_words(finding, decree)} ({decree.clause(finding.clause).cite})"


def _words(finding: Finding, decree: Decree) -> str:
    """The evidence; of what only a person can state it says nothing without the requirement's name."""
    evidence = finding.verdict.evidence
    if finding.rule not in ATTESTED:
        return evidence
    told = "ответа ещё не было" if evidence == NEVER_ATTESTED else evidence
    return f"{after_dash(decree.title_of(finding.rule))} — {told}"


def _word(finding: Finding) -> str:
    if finding.verdict.opens is MatterKind.CONFIRMATION:
        return "нужно подтвердить"
    if finding.verdict.opens is MatterKind.TECHNICAL:
        return "техническое"
    if finding.rule in WARNINGS:
        return "предупреждение"
    return _FORCES[finding.force]


_FORCES = {
    Force.MANDATORY: "нарушение",
    Force.RECOMMENDED: "рекомендация",
    Force.EXTERNAL: "по другому акту",
}
