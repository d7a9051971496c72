"""An invented settlement as a table: what is made of each page, and what the decree makes of it.

The hour is Friday evening, 27 November 2026: the week of 16-22 November is the last complete one, the warnings
for the week of 23-29 November are out, and OK's statistics of the complete week have settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from town import Town, local, row

from domain.network import Network
from domain.rule_ids import HIDDEN_BY_CLOSURE
from emulators.ok import OkGroup, OkRoutes, OkWorld
from emulators.vk import VkAddress, VkApp, VkGroup, VkUser, VkWorld, api_error

NOW = local("11-27 17:00")
SITE = "https://ozernoe.example"
OK_, V, U = "ok", "violated", "unknown"

WEEKLY, RISK, SILENT = "posts_weekly_min", "posts_weekly_risk", "page_silent"
PROFILE = {
    "page_description": OK_,
    "page_avatar": OK_,
    "page_cover": OK_,
    "profile_about": OK_,
    "profile_address": OK_,
    "profile_geo": OK_,
    "profile_phone": OK_,
    "profile_email": OK_,
    "profile_site": OK_,
}
FEED = {WEEKLY: OK_, RISK: OK_, SILENT: OK_}
IN_ORDER = {"data_unavailable": OK_, "page_open": OK_, **FEED, **PROFILE, "twofa_attested": U}
NO_PROFILE = dict.fromkeys(PROFILE, U)
NO_FEED = dict.fromkeys(FEED, U)
NOTHING_READ = {"page_open": U, **NO_FEED, **NO_PROFILE}


@dataclass(frozen=True)
class P:
    """A post: its local time, and what the emulator is told of it besides."""

    at: datetime
    traits: Mapping[str, Any] = field(default_factory=dict)


def p(when: str, **traits: Any) -> P:
    return P(local(when), traits)


OLD = (p("11-03"), p("11-10"), p("11-12"))
LAST_WEEK = (p("11-17"), p("11-19"))
THIS_WEEK = (p("11-24"), p("11-26"))
USUAL = (*OLD, *LAST_WEEK, *THIS_WEEK)


def last_week(*posts: P) -> tuple[P, ...]:
    """The usual posts, but these in the last complete week."""
    return (*OLD, *posts, *THIS_WEEK)


def this_week(*posts: P) -> tuple[P, ...]:
    """The usual posts, but these in the current week."""
    return (*OLD, *LAST_WEEK, *posts)


@dataclass(frozen=True)
class Case:
    """A page: what differs from one in perfect order, and the outcomes that differ.

    `link`: as the registry writes it, «{number}» and «{name}» filled in. `exists`: of `page_exists_*`.
    `in_world`: False where the link leads to no community.
    """

    title: str
    differs: Mapping[str, str] = field(default_factory=dict)
    traits: Mapping[str, Any] = field(default_factory=dict)
    posts: Sequence[P] = USUAL
    link: str = ""
    exists: str = OK_
    in_world: bool = True
    registry_site: str = SITE
    data: str = "fresh"
    trouble: str = ""
    attested: bool | None = None


def about(short: str) -> str:
    """A description that names its owner and tells of its work, without contacts."""
    return f"МКУ {short} села Озёрное: кружки, праздники, выставки и новости села для всех его жителей и гостей."


def contacts(short: str) -> str:
    """The same with every contact in the text."""
    return (
        f"{about(short)}\nАдрес: с. Озёрное, ул. Лесная, д. 1\nТелефон: 8 (900) 000-00-00\n"
        f"Почта: priem@ozernoe.example\nСайт: {SITE}"
    )


ADDRESS = VkAddress(1, "Озёрное", "ул. Лесная, 1", latitude=48.1, longitude=131.2)
BARE_ADDRESS = VkAddress(1, "Озёрное", "ул. Лесная, 1")
PHONE = {"phone": "+79000000000"}
EMAIL = {"email": "priem@ozernoe.example"}
NAMELESS = "Кружки, праздники, выставки и новости для всех жителей и гостей, расписание занятий и концертов."

VK_CASES = (
    Case("сайта нет ни в реестре, ни на странице", {"profile_site": U}, {"site": ""}, registry_site=""),
    Case("сайта нет в реестре, на странице есть", registry_site=""),
    Case("всё в порядке"),
    Case("по короткому имени", link="https://vk.com/{name}"),
    Case("подтверждено", {"twofa_attested": OK_}, attested=True),
    Case("ответили «нет»", {"twofa_attested": V}, attested=False),
    # ------------------------------------------------------------------ the profile, field by field
    Case("нет адреса", {"profile_address": V, "profile_geo": V}, {"addresses": []}),
    Case("адрес только в описании", {"profile_geo": V}, {"addresses": [], "description": "{contacts}"}),
    Case("адреса не пришли", {"profile_address": U, "profile_geo": U}, {"withheld": {"addresses"}}),
    Case(
        "адреса не пришли, адрес в описании",
        {"profile_geo": U},
        {"withheld": {"addresses"}, "description": "{contacts}"},
    ),
    Case("адрес без точки на карте", {"profile_geo": U}, {"addresses": [BARE_ADDRESS], "main_address_id": None}),
    Case("нет почты", {"profile_email": V}, {"contacts": [PHONE]}),
    Case("нет телефона", {"profile_phone": V}, {"contacts": [EMAIL]}),
    Case("контакты только в описании", {}, {"contacts": None, "site": "", "description": "{contacts}"}),
    Case("телефон в адресе", {}, {"contacts": [EMAIL], "addresses": [replace(ADDRESS, phone="+79000000000")]}),
    Case(
        "контактов нет, описание не пришло",
        {"profile_phone": U, "profile_email": U, "page_description": U, "profile_about": U},
        {"contacts": None, "withheld": {"description"}},
    ),
    Case("нет сайта", {"profile_site": V}, {"site": ""}),
    Case("другой сайт", {"profile_site": V}, {"site": "https://drugoe.example"}),
    Case("сайт не пришёл", {"profile_site": U}, {"withheld": {"site"}}),
    Case("сайт в ссылках", {}, {"site": "", "links": [{"id": 1, "url": f"{SITE}/about", "name": "Сайт"}]}),
    Case("описание пусто", {"page_description": V, "profile_about": U}, {"description": ""}),
    Case("описание коротко", {"profile_about": U}, {"description": "МКУ {short} села Озёрное"}),
    Case("описание без названия", {"page_description": U}, {"description": NAMELESS}),
    Case("нет аватара", {"page_avatar": V}, {"has_photo": False}),
    Case("аватар не пришёл", {"page_avatar": U}, {"withheld": {"has_photo"}}),
    Case("нет обложки", {"page_cover": V}, {"cover_enabled": False}),
    Case("обложка не пришла", {"page_cover": U}, {"cover_enabled": None}),
    # ------------------------------------------------------------------ the feed
    Case("одна публикация", {WEEKLY: V}, posts=last_week(p("11-18"))),
    Case("ни одной за неделю", {WEEKLY: V}, posts=last_week()),
    Case("границы недели внутри", posts=last_week(p("11-16 00:00"), p("11-22 23:59"))),
    Case("границы недели снаружи", {WEEKLY: V}, posts=last_week(p("11-15 23:59"), p("11-23 00:00"))),
    Case("старая закреплённая", posts=(p("09-01", pinned=True), *USUAL)),
    Case("старая закреплённая и одна", {WEEKLY: V}, posts=(p("09-01", pinned=True), *last_week(p("11-18")))),
    Case("закреплённая в неделе", posts=last_week(p("11-17", pinned=True), p("11-19"))),
    Case("только репосты", {WEEKLY: U}, posts=last_week(p("11-17", repost=True), p("11-19", repost=True))),
    Case("репостов не хватает", {WEEKLY: V}, posts=last_week(p("11-17", repost=True))),
    Case("публикация и репост", {WEEKLY: U}, posts=last_week(p("11-17"), p("11-19", repost=True))),
    Case("публикация и клип", {WEEKLY: U}, posts=last_week(p("11-17"), p("11-19", post_type="clip"))),
    Case("публикация и видео", {WEEKLY: U}, posts=last_week(p("11-17"), p("11-19", post_type="video"))),
    Case("публикация и реклама", {WEEKLY: V}, posts=last_week(p("11-17"), p("11-19", ads=True))),
    Case(
        "публикация и посетители",
        {WEEKLY: V},
        posts=last_week(p("11-17"), p("11-18", from_id=5), p("11-19", from_id=6)),
    ),
    Case("отложенная", {WEEKLY: V}, posts=last_week(p("11-17"), p("11-19", post_type="postpone"))),
    Case("предложенная", {WEEKLY: V}, posts=last_week(p("11-17"), p("11-19", post_type="suggest"))),
    Case("больше ста за неделю", posts=last_week(*(p("11-18", ago=n) for n in range(130)))),
    Case(
        "за сотней этой недели одна прошлой",
        {WEEKLY: V},
        posts=(*OLD, p("11-18"), *(p("11-27 10:00", ago=n) for n in range(130))),
    ),
    Case("молодая страница", {WEEKLY: U}, posts=THIS_WEEK),
    Case("молчит", {WEEKLY: V, RISK: V, SILENT: V}, posts=OLD),
    Case("молчит, но есть репост", {WEEKLY: V, RISK: V}, posts=(*OLD, p("11-15", repost=True))),
    Case("на этой неделе ничего", {RISK: V}, posts=this_week()),
    Case("на этой неделе одна", {RISK: V}, posts=this_week(p("11-24"))),
    Case("на этой неделе одна и репост", {RISK: U}, posts=this_week(p("11-24"), p("11-26", repost=True))),
    Case("стена пуста", {WEEKLY: U, RISK: U, SILENT: U}, posts=()),
    # ------------------------------------------------------------------ the page as a whole
    Case("стена выключена", NO_FEED, {"wall": 0}),
    Case("закрыта", {"page_open": V, **NO_FEED}, {"is_closed": 1}),
    Case("частная", {"page_open": V, **NO_FEED}, {"is_closed": 2}),
    Case("удалена", {"page_open": V, **NO_FEED, **NO_PROFILE}, {"deactivated": "deleted"}),
    Case("заблокирована", {"page_open": V, **NO_FEED, **NO_PROFILE}, {"deactivated": "banned"}),
    Case("имя никуда не ведёт", NOTHING_READ, link="vk.com/takogo_net_{number}", exists=V, in_world=False),
    Case("номер никуда не ведёт", NOTHING_READ, exists=V, in_world=False),
    Case("имя человека", NOTHING_READ, link="vk.com/zhitel", exists=U, in_world=False),
    Case("имя приложения", NOTHING_READ, link="vk.com/igra", exists=U, in_world=False),
    Case("двойник по номеру", NOTHING_READ, link="https://vk.com/club990", exists=U, in_world=False),
    Case("двойник по имени", NOTHING_READ, link="https://vk.com/dvoinik", exists=U, in_world=False),
    Case("стену не дают", {"data_unavailable": U, **NO_FEED}, data="unavailable", trouble="wall.get"),
    Case("профиль не дают", {"data_unavailable": U, **NOTHING_READ}, data="unavailable", trouble="bean"),
)

STAT, TOPICS, STREAM = OkRoutes(), OkRoutes(stat_topics=False), OkRoutes(stat_topics=False, get_topics=False)
NO_ROAD = OkRoutes(stat_topics=False, get_topics=False, stream=False)

OK_CASES = (
    Case(
        "сайта нет ни в реестре, ни на странице",
        {"profile_site": U},
        {"homepage_url": "", "description": "{mail}"},
        registry_site="",
    ),
    Case("сайта нет в реестре, на странице есть", registry_site=""),
    Case("всё в порядке"),
    Case("по короткому имени", link="https://ok.ru/{name}"),
    Case("подтверждено", {"twofa_attested": OK_}, attested=True),
    Case("ответили «нет»", {"twofa_attested": V}, attested=False),
    # ------------------------------------------------------------------ the profile, field by field
    Case("нет адреса", {"profile_address": V}, {"address": "", "description": "{mail}"}),
    Case("адрес не пришёл", {"profile_address": U}, {"address": None, "description": "{mail}"}),
    Case("только город", {}, {"address": "", "city": "Озёрное"}),
    Case("адрес только в описании", {}, {"address": ""}),
    Case("нет точки на карте", {"profile_geo": V}, {"location_latitude": 0.0, "location_longitude": 0.0}),
    Case("точка не пришла", {"profile_geo": U}, {"location_latitude": None, "location_longitude": None}),
    Case("почты нет в описании", {"profile_email": U}, {"description": "{about}"}),
    Case("нет телефона", {"profile_phone": V}, {"phone": "", "description": "{mail}"}),
    Case("телефон не пришёл", {"profile_phone": U}, {"phone": None, "description": "{mail}"}),
    Case("нет сайта", {"profile_site": V}, {"homepage_url": "", "description": "{mail}"}),
    Case("другой сайт", {"profile_site": V}, {"homepage_url": "https://drugoe.example", "description": "{mail}"}),
    Case("сайт не пришёл", {"profile_site": U}, {"homepage_url": None, "description": "{mail}"}),
    Case("описание пусто", {"page_description": V, "profile_about": U, "profile_email": U}, {"description": ""}),
    Case(
        "описание не пришло",
        {"page_description": U, "profile_about": U, "profile_email": U},
        {"description": None},
    ),
    Case("описание без названия", {"page_description": U, "profile_email": U}, {"description": NAMELESS}),
    Case("нет аватара", {"page_avatar": V}, {"photo_id": "0"}),
    Case("аватар не пришёл", {"page_avatar": U}, {"photo_id": None}),
    Case("нет обложки", {"page_cover": V}, {"cover": {}}),
    Case("обложка не пришла", {"page_cover": U}, {"cover": None}),
    # ------------------------------------------------------------------ the feed, by every road
    Case("одна публикация, статистика", {WEEKLY: V}, {"routes": STAT}, posts=last_week(p("11-18"))),
    Case("лента тем", {}, {"routes": TOPICS}),
    Case("одна публикация, лента тем", {WEEKLY: V}, {"routes": TOPICS}, posts=last_week(p("11-18"))),
    Case("лента событий", {}, {"routes": STREAM}),
    Case("одна публикация, лента событий", {WEEKLY: V}, {"routes": STREAM}, posts=last_week(p("11-18"))),
    Case("дороги нет", {"data_unavailable": U, **NO_FEED}, {"routes": NO_ROAD}, data="unavailable"),
    Case("границы недели внутри", posts=last_week(p("11-16 00:00"), p("11-22 23:59"))),
    Case("границы недели снаружи", {WEEKLY: V}, posts=last_week(p("11-15 23:59"), p("11-23 00:00"))),
    Case("старая закреплённая", {WEEKLY: V}, posts=(p("09-01", is_sticky=True), *last_week(p("11-18")))),
    Case("только репосты", {WEEKLY: U}, posts=last_week(p("11-17", is_repost=True), p("11-19", is_repost=True))),
    Case("скрытая", {WEEKLY: V}, {"routes": TOPICS}, posts=last_week(p("11-17"), p("11-19", is_hidden_post=True))),
    Case(
        "на модерации", {WEEKLY: V}, {"routes": STREAM}, posts=last_week(p("11-17"), p("11-19", on_moderation=True))
    ),
    Case("скрытая, статистика", {WEEKLY: V}, posts=last_week(p("11-17"), p("11-19", is_hidden_post=True))),
    Case("реклама", {WEEKLY: V}, posts=last_week(p("11-17"), p("11-19", is_ads_post=True))),
    Case("посетитель", {WEEKLY: V}, posts=last_week(p("11-17"), p("11-19", author="user"))),
    Case("больше ста за неделю", {}, {"routes": TOPICS}, posts=last_week(*(p("11-18", ago=n) for n in range(130)))),
    Case("молодая группа", {WEEKLY: U}, {"created_ms": local("11-23 10:00")}, posts=THIS_WEEK),
    Case("старая пустая группа", {WEEKLY: V, RISK: V, SILENT: V}, posts=()),
    Case("молчит", {WEEKLY: V, RISK: V, SILENT: V}, posts=OLD),
    Case("на этой неделе одна", {RISK: V}, posts=this_week(p("11-24"))),
    # ------------------------------------------------------------------ the group as a whole
    Case("закрыта", {"page_open": V, **NO_FEED}, {"access_type": "CLOSED"}),
    Case("тайная", {"page_open": V, **NO_FEED}, {"access_type": "SECRET"}),
    Case("открытость не пришла", {"page_open": U}, {"access_type": None}),
    Case(
        "заблокирована, по имени",
        {"page_open": V, **NO_FEED, **NO_PROFILE},
        {"blocked": True},
        link="https://ok.ru/{name}",
    ),
    Case("заблокирована, по номеру", NOTHING_READ, {"blocked": True}, exists=V),
    Case("имя никуда не ведёт", NOTHING_READ, link="ok.ru/takogonet{number}", exists=V, in_world=False),
    Case("номер никуда не ведёт", NOTHING_READ, exists=V, in_world=False),
    Case("имя человека", NOTHING_READ, link="ok.ru/zhitel", exists=U, in_world=False),
    Case("имя приложения", NOTHING_READ, link="ok.ru/igra", exists=U, in_world=False),
    Case("двойник по номеру", NOTHING_READ, link="https://ok.ru/group/54000000000990", exists=U, in_world=False),
    Case("двойник по имени", NOTHING_READ, link="https://ok.ru/dvoinik", exists=U, in_world=False),
)


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

    def __str__(self) -> str:
        return f"{self.where}: {self.title}"

    @property
    def announced(self) -> set[tuple[str, str, str]]:
        """The violations that are to be told: (short name, network or nothing, rule)."""
        muted = HIDDEN_BY_CLOSURE if self.truth.get("page_open") == V else frozenset[str]()
        muted = muted | ({RISK} if self.truth.get(SILENT) == V else frozenset[str]())
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


def ok_number(number: int) -> int:
    return 54_000_000_000_000 + number


def vk_page(number: int, short: str, name: str = "", **traits: Any) -> VkGroup:
    """A page in perfect order, without posts; `traits` differ."""
    usual: dict[str, Any] = {
        "description": about(short),
        "site": SITE,
        "cover_enabled": True,
        "addresses": [ADDRESS],
        "main_address_id": 1,
        "contacts": [{**PHONE, **EMAIL}],
    }
    return VkGroup(number, f"{short} · Озёрное", name or f"ozernoe{number}", **(usual | traits))


def ok_page(number: int, short: str, name: str, **traits: Any) -> OkGroup:
    """A group in perfect order, without topics; `traits` differ."""
    usual: dict[str, Any] = {
        "shortname": name,
        "description": contacts(short),
        "address": "ул. Лесная, д. 1",
        "location_latitude": 48.1,
        "location_longitude": 131.2,
        "phone": "+79000000000",
        "homepage_url": SITE,
        "photo_id": "1",
        "cover": {"cover_photos": [{"id": "1"}]},
        "created_ms": milliseconds(local("01-15")),
    }
    return OkGroup(str(number), f"{short} · Озёрное", **(usual | traits))


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def fill_vk(group: VkGroup, posts: Sequence[P]) -> None:
    """Write the posts on the wall, oldest first."""
    for each in sorted(posts, key=_moment):
        traits = dict(each.traits)
        traits.pop("ago", None)
        is_ad = traits.pop("ads", False)
        group.post(_moment(each), "Новости", **traits).marked_as_ads = is_ad


def fill_ok(group: OkGroup, posts: Sequence[P]) -> None:
    """Write the topics, oldest first."""
    for each in sorted(posts, key=_moment):
        traits = {key: value for key, value in each.traits.items() if key != "ago"}
        group.topic(_moment(each), "Новости", **traits)


def _moment(post: P) -> datetime:
    return post.at - timedelta(minutes=post.traits.get("ago", 0))


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
