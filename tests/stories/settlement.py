"""An invented settlement: a club for each page of the table, organisations of every sort, and the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from typing import Any

from made_pages import SITE, USUAL, about, contacts, fill_ok, fill_vk, milliseconds, ok_number, ok_page, vk_page
from page_cases import FEED, IN_ORDER, OK_, OK_CASES, PROFILE, RISK, SILENT, VK_CASES, Case, U, V
from town import Town, row

from domain.network import Network
from emulators.ok import OkWorld
from emulators.vk import VkApp, VkUser, VkWorld, api_error


@dataclass(frozen=True)
class Owner:
    """An organisation as such: its row, and the outcomes on it and on its pages."""

    short: str
    cells: Mapping[str, str]
    on_organisation: Mapping[str, str]
    on_vk: Mapping[str, str] | None = None
    on_ok: Mapping[str, str] | None = None


ORDERLY = Case("всё в порядке")
VK_PAGE, OK_PAGE = "vk.com/club{vk}", "ok.ru/group/{ok}"
LEDGER = {"credentials_ledger": U}
EXISTS_VK, EXISTS_OK = {"page_exists_vk": OK_}, {"page_exists_ok": OK_}
OPEN_ONLY = {"data_unavailable": OK_, "page_open": OK_}

OWNERS = (
    Owner("Без страниц", {}, {"page_exists_vk": V, "page_exists_ok": V, **LEDGER}),
    Owner("Без статуса", {"status": ""}, {"page_exists_vk": V, "page_exists_ok": V, **LEDGER}),
    Owner("Создаёт", {"status": "создаётся"}, {"page_exists_vk": U, "page_exists_ok": U, **LEDGER}),
    Owner(
        "Создаёт и ведёт",
        {"status": "создаётся", "vk": VK_PAGE},
        {"page_exists_ok": U, **LEDGER},
        on_vk={**EXISTS_VK, **IN_ORDER},
    ),
    Owner(
        "Освобождена по бумаге",
        {"status": "освобождена", "ground": "Согласование № 5", "ground_date": "12.01.2026"},
        {"exemption_documented": OK_, "exempt_page_seen": OK_},
    ),
    Owner(
        "Освобождена на словах",
        {"status": "освобождена"},
        {"exemption_documented": V, "exempt_page_seen": OK_},
    ),
    Owner(
        "Освобождена без даты",
        {"status": "освобождена", "ground": "Согласование № 6"},
        {"exemption_documented": V, "exempt_page_seen": OK_},
    ),
    Owner(
        "Освобождена давно",
        {"status": "освобождена", "ground": "Согласование № 4", "ground_date": "12.01.2022"},
        {"exemption_documented": U, "exempt_page_seen": OK_},
    ),
    Owner(
        "Освобождена со страницей",
        {"status": "освобождена", "ground": "Согласование № 7", "ground_date": "12.01.2026", "vk": VK_PAGE},
        {"exemption_documented": OK_, "exempt_page_seen": V},
        on_vk={},
    ),
    Owner(
        "Администрация",
        {"kind": "администрация", "vk": VK_PAGE, "site": ""},
        {"page_exists_ok": V},
        on_vk={**EXISTS_VK, **OPEN_ONLY},
    ),
    Owner(
        "Названная",
        {"vk": VK_PAGE, "ok": OK_PAGE},
        {"credentials_ledger": OK_},
        on_vk={**EXISTS_VK, **IN_ORDER},
        on_ok={**EXISTS_OK, **IN_ORDER},
    ),
    Owner(
        "Учёт не ведётся",
        {"status": "создаётся"},
        {"page_exists_vk": U, "page_exists_ok": U, "credentials_ledger": V},
    ),
)
LEDGER_ANSWERS = {"Названная": True, "Учёт не ведётся": False}


@dataclass(frozen=True)
class Place:
    """Where findings stand: a page or an organisation, with the truth about it. `data` is empty for the latter."""

    short: str
    where: str
    title: str
    truth: Mapping[str, str]
    data: str = ""
    unseen: Mapping[str, str] = field(default_factory=dict[str, str])

    def __str__(self) -> str:
        return f"{self.where}: {self.title}"

    @property
    def announced(self) -> set[tuple[str, str, str]]:
        """The violations that are to be told: (short name, network or nothing, rule)."""
        muted = {*FEED, *PROFILE} if self.truth.get("page_open") == V else set[str]()
        muted |= {RISK} if self.truth.get(SILENT) == V else set[str]()
        return {
            (self.short, self._network_of(rule), rule)
            for rule, outcome in self.truth.items()
            if outcome == V and rule not in muted
        }

    def _network_of(self, rule: str) -> str:
        if rule.startswith("page_exists_"):
            return rule.removeprefix("page_exists_")
        return "" if self.where == "organisation" else self.where


def pairs() -> list[tuple[int, str, Case | None, Case | None]]:
    """A page of either network for each club, as long as there are cases."""
    cases = enumerate(zip_longest(VK_CASES, OK_CASES), start=1)
    return [(number, f"Клуб {number:02}", vk, ok) for number, (vk, ok) in cases]


def places() -> list[Place]:
    """Everything a check judges in the settlement."""
    told = [place for _, short, vk, ok in pairs() for place in _places_of_club(short, vk, ok)]
    return told + [place for owner in OWNERS for place in _places_of_owner(owner)]


def _places_of_club(short: str, vk: Case | None, ok: Case | None) -> list[Place]:
    absent = {f"page_exists_{network}": V for network, case in (("vk", vk), ("ok", ok)) if case is None}
    pages = [(network, case) for network, case in (("vk", vk), ("ok", ok)) if case is not None]
    return [
        Place(short, "organisation", short, {**absent, **LEDGER}),
        *(
            Place(
                short,
                network,
                case.title,
                {f"page_exists_{network}": case.exists, **IN_ORDER, **case.differs},
                case.data,
                case.unseen,
            )
            for network, case in pages
        ),
    ]


def _places_of_owner(owner: Owner) -> list[Place]:
    pages = [(network, truth) for network, truth in (("vk", owner.on_vk), ("ok", owner.on_ok)) if truth is not None]
    return [
        Place(owner.short, "organisation", owner.short, owner.on_organisation),
        *(
            Place(owner.short, network, owner.short, truth, "fresh" if truth else "unavailable")
            for network, truth in pages
        ),
    ]


def answers() -> list[tuple[str, str, bool, Network | None]]:
    """What people stated: organisation, rule, answer, network of the page."""
    of_pages = [
        (short, "twofa_attested", case.attested, network)
        for _, short, vk, ok in pairs()
        for network, case in ((Network.VK, vk), (Network.OK, ok))
        if case is not None and case.attested is not None
    ]
    return [*of_pages, *((short, "credentials_ledger", said, None) for short, said in LEDGER_ANSWERS.items())]


async def settle(town: Town) -> None:
    """Build the worlds of the town, register everybody, let people state what they state."""
    rows = [_found_club(town, *pair) for pair in pairs()]
    rows += [_found_owner(town, number, owner) for number, owner in enumerate(OWNERS, start=801)]
    _add_company(town.vk_world, town.ok_world)
    await town.register(*rows)
    for short, rule, answer, network in answers():
        await town.attest(short, rule, network, answer=answer)


def _found_club(town: Town, number: int, short: str, vk: Case | None, ok: Case | None) -> str:
    links: dict[str, str] = {}
    for network, case, usual in (("vk", vk, VK_PAGE), ("ok", ok, OK_PAGE)):
        if case is not None:
            written = case.link or usual
            links[network] = written.format(vk=number, ok=ok_number(number), number=number, name=f"ozernoe{number}")
    if vk is not None:
        _build_vk(town, number, short, vk)
    if ok is not None:
        _build_ok(town.ok_world, number, short, ok)
    return row(short, site=vk.registry_site if vk else SITE, **links)


def _found_owner(town: Town, number: int, owner: Owner) -> str:
    cells = {key: text.format(vk=number, ok=ok_number(number)) for key, text in owner.cells.items()}
    if owner.on_vk is not None:
        _build_vk(town, number, owner.short, ORDERLY)
    if owner.on_ok is not None:
        _build_ok(town.ok_world, number, owner.short, ORDERLY)
    return row(owner.short, **{"site": SITE, **cells})


def _add_company(vk: VkWorld, ok: OkWorld) -> None:
    """Whom a link may lead to besides pages, and the pages two rows name at once."""
    vk.add_user(VkUser(501, "zhitel", "Житель"))
    vk.add_app(VkApp(502, "igra"))
    ok.add_link("PROFILE", 501, "zhitel")
    ok.add_link("APP", 502, "igra")
    fill_vk(vk.add_group(vk_page(990, "Двойник", "dvoinik")), USUAL)
    fill_ok(ok.add_group(ok_page(ok_number(990), "Двойник", "dvoinik")), USUAL)


def _build_vk(town: Town, number: int, short: str, case: Case) -> None:
    if not case.in_world:
        return
    group = town.vk_world.add_group(vk_page(number, short, **_worded(case.traits, short)))
    fill_vk(group, case.posts)
    if case.trouble == "wall.get":
        # A refusal whose words say nothing about the page.
        refused = api_error(15, "Access denied")
        town.vk.faults.script(refused, method="wall.get", times=None, having={"owner_id": f"-{number}"})
    if case.trouble == "bean":
        group.extra["wall"] = "не число"


def _build_ok(world: OkWorld, number: int, short: str, case: Case) -> None:
    if not case.in_world:
        return
    traits = _worded(case.traits, short)
    if isinstance(founded := traits.get("created_ms"), datetime):
        traits["created_ms"] = milliseconds(founded)
    fill_ok(world.add_group(ok_page(ok_number(number), short, f"ozernoe{number}", **traits)), case.posts)


def _worded(traits: Mapping[str, Any], short: str) -> dict[str, Any]:
    words = {
        "{contacts}": contacts(short),
        "{about}": about(short),
        "{mail}": f"{about(short)} priem@ozernoe.example",
    }
    worded = dict(traits)
    if isinstance(text := worded.get("description"), str):
        worded["description"] = words.get(text, text.replace("{short}", short))
    return worded
