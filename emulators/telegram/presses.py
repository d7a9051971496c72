"""Pressed buttons that wait for `answerCallbackQuery`, and the short notices people got in answer."""

from __future__ import annotations

import time
from dataclasses import dataclass

from emulators.telegram.answers import QUERY_TOO_OLD, bad_request


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button; `query_id` is the id of its callback query, `at` is monotonic seconds."""

    query_id: str
    user_id: int
    data: str
    at: float


@dataclass(frozen=True, slots=True)
class Toast:
    """A notice over the chat; an `alert` wants to be closed by hand. `revision`: the change it came with."""

    text: str
    alert: bool
    revision: int


class Presses:
    """Each press can be answered once, within `lifetime` seconds."""

    def __init__(self) -> None:
        # Telegram names no number; bots that took longer than this got "query is too old".
        self.lifetime = 15.0
        self._open: dict[str, Press] = {}
        self._count = 0

    def add(self, user_id: int, data: str) -> Press:
        """Remember a press under a new id."""
        self._count += 1
        press = Press(f"{user_id}{self._count:06d}", user_id, data, time.monotonic())
        self._open[press.query_id] = press
        return press

    def is_open(self, query_id: str) -> bool:
        """Whether the press can still be answered."""
        press = self._open.get(query_id)
        return press is not None and time.monotonic() - press.at <= self.lifetime

    def answer(self, query_id: str) -> Press:
        """Take the press out.

        Raises:
            Refusal: 400, it was answered already, is too old, or never was.
        """
        if not self.is_open(query_id):
            raise bad_request(QUERY_TOO_OLD)
        return self._open.pop(query_id)
