"""A letter as it is claimed for delivery: matters and events, no text yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.matter import Event, Matter
from domain.network import Network


class LetterKind(StrEnum):
    """One organisation's alert, a list instead of many alerts, what holds at the first /start, the digest."""

    ALERT = "alert"
    STORM = "storm"
    CATCH_UP = "catch_up"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page as a message may show it. `title` is the page's own name, None when never read.

    `is_new` is True until the reader was shown that name.
    """

    id: int
    network: Network
    url: str
    title: str | None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One event of one matter; `page` is None when the matter is not about a page of the registry."""

    matter: Matter
    event: Event
    page: PageCard | None


@dataclass(frozen=True, slots=True)
class Part:
    """What a letter says about one organisation (None: about a network or the administration's duties)."""

    organisation_id: int | None
    name: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed letter; `id` is the short number people see, `week` only for a digest («2026-W47»).

    `progress` is how many of its items are known to have arrived, `attempts` counts this claim too.
    """

    id: int
    person_id: int
    chat_id: int
    kind: LetterKind
    created_at: datetime
    parts: tuple[Part, ...] = ()
    week: str | None = None
    progress: int = 0
    attempts: int = 1
