"""The page's address, phone and e-mail against the registry's: fields are named, values never."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.finding import Outcome
from domain.profile import Expected, Match, Trait
from rules.matching import profile_matches_registry
from tests.rules.world import ABSENT, FULL_PROFILE, PRESENT, UNKNOWN, page_view

KNOWN = Expected(address="ул. Лесная, 5", phone="8 (42666) 2-13-45", email="klub@ozernoe.example.ru")
SAME, OTHER = replace(PRESENT, match=Match.EQUAL), replace(PRESENT, match=Match.DIFFERENT)
OK, VIOLATED, UNSURE = Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("address", "phone", "email", "expected", "outcome", "evidence"),
    [
        (SAME, SAME, SAME, KNOWN, OK, "совпадают с реестром: адрес, телефон, e-mail"),
        (SAME, OTHER, OTHER, KNOWN, VIOLATED, "отличаются от реестра: телефон, e-mail"),
        (OTHER, PRESENT, ABSENT, KNOWN, VIOLATED, "отличаются от реестра: адрес"),
        (SAME, PRESENT, SAME, KNOWN, UNSURE, "не удалось сверить с реестром: телефон"),
        (ABSENT, SAME, UNKNOWN, KNOWN, OK, "совпадают с реестром: телефон"),
        (ABSENT, ABSENT, UNKNOWN, KNOWN, UNSURE, "сверять нечего: данных нет на странице или в реестре"),
        (SAME, SAME, SAME, Expected(), UNSURE, "сверять нечего: данных нет на странице или в реестре"),
        (OTHER, SAME, SAME, replace(KNOWN, address=None), OK, "совпадают с реестром: телефон, e-mail"),
    ],
)
def test_the_profile_agrees_with_the_registry_or_names_what_does_not(
    address: Trait, phone: Trait, email: Trait, expected: Expected, outcome: Outcome, evidence: str
) -> None:
    profile = replace(FULL_PROFILE, address=address, phone=phone, email=email)
    verdict = profile_matches_registry(page_view(profile=profile, expected=expected))
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


def test_an_unread_profile_agrees_with_nothing() -> None:
    verdict = profile_matches_registry(page_view(profile=None, expected=KNOWN))
    assert verdict.outcome is UNSURE
