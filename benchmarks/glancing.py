"""The whole registry at a glance, as `status --json` gives it, against a bare reading of the same rows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from sqlite_utils import Database

from app import judging
from app.json_view import dumps, overview_json
from app.judging import Sweep
from benchmarks import registry_world as world
from benchmarks.comparison import Comparison
from benchmarks.stopwatch import fastest
from domain.finding import Finding, Subject, SubjectKind
from domain.page import Page
from storage import findings, readings, registry
from storage.overview import overview
from storage.sql import rows
from storage.store import transaction

ROUNDS = 2
POSTS = 4

_SELECTS = (
    "select * from organisation",
    "select * from page",
    "select * from page_state",
    "select * from finding",
    "select * from matter",
)


def glancing(*, pages: int = 10_000) -> list[Comparison]:
    """Seconds until the JSON of so many pages is written."""
    with world.database() as db:
        _fill(db, pages // 2)
        own, bare = fastest(ROUNDS, lambda: _glance(db), lambda: _bare(db))
    return [Comparison(f"status --json of {pages:,} pages", "seconds", own, bare, "the same rows read and dumped")]


def _fill(db: Database, organisations: int) -> None:
    """One organisation is judged, and the others are given findings like it."""
    world.found(db, organisations)
    with transaction(db):
        cycle = world.brought(db, registry.organisations(db), world.NOW, posts=POSTS)
        model, brought = cycle[-1]
        found = judging.settle(db, model, brought, world.frame(), Sweep(world.NOW, {}))
        own = {page.network: page for page in registry.pages(db, model.id)}
        for organisation, read in cycle[:-1]:
            for reading in read:
                readings.save(db, reading, world.NOW)
            pages = {own[page.network].id: page for page in registry.pages(db, organisation.id)}
            copied = [_copy(finding, organisation.id, pages) for finding in found]
            findings.replace(db, organisation.id, copied, world.NOW)


def _copy(finding: Finding, organisation_id: int, pages: dict[int, Page]) -> Finding:
    """The finding of the model as another organisation's; `pages` are the other's by the model's page ids."""
    subject = finding.subject
    number = pages[subject.id].id if subject.kind is SubjectKind.PAGE else organisation_id
    place = Subject(subject.kind, number, subject.network)
    return replace(finding, subject=place, organisation_id=organisation_id)


def _glance(db: Database) -> str:
    seen = overview(db, now=world.NOW, stale_after=timedelta(hours=24), off=frozenset())
    return dumps(overview_json(seen, world.ZONE))


def _bare(db: Database) -> str:
    told = [[dict(row) for row in rows(db, select)] for select in _SELECTS]
    return json.dumps(told, ensure_ascii=False, indent=2)
