"""What ЦУР sends through «Госпаблики», and where it was placed (P1.5.4, P1.6.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.finding import DueSource


@dataclass(frozen=True, slots=True)
class CentralItem:
    """A material to publish. Times are aware UTC.

    `number` is the short number people see, `addressed` the organisations it is for (empty: all that keep pages).
    """

    id: int
    number: str
    title: str
    text: str
    links: tuple[str, ...]
    received_at: datetime
    due_at: datetime
    due_source: DueSource
    addressed: frozenset[int] = frozenset()

    @property
    def case(self) -> str:
        """The name of its case in a verdict."""
        return f"item:{self.id}"

    def is_for(self, organisation_id: int) -> bool:
        """Whether the organisation has to publish it."""
        return not self.addressed or organisation_id in self.addressed


class Placing(StrEnum):
    """How an item stands on a page; the value is stored, `label` is shown."""

    AWAITED = "awaited"
    PLACED = "placed"
    LATE = "late"
    EDITED = "edited"
    REMOVED = "removed"
    MISSING = "missing"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Russian, for the matrix."""
        return _LABELS[self]


_LABELS = {
    Placing.AWAITED: "ждём",
    Placing.PLACED: "размещён",
    Placing.LATE: "размещён с опозданием",
    Placing.EDITED: "изменён после размещения",
    Placing.REMOVED: "удалён после размещения",
    Placing.MISSING: "не найден",
    Placing.UNKNOWN: "нет данных",
}


@dataclass(frozen=True, slots=True)
class Placement:
    """The post in which an item was recognised on a page. `lost_at`: no later text of the post holds it."""

    item_id: int
    page_id: int
    post_id: str
    published_at: datetime
    found_at: datetime
    lost_at: datetime | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Addressed:
    """An item a page has to carry, and the post in which it was recognised there, if it was."""

    item: CentralItem
    placement: Placement | None = None
