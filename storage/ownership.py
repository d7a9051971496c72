"""Whose a file is and whether we may have it, where the system knows owners at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def has_owners() -> bool:
    """Windows has other rights than owner and mode; there nothing is said about them."""
    return os.name != "nt"


def foreign_owner(path: Path) -> str | None:
    """Another user who owns the file or folder; None when it is ours, is not there or cannot be looked at."""
    uid = owner_id(path)
    return None if uid is None or uid == os.geteuid() else user_name(uid)


def require_readable(path: Path) -> None:
    """Raises OSError as opening the file would.

    Asked, not tried: closing a file drops every lock SQLite has on it in this process
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    path.stat()
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def make_private(path: Path) -> None:
    """Make the file, with its folder, where there is none, and its mode 0600. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)


def owner_id(path: Path) -> int | None:
    """The owner's number; None when there is no telling."""
    try:
        return path.stat().st_uid if has_owners() else None
    except OSError:
        return None


def user_name(uid: int) -> str:
    """The user's name, or the number of one who has none, as files from a container may have."""
    import pwd  # noqa: PLC0415 - not there on Windows, where nobody asks

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"№ {uid}"


def our_name() -> str:
    """The user we act for."""
    return user_name(os.geteuid()) if has_owners() else "этой программы"
