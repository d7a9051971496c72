"""Execute: what goes into one script, and whose each answer is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.vk.consequences import Consequence, consequence
from collectors.vk.execute import MOST_BYTES, MOST_CALLS, loads, matched, script
from collectors.vk.wire import Broken, Call, Refused, Said, wall_call
from emulators.vk import execute as vk_execute

WALLS = [Call("wall.get", {"owner_id": -number}) for number in range(1, 5)]
OFF = {"method": "wall.get", "error_code": 15, "error_msg": "Access denied: wall is disabled"}
GONE = {"method": "wall.get", "error_code": 18, "error_msg": "User was deleted or banned"}
COMMENTS = {"method": "wall.getComments", "error_code": 212, "error_msg": "Access to post comments denied"}
TRAILER = {"method": "execute", "error_code": 15, "error_msg": "Access denied: wall is disabled"}
A, B = {"count": 1, "items": []}, {"count": 2, "items": []}


def test_a_script_is_what_vk_runs_and_counts_its_walls() -> None:
    calls = [wall_call(-5, count=20), Call("wall.getComments", {"post_id": "7", "text": "\"';]"})]
    made = script(calls)
    assert (made.method, made.spends) == ("execute", 1)
    inner = vk_execute.parse(str(made.params["code"]))
    assert inner == [
        vk_execute.InnerCall("wall.get", {"owner_id": "-5", "count": "20", "offset": "0", "filter": "owner"}),
        vk_execute.InnerCall("wall.getComments", {"post_id": "7", "text": "\"';]"}),
    ]


@pytest.mark.parametrize(
    ("value", "errors", "answers"),
    [
        ([A, B, A, B], None, [Said(A), Said(B), Said(A), Said(B)]),
        ([A, False, A, B], [OFF], [Said(A), Refused(15, OFF["error_msg"]), Said(A), Said(B)]),
        (
            [False, A, False, B],
            [OFF, GONE, TRAILER],
            [Refused(15, OFF["error_msg"]), Said(A), Refused(18, GONE["error_msg"]), Said(B)],
        ),
        ([A, False, False, B], [OFF], [Said(A), None, None, Said(B)]),
        ([A, False, A, B], [OFF, GONE], [Said(A), None, Said(A), Said(B)]),
        ([A, False, A, B], None, [Said(A), None, Said(A), Said(B)]),
        ([A, False, A, B], [COMMENTS], [Said(A), None, Said(A), Said(B)]),
        ([A, False, A, B], ["15"], [Said(A), None, Said(A), Said(B)]),
        (
            None,
            [OFF, OFF, GONE, GONE, TRAILER],
            [*[Refused(15, OFF["error_msg"])] * 2, *[Refused(18, GONE["error_msg"])] * 2],
        ),
        (None, [TRAILER], [None] * 4),
        ([A, B], None, [None] * 4),
        ({"items": []}, None, [None] * 4),
        ([A, None, A, B], None, [Said(A), None, Said(A), Said(B)]),
        ([[], {}, A, B], None, [Said([]), Said({}), Said(A), Said(B)]),
    ],
)
def test_answers_go_to_their_calls_or_are_asked_for_again(
    value: object, errors: object, answers: list[object]
) -> None:
    assert matched(WALLS, Said(value, errors)) == answers


def test_errors_of_different_methods_are_matched_only_in_their_order() -> None:
    calls = [Call("wall.get"), Call("wall.getComments")]
    straight = matched(calls, Said([False, False], [OFF, COMMENTS]))
    assert straight == [Refused(15, OFF["error_msg"]), Refused(212, COMMENTS["error_msg"])]
    assert matched(calls, Said([False, False], [COMMENTS, OFF])) == [None, None]


@given(st.lists(st.integers(1, 4_000_000), max_size=80))
def test_every_call_travels_and_no_load_is_over_its_limits(weights: list[int]) -> None:
    calls = [Call("wall.get", weight=weight) for weight in weights]
    at = 0
    for load in loads(calls):
        carried = weights[at : at + load]
        assert 1 <= load <= MOST_CALLS
        assert load == 1 or sum(carried) <= MOST_BYTES
        at += load
    assert at == len(calls)


def test_walls_of_twenty_posts_go_by_twenty_five_and_whole_pages_by_five() -> None:
    assert list(loads([wall_call(-1, count=20)] * 26)) == [25, 1]
    assert list(loads([wall_call(-1, count=100)] * 6)) == [5, 1]


@pytest.mark.parametrize(
    ("told", "method", "follows"),
    [
        (Said([]), "wall.get", Consequence.ANSWER),
        (Broken("нет связи"), "wall.get", Consequence.AGAIN),
        (Refused(15, "Access denied"), "wall.get", Consequence.ANSWER),
        (Refused(28), "wall.get", Consequence.DEAD),
        (Refused(28), "execute", Consequence.ANSWER),
        (Refused(27), "execute", Consequence.ANSWER),
        (Refused(5), "execute", Consequence.DEAD),
        (Refused(14), "execute", Consequence.DEAD),
        (Refused(36), "wall.get", Consequence.AGAIN),
        (Refused(36), "execute", Consequence.ANSWER),
        (Refused(6), "execute", Consequence.HURRY),
        (Refused(29), "wall.get", Consequence.SPENT),
        (Refused(9), "wall.get", Consequence.LATER),
        (Refused(1051), "wall.get", Consequence.ANSWER),
        (Refused(212), "wall.getComments", Consequence.ANSWER),
    ],
)
def test_what_follows_from_an_answer(told: object, method: str, follows: Consequence) -> None:
    assert consequence(told, method) is follows
