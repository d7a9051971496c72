"""Files as if another user owned them, whoever runs the tests: the system refuses them as it would."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import ownership

STRANGER = 2_000_000_011
"""A user id that has no name anywhere."""

STRANGER_NAME = f"№ {STRANGER}"


def give_away(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    """From now on these files are another user's, closed to us."""
    closed = {str(file) for file in files}
    _refuse(monkeypatch, closed, os, "open")
    _refuse(monkeypatch, closed, os, "chmod")
    _refuse(monkeypatch, closed, os, "utime")
    _refuse(monkeypatch, closed, io, "open")
    deny(monkeypatch, *files)
    owned = ownership.owner_id
    monkeypatch.setattr(ownership, "owner_id", lambda path: STRANGER if str(path) in closed else owned(path))


def deny(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    """`os.access` says no, as to a user without rights; to root it never does."""
    closed = {str(file) for file in files}
    real = os.access

    def access(path: str | Path, mode: int) -> bool:
        return str(path) not in closed and real(path, mode)

    monkeypatch.setattr(os, "access", access)


def lock_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Nothing can be made in this folder."""
    real = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT and Path(str(path)).absolute().parent == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    deny(monkeypatch, folder)


def _refuse(monkeypatch: pytest.MonkeyPatch, closed: set[str], module: object, name: str) -> None:
    real: Callable[..., object] = getattr(module, name)

    def refuse(path: object, *rest: object, **named: object) -> object:
        if str(path) in closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *rest, **named)

    monkeypatch.setattr(module, name, refuse)
