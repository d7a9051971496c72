"""Matters: what was found, from its opening to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.finding import DueSource, MatterKind, Subject
from domain.norm import Force, Severity


class Event(StrEnum):
    """What happens to a matter and may be told; FOLLOWED (the next week took over) never is."""

    OPENED = "opened"
    REMINDER_0 = "reminder_0"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    FOLLOWED = "followed"

    @property
    def is_ending(self) -> bool:
        """The matter is over with it."""
        return self in (Event.RESOLVED, Event.WITHDRAWN, Event.EXPIRED, Event.FOLLOWED)

    @property
    def is_reminder(self) -> bool:
        """One of the three days on which a deadline is recalled."""
        return self in REMINDERS


REMINDERS = (Event.REMINDER_0, Event.REMINDER_1, Event.REMINDER_2)
SPOKEN_ENDINGS = (Event.RESOLVED, Event.WITHDRAWN, Event.EXPIRED)


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter in its present occurrence; times aware UTC.

    `occurrence` counts openings of the same rule, subject, period and kind; `streak` the weeks in a row.
    `announced_at` is the first confirmed delivery of this occurrence's opening to anybody.
    """

    id: int
    rule: str
    subject: Subject
    period: str
    kind: MatterKind
    organisation_id: int | None
    occurrence: int
    streak: int
    opened_at: datetime
    due_at: datetime | None
    due_source: DueSource | None
    evidence: str
    clause: str
    clauses: tuple[str, ...]
    force: Force
    severity: Severity
    params: str
    announced_at: datetime | None = None
    muted_since: datetime | None = None
    ended_at: datetime | None = None
    ending: Event | None = None
    ending_note: str = ""

    @property
    def is_open(self) -> bool:
        """Not ended."""
        return self.ended_at is None

    def is_overdue(self, now: datetime, zone: ZoneInfo) -> bool:
        """The deadline's last local day is over at `now`; a deadline at midnight ends with the day before."""
        if self.due_at is None:
            return False
        last = self.due_at - timedelta(microseconds=1)
        return last.astimezone(zone).date() < now.astimezone(zone).date()

    @property
    def is_case(self) -> bool:
        """It is about one thing of many (a request, an item, a planned post), not a week or a standing duty."""
        return ":" in self.period

    @property
    def told_ending(self) -> Event | None:
        """The ending as far as people are told of it: None while open, and when the next week took over."""
        return self.ending if self.ending in SPOKEN_ENDINGS else None

    @property
    def worst_first(self) -> tuple[int, int, int, datetime]:
        """Sort key: mandatory before the rest, violations before confirmations, then severity, then age."""
        kinds = (MatterKind.VIOLATION, MatterKind.TECHNICAL, MatterKind.CONFIRMATION)
        optional = self.force is not Force.MANDATORY and self.kind is MatterKind.VIOLATION
        return (kinds.index(self.kind), int(optional), self.severity.rank, self.opened_at)


@dataclass(frozen=True, slots=True)
class MatterEvent:
    """One line of a matter's journal; `announced` tells whether its opening had reached anybody by then.

    `organisation` is its short name, also of one that has left the registry since.
    """

    matter: Matter
    event: Event
    at: datetime
    note: str
    announced: bool
    organisation: str | None = None
