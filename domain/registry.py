"""The registry file: its sheets, columns, rows and faults, and what it may not hold twice (contract)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.network import Network
from domain.organisation import Exemption, Kind, Status
from domain.page import Link
from domain.table_fault import Fault


class Sheet(StrEnum):
    """The two sheets the file may have; a CSV holds the first one only."""

    ACCOUNTS = "Аккаунты"
    OFFICERS = "Ответственные"


class AccountColumn(StrEnum):
    """Headings of «Аккаунты» in their order; `KIND` alone may be left out."""

    FULL_NAME = "Организация"
    SHORT_NAME = "Краткое название"
    OGRN = "ОГРН"
    STATUS = "Статус"
    ADDRESS = "Адрес"
    PHONE = "Телефон"
    EMAIL = "E-mail"
    SITE = "Сайт"
    VK = "ВКонтакте"
    OK = "Одноклассники"
    GROUND = "Основание освобождения"
    GROUND_DATE = "Дата основания"
    KIND = "Вид"


class OfficerColumn(StrEnum):
    """Headings of «Ответственные» in their order."""

    SHORT_NAME = "Краткое название"
    ROLE = "Роль"
    NAME = "ФИО"
    POSITION = "Должность"
    PHONE = "Телефон"
    ORDER_NUMBER = "№ приказа"
    ORDER_DATE = "Дата приказа"
    VALID_FROM = "С"
    VALID_TO = "По"


Column = AccountColumn | OfficerColumn
NOT_EXEMPT = Exemption(None, None)
LINK_COLUMNS = {Network.VK: AccountColumn.VK, Network.OK: AccountColumn.OK}


class OfficerRole(StrEnum):
    """Column «Роль»: who keeps the page (P1.5.1), or stands in for them."""

    KEEPER = "ответственный"
    DEPUTY = "замещающий"


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One valid row of «Аккаунты»; None is an empty cell. `row_number` is its place in the file, from 1."""

    short_name: str
    full_name: str
    ogrn: str | None = None
    status: Status | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    site: str | None = None
    vk: Link | None = None
    ok: Link | None = None
    exemption: Exemption = NOT_EXEMPT
    kind: Kind = Kind.SUBORDINATE
    row_number: int = field(default=0, compare=False)

    def link(self, network: Network) -> Link | None:
        """The page the row names in that network."""
        return self.vk if network is Network.VK else self.ok


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One valid row of «Ответственные»; None is an empty cell. Days are local and both included."""

    short_name: str
    role: OfficerRole | None = None
    name: str | None = None
    position: str | None = None
    phone: str | None = None
    order_number: str | None = None
    order_date: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    row_number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """A whole valid file. `officers` None: no such sheet. `kind_given` False: no column «Вид»."""

    rows: tuple[RegistryRow, ...]
    officers: tuple[OfficerRow, ...] | None = None
    kind_given: bool = True


def name_key(text: str) -> str:
    """What names are compared by: case, ё/е and white space do not matter."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("ё", "е").split())


def is_ogrn(text: str) -> bool:
    """13 digits, the last of them the rest of the first twelve divided by 11 (10 counts as 0)."""
    return bool(re.fullmatch(r"[1-9][0-9]{12}", text)) and int(text[:12]) % 11 % 10 == int(text[12])


def account_cells(row: RegistryRow) -> dict[AccountColumn, str | date | None]:
    """A row as the file shows it, by column; None is an empty cell."""
    return {
        AccountColumn.FULL_NAME: row.full_name,
        AccountColumn.SHORT_NAME: row.short_name,
        AccountColumn.OGRN: row.ogrn,
        AccountColumn.STATUS: row.status,
        AccountColumn.ADDRESS: row.address,
        AccountColumn.PHONE: row.phone,
        AccountColumn.EMAIL: row.email,
        AccountColumn.SITE: row.site,
        AccountColumn.VK: row.vk.written if row.vk else None,
        AccountColumn.OK: row.ok.written if row.ok else None,
        AccountColumn.GROUND: row.exemption.document,
        AccountColumn.GROUND_DATE: row.exemption.dated,
        AccountColumn.KIND: row.kind,
    }


def officer_cells(row: OfficerRow) -> dict[OfficerColumn, str | date | None]:
    """An officer's row as the file shows it, by column; None is an empty cell."""
    return {
        OfficerColumn.SHORT_NAME: row.short_name,
        OfficerColumn.ROLE: row.role,
        OfficerColumn.NAME: row.name,
        OfficerColumn.POSITION: row.position,
        OfficerColumn.PHONE: row.phone,
        OfficerColumn.ORDER_NUMBER: row.order_number,
        OfficerColumn.ORDER_DATE: row.order_date,
        OfficerColumn.VALID_FROM: row.valid_from,
        OfficerColumn.VALID_TO: row.valid_to,
    }


def duplicates(rows: Sequence[RegistryRow]) -> list[Fault]:
    """A fault for every row that repeats the ОГРН, the short name or a page of a row above it."""
    keys: dict[AccountColumn, Callable[[RegistryRow], Hashable]] = {
        AccountColumn.SHORT_NAME: lambda row: name_key(row.short_name),
        AccountColumn.OGRN: lambda row: row.ogrn,
        AccountColumn.VK: lambda row: _community(row.vk),
        AccountColumn.OK: lambda row: _community(row.ok),
    }
    return [fault for column, key in keys.items() for fault in _repeats(rows, column, key)]


def _repeats(
    rows: Sequence[RegistryRow], column: AccountColumn, key: Callable[[RegistryRow], Hashable]
) -> Iterator[Fault]:
    first: dict[Hashable, int] = {}
    for row in rows:
        value = key(row)
        if not value:
            continue
        if value in first:
            message = f"то же значение, что в строке {first[value]}"
            yield Fault(Sheet.ACCOUNTS, row.row_number, column, message)
        first.setdefault(value, row.row_number)


def _community(link: Link | None) -> Hashable:
    return None if link is None else (link.number, link.name)
