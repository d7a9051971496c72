"""The newest finding of every rule and subject, as `status` and the JSON show them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from sqlite_utils import Database

from domain.finding import DueSource, Finding, MatterKind, Outcome, Subject, SubjectKind, Verdict
from domain.norm import Force, Severity
from storage.sql import Row, moment_or_none, rows, run, run_many, stamp, stamp_or_none

_INSERT = """
insert into finding (rule, subject, organisation_id, position, outcome, evidence, period, opens, due_at, due_source,
                     clause, clauses, force, severity, judged_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

# An open matter knows the deadline that was set when it opened; a finding alone would move it every day.
_SELECT = """
select finding.rule, finding.subject, finding.organisation_id, finding.outcome, finding.evidence, finding.period,
       finding.opens, finding.clause, finding.clauses, finding.force, finding.severity,
       coalesce(matter.due_at, finding.due_at) as due_at,
       coalesce(matter.due_source, finding.due_source) as due_source
from finding left join matter on matter.rule = finding.rule and matter.subject = finding.subject
     and matter.period = finding.period and matter.kind = finding.opens and matter.ended_at is null
"""

# Any rule may be switched off, so no single one tells; a page of two rows is itself judged by statements alone.
_OVERTAKEN = """
select distinct page.organisation_id from page join finding on finding.organisation_id = page.organisation_id
where page.archived_at is null and page.resolution in ('shared', 'duplicate') and (
    finding.subject = 'page_of:' || page.organisation_id || '/' || page.network and finding.outcome = 'ok'
    or finding.subject = 'page:' || page.id || '/' || page.network and finding.outcome in ('ok', 'violated'))
"""


def replace(db: Database, organisation_id: int | None, findings: Sequence[Finding], now: datetime) -> None:
    """Keep these as all that is known of one organisation (None: the administration's duties and networks)."""
    run(db, "delete from finding where organisation_id is ?", (organisation_id,))
    run_many(db, _INSERT, [_values(position, finding, now) for position, finding in enumerate(findings)])


def replace_administration(db: Database, findings: Sequence[Finding], now: datetime) -> None:
    """Keep these as all that is known of the administration's own duties."""
    run(db, "delete from finding where subject = ?", (Subject(SubjectKind.ADMINISTRATION).key,))
    run_many(db, _INSERT, [_values(position, finding, now) for position, finding in enumerate(findings)])


def overtaken(db: Database) -> set[int]:
    """Organisations that may have been judged before another row turned out to have the same page."""
    return {each["organisation_id"] for each in rows(db, _OVERTAKEN)}


def forget(db: Database, organisation_id: int) -> None:
    """Drop the findings of an organisation that left the registry."""
    run(db, "delete from finding where organisation_id is ?", (organisation_id,))


def all_of(db: Database) -> list[Finding]:
    """Every stored finding in the order it was judged."""
    return [_read(item) for item in rows(db, f"{_SELECT} order by finding.organisation_id, position")]


def _values(position: int, finding: Finding, now: datetime) -> tuple[str | int | None, ...]:
    verdict = finding.verdict
    return (
        finding.rule,
        finding.subject.key,
        finding.organisation_id,
        position,
        verdict.outcome.value,
        verdict.evidence,
        verdict.period,
        verdict.opens.value if verdict.opens else None,
        stamp_or_none(verdict.due),
        verdict.due_source.value if verdict.due_source else None,
        finding.clause,
        json.dumps(finding.clauses),
        finding.force.value,
        finding.severity.value,
        stamp(now),
    )


def _read(item: Row) -> Finding:
    verdict = Verdict(
        Outcome(item["outcome"]),
        item["evidence"],
        MatterKind(item["opens"]) if item["opens"] else None,
        moment_or_none(item["due_at"]),
        DueSource(item["due_source"]) if item["due_source"] else None,
        item["period"],
    )
    return Finding(
        rule=item["rule"],
        subject=_subject(item["subject"]),
        organisation_id=item["organisation_id"],
        verdict=verdict,
        clause=item["clause"],
        clauses=_clauses(item["clauses"]),
        force=Force(item["force"]),
        severity=Severity(item["severity"]),
    )


# A page's findings stand side by side and a decree has few clauses; a large registry repeats both 15 times a page.
_subject = lru_cache(maxsize=64)(Subject.parse)


@lru_cache(maxsize=256)
def _clauses(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
