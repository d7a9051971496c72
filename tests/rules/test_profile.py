"""Contacts, description and design: presence and agreement, never a value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.finding import Outcome, Verdict
from domain.profile import Expected, Match, Presence, Trait
from domain.view import PageView
from rules.catalogue import PAGE_RULES
from rules.design import page_avatar, page_cover, page_description
from rules.profile import (
    profile_about,
    profile_address,
    profile_email,
    profile_geo,
    profile_phone,
    profile_site,
)
from rules.rule import PageRule
from tests.rules.world import ABSENT, FULL_PROFILE, PRESENT, UNKNOWN, page_view

MERE_PRESENCE: list[tuple[PageRule, str, str, str]] = [
    (profile_address, "address", "адрес указан в контактах", "адрес не указан"),
    (profile_geo, "geo", "геолокация указана в контактах", "геолокация не указана"),
    (
        profile_email,
        "email",
        "адрес электронной почты указан в контактах",
        "адрес электронной почты не указан",
    ),
    (profile_phone, "phone", "телефон указан в контактах", "телефон справочной службы не указан"),
    (page_avatar, "avatar", "аватар есть в контактах", "аватара нет"),
    (page_cover, "cover", "обложка есть в контактах", "обложки нет"),
]
SITE = Expected(sites=("klub.example",))
ABOUT_PROFILE: list[PageRule] = [rule for rule in PAGE_RULES if rule.id.startswith("profile_")]


def with_profile(**changes: object) -> PageView:
    return page_view(profile=replace(FULL_PROFILE, **changes))  # type: ignore[arg-type]  # named where it is called


@pytest.mark.parametrize(("rule", "field", "present", "absent"), MERE_PRESENCE)
def test_a_filled_field_is_ok_an_empty_one_is_not_and_a_missing_one_is_unknown(
    rule: PageRule, field: str, present: str, absent: str
) -> None:
    answers = [rule(with_profile(**{field: trait})) for trait in (PRESENT, ABSENT, UNKNOWN)]
    assert answers == [Verdict.ok(present), Verdict.violated(absent), Verdict.unknown("поле не пришло")]


def test_a_field_without_a_reason_is_still_explained() -> None:
    verdict = profile_geo(with_profile(geo=Trait(Presence.UNKNOWN)))
    assert verdict == Verdict.unknown("поле не пришло")


@pytest.mark.parametrize("rule", [*ABOUT_PROFILE, page_description, page_avatar, page_cover])
@pytest.mark.parametrize("expected", [Expected(), SITE])
def test_an_unread_profile_leaves_everything_of_it_unknown(rule: PageRule, expected: Expected) -> None:
    verdict = rule(page_view(profile=None, expected=expected))
    assert verdict == Verdict.unknown("профиль страницы не прочитан")


@pytest.mark.parametrize(
    ("trait", "outcome", "evidence"),
    [
        (Trait(Presence.PRESENT, "в контактах", Match.EQUAL), Outcome.OK, "официальный сайт указан в контактах"),
        (
            Trait(Presence.PRESENT, "в контактах", Match.DIFFERENT),
            Outcome.VIOLATED,
            "указан другой сайт, официальный сайт из реестра не найден",
        ),
        (Trait(Presence.PRESENT), Outcome.UNKNOWN, "сверить сайт с реестром не удалось"),
        (ABSENT, Outcome.VIOLATED, "официальный сайт не указан"),
        (UNKNOWN, Outcome.UNKNOWN, "поле не пришло"),
    ],
)
def test_a_site_known_to_the_registry_must_be_that_site(trait: Trait, outcome: Outcome, evidence: str) -> None:
    page = replace(with_profile(site=trait), expected=SITE)
    verdict = profile_site(page)
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


@pytest.mark.parametrize(
    ("trait", "outcome"),
    [
        (Trait(Presence.PRESENT, "в контактах", Match.DIFFERENT), Outcome.OK),
        (Trait(Presence.PRESENT), Outcome.OK),
        (ABSENT, Outcome.UNKNOWN),
        (UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_where_the_registry_has_no_site_any_site_will_do_and_none_is_no_fault(
    trait: Trait, outcome: Outcome
) -> None:
    assert profile_site(with_profile(site=trait)).outcome is outcome


@pytest.mark.parametrize(
    ("length", "outcome", "evidence"),
    [
        (60, Outcome.OK, "сведения о деятельности в описании есть, 60 знаков"),
        (59, Outcome.UNKNOWN, "в описании кроме контактов 59 знаков, для сведений о деятельности мало"),
        (21, Outcome.UNKNOWN, "в описании кроме контактов 21 знак, для сведений о деятельности мало"),
        (None, Outcome.UNKNOWN, "описание не пришло"),
    ],
)
def test_a_short_description_is_no_proof_that_nothing_is_told(
    length: int | None, outcome: Outcome, evidence: str
) -> None:
    verdict = profile_about(with_profile(about_length=length), min_length=60)
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


@pytest.mark.parametrize("description", [PRESENT, ABSENT, UNKNOWN])
@pytest.mark.parametrize("length", [None, 0, 59, 60])
def test_what_a_description_tells_of_activity_opens_no_matter(description: Trait, length: int | None) -> None:
    verdict = profile_about(with_profile(description=description, about_length=length))
    assert (verdict.opens, verdict.due) == (None, None)


def test_an_empty_description_is_left_to_its_own_rule() -> None:
    page = with_profile(description=ABSENT, about_length=0)
    assert profile_about(page) == Verdict.unknown("описание пусто")
    assert page_description(page) == Verdict.violated("текстового описания нет")


@pytest.mark.parametrize(
    ("names_owner", "outcome"),
    [
        (Match.EQUAL, Outcome.OK),
        (Match.DIFFERENT, Outcome.UNKNOWN),
        (Match.UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_a_description_must_name_its_owner_but_not_finding_the_name_accuses_nobody(
    names_owner: Match, outcome: Outcome
) -> None:
    assert page_description(with_profile(names_owner=names_owner)).outcome is outcome


def test_a_description_that_did_not_come_is_unknown() -> None:
    assert page_description(with_profile(description=UNKNOWN)) == Verdict.unknown("поле не пришло")
