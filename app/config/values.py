"""How single values are written in the settings, and what is wrong with those that are not; texts are Russian.

Every reader takes what TOML or an environment variable gave and raises ValueError for people.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from app.redact import masked
from domain.quiet_hours import NO_QUIET, QuietHours
from domain.week_hour import WeekHour

V = TypeVar("V")
Reader = Callable[[object], V]

LONGEST = timedelta(days=3653)
_LONGEST_SHOWN = 60
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"


class EnvText(str):
    """The value of an environment variable: numbers and lists stand in it as in TOML."""

    __slots__ = ()


def wrong(expected: str, value: object) -> ValueError:
    """The complaint about a value; what looks like a secret is masked."""
    return ValueError(f"ожидается {expected}, а стоит «{shown(value)}»")


def shown(value: object) -> str:
    """A value as a person wrote it, short and masked; what is inside lists and sections is not shown."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "раздел"
        case list():
            return "список"
        case _:
            text = masked(str(value))
            return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def plain(value: object) -> object:
    """The value of a variable read as TOML where it can be; anything else unchanged."""
    if not isinstance(value, EnvText):
        return value
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return str(value)


def number(*, least: float = 0, beyond: bool = False) -> Reader[float]:
    """A number from `least` on, or only beyond it."""
    expected = f"число {'больше' if beyond else 'не меньше'} {least:g}"

    def read(value: object) -> float:
        told = plain(value)
        if not isinstance(told, int | float) or isinstance(told, bool):
            raise wrong(expected, value)
        if not least <= told < float("inf") or (beyond and told == least):
            raise wrong(expected, value)
        return float(told)

    return read


def whole(*, least: int) -> Reader[int]:
    """A whole number from `least` on."""

    def read(value: object) -> int:
        told = plain(value)
        if not isinstance(told, int) or isinstance(told, bool) or told < least:
            raise wrong(f"целое число не меньше {least}", value)
        return told

    return read


def duration(value: object) -> timedelta:
    """«90s», «30m», «6h», «14d»; longer than nothing and at most ten years."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", value.strip()) if isinstance(value, str) else None
    length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if not timedelta() < length <= LONGEST:
        raise wrong("длительность вида 90s, 30m, 6h или 14d", value)
    return length


def quiet_hours(value: object) -> QuietHours:
    """«20:00-08:00», or nothing for none."""
    if is_empty(value):
        return NO_QUIET
    found = re.fullmatch(f"{_CLOCK}-{_CLOCK}", value.strip()) if isinstance(value, str) else None
    if not found:
        raise wrong("промежуток вида 20:00-08:00 или пустая строка", value)
    begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    return QuietHours(begin, end)


def week_hour(value: object) -> WeekHour:
    """«MO 09:00»."""
    if not isinstance(value, str):
        raise wrong("день недели и время вида MO 09:00", value)
    return WeekHour.parse(value)


def zone(value: object) -> ZoneInfo:
    """An IANA name."""
    try:
        return ZoneInfo(value.strip() if isinstance(value, str) else "")
    except (LookupError, ValueError, OSError):
        raise wrong("часовой пояс IANA, например Asia/Vladivostok", value) from None


def text(value: object) -> str:
    """A text that is not empty, trimmed."""
    if not isinstance(value, str) or not value.strip():
        raise wrong("непустая строка", value)
    return value.strip()


def file_path(value: object) -> Path:
    """A path at which a file is or may be."""
    found = _path(value)
    if _is_folder(found):
        raise ValueError(f"{found} — папка, а нужен файл")
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except PermissionError:
        return False  # whoever opens it will say more


def path_or_none(value: object) -> Path | None:
    """A path, or an empty text for none."""
    return None if is_empty(value) else _path(value)


def listed(read: Reader[V]) -> Reader[tuple[V, ...]]:
    """A list of such values, each once."""

    def read_all(value: object) -> tuple[V, ...]:
        told = plain(value)
        if not isinstance(told, list):
            raise wrong("список в квадратных скобках", value)
        return tuple(dict.fromkeys(read(item) for item in cast("list[object]", told)))

    return read_all


def day(value: object) -> date:
    """A TOML date, or a text like «2026-01-09»."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise wrong("дата вида 2026-01-09", value) from None


def days(value: object) -> frozenset[date]:
    """A list of days."""
    return frozenset(listed(day)(value))


def _path(value: object) -> Path:
    return value if isinstance(value, Path) else Path(text(value))


def is_empty(value: object) -> bool:
    """A text with nothing in it, as people switch a setting off."""
    return isinstance(value, str) and not value.strip()


def later(_value: object) -> None:
    """A section this version does not know what to do with."""
    raise ValueError("второй канал — почта — появится в следующих версиях; пока уберите этот раздел")
