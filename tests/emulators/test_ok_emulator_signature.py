"""Published signature vectors, and moments as OK writes them."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.ok.group import OkGroup
from emulators.ok.moments import milliseconds, moscow_text
from emulators.ok.signature import session_secret, sign

TOKEN = "-s-84W-s3egarWUsbkq-IWTucuedzTKT8VUXIA.s4Xx8IW7"
APPLICATION_SECRET = "ABC123DEF456GHI789JKL123"
EVENTS = {
    "application_key": "ABCDEFGHIGKLMNOPK",
    "format": "json",
    "method": "events.get",
    "access_token": TOKEN,
}

# aiookru docs/api.md; the cassettes of gazay/odnoklassniki; pyodnoklassniki tests/test_requestor.py.
VECTORS = [
    (EVENTS, session_secret(TOKEN, APPLICATION_SECRET), "232c8eb921951c4dba9b72606f9ddb4c"),
    (EVENTS, "ae5362b5b588cc7294c2414d71b74d5d", "03a41413523ea8092507949d6e711963"),
    (
        {"application_key": "application_key"},
        session_secret("token", "client_secret"),
        "4784959f6620c78221bff139d6cf9309",
    ),
    (
        {"application_key": "app key", "method": "users.getCurrentUser"},
        session_secret("access token", "app secret key"),
        "8a41a73bcef600b6a3464158b2059549",
    ),
    (
        {"application_key": "app key", "method": "users.getCurrentUser"},
        "app secret key",
        "a6a34ee469a3aa62199c9d174966c7c8",
    ),
]


def test_the_secret_of_a_session_is_the_published_one() -> None:
    assert session_secret(TOKEN, APPLICATION_SECRET) == "b1a2b89707a94624c43afae67d59274c"


@pytest.mark.parametrize(("params", "secret", "expected"), VECTORS)
def test_a_published_request_gets_its_published_signature(
    params: dict[str, str], secret: str, expected: str
) -> None:
    assert sign(params, secret) == expected


@pytest.mark.parametrize("unsigned", ["access_token", "session_key", "sig"])
def test_token_and_signature_are_not_signed(unsigned: str) -> None:
    assert sign(EVENTS | {unsigned: "another"}, "secret") == sign(EVENTS, "secret")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2014, 4, 11, 8, 53, 2, 471_000, UTC), "2014-04-11 12:53:02"),
        (datetime(2026, 11, 16, 21, 30, tzinfo=UTC), "2026-11-17 00:30:00"),
    ],
)
def test_a_moment_is_told_in_moscow_time_of_its_day(moment: datetime, expected: str) -> None:
    assert moscow_text(moment) == expected


def test_a_comment_id_holds_its_moment_and_its_topic() -> None:
    topic = OkGroup("70000000000001").topic(datetime(2026, 11, 16, tzinfo=UTC))
    comment = topic.comment(datetime(2014, 4, 11, 8, 53, 2, 471_000, UTC))
    assert b64decode(comment.id).decode() == f"1397206382471:-1:1397206382471:{topic.id}:1"


@given(st.datetimes(datetime(2006, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_milliseconds_lose_nothing_but_microseconds(moment: datetime) -> None:
    restored = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds(moment))
    assert timedelta() <= moment - restored < timedelta(milliseconds=1)
