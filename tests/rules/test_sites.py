"""Official sites: what their links prove, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.finding import MatterKind, Outcome
from domain.network import Network
from domain.page import Link, Resolution
from domain.site import SiteKnowledge, SiteReading, SiteTrouble
from domain.view import OrgView
from rules.params import LegalParams
from rules.sites import site_links_ok, unregistered_page
from tests.rules.world import CLUB, NOW, OK_PAGE, VK_PAGE, at, org_view

OK, VIOLATED, UNKNOWN = Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN
OWNER = replace(CLUB, site="zarya.example")
VK_LINK = Link(Network.VK, "https://vk.com/club777", number=777)
OK_LINK = Link(Network.OK, "https://ok.ru/group/888", number=888)
OTHER_VK = Link(Network.VK, "https://vk.com/club5", number=5)
NAMED_VK = Link(Network.VK, "https://vk.com/zarya", name="zarya")
RESOLVED_VK = replace(NAMED_VK, number=777)
BOTH = (VK_LINK, OK_LINK)


def seen(*pages: Link, unclear: tuple[Network, ...] = (), **more: Any) -> SiteKnowledge:
    """A site read a moment ago with these links, in a registry of the two usual pages."""
    reading = SiteReading("zarya.example", NOW, pages, frozenset(unclear), **more)
    return SiteKnowledge(reading, registered=(VK_PAGE, OK_PAGE))


def view(site: SiteKnowledge, **changes: Any) -> OrgView:
    """The club with its site as it is known."""
    return org_view(**{"organisation": OWNER, "site": site, **changes})


@pytest.mark.parametrize(
    ("site", "outcome", "evidence"),
    [
        (
            seen(*BOTH),
            OK,
            "на главной странице сайта (23.11.2026) есть ссылки на страницы из реестра: ВКонтакте и Одноклассники",
        ),
        (
            seen(*BOTH, secure=False, looked=2),
            OK,
            "на просмотренных страницах сайта (23.11.2026, без защиты соединения) есть ссылки",
        ),
        (seen(*BOTH, OTHER_VK), OK, "ВКонтакте и Одноклассники"),
        (seen(RESOLVED_VK, OK_LINK), OK, "ВКонтакте и Одноклассники"),
        (
            seen(OK_LINK),
            VIOLATED,
            "на главной странице сайта (23.11.2026) нет ссылки на страницу ВКонтакте, указанную в реестре",
        ),
        (seen(OTHER_VK, OK_LINK), VIOLATED, "указанную в реестре, а есть на другую: https://vk.com/club5"),
        (seen(), VIOLATED, "указанную в реестре; нет ссылки на страницу в Одноклассниках, указанную в реестре"),
        (
            seen(OK_LINK, unclear=(Network.VK,)),
            UNKNOWN,
            "есть короткие имена (ВКонтакте), о которых неизвестно, сообщества ли это",
        ),
        (seen(OTHER_VK, unclear=(Network.VK, Network.OK)), UNKNOWN, "короткие имена (Одноклассники)"),
        (seen(OTHER_VK, unclear=(Network.VK,)), VIOLATED, "нет ссылки на страницу в Одноклассниках"),
    ],
)
def test_the_site_must_lead_to_every_page_of_the_registry(
    site: SiteKnowledge, outcome: Outcome, evidence: str
) -> None:
    verdict = site_links_ok(view(site))
    assert verdict.outcome is outcome
    assert evidence in verdict.evidence


def test_a_short_name_of_the_registry_is_its_page_without_asking_the_network() -> None:
    page = replace(VK_PAGE, link=Link(Network.VK, "vk.com/zarya", name="zarya"))
    verdict = site_links_ok(view(seen(NAMED_VK), pages=(page,)))
    assert verdict.outcome is OK


@pytest.mark.parametrize("resolution", [each for each in Resolution if each is not Resolution.FOUND])
def test_a_page_that_was_not_found_is_not_asked_of_the_site(resolution: Resolution) -> None:
    page = replace(VK_PAGE, resolution=resolution)
    assert site_links_ok(view(seen(), pages=(page,))).outcome is UNKNOWN
    assert site_links_ok(view(seen(OK_LINK), pages=(page, OK_PAGE))).outcome is OK


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"site": SiteKnowledge(off=True)}, "чтение сайтов выключено в настройках"),
        ({"organisation": CLUB, "site": SiteKnowledge()}, "сайт в реестре не указан"),
        ({"site": SiteKnowledge()}, "сайт ещё не прочитан"),
        (
            {"site": SiteKnowledge(trouble=SiteTrouble.TLS, failing_since=at(22))},
            "сертификат сайта неисправен (с 22.11.2026)",
        ),
    ],
)
def test_a_site_nobody_read_accuses_nobody_and_opens_nothing(changes: dict[str, Any], evidence: str) -> None:
    for judge in (site_links_ok, unregistered_page):
        verdict = judge(org_view(**{"organisation": OWNER, **changes}))
        assert (verdict.outcome, verdict.opens, verdict.evidence) == (UNKNOWN, None, evidence)


@pytest.mark.parametrize("trouble", list(SiteTrouble))
def test_a_site_that_fails_for_days_is_a_technical_matter(trouble: SiteTrouble) -> None:
    failing = replace(seen(), trouble=trouble, failing_since=NOW - timedelta(days=3))
    verdict = site_links_ok(view(failing))
    assert (verdict.outcome, verdict.opens) == (UNKNOWN, MatterKind.TECHNICAL)
    assert trouble.label in verdict.evidence
    assert site_links_ok(view(failing), after_days=4).outcome is VIOLATED, "the earlier reading holds till then"


def test_a_switched_off_reader_opens_nothing_whatever_failed_before() -> None:
    failing = SiteKnowledge(trouble=SiteTrouble.TLS, failing_since=at(1), off=True)
    assert site_links_ok(view(failing)).opens is None


# ------------------------------------------------------------------ pages the registry does not have


@pytest.mark.parametrize(
    ("site", "others", "outcome", "evidence"),
    [
        (
            seen(*BOTH),
            "",
            OK,
            "на главной странице сайта (23.11.2026) нет ссылок на страницы, которых нет в реестре",
        ),
        (seen(RESOLVED_VK), "", OK, "нет ссылок на страницы, которых нет в реестре"),
        (seen(), "", OK, "нет ссылок на страницы, которых нет в реестре"),
        (
            seen(*BOTH, OTHER_VK),
            "",
            VIOLATED,
            "есть ссылка на страницу, которой нет в реестре: https://vk.com/club5",
        ),
        (
            seen(OTHER_VK, replace(OTHER_VK, number=6, written="https://vk.com/club6")),
            "",
            VIOLATED,
            "есть ссылки на страницы, которых нет в реестре: https://vk.com/club5, https://vk.com/club6",
        ),
        (seen(OTHER_VK), "https://vk.com/club5", OK, "нет ссылок"),
        (seen(OTHER_VK), "ok.ru/group/5, vk.com/public5", OK, "нет ссылок"),
        (seen(replace(NAMED_VK, number=9)), "vk.com/zarya", OK, "нет ссылок"),
        (seen(OTHER_VK), "ok.ru/group/5", VIOLATED, "https://vk.com/club5"),
        (seen(VK_LINK, unclear=(Network.VK,)), "", UNKNOWN, "есть короткие имена (ВКонтакте)"),
        (seen(OTHER_VK, unclear=(Network.VK,)), "", VIOLATED, "https://vk.com/club5"),
    ],
)
def test_a_community_on_the_site_must_be_in_the_registry_or_named_as_anothers(
    site: SiteKnowledge, others: str, outcome: Outcome, evidence: str
) -> None:
    verdict = unregistered_page(view(site), others=others)
    assert verdict.outcome is outcome
    assert evidence in verdict.evidence


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("", None),
        ("vk.com/club5, ok.ru/group/6 https://vk.com/zarya", None),
        ("vk.com/id1", "не ссылка на сообщество: vk.com/id1"),
        ("vk.com/club5; zarya", "не ссылка на сообщество: zarya"),
        ("t.me/zarya", "не ссылка на сообщество: t.me/zarya"),
    ],
)
def test_pages_of_others_are_named_by_their_addresses(written: str, complaint: str | None) -> None:
    legal: LegalParams = unregistered_page.params
    assert legal["others"].fault(written) == complaint
