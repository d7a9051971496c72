"""Reading JSON of unknown shape: what is not as documented raises Unintelligible, unknown keys are ignored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeGuard, TypeVar, cast

from collectors.errors import Unintelligible

T = TypeVar("T")
Json = Mapping[str, object]


def mapping(value: object, what: str) -> Json:
    """An object; `what` names it in the error."""
    if not isinstance(value, dict):
        raise _odd(what)
    return cast("Json", value)


def sequence(value: object, what: str) -> Sequence[object]:
    """A list."""
    if not is_list(value):
        raise _odd(what)
    return value


def whole(value: object, what: str) -> int:
    """A whole number; 12.0 is one, as VK writes some ids (vknet/vk, ResolveScreenName_Group.json)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        raise _odd(what)
    return int(value)


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """A list of whatever."""
    return isinstance(value, list)


def text(value: object, what: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise _odd(what)
    return value


def flag(value: object, what: str) -> bool:
    """true, false, 1 or 0."""
    if value not in (0, 1):
        raise _odd(what)
    return bool(value)


def moment(value: object, what: str) -> datetime:
    """Unix seconds as aware UTC."""
    try:
        return datetime.fromtimestamp(whole(value, what), UTC)
    except (OverflowError, OSError, ValueError):
        raise _odd(what) from None


def optional(owner: Json, key: str, read: Callable[[object, str], T]) -> T | None:
    """The field, or None when it did not come or came as null."""
    value = owner.get(key)
    return None if value is None else read(value, key)


def required(owner: Json, key: str, read: Callable[[object, str], T]) -> T:
    """The field; one that did not come is not as documented."""
    return read(owner.get(key), key)


def each(owner: Json, key: str) -> list[Json]:
    """A list of objects; empty when it did not come."""
    found = optional(owner, key, sequence) or ()
    return [mapping(item, key) for item in found]


def _odd(what: str) -> Unintelligible:
    return Unintelligible(f"ответ ВКонтакте не по описанию: {what}")
