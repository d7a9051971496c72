"""The JSON of `check`, `status` and `digest` (contract, "JSON"); schema 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.digest import Digest
from domain.finding import Finding
from domain.matter import MatterEvent
from domain.overview import OrgLine, Overview, PageLine
from domain.week import Week

SCHEMA = 1


def overview_json(overview: Overview, zone: ZoneInfo) -> dict[str, Any]:
    """The whole answer of `check` and `status`."""
    return {
        "schema": SCHEMA,
        "checked_at": iso(overview.checked_at, zone),
        "pages": pages_json(overview, zone),
        "organisations": [
            {
                "name": line.organisation.short_name,
                "status": line.organisation.status.value if line.organisation.status else None,
                "findings": findings_json(line.findings, zone),
            }
            for line in overview.organisations
        ],
        "administration": {"findings": findings_json(overview.administration, zone)},
        "outbox": {
            "due": overview.outbox.due,
            "sent": overview.outbox.sent,
            "given_up": overview.outbox.given_up,
        },
    }


def digest_json(digest: Digest, text: str, zone: ZoneInfo) -> dict[str, Any]:
    """The whole answer of `digest`."""
    return {
        "week": digest.week.name,
        "text": text,
        "pages": pages_json(digest.overview, zone),
        "changed": [_event_json(event, digest, zone) for event in digest.changed],
    }


def no_digest_json(week: Week) -> dict[str, Any]:
    """The answer of `digest` before the first import."""
    return {"week": week.name, "text": "", "pages": [], "changed": []}


def pages_json(overview: Overview, zone: ZoneInfo) -> list[dict[str, Any]]:
    """A row for each page in the registry."""
    return [_page_json(line, page, zone) for line in overview.organisations for page in line.pages]


def findings_json(findings: Sequence[Finding], zone: ZoneInfo) -> list[dict[str, Any]]:
    """Findings in the order they were judged."""
    return [
        {
            "rule": finding.rule,
            "clause": finding.clause,
            "clauses": list(finding.clauses),
            "force": finding.force.value,
            "outcome": finding.outcome.value,
            "evidence": finding.verdict.evidence,
            "due": iso(finding.verdict.due, zone),
            "due_source": finding.verdict.due_source.value if finding.verdict.due_source else None,
        }
        for finding in findings
    ]


def iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 with the settlement's offset, whole seconds."""
    return None if moment is None else moment.astimezone(zone).isoformat(timespec="seconds")


def dumps(answer: dict[str, Any]) -> str:
    """Readable, Cyrillic as it is."""
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _page_json(line: OrgLine, page: PageLine, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "organisation": line.organisation.short_name,
        "network": page.network.value,
        "page_id": page.network_id,
        "url": page.url,
        "data": page.data.value,
        "findings": findings_json(page.findings, zone),
    }


def _event_json(event: MatterEvent, digest: Digest, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "organisation": digest.name_of(event.matter.organisation_id),
        "network": event.matter.subject.network.value if event.matter.subject.network else None,
        "rule": event.matter.rule,
        "clause": event.matter.clause,
        "event": event.event.value,
        "at": iso(event.at, zone),
        "note": event.note,
    }
