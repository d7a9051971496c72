"""What the table of pages holds: a block an organisation, its pages in it, what is amiss in the order of weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.attestable import ATTESTED
from bot.render.glance import DATA, NEVER, NOTHING_ASKED
from bot.render.words import ADMINISTRATION, after_dash
from domain.finding import Finding, MatterKind, Outcome
from domain.norm import Decree, Force
from domain.overview import Freshness, OrgLine, PageLine, unjudged
from domain.rule_ids import WARNINGS, WEEKLY
from domain.russian import moment_title
from rules.security import NEVER_ATTESTED

EXEMPT = "освобождена от ведения страниц"
CLEAN = "замечаний нет"
UNSEEN = "нарушений не видно"
_UNCHECKED = "не проверялось"


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page: its `network`, what it is called and where, how it was read and judged, what is amiss."""

    network: str
    page: str
    state: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An organisation: its name, how much of it as a whole was not judged, its pages, what it owes by itself."""

    name: str
    left: str
    pages: tuple[PageRow, ...]
    own: tuple[str, ...]


def block_of(line: OrgLine, decree: Decree, zone: ZoneInfo) -> Block:
    """All that is known of an organisation; without pages and findings, why there are none."""
    pages = tuple(_page_row(line, page, decree, zone) for page in line.pages)
    own = (*_accusations(line.findings, decree), *_to_confirm(line.all_findings, decree))
    left = _left(line.findings, "об организации ")
    return Block(line.organisation.short_name, left, pages, own or _nothing_own(line))


def blocks_of_administration(findings: Sequence[Finding], decree: Decree) -> list[Block]:
    """One for the administration's own duties, none before they were judged."""
    if not findings:
        return []
    own = (*_accusations(findings, decree), *_to_confirm(findings, decree))
    left = _left(findings)
    return [Block(ADMINISTRATION, left, (), own or (UNSEEN if left else CLEAN,))]


def _nothing_own(line: OrgLine) -> tuple[str, ...]:
    """Of an organisation without pages it is said why it has nothing to mend."""
    if line.pages:
        return ()
    if line.organisation.is_exempt:
        return (EXEMPT,)
    if line.findings:
        return (UNSEEN if unjudged(line.findings) else CLEAN,)
    return (NOTHING_ASKED if line.is_judged else NEVER,)


def _page_row(line: OrgLine, page: PageLine, decree: Decree, zone: ZoneInfo) -> PageRow:
    accusations = _accusations(page.findings, decree)
    reason = f" ({page.reason})" if page.reason and page.data is not Freshness.FRESH else ""
    last_post = f"последняя публикация {moment_title(page.last_post_at, zone)}" if page.last_post_at else ""
    state = (f"{DATA[page.data]}{reason}", last_post, _judged(line, page, is_amiss=bool(accusations)))
    return PageRow(
        page.network.short,
        f"{page.title} — {page.url}" if page.title else page.url,
        " · ".join(part for part in state if part),
        (*accusations, *_week_unjudged(page, decree)),
    )


def _judged(line: OrgLine, page: PageLine, *, is_amiss: bool) -> str:
    """How much of the page was judged; only where everything was and nothing is amiss, that all is well."""
    if not page.findings:
        return _unasked(line, page)
    left = _left(page.findings)
    if page.data is Freshness.UNAVAILABLE:
        return f"{'остальное ' if is_amiss else ''}{_UNCHECKED}{', ' if left else ''}{left}"
    if is_amiss:
        return left
    if left or _confirmations(page.findings):
        return ", ".join(part for part in (UNSEEN, left) if part)
    return CLEAN


def _unasked(line: OrgLine, page: PageLine) -> str:
    """Why nothing was found on a page: nobody looked, or nobody has to keep anything."""
    if line.organisation.is_exempt:
        return EXEMPT
    if not line.is_judged:
        return NEVER
    return _UNCHECKED if page.data is Freshness.UNAVAILABLE else NOTHING_ASKED


def _week_unjudged(page: PageLine, decree: Decree) -> list[str]:
    """Why the week's norm was not judged on a page that was read; the rest is a number, and named by the card."""
    if page.data is Freshness.UNAVAILABLE:
        return []
    return [_line("в том числе", each, decree) for each in unjudged(page.findings) if each.rule == WEEKLY]


def _left(findings: Sequence[Finding], what: str = "") -> str:
    count = len(unjudged(findings))
    return f"{what}не оценено: {count}" if count else ""


def _accusations(findings: Iterable[Finding], decree: Decree) -> list[str]:
    """What is amiss by its weight, without what only a person can state."""
    told = [(_word(each), each) for each in findings if _is_amiss(each)]
    told.sort(key=lambda pair: _WORDS.index(pair[0]))
    return [_line(word, each, decree) for word, each in told]


def _is_amiss(finding: Finding) -> bool:
    kind = finding.verdict.opens
    return (finding.outcome is Outcome.VIOLATED or kind is not None) and kind is not MatterKind.CONFIRMATION


def _confirmations(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.verdict.opens is MatterKind.CONFIRMATION]


def _to_confirm(findings: Iterable[Finding], decree: Decree) -> list[str]:
    """All that an organisation has to confirm in one sentence, a requirement of several pages once."""
    asked = _confirmations(findings)
    networks: dict[str, list[str]] = {}
    for each in asked:
        known = networks.setdefault(_words(each, decree), [])
        known.extend([each.subject.network.short] if each.subject.network else [])
    told = [f"{words} ({', '.join(where)})" if where else words for words, where in networks.items()]
    return [f"нужно подтвердить ({len(asked)}): {'; '.join(told)}"] if asked else []


def _line(word: str, finding: Finding, decree: Decree) -> str:
    return f"{word}: {_words(finding, decree)} ({decree.clause(finding.clause).cite})"


def _words(finding: Finding, decree: Decree) -> str:
    """The evidence; of what only a person can state it says nothing without the requirement's name."""
    evidence = finding.verdict.evidence
    if finding.rule not in ATTESTED:
        return evidence
    title = after_dash(decree.title_of(finding.rule))
    return title if evidence == NEVER_ATTESTED else f"{title} — {evidence}"


def _word(finding: Finding) -> str:
    if finding.verdict.opens is MatterKind.TECHNICAL:
        return _TECHNICAL
    return _WARNING if finding.rule in WARNINGS else _FORCES[finding.force]


_WARNING, _TECHNICAL = "предупреждение", "техническое"
_FORCES = {
    Force.MANDATORY: "нарушение",
    Force.RECOMMENDED: "рекомендация",
    Force.EXTERNAL: "по другому акту",
}
_WORDS = (
    _FORCES[Force.MANDATORY],
    _FORCES[Force.RECOMMENDED],
    _WARNING,
    _FORCES[Force.EXTERNAL],
    _TECHNICAL,
)
