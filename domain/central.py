"""What ЦУР sends through «Госпаблики», and where it was placed (P1.5.4, P1.6.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.finding import DueSource

SLACK = timedelta(days=1)
"""A material is often noted down later than it came, so what was published so long before counts too."""


@dataclass(frozen=True, slots=True)
class CentralItem:
    """A material to publish. Times are aware UTC.

    `number` is the short number people see, `addressed` the organisations it is for (empty: all that keep pages).
    `text` is empty when it is nothing but `links`. `due_at` holds where the material itself named its deadline.
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

    @property
    def counts_from(self) -> datetime:
        """Since when a publication of it may stand on a page."""
        return self.received_at - SLACK

    def due(self, by_setting: timedelta) -> datetime:
        """Its own deadline, else so long after it was received."""
        return self.due_at if self.due_source is DueSource.REQUEST else self.received_at + by_setting

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
    """The post in which an item was recognised on a page; times aware UTC.

    `lost_at`: no later text of the post holds it; `removed_at`: the post was deleted. `confirmed`: a person said
    that it is the one, and the program does not go back on that.
    """

    item_id: int
    page_id: int
    post_id: str
    published_at: datetime
    found_at: datetime
    lost_at: datetime | None = None
    removed_at: datetime | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A post much like an item, but for `why` (Russian): whether it publishes it a person decides."""

    item_id: int
    page_id: int
    post_id: str
    published_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Addressed:
    """An item a page has to carry, the post in which it was recognised there, else one that is much like it."""

    item: CentralItem
    placement: Placement | None = None
    alike: Resemblance | None = None


def placing(each: Addressed, now: datetime, due: datetime, unseen: str | None) -> Placing:
    """How the item stands at `now`, given why a publication of it may have gone unseen (None: none can have).

    Not before its deadline is an item missing, and never where something much like it was published.
    """
    found = each.placement
    if found is None:
        if now < due:
            return Placing.AWAITED
        return Placing.UNKNOWN if each.alike or unseen else Placing.MISSING
    if found.removed_at is not None:
        return Placing.REMOVED
    if found.lost_at is not None and not found.confirmed:
        return Placing.EDITED
    return Placing.PLACED if found.published_at <= due else Placing.LATE
