"""Reads tables of a TOML file key by key; everything wrong is collected with its place, nothing is raised."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar, cast

from domain.norm import Param

E = TypeVar("E", bound=StrEnum)


def place_of(error: tomllib.TOMLDecodeError) -> str:
    """«в строке 3, знак 8»: where the parser stopped; its own words are English."""
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return f"в строке {found[1]}, знак {found[2]}" if found else "в конце файла"


class Row:
    """One table. A required key that is missing or wrong leaves a fault and a harmless value in its stead."""

    def __init__(self, table: Mapping[str, object], place: str, faults: list[str]) -> None:
        self._table = table
        self._place = place
        self._faults = faults
        self._asked: set[str] = set()

    def text(self, key: str) -> str:
        """A required text, trimmed."""
        found = self.text_or_none(key)
        if found is None:
            self.complain(f"нет ключа «{key}»")
        return found or ""

    def text_or_none(self, key: str) -> str | None:
        """A text, trimmed; an empty one is a fault."""
        value = self._take(key)
        if value is None or (isinstance(value, str) and value.strip()):
            return None if value is None else str(value).strip()
        self.complain(f"«{key}» — не непустая строка")
        return ""

    def whole_or_none(self, key: str) -> int | None:
        """A whole number not below zero."""
        value = self._take(key)
        if value is None or (type(value) is int and value >= 0):
            return value
        self.complain(f"«{key}» — не целое число от нуля")
        return None

    def word(self, key: str, words: type[E], default: E) -> E:
        """One of the words of an enumeration."""
        value = self._take(key)
        return default if value is None else self._known(key, value, words, default)

    def words(self, key: str, words: type[E], default: E) -> tuple[E, ...]:
        """A list of words of an enumeration, not empty."""
        value = self._take(key)
        if value is None:
            return (default,)
        if not isinstance(value, list) or not value:
            self.complain(f"«{key}» — не непустой список")
            return (default,)
        return tuple(self._known(key, item, words, default) for item in cast("list[object]", value))

    def params(self, key: str) -> dict[str, Param]:
        """A table of numbers, texts and yes-or-no."""
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.complain(f"«{key}» — не таблица")
            return {}
        named = cast("dict[str, object]", value)
        for name in (name for name, held in named.items() if not isinstance(held, int | float | bool | str)):
            self.complain(f"параметр «{name}» — не число, не строка и не true/false")
        return {name: held for name, held in named.items() if isinstance(held, int | float | bool | str)}

    def rows(self, key: str) -> tuple[Mapping[str, object], ...]:
        """The tables written as ``[[key]]``, in file order."""
        value = self._take(key)
        tables = cast("list[object]", value) if isinstance(value, list) else []
        if value is not None and (not tables or not all(isinstance(table, dict) for table in tables)):
            self.complain(f"«{key}» пишут таблицами [[{key}]]")
            return ()
        return tuple(cast("Mapping[str, object]", table) for table in tables)

    def close(self) -> None:
        """Say which keys nobody asked for."""
        for key in sorted(self._table.keys() - self._asked):
            self.complain(f"неизвестный ключ «{key}»")

    def complain(self, complaint: str) -> None:
        """Add a fault of this table."""
        self._faults.append(f"{self._place}: {complaint}")

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._table.get(key)

    def _known(self, key: str, value: object, words: type[E], default: E) -> E:
        known: Iterable[E] = words
        found = next((word for word in known if word.value == value), None)
        if found is None:
            self.complain(f"«{key}» = «{value}», а бывает: {', '.join(words)}")
        return found or default
