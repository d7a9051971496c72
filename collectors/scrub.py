"""What may be kept of a network's answer or error: its shape without anybody's words, secrets masked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

LARGEST_BYTES = 64 * 1024
"""Of a kept answer (architecture 5)."""

LONGEST_MESSAGE = 300
DEEPEST = 40
MOST_ITEMS = 50
MOST_FIELDS = 500
MOST_VALUES = 20_000
"""Looked at in one answer; more would not fit, and the whole program waits meanwhile."""
PLAIN_NUMBER = 10_000
"""Codes, flags and counters are below; numbers of people, pages and phones are above."""

_FIELD_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]{0,39}")

# In this order: a parameter's value first, then whatever looks like a key, an address or a number by itself.
_MASKS = (
    (
        re.compile(
            r"((?:token|secret|key|sig|hash|password)\w*[\"']?\s*[=:]\s*[\"']?)[^\s&,;\"')]+", re.IGNORECASE
        ),
        r"\1***",
    ),
    (re.compile(r"https?://[^\s\"'<>)]+"), "<url>"),
    (re.compile(r"\S+@\S+"), "<email>"),
    (re.compile(r"\bvk1\.[\w.\-]+|(?<![\w\-])[A-Za-z0-9_\-]{20,}"), "***"),
    (re.compile(r"(?<!\w)\+?\d(?:[\s()\-]{0,2}\d){8,}"), "<number>"),
)


def skeleton(obj: object) -> str:
    """The answer as JSON with every string and every long number replaced by its length; at most 64 KB, ASCII.

    Lists show their first items, nesting its first levels; a cut answer ends with «...».
    """
    text = json.dumps(_Bare().shape(obj, DEEPEST), ensure_ascii=True)
    return text if len(text) <= LARGEST_BYTES else text[: LARGEST_BYTES - 3] + "..."


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """An error message fit for a log: `secrets`, keys, addresses, e-mails and phones masked; 300 characters."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 1] + "…"


@dataclass(slots=True)
class _Bare:
    """Takes words and names out of an answer, `left` values more."""

    left: int = MOST_VALUES

    def shape(self, value: object, levels: int) -> object:
        self.left -= 1
        match value:
            case None | bool():
                return value
            case int() | float():
                return _number(value)
            case str() | bytes():
                return f"<{len(value)}>"
            case _:
                return self._nested(value, levels - 1) if levels and self.left > 0 else "<more>"

    def _nested(self, value: object, levels: int) -> object:
        if isinstance(value, Mapping):
            fields = islice(cast("Mapping[object, object]", value).items(), MOST_FIELDS)
            return {_name(key): self.shape(each, levels) for key, each in fields}
        if not isinstance(value, Sequence):
            return f"<{type(value).__name__}>"
        items = cast("Sequence[object]", value)
        shown = [self.shape(each, levels) for each in items[:MOST_ITEMS]]
        return [*shown, f"<{len(items) - MOST_ITEMS} more>"] if len(items) > MOST_ITEMS else shown


def _number(value: float) -> object:
    if abs(value) < PLAIN_NUMBER:
        return value
    return f"<{len(str(int(value)))} digits>" if abs(value) < 10**20 else "<long number>"


def _name(key: object) -> str:
    """A field's name tells the shape; a key that is no field's name may be somebody's."""
    text = str(key)
    return text if _FIELD_NAME.fullmatch(text) else f"<{len(text)}>"
