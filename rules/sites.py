"""Official sites: they lead to the registered pages, and to none besides (P1.5.1, P1.6.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Annotated

from domain.finding import MatterKind, Outcome, Verdict
from domain.network import Network
from domain.page import Link, LinkFault, Page, Resolution, parse_link
from domain.russian import date_title, join_and
from domain.site import SiteReading, means
from domain.view import OrgView
from rules.params import Demand, Positive
from rules.registry import IN_NETWORK
from rules.rule import rule

READING_OFF = "чтение сайтов выключено в настройках"
NO_SITE = "сайт в реестре не указан"


def _no_links(value: object) -> str | None:
    wrong = [each for each in _words(str(value)) if _link(each) is None]
    return f"не ссылка на сообщество: {wrong[0]}" if wrong else None


Links = Annotated[str, Demand(_no_links)]
"""Addresses of communities, separated by spaces or commas."""


@rule("site_links_ok", on=OrgView)
def site_links_ok(view: OrgView, *, after_days: Positive = 3) -> Verdict:
    """The organisation's site links to each of its pages that is in the registry and was found.

    A site that cannot be read for `after_days` days is a technical matter; missing readings accuse nobody.
    """
    if view.organisation.site and _fails_for(view, timedelta(days=after_days)):
        return Verdict.unknown(_failure(view), opens=MatterKind.TECHNICAL)
    reading = _reading(view)
    if isinstance(reading, str):
        return Verdict.unknown(reading)
    pages = [page for page in view.pages if page.resolution is Resolution.FOUND]
    if not pages:
        return Verdict.unknown("страницы организации ещё не найдены, ссылки на сайте сверять не с чем")
    return _together([_page_verdict(page, reading) for page in pages], _where(reading, view))


@rule("unregistered_page", on=OrgView)
def unregistered_page(view: OrgView, *, others: Links = "") -> Verdict:
    """Every community the organisation's site links to is in the registry, or is one of the `others`."""
    reading = _reading(view)
    if isinstance(reading, str):
        return Verdict.unknown(reading)
    known = [link for each in _words(others) if (link := _link(each))]
    strangers = [link.written for link in reading.pages if not _is_known(link, view.site.registered, known)]
    where = _where(reading, view)
    if strangers:
        what = "ссылка на страницу, которой" if len(strangers) == 1 else "ссылки на страницы, которых"
        return Verdict.violated(f"{where} есть {what} нет в реестре: {', '.join(strangers)}")
    if reading.unclear:
        return Verdict.unknown(f"{where} есть {_unclear(reading.unclear)}")
    return Verdict.ok(f"{where} нет ссылок на страницы, которых нет в реестре")


def _reading(view: OrgView) -> SiteReading | str:
    """What the site told, or in Russian why that is not known."""
    if view.site.off:
        return READING_OFF
    if not view.organisation.site:
        return NO_SITE
    if view.site.reading is not None:
        return view.site.reading
    return _failure(view) if view.site.trouble else "сайт ещё не прочитан"


def _fails_for(view: OrgView, least: timedelta) -> bool:
    since = view.site.failing_since
    return not view.site.off and since is not None and view.now - since >= least


def _failure(view: OrgView) -> str:
    trouble, since = view.site.trouble, view.site.failing_since
    if trouble is None or since is None:
        return "сайт не прочитан"
    return f"{trouble.label} (с {date_title(since, view.zone)})"


def _page_verdict(page: Page, reading: SiteReading) -> Verdict:
    there = [link for link in reading.pages if link.network is page.network]
    if any(means(link, page) for link in there):
        return Verdict.ok(page.network.label)
    if page.network in reading.unclear:
        return Verdict.unknown(_unclear([page.network]))
    missing = f"нет ссылки на страницу {IN_NETWORK[page.network]}, указанную в реестре"
    return Verdict.violated(f"{missing}, а есть на другую: {there[0].written}" if there else missing)


def _together(verdicts: Sequence[Verdict], where: str) -> Verdict:
    def told(outcome: Outcome) -> str:
        return "; ".join(each.evidence for each in verdicts if each.outcome is outcome)

    if missing := told(Outcome.VIOLATED):
        return Verdict.violated(f"{where} {missing}")
    if unclear := told(Outcome.UNKNOWN):
        return Verdict.unknown(f"{where} есть {unclear}")
    networks = join_and([each.evidence for each in verdicts])
    return Verdict.ok(f"{where} есть ссылки на страницы из реестра: {networks}")


def _unclear(networks: Iterable[Network]) -> str:
    named = join_and([each.label for each in sorted(networks)])
    return f"короткие имена ({named}), о которых неизвестно, сообщества ли это"


def _where(reading: SiteReading, view: OrgView) -> str:
    place = "на главной странице сайта" if reading.looked == 1 else "на просмотренных страницах сайта"
    seen = date_title(reading.read_at, view.zone)
    return f"{place} ({seen}{'' if reading.secure else ', без защиты соединения'})"


def _is_known(link: Link, registered: Iterable[Page], others: Iterable[Link]) -> bool:
    return any(means(link, page) for page in registered) or any(_same(link, other) for other in others)


def _same(link: Link, other: Link) -> bool:
    told = (other.number, link.number) if other.number is not None else (other.name, link.name)
    return link.network is other.network and told[0] == told[1]


def _words(text: str) -> list[str]:
    return [each for each in re.split(r"[\s,;]+", text) if each]


def _link(text: str) -> Link | None:
    """The community an address names in whichever network."""
    return next((link for network in Network if "/" in text and (link := _link_of(network, text))), None)


def _link_of(network: Network, text: str) -> Link | None:
    try:
        return parse_link(network, text)
    except LinkFault:
        return None
