"""Pages by anchor, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.ok.errors import OkError
from emulators.ok.paging import anchor_of, place_of, turn


@given(st.sets(st.integers(0, 400)), st.integers(1, 9), st.booleans())
def test_turning_pages_meets_every_item_once_and_in_order(numbers: set[int], count: int, back: bool) -> None:
    met: list[int] = []
    anchor, more = "", True
    while more:
        page = turn(numbers, lambda number: (0, number, 0), anchor, count, back=back)
        met.extend(page.items)
        anchor, more = page.anchor, page.has_more
    assert met == sorted(numbers, reverse=back)


@given(st.tuples(st.integers(), st.integers(), st.integers()))
def test_an_anchor_gives_its_place_back(place: tuple[int, int, int]) -> None:
    assert place_of(anchor_of(place)) == place


@pytest.mark.parametrize("anchor", ["x", "FIRST", "якорь", "MTox", anchor_of((1, 2, 3))[:-4]])
def test_an_anchor_that_was_never_given_is_refused(anchor: str) -> None:
    with pytest.raises(OkError) as refused:
        place_of(anchor)
    assert refused.value.code == 100
