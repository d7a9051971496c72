"""What the commands of materials of «Госпаблики» share: finding one, moments, what its title and text may hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from app.commands.dates import day_of
from app.commands.fault import CommandFault
from app.commands.notes import checked_note
from app.files import read_bytes
from domain.central import CentralItem
from storage import central

_MOMENT = re.compile(r"\s*(\S+)(?:\s+(\d{1,2}):(\d\d))?\s*")
# A number travels in letters, so it may not be a name.
_NUMBER = re.compile(r"(?=.*\d)[\w./-]{1,20}")
_LONGEST_TITLE = 200
_LARGEST_BYTES = 64 * 1024


def item_of(db: Database, number: str) -> CentralItem:
    """The material of that number. Raises `CommandFault`."""
    found = central.find(db, number.strip().lstrip("№ "))
    if found is None:
        raise CommandFault(f"материала № {number} в журнале нет; что есть: postovoy central list")
    return found


def checked_number(written: str) -> str:
    """A short number. Raises `CommandFault`."""
    number = written.strip().lstrip("№ ")
    if not _NUMBER.fullmatch(number):
        raise CommandFault(f"--number: «{written}» не годится; нужны цифры, буквы и знаки . / - (до 20)")
    return number


def checked_title(written: str) -> str:
    """A title for letters. Raises `CommandFault`, which does not repeat it, when it holds what it may not."""
    title = " ".join(written.split())
    if not title or len(title) > _LONGEST_TITLE:
        raise CommandFault(f"--title: нужен заголовок не длиннее {_LONGEST_TITLE} знаков")
    try:
        return checked_note(title)
    except CommandFault as fault:
        raise CommandFault(f"--title: {str(fault).replace('в пояснении', 'в заголовке')}") from None


def moment_of(written: str, option: str, zone: ZoneInfo) -> datetime:
    """From «24.11.2026 10:30» by the settlement's clock; without an hour, the day's end. Raises `CommandFault`."""
    match = _MOMENT.fullmatch(written)
    if match is None:
        raise CommandFault(f"{option}: «{written}» не понято; пишите ДД.ММ.ГГГГ ЧЧ:ММ, например «24.11.2026 10:30»")
    day = day_of(match[1], option)
    hour, minute = (int(match[2]), int(match[3])) if match[2] else (23, 59)
    if hour > 23 or minute > 59:
        raise CommandFault(f"{option}: времени {hour}:{minute:02} не бывает")
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(UTC)


def text_of(file: Path) -> str:
    """The material's text, UTF-8 or Windows-1251. Raises `CommandFault`, `FileFault`."""
    content = read_bytes(file)
    if len(content) > _LARGEST_BYTES:
        raise CommandFault(f"файл {file} больше {_LARGEST_BYTES // 1024} КБ: нужен только текст материала")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _as_windows(content, file)
    if not any(map(str.isalpha, text)) or "\0" in text:
        raise CommandFault(f"в файле {file} нет текста; сохраните материал как обычный текст (.txt)")
    return text.strip()


def _as_windows(content: bytes, file: Path) -> str:
    try:
        return content.decode("cp1251")
    except UnicodeDecodeError:
        raise CommandFault(f"файл {file} не в UTF-8 и не в Windows-1251") from None
