"""What the text of one cell means: each reading returns a value or raises `CellFault` with a Russian phrase."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain.registry import name_key

W = TypeVar("W", bound=StrEnum)

MAX_CELL = 4_000
# What table programs show, and save, in place of a value they could not count; English and Russian.
ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
    | {"#ПУСТО!", "#ДЕЛ/0!", "#ЗНАЧ!", "#ССЫЛКА!", "#ИМЯ?", "#ЧИСЛО!", "#Н/Д"}
)
# XML 1.0 has no place for these; U+FFFD is what a broken change of encoding leaves behind.
_UNWRITABLE = frozenset("\ufffd\ufffe\uffff")


class CellFault(ValueError):
    """The cell cannot be taken as it is; the message is Russian and does not repeat the value."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose content is no value: a formula, an error, a part of a merged range."""

    reason: str


Cell = str | date | Unreadable


def clean(text: str) -> str:
    """Trimmed, with every run of white space one space, without invisible marks. Raises `CellFault`."""
    if len(text) > MAX_CELL:
        raise CellFault(f"длиннее {MAX_CELL} знаков")
    if any(_is_unwritable(each) for each in text):
        raise CellFault("недопустимый знак: текст, видимо, испорчен при копировании; впишите его заново")
    visible = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def word(words: type[W], text: str) -> W:
    """One of the column's words; case and ё/е do not matter."""
    for each in words:
        if name_key(each) == name_key(text):
            return each
    raise CellFault(f"пишите одно из слов: {', '.join(words)}")


def day(text: str) -> date:
    """A date written as ДД.ММ.ГГГГ."""
    found = re.fullmatch(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", text)
    if not found:
        raise CellFault("нужна дата вида ДД.ММ.ГГГГ")
    try:
        return likely(date(int(found[3]), int(found[2]), int(found[1])))
    except ValueError:
        raise CellFault("такой даты нет в календаре") from None


def likely(value: date) -> date:
    """The same date, unless its year is a slip of the hand."""
    if not 1901 <= value.year <= 2100:
        raise CellFault("год вне 1901–2100")
    return value


def _is_unwritable(each: str) -> bool:
    if each in "\t\n\r":
        return False
    return each in _UNWRITABLE or unicodedata.category(each) in ("Cc", "Cs")
