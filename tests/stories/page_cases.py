"""Pages as a table: what is made of each, and what the decree makes of it.

The hour is Friday evening, 27 November 2026: the week of 16-22 November is the last complete one, the warnings
for the week of 23-29 November are out, and OK's statistics of the complete week have settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from made_pages import (
    ADDRESS,
    BARE_ADDRESS,
    EMAIL,
    NAMELESS,
    OLD,
    PHONE,
    SITE,
    THIS_WEEK,
    USUAL,
    P,
    last_week,
    p,
    this_week,
)
from town import local

from emulators.ok import OkRoutes

NOW = local("11-27 17:00")
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
class Case:
    """A page: what differs from one in perfect order, and the outcomes that differ.

    `link`: as the registry writes it, «{number}» and «{name}» filled in. `exists`: of `page_exists_*`.
    `in_world`: False where the link leads to no community.
    `unseen`: what is so, although the usual road does not show it; another road may.
    """

    title: str
    differs: Mapping[str, str] = field(default_factory=dict[str, str])
    traits: Mapping[str, Any] = field(default_factory=dict[str, Any])
    posts: Sequence[P] = USUAL
    link: str = ""
    exists: str = OK_
    in_world: bool = True
    registry_site: str = SITE
    data: str = "fresh"
    trouble: str = ""
    attested: bool | None = None
    unseen: Mapping[str, str] = field(default_factory=dict[str, str])


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
    Case("старая пустая группа", {WEEKLY: V, RISK: U, SILENT: V}, posts=(), unseen={RISK: V}),
    Case("молчит", {WEEKLY: V, RISK: V, SILENT: V}, {"routes": TOPICS}, posts=OLD),
    Case(
        "молчит, статистика опаздывает",
        {WEEKLY: V, RISK: U, SILENT: U},
        posts=OLD,
        unseen={RISK: V, SILENT: V},
    ),
    Case("на этой неделе одна", {RISK: V}, {"routes": TOPICS}, posts=this_week(p("11-24"))),
    Case("на этой неделе одна, статистика опаздывает", {RISK: U}, posts=this_week(p("11-24")), unseen={RISK: V}),
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
