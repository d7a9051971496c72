"""What the database says about itself, over a read-only connection beside a running service."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from app.config import Settings
from app.doctor.check import Check, Patient
from domain.network import Network
from domain.page import Page
from domain.registry import name_key
from domain.russian import moment_title, plural
from storage import cycles, outbox, people, registry
from storage.migrations import STEP_NAMES, migrations
from storage.sql import value
from storage.store import StoreFault, reading

BASE = Patient("база")
DISK = Patient("диск")
REGISTRY = Patient("реестр")
PEOPLE = Patient("люди")
LETTERS = Patient("письма")

NOBODY = "некому доставить"
ENOUGH_SPACE = 200 * 1024 * 1024
"""Bytes. A year of fifty organisations takes some tens of megabytes; a journal and a copy want room too."""


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


def database_checks(settings: Settings) -> list[Check]:
    """The file, its content, and whom letters would reach."""
    path = settings.storage.path
    if not path.exists():
        return [BASE.note(f"{path} ещё нет; появится, когда загрузят реестр"), *_people_without(settings)]
    try:
        with reading(path) as db:
            return [*_file(db, path), *(_content(db, settings) if _is_ours(db) else ())]
    except StoreFault as fault:
        return [BASE.bad(str(fault))]


def _file(db: Database, path: Path) -> Iterable[Check]:
    yield BASE.depends(value(db, "pragma integrity_check") == "ok", f"{path} цела", f"{path} повреждена")
    yield _schema(db)
    is_private = not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    yield BASE.depends(is_private, "доступна только владельцу", f"доступна не только владельцу: chmod 600 {path}")
    free = shutil.disk_usage(path.absolute().parent).free
    megabytes = f"{free // 1024 // 1024} МБ"
    yield DISK.depends(free >= ENOUGH_SPACE, f"свободно {megabytes}", f"свободно всего {megabytes}")


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


def _content(db: Database, settings: Settings) -> Iterable[Check]:
    yield _registry(db)
    yield _last_cycle(db, settings)
    yield from _people(db, settings)
    waiting = outbox.counts(db).due
    yield LETTERS.note(f"ждут отправки: {waiting}") if waiting else LETTERS.good("ничто не ждёт отправки")


def _registry(db: Database) -> Check:
    count, pages = len(registry.organisations(db)), registry.pages(db)
    if not count:
        return REGISTRY.note("пуст; загрузите его: postovoy registry import ФАЙЛ")
    by_network = [sum(page.network is network for page in pages) for network in Network]
    told = ", ".join(f"{network.label} — {n}" for network, n in zip(Network, by_network, strict=True))
    return REGISTRY.good(f"{count} {plural(count, 'организация', 'организации', 'организаций')}; страниц: {told}")


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
