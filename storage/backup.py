"""A consistent copy of a live database, and putting one back; every copy is for the owner's eyes only."""

from __future__ import annotations

import itertools
import os
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from storage.lock import holding
from storage.migrations import STEP_NAMES, migrations
from storage.ownership import require_readable
from storage.reasons import refusal, why, why_of_sqlite

# Files that belong to a database; the journal first: left beside another database it would be played into it.
_PARTS = ("-wal", "-shm", "")
_BUSY_SECONDS = 10.0


class BackupFault(Exception):
    """A copy cannot be made or put back; the message is Russian, for people."""


def backup(database: Path, copy: Path) -> int:
    """Copy the database as one transaction saw it, beside a running service; returns the copy's size in bytes.

    An earlier copy of that name is replaced once the new one is whole, anything else there is left alone.
    Raises `BackupFault`.
    """
    with _in_words():
        if not database.is_file():
            raise BackupFault(f"базы {database} ещё нет, копировать нечего")
        if copy.exists() and copy.samefile(database):
            raise BackupFault("копия не может лежать на месте самой базы")
        _leave_alone(copy)
        with _staged(database, copy) as staged:
            staged.replace(copy)
        return copy.stat().st_size


def restore(copy: Path, database: Path, now: datetime, *, force: bool) -> Path | None:
    """Put a copy in the database's place; returns where the former database lies now, None when there was none.

    The former database is named by `now`, an aware time, as the clock of its zone shows it. Raises `BackupFault`,
    `StoreFault` when the lock may not be taken, or `storage.lock.Held` while the service runs.
    """
    with _in_words():
        if not copy.is_file():
            raise BackupFault(f"файла {copy} нет")
        if database.exists() and copy.samefile(database):
            raise BackupFault("копия и есть сама база")
        with holding(database, now):
            if database.exists() and not force:
                raise BackupFault(f"база {database} уже есть; чтобы заменить её, добавьте --force")
            with _staged(copy, database) as staged:
                aside = _put_aside(database, now)
                staged.replace(database)
        return aside


@contextmanager
def _in_words() -> Generator[None, None, None]:
    """What the system refuses becomes a `BackupFault` that names the file."""
    try:
        yield
    except OSError as error:
        name = error.filename2 or error.filename
        told = f"{name}: {refusal(Path(str(name)), error)}" if name else why(error)
        raise BackupFault(told) from None


def _leave_alone(copy: Path) -> None:
    """Only an earlier copy may be replaced. Raises `BackupFault` when something else has that name."""
    if copy.is_dir():
        raise BackupFault(f"{copy} — это папка; назовите файл для копии")
    if copy.exists() and not (copy.is_file() and _is_copy(copy)):
        raise BackupFault(f"на месте {copy} лежит что-то другое, не копия базы; назовите другой файл")


def _is_copy(path: Path) -> bool:
    require_readable(path)
    try:
        with closing(sqlite3.connect(_read_only(path), uri=True)) as connection:
            return bool(migrations.applied(Database(connection)))
    except sqlite3.Error:
        return False


@contextmanager
def _staged(source: Path, target: Path) -> Generator[Path, None, None]:
    """A whole, checked copy beside the target, mode 0600; gone afterwards unless it was moved in place."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except FileNotFoundError:
        raise BackupFault(f"в папку {target.parent} нельзя писать: её нет, создайте её и повторите") from None
    except OSError as error:
        raise BackupFault(f"в папку {target.parent} нельзя писать: {refusal(target.parent, error)}") from None
    os.close(descriptor)
    staged = Path(name)
    try:
        _copy(source, staged)
        yield staged
    finally:
        staged.unlink(missing_ok=True)


def _copy(source: Path, staged: Path) -> None:
    require_readable(source)
    try:
        with (
            closing(sqlite3.connect(_read_only(source), uri=True, timeout=_BUSY_SECONDS)) as here,
            closing(sqlite3.connect(staged)) as there,
        ):
            here.backup(there)
            # One file is what people expect to carry away; the journal comes back when the database is opened.
            there.execute("pragma journal_mode = delete")
            _check(there, source)
    except sqlite3.Error as error:
        raise BackupFault(f"файл {source} не читается как база: {why_of_sqlite(error)}") from None


def _check(connection: sqlite3.Connection, source: Path) -> None:
    """The copy is sound and ours. Raises `BackupFault`."""
    if connection.execute("pragma integrity_check").fetchone() != ("ok",):
        raise BackupFault(f"файл {source} повреждён: проверка целостности не прошла")
    steps = {step.name for step in migrations.applied(Database(connection))}
    if not steps:
        raise BackupFault(f"файл {source} — не база этой программы")
    if steps - set(STEP_NAMES):
        raise BackupFault(f"файл {source} сделан более новой версией программы; обновите программу")


def _put_aside(database: Path, now: datetime) -> Path | None:
    existed = database.exists()
    aside = _free_name(f"{database}.before-restore-{now:%Y-%m-%d-%H%M%S}")
    for part in _PARTS:
        if (file := Path(f"{database}{part}")).exists():
            file.replace(f"{aside}{part}")
    return aside if existed else None


def _free_name(wanted: str) -> Path:
    """The name wanted, or the same with a number: nothing put aside before is ever replaced."""
    names = itertools.chain([wanted], (f"{wanted}-{number}" for number in itertools.count(2)))
    free = (name for name in names if not any(Path(f"{name}{part}").exists() for part in _PARTS))
    return Path(next(free))


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
