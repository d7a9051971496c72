"""What the program's own run log tells of a week of control (D2.b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.network import Network
from domain.week import Week


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page nobody could read in the week; `reason` is the trouble that lasts since, Russian, or empty."""

    organisation: str
    network: Network
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Controlled:
    """A complete week. `began` is when the program's first cycle started (aware UTC), None when there was none.

    `cycles` is how many ended in the week. `pages` is how many pages were to be read: those in the registry since
    before the week, of organisations that keep pages, in networks that are on; `unread` are those of them that
    never answered in it. `is_recorded` is False when nobody kept yet which pages answered.
    """

    week: Week
    began: datetime | None = None
    cycles: int = 0
    pages: int = 0
    unread: tuple[UnreadPage, ...] = ()
    off: tuple[Network, ...] = ()
    is_recorded: bool = True
