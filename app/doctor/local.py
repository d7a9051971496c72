"""What can be looked at without a network: settings, their files, the decree, the calendar, the folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from app.config import Settings
from app.decree import DecreeFault, load_decree
from app.decree_check import check_decree
from app.doctor.belongings import UNCHECKED, existing_folder, is_folder, is_private, is_there, remedy
from app.doctor.check import Check, Patient
from app.doctor.database import known_names
from app.production_calendar import production_calendar
from domain.registry import name_key
from domain.russian import plural
from rules.catalogue import ALL_RULES
from storage import ownership

SETTINGS = Patient("настройки")
CLOCK = Patient("часы")
DECREE = Patient("постановление")
CALENDAR = Patient("производственный календарь")
OUTBOX = Patient("папка писем")

# Labour Code of Russia, art. 112: days off that need no decision of the government.
_FIXED = frozenset({*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)})


def local_checks(settings: Settings, files: Iterable[Path], now: datetime) -> Iterator[Check]:
    """`files` are those that hold settings or secrets; `now` is aware UTC."""
    yield SETTINGS.good("прочитаны, ошибок нет")
    yield _clock(settings, now)
    yield from (_privacy(file) for file in files)
    yield from _decree(settings)
    yield _calendar(settings, now.astimezone(settings.timezone).date())
    if settings.storage.outbox_folder is not None:
        yield _outbox(settings.storage.outbox_folder)


def _clock(settings: Settings, now: datetime) -> Check:
    local = now.astimezone(settings.timezone)
    shift = f"{local:%z}"
    return CLOCK.note(
        f"пояс {settings.timezone.key} (UTC{shift[:3]}:{shift[3:]}), там сейчас {local:%d.%m.%Y %H:%M}"
    )


def _privacy(file: Path) -> Check:
    """Only a note: a container's secrets are readable for everybody inside by design."""
    if not ownership.has_owners():
        return SETTINGS.note(f"{file}: {UNCHECKED}")
    if not is_private(file):
        return SETTINGS.note(f"{file} доступен не только владельцу; лучше chmod 600")
    return SETTINGS.good(f"{file} доступен только владельцу")


def _decree(settings: Settings) -> Iterator[Check]:
    try:
        decree = load_decree(settings.decree, Path(), settings.decree_named)
    except DecreeFault as fault:
        yield from (DECREE.bad(each) for each in fault.faults)
        return
    faults = check_decree(decree, ALL_RULES)
    number = f"{len(faults)} {plural(len(faults), 'неисправность', 'неисправности', 'неисправностей')}"
    yield DECREE.depends(not faults, decree.title, f"{number}, подробности: postovoy decree check")
    yield from _named(settings)


def _named(settings: Settings) -> Iterator[Check]:
    known = known_names(settings.storage.path)
    for clause, names in settings.decree_named.items():
        unknown = [name for name in names if known and name_key(name) not in known]
        if unknown:
            yield DECREE.bad(f"в [decree_named] {clause} названы те, кого нет в реестре: {', '.join(unknown)}")


def _calendar(settings: Settings, today: date) -> Check:
    calendar = production_calendar(today, settings.calendar.off, settings.calendar.work)
    moved = {day.year for day in (*calendar.off, *calendar.work) if (day.month, day.day) not in _FIXED}
    years = (today.year, today.year + 1)
    known = [str(year) for year in years if year in moved]
    if today.year in moved:
        return CALENDAR.good(f"переносы выходных известны: {', '.join(known)}")
    return CALENDAR.note(f"переносы {today.year} года неизвестны; впишите их в [calendar]")


def _outbox(folder: Path) -> Check:
    if not is_there(folder):
        parent = existing_folder(folder)
        is_writable = os.access(parent, os.W_OK | os.X_OK)
        return OUTBOX.depends(is_writable, f"{folder} будет создана", f"{folder} создать нельзя: {remedy(parent)}")
    if not is_folder(folder):
        return OUTBOX.bad(f"в {folder} нельзя писать: это не папка")
    is_writable = os.access(folder, os.W_OK | os.X_OK)
    bad = f"в {folder} нельзя писать: {remedy(folder)}"
    return OUTBOX.depends(is_writable, f"{folder} доступна для записи", bad)
