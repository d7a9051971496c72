"""Pages that must exist and be open, and organisations that keep none (P1.2, P1.3, P1.6.1)."""

from __future__ import annotations

from datetime import date, timedelta

from domain.finding import MatterKind, Verdict
from domain.network import Network
from domain.organisation import Status
from domain.page import Openness, Page, Resolution
from domain.rule_ids import EXEMPT
from domain.russian import join_and, plural
from domain.view import OrgView, PageView
from rules.params import Positive
from rules.rule import NETWORK_OFF, rule

IN_NETWORK = {Network.VK: "ВКонтакте", Network.OK: "в Одноклассниках"}
SHUT = {
    Openness.CLOSED: "страница закрыта",
    Openness.DELETED: "страница удалена",
    Openness.BLOCKED: "страница заблокирована",
    Openness.UNAVAILABLE: "страница недоступна",
}
_ASTRAY = {
    Resolution.NOT_A_PAGE: "ссылка ведёт не на сообщество",
    Resolution.DUPLICATE: "на эту же страницу ведёт ссылка из другой строки реестра",
    Resolution.SHARED: "на эту же страницу ведёт ссылка из другой строки реестра",
    Resolution.MOVED: "короткое имя из ссылки теперь ведёт на другую страницу",
}

# By whether the document is named, and whether the date is.
_GAPS = {
    (False, False): "не указаны документ и дата",
    (False, True): "не указан документ",
    (True, False): "не указана дата",
}


@rule("page_exists_vk", on=OrgView, network=Network.VK)
def page_exists_vk(view: OrgView) -> Verdict:
    """The registry holds a page in VK, and its link leads to one."""
    return _existence(view, Network.VK)


@rule("page_exists_ok", on=OrgView, network=Network.OK)
def page_exists_ok(view: OrgView) -> Verdict:
    """The registry holds a page in OK, and its link leads to one."""
    return _existence(view, Network.OK)


def _existence(view: OrgView, network: Network) -> Verdict:
    page = next((page for page in view.pages if page.network is network), None)
    if page is None:
        return _absence(view, network)
    return Verdict.unknown(NETWORK_OFF) if network in view.networks_off else _resolved(page)


def _absence(view: OrgView, network: Network) -> Verdict:
    if view.organisation.status is Status.CREATING:
        return Verdict.unknown(f"страница {IN_NETWORK[network]} создаётся")
    return Verdict.violated(f"в реестре нет страницы {IN_NETWORK[network]}")


def _resolved(page: Page) -> Verdict:
    """Contract, "Registry file": what a link may turn out to lead to."""
    if page.resolution is Resolution.FOUND:
        return Verdict.ok(f"страница {IN_NETWORK[page.network]} есть в реестре и найдена")
    if page.resolution is Resolution.MISSING:
        return Verdict.violated(f"по ссылке {page.link.written} ничего не найдено")
    if page.resolution is Resolution.PENDING:
        return Verdict.unknown("ссылка из реестра ещё не проверена")
    is_told_elsewhere = page.resolution is Resolution.SHARED
    return Verdict.unknown(_ASTRAY[page.resolution], opens=None if is_told_elsewhere else MatterKind.TECHNICAL)


@rule("page_open", on=PageView)
def page_open(view: PageView) -> Verdict:
    """Visitors see the page."""
    if view.openness.is_shut:
        return Verdict.violated(f"{SHUT[view.openness]}, посетители её не видят")
    if view.openness is Openness.UNKNOWN:
        return Verdict.unknown("неизвестно, открыта ли страница")
    return Verdict.ok("страница открыта")


@rule(EXEMPT, on=OrgView, exempt_only=True)
def exemption_documented(view: OrgView, *, review_days: Positive = 365) -> Verdict:
    """The agreement to keep no page has a document and a date, and is looked at anew every `review_days` days."""
    exemption = view.organisation.exemption
    if not exemption.document or exemption.dated is None:
        gap = _GAPS[bool(exemption.document), exemption.dated is not None]
        return Verdict.violated(f"освобождение не подтверждено реквизитами согласования: {gap}")
    ground = f"основание освобождения: {exemption.document} от {exemption.dated:%d.%m.%Y}"
    return _reviewed(view, ground, exemption.dated, review_days)


def _reviewed(view: OrgView, ground: str, dated: date, review_days: int) -> Verdict:
    """An answer given before the present document says nothing of it."""
    answer = view.attestations.get(EXEMPT)
    answered = answer.at.astimezone(view.zone).date() if answer else dated
    if answer and not answer.answer and answered >= dated:
        return Verdict.violated(f"{ground}; {answered:%d.%m.%Y} получен ответ «нет»")
    reviewed = max(dated, answered)
    if view.now.astimezone(view.zone).date() - reviewed > timedelta(days=review_days):
        age = f"{review_days} {plural(review_days, 'дня', 'дней', 'дней')}"
        told = f"{ground}; согласование не сверялось больше {age}, подтвердите, что оно действует"
        return Verdict.unknown(told, opens=MatterKind.CONFIRMATION)
    return Verdict.ok(f"{ground}, подтверждено {answered:%d.%m.%Y}" if answered > dated else ground)


@rule("exempt_page_seen", on=OrgView, exempt_only=True)
def exempt_page_seen(view: OrgView) -> Verdict:
    """An organisation that keeps no pages has none in the registry."""
    if not view.pages:
        return Verdict.ok("страниц освобождённой организации в реестре нет")
    networks = [IN_NETWORK[page.network] for page in view.pages]
    return Verdict.violated(f"организация освобождена, но в реестре есть её страница {join_and(networks)}")
