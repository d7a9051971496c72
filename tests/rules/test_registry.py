"""Pages that must exist and be open, and organisations that keep none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.finding import MatterKind, Outcome
from domain.network import Network
from domain.organisation import Exemption, Status
from domain.page import Link, Openness, Resolution
from rules.registry import exempt_page_seen, exemption_documented, page_exists_ok, page_exists_vk, page_open
from tests.rules.world import CLUB, EXEMPT, OK_PAGE, VK_PAGE, org_view, page_view

OK, VIOLATED, UNKNOWN = Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("resolution", "outcome", "opens", "evidence"),
    [
        (Resolution.FOUND, OK, None, "страница ВКонтакте есть в реестре и найдена"),
        (
            Resolution.MISSING,
            VIOLATED,
            MatterKind.VIOLATION,
            "по ссылке https://vk.com/club777 ничего не найдено",
        ),
        (Resolution.PENDING, UNKNOWN, None, "ссылка из реестра ещё не проверена"),
        (Resolution.NOT_A_PAGE, UNKNOWN, MatterKind.TECHNICAL, "ссылка ведёт не на сообщество"),
        (
            Resolution.DUPLICATE,
            UNKNOWN,
            MatterKind.TECHNICAL,
            "на эту же страницу ведёт ссылка из другой строки реестра",
        ),
        (Resolution.SHARED, UNKNOWN, None, "на эту же страницу ведёт ссылка из другой строки реестра"),
        (
            Resolution.MOVED,
            UNKNOWN,
            MatterKind.TECHNICAL,
            "короткое имя из ссылки теперь ведёт на другую страницу",
        ),
    ],
)
def test_a_page_in_the_registry_is_judged_by_where_its_link_leads(
    resolution: Resolution, outcome: Outcome, opens: MatterKind | None, evidence: str
) -> None:
    verdict = page_exists_vk(org_view(pages=(replace(VK_PAGE, resolution=resolution),)))
    assert (verdict.outcome, verdict.opens, verdict.evidence) == (outcome, opens, evidence)


def test_a_link_that_leads_to_a_person_is_not_repeated() -> None:
    astray = replace(
        VK_PAGE, link=Link(Network.VK, "vk.com/somebody", name="somebody"), resolution=Resolution.NOT_A_PAGE
    )
    assert "somebody" not in page_exists_vk(org_view(pages=(astray,))).evidence


@pytest.mark.parametrize(
    ("status", "outcome", "evidence"),
    [
        (Status.RUNS, VIOLATED, "в реестре нет страницы в Одноклассниках"),
        (None, VIOLATED, "в реестре нет страницы в Одноклассниках"),
        (Status.CREATING, UNKNOWN, "страница в Одноклассниках создаётся"),
    ],
)
def test_a_page_missing_from_the_registry_is_judged_by_the_organisations_status(
    status: Status | None, outcome: Outcome, evidence: str
) -> None:
    verdict = page_exists_ok(org_view(organisation=replace(CLUB, status=status), pages=(VK_PAGE,)))
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


def test_a_page_given_while_it_is_being_created_is_judged() -> None:
    lost = replace(OK_PAGE, resolution=Resolution.MISSING)
    view = org_view(organisation=replace(CLUB, status=Status.CREATING), pages=(lost,))
    assert page_exists_ok(view).outcome is VIOLATED


def test_a_network_left_out_of_the_settings_says_nothing_of_its_pages() -> None:
    lost = replace(VK_PAGE, resolution=Resolution.MISSING)
    view = org_view(pages=(lost, OK_PAGE), networks_off=frozenset({Network.VK}))
    assert page_exists_vk(view).evidence == "сеть выключена в настройках"
    assert (page_exists_vk(view).outcome, page_exists_ok(view).outcome) == (UNKNOWN, OK)


@pytest.mark.parametrize(
    ("openness", "outcome", "evidence"),
    [
        (Openness.OPEN, OK, "страница открыта"),
        (Openness.WALL_OFF, OK, "страница открыта"),
        (Openness.UNKNOWN, UNKNOWN, "неизвестно, открыта ли страница"),
        (Openness.CLOSED, VIOLATED, "страница закрыта, посетители её не видят"),
        (Openness.DELETED, VIOLATED, "страница удалена, посетители её не видят"),
        (Openness.BLOCKED, VIOLATED, "страница заблокирована, посетители её не видят"),
    ],
)
def test_a_page_is_open_when_visitors_see_it(openness: Openness, outcome: Outcome, evidence: str) -> None:
    verdict = page_open(page_view(openness=openness))
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


@pytest.mark.parametrize(
    ("exemption", "outcome", "evidence"),
    [
        (
            Exemption("постановление № 1", date(2026, 1, 12)),
            OK,
            "основание освобождения: постановление № 1 от 12.01.2026",
        ),
        (Exemption("постановление № 1", None), VIOLATED, ": не указана дата"),
        (Exemption(None, date(2022, 11, 24)), VIOLATED, ": не указан документ"),
        (Exemption("", None), VIOLATED, ": не указаны документ и дата"),
    ],
)
def test_an_exemption_needs_a_document_and_a_date(exemption: Exemption, outcome: Outcome, evidence: str) -> None:
    verdict = exemption_documented(org_view(organisation=replace(EXEMPT, exemption=exemption)))
    assert verdict.outcome is outcome
    assert verdict.evidence.endswith(evidence)


def test_an_exempt_organisation_with_a_page_is_asked_about_it() -> None:
    assert exempt_page_seen(org_view(organisation=EXEMPT, pages=())).outcome is OK
    seen = exempt_page_seen(org_view(organisation=EXEMPT))
    assert seen.outcome is VIOLATED
    assert seen.evidence.endswith("в реестре есть её страница ВКонтакте и в Одноклассниках")
