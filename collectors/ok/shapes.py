"""Narrowing JSON of unknown shape; nothing here raises but `Unintelligible`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar, cast

from collectors.errors import Unintelligible

Json = dict[str, object]
V = TypeVar("V")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Longer digit strings are no id or counter of OK, and Python refuses the very long ones.
_MOST_DIGITS = 25


def unexpected(what: str) -> Unintelligible:
    """`what` (Russian) is not as documented."""
    return Unintelligible(f"ответ Одноклассников не такой, как описан: {what}")


def as_object(value: object, what: str) -> Json:
    """A JSON object."""
    if not isinstance(value, dict):
        raise unexpected(what)
    return cast("Json", value)


def as_objects(value: object, what: str) -> list[Json]:
    """A JSON list of objects."""
    if not isinstance(value, list):
        raise unexpected(what)
    return [as_object(each, what) for each in cast("list[object]", value)]


def object_or_empty(value: object) -> Json:
    """The object, or an empty one for anything else."""
    return cast("Json", value) if isinstance(value, dict) else {}


def objects_or_none(value: object) -> list[Json]:
    """The objects of a list; anything else is passed over."""
    listed = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("Json", each) for each in listed if isinstance(each, dict)]


def texts(value: object) -> list[str]:
    """The texts of a list; anything else is passed over."""
    listed = cast("list[object]", value) if isinstance(value, list) else []
    return [each for each in listed if isinstance(each, str)]


def text(value: object) -> str:
    """A trimmed text; a number becomes its digits (ids come either way), anything else is empty."""
    if isinstance(value, str):
        return value.strip()
    number = None if isinstance(value, float) else whole(value)
    return "" if number is None else str(number)


def leaves(value: object) -> list[str]:
    """The texts in a text, an object or a list, one level deep."""
    inner = (value, *object_or_empty(value).values(), *texts(value))
    return [each for each in inner if isinstance(each, str)]


def is_odd(value: object) -> bool:
    """Filled, but neither a text nor a whole number, so `text` cannot read it."""
    return value is True or (bool(value) and not isinstance(value, str) and not text(value))


def whole(value: object) -> int | None:
    """A whole number, also one written as text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**_MOST_DIGITS else None
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value.is_integer() else None
    if isinstance(value, str) and len(value) <= _MOST_DIGITS and value.isascii() and value.isdecimal():
        return int(value)
    return None


def counted(value: object) -> int | None:
    """A count: a whole number that is not below nought."""
    number = whole(value)
    return number if number is not None and number >= 0 else None


def moment(milliseconds: object) -> datetime | None:
    """An aware UTC moment from milliseconds since the epoch; None when there are none."""
    number = whole(milliseconds)
    if number is None or number <= 0:
        return None
    try:
        return _EPOCH + timedelta(milliseconds=number)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Listed(Generic[V]):
    """One page of a list read by anchor. `came` is False when there was no list at all in the answer.

    `has_more` and `anchor` are None when the answer has none.
    """

    values: tuple[V, ...]
    anchor: str | None = None
    has_more: bool | None = None
    came: bool = True

    def is_last(self, asked: str | None) -> bool:
        """Whether the list ends here; `asked` is the anchor this page was asked with (ok.md 4.10)."""
        if self.has_more is not None:
            return not self.has_more
        if not self.values or (self.anchor is not None and self.anchor == asked):
            return True
        return self.anchor is None and asked is not None


def listed(answer: object, name: str, read: Callable[[Json], V]) -> Listed[V]:
    """A page from ``{name: [...], "anchor", "has_more"}``; null, ``[]`` and a missing list are empty pages."""
    if answer is None or answer == []:
        return Listed((), came=answer is not None)
    told = as_object(answer, f"нет списка {name}")
    items = told.get(name)
    values = () if items is None else tuple(read(each) for each in as_objects(items, f"список {name}"))
    has_more = told.get("has_more")
    return Listed(
        values,
        text(told.get("anchor")) or None,
        has_more if isinstance(has_more, bool) else None,
        came=items is not None,
    )
