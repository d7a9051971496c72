"""Reading a feed back by anchor, and how far back what was read provably reaches; the judging part is pure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Generic, TypeVar

from collectors.ok.parse_posts import Topic
from collectors.ok.shapes import Listed
from domain.reading import Fetched

V = TypeVar("V")
Ask = Callable[[str | None], Awaitable[Listed[V]]]

# A feed that has not ended by then is left at what was read.
MOST_PAGES = 40
# Where a list is out of order, so many old topics in a row at its end are proof enough.
_TAIL = 5


@dataclass(slots=True)
class Heap(Generic[V]):
    """What pages brought so far, in their order. `ended`: the network said, its own way, that this is all.

    `pages` are counted; `came` is False when the last answer held no list at all.
    """

    values: list[V] = field(default_factory=list[V])
    ended: bool = False
    came: bool = True
    pages: int = 0


async def read_on(ask: Ask[V], enough: Callable[[Sequence[V]], bool]) -> Heap[V]:
    """Ask page after page until there is enough, the list ends, or it leads nowhere."""
    heap: Heap[V] = Heap()
    anchor: str | None = None
    met: set[str | None] = {None}
    promised = False
    while heap.pages < MOST_PAGES:
        page = await ask(anchor)
        heap.values.extend(page.values)
        heap.pages += 1
        heap.came = page.came
        # No list where the page before said that there is more: a fault, not an end.
        heap.ended = page.is_last(anchor) and (page.came or not promised)
        if heap.ended or not page.came or enough(heap.values) or page.anchor in met:
            break
        anchor, promised = page.anchor, page.has_more is True
        met.add(anchor)
    return heap


def reaches(topics: Sequence[Topic], since: datetime) -> bool:
    """Whether a feed read so far provably holds all that is newer than `since`.

    Pinned topics stand first, out of order, and prove nothing. One topic alone may be such a one unmarked.
    """
    times = _unpinned_times(topics)
    needed, tail = (2, times[-1:]) if _is_falling(times) else (_TAIL + 1, times[-_TAIL:])
    return len(times) >= needed and not _is_rising(tail) and all(each < since for each in tail)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What was asked of a feed. `start` is where the list itself was told to begin, None: at the beginning.

    `themes` is the group's own count of topics; `expected` that topics were seen here before.
    """

    since: datetime
    read_at: datetime
    start: datetime | None = None
    themes: int | None = None
    expected: bool = False


def fetched(heap: Heap[Topic], topics: Sequence[Topic], bounds: Bounds) -> Fetched[Topic]:
    """The topics with their coverage, judged by the heap as it came.

    A list of topics none of which could be had proves nothing.
    """
    values = tuple({each.post.id: each for each in topics}.values())
    times = _unpinned_times(heap.values)
    proved = times[-1] if len(times) > 1 and _is_falling(times) else None
    if heap.values and not topics:
        return Fetched((), bounds.read_at, bounds.read_at, complete=False)
    if heap.ended and not _is_doubtful(heap, bounds):
        return Fetched(values, bounds.read_at, _beginning(heap.values, bounds))
    if reaches(heap.values, bounds.since):
        return Fetched(values, bounds.read_at, proved or bounds.since)
    return Fetched(values, bounds.read_at, proved or bounds.read_at, complete=False)


def _beginning(listed: Sequence[Topic], bounds: Bounds) -> datetime | None:
    """Where an ended list provably begins.

    How long OK keeps statistics is unsourced: that nothing came before the oldest topic is believed only as far as
    needed, or where the group's own counter knows of no more topics than were listed.
    """
    if bounds.start is None or (bounds.themes is not None and _seen(listed) >= bounds.themes):
        return bounds.start
    oldest = min((each.post.published_at for each in listed), default=bounds.since)
    return max(bounds.start, min(bounds.since, oldest))


def _is_doubtful(heap: Heap[Topic], bounds: Bounds) -> bool:
    """An end that other signs contradict is no end: missing topics would look like a silent page."""
    seen = _seen(heap.values)
    if not seen and (bounds.expected or (not heap.came and bounds.themes != 0)):
        return True
    return bounds.start is None and bounds.themes is not None and seen < bounds.themes


def _seen(topics: Sequence[Topic]) -> int:
    return len({each.post.id for each in topics})


def _unpinned_times(topics: Sequence[Topic]) -> list[datetime]:
    """Times in the order of the feed, without a first one that is pinned and not marked so."""
    times = [each.post.published_at for each in topics if not each.post.pinned]
    return times[1:] if len(times) > 1 and times[0] < times[1] else times


def _is_falling(times: Sequence[datetime]) -> bool:
    return all(later <= earlier for earlier, later in pairwise(times))


def _is_rising(times: Sequence[datetime]) -> bool:
    """An oldest-first list begins with old topics, which say nothing about the newest."""
    return len(times) > 1 and all(later > earlier for earlier, later in pairwise(times))
