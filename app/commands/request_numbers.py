"""Numbers of requests: written as in the paper, found again however they are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.commands.fault import CommandFault
from domain.request import Request

LONGEST = 40
_DASHES = str.maketrans("‐‑‒–—−", "------")
# A number travels in letters, so it may not be a place for words about people.
_NUMBER = re.compile(r"(?=.*\d)[\w/.()-]+")
_PHONE = re.compile(r"[+8]?[\d()-]{10,}")
_WORD = re.compile(r"[^\W\d_]{6,}")
_LONG_RUN = re.compile(r"\d{10,}")


def number_of(written: str, option: str) -> str:
    """«№ 15–04/123» as «15-04/123». Raises `CommandFault` on what is no number of a paper."""
    number = re.sub(r"\s+", "", written.translate(_DASHES)).removeprefix("№").removeprefix("N")
    if len(number) > LONGEST or not _NUMBER.fullmatch(number) or _is_personal(number):
        raise CommandFault(
            f"{option}: нужен номер документа, например 15-04/123: цифры, буквы, дефис, дробь, не длиннее {LONGEST}"
        )
    return number


def _is_personal(number: str) -> bool:
    """It holds a word as long as a surname, or a telephone."""
    return _WORD.search(number) is not None or _LONG_RUN.search(number) is not None or _is_phone(number)


def _is_phone(number: str) -> bool:
    digits = [sign for sign in number if sign.isdigit()]
    return _PHONE.fullmatch(number) is not None and len(digits) in (10, 11) and "/" not in number


def only_one(found: Sequence[Request], number: str, names: Sequence[str]) -> Request:
    """The request that is meant; `names` are titles with whose each is. Raises `CommandFault` with the choices."""
    if not found:
        raise CommandFault(f"запроса № {number} в журнале нет; список: postovoy request list --all")
    waiting = [request for request in found if request.answered is None]
    if len(waiting) == 1:
        return waiting[0]
    if not waiting:
        given = "; ".join(
            f"{title} — {request.answered:%d.%m.%Y}" for request, title in zip(found, names, strict=True)
        )
        raise CommandFault(f"ответ уже отмечен: {given}")
    choices = "; ".join(title for request, title in zip(found, names, strict=True) if request.answered is None)
    raise CommandFault(f"запросов № {number} без ответа несколько, уточните --received или --org: {choices}")
