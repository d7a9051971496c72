"""The registry of accounts in the columns a ЦУР-type table asks for (clauses, 3a-1), with the page in OK."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.organisation import Exemption
from reports.sheet import EMPTY, UNKNOWN, Cell, Column, Shape, Sheet, Tone, notes, number

_COLUMNS = (
    Column("Уровень", 11),
    Column("Учредитель", 24),
    Column("Наименование подведомственной организации", 32),
    Column("Официальная страница не ведется на основании", 22),
    Column("ОГРН", 17),
    Column("Сфера 1", 11),
    Column("Сфера 2", 11),
    Column("Сфера 3", 11),
    Column("Статус", 14),
    Column("ID госпаблика", 14),
    Column("Ссылка на госпаблик ВК", 27, Shape.LINK),
    Column("Адрес, указанный в настройках страницы", 14),
    Column("Подключение к компоненту «Госпаблики» (да/нет)", 17),
    Column("Госметка (да/нет)", 14),
    Column("Оформление (%)", 14, Shape.PERCENT),
    Column("Виджеты (0/1/2)", 12, Shape.NUMBER),
    Column("Активность (%)", 14, Shape.PERCENT),
    Column("Количество подписчиков", 15, Shape.NUMBER),
    Column("Общий охват аудитории за неделю", 13, Shape.NUMBER),
    Column("Средний охват одной публикации", 13, Shape.NUMBER),
    Column("Ссылка на страницу в Одноклассниках", 30, Shape.LINK),
)
_PEOPLE = (
    Column("Роль", 15),
    Column("Ответственный", 30),
    Column("Должность", 24),
    Column("Телефон", 18),
    Column("Приказ", 18),
    Column("С", 12),
    Column("По", 12),
)
_NEVER_TOLD = "Программа этого не знает: ни реестр, ни ответы сетей таких сведений не содержат; заполните вручную."
_NOTES = {
    "Откуда столбцы": (
        "Набор столбцов — как в таблицах, которые собирают центры управления регионом; добавлена ОК."
    ),
    "Уровень": "Для всех «МО»: реестр ведёт муниципальное образование.",
    "Учредитель": "Организация вида «администрация» из реестра; в её собственной строке прочерк.",
    "Официальная страница не ведется на основании": "Документ и дата освобождения из реестра.",
    "Сфера 1, Сфера 2, Сфера 3": _NEVER_TOLD,
    "Статус": "Из реестра: ведёт, освобождена, создаётся.",
    "ID госпаблика, ссылка ВК": "Номер и адрес страницы ВКонтакте; номер известен после первой проверки.",
    "Адрес, указанный в настройках страницы": (
        "Указан ли на странице ВКонтакте адрес организации. Сам адрес страницы программа не хранит."
    ),
    "Подключение к «Госпаблики»": (
        "Действующее подтверждение ответственного о странице ВКонтакте. Не подтверждено — ответа не было или "
        "его срок истёк; это не «нет»."
    ),
    "Госметка": (
        "«да», если отметку назвала сама сеть, иначе действующее подтверждение. «не проверено» — неизвестно: "
        "молчание сети ничего не доказывает."
    ),
    "Оформление (%)": (
        "Доля выполненного из трёх требований п. 4 раздела 2 Порядка к странице ВКонтакте: описание, аватар, "
        "обложка, поровну. Это счёт программы, а не рейтинг ЦУР: веса показателей разные регионы назначают "
        "сами."
    ),
    "Виджеты (0/1/2)": (
        "Сколько из двух форм обратной связи есть в меню страницы ВКонтакте: «Сообщить о проблеме» и «Высказать "
        "мнение». Ссылка с ошибкой или с чужим ОГРН не считается."
    ),
    "Активность (%)": (
        "Публикации страницы ВКонтакте за последнюю полную неделю к недельной норме, не больше 100 %. «нет "
        "данных» — прочитано не всё, а увиденного до нормы не хватает."
    ),
    "Количество подписчиков": "Сколько участников у страницы ВКонтакте сообщила сеть при последней проверке.",
    "Общий охват, средний охват": "Сеть сообщает охват только администраторам страницы: «нет данных».",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody responsible; None is not known. Days are local."""

    role: str | None
    name: str | None
    position: str | None
    phone: str | None
    order: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """One organisation's row. `design` and `activity` are shares of 1; None is not known.

    `connected` and `badge` are words; `has_address` is of the page in VK.
    """

    founder: str | None
    is_founder: bool
    name: str
    ogrn: str | None
    status: str | None
    exemption: Exemption
    vk_id: int | None
    vk_url: str | None
    ok_url: str | None
    has_address: bool | None
    connected: str
    badge: str
    design: float | None
    widgets: int | None
    activity: float | None
    members: int | None
    people: tuple[Person, ...] = ()


def sheets(accounts: tuple[Account, ...], lines: tuple[str, ...], *, with_people: bool) -> tuple[Sheet, ...]:
    """The registry and what its columns mean; `with_people` adds who is responsible, a row for each of them."""
    return (table(accounts, lines, with_people=with_people), notes("Как заполнен реестр", _NOTES))


def table(accounts: tuple[Account, ...], lines: tuple[str, ...], *, with_people: bool) -> Sheet:
    """The registry alone."""
    return Sheet(
        "Реестр",
        "Реестр аккаунтов в социальных сетях",
        (*_COLUMNS, *_PEOPLE) if with_people else _COLUMNS,
        tuple(row for account in accounts for row in _rows(account, with_people=with_people)),
        lines=lines,
        fixed=3,
        pages_wide=3 if with_people else 2,
    )


def _rows(account: Account, *, with_people: bool) -> list[tuple[Cell, ...]]:
    if not with_people:
        return [_cells(account)]
    people = account.people or (None,)
    return [(*_cells(account), *_person(person)) for person in people]


def _cells(account: Account) -> tuple[Cell, ...]:
    return (
        Cell("МО"),
        Cell("—") if account.is_founder else _text(account.founder),
        Cell(account.name),
        _ground(account.exemption),
        _text(account.ogrn),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        _text(account.status),
        _text(str(account.vk_id) if account.vk_id else None) if account.vk_url else EMPTY,
        Cell(account.vk_url),
        *(_of_page(account) if account.vk_url else (EMPTY,) * 9),
        Cell(account.ok_url),
    )


def _of_page(account: Account) -> tuple[Cell, ...]:
    """What is told of the page in VK."""
    address = None if account.has_address is None else ("указан" if account.has_address else "не указан")
    return (
        _text(address),
        _word(account.connected),
        _word(account.badge),
        number(account.design),
        number(account.widgets),
        number(account.activity),
        number(account.members),
        UNKNOWN,
        UNKNOWN,
    )


def _ground(exemption: Exemption) -> Cell:
    dated = f"от {exemption.dated:%d.%m.%Y}" if exemption.dated else None
    return Cell(" ".join(filter(None, (exemption.document, dated))) or None)


def _text(told: str | None) -> Cell:
    return Cell(told) if told else UNKNOWN


def _word(told: str) -> Cell:
    return Cell(told, Tone.PLAIN if told in ("да", "нет") else Tone.GAP)


def _person(person: Person | None) -> tuple[Cell, ...]:
    if person is None:
        return (UNKNOWN, *(EMPTY,) * (len(_PEOPLE) - 1))
    return (
        _text(person.role),
        _text(person.name),
        Cell(person.position),
        Cell(person.phone),
        Cell(person.order or None),
        Cell(person.valid_from),
        Cell(person.valid_to),
    )
