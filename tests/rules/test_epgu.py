"""The government mark and the feedback forms: what proves them, what is wrong with them, what nobody told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import MatterKind, Outcome, Verdict
from rules.design import page_extras
from rules.epgu import NO_FORMS, gos_badge, pos_widgets
from rules.feedback_forms import Form, form_link
from tests.rules.world import CLUB, FULL_PROFILE, OK_PAGE, at, page_view, statement

OGRN = "1000000000001"
OTHER_OGRN = "1000000000002"
HOST = "https://pos.gosuslugi.ru"
APPEAL = f"{HOST}/form/?opaId=12345&utm_source=vk&utm_medium=99&utm_campaign={OGRN}"
OPINION = f"{HOST}/og/org-activities?mun_code=99999999&utm_source=vk2&utm_medium=99&utm_campaign={OGRN}"
OF_REGION = f"{HOST}/og/org-activities?reg_code=99&utm_source=vk1&utm_medium=99&utm_campaign={OGRN}"
OK, VIOLATED, UNKNOWN = Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN


def judged(*menu: str, ogrn: str | None = OGRN, **params: Any) -> Verdict:
    club = replace(CLUB, ogrn=ogrn)
    return pos_widgets(page_view(organisation=club, profile=replace(FULL_PROFILE, menu=menu)), **params)


@pytest.mark.parametrize(
    ("url", "form"),
    [
        (APPEAL, Form.APPEAL),
        (APPEAL.replace("/form/?", "/form?"), Form.APPEAL),
        (APPEAL.replace("https://", "https://www."), Form.APPEAL),
        (f" {APPEAL}\n", Form.APPEAL),
        (OPINION, Form.OPINION),
        (OF_REGION, Form.OPINION),
        (f"{HOST}/lkp/", None),
        (f"{HOST}.example.org/form/", None),
        ("https://vk.cc/abc", None),
        ("https://[::1/form/", None),
        ("", None),
    ],
)
def test_a_link_leads_to_one_of_two_forms_or_to_none(url: str, form: Form | None) -> None:
    link = form_link(url)
    assert (link.form if link else None) is form


@pytest.mark.parametrize(
    ("url", "faults"),
    [
        (APPEAL, ()),
        (OPINION, ()),
        (OF_REGION, ()),
        (APPEAL.replace("utm_medium=99", "utm_medium=9911"), ()),
        (APPEAL.replace("opaId=12345", "opaId=ID"), ("вместо значения осталось ID",)),
        (APPEAL.replace(OGRN, "OGRN"), ("вместо значения осталось OGRN",)),
        (
            OF_REGION.replace("reg_code=99", "reg_code=REG-CODE").replace(OGRN, "OGRN"),
            ("вместо значения осталось REG-CODE, OGRN",),
        ),
        (OPINION.replace("99999999", "MUN-CODE"), ("вместо значения осталось MUN-CODE",)),
        (APPEAL.replace("&utm_medium", " &utm_medium"), ("в ссылке пробел",)),
        (APPEAL.replace("=vk&", "=vk%20&"), ("в ссылке пробел",)),
        (APPEAL.replace("opaId=12345&", ""), ("неверно или не указано: opaId",)),
        (APPEAL.replace("utm_source=vk", "utm_source=ok"), ("неверно или не указано: utm_source",)),
        (OPINION.replace("vk2", "vk"), ("неверно или не указано: utm_source",)),
        (OPINION.replace("99999999", "9999"), ("неверно или не указано: reg_code или mun_code",)),
        (APPEAL.replace("utm_medium=99", "utm_medium=9"), ("неверно или не указано: utm_medium",)),
        (APPEAL.replace(OGRN, OGRN[:-1]), ("неверно или не указано: utm_campaign",)),
        (f"{HOST}/form/", ("неверно или не указано: opaId, utm_source, utm_medium, utm_campaign",)),
    ],
)
def test_what_is_wrong_with_a_link_is_named_without_values(url: str, faults: tuple[str, ...]) -> None:
    link = form_link(url)
    assert link is not None
    assert link.faults == faults


@pytest.mark.parametrize(
    ("menu", "outcome", "evidence"),
    [
        ((), VIOLATED, NO_FORMS),
        ((APPEAL, OPINION), OK, "формы обратной связи на месте: «Сообщить о проблеме», «Высказать мнение»"),
        ((OPINION,), OK, "форма обратной связи на месте: «Высказать мнение»"),
        ((APPEAL, APPEAL), OK, "форма обратной связи на месте: «Сообщить о проблеме»"),
        (
            (APPEAL.replace(OGRN, OTHER_OGRN), OPINION),
            VIOLATED,
            "«Сообщить о проблеме» — ОГРН не тот, что в реестре",
        ),
        (
            (APPEAL, OPINION.replace(OGRN, "OGRN")),
            VIOLATED,
            "«Высказать мнение» — вместо значения осталось OGRN",
        ),
        (
            ("https://vk.cc/abc",),
            UNKNOWN,
            "в меню есть ссылки, по которым не видно, ведут ли они на форму обратной связи",
        ),
        (("https://vk.cc/abc", APPEAL), OK, "форма обратной связи на месте: «Сообщить о проблеме»"),
    ],
)
def test_the_menu_holds_forms_in_order(menu: tuple[str, ...], outcome: Outcome, evidence: str) -> None:
    verdict = judged(*menu)
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


def test_two_forms_are_asked_for_where_the_settings_say_so() -> None:
    assert judged(APPEAL, minimum=2).evidence == "не найдена ссылка формы «Высказать мнение»"
    assert judged(APPEAL, minimum=2).outcome is VIOLATED
    assert judged(APPEAL, OPINION, minimum=2).outcome is OK
    assert judged(APPEAL, "https://vk.cc/abc", minimum=2).outcome is UNKNOWN


def test_without_an_ogrn_in_the_registry_nothing_is_compared() -> None:
    verdict = judged(APPEAL, ogrn=None)
    assert verdict.outcome is OK
    assert verdict.evidence.endswith("ОГРН сверить не с чем: его нет в реестре")


def test_no_ogrn_is_shown() -> None:
    assert OTHER_OGRN not in judged(APPEAL.replace(OGRN, OTHER_OGRN)).evidence


def test_what_nobody_told_of_the_menu_is_no_violation() -> None:
    assert pos_widgets(page_view()).outcome is UNKNOWN
    assert pos_widgets(page_view(profile=None)).outcome is UNKNOWN
    assert pos_widgets(page_view(page=OK_PAGE, profile=replace(FULL_PROFILE, menu=()))).outcome is UNKNOWN


PIECES = ["?", "&", "=", "%", "/form/", "utm_source=vk", "opaId=", "[", "]", ":", "//", "pos.gosuslugi.ru", "OGRN"]
URLS = st.lists(st.sampled_from([HOST, *PIECES]), max_size=8).map("".join) | st.text(max_size=40)


@given(st.lists(URLS, max_size=3))
def test_whatever_links_a_menu_holds_they_are_judged(menu: list[str]) -> None:
    assert judged(*menu).evidence


def test_the_mark_the_network_tells_needs_no_person() -> None:
    told = gos_badge(page_view(profile=replace(FULL_PROFILE, badge=True)))
    denied = gos_badge(
        page_view(
            profile=replace(FULL_PROFILE, badge=True), attestations=statement("gos_badge", at(20), answer=False)
        )
    )
    assert (told.outcome, denied.outcome) == (OK, OK)


@pytest.mark.parametrize("badge", [False, None])
def test_without_it_a_person_is_asked_and_answers_for_thirty_days(badge: bool | None) -> None:
    view = page_view(profile=replace(FULL_PROFILE, badge=badge))
    asked = gos_badge(view)
    assert (asked.outcome, asked.opens) == (UNKNOWN, MatterKind.CONFIRMATION)
    assert gos_badge(replace(view, attestations=statement("gos_badge", at(20)))).outcome is OK
    assert gos_badge(replace(view, attestations=statement("gos_badge", at(20), answer=False))).outcome is VIOLATED
    old = gos_badge(replace(view, attestations=statement("gos_badge", at(20, month=10))))
    assert (old.outcome, old.opens) == (UNKNOWN, MatterKind.CONFIRMATION)


def test_an_unread_profile_still_lets_a_person_answer() -> None:
    view = page_view(profile=None, attestations=statement("gos_badge", at(20)))
    assert gos_badge(view).outcome is OK


@pytest.mark.parametrize(
    ("extras", "outcome", "evidence"),
    [
        (None, UNKNOWN, "о приложениях, меню и динамичной обложке сеть не сообщила"),
        ((), VIOLATED, "нет ни приложений, ни меню, ни динамичной обложки"),
        (("динамичная обложка", "меню со ссылками"), OK, "есть динамичная обложка, меню со ссылками"),
    ],
)
def test_what_is_recommended_is_there_or_not(
    extras: tuple[str, ...] | None, outcome: Outcome, evidence: str
) -> None:
    verdict = page_extras(page_view(profile=replace(FULL_PROFILE, extras=extras)))
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)
    assert page_extras(page_view(profile=None)).outcome is UNKNOWN
