"""Dates, hours, phones and other numbers of a Russian text, each written one way so that sets of them compare."""

from __future__ import annotations

import re

_MONTHS = (
    r"январ[ьяею]\w{0,2}|янв",
    r"феврал[ьяею]\w{0,2}|февр",
    r"март(?:а|е|у|ом)?",
    r"апрел[ьяею]\w{0,2}|апр",
    r"ма[йяею]м?",
    r"июн[ьяею]м?",
    r"июл[ьяею]м?",
    r"август(?:а|е|у|ом)?|авг",
    r"сентябр[ьяею]м?|сент",
    r"октябр[ьяею]м?|окт",
    r"ноябр[ьяею]м?|нояб",
    r"декабр[ьяею]м?|дек",
)
_MONTH = "|".join(f"({forms})" for forms in _MONTHS)
_JOINT = r"\s*(?:,\s*(?:а|и|или)\s+|,|и|или|по|до|на|[-—–])\s*"
_ORDINAL = r"(?:-?(?:го|е|ое)\b)?"
_DATED = re.compile(rf"\b((?:\d{{1,2}}{_ORDINAL}{_JOINT})*\d{{1,2}}){_ORDINAL}\s+(?:{_MONTH})\b", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"\b(?:{_MONTH})\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d.])(?:\+\d[\d\s()–—-]{5,16}\d|8[\s(-]*\d{3}[\d\s()–—-]{5,10}\d|\d{1,3}-\d{1,2}-\d\d)(?![\d-])"
)
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d)(?:[:.]\d\d(?:\d\d)?)?|-(00)|(?= час))\b(?: час\w*)?",
    re.IGNORECASE,
)
_DASHED_CLOCK = re.compile(r"\b(в|к|с|со|до) (\d{1,2})-(15|30|45)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_ENUMERATOR = re.compile(r"^\W*\d{1,2}\s?[).]\s+")
_LEAST_PHONE = 5


def facts_of(text: str) -> tuple[frozenset[str], str]:
    """The facts of the text, and the text without them.

    A date and a time of the clock are both «17.10», for people write either with a dot; «12–17 ноября» gives
    «12.11», «17.11» and, as a month alone does, «м11»; «9:00» is the number 9. A phone is its last ten digits.
    """
    found: set[str] = set()

    def phone(match: re.Match[str]) -> str:
        found.add("".join(re.findall(r"\d", match[0]))[-10:])
        return " "

    def dated(match: re.Match[str]) -> str:
        month = _which(match.groups()[1:])
        found.update((f"м{month:02}", *(f"{int(day)}.{month:02}" for day in re.findall(r"\d+", match[1]))))
        return " "

    def bare_month(match: re.Match[str]) -> str:
        found.add(f"м{_which(match.groups()):02}")
        return " "

    def clock(match: re.Match[str]) -> str:
        minutes = match[2] or "00"
        found.add(str(int(match[1])) if minutes == "00" else f"{int(match[1])}.{minutes}")
        return " "

    def number(match: re.Match[str]) -> str:
        whole, _, part = match[0].replace(",", ".").partition(".")
        found.add(f"{whole.lstrip('0') or '0'}{'.' if part else ''}{part}")
        return " "

    rest = _PHONE.sub(phone, _ENUMERATOR.sub(" ", text))
    rest = _BARE_MONTH.sub(bare_month, _DATED.sub(dated, _THOUSANDS.sub("", rest)))
    rest = _NUMBER.sub(number, _CLOCK.sub(clock, _DASHED_CLOCK.sub(r"\1 \2:\3", rest)))
    return frozenset(found), rest


def _which(groups: tuple[str | None, ...]) -> int:
    return next(number for number, group in enumerate(groups, 1) if group)


def is_day(fact: str) -> bool:
    """It may be a day of a month; a time of the clock may look the same."""
    day, _, month = fact.partition(".")
    return len(month) == 2 and 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def is_phone(fact: str) -> bool:
    """Digits of a telephone."""
    return len(fact) >= _LEAST_PHONE and fact.isdigit()
