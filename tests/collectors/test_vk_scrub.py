"""What may be kept of an answer: its shape; and of an error: its words without secrets."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.scrub import LARGEST_BYTES, masked, skeleton


def test_every_string_and_long_number_gives_way_to_its_length() -> None:
    answer = {"count": 2, "items": [{"text": "Слова", "from_id": 800000001, "ok": True, "geo": None, "rate": 0.5}]}
    assert json.loads(skeleton(answer)) == {
        "count": 2,
        "items": [{"text": "<5>", "from_id": "<9 digits>", "ok": True, "geo": None, "rate": 0.5}],
    }


def test_a_key_that_is_no_field_name_gives_way_too() -> None:
    assert json.loads(skeleton({"Имя Фамилия": 1, "79000000000": 2})) == {"<11>": 2}
    assert json.loads(skeleton({"error_code": 15})) == {"error_code": 15}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=12,
)


@given(JSON)
def test_whatever_comes_its_skeleton_is_short_and_ascii(answer: object) -> None:
    kept = skeleton(answer)
    assert kept.isascii()
    assert len(kept) <= LARGEST_BYTES


@given(st.text(alphabet="абвгдежзиклмнопрст", min_size=3))
def test_no_word_survives(word: str) -> None:
    assert word not in skeleton({"items": [word, {"text": f"{word}!", word: word}]})


def test_a_huge_or_endlessly_nested_answer_is_cut() -> None:
    nested: list[object] = []
    for _ in range(5_000):
        nested = [nested]
    assert "<more>" in skeleton(nested)
    huge = [[["x" * 9] * 200] * 200] * 200
    assert len(skeleton(huge)) == LARGEST_BYTES


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("invalid access_token=abc123 (4)", "invalid access_token=*** (4)"),
        ('{"session_secret_key": "s3cr3t"}', '{"session_secret_key": "***"}'),
        ("vk1.a.QWERTYuiop", "***"),
        ("key tkn1234567890QWERTYuiopASDF", "key ***"),
        ("see https://api.example.org/x?sig=1", "see <url>"),
        ("write to someone@example.org", "write to <email>"),
        ("call +7 (900) 000-00-00", "call <number>"),
        ("call 89000000000 now", "call <number> now"),
        ("Access denied: wall is disabled", "Access denied: wall is disabled"),
        ("error 15, post 7_12345", "error 15, post 7_12345"),
    ],
)
def test_an_error_message_loses_what_must_not_be_told(text: str, left: str) -> None:
    assert masked(text) == left


def test_a_known_secret_is_masked_however_short() -> None:
    assert masked("token abc refused", ["abc", ""]) == "token *** refused"


def test_a_long_message_is_cut() -> None:
    assert len(masked("а " * 1_000)) == 300
