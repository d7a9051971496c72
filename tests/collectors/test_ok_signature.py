"""The signature of OK requests, by published vectors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.ok.signature import Keys, sign, signed_form

EVENTS = Keys(
    "ABCDEFGHIGKLMNOPK",
    "ABC123DEF456GHI789JKL123",
    "-s-84W-s3egarWUsbkq-IWTucuedzTKT8VUXIA.s4Xx8IW7",
)
SOME = Keys("app key", "app secret key", "access token")


@pytest.mark.parametrize(
    ("params", "secret", "sig"),
    [
        # konstantintogoi/aiookru docs/api.md, without and with a session secret of its own.
        (
            {"application_key": EVENTS.application_key, "method": "events.get", "format": "json"},
            EVENTS.secrets[0],
            "232c8eb921951c4dba9b72606f9ddb4c",
        ),
        (
            {"application_key": EVENTS.application_key, "method": "events.get", "format": "json"},
            "ae5362b5b588cc7294c2414d71b74d5d",
            "03a41413523ea8092507949d6e711963",
        ),
        # gazay/odnoklassniki, a recorded exchange.
        (
            {"application_key": "application_key"},
            Keys("application_key", "client_secret", "token").secrets[0],
            "4784959f6620c78221bff139d6cf9309",
        ),
        # pyodnoklassniki tests/test_requestor.py, inside and outside a session.
        (
            {"application_key": "app key", "method": "users.getCurrentUser"},
            SOME.secrets[0],
            "8a41a73bcef600b6a3464158b2059549",
        ),
        (
            {"application_key": "app key", "method": "users.getCurrentUser"},
            SOME.application_secret_key,
            "a6a34ee469a3aa62199c9d174966c7c8",
        ),
    ],
)
def test_published_vectors_hold(params: dict[str, str], secret: str, sig: str) -> None:
    assert sign(params, secret) == sig


def test_the_secret_of_a_session_is_computed_as_published() -> None:
    assert EVENTS.secrets == ("b1a2b89707a94624c43afae67d59274c",)


def test_a_given_session_secret_goes_first_and_the_computed_one_second() -> None:
    keys = Keys(EVENTS.application_key, EVENTS.application_secret_key, EVENTS.access_token, "given")
    assert keys.secrets == ("given", "b1a2b89707a94624c43afae67d59274c")


def test_token_session_and_signature_are_not_signed() -> None:
    bare = {"method": "users.getCurrentUser"}
    assert sign({**bare, "access_token": "a", "session_key": "b", "sig": "c"}, "s") == sign(bare, "s")


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_what_is_sent_is_what_is_signed_cyrillic_too(params: dict[str, str]) -> None:
    params = {key: value for key, value in params.items() if _is_sendable(key + value)}
    form = signed_form(SOME, "secret", "group.getInfo", params)
    sent = {key: value for key, value in form.items() if key != "sig"}
    assert form["sig"] == sign(sent, "secret")
    assert params.items() <= form.items() or {"access_token", "sig"} & params.keys()


def _is_sendable(text: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in text)


def test_nobody_is_shown_online_and_the_application_secret_stays_here() -> None:
    form = signed_form(SOME, SOME.secrets[0], "group.getInfo", {"uids": "1"})
    assert form["__online"] == "false"
    assert SOME.application_secret_key not in "".join(form.values())


def test_keys_do_not_show_themselves() -> None:
    assert all(secret not in repr(SOME) for secret in SOME.private)
