"""What the database says about itself, over a read-only connection beside a running service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from app.config import Settings
from app.doctor.belongings import BASE, is_there, owners, privacy, room
from app.doctor.check import Check, Patient
from app.doctor.links import registry_checks
from domain.page import Page
from domain.registry import name_key
from domain.russian import moment_title
from storage import cycles, outbox, people, registry, sites
from storage.migrations import STEP_NAMES, migrations
from storage.sql import value
from storage.store import StoreFault, reading

PEOPLE = Patient("люди")
LETTERS = Patient("письма")
SITES = Patient("сайты")

NOBODY = "некому доставить"


def known_pages(database: Path) -> list[Page]:
    """The pages of the registry; none when it cannot be read, which `database_checks` tells."""
    try:
        with reading(database) as db:
            return registry.pages(db) if _is_ours(db) else []
    except StoreFault:
        return []


def known_names(database: Path) -> frozenset[str]:
    """Short names of the registry as `name_key` folds them; none when it cannot be read."""
    try:
        with reading(database) as db:
            return frozenset(name_key(each.short_name) for each in registry.organisations(db) if _is_ours(db))
    except StoreFault:
        return frozenset()


def database_checks(settings: Settings, now: datetime) -> list[Check]:
    """The file, its content, and whom letters would reach; `now` is aware UTC."""
    path = settings.storage.path
    files = [*owners(path), *room(path)]
    if not is_there(path):
        return [
            BASE.note(f"{path} ещё нет; появится, когда загрузят реестр"),
            *files,
            *_people_without(settings),
        ]
    try:
        with reading(path) as db:
            content = _content(db, settings, now) if _is_ours(db) else ()
            return [*_file(db, path), *files, *content]
    except StoreFault as fault:
        return [BASE.bad(str(fault)), *files]


def _file(db: Database, path: Path) -> Iterable[Check]:
    yield BASE.depends(value(db, "pragma integrity_check") == "ok", f"{path} цела", f"{path} повреждена")
    yield _schema(db)
    yield privacy(path)


def _schema(db: Database) -> Check:
    steps = {step.name for step in migrations.applied(db)}
    if steps - set(STEP_NAMES):
        return BASE.bad("сделана более новой версией программы; обновите программу")
    if not steps:
        return BASE.bad("это не база этой программы")
    if missing := len(set(STEP_NAMES) - steps):
        return BASE.note(f"будет обновлена при запуске службы, шагов: {missing}")
    return BASE.good("устройство соответствует программе")


def _is_ours(db: Database) -> bool:
    """All steps done: the queries of this version fit."""
    return {step.name for step in migrations.applied(db)} == set(STEP_NAMES)


def _content(db: Database, settings: Settings, now: datetime) -> Iterable[Check]:
    yield from registry_checks(registry.organisations(db), registry.pages(db))
    yield _last_cycle(db, settings)
    yield _sites(db, settings)
    yield from _people(db, settings)
    yield _letters(db, settings, now)


def _letters(db: Database, settings: Settings, now: datetime) -> Check:
    waiting = outbox.counts(db).due
    if not waiting:
        return LETTERS.good("ничто не ждёт отправки")
    quiet, zone = settings.schedule.quiet_hours, settings.timezone
    if settings.telegram is None or outbox.next_due(db) is None or quiet.since(now, zone) is None:
        return LETTERS.note(f"ждут отправки: {waiting}")
    return LETTERS.note(f"ждут конца тихих часов, до {quiet.until(now, zone).astimezone(zone):%H:%M}: {waiting}")


def _sites(db: Database, settings: Settings) -> Check:
    if settings.sites is None:
        return SITES.note("не читаются: в настройках нет раздела [sites]")
    failing = sites.failing(db)
    return SITES.note(f"не удалось прочитать: {failing}") if failing else SITES.good("читаются")


def _last_cycle(db: Database, settings: Settings) -> Check:
    ended = cycles.last_ended(db)
    rounds = Patient("опрос")
    if ended is None:
        return rounds.note("ещё не проводился")
    return rounds.note(f"последний закончен {moment_title(ended, settings.timezone)}")


def _people(db: Database, settings: Settings) -> Iterable[Check]:
    reachable = {person.id for person in people.alerted(db)}
    told = [wanted for wanted in settings.people.specialists if people.find(db, wanted) is None]
    return _readers(settings, len(reachable) + len(told))


def _people_without(settings: Settings) -> Iterable[Check]:
    return _readers(settings, len(settings.people.specialists))


def _readers(settings: Settings, count: int) -> Iterable[Check]:
    if settings.telegram is None:
        yield PEOPLE.note(f"{NOBODY}: бот выключен")
    elif not count:
        yield PEOPLE.note(f"{NOBODY}: пригласите специалиста (postovoy invite --role specialist)")
    else:
        yield PEOPLE.good(f"письма получат: {count}")
