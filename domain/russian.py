"""Russian grammar for texts people read: plurals, lists, dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.week import day_title


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form that stands after `count`: 1 публикация, 2 публикации, 5 публикаций. The number is not included."""
    tail = abs(count) % 100
    if 11 <= tail <= 14:
        return many
    if tail % 10 == 1:
        return one
    return few if 2 <= tail % 10 <= 4 else many


def join_and(items: Sequence[str]) -> str:
    """«а», «а и б», «а, б и в»; empty for nothing."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} и {items[-1]}"


def date_title(moment: datetime, zone: ZoneInfo) -> str:
    """The local day of an aware moment: «12.03.2026»."""
    return f"{moment.astimezone(zone):%d.%m.%Y}"


def moment_title(moment: datetime, zone: ZoneInfo) -> str:
    """The local minute of an aware moment: «23 ноября 08:15»."""
    local = moment.astimezone(zone)
    return f"{day_title(local.date())} {local:%H:%M}"
