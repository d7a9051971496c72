"""`officers [--people]`: who acts now in each organisation; an answer for this machine, never sent anywhere."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.config import Settings
from app.speech import complain, say
from app.wiring import wall_clock
from domain.officer import Tenure, acting, tenure_of
from domain.registry import OfficerRow
from storage import officers, registry
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """A line an organisation; names only with `--people`."""
    people: bool = arguments.people
    today = wall_clock().astimezone(settings.timezone).date()
    found = _found(settings.storage.path)
    for name, rows in found:
        say(f"{name} — {_acting(rows, today, people=people)}")
    if not found:
        say("Реестр пуст. Загрузить: postovoy registry import ФАЙЛ")
    if people:
        complain("В ответе личные сведения ответственных: не пересылайте его в мессенджерах.")
    return 0


def _found(database: Path) -> list[tuple[str, list[OfficerRow]]]:
    if not database.exists():
        return []
    with reading(database) as db:
        return [(each.short_name, officers.named_of(db, each.id)) for each in registry.organisations(db)]


def _acting(rows: Sequence[OfficerRow], today: date, *, people: bool) -> str:
    tenures = [tenure_of(row) for row in rows]
    tenure = acting(tenures, today)
    if tenure is None:
        return _nobody(tenures, today)
    row = rows[next(place for place, each in enumerate(tenures) if each is tenure)]
    name = f"{row.name or 'имя не указано'}, " if people else ""
    return f"{name}{_term(tenure)}"


def _nobody(tenures: Sequence[Tenure], today: date) -> str:
    ended = max((each.until for each in tenures if each.until and each.is_over(today)), default=None)
    begins = min((each.since for each in tenures if each.since and each.since > today), default=None)
    later = f"; следующий — с {begins:%d.%m.%Y}" if begins else ""
    return f"никто, срок истёк {ended:%d.%m.%Y}{later}" if ended else f"никто не указан{later}"


def _term(tenure: Tenure) -> str:
    since = f", с {tenure.since:%d.%m.%Y}" if tenure.since else ""
    until = f", по {tenure.until:%d.%m.%Y}" if tenure.until else ""
    number = f" № {tenure.order_number.lstrip('№').strip()}" if tenure.order_number else ""
    dated = f" от {tenure.order_date:%d.%m.%Y}" if tenure.order_date else ""
    order = f", приказ{number}{dated}" if number or dated else ", приказ не указан"
    return f"{tenure.role}{since}{until}{order}"
