"""Reading a list backwards page by page while it changes: no item twice, no gap unnoticed. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, TypeVar

T = TypeVar("T")

OVERLAP = 2
"""Items asked for again on the next page; when none of them comes back, the list has moved under us."""


class Step(Enum):
    """ON: there is more. END: the list is read to its end. TORN: there may be a gap before this page."""

    ON = auto()
    END = auto()
    TORN = auto()


@dataclass(slots=True)
class Backwards(Generic[T]):
    """Items in the order they came, by id; `offset` is where the next page begins."""

    items: dict[Hashable, T] = field(default_factory=dict[Hashable, T])
    offset: int = 0

    def take(self, came: Iterable[tuple[Hashable, T]], *, asked: int, size: int, total: int | None) -> Step:
        """Take a page: of `asked` items `size` came, those in `came` count; `total` on the list, None not told."""
        page = dict(came)
        fresh = {key: item for key, item in page.items() if key not in self.items}
        if self.items and len(fresh) == len(page):
            return Step.TORN
        self.items |= fresh
        reached = self.offset + size
        if total is not None and reached >= total:
            return Step.END
        if not fresh and (self.items or not size):
            return Step.END if size < asked else Step.TORN
        self.offset = max(0, reached - OVERLAP)
        return Step.ON
