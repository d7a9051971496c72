"""Who holds the database: an operating-system file lock, freed by the kernel when the process dies."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from storage.reasons import refusal
from storage.store import StoreFault


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds the database; `started` is ISO text, empty when it could not be read."""

    pid: int
    started: str


class Held(Exception):
    """Another process holds the database."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__("the database is held by another process")
        self.holder = holder


@contextmanager
def holding(database: Path, now: datetime) -> Generator[None, None, None]:
    """Hold the database while the block runs; `now` is aware, in the zone in which people are to read it.

    Raises `Held` at once when another process holds it, `StoreFault` when this user may not.
    """
    path = lock_path(database)
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise Held(_read_holder(database)) from None
    except OSError as error:
        raise StoreFault(f"файл {path} недоступен: {refusal(path, error)}") from error
    try:
        _write_holder(database, now)
        yield
    finally:
        lock.release()


def lock_path(database: Path) -> Path:
    """The file that is locked."""
    return Path(f"{database}.lock")


def holder_path(database: Path) -> Path:
    """The file that tells who holds the lock."""
    # Beside the lock file, not in it: on Windows a locked file cannot be read.
    return Path(f"{database}.holder")


def _write_holder(database: Path, now: datetime) -> None:
    path = holder_path(database)
    text = json.dumps({"pid": os.getpid(), "started": now.isoformat(timespec="seconds")})
    try:
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreFault(f"файл {path} недоступен: {refusal(path, error)}") from error


def _read_holder(database: Path) -> Holder | None:
    try:
        told = json.loads(holder_path(database).read_text(encoding="utf-8"))
        return Holder(int(told["pid"]), str(told["started"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
