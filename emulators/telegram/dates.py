"""Dates the way the chat page and the transcript print them, in Russian and in a given time zone."""

from __future__ import annotations

from datetime import datetime, tzinfo

_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


def day_in_words(moment: datetime, zone: tzinfo) -> str:
    """E.g. «понедельник, 23 ноября 2026»."""
    local = moment.astimezone(zone)
    return f"{_WEEKDAYS[local.weekday()]}, {local.day} {_MONTHS[local.month - 1]} {local.year}"


def time_of_day(moment: datetime, zone: tzinfo) -> str:
    """E.g. «09:05»."""
    return moment.astimezone(zone).strftime("%H:%M")


def size_in_words(size: int) -> str:
    """E.g. «12 КБ»; `size` in bytes."""
    if size < 1024:
        return f"{size} Б"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} КБ"
    return f"{size / 1024 / 1024:.1f} МБ".replace(".", ",")
