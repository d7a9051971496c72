"""The scripts the VK emulator's execute understands, and how failures are told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.vk import Habits, VkError
from emulators.vk.execute import InnerCall, check_size, parse, run
from emulators.vk.limits import DailyQuota, RateLimit


def script(*calls: tuple[str, Mapping[str, object]]) -> str:
    return f"return [{','.join(f'API.{method}({json.dumps(values)})' for method, values in calls)}];"


def fails(code: str) -> int:
    with pytest.raises(VkError) as caught:
        parse(code)
    return caught.value.code


def test_a_number_can_be_returned() -> None:
    assert parse(" return 1; ") == 1


@given(st.lists(st.dictionaries(st.text(), st.text(), max_size=3), max_size=25))
def test_every_list_of_calls_comes_out_as_it_was_written(calls: list[dict[str, str]]) -> None:
    parsed = parse(script(*(("wall.get", values) for values in calls)))
    assert parsed == [InnerCall("wall.get", values) for values in calls]


def test_parameters_arrive_as_they_would_over_the_wire() -> None:
    code = script(("wall.get", {"owner_id": -7, "extended": True, "fields": ["site", "wall"], "filter": "owner"}))
    values = {"owner_id": "-7", "extended": "1", "fields": "site,wall", "filter": "owner"}
    assert parse(code) == [InnerCall("wall.get", values)]


def test_white_space_and_calls_without_parameters_are_fine() -> None:
    code = 'return [\n  API.wall.get( {"owner_id": -7} ),\n  API.groups.getById()\n];\n'
    assert parse(code) == [InnerCall("wall.get", {"owner_id": "-7"}), InnerCall("groups.getById", {})]


@pytest.mark.parametrize(
    "code",
    [
        "",
        "return 1",
        "return [API.wall.get({})]",
        "return [API.wall.get({}),];",
        "return [API.wall.get({}) API.wall.get({})];",
        "return [API.wall.get({'owner_id': 1})];",
        "return [API.wall.get({];",
        "return [API.wall.get([1])];",
        "return API.wall.get({});",
        "var a = 1; return [API.wall.get({})];",
    ],
)
def test_anything_else_does_not_compile(code: str) -> None:
    assert fails(code) == 12


def test_twenty_five_calls_are_allowed_and_one_more_is_not() -> None:
    calls = [("wall.get", dict[str, str]())] * 26
    assert parse(script(*calls[:25])) == [InnerCall("wall.get", {})] * 25
    assert fails(script(*calls)) == 13


def perform(call: InnerCall) -> object:
    if "fail" in call.values:
        raise VkError(int(call.values["fail"]))
    return {"count": 0}


CALLS = [
    InnerCall("wall.get", {}),
    InnerCall("wall.get", {"fail": "15"}),
    InnerCall("wall.getComments", {"fail": "212"}),
]


def test_a_script_without_failures_has_no_execute_errors() -> None:
    assert run(CALLS[:1], perform, Habits()) == {"response": [{"count": 0}]}


def test_failures_are_false_and_their_reasons_come_in_order_with_a_trailer() -> None:
    body = run(CALLS, perform, Habits())
    assert body["response"] == [{"count": 0}, False, False]
    assert body["execute_errors"] == [
        {"method": "wall.get", "error_code": 15, "error_msg": "Access denied"},
        {"method": "wall.getComments", "error_code": 212, "error_msg": "Access to post comments denied"},
        {"method": "execute", "error_code": 212, "error_msg": "Access to post comments denied"},
    ]


def test_the_trailer_and_the_list_of_nothing_but_false_may_be_missing() -> None:
    body = run(CALLS[1:2], perform, Habits(execute_trailer=False, execute_null=True))
    assert body == {
        "response": None,
        "execute_errors": [{"method": "wall.get", "error_code": 15, "error_msg": "Access denied"}],
    }


def test_an_answer_over_the_size_is_error_13() -> None:
    body: dict[str, object] = {"response": ["я" * 10]}
    size = len(json.dumps(body, ensure_ascii=False).encode())
    check_size(body, size)
    with pytest.raises(VkError, match="response size is too big"):
        check_size(body, size - 1)


def test_the_rate_is_kept_in_every_second_and_by_token() -> None:
    limit = RateLimit(3)
    granted = [limit.grant("a", at) for at in (0.0, 0.1, 0.2, 0.9, 1.05, 1.06, 1.15)]
    assert granted == [True, True, True, False, True, False, True]
    assert limit.grant("b", 0.9)


@pytest.mark.parametrize(("rps", "at", "expected"), [(0.5, 1.9, False), (0.5, 2.1, True), (None, 0.0, True)])
def test_slow_rates_and_no_rate_are_understood(rps: float | None, at: float, *, expected: bool) -> None:
    limit = RateLimit(rps)
    assert limit.grant("a", 0.0)
    assert limit.grant("a", at) is expected


def test_the_quota_is_by_token_and_day_and_counts_only_what_it_grants() -> None:
    quota, monday, tuesday = DailyQuota(2), date(2026, 11, 16), date(2026, 11, 17)
    assert [quota.spend("a", monday) for _ in range(3)] == [True, True, False]
    assert (quota.spend("b", monday), quota.spend("a", tuesday)) == (True, True)
    assert (quota.spent("a", monday), quota.spent("a", tuesday), quota.spent("c", monday)) == (2, 1, 0)
