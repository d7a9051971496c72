"""The log: nothing secret or personal stays in a line, everything else does."""

from __future__ import annotations

import logging
import re
import sys
import threading

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.redact import MASK, RedactingFormatter, log_the_unexpected, masked, setup_logging

SECRET = "Inv3nted-secret/value+1"


def formatted(message: str, *values: object, secrets: tuple[str, ...] = ()) -> str:
    """The line a record becomes."""
    record = logging.LogRecord("a.module", logging.INFO, __file__, 1, message, values, None)
    return RedactingFormatter(secrets).format(record)


class TestMasks:
    @pytest.mark.parametrize(
        ("text", "gone"),
        [
            ("GET /method/wall.get?access_token=abc123&v=5.199", "abc123"),
            ("{'access_token': 'abc123', 'v': '5.199'}", "abc123"),
            ('{"session_secret_key": "abc123"}', "abc123"),
            ("password = qwerty", "qwerty"),
            ("sig=0a1b2c", "0a1b2c"),
            ("POST /bot123456:AAF-invented_token/getMe", "AAF-invented_token"),
            ("token is 123456789:AAFinventedtoken", "AAFinventedtoken"),
            ("Authorization: Bearer abc.def", "abc.def"),
            ("key vk1.a.Invented-key_1 was refused", "Invented-key_1"),
            ("calculated by 0123456789abcdef0123456789abcdef", "0123456789abcdef"),
            ("socks5://user:pass@127.0.0.1:1080", "pass"),
            ("a person sent /start Abcdefghijklmnop1", "Abcdefghijklmnop1"),
            ("write to clerk@dk-zarya.example", "clerk"),
            ("пишите на почта@заря.рф", "почта@"),
            ("call +7 900 000-00-00 now", "900"),
            ("call 8(900)0000000 now", "0000000"),
            ("call (42666) 2-12-34 now", "2-12-34"),
        ],
    )
    def test_what_looks_like_a_secret_or_a_person_is_gone(self, text: str, gone: str) -> None:
        assert gone not in masked(text)

    @pytest.mark.parametrize(
        "text",
        [
            "cycle 12: 60 pages, 2 without data",
            "VK: wall.get is refused with code 15: Access denied: wall is disabled",
            "wall-101_482124 of https://vk.com/club101 at 2026-11-23T21:11:00Z",
            "https://ok.ru/group/53000000000001/topic/150000000000001",
            "OK group.getInfo: code 104, error_code=104",
            "KeyError: 'captcha_sid'",
            "File /srv/postovoy/app/cycle.py, line 120, in _settle",
            "listening on 127.0.0.1:41234",
        ],
    )
    def test_an_honest_line_stays_as_it_is(self, text: str) -> None:
        assert masked(text) == text

    @given(secret=st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=4, max_size=40))
    def test_a_secret_of_the_settings_never_gets_through(self, secret: str) -> None:
        assume(secret.strip("*"))
        assume(secret not in formatted("before and after"))

        assert secret not in formatted("before %s and after", secret, secrets=(secret,))

    def test_a_secret_inside_an_address_is_masked_in_its_quoted_form_too(self) -> None:
        line = formatted("GET /?x=Inv3nted-secret%2Fvalue%2B1", secrets=(SECRET,))

        assert line.endswith(f"GET /?x={MASK}")

    def test_of_two_secrets_the_longer_is_masked_whole(self) -> None:
        line = formatted("open-sesame-again", secrets=("open-sesame", "open-sesame-again"))

        assert line.endswith(f": {MASK}")


def fail(message: str = SECRET) -> None:
    raise RuntimeError(message)


class TestTheLog:
    def test_a_line_is_in_utc_with_level_and_logger(self, capsys: pytest.CaptureFixture[str]) -> None:
        setup_logging()

        logging.getLogger("storage.store").warning("the disk is nearly full")

        line = capsys.readouterr().err.strip()
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING storage\.store: the disk is nearly full", line
        )

    def test_debug_lines_come_only_when_asked_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        log = logging.getLogger("app.cycle")
        setup_logging()
        log.debug("one")
        setup_logging(level=logging.DEBUG)
        log.debug("two")

        told = capsys.readouterr().err

        assert "one" not in told
        assert told.count("two") == 1

    def test_a_traceback_is_masked_too(self, capsys: pytest.CaptureFixture[str]) -> None:
        setup_logging((SECRET,))

        try:
            fail(f"bad {SECRET}, call +7 900 000-00-00")
        except RuntimeError:
            logging.getLogger("bot").exception("a loop failed")

        told = capsys.readouterr().err
        assert "RuntimeError: bad ***, call <phone>" in told
        assert SECRET not in told

    def test_what_nobody_caught_is_logged_masked_with_a_word_for_people(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        setup_logging((SECRET,))
        log_the_unexpected()
        try:
            fail()
        except RuntimeError as error:
            sys.excepthook(RuntimeError, error, error.__traceback__)

        told = capsys.readouterr().err
        assert "CRITICAL app.redact: unexpected error" in told
        assert "RuntimeError: ***" in told
        assert "Непредвиденная ошибка программы" in told

    def test_what_nobody_caught_in_a_thread_is_logged_masked(self, capsys: pytest.CaptureFixture[str]) -> None:
        setup_logging((SECRET,))
        log_the_unexpected()

        thread = threading.Thread(target=fail, name="vk-worker")
        thread.start()
        thread.join()

        told = capsys.readouterr().err
        assert "unexpected error in thread vk-worker" in told
        assert "RuntimeError: ***" in told
