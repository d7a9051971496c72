"""Russian plurals, lists and dates."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.russian import date_title, join_and, moment_title, plural


@pytest.mark.parametrize(
    ("forms", "counts"),
    [
        ("публикация", (1, 21, 101, 1001)),
        ("публикации", (2, 3, 4, 22, 104)),
        ("публикаций", (0, 5, 10, 11, 12, 13, 14, 15, 19, 20, 25, 100, 111, 112, 1011)),
    ],
)
def test_the_noun_agrees_with_the_number(forms: str, counts: tuple[int, ...]) -> None:
    assert {plural(count, "публикация", "публикации", "публикаций") for count in counts} == {forms}


@pytest.mark.parametrize(
    ("items", "text"), [((), ""), (("а",), "а"), (("а", "б"), "а и б"), (("а", "б", "в"), "а, б и в")]
)
def test_the_last_of_a_list_is_joined_by_a_word(items: tuple[str, ...], text: str) -> None:
    assert join_and(items) == text


def test_dates_are_local() -> None:
    moment = datetime(2026, 3, 11, 22, 5, tzinfo=UTC)
    zone = ZoneInfo("Asia/Vladivostok")
    assert (date_title(moment, zone), moment_title(moment, zone)) == ("12.03.2026", "12 марта 08:05")
