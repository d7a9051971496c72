"""The outbox folder: each letter also as a UTF-8 text file, the simplest record and second channel."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path


def file_name(number: int, day: date) -> str:
    """Number and local date only, so that names tell nothing about anybody: «000012-2026-11-23.txt»."""
    return f"{number:06d}-{day.isoformat()}.txt"


def keep(path: Path, text: str) -> None:
    """Write the file whole or not at all, readable by its owner alone; one that is there stays as it is.

    Raises OSError.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
