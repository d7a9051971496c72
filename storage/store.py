"""The database: one writer thread that owns the writing connection, and short read-only connections beside it."""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database
from sqlite_utils.db import Tracer

from storage.migrations import MIGRATIONS, STEP_NAMES, migrations
from storage.ownership import make_private, require_readable
from storage.reasons import is_busy, refusal, why_of_sqlite
from storage.sql import rows

T = TypeVar("T")
Job = Callable[[], None]

BUSY_MS = 10_000
# The WAL grew to hundreds of megabytes under load where nothing bounded it (libraries.md 2.3).
WAL_LIMIT_BYTES = 16 * 1024 * 1024


class StoreFault(Exception):
    """The database cannot be used; the message is Russian, for people."""


def connect(path: Path, *, tracer: Tracer | None = None) -> Database:
    """Open for writing in the calling thread, make the file 0600, bring the schema up to date.

    Raises `StoreFault` when the file is no database of ours, may not be written to, or is newer than the
    program; `sqlite3.OperationalError` when another process has it for longer than `BUSY_MS`.
    """
    try:
        make_private(path)
    except OSError as error:
        raise StoreFault(f"база {path} недоступна: {refusal(path, error)}") from error
    try:
        db = Database(sqlite3.connect(path, timeout=BUSY_MS / 1000), tracer=tracer)
        _settle(db)
        _migrate(db, path)
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise
        raise StoreFault(f"не удаётся открыть базу {path}: {why_of_sqlite(error)}") from error
    return db


@contextmanager
def reading(path: Path) -> Generator[Database, None, None]:
    """A read-only connection in the calling thread.

    Raises `StoreFault` when there is nothing to read or it is of another version of the program,
    `sqlite3.OperationalError` when another process has the database for longer than `BUSY_MS`.
    """
    _look_at(path)
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_MS / 1000)) as connection:
            db = Database(connection, recursive_triggers=False)
            _require_current(db, path)
            yield db
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise
        raise StoreFault(f"не удаётся прочитать базу {path}: {why_of_sqlite(error)}") from error


@contextmanager
def transaction(db: Database) -> Generator[Database, None, None]:
    """`BEGIN IMMEDIATE` … `COMMIT`; a deferred BEGIN that writes later is refused at once when another writes."""
    db.conn.execute("begin immediate")
    try:
        yield db
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.execute("commit")


@contextmanager
def writing(path: Path) -> Generator[Database, None, None]:
    """One short transaction on a connection of its own, beside a running service."""
    db = connect(path)
    try:
        with transaction(db):
            yield db
    finally:
        db.conn.close()


class Store:
    """Runs jobs one after another in the writer thread, each in a transaction of its own."""

    def __init__(self, path: Path, *, tracer: Tracer | None = None) -> None:
        self.path = path
        self._tracer = tracer
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)

    async def open(self) -> None:
        """Start the thread and bring the schema up to date. Raises as `connect` does."""
        opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._opened = opened
        self._thread.start()
        await opened

    async def write(self, job: Callable[[Database], T]) -> T:
        """The answer of `job(db)`, run in one `BEGIN IMMEDIATE` transaction."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def perform() -> None:
            try:
                with transaction(self._db):
                    outcome = job(self._db)
            except BaseException as error:  # noqa: BLE001 - handed to the caller, who raises it
                _tell(loop, answer, error=error)
            else:
                _tell(loop, answer, outcome=outcome)

        self._jobs.put(perform)
        return await answer

    async def read(self, job: Callable[[Database], T]) -> T:
        """The answer of `job(db)` over a read-only connection in another thread."""

        def perform() -> T:
            with reading(self.path) as db:
                return job(db)

        return await asyncio.to_thread(perform)

    async def close(self) -> None:
        """Finish what is queued and close the connection."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join, BUSY_MS / 1000)

    def _work(self) -> None:
        loop = self._opened.get_loop()
        try:
            self._db = connect(self.path, tracer=self._tracer)
        except (StoreFault, sqlite3.Error, OSError) as error:
            _tell(loop, self._opened, error=error)
            return
        _tell(loop, self._opened, outcome=None)
        while (job := self._jobs.get()) is not None:
            job()
        self._db.conn.close()


def _tell(
    loop: asyncio.AbstractEventLoop,
    answer: asyncio.Future[T],
    *,
    outcome: T | None = None,
    error: BaseException | None = None,
) -> None:
    def settle() -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(outcome)  # type: ignore[arg-type] # the outcome of a job without error is a T

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:
        return  # the loop ended before the job did; nobody waits for the answer


def _look_at(path: Path) -> None:
    """Raises `StoreFault` when there is no file, or it may not be read."""
    try:
        require_readable(path)
    except FileNotFoundError:
        raise StoreFault(f"базы {path} ещё нет: сначала загрузите реестр (postovoy registry import ФАЙЛ)") from None
    except OSError as error:
        raise StoreFault(f"база {path} недоступна: {refusal(path, error)}") from error


def _settle(db: Database) -> None:
    db.execute(f"pragma busy_timeout = {BUSY_MS}")
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("pragma foreign_keys = on")
    db.execute("pragma secure_delete = on")
    db.execute(f"pragma journal_size_limit = {WAL_LIMIT_BYTES}")


def _migrate(db: Database, path: Path) -> None:
    if not migrations.pending(db) and not _unknown_steps(db):
        return
    if _unknown_steps(db):
        raise StoreFault(f"база {path} сделана более новой версией программы; обновите программу")
    with transaction(db):
        migrations.apply(db)


def _require_current(db: Database, path: Path) -> None:
    """What only reads brings no schema up to date."""
    told = rows(db, "select name from _sqlite_migrations where migration_set = ?", (MIGRATIONS,))
    steps = {each["name"] for each in told}
    if steps - set(STEP_NAMES):
        raise StoreFault(f"база {path} сделана более новой версией программы; обновите программу")
    if set(STEP_NAMES) - steps:
        raise StoreFault(
            f"база {path} сделана прежней версией программы; сделайте копию (postovoy backup ФАЙЛ) "
            "и запустите службу или postovoy check: база обновится сама"
        )


def _unknown_steps(db: Database) -> set[str]:
    return {step.name for step in migrations.applied(db)} - set(STEP_NAMES)
