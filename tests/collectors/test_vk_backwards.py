"""Paging through a list that changes meanwhile: nothing twice, and no gap goes unnoticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.vk.backwards import Backwards, Step

PAGE = 5
CHANGE = st.just(0) | st.integers(1, 30)


def _take(feed: Backwards[int], wall: list[int], *, total: bool) -> Step:
    page = wall[feed.offset : feed.offset + PAGE]
    counted = len(wall) if total else None
    return feed.take(((each, each) for each in page), asked=PAGE, size=len(page), total=counted)


@given(length=st.integers(0, 40), total=st.booleans())
def test_a_still_list_is_read_to_its_end_in_order(length: int, total: bool) -> None:
    wall, feed = list(range(length, 0, -1)), Backwards[int]()
    steps = [_take(feed, wall, total=total)]
    while steps[-1] is Step.ON:
        steps.append(_take(feed, wall, total=total))
    assert steps[-1] is Step.END
    assert list(feed.items) == wall


@given(changes=st.lists(st.lists(CHANGE, max_size=4), max_size=15), total=st.booleans())
def test_of_what_stood_there_all_along_nothing_is_missed_unless_it_is_said(
    changes: list[list[int]], total: bool
) -> None:
    wall, feed = list(range(100, 60, -1)), Backwards[int]()
    standing = set(wall)
    step = _take(feed, wall, total=total)
    for between in changes:
        if step is not Step.ON:
            break
        for change in between:
            _change(wall, standing, change)
        step = _take(feed, wall, total=total)
    read = list(feed.items)
    reaches = {Step.END: 0, Step.ON: min(read), Step.TORN: min(read)}[step]
    assert {each for each in standing if each >= reaches} <= set(read)


def _change(wall: list[int], standing: set[int], place: int) -> None:
    """A new post on top (0), or the deletion of the one at `place`."""
    if place == 0:
        wall.insert(0, max(wall, default=100) + 1)
    elif place < len(wall):
        standing.discard(wall.pop(place))


def test_a_list_that_lost_much_of_what_was_read_is_torn() -> None:
    feed = Backwards[int]()
    assert _take(feed, list(range(20, 0, -1)), total=True) is Step.ON
    assert _take(feed, list(range(12, 0, -1)), total=True) is Step.TORN


def test_a_page_that_should_hold_known_items_and_is_empty_is_torn() -> None:
    feed = Backwards[int]()
    _take(feed, list(range(20, 0, -1)), total=True)
    assert feed.take([], asked=PAGE, size=0, total=20) is Step.TORN


def test_a_full_page_without_anything_new_is_no_end() -> None:
    feed = Backwards[int]()
    _take(feed, list(range(20, 0, -1)), total=True)
    assert feed.take(((each, each) for each in range(20, 15, -1)), asked=PAGE, size=PAGE, total=20) is Step.TORN


def test_an_end_before_the_counted_one_is_believed_where_known_items_lead_up_to_it() -> None:
    feed = Backwards[int]()
    assert feed.take([(1, 1)], asked=PAGE, size=1, total=3) is Step.ON
    assert feed.offset == 0
    assert feed.take([(1, 1)], asked=PAGE, size=1, total=3) is Step.END
