"""Where the registry's links lead, as the last cycle found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.doctor.check import Check, Patient
from domain.network import Network
from domain.organisation import Organisation
from domain.page import Page, Resolution
from domain.russian import plural

REGISTRY = Patient("реестр")

_ASTRAY: Mapping[Resolution, str] = {
    Resolution.MISSING: "по ссылке ничего не найдено",
    Resolution.NOT_A_PAGE: "ссылка ведёт не на сообщество",
    Resolution.DUPLICATE: "на ту же страницу ведёт ссылка из другой строки",
    Resolution.SHARED: "на ту же страницу ведёт ссылка из другой строки",
    Resolution.MOVED: "короткое имя теперь ведёт на другую страницу",
}
_ADVICE = "исправьте ссылку и загрузите реестр снова (postovoy registry import ФАЙЛ)"


def registry_checks(organisations: Sequence[Organisation], pages: Sequence[Page]) -> list[Check]:
    """How much there is, and every link that leads astray."""
    if not organisations:
        return [REGISTRY.note("пуст; загрузите его: postovoy registry import ФАЙЛ")]
    names = {each.id: each.short_name for each in organisations}
    astray = [page for page in pages if page.resolution in _ASTRAY]
    told = _counted(len(organisations), pages)
    count = REGISTRY.note(f"{told}; ведут не туда: {len(astray)}") if astray else REGISTRY.good(told)
    return [count, *(_lost(names[page.organisation_id], page) for page in astray)]


def _counted(count: int, pages: Sequence[Page]) -> str:
    by_network = [sum(page.network is network for page in pages) for network in Network]
    told = ", ".join(f"{network.label} — {n}" for network, n in zip(Network, by_network, strict=True))
    return f"{count} {plural(count, 'организация', 'организации', 'организаций')}; страниц: {told}"


def _lost(name: str, page: Page) -> Check:
    where = f"{name}, {page.network.label}: {page.link.written}"
    return REGISTRY.bad(f"{where} — {_ASTRAY[page.resolution]}; {_ADVICE}")
