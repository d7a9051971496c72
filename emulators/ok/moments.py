"""Moments as OK writes them: milliseconds since the epoch, and Moscow wall time without a zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

MOSCOW = ZoneInfo("Europe/Moscow")


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970-01-01 UTC of an aware moment."""
    return int(moment.timestamp()) * 1000 + moment.microsecond // 1000


def moscow_text(moment: datetime) -> str:
    """``YYYY-MM-DD HH:MM:SS`` in Moscow, as the `date` of a comment.

    A recorded comment says 12:53:02 where its id says 08:53:02 UTC: Moscow, UTC+4 in April 2014.
    """
    return moment.astimezone(MOSCOW).strftime("%Y-%m-%d %H:%M:%S")
