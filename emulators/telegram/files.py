"""Files that went through the chats, kept in memory, and the size of a picture read from its header."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
# Frame headers carry the size; C4, C8 and CC in that range are tables and extensions (ITU-T T.81, B.1.1.3).
_JPEG_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document or photo; `width` and `height` are pixels, 0 for what is not a PNG or JPEG picture."""

    file_id: str
    name: str
    content: bytes
    mime: str
    path: str
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        """`file_unique_id`: the same for every bot."""
        return f"u{self.file_id}"


class FileStore:
    """All files by id and by the path `getFile` gives."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def add(self, name: str, content: bytes, mime: str, *, photo: bool = False) -> StoredFile:
        """Keep a file under a new id."""
        number = len(self._files) + 1
        folder = "photos" if photo else "documents"
        suffix = PurePosixPath(name).suffix
        width, height = picture_size(content) or (0, 0)
        path = f"{folder}/file_{number}{suffix}"
        file = StoredFile(f"emulated{number:06d}", name, content, mime, path, width, height)
        self._files[file.file_id] = file
        return file

    def find(self, file_id: str) -> StoredFile | None:
        """The file with that id."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with that `file_path`."""
        return next((file for file in self._files.values() if file.path == path), None)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG picture, None for anything else."""
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    return _jpeg_size(content) if content.startswith(_JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
