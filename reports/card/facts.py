"""What the card of a matter says, before it becomes a paper. No names of people anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause and its words, as they stand in the decree; `quote` is empty when the decree has changed since."""

    cite: str
    quote: str


@dataclass(frozen=True, slots=True)
class CountedPost:
    """A publication that was looked at: what it is, and whether it was counted. `url` is empty when not known."""

    published_at: datetime
    kind: str
    counting: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class CardEvent:
    """A line of the matter's journal; `at` is aware UTC."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Everything the card says. Texts are Russian; times are aware UTC.

    `name` is what it is called: «нарушение» only for a mandatory requirement. `counted_about` says what `counted`
    are, empty where the matter is not about counting. `checked_at` is the end of the last check, `page_read_at`
    when the page last answered.
    """

    number: int
    name: str
    decree: str
    organisation: str
    page: str
    requirement: str
    grounds: tuple[Ground, ...]
    fact: str
    evidence_now: str
    counted_about: str
    counted: tuple[CountedPost, ...]
    deadline: str
    remedied_by: str
    status: str
    journal: tuple[CardEvent, ...]
    opened_at: datetime
    checked_at: datetime | None
    page_read_at: datetime | None
    made_at: datetime
    zone: ZoneInfo
