"""A consistent copy of a live database, and putting one back; every copy is for the owner's eyes only."""

from __future__ import annotations

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

# Files that belong to a database; the journal first: left beside another database it would be played into it.
_PARTS = ("-wal", "-shm", "")
_BUSY_SECONDS = 10.0


class BackupFault(Exception):
    """A copy cannot be made or put back; the message is Russian, for people."""


def backup(database: Path, copy: Path) -> int:
    """Copy the database as one transaction saw it, beside a running service; returns the copy's size in bytes.

    An earlier copy of that name is replaced once the new one is whole. Raises `BackupFault`.
    """
    if not database.is_file():
        raise BackupFault(f"базы {database} ещё нет, копировать нечего")
    if copy.exists() and copy.samefile(database):
        raise BackupFault("копия не может лежать на месте самой базы")
    with _staged(database, copy) as staged:
        staged.replace(copy)
    return copy.stat().st_size


def restore(copy: Path, database: Path, now: datetime, *, force: bool) -> Path | None:
    """Put a copy in the database's place; returns where the former database lies now, None when there was none.

    `now` is aware UTC. Raises `BackupFault`, or `storage.lock.Held` while the service runs.
    """
    if not copy.is_file():
        raise BackupFault(f"файла {copy} нет")
    if database.exists() and copy.samefile(database):
        raise BackupFault("копия и есть сама база")
    with holding(database, now):
        if database.exists() and not force:
            raise BackupFault(f"база {database} уже есть; чтобы заменить её, добавьте --force")
        with _staged(copy, database) as staged:
            aside = _put_aside(database)
            staged.replace(database)
    return aside


@contextmanager
def _staged(source: Path, target: Path) -> Generator[Path, None, None]:
    """A whole, checked copy beside the target, mode 0600; gone afterwards unless it was moved in place."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise BackupFault(f"в папку {target.parent} нельзя писать: {error.strerror}") from None
    os.close(descriptor)
    staged = Path(name)
    try:
        _copy(source, staged)
        yield staged
    finally:
        staged.unlink(missing_ok=True)


def _copy(source: Path, staged: Path) -> None:
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
        raise BackupFault(f"файл {source} не читается как база: {error}") from None


def _check(connection: sqlite3.Connection, source: Path) -> None:
    """The copy is sound and ours. Raises `BackupFault`."""
    if connection.execute("pragma integrity_check").fetchone() != ("ok",):
        raise BackupFault(f"файл {source} повреждён: проверка целостности не прошла")
    steps = {step.name for step in migrations.applied(Database(connection))}
    if not steps:
        raise BackupFault(f"файл {source} — не база этой программы")
    if steps - set(STEP_NAMES):
        raise BackupFault(f"файл {source} сделан более новой версией программы; обновите программу")


def _put_aside(database: Path) -> Path | None:
    existed = database.exists()
    aside = Path(f"{database}.before-restore")
    for part in _PARTS:
        Path(f"{aside}{part}").unlink(missing_ok=True)
    for part in _PARTS:
        if (file := Path(f"{database}{part}")).exists():
            file.replace(f"{aside}{part}")
    return aside if existed else None


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
