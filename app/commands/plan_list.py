"""`plan list`: which content plans are there, and how far they are carried out."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from app.config import Settings
from app.speech import say
from domain.content_plan import PlannedPlace
from domain.month import Month
from domain.organisation import Organisation
from domain.page import Page
from domain.russian import date_title
from storage import content_plans, planned, registry
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is called so
    """One line a plan of this month, the one before and later ones; lines of what was not found."""
    now = datetime.now(UTC)
    with reading(settings.storage.path) as db:
        lines = [
            line
            for organisation in registry.organisations(db)
            for line in _of(db, organisation, now, settings.timezone)
        ]
    for line in lines or ["Контент-планов нет. Загрузить: postovoy plan import ФАЙЛ --org НАЗВАНИЕ"]:
        say(line)
    return 0


def _of(db: Database, organisation: Organisation, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    pages = registry.pages(db, organisation.id)
    places = [(page, place) for page in pages for place in planned.places(db, page, now=now, zone=zone)]
    for plan in content_plans.of_organisation(db, organisation.id, Month.of(now, zone).previous.name):
        own = [(page, place) for page, place in places if place.plan_id == plan.id]
        found = sum(place.match is not None for _, place in own)
        month = Month.parse(plan.month, zone).title
        yield (
            f"{organisation.short_name}: {month}, строк {len(plan.posts)}; "
            f"публикаций по сегодня: ждали {len(own)}, найдено {found} "
            f"(план загружен {date_title(plan.imported_at, zone)})"
        )
        yield from (_line(page, place) for page, place in own)


def _line(page: Page, place: PlannedPlace) -> str:
    fate = "найдена" if place.match else "пока не найдена"
    return f"  {place.planned.day:%d.%m} {page.network.label}: {place.planned.title} — {fate}"
