"""What the monthly report says, before it is put into words. No names of people anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.month import Month

Span = tuple[date, date, date | None]
"""The local days on which something was asked, was due, and was done (None: not yet)."""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One complete week: pages that met the norm, fell short, could not be judged; their publications.

    `posts` and `disputed` are those of the judged pages alone; the disputed are not among `posts`.
    """

    title: str
    met: int
    short: int
    unknown: int
    posts: int
    disputed: int

    @property
    def judged(self) -> int:
        """Pages of which it is known."""
        return self.met + self.short

    @property
    def average(self) -> float | None:
        """Publications a judged page."""
        return self.posts / self.judged if self.judged else None

    @property
    def share(self) -> float | None:
        """How many of the judged pages met the norm, per cent."""
        return 100 * self.met / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Balance:
    """Matters of one kind: `before` + `opened` = `resolved` + `ran_out` + `withdrawn` + `left`.

    `ran_out`: the week they were about passed, which remedies nothing; `withdrawn`: exempt, archived, switched off.
    """

    before: int
    opened: int
    resolved: int
    ran_out: int
    withdrawn: int
    left: int


@dataclass(frozen=True, slots=True)
class Kept:
    """How many organisations keep a clause, break it, or may do either; `unknown` covers unanswered questions."""

    kept: int
    broken: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """What is cited as one clause, its mandatory requirements that are checked, and numbers of violations.

    `now` is None in a report about a month long over, of which nobody keeps what was in order.
    """

    cite: str
    titles: tuple[str, ...]
    opened: int
    resolved: int
    left: int
    now: Kept | None


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A matter that was open at the end; `later` tells what has become of it since, empty when nothing."""

    number: int
    organisation: str
    fact: str
    cites: tuple[str, ...]
    opened: date
    deadline: str
    is_overdue: bool
    later: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """What one organisation has to confirm, `count` questions in all, and the earliest deadline in words."""

    organisation: str
    what: tuple[str, ...]
    count: int
    deadline: str


@dataclass(frozen=True, slots=True)
class Dues:
    """Things with a deadline in a stretch of days: `before` + `received` = `in_time` + `late` + `left`."""

    before: int = 0
    received: int = 0
    in_time: int = 0
    late: int = 0
    left: int = 0
    overdue: int = 0

    @classmethod
    def of(cls, spans: Iterable[Span], first: date, last: date, today: date) -> Dues:
        """Counted from `first` to `last`, both included; what came later or was done earlier is left out.

        On `today` it is told what is overdue; the last day of a deadline has to be over.
        """
        met = [span for span in spans if span[0] <= last and not (span[2] and span[2] < first)]
        done = [(due, day) for _, due, day in met if day is not None and day <= last]
        left = [due for _, due, day in met if day is None or day > last]
        in_time = sum(day <= due for due, day in done)
        return cls(
            before=sum(asked < first for asked, _, _ in met),
            received=sum(asked >= first for asked, _, _ in met),
            in_time=in_time,
            late=len(done) - in_time,
            left=len(left),
            overdue=sum(due < today for due in left),
        )

    @property
    def is_empty(self) -> bool:
        """There was nothing at all."""
        return self == Dues()


@dataclass(frozen=True, slots=True)
class Central:
    """Materials of «Госпаблики» received in the month, and how they stand on the pages they were for.

    `places` maps how an item stands (Russian) to on how many pages it stands so, in the order to show.
    """

    items: int = 0
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """A line of the journal of assistance (D2.c)."""

    day: date
    organisation: str
    topic: str


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Everything the report says. `until` (aware UTC) is the month's end, or `made_at` while it still runs.

    `norm` is how many publications a week are asked for, None where no such norm is checked. `violations` count
    mandatory requirements only. `checks` and `checks_before` are how many whole checks there were in the month and
    in the one before: what nobody looked at is unknown, whatever is counted of it. `began` is the local day of the
    first check there ever was, `checked_at` the end of the last one; both None before any. `unchecked` are clauses
    with duties that the program does not check.
    """

    decree: str
    organisations: int
    pages: int
    month: Month
    made_at: datetime
    until: datetime
    norm: int | None
    weeks: tuple[WeekLine, ...]
    weeks_before: tuple[WeekLine, ...]
    clauses: tuple[ClauseLine, ...]
    unchecked: tuple[str, ...]
    violations: Balance
    violations_before: Balance
    open: tuple[OpenLine, ...]
    recommendations: tuple[OpenLine, ...]
    awaited: tuple[Awaited, ...]
    cur_requests: Dues
    cur_notices: Dues
    central: Central
    help: tuple[Help, ...]
    checks: int
    checks_before: int
    began: date | None
    checked_at: datetime | None
    gaps: tuple[str, ...]

    @property
    def is_running(self) -> bool:
        """The month has not ended yet."""
        return self.until < self.month.end

    @property
    def is_seen(self) -> bool:
        """Somebody looked."""
        return self.checks > 0

    @property
    def is_seen_before(self) -> bool:
        """Somebody looked in the month before."""
        return self.checks_before > 0

    @property
    def began_within(self) -> date | None:
        """The day the program began in the midst of the month, None when it did not."""
        return self.began if self.began and self.month.first < self.began <= self.month.last else None

    def knows_the_start(self, month: Month) -> bool:
        """Somebody had looked before that month began."""
        return self.began is not None and self.began < month.first
