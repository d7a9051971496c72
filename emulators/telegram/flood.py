"""Flood control on order: so many messages to one chat in so many seconds, then 429 with `retry_after`."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass

from emulators.telegram.answers import too_many_requests


@dataclass(frozen=True, slots=True)
class FloodLimit:
    """At most `messages` to one chat within any `seconds`.

    Telegram's own advice is one a second to a person and 20 a minute to a group:
    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this.
    """

    messages: int
    seconds: float


class Flood:
    """Counts messages by chat on the monotonic clock; no limit until `limit` is set."""

    def __init__(self) -> None:
        self.limit: FloodLimit | None = None
        self._sent: defaultdict[int, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """Count one message to the chat.

        Raises:
            Refusal: 429, the chat has had its share; nothing is counted then.
        """
        if self.limit is None:
            return
        now = time.monotonic()
        sent = self._sent[chat_id]
        while sent and now - sent[0] >= self.limit.seconds:
            sent.popleft()
        if len(sent) >= self.limit.messages:
            raise too_many_requests(math.ceil(self.limit.seconds - (now - sent[0])) or 1)
        sent.append(now)
