"""Counters of publications by parts of a month, as the monthly form of ЦУР asks (clauses, 3a-2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.month import Month
from domain.network import Network
from domain.post import Counting, PostKind
from domain.week import local_midnight


class Counter(StrEnum):
    """What is counted; the value is the Russian name, in the genitive where it follows «количество»."""

    POSTS = "Посты"
    VIEWS = "Просмотры"
    REPOSTS = "Репосты"
    COMMENTS = "Комментарии"
    LIKES = "Лайки"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of counters. None: nothing is known of any; `is_partial`: there is more that nothing is known of.

    `told` is how many publications it is the sum of, those that told nothing left out.
    """

    value: int | None
    is_partial: bool = False
    told: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A publication with its counters as last seen, None where the network did not tell. Times are aware UTC."""

    page_id: int
    id: str
    published_at: datetime
    kind: PostKind
    likes: int | None = None
    comments: int | None = None
    reposts: int | None = None
    views: int | None = None
    is_deleted: bool = False

    @property
    def counts(self) -> bool:
        """It is the page's own publication: no advertisement, nothing postponed or by visitors."""
        return self.kind.counting is not Counting.EXCLUDED

    def of(self, counter: Counter) -> int | None:
        """What it adds to a counter."""
        match counter:
            case Counter.POSTS:
                return 1
            case Counter.VIEWS:
                return self.views
            case Counter.REPOSTS:
                return self.reposts
            case Counter.COMMENTS:
                return self.comments
            case Counter.LIKES:
                return self.likes


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a month, both local days included; `last` before `first` in a part the month does not have."""

    title: str
    first: date
    last: date
    zone: ZoneInfo

    @property
    def is_empty(self) -> bool:
        """February of 28 days has no days left over."""
        return self.last < self.first

    @property
    def start(self) -> datetime:
        """The first moment, aware UTC."""
        return local_midnight(self.first, self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after it, aware UTC."""
        return local_midnight(self.last + timedelta(days=1), self.zone)

    def __contains__(self, moment: datetime) -> bool:
        return self.first <= moment.astimezone(self.zone).date() <= self.last


@dataclass(frozen=True, slots=True)
class PageCounts:
    """What is known of one page in a month: `parts` are its publications stretch by stretch.

    `gaps` say for each stretch why publications may be unseen, None where all were seen. `network_id` makes links
    to its publications.
    """

    organisation: str
    network: Network
    network_id: int | None
    url: str
    parts: tuple[tuple[Counted, ...], ...]
    gaps: tuple[str | None, ...]

    def amounts(self, counter: Counter) -> tuple[Amount, ...]:
        """One counter, stretch by stretch."""
        return tuple(
            amount_of([post.of(counter) for post in posts], gap)
            for posts, gap in zip(self.parts, self.gaps, strict=True)
        )


def stretches(month: Month) -> tuple[Stretch, ...]:
    """Four weeks of seven days from the first day on, and the days left over.

    The form's own borders are in no source, so they are ours and the paper says so.
    """
    weeks = [(f"{number + 1} неделя", 7 * number, 7 * number + 6) for number in range(4)]
    parts = [*weeks, ("ост. дни", 28, (month.last - month.first).days)]
    return tuple(
        Stretch(title, month.first + timedelta(days=begin), month.first + timedelta(days=end), month.zone)
        for title, begin, end in parts
    )


def amount_of(values: Iterable[int | None], gap: str | None) -> Amount:
    """The sum of what came; with a `gap` something may be missing, and what did not come is never 0."""
    told = list(values)
    known = [each for each in told if each is not None]
    return _amount(sum(known), len(known), is_partial=gap is not None or len(known) < len(told))


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of sums."""
    each = list(amounts)
    known = sum(amount.value for amount in each if amount.value is not None)
    is_partial = any(amount.is_partial for amount in each)
    return _amount(known, sum(amount.told for amount in each), is_partial=is_partial)


def _amount(known: int, told: int, *, is_partial: bool) -> Amount:
    """A part that comes to 0 says nothing of the whole."""
    return Amount(None if is_partial and known == 0 else known, is_partial, told)
