"""The database's files: whose they are, who else may read them, is there room beside them."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from app.doctor.check import Check, Patient
from storage import ownership
from storage.lock import holder_path, lock_path
from storage.reasons import why

BASE = Patient("база")
DISK = Patient("диск")

ENOUGH_SPACE = 200 * 1024 * 1024
"""Bytes. A year of fifty organisations takes some tens of megabytes; a journal and a copy want room too."""

UNCHECKED = "права файлов на Windows не проверяются: закройте папку от других её средствами"


def is_there(path: Path) -> bool:
    """False only where there surely is no such file: one that may not be looked at is there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def is_folder(path: Path) -> bool:
    """Of one that may not be looked at nothing else is known."""
    try:
        return path.is_dir()
    except OSError:
        return True


def is_private(file: Path) -> bool:
    """Nobody but the owner may read or write it, by its mode."""
    return not file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def privacy(path: Path) -> Check:
    """The database is for its owner only."""
    if not ownership.has_owners():
        return BASE.note(UNCHECKED)
    told = "доступна только владельцу"
    return BASE.depends(is_private(path), told, f"доступна не только владельцу: chmod 600 {path}")


def owners(path: Path) -> Iterator[Check]:
    """One user must own the database and all beside it: another's lock cannot be taken, another's journal read."""
    if not ownership.has_owners():
        return
    base = ownership.owner_id(path)
    expected = os.geteuid() if base is None else base
    owner = ownership.user_name(expected)
    if expected != os.geteuid():
        yield _foreign(path, owner)
    for file in _beside(path):
        uid = ownership.owner_id(file)
        if uid not in (None, expected):
            yield BASE.bad(
                f"{file} у пользователя {ownership.user_name(uid)}, а должен быть у {owner}: chown {owner} {file}"
            )


def _foreign(path: Path, owner: str) -> Check:
    us = ownership.our_name()
    told = f"{path} у пользователя {owner}, а doctor дан от имени {us}; давайте команды от имени {owner}"
    # To root everything is open.
    return BASE.note(told) if os.geteuid() == 0 else BASE.bad(f"{told} или передайте владение: chown {us} {path}")


def _beside(path: Path) -> tuple[Path, ...]:
    return Path(f"{path}-wal"), Path(f"{path}-shm"), lock_path(path), holder_path(path)


def room(path: Path) -> Iterator[Check]:
    """May be written to, and there is space."""
    folder = existing_folder(path)
    if not os.access(folder, os.W_OK | os.X_OK):
        yield BASE.bad(f"в папку {folder} нельзя писать: {remedy(folder)}")
    yield _space(folder)


def _space(folder: Path) -> Check:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return DISK.note(f"сколько свободно, узнать не удалось: {why(error)}")
    megabytes = f"{free // 1024 // 1024} МБ"
    return DISK.depends(free >= ENOUGH_SPACE, f"свободно {megabytes}", f"свободно всего {megabytes}")


def existing_folder(path: Path) -> Path:
    """The nearest folder above that is there."""
    return next(each for each in path.absolute().parents if is_there(each))


def remedy(folder: Path) -> str:
    """What to do about a folder that may not be written to."""
    return f"дайте пользователю {ownership.our_name()} права на {folder}"
