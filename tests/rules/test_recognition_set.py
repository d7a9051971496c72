"""The labelled set of materials, written before the matcher: no half of it may get worse unnoticed."""

from __future__ import annotations

import pytest

from benchmarks.central_items_judged import AIM_PRECISION, AIM_RECALL, Case, cases, ours, precision, recall

LABELLED = [case for case in cases() if case.is_placed or case.is_near]
TAKEN = {id(case): ours(case) for case in LABELLED}


def half(name: str) -> list[Case]:
    return [case for case in LABELLED if case.item.half == name]


def test_the_aims_are_held_over_placements_and_near_misses() -> None:
    assert precision(LABELLED, TAKEN).value >= AIM_PRECISION
    assert recall(LABELLED, TAKEN).value >= AIM_RECALL


@pytest.mark.parametrize(("name", "precise", "complete"), [("odd", 0.99, 0.96), ("even", 0.98, 0.93)])
def test_each_half_stays_as_good_as_it_was(name: str, precise: float, complete: float) -> None:
    assert precision(half(name), TAKEN).value >= precise
    assert recall(half(name), TAKEN).value >= complete


@pytest.mark.parametrize("kind", ["verbatim", "emoji", "hashtags", "paragraphs", "tail_dropped", "link_only"])
def test_plain_ways_of_publishing_are_all_recognised(kind: str) -> None:
    own = [case for case in LABELLED if case.kind == kind]
    assert recall(own, TAKEN).value == 1


@pytest.mark.parametrize("kind", ["cancelled", "moved", "other date", "other place", "result", "second part"])
def test_no_announcement_of_another_kind_is_taken_for_the_material(kind: str) -> None:
    near = [case for case in LABELLED if case.is_near and case.kind == kind]
    assert near
    assert not any(TAKEN[id(case)] for case in near)
