"""Bytes of a CSV into text: UTF-8 with or without BOM, or Windows-1251, and never a guess between them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from domain.table_fault import Fault, TableFault

_UTF8_LETTERS = re.compile(r"[А-Яа-яЁё]")


def decode(content: bytes, columns: Iterable[str], sheet: str | None = None) -> str:
    """The text of the file; a heading of `columns` in UTF-8 tells its encoding.

    Raises `TableFault` naming sheet, line and byte where it breaks.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise TableFault([Fault(None, None, None, "файл в кодировке UTF-16; сохраните его как «CSV UTF-8»")])
    try:
        return _text(content, columns)
    except _Broken as broken:
        line = content.count(b"\n", 0, broken.place) + 1
        byte = broken.place - (content.rfind(b"\n", 0, broken.place) + 1) + 1
        raise TableFault([Fault(sheet, line, None, f"байт {byte}: {broken}")]) from None


class _Broken(ValueError):
    """The text breaks at a byte; the message is Russian."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


def _text(content: bytes, columns: Iterable[str]) -> str:
    if (place := content.find(b"\0")) >= 0:
        raise _Broken(place, "нулевой байт: это не текстовый файл")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With the BOM the codec counts bytes without it.
        start = error.start + 3 * content.startswith(codecs.BOM_UTF8)
        return _windows(content, start, columns)


def _windows(content: bytes, utf8_broke_at: int, columns: Iterable[str]) -> str:
    """The text as Windows-1251, unless the file says of itself that it is UTF-8."""
    if _calls_itself_utf8(content, columns):
        raise _Broken(utf8_broke_at, "файл в UTF-8, но здесь это правило нарушено")
    start = 0
    for line in content.splitlines(keepends=True):
        if _is_utf8_text(line):
            raise _Broken(start, "кодировки смешаны: строка в UTF-8, а файл в Windows-1251")
        start += len(line)
    try:
        return content.decode("cp1251")
    except UnicodeDecodeError as error:
        raise _Broken(error.start, "ни UTF-8, ни Windows-1251") from None


def _calls_itself_utf8(content: bytes, columns: Iterable[str]) -> bool:
    """A BOM, or one of our Russian headings in UTF-8."""
    head = content[: content.find(b"\n") + 1 or len(content)]
    return content.startswith(codecs.BOM_UTF8) or any(
        spelling.encode() in head
        for column in columns
        if not column.isascii()
        for spelling in (column, column.lower(), column.upper())
    )


def _is_utf8_text(line: bytes) -> bool:
    """A line that reads as Russian in UTF-8; in Windows-1251 that happens to no word longer than two letters."""
    try:
        return len(_UTF8_LETTERS.findall(line.decode("utf-8"))) >= 3
    except UnicodeDecodeError:
        return False
