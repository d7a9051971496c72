"""The invented settlement of the demo: its registry, its pages and who publishes when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.registry import OfficerRole, OfficerRow
from emulators.ok import OkGroup, OkWorld
from emulators.ok import blocks as ok_blocks
from emulators.vk import VkAddress, VkGroup, VkWorld
from emulators.vk import attachments as vk_attachments

ZONE = ZoneInfo("Asia/Vladivostok")
FIRST_DAY = date(2026, 10, 26)
"""A Monday; the demo lasts four weeks from it."""
DAYS = 29
HISTORY_FROM = date(2026, 9, 28)

SITE = "https://sosnovka.example"
PHONE = "8 (900) 000-00-00"
EMAIL = "priem@sosnovka.example"
TUESDAY, THURSDAY = 1, 3


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A local time of the settlement, aware UTC."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """An invented organisation: its registry row and the numbers of its pages; 0 means no page."""

    short: str
    full: str
    vk: int = 0
    ok: int = 0
    status: str = "ведёт"
    kind: str = "подведомственная"
    exemption: str = ""
    exempt_since: str = ""
    quiet_vk: frozenset[date] = field(default_factory=frozenset[date])
    quiet_ok: frozenset[date] = field(default_factory=frozenset[date])


def _week(monday: date) -> frozenset[date]:
    return frozenset(monday + timedelta(days=day) for day in range(7))


SHORT_WEEK = date(2026, 11, 2)
WARNED_WEEK = date(2026, 11, 9)
SILENT_FROM = date(2026, 10, 10)
LATE_POST = at(WARNED_WEEK + timedelta(days=5), 12)
"""Saturday: the second post appears after Friday's warning."""

PLACES = (
    Place("Администрация", "Администрация Сосновского сельского поселения", 901, 54000901, kind="администрация"),
    Place("Дом культуры", "МКУ «Сосновский дом культуры»", 902, 54000902),
    Place(
        "Библиотека",
        "МКУ «Сосновская библиотека»",
        903,
        54000903,
        quiet_vk=frozenset({WARNED_WEEK + timedelta(days=THURSDAY)}),
    ),
    Place("Музей", "МКУ «Сосновский краеведческий музей»", 904, 54000904),
    Place("Спортклуб", "МКУ «Спортивный клуб «Кедр»", 905, 54000905, quiet_ok=_week(SHORT_WEEK)),
    Place("Школа искусств", "МКУ «Сосновская школа искусств»", 906, 54000906),
    Place("Детский сад", "МКДОУ «Детский сад «Ручеёк»", 907, 54000907),
    Place("Клуб «Заречье»", "МКУ «Клуб села Заречье»", 908, 54000908),
    Place("Водоканал", "МКП «Сосновский водоканал»", 909),
    Place(
        "Бухгалтерия",
        "МКУ «Сосновская централизованная бухгалтерия»",
        status="освобождена",
        exemption="Согласование № 5",
        exempt_since="12.01.2026",
    ),
)

OFFICERS = (OfficerRow("Администрация", OfficerRole.KEEPER, order_number="12-р", order_date=date(2026, 1, 12)),)
"""Nobody is invented: the order is enough to know that somebody is responsible."""

HEADINGS = (
    "Организация;Краткое название;ОГРН;Статус;Адрес;Телефон;E-mail;Сайт;ВКонтакте;Одноклассники;"
    "Основание освобождения;Дата основания;Вид"
)


def registry_csv() -> bytes:
    """The registry as the specialist would write it, for the program's own import."""
    return "\n".join([HEADINGS, *(_row(place) for place in PLACES)]).encode()


def _row(place: Place) -> str:
    cells = (
        _quoted(place.full),
        _quoted(place.short),
        _ogrn(PLACES.index(place)),
        place.status,
        "с. Сосновка, ул. Лесная, д. 1",
        PHONE,
        EMAIL,
        SITE,
        f"https://vk.com/{vk_name(place)}" if place.vk else "",
        f"https://ok.ru/group/{place.ok}" if place.ok else "",
        place.exemption,
        place.exempt_since,
        place.kind,
    )
    return ";".join(cells)


def _ogrn(number: int) -> str:
    """A number with its check digit; no region has the code 00, so it is nobody's."""
    digits = 102_000_000_000 + number
    return f"{digits}{digits % 11 % 10}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def vk_name(place: Place) -> str:
    """The short name of its page in VK."""
    return f"sosnovka{place.vk}"


def vk_world() -> VkWorld:
    """Pages in VK with four weeks of history and the whole story ahead."""
    world = VkWorld()
    for place in PLACES:
        if place.vk:
            group = world.add_group(_vk_group(place))
            for day in _publishing_days(place):
                if day not in place.quiet_vk:
                    shown = [vk_attachments.photo()] if day.weekday() == THURSDAY else []
                    group.post(at(day, 11), f"Новости: {place.short}", attachments=shown)
    world.groups[903].post(LATE_POST, "Субботние чтения")
    world.groups[904].addresses_enabled = False
    return world


def ok_world() -> OkWorld:
    """Pages in OK."""
    world = OkWorld()
    for place in PLACES:
        if place.ok:
            group = world.add_group(_ok_group(place))
            for day in _publishing_days(place):
                if day not in place.quiet_ok:
                    shown = [ok_blocks.photo()] if day.weekday() == THURSDAY else []
                    group.topic(at(day, 15), f"Новости: {place.short}", media=shown)
    return world


def _publishing_days(place: Place) -> list[date]:
    last = SILENT_FROM if place.short == "Школа искусств" else FIRST_DAY + timedelta(days=DAYS)
    days = (HISTORY_FROM + timedelta(days=n) for n in range((last - HISTORY_FROM).days))
    return [day for day in days if day.weekday() in (TUESDAY, THURSDAY)]


def _about(place: Place) -> str:
    return (
        f"{place.full}. Рассказываем о событиях села, кружках и праздниках, отвечаем на вопросы жителей.\n"
        f"Адрес: с. Сосновка, ул. Лесная, д. 1. Телефон: {PHONE}. Почта: {EMAIL}\n"
        f"Сайт: {SITE}"
    )


def _vk_group(place: Place) -> VkGroup:
    return VkGroup(
        place.vk,
        f"{place.short} · Сосновка",
        vk_name(place),
        description=_vk_about(place),
        site=SITE,
        has_photo=True,
        cover_enabled=True,
        addresses=[VkAddress(1, "Сосновка", "ул. Лесная, 1", latitude=48.1, longitude=131.2)],
        main_address_id=1,
        contacts=[{"phone": "+79000000000", "email": EMAIL}],
    )


def _vk_about(place: Place) -> str:
    if place.short == "Музей":
        return f"{place.full}. Рассказываем о прошлом села, выставках и находках школьной экспедиции."
    return _about(place)


def _ok_group(place: Place) -> OkGroup:
    return OkGroup(
        str(place.ok),
        f"{place.short} · Сосновка",
        description=_about(place),
        address="ул. Лесная, д. 1",
        city="Сосновка",
        location_latitude=48.1,
        location_longitude=131.2,
        phone="+79000000000",
        homepage_url=SITE,
        photo_id="1",
        cover={"cover_photos": [{"id": "1"}]},
        created_ms=int(at(date(2024, 1, 15), 12).timestamp() * 1000),
    )
