"""Files people name: read with a Russian complaint, written whole or not at all, for the owner's eyes only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from storage.reasons import refusal


class FileFault(Exception):
    """A file cannot be read or written; the message is Russian and names it."""


def read_bytes(path: Path) -> bytes:
    """The file's content. Raises `FileFault`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileFault(f"файл {path} не читается: {refusal(path, error)}") from None


def write_private(path: Path, content: bytes) -> None:
    """Put the content in place at once, mode 0600; an earlier file of that name is replaced. Raises `FileFault`."""
    if path.exists() and not path.is_file():
        raise FileFault(f"{path} — не обычный файл; назовите другой")
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        fresh = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(descriptor)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise FileFault(f"файл {path} не записывается: {refusal(path, error)}") from None
