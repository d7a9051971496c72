"""OK's error codes by consequence, and bodies of whatever kind."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import AccessLost, CollectingError, NoAccess, TryLater, Unintelligible
from collectors.ok.errors import Gone, Hiccup, Throttled, fault_of
from collectors.ok.transport import Answer, understood

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)

CONSEQUENCES = {
    Hiccup: [1, 2, 30, 31, 5000, 9999],
    Throttled: [7, 8, 9, 11],
    NoAccess: [3, 10, 24, 50, 200, 455, 456, 457, 458],
    AccessLost: [101, 102, 103, 104, 105, 210, 401, 402, 403, 451, 453, 514],
    Gone: [300, 700, 702],
    Unintelligible: [4, 12, 21, 26, 100, 106, 110, 120, 121, 140, 141, 160, 220, 454, 500, 600, 1200, 77777],
}


@pytest.mark.parametrize(
    ("code", "consequence"), [(code, kind) for kind, codes in CONSEQUENCES.items() for code in codes]
)
def test_every_code_has_its_consequence(code: int, consequence: type[Exception]) -> None:
    fault = fault_of(code, NOW)
    assert type(fault) is consequence
    assert fault.code == code


@pytest.mark.parametrize(("code", "least"), [(7, 10), (8, 10), (11, 30), (9, 180)])
def test_a_throttled_client_knows_till_when_to_be_silent(code: int, least: int) -> None:
    fault = fault_of(code, NOW)
    assert isinstance(fault, TryLater)
    assert fault.until is not None
    assert fault.until >= NOW + timedelta(minutes=least)


@given(st.integers())
def test_a_reason_is_russian_and_short_whatever_the_code(code: int) -> None:
    fault = fault_of(code, NOW)
    if isinstance(fault, CollectingError):
        assert 0 < len(fault.reason) < 80
        assert not any("a" <= each <= "z" for each in fault.reason)


ENVELOPE = b'{"error_code":101,"error_data":null,"error_msg":"PARAM_API_KEY : Application not exist"}'


@pytest.mark.parametrize("status", [200, 400, 401, 500, 502])
def test_an_error_envelope_counts_at_any_status(status: int) -> None:
    assert understood(status, "", ENVELOPE) == Answer(code=101, message="PARAM_API_KEY : Application not exist")


def test_the_code_may_come_as_text_or_in_the_header_alone() -> None:
    assert understood(200, "", b'{"error_code":"10"}').code == 10
    assert understood(200, "102", b"<html>").code == 102
    assert understood(200, " 8 ", b"{}").code == 8


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<!DOCTYPE html>"),
        (200, b'{"topics": ['),
        (200, b"[" * 100_000),
        (502, b"{}"),
        (302, b"[]"),
    ],
)
def test_what_is_no_json_or_no_success_is_a_passing_fault(status: int, body: bytes) -> None:
    with pytest.raises(Hiccup):
        understood(status, "", body)


@pytest.mark.parametrize("value", [None, [], {}, True, 5, "text", {"topics": []}])
def test_any_json_value_is_an_answer(value: object) -> None:
    assert understood(200, "", json.dumps(value).encode()) == Answer(value)


@given(st.integers(100, 599), st.text(max_size=8), st.binary(max_size=60))
def test_no_body_breaks_the_reading(status: int, header: str, body: bytes) -> None:
    try:
        answer = understood(status, header, body)
    except Hiccup:
        return
    assert status == 200 or answer.code is not None
